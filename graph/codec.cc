#include "graph/codec.h"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

#include "graph/error.h"

namespace polgraph::codec {
namespace {

constexpr std::uint8_t kRecordVersion = 0x10;  // high half of the first byte of a record
constexpr std::uint8_t kHasEvidence = 0x01;
constexpr std::uint8_t kHasIdentity = 0x02;

void append32(std::string& bytes, std::uint32_t value) {
  for (int shift = 24; shift >= 0; shift -= 8) bytes.push_back(static_cast<char>((value >> shift) & 0xFF));
}

void append64(std::string& bytes, std::uint64_t value) {
  for (int shift = 56; shift >= 0; shift -= 8) bytes.push_back(static_cast<char>((value >> shift) & 0xFF));
}

std::uint64_t big_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char byte : bytes) value = (value << 8) | static_cast<std::uint8_t>(byte);
  return value;
}

std::size_t varint_length(std::uint64_t value) {
  std::size_t length = 1;
  for (; value >= 0x80; value >>= 7) ++length;
  return length;
}

std::uint64_t zigzag(std::int64_t value) {
  return (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
}

std::int64_t unzigzag(std::uint64_t value) {
  return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
}

void append_temporal(Writer& writer, const Value& value) {
  const auto signed_part = [&](std::int64_t part) { writer.varint(zigzag(part)); };
  const auto part = [&](std::int64_t count) { writer.varint(static_cast<std::uint64_t>(count)); };
  switch (value.kind()) {
    case ValueKind::Date: return signed_part(value.as_date().day);
    case ValueKind::LocalTime: return part(value.as_local_time().nanosecond);
    case ValueKind::Time:
      part(value.as_time().local.nanosecond);
      return signed_part(value.as_time().offset_s);
    case ValueKind::LocalDateTime:
      signed_part(value.as_local_date_time().second);
      return part(value.as_local_date_time().nanosecond);
    case ValueKind::DateTime:
      signed_part(value.as_date_time().epoch_second);
      part(value.as_date_time().nanosecond);
      signed_part(value.as_date_time().offset_s);
      return writer.text(value.as_date_time().zone);
    case ValueKind::Duration:
      signed_part(value.as_duration().months);
      signed_part(value.as_duration().days);
      signed_part(value.as_duration().seconds);
      return part(value.as_duration().nanosecond);
    default: require_storable(value);
  }
}

void append_payload(std::string& bytes, const Value& value) {
  Writer writer(bytes);
  switch (value.kind()) {
    case ValueKind::Boolean: writer.byte(value.as_boolean() ? 1 : 0); return;
    case ValueKind::Integer: writer.varint(zigzag(value.as_integer())); return;
    case ValueKind::Float: writer.fixed64(std::bit_cast<std::uint64_t>(value.as_float())); return;
    case ValueKind::String: bytes.append(value.as_string()); return;
    case ValueKind::List:
      writer.varint(value.as_list().size());
      for (const Value& item : value.as_list()) writer.value(item);
      return;
    default: append_temporal(writer, value);
  }
}

bool is_scalar(const Value& value) {
  return value.is_boolean() || value.is_number() || value.is_string() || value.is_temporal();
}

void encode_properties(std::string& bytes, const std::vector<Property>& properties) {
  Writer writer(bytes);
  for (const auto& [key, value] : properties) {
    writer.varint(key.value);
    writer.value(value);
  }
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

std::uint8_t record_flags(Reader& reader) {
  const std::uint8_t first = reader.byte();
  if ((first & 0xF0) != kRecordVersion || (first & 0x0C) != 0) reader.fail("unknown record version");
  return first;
}

std::vector<LabelId> read_labels(Reader& reader) {
  std::vector<LabelId> labels;
  const std::uint64_t count = reader.count();
  labels.reserve(count);
  for (std::uint64_t i = 0; i < count; ++i) {
    labels.emplace_back(reader.varint32());
    if (i > 0 && !(labels[i - 1] < labels[i])) reader.fail("labels are out of order");
  }
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
  if ((record_flags(reader) & kHasIdentity) != 0) {
    reader.text();
    reader.text();
  }
}

std::uint8_t flags(bool has_evidence, bool has_identity) {
  return static_cast<std::uint8_t>(kRecordVersion | (has_evidence ? kHasEvidence : 0) |
                                   (has_identity ? kHasIdentity : 0));
}

}  // namespace

void Writer::fixed32(std::uint32_t value) {
  append32(*bytes_, value);
}
void Writer::fixed64(std::uint64_t value) {
  append64(*bytes_, value);
}

void Writer::varint(std::uint64_t value) {
  for (; value >= 0x80; value >>= 7) byte(static_cast<std::uint8_t>(value | 0x80));
  byte(static_cast<std::uint8_t>(value));
}

void Writer::text(std::string_view value) {
  varint(value.size());
  bytes_->append(value);
}

void Writer::value(const Value& value) {
  byte(static_cast<std::uint8_t>(value.kind()));
  if (value.is_string()) {
    text(value.as_string());
  } else if (value.is_integer()) {
    const std::uint64_t number = zigzag(value.as_integer());
    varint(varint_length(number));
    varint(number);
  } else {
    std::string payload;
    append_payload(payload, value);
    text(payload);
  }
}

void Reader::fail(std::string_view why) const {
  throw Error(Kind::Corrupt, "DamagedRecord", "a " + std::string(what_) + " does not decode: " + std::string(why))
      .hint("run `polgraph check`; restore a backup");
}

std::string_view Reader::bytes(std::uint64_t length) {
  if (length > rest_.size()) fail("it ends too early");
  const std::string_view taken = rest_.substr(0, length);
  rest_.remove_prefix(length);
  return taken;
}

std::uint8_t Reader::byte() {
  return static_cast<std::uint8_t>(bytes(1)[0]);
}
std::uint32_t Reader::fixed32() {
  return static_cast<std::uint32_t>(big_endian(bytes(4)));
}
std::uint64_t Reader::fixed64() {
  return big_endian(bytes(8));
}

std::uint64_t Reader::varint() {
  std::uint64_t value = 0;
  for (int shift = 0; shift < 64; shift += 7) {
    const std::uint8_t part = byte();
    if (shift == 63 && part > 1) break;
    value |= static_cast<std::uint64_t>(part & 0x7F) << shift;
    if (part < 0x80) return value;
  }
  fail("a number is too long");
}

std::uint32_t Reader::varint32() {
  const std::uint64_t value = varint();
  if (value > std::numeric_limits<std::uint32_t>::max()) fail("an id is too big");
  return static_cast<std::uint32_t>(value);
}

std::uint64_t Reader::count() {
  const std::uint64_t value = varint();
  if (value > rest_.size()) fail("a count is too big");
  return value;
}

std::string_view Reader::text() {
  return bytes(varint());
}

Value Reader::value() {
  const auto kind = static_cast<ValueKind>(byte());
  return payload(kind, text(), false);
}

void Reader::skip_value() {
  byte();
  text();
}

std::int64_t Reader::between(std::int64_t part, std::int64_t least, std::int64_t most) const {
  if (part < least || part > most) fail("a date or time that does not exist");
  return part;
}

Value Reader::temporal(ValueKind kind) {
  const auto nanosecond = [&](std::int64_t in_all) {
    return between(static_cast<std::int64_t>(varint()), 0, in_all - 1);
  };
  const auto of_second = [&] { return static_cast<std::int32_t>(nanosecond(kNanosPerSecond)); };
  const auto offset = [&] { return static_cast<std::int32_t>(between(unzigzag(varint()), -kSecondsPerDay, kSecondsPerDay)); };
  const auto day = [&] { return between(unzigzag(varint()), kMinDay, kMaxDay); };
  const auto second = [&] {  // of the clock there or of Greenwich, which may be a day apart
    return between(unzigzag(varint()), (kMinDay - 1) * kSecondsPerDay, (kMaxDay + 2) * kSecondsPerDay);
  };
  // Braces, so that the parts are read in this order.
  switch (kind) {
    case ValueKind::Date: return Value::date(Date{day()});
    case ValueKind::LocalTime: return Value::local_time(LocalTime{nanosecond(kNanosPerDay)});
    case ValueKind::Time: return Value::time(Time{LocalTime{nanosecond(kNanosPerDay)}, offset()});
    case ValueKind::LocalDateTime: return Value::local_date_time(LocalDateTime{second(), of_second()});
    case ValueKind::DateTime:
      return Value::date_time(DateTime{second(), of_second(), offset(), std::string(text())});
    case ValueKind::Duration: {
      const std::int64_t months = unzigzag(varint());
      const std::int64_t days = unzigzag(varint());
      const std::int64_t seconds = unzigzag(varint());
      return Value::duration(Duration{months, days, seconds, of_second()});
    }
    default: fail("a value of unknown kind " + std::to_string(static_cast<int>(kind)));
  }
}

Value Reader::payload(ValueKind kind, std::string_view bytes, bool inside_list) {
  Reader inner(bytes, what_);
  Value value;
  switch (kind) {
    case ValueKind::String: return Value::string(bytes);
    case ValueKind::Boolean: value = Value::boolean(inner.byte() != 0); break;
    case ValueKind::Integer: value = Value::integer(unzigzag(inner.varint())); break;
    case ValueKind::Float: value = Value::floating(std::bit_cast<double>(inner.fixed64())); break;
    case ValueKind::List: {
      if (inside_list) fail("a list in a list");
      ValueList items;
      const std::uint64_t count = inner.count();
      items.reserve(count);
      for (std::uint64_t i = 0; i < count; ++i) {
        const auto item_kind = static_cast<ValueKind>(inner.byte());
        items.push_back(payload(item_kind, inner.text(), true));
      }
      value = Value::list(std::move(items));
      break;
    }
    default: value = inner.temporal(kind);
  }
  if (!inner.at_end()) fail("bytes left over in a value");
  return value;
}

namespace {

// Why `value` may not be a property; empty if it may.
std::string objection(const Value& value) {
  if (is_scalar(value)) return {};
  if (!value.is_list()) return "a " + std::string(kind_name(value.kind()));
  const Value* first = nullptr;
  for (const Value& item : value.as_list()) {
    if (!is_scalar(item)) return "a list with a " + std::string(kind_name(item.kind())) + " in it";
    if (first == nullptr) first = &item;
    if (item.kind() != first->kind() && !(item.is_number() && first->is_number()))
      return "a list of mixed kinds (" + std::string(kind_name(first->kind())) + " and " +
             std::string(kind_name(item.kind())) + ")";
  }
  return {};
}

}  // namespace

bool is_storable(const Value& value) {
  return objection(value).empty();
}

void require_storable(const Value& value) {
  const std::string why = objection(value);
  if (why.empty()) return;
  throw Error(Kind::Type, "InvalidPropertyType", "a property cannot hold " + why)
      .hint("a property holds a boolean, a number, a string, a date or time, a duration, or a list of one of these");
}

std::string value_bytes(const Value& value) {
  std::string bytes;
  Writer(bytes).value(value);
  return bytes;
}

std::string encode(const NodeRecord& record) {
  std::string bytes;
  bytes.reserve(64);
  Writer writer(bytes);
  writer.byte(flags(record.has_evidence, record.identity.has_value()));
  if (record.identity) {
    writer.text(record.identity->group);
    writer.text(record.identity->id);
  }
  writer.varint(record.labels.size());
  for (const LabelId label : record.labels) writer.varint(label.value);
  encode_properties(bytes, record.properties);
  return bytes;
}

std::string encode(const RelationshipRecord& record) {
  std::string bytes;
  bytes.reserve(48);
  Writer writer(bytes);
  writer.byte(flags(record.has_evidence, record.identity.has_value()));
  writer.varint(record.type.value);
  writer.varint(record.start.value);
  writer.varint(record.end.value);
  if (record.identity) writer.text(*record.identity);
  encode_properties(bytes, record.properties);
  return bytes;
}

NodeRecord decode_node(std::string_view bytes) {
  Reader reader(bytes, "node record");
  NodeRecord record;
  const std::uint8_t first = record_flags(reader);
  record.has_evidence = (first & kHasEvidence) != 0;
  record.identity = read_node_identity(reader, first);
  record.labels = read_labels(reader);
  record.properties = decode_properties(reader);
  return record;
}

RelationshipRecord decode_relationship(std::string_view bytes) {
  Reader reader(bytes, "relationship record");
  RelationshipRecord record;
  const std::uint8_t first = record_flags(reader);
  record.has_evidence = (first & kHasEvidence) != 0;
  record.type = TypeId(reader.varint32());
  record.start = NodeId(reader.varint());
  record.end = NodeId(reader.varint());
  if ((first & kHasIdentity) != 0) record.identity = std::string(reader.text());
  record.properties = decode_properties(reader);
  return record;
}

std::vector<LabelId> decode_labels(std::string_view node_bytes) {
  Reader reader(node_bytes, "node record");
  skip_to_labels(reader);
  return read_labels(reader);
}

TypeId decode_type(std::string_view relationship_bytes) {
  Reader reader(relationship_bytes, "relationship record");
  record_flags(reader);
  return TypeId(reader.varint32());
}

Value decode_node_property(std::string_view bytes, KeyId key) {
  Reader reader(bytes, "node record");
  skip_to_labels(reader);
  for (std::uint64_t left = reader.count(); left > 0; --left) reader.varint();
  return find_property(reader, key);
}

Value decode_relationship_property(std::string_view bytes, KeyId key) {
  Reader reader(bytes, "relationship record");
  const std::uint8_t first = record_flags(reader);
  reader.varint();
  reader.varint();
  reader.varint();
  if ((first & kHasIdentity) != 0) reader.text();
  return find_property(reader, key);
}

// Assertions --------------------------------------------------------------------------------------------------------

namespace {

// Which texts of an Evidence follow, in this order; never renumber.
constexpr std::string Evidence::*kEvidenceTexts[] = {&Evidence::source,     &Evidence::locator,  &Evidence::rank_reason,
                                                     &Evidence::valid_from, &Evidence::valid_to, &Evidence::recorded_on,
                                                     &Evidence::dataset};
constexpr std::uint8_t kHasAnchors = 0x80;

}  // namespace

std::string encode(const Assertion& assertion) {
  const Evidence& evidence = assertion.evidence;
  std::string bytes;
  Writer writer(bytes);
  writer.byte(static_cast<std::uint8_t>(kRecordVersion | static_cast<std::uint8_t>(evidence.rank)));
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
  if ((first & 0xF0) != kRecordVersion || (first & 0x0F) > static_cast<std::uint8_t>(Rank::Deprecated))
    reader.fail("unknown record version");
  evidence.rank = static_cast<Rank>(first & 0x0F);
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

// Keys --------------------------------------------------------------------------------------------------------------

std::string id_bytes(std::uint64_t id) {
  std::string bytes;
  append64(bytes, id);
  return bytes;
}

std::uint64_t id_of(std::string_view bytes, std::string_view what) {
  Reader reader(bytes, what);
  const std::uint64_t id = reader.fixed64();
  if (!reader.at_end()) reader.fail("bytes left over");
  return id;
}

std::string key(NodeId id) {
  return id_bytes(id.value);
}
std::string key(RelId id) {
  return id_bytes(id.value);
}

std::string label_prefix(LabelId label) {
  std::string bytes;
  append32(bytes, label.value);
  return bytes;
}

std::string label_key(LabelId label, NodeId node) {
  std::string bytes;
  append32(bytes, label.value);
  append64(bytes, node.value);
  return bytes;
}

std::string adjacency_key(NodeId from, TypeId type, NodeId to, RelId relationship) {
  std::string bytes;
  bytes.reserve(28);
  append64(bytes, from.value);
  append32(bytes, type.value);
  append64(bytes, to.value);
  append64(bytes, relationship.value);
  return bytes;
}

std::string adjacency_prefix(NodeId from, std::optional<TypeId> type, std::optional<NodeId> to) {
  std::string bytes;
  bytes.reserve(20);
  append64(bytes, from.value);
  if (type) append32(bytes, type->value);
  if (type && to) append64(bytes, to->value);
  return bytes;
}

Adjacency decode_adjacency(std::string_view key) {
  Reader reader(key, "adjacency key");
  Adjacency step;
  step.from = NodeId(reader.fixed64());
  step.type = TypeId(reader.fixed32());
  step.to = NodeId(reader.fixed64());
  step.relationship = RelId(reader.fixed64());
  if (!reader.at_end()) reader.fail("bytes left over");
  return step;
}

std::string property_prefix(KeyId key, std::string_view index_value) {
  std::string bytes;
  bytes.reserve(12 + index_value.size());
  append32(bytes, key.value);
  bytes.append(index_value);
  return bytes;
}

std::string property_key(KeyId key, std::string_view index_value, NodeId node) {
  std::string bytes = property_prefix(key, index_value);
  append64(bytes, node.value);
  return bytes;
}

std::string text_key(std::string_view term, NodeId node) {
  std::string bytes(term);
  bytes.push_back('\0');
  append64(bytes, node.value);
  return bytes;
}

std::string_view text_term(std::string_view key) {
  if (key.size() < 9) Reader(key, "name index key").fail("it is too short");
  return key.substr(0, key.size() - 9);
}

std::string evidence_prefix(EntityId subject) {
  std::string bytes(1, subject.is_node ? 'N' : 'R');
  append64(bytes, subject.value);
  return bytes;
}

std::string evidence_key(EntityId subject, std::uint64_t sequence) {
  std::string bytes = evidence_prefix(subject);
  append64(bytes, sequence);
  return bytes;
}

EntityId evidence_subject(std::string_view key) {
  Reader reader(key, "statement key");
  const std::uint8_t kind = reader.byte();
  if (kind != 'N' && kind != 'R') reader.fail("unknown kind of subject");
  return {kind == 'N', reader.fixed64()};
}

std::uint64_t evidence_sequence(std::string_view key) {
  return last_id(key);
}

std::string identity_key(const Identity& identity) {
  std::string bytes = "N";
  Writer(bytes).text(identity.group);
  return bytes.append(identity.id);
}

std::string identity_key(const std::string& identity) {
  return "R" + identity;
}

std::uint64_t last_id(std::string_view key) {
  if (key.size() < 8) Reader(key, "key").fail("it is too short");
  return big_endian(key.substr(key.size() - 8));
}

// The property index ------------------------------------------------------------------------------------------------

namespace {

// First byte of an indexed value: in the order of ORDER BY; never renumber.
enum class IndexClass : std::uint8_t {
  End = 0x00,
  List = 0x10,
  DateTime = 0x20,
  LocalDateTime = 0x21,
  Date = 0x22,
  Time = 0x23,
  LocalTime = 0x24,
  Duration = 0x25,
  String = 0x30,
  Boolean = 0x40,
  Number = 0x50,
  NaN = 0x58
};

void append_class(std::string& bytes, IndexClass which) {
  bytes.push_back(static_cast<char>(which));
}

// Eight bytes that sort as the doubles do; -0.0 is 0.0.
void append_ordered_double(std::string& bytes, double number) {
  const auto bits = std::bit_cast<std::uint64_t>(number == 0 ? 0.0 : number);
  constexpr std::uint64_t kSign = std::uint64_t{1} << 63;
  append64(bytes, (bits & kSign) != 0 ? ~bits : bits | kSign);
}

// The nearest double, then what an integer differs from it: so 1 and 1.0 meet, and 2^53 and 2^53 + 1 do not.
void append_number(std::string& bytes, const Value& value) {
  const double nearest = value.as_number();
  if (std::isnan(nearest)) return append_class(bytes, IndexClass::NaN);
  append_class(bytes, IndexClass::Number);
  append_ordered_double(bytes, nearest);
  int rest = 0;
  if (value.is_integer()) {
    constexpr double kTwo63 = 9223372036854775808.0;
    if (nearest == kTwo63)
      rest = static_cast<int>(value.as_integer() - std::numeric_limits<std::int64_t>::max()) - 1;
    else
      rest = static_cast<int>(value.as_integer() - static_cast<std::int64_t>(nearest));
  }
  const auto biased = static_cast<std::uint32_t>(rest + 0x8000);
  bytes.push_back(static_cast<char>(biased >> 8));
  bytes.push_back(static_cast<char>(biased & 0xFF));
}

// Zero bytes are escaped, so that no text is a prefix of another and order is kept.
void append_string(std::string& bytes, std::string_view text) {
  append_class(bytes, IndexClass::String);
  for (const char letter : text) {
    bytes.push_back(letter);
    if (letter == '\0') bytes.push_back('\xFF');
    if (bytes.size() > kMaxIndexValueBytes) return;
  }
  bytes.push_back('\0');
  bytes.push_back('\x01');
}

// Eight bytes that sort as signed numbers do.
void append_ordered(std::string& bytes, std::int64_t number) {
  append64(bytes, static_cast<std::uint64_t>(number) ^ (std::uint64_t{1} << 63));
}

// The average length in 16 bytes, then what tells durations of one length apart: as order() compares them.
void append_duration(std::string& bytes, const Duration& span) {
  __extension__ typedef __int128 Wide;
  const Wide length = static_cast<Wide>(span.months) * kSecondsPerMonth +
                      static_cast<Wide>(span.days) * kSecondsPerDay + span.seconds;
  append_class(bytes, IndexClass::Duration);
  append_ordered(bytes, static_cast<std::int64_t>(length >> 64));
  append64(bytes, static_cast<std::uint64_t>(length));
  append_ordered(bytes, span.nanosecond);
  append_ordered(bytes, span.months);
  append_ordered(bytes, span.days);
}

void append_date_time(std::string& bytes, const DateTime& value) {
  append_class(bytes, IndexClass::DateTime);
  append_ordered(bytes, value.epoch_second);
  append_ordered(bytes, value.nanosecond);
  append_ordered(bytes, value.offset_s);
  bytes.append(value.zone).push_back('\0');
}

void append_temporal_index(std::string& bytes, const Value& value) {
  const auto append = [&](IndexClass which, std::int64_t first) {
    append_class(bytes, which);
    append_ordered(bytes, first);
  };
  switch (value.kind()) {
    case ValueKind::Date: return append(IndexClass::Date, value.as_date().day);
    case ValueKind::LocalTime: return append(IndexClass::LocalTime, value.as_local_time().nanosecond);
    case ValueKind::Time: {
      const Time time = value.as_time();
      append(IndexClass::Time, time.local.nanosecond - time.offset_s * kNanosPerSecond);
      return append_ordered(bytes, time.offset_s);
    }
    case ValueKind::LocalDateTime:
      append(IndexClass::LocalDateTime, value.as_local_date_time().second);
      return append_ordered(bytes, value.as_local_date_time().nanosecond);
    case ValueKind::DateTime: return append_date_time(bytes, value.as_date_time());
    case ValueKind::Duration: return append_duration(bytes, value.as_duration());
    default: require_storable(value);
  }
}

void append_index_value(std::string& bytes, const Value& value) {
  switch (value.kind()) {
    case ValueKind::Boolean:
      append_class(bytes, IndexClass::Boolean);
      bytes.push_back(value.as_boolean() ? '\x01' : '\x00');
      return;
    case ValueKind::Integer:
    case ValueKind::Float: return append_number(bytes, value);
    case ValueKind::String: return append_string(bytes, value.as_string());
    case ValueKind::List:
      append_class(bytes, IndexClass::List);
      for (const Value& item : value.as_list()) {
        if (bytes.size() > kMaxIndexValueBytes) return;
        append_index_value(bytes, item);
      }
      append_class(bytes, IndexClass::End);
      return;
    default: append_temporal_index(bytes, value);
  }
}

}  // namespace

std::string index_value(const Value& value) {
  std::string bytes;
  append_index_value(bytes, value);
  if (bytes.size() > kMaxIndexValueBytes) bytes.resize(kMaxIndexValueBytes);
  return bytes;
}

std::optional<std::string> prefix_upper_bound(std::string_view prefix) {
  std::string bound(prefix);
  while (!bound.empty() && bound.back() == '\xFF') bound.pop_back();
  if (bound.empty()) return {};
  bound.back() = static_cast<char>(static_cast<std::uint8_t>(bound.back()) + 1);
  return bound;
}

std::string_view cut_utf8(std::string_view text, std::size_t limit) {
  if (text.size() <= limit) return text;
  while (limit > 0 && (static_cast<std::uint8_t>(text[limit]) & 0xC0) == 0x80) --limit;
  return text.substr(0, limit);
}

}  // namespace polgraph::codec
