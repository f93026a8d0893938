#include "graph/codec.h"

#include <catch2/catch.hpp>
#include <limits>

#include "graph/compare.h"
#include "graph/error.h"
#include "graph/index.h"
#include "graph/text/temporal.h"

using namespace polgraph;

namespace {

std::string hex(std::string_view bytes) {
  std::string text;
  for (const char byte : bytes) {
    text.push_back("0123456789abcdef"[static_cast<std::uint8_t>(byte) >> 4]);
    text.push_back("0123456789abcdef"[static_cast<std::uint8_t>(byte) & 0x0F]);
  }
  return text;
}

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr double kNaN = std::numeric_limits<double>::quiet_NaN();
constexpr std::int64_t kLeast = std::numeric_limits<std::int64_t>::min();
constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();

Value temporal(ValueKind kind, std::string_view text) {
  return parse_temporal(kind, text).value();
}

// In the order of ORDER BY.
std::vector<Value> awkward_values() {
  return {
      Value::list({}),
      Value::list({Value::string("")}),
      Value::list({Value::string("a")}),
      Value::list({Value::string("a"), Value::string("b")}),
      Value::list({Value::integer(-1), Value::floating(0.5)}),
      Value::list({Value::integer(2)}),
      temporal(ValueKind::DateTime, "-999999999-01-01T00:00+18:00"),
      temporal(ValueKind::DateTime, "1984-10-11T12:00Z"),
      temporal(ValueKind::DateTime, "1984-10-11T13:00+01:00"),
      temporal(ValueKind::DateTime, "1984-10-11T13:00+01:00[Europe/Berlin]"),
      temporal(ValueKind::DateTime, "1984-10-11T13:00+01:00[Europe/Stockholm]"),
      temporal(ValueKind::LocalDateTime, "-0001-01-01T00:00"),
      temporal(ValueKind::LocalDateTime, "1984-10-11T12:31:14.000000001"),
      temporal(ValueKind::LocalDateTime, "+999999999-12-31T23:59:59.999999999"),
      temporal(ValueKind::Date, "-999999999-01-01"),
      temporal(ValueKind::Date, "1969-12-31"),
      temporal(ValueKind::Date, "+999999999-12-31"),
      temporal(ValueKind::Time, "00:00+18:00"),
      temporal(ValueKind::Time, "12:00Z"),
      temporal(ValueKind::Time, "13:00+01:00"),
      temporal(ValueKind::Time, "23:59:59.999999999-18:00"),
      temporal(ValueKind::LocalTime, "00:00"),
      temporal(ValueKind::LocalTime, "23:59:59.999999999"),
      Value::duration({.months = std::numeric_limits<std::int64_t>::min()}),
      temporal(ValueKind::Duration, "PT-0.5S"),
      temporal(ValueKind::Duration, "PT0S"),
      temporal(ValueKind::Duration, "P30D"),
      temporal(ValueKind::Duration, "P30DT0.1S"),
      temporal(ValueKind::Duration, "PT720H1S"),
      temporal(ValueKind::Duration, "P1M"),
      Value::duration({.months = std::numeric_limits<std::int64_t>::max()}),
      Value::string(""),
      Value::string(std::string_view("\0", 1)),
      Value::string(std::string_view("\0\0", 2)),
      Value::string(std::string_view("\0a", 2)),
      Value::string("\x01"),
      Value::string("a"),
      Value::string(std::string_view("a\0b", 3)),
      Value::string("ab"),
      Value::string("経済産業省"),
      Value::boolean(false),
      Value::boolean(true),
      Value::floating(-kInfinity),
      Value::integer(kLeast),
      Value::integer(kLeast + 1),
      Value::integer(-9007199254740993),
      Value::floating(-9007199254740992.0),
      Value::floating(-1.5),
      Value::integer(-1),
      Value::floating(-5e-324),
      Value::integer(0),
      Value::floating(5e-324),
      Value::integer(1),
      Value::floating(1.0000000000000002),
      Value::integer(151123034375145),
      Value::integer(9007199254740992),
      Value::integer(9007199254740993),
      Value::integer(9007199254740994),
      Value::integer(kMost - 1),
      Value::integer(kMost),
      Value::floating(9223372036854775808.0),
      Value::floating(kInfinity),
      Value::floating(kNaN),
  };
}

}  // namespace

