// Any bytes as a statement: the parser takes them or says why not, and what it takes reads back from its canonical text
// as the same tree.
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>

#include "graph/error.h"
#include "query/syntax/dump.h"
#include "query/syntax/parser.h"
#include "query/syntax/unparse.h"

namespace {

using namespace polgraph;

[[noreturn]] void broken(const char* what, const std::string& text, const std::string& written) {
  std::cerr << what << "\n  text:      " << text << "\n  canonical: " << written << '\n';
  std::abort();
}

void round_trip(const std::string& text) {
  std::string tree;
  std::string written;
  try {
    const ast::Statement parsed = parse(text);
    tree = dump(parsed);
    written = unparse(parsed);
  } catch (const Error& error) {
    if (error.kind() == Kind::Internal) broken("an internal error", text, error.message());
    return;
  }
  try {
    const ast::Statement again = parse(written);
    if (dump(again) != tree) broken("another tree", text, written);
    if (unparse(again) != written) broken("another canonical text", text, written);
  } catch (const Error& error) {
    // Brackets that the text did without count against the limit on nesting.
    if (error.kind() != Kind::Limit) broken(error.what(), text, written);
  }
}

// Pieces of any size are cut as the whole is.
void split(const std::string& text) {
  Splitter whole, pieces;
  try {
    whole.feed(text);
    whole.finish();
    for (std::size_t i = 0; i < text.size(); i += 3) pieces.feed(std::string_view(text).substr(i, 3));
    pieces.finish();
    while (const auto chunk = whole.next()) {
      const auto other = pieces.next();
      if (!other || other->text != chunk->text || other->begin != chunk->begin) broken("cut otherwise", text, chunk->text);
    }
    if (pieces.next()) broken("one statement more", text, "");
  } catch (const Error&) {
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  round_trip(text);
  split(text);
  return 0;
}
