#include "loaders/relationship_identity.h"

#include <catch2/catch.hpp>

using namespace polgraph;

TEST_CASE("the fingerprint is SipHash-2-4-128, byte for byte", "[loaders][identity]") {
  // The authors' vectors (vectors_sip128): key 00..0f, message 00 01 02 ..., output as bytes.
  const auto bytes_of = [](const Fingerprint& print) {
    std::string hex;
    for (const std::uint64_t word : {print.high, print.low}) {
      for (int i = 0; i < 8; ++i) {
        hex += "0123456789ABCDEF"[(word >> (8 * i + 4)) & 0xF];
        hex += "0123456789ABCDEF"[(word >> (8 * i)) & 0xF];
      }
    }
    return hex;
  };
  CHECK(bytes_of(fingerprint("")) == "A3817F04BA25A8E66DF67214C7550293");
  CHECK(bytes_of(fingerprint(std::string("\0", 1))) == "DA87C1D86B99AF44347659119B22FC45");
}

TEST_CASE("a text hashed in two parts has the fingerprint of the whole", "[loaders][identity]") {
  const std::string text = "data set, file and type, then what one row says";
  for (std::size_t cut = 0; cut <= text.size(); ++cut) {
    const FingerprintBegin begin(std::string_view(text).substr(0, cut));
    CHECK(begin.finish(begin.tail() + text.substr(cut)) == fingerprint(text));
  }
}

TEST_CASE("equal rows get running numbers, different ones different prints", "[loaders][identity]") {
  RelationshipIdentities identities;
  const std::string a = identities.next("a");
  CHECK(a.size() == 17);
  CHECK(a.front() == '#');
  CHECK(identities.next("a") == a + "-1");
  CHECK(identities.next("b") != a);
  CHECK(identities.next("a") == a + "-2");
  RelationshipIdentities again;
  CHECK(again.next("a") == a);
}

TEST_CASE("parts cannot run into each other, kinds are told apart", "[loaders][identity]") {
  const auto parts = [](std::initializer_list<std::string_view> texts) {
    std::string bytes;
    for (const std::string_view text : texts) append_part(bytes, text);
    return bytes;
  };
  CHECK(parts({"ab", "c"}) != parts({"a", "bc"}));
  CHECK(parts({"1:a"}) != parts({"1", "a"}));
  std::string integer, floating, string;
  append_part(integer, Value::integer(1));
  append_part(floating, Value::floating(1));
  append_part(string, Value::string("1"));
  CHECK(integer != floating);
  CHECK(integer != string);
}
