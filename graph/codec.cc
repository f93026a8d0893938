#include "graph/codec.h"

#include <charconv>
#include <limits>

#include "graph/error.h"

namespace polgraph::codec {
namespace {

constexpr std::uint8_t kRecordVersion = 0x10;  // high half of the first byte of a record
constexpr std::uint8_t kHasEvidence = 0x01;
constexpr std::uint8_t kHasIdentity = 0x02;
constexpr std::uint8_t kHasFingerprint = 0x04;  // of a relationship, in place of an identity

std::uint64_t big_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char byte : bytes) value = (value << 8) | static_cast<std::uint8_t>(byte);
  return value;
}

void encode_properties(std::string& bytes, const std::vector<Property>& properties) {
  for (const auto& [key, value] : properties) append_property(bytes, key, value);
}

std::vector<Property> decode_properties(Reader& reader) {
  std::vector<Property> properties;
  while (!reader.at_end()) {
    const KeyId key(reader.varint32());
    if (!properties.empty() && !(properties.back().first < key)) reader.fail("property keys are out of order");
    properties.emplace_back(key, reader.value());
  }
  return properties;
}

Value find_property(Reader& reader, KeyId wanted) {
  while (!reader.at_end()) {
    const KeyId key(reader.varint32());
    if (key == wanted) return reader.value();
    if (wanted < key) break;
    reader.skip_value();
  }
  return Value::null();
}

std::uint8_t record_flags(Reader& reader, std::uint8_t known) {
  const std::uint8_t first = reader.byte();
  if ((first & 0xF0) != kRecordVersion || (first & 0x0F & ~known) != 0) reader.fail("unknown record version");
  return first;
}

std::uint8_t node_flags(Reader& reader) {
  return record_flags(reader, kHasEvidence | kHasIdentity);
}

std::uint8_t relationship_flags(Reader& reader) {
  const std::uint8_t first = record_flags(reader, kHasEvidence | kHasIdentity | kHasFingerprint);
  if ((first & kHasIdentity) != 0 && (first & kHasFingerprint) != 0) reader.fail("it has two identities");
  return first;
}

template <class Take>
void each_label(Reader& reader, const Take& take) {
  std::optional<LabelId> before;
  for (std::uint64_t left = reader.count(); left > 0; --left) {
    const LabelId label(reader.varint32());
    if (before && !(*before < label)) reader.fail("labels are out of order");
    before = label;
    take(label);
  }
}

std::vector<LabelId> read_labels(Reader& reader) {
  std::vector<LabelId> labels;
  each_label(reader, [&](LabelId label) { labels.push_back(label); });
  return labels;
}

// Everything before the labels of a node.
std::optional<Identity> read_node_identity(Reader& reader, std::uint8_t flags) {
  if ((flags & kHasIdentity) == 0) return {};
  Identity identity;
  identity.group = reader.text();
  identity.id = reader.text();
  return identity;
}

void skip_to_labels(Reader& reader) {
  if ((node_flags(reader) & kHasIdentity) != 0) {
    reader.text();
    reader.text();
  }
}

std::uint8_t flags(bool has_evidence, std::uint8_t identity) {
  return static_cast<std::uint8_t>(kRecordVersion | (has_evidence ? kHasEvidence : 0) | identity);
}

// Fingerprints ------------------------------------------------------------------------------------------------------

constexpr std::string_view kHexDigits = "0123456789abcdef";
constexpr std::size_t kShortPrint = 16;  // digits
constexpr std::size_t kLongPrint = 32;

struct Print {
  std::uint64_t bits = 0;
  std::uint64_t equal_before = 0;
};

// "#", `digits` of them, "-n" or nothing. Only what fingerprint_identity() spells just so: anything else is a text.
std::optional<Print> parse_print(std::string_view identity, std::size_t digits) {
  if (identity.size() < 1 + digits || identity[0] != '#') return {};
  Print print;
  for (std::size_t i = 1; i <= digits; ++i) {
    const std::size_t digit = kHexDigits.find(identity[i]);
    if (digit == std::string_view::npos) return {};
    if (i <= kShortPrint) print.bits = (print.bits << 4) | digit;
  }
  const std::string_view rest = identity.substr(1 + digits);
  if (rest.empty()) return print;
  if (rest.size() < 2 || rest[0] != '-' || rest[1] == '0') return {};
  const auto parsed = std::from_chars(rest.data() + 1, rest.data() + rest.size(), print.equal_before);
  if (parsed.ec != std::errc() || parsed.ptr != rest.data() + rest.size()) return {};
  return print;
}

void read_relationship_identity(Reader& reader, std::uint8_t flags, std::optional<std::string>& identity) {
  if ((flags & kHasIdentity) != 0) {
    identity = std::string(reader.text());
  } else if ((flags & kHasFingerprint) != 0) {
    const std::uint64_t print = reader.fixed64();
    identity = fingerprint_identity(print, reader.varint());
  }
}

}  // namespace

