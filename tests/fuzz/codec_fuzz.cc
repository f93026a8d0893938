// Any bytes as a value, a node, a relationship, a statement record: they are refused as damaged, or what is read is
// written in a form that reads back as the same. The first byte chooses which.
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>

#include "graph/codec.h"
#include "graph/error.h"
#include "graph/text/json.h"

namespace {

using namespace polgraph;

// Damaged bytes are an Error Corrupt, whatever they are.
template <class Read>
bool reads(Read read) {
  try {
    read();
    return true;
  } catch (const Error& error) {
    if (error.kind() == Kind::Internal) {
      std::cerr << error.message() << '\n';
      std::abort();
    }
    return false;
  }
}

template <class Read, class Write>
void round_trip(std::string_view bytes, Read read, Write write) {
  std::string written;
  if (!reads([&] { written = write(read(bytes)); })) return;
  std::string again;
  if (reads([&] { again = write(read(written)); }) && again == written) return;
  std::cerr << "what was read is written otherwise\n";
  std::abort();
}

Value value(std::string_view bytes) {
  codec::Reader reader(bytes, "value");
  return reader.value();
}

std::string written(const Value& value) {
  std::string bytes;
  codec::Writer(bytes).value(value);
  return bytes;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data) + 1, size - 1);
  const auto encode = [](const auto& record) { return codec::encode(record); };
  switch (data[0] % 4) {
    case 0: round_trip(bytes, &value, &written); break;
    case 1: round_trip(bytes, &codec::decode_node, encode); break;
    case 2: round_trip(bytes, &codec::decode_relationship, encode); break;
    default: round_trip(bytes, &codec::decode_assertion, encode);
  }
  reads([&] { codec::decode_node_property(bytes, KeyId(3)); });
  reads([&] {
    for (codec::PropertyWalk walk = codec::walk_node(bytes); walk.next();) walk.value();
  });
  return 0;
}
