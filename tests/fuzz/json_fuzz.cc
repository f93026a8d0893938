// Any bytes as JSON: what is read is written as JSON that reads back as the same value; and as typed JSON, which is
// that of a text of procedures.
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>

#include "graph/compare.h"
#include "graph/error.h"
#include "graph/text/json.h"
#include "query/procedures.h"

namespace {

using namespace polgraph;

[[noreturn]] void broken(const std::string& what, const std::string& text) {
  std::cerr << what << "\n  text: " << text << '\n';
  std::abort();
}

void round_trip(const std::string& text) {
  Value value;
  try {
    value = parse_json(text);
  } catch (const Error& error) {
    if (error.kind() == Kind::Internal) broken(error.message(), text);
    return;
  }
  const std::string written = to_json(value);
  try {
    if (to_json(parse_json(written)) != written) broken("written otherwise: " + written, text);
  } catch (const Error& error) {
    broken("does not read back: " + written + ": " + error.message(), text);
  }
}

void typed(const std::string& text) {
  try {
    ProcedureTable table;
    table.add_json(text, "fuzz");
  } catch (const Error& error) {
    if (error.kind() == Kind::Internal) broken(error.message(), text);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  round_trip(text);
  typed(text);
  return 0;
}