// graph/README.md, "A worked example": change both or neither.
TEST_CASE("the bytes on disk are those that the README spells out", "[graph][codec]") {
  codec::NodeRecord node;
  node.has_evidence = true;
  node.identity = Identity{"", "jp/meti"};
  node.labels = {LabelId(0), LabelId(2)};
  node.properties = {{KeyId(0), Value::string("METI")}, {KeyId(3), Value::integer(2001)}};
  REQUIRE(hex(codec::key(NodeId(17))) == "0000000000000011");
  REQUIRE(hex(codec::encode(node)) ==
          "13"
          "00"
          "07"
          "6a702f6d657469"
          "02"
          "00"
          "02"
          "00"
          "04"
          "04"
          "4d455449"
          "03"
          "02"
          "02"
          "a21f");

  codec::RelationshipRecord funds;
  funds.identity = "ati-japan-2021#12";
  funds.type = TypeId(1);
  funds.start = NodeId(17);
  funds.end = NodeId(300);
  funds.properties = {{KeyId(4), Value::list({Value::boolean(true), Value::floating(1.5)})}};
  REQUIRE(hex(codec::encode(funds)) ==
          "12"
          "01"
          "11"
          "ac02"
          "11"
          "6174692d6a6170616e2d32303231233132"
          "04"
          "0b"
          "0e"
          "02"
          "01"
          "01"
          "01"
          "03"
          "08"
          "3ff8000000000000");

  REQUIRE(hex(codec::adjacency_key(NodeId(17), TypeId(1), NodeId(300), RelId(5))) ==
          "0000000000000011"
          "00000001"
          "000000000000012c"
          "0000000000000005");
  REQUIRE(hex(codec::label_key(LabelId(2), NodeId(17))) ==
          "00000002"
          "0000000000000011");
  REQUIRE(hex(codec::property_key(KeyId(0), codec::index_value(Value::string("METI")), NodeId(17))) ==
          "00000000"
          "30"
          "4d455449"
          "0001"
          "0000000000000011");
  REQUIRE(hex(codec::index_value(Value::integer(1))) ==
          "50"
          "bff0000000000000"
          "8000");
  REQUIRE(hex(codec::text_key("=meti", NodeId(17))) ==
          "3d6d657469"
          "00"
          "0000000000000011");
  REQUIRE(hex(codec::evidence_key({true, 17}, 9)) ==
          "4e"
          "0000000000000011"
          "0000000000000009");
  REQUIRE(hex(codec::identity_key(Identity{"Agency", "X9"})) ==
          "4e"
          "06"
          "4167656e6379"
          "5839");
  REQUIRE(hex(codec::identity_key(std::string("e1"))) ==
          "52"
          "6531");

  Evidence evidence;
  evidence.source = "ati";
  evidence.locator = "#L410";
  evidence.anchors = {"METI"};
  evidence.rank = Rank::Preferred;
  REQUIRE(hex(codec::encode(Assertion{evidence, {{"name", Value::string("METI"), "M."}}})) ==
          "11"
          "83"
          "03"
          "617469"
          "05"
          "234c343130"
          "01"
          "04"
          "4d455449"
          "01"
          "04"
          "6e616d65"
          "04"
          "04"
          "4d455449"
          "02"
          "4d2e");
}

TEST_CASE("every value that can be stored comes back to the last bit", "[graph][codec]") {
  for (const Value& value : awkward_values()) {
    codec::NodeRecord record;
    record.properties = {{KeyId(7), value}, {KeyId(9), Value::integer(1)}};
    const std::string bytes = codec::encode(record);
    REQUIRE(index::identical(codec::decode_node(bytes).properties[0].second, value));
    REQUIRE(index::identical(codec::decode_node_property(bytes, KeyId(7)), value));
    REQUIRE(codec::decode_node_property(bytes, KeyId(9)).as_integer() == 1);
    REQUIRE(codec::decode_node_property(bytes, KeyId(8)).is_null());
  }
}