bool is_fingerprint(std::string_view identity) {
  return parse_print(identity, kShortPrint).has_value();
}

std::string fingerprint_identity(std::uint64_t print, std::uint64_t equal_before) {
  std::string text(1, '#');
  for (int shift = 60; shift >= 0; shift -= 4) text.push_back(kHexDigits[(print >> shift) & 0xF]);
  if (equal_before > 0) text.append("-").append(std::to_string(equal_before));
  return text;
}

std::string as_fingerprint(std::string_view identity) {
  const auto print = parse_print(identity, kLongPrint);
  return print ? fingerprint_identity(print->bits, print->equal_before) : std::string(identity);
}

void append_property(std::string& bytes, KeyId key, const Value& value) {
  Writer writer(bytes);
  writer.varint(key.value);
  writer.value(value);
}

void Reader::fail(std::string_view why) const {
  throw Error(Kind::Corrupt, "DamagedRecord", "a " + std::string(what_) + " does not decode: " + std::string(why))
      .hint("run `polgraph check`; restore a backup");
}

std::uint32_t Reader::fixed32() {
  return static_cast<std::uint32_t>(big_endian(bytes(4)));
}
std::uint64_t Reader::fixed64() {
  return big_endian(bytes(8));
}

std::uint64_t Reader::long_varint() {
  std::uint64_t value = 0;
  for (int shift = 0; shift < 64; shift += 7) {
    const std::uint8_t part = byte();
    if (shift == 63 && part > 1) break;
    value |= static_cast<std::uint64_t>(part & 0x7F) << shift;
    if (part < 0x80) return value;
  }
  fail("a number is too long");
}

std::uint64_t Reader::count() {
  const std::uint64_t value = varint();
  if (value > rest_.size()) fail("a count is too big");
  return value;
}

void append_head(std::string& bytes, const NodeRecord& record) {
  Writer writer(bytes);
  writer.byte(flags(record.has_evidence, record.identity ? kHasIdentity : 0));
  if (record.identity) {
    writer.text(record.identity->group);
    writer.text(record.identity->id);
  }
  writer.varint(record.labels.size());
  for (const LabelId label : record.labels) writer.varint(label.value);
}

std::string encode(const NodeRecord& record) {
  std::string bytes;
  bytes.reserve(64);
  append_head(bytes, record);
  encode_properties(bytes, record.properties);
  return bytes;
}

namespace {

void append_ends(std::string& bytes, const RelationshipRecord& record, std::uint8_t identity) {
  Writer writer(bytes);
  writer.byte(flags(record.has_evidence, identity));
  writer.varint(record.type.value);
  writer.varint(record.start.value);
  writer.varint(record.end.value);
}

}  // namespace

void append_head(std::string& bytes, const RelationshipRecord& record, std::uint64_t print,
                 std::uint64_t equal_before) {
  append_ends(bytes, record, kHasFingerprint);
  Writer(bytes).fixed64(print);
  Writer(bytes).varint(equal_before);
}

void append_head(std::string& bytes, const RelationshipRecord& record) {
  if (!record.identity) return append_ends(bytes, record, 0);
  if (const auto print = parse_print(*record.identity, kShortPrint))
    return append_head(bytes, record, print->bits, print->equal_before);
  append_ends(bytes, record, kHasIdentity);
  Writer(bytes).text(*record.identity);
}

std::string encode(const RelationshipRecord& record) {
  std::string bytes;
  bytes.reserve(48);
  append_head(bytes, record);
  encode_properties(bytes, record.properties);
  return bytes;
}

NodeRecord decode_node(std::string_view bytes) {
  Reader reader(bytes, "node record");
  NodeRecord record;
  const std::uint8_t first = node_flags(reader);
  record.has_evidence = (first & kHasEvidence) != 0;
  record.identity = read_node_identity(reader, first);
  record.labels = read_labels(reader);
  record.properties = decode_properties(reader);
  return record;
}

RelationshipRecord decode_relationship(std::string_view bytes) {
  Reader reader(bytes, "relationship record");
  RelationshipRecord record;
  const std::uint8_t first = relationship_flags(reader);
  record.has_evidence = (first & kHasEvidence) != 0;
  record.type = TypeId(reader.varint32());
  record.start = NodeId(reader.varint());
  record.end = NodeId(reader.varint());
  read_relationship_identity(reader, first, record.identity);
  record.properties = decode_properties(reader);
  return record;
}

std::vector<LabelId> decode_labels(std::string_view node_bytes) {
  Reader reader(node_bytes, "node record");
  skip_to_labels(reader);
  return read_labels(reader);
}

bool decode_has_label(std::string_view node_bytes, LabelId label) {
  Reader reader(node_bytes, "node record");
  skip_to_labels(reader);
  bool found = false;
  each_label(reader, [&](LabelId each) { found |= each == label; });
  return found;
}