TEST_CASE("indexed values sort as ORDER BY does, and equal ones have equal bytes", "[graph][codec]") {
  const std::vector<Value> values = awkward_values();
  for (std::size_t i = 0; i < values.size(); ++i)
    for (std::size_t j = 0; j < values.size(); ++j) {
      INFO("values " << i << " and " << j);
      const std::string a = codec::index_value(values[i]), b = codec::index_value(values[j]);
      REQUIRE((a < b) == (order(values[i], values[j]) < 0));
      REQUIRE((a == b) == same(values[i], values[j]));
      if (i != j) REQUIRE_FALSE(b.starts_with(a));
    }
  REQUIRE(codec::index_value(Value::integer(1)) == codec::index_value(Value::floating(1.0)));
  REQUIRE(codec::index_value(Value::floating(-0.0)) == codec::index_value(Value::integer(0)));
}

TEST_CASE("a long value is cut in the index, never a short one", "[graph][codec]") {
  REQUIRE_FALSE(codec::may_be_cut(codec::index_value(Value::string(std::string(250, 'x')))));
  const std::string cut = codec::index_value(Value::string(std::string(10'000, 'x')));
  REQUIRE(cut.size() == codec::kMaxIndexValueBytes);
  REQUIRE(codec::may_be_cut(cut));
  REQUIRE(codec::may_be_cut(codec::index_value(Value::list(ValueList(1000, Value::string("ab"))))));
}

TEST_CASE("what cannot be a property is refused by name", "[graph][codec]") {
  const std::vector<std::pair<Value, std::string>> cases = {
      {Value::map({}), "a Map"},
      {Value::node(NodeId(1)), "a Node"},
      {Value::list({Value::list({})}), "a list with a List in it"},
      {Value::list({Value::null()}), "a list with a Null in it"},
      {Value::list({Value::string("a"), Value::integer(1)}), "mixed kinds"},
  };
  for (const auto& [value, words] : cases) {
    REQUIRE_FALSE(codec::is_storable(value));
    try {
      codec::require_storable(value);
      FAIL("was accepted: " << words);
    } catch (const Error& error) {
      REQUIRE(error.kind() == Kind::Type);
      REQUIRE(error.detail() == "InvalidPropertyType");
      REQUIRE_THAT(error.message(), Catch::Contains(words));
    }
  }
  REQUIRE(codec::is_storable(Value::list({Value::integer(1), Value::floating(2.5)})));
}

TEST_CASE("no cut or changed record is decoded into something else without a word", "[graph][codec]") {
  codec::NodeRecord node;
  node.identity = Identity{"g", "id"};
  node.labels = {LabelId(1), LabelId(300)};
  node.properties = {{KeyId(1), Value::list({Value::string("a"), Value::string("b")})},
                     {KeyId(2), Value::floating(1.5)}};
  const std::string bytes = codec::encode(node);
  for (std::size_t length = 0; length < bytes.size(); ++length) {
    try {
      const codec::NodeRecord part = codec::decode_node(std::string_view(bytes).substr(0, length));
      REQUIRE(part.properties.size() < node.properties.size());  // cut between two properties: that is a record too
    } catch (const Error& error) {
      REQUIRE(error.kind() == Kind::Corrupt);
    }
  }
  for (std::size_t at = 0; at < bytes.size(); ++at)
    for (int change = 1; change < 256; change += 7) {
      std::string damaged = bytes;
      damaged[at] = static_cast<char>(damaged[at] ^ change);
      try {
        codec::decode_node(damaged);
        codec::decode_labels(damaged);
        codec::decode_node_property(damaged, KeyId(2));
      } catch (const Error& error) {
        REQUIRE(error.kind() == Kind::Corrupt);
      }
    }
}

TEST_CASE("statements come back with all that belongs to them", "[graph][codec]") {
  Evidence full;
  full.source = "ati-japan-2021";
  full.locator = "#L410";
  full.anchors = {"METI", "2 tn"};
  full.rank = Rank::Deprecated;
  full.rank_reason = "misprint";
  full.valid_from = "2016";
  full.valid_to = "2016-04-01";
  full.recorded_on = "2021-07";
  full.dataset = "japan";
  for (const Evidence& evidence : {Evidence{}, full}) {
    const Assertion assertion{
        evidence, {{"amount", Value::integer(2'000'000'000'000), "2 tn"}, {"exists", Value::boolean(true), {}}}};
    const Assertion back = codec::decode_assertion(codec::encode(assertion));
    REQUIRE(back.evidence == evidence);
    REQUIRE(back.facts.size() == 2);
    REQUIRE(back.facts[0].predicate == "amount");
    REQUIRE(back.facts[0].value.as_integer() == 2'000'000'000'000);
    REQUIRE(back.facts[0].original == "2 tn");
    REQUIRE(back.facts[1].value.as_boolean());
  }
}

TEST_CASE("the bound of a prefix is the first key after all that begin with it", "[graph][codec]") {
  const std::vector<std::pair<std::string, std::optional<std::string>>> cases = {
      {"", {}},           {"a", "b"},       {"az", "a{"},
      {"a\xFF", "b"},     {"\xFF", {}},     {"\xFF\xFF", {}},
      {"a\xFF\xFF", "b"}, {"\x7F", "\x80"}, {std::string("a\0", 2), std::string("a\x01", 2)},
  };
  for (const auto& [prefix, bound] : cases) REQUIRE(codec::prefix_upper_bound(prefix) == bound);
}

TEST_CASE("text is cut at a letter's end", "[graph][codec]") {
  REQUIRE(codec::cut_utf8("abc", 3) == "abc");
  REQUIRE(codec::cut_utf8("abcd", 3) == "abc");
  REQUIRE(codec::cut_utf8("経済", 5) == "経");
  REQUIRE(codec::cut_utf8("経済", 2) == "");
}

TEST_CASE("a fingerprint takes eight bytes and a count in its record, any other identity is a text", "[graph][codec]") {
  codec::RelationshipRecord row;
  row.has_evidence = true;
  row.type = TypeId(1);
  row.start = NodeId(17);
  row.end = NodeId(300);
  row.identity = "#0123456789abcdef-2";
  REQUIRE(hex(codec::encode(row)) ==
          "15"
          "01"
          "11"
          "ac02"
          "0123456789abcdef"
          "02");
  for (const char* identity : {"#0123456789abcdef", "#ffffffffffffffff-1", "#0000000000000000-18446744073709551615",
                               "#0123456789abcdef-0", "#0123456789abcdef-01", "#0123456789abcdef-", "#0123456789ABCDEF",
                               "#0123456789abcdef-18446744073709551616", "#0123456789abcde", "#0123456789abcdeff", "",
                               "#", "0123456789abcdef0", "#00112233445566778899aabbccddeeff-7"}) {
    row.identity = identity;
    CHECK(codec::decode_relationship(codec::encode(row)).identity == identity);
  }
  CHECK(codec::is_fingerprint("#0123456789abcdef-1"));
  CHECK_FALSE(codec::is_fingerprint("#0123456789abcdef-0"));
  CHECK_FALSE(codec::is_fingerprint("#00112233445566778899aabbccddeeff"));
  CHECK(codec::as_fingerprint("#00112233445566778899aabbccddeeff-7") == "#0011223344556677-7");
  CHECK(codec::as_fingerprint("e1") == "e1");
  row.identity = "#0123456789abcdef";
  row.properties = {{KeyId(4), Value::integer(1)}};
  CHECK(codec::decode_relationship_property(codec::encode(row), KeyId(4)).as_integer() == 1);
  REQUIRE_THROWS_AS(codec::decode_relationship("\x16\x01\x01\x01"), Error);  // an identity and a fingerprint
}