TypeId decode_type(std::string_view relationship_bytes) {
  Reader reader(relationship_bytes, "relationship record");
  relationship_flags(reader);
  return TypeId(reader.varint32());
}

RelationshipHead decode_ends(std::string_view relationship_bytes) {
  Reader reader(relationship_bytes, "relationship record");
  relationship_flags(reader);
  RelationshipHead ends;
  ends.type = TypeId(reader.varint32());
  ends.start = NodeId(reader.varint());
  ends.end = NodeId(reader.varint());
  return ends;
}

namespace {

Reader node_properties(std::string_view bytes) {
  Reader reader(bytes, "node record");
  skip_to_labels(reader);
  for (std::uint64_t left = reader.count(); left > 0; --left) reader.varint();
  return reader;
}

Reader relationship_properties(std::string_view bytes) {
  Reader reader(bytes, "relationship record");
  const std::uint8_t first = relationship_flags(reader);
  reader.varint();
  reader.varint();
  reader.varint();
  if ((first & kHasIdentity) != 0) reader.text();
  if ((first & kHasFingerprint) != 0) {
    reader.bytes(sizeof(std::uint64_t));
    reader.varint();
  }
  return reader;
}

}  // namespace

Value decode_node_property(std::string_view bytes, KeyId key) {
  Reader reader = node_properties(bytes);
  return find_property(reader, key);
}

Value decode_relationship_property(std::string_view bytes, KeyId key) {
  Reader reader = relationship_properties(bytes);
  return find_property(reader, key);
}

PropertyWalk walk_node(std::string_view bytes) {
  return PropertyWalk(node_properties(bytes));
}

PropertyWalk walk_relationship(std::string_view bytes) {
  return PropertyWalk(relationship_properties(bytes));
}

// Assertions --------------------------------------------------------------------------------------------------------

namespace {

// Which texts of an Evidence follow, in this order; never renumber.
constexpr std::string Evidence::*kEvidenceTexts[] = {&Evidence::source,     &Evidence::locator,  &Evidence::rank_reason,
                                                     &Evidence::valid_from, &Evidence::valid_to, &Evidence::recorded_on,
                                                     &Evidence::dataset};
constexpr std::uint8_t kHasAnchors = 0x80;
constexpr std::uint8_t kJudgement = 0x04;  // in the first byte, beside the rank

}  // namespace

std::string encode(const Assertion& assertion) {
  const Evidence& evidence = assertion.evidence;
  std::string bytes;
  Writer writer(bytes);
  writer.byte(static_cast<std::uint8_t>(kRecordVersion | static_cast<std::uint8_t>(evidence.rank) |
                                        (evidence.judgement ? kJudgement : 0)));
  std::uint8_t present = evidence.anchors.empty() ? 0 : kHasAnchors;
  for (std::size_t i = 0; i < std::size(kEvidenceTexts); ++i)
    if (!(evidence.*kEvidenceTexts[i]).empty()) present = static_cast<std::uint8_t>(present | (1u << i));
  writer.byte(present);
  for (const auto text : kEvidenceTexts)
    if (!(evidence.*text).empty()) writer.text(evidence.*text);
  if (!evidence.anchors.empty()) {
    writer.varint(evidence.anchors.size());
    for (const std::string& anchor : evidence.anchors) writer.text(anchor);
  }
  writer.varint(assertion.facts.size());
  for (const Fact& fact : assertion.facts) {
    writer.text(fact.predicate);
    writer.value(fact.value);
    writer.text(fact.original);
  }
  return bytes;
}

Assertion decode_assertion(std::string_view bytes) {
  Reader reader(bytes, "statement record");
  Assertion assertion;
  Evidence& evidence = assertion.evidence;
  const std::uint8_t first = reader.byte();
  const std::uint8_t rank = first & 0x03;
  if ((first & 0xF8) != kRecordVersion || rank > static_cast<std::uint8_t>(Rank::Deprecated))
    reader.fail("unknown record version");
  evidence.rank = static_cast<Rank>(rank);
  evidence.judgement = (first & kJudgement) != 0;
  const std::uint8_t present = reader.byte();
  for (std::size_t i = 0; i < std::size(kEvidenceTexts); ++i)
    if ((present & (1u << i)) != 0) evidence.*kEvidenceTexts[i] = reader.text();
  if ((present & kHasAnchors) != 0)
    for (std::uint64_t left = reader.count(); left > 0; --left) evidence.anchors.emplace_back(reader.text());
  const std::uint64_t facts = reader.count();
  assertion.facts.reserve(facts);
  for (std::uint64_t i = 0; i < facts; ++i) {
    Fact fact;
    fact.predicate = reader.text();
    fact.value = reader.value();
    fact.original = reader.text();
    assertion.facts.push_back(std::move(fact));
  }
  if (!reader.at_end()) reader.fail("bytes left over");
  return assertion;
}

}  // namespace polgraph::codec
