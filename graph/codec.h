// Private: keys and records to bytes and back. The on-disk format in code; graph/README.md spells it out byte by byte
// and tests/graph/codec_test.cc asserts its worked example. Nothing here reads or writes a file.
//
//   Units   ids in keys are big-endian, so that keys sort by id; counts and lengths in records are varints (LEB128)
//   Throws  decoding: Error Corrupt; encoding a value that cannot be stored: Error Type "InvalidPropertyType"
#pragma once

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/provenance.h"
#include "graph/record.h"
#include "graph/schema.h"
#include "graph/value.h"

namespace polgraph::codec {

// Raised when a release writes what an older one cannot read: 2 with the schema, 3 with mirrors, judgements and dated
// entities, 4 with short fingerprints, 5 with a ledger. Stores of all formats are read; the first commit to an older
// one raises it.
inline constexpr std::uint32_t kFormatWithSchema = 2;
inline constexpr std::uint32_t kFormatWithDated = 3;
inline constexpr std::uint32_t kFormatWithLedger = 5;
inline constexpr std::uint32_t kFormat = 5;
inline constexpr std::size_t kMaxIndexValueBytes = 256;  // longer values are cut there; readers look at the record
inline constexpr std::size_t kMaxWholeNameBytes = 256;   // of the "=..." terms of the name index

// How many bytes both begin with.
inline std::size_t common_prefix(std::string_view a, std::string_view b) {
  const std::size_t most = std::min(a.size(), b.size());
  std::size_t at = 0;
  for (std::uint64_t x = 0, y = 0; at + sizeof x <= most; at += sizeof x) {
    std::memcpy(&x, a.data() + at, sizeof x);
    std::memcpy(&y, b.data() + at, sizeof y);
    if (x != y) break;
  }
  while (at < most && a[at] == b[at]) ++at;
  return at;
}

// Bytes in order, as records are made of. In the header: a load writes tens of millions of them.
class Writer {
 public:
  explicit Writer(std::string& bytes) : bytes_(&bytes) {}
  void byte(std::uint8_t value) { bytes_->push_back(static_cast<char>(value)); }
  void fixed32(std::uint32_t value) {
    if constexpr (std::endian::native == std::endian::little) value = __builtin_bswap32(value);
    bytes_->append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  void fixed64(std::uint64_t value) {
    if constexpr (std::endian::native == std::endian::little) value = __builtin_bswap64(value);
    bytes_->append(reinterpret_cast<const char*>(&value), sizeof value);
  }
  void varint(std::uint64_t value) {
    if (value < 0x80) return byte(static_cast<std::uint8_t>(value));
    char bytes[10];
    std::size_t count = 0;
    for (; value >= 0x80; value >>= 7) bytes[count++] = static_cast<char>(value | 0x80);
    bytes[count++] = static_cast<char>(value);
    bytes_->append(bytes, count);
  }
  // Small numbers of either sign in few bytes: 0, -1, 1, -2 ... become 0, 1, 2, 3.
  void signed_varint(std::int64_t value) {
    varint((static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63));
  }
  void text(std::string_view value) {  // varint length, bytes
    varint(value.size());
    bytes_->append(value);
  }
  void value(const Value& value);  // kind byte, varint length, payload

 private:
  std::string* bytes_;
};

// The same, back. Every step is checked against the end of the bytes. (Short steps are here in the header: readers of
// whole columns take tens of millions of them.)
class Reader {
 public:
  Reader(std::string_view bytes, std::string_view what) : rest_(bytes), what_(what) {}
  bool at_end() const { return rest_.empty(); }
  std::uint8_t byte() { return static_cast<std::uint8_t>(bytes(1)[0]); }
  std::uint32_t fixed32();
  std::uint64_t fixed64();
  std::uint64_t varint() {
    return !rest_.empty() && static_cast<std::uint8_t>(rest_[0]) < 0x80 ? byte() : long_varint();
  }
  std::uint32_t varint32() {
    const std::uint64_t value = varint();
    if (value > std::numeric_limits<std::uint32_t>::max()) fail("an id is too big");
    return static_cast<std::uint32_t>(value);
  }
  std::int64_t signed_varint() {
    const std::uint64_t value = varint();
    return static_cast<std::int64_t>(value >> 1) ^ -static_cast<std::int64_t>(value & 1);
  }
  std::uint64_t count();  // a varint that cannot exceed the bytes left: safe to reserve
  std::string_view text() { return bytes(varint()); }
  std::string_view bytes(std::uint64_t length) {
    if (length > rest_.size()) fail("it ends too early");
    const std::string_view taken = rest_.substr(0, length);
    rest_.remove_prefix(length);
    return taken;
  }
  std::string_view rest() const { return rest_; }  // what was not read yet
  Value value();
  // Of a kind and a payload that were read one by one.
  Value value(ValueKind kind, std::string_view payload) { return this->payload(kind, payload, false); }
  std::int64_t integer(std::string_view payload) const {
    Reader inner(payload, what_);
    const std::int64_t value = inner.signed_varint();
    if (!inner.at_end()) fail("bytes left over in a value");
    return value;
  }
  void skip_value() {
    byte();
    text();
  }
  [[noreturn]] void fail(std::string_view why) const;

 private:
  std::uint64_t long_varint();
  Value payload(ValueKind kind, std::string_view bytes, bool inside_list);
  Value list();
  std::string_view rest_;
  std::string_view what_;  // for the message: "node record"
};

bool is_storable(const Value& value);
// Throws Error Type "InvalidPropertyType" unless `value` may be kept as a property.
void require_storable(const Value& value);
// kind byte and payload: two values are the same statement exactly if these bytes are equal.
std::string value_bytes(const Value& value);

struct NodeRecord {
  bool has_evidence = false;  // assertions exist about this node
  std::optional<Identity> identity;
  std::vector<LabelId> labels;       // ascending, unique
  std::vector<Property> properties;  // ascending by key
};
// The identity that a load gives a relationship without an id of its own: "#", 16 hexadecimal digits (a fingerprint of
// what the row says) and, from the second equal row on, "-1", "-2" ... In its record it takes 8 bytes and a count, and
// family Identities does not have it: what is between its ends is looked through instead.
bool is_fingerprint(std::string_view identity);
std::string fingerprint_identity(std::uint64_t print, std::uint64_t equal_before);
// Stores of formats 1 to 3 gave it 32 digits, the first 16 of them the same; they keep those. In the form of today; any
// other identity as it is.
std::string as_fingerprint(std::string_view identity);

struct RelationshipRecord {
  bool has_evidence = false;
  std::optional<std::string> identity;
  TypeId type;
  NodeId start;
  NodeId end;
  std::vector<Property> properties;
};

std::string encode(const NodeRecord& record);
// A record in parts: all before the properties, of a relationship with the identity of the record or a fingerprint in
// its place; then the properties.
void append_head(std::string& bytes, const NodeRecord& record);
void append_head(std::string& bytes, const RelationshipRecord& record);
void append_head(std::string& bytes, const RelationshipRecord& record, std::uint64_t print, std::uint64_t equal_before);
void append_property(std::string& bytes, KeyId key, const Value& value);
std::string encode(const RelationshipRecord& record);
NodeRecord decode_node(std::string_view bytes);
RelationshipRecord decode_relationship(std::string_view bytes);
std::vector<LabelId> decode_labels(std::string_view node_bytes);
bool decode_has_label(std::string_view node_bytes, LabelId label);  // one of them
TypeId decode_type(std::string_view relationship_bytes);
// One property, the others skipped unread; null if absent.
Value decode_node_property(std::string_view bytes, KeyId key);
Value decode_relationship_property(std::string_view bytes, KeyId key);

// The properties of a record one after the other, ascending by key, undecoded. Borrows the record's bytes.
class PropertyWalk {
 public:
  explicit PropertyWalk(Reader rest) : rest_(rest) {}
  bool next() {
    if (rest_.at_end()) return false;
    const KeyId key(rest_.varint32());
    if (begun_ && !(key_ < key)) rest_.fail("property keys are out of order");
    begun_ = true;
    key_ = key;
    kind_ = static_cast<ValueKind>(rest_.byte());
    payload_ = rest_.text();
    return true;
  }
  KeyId key() const { return key_; }
  ValueKind kind() const { return kind_; }
  std::string_view text() const { return payload_; }                // of a String
  std::int64_t integer() const { return rest_.integer(payload_); }  // of an Integer
  Value value() { return rest_.value(kind_, payload_); }

 private:
  Reader rest_;
  KeyId key_;
  ValueKind kind_ = ValueKind::Null;
  bool begun_ = false;
  std::string_view payload_;
};
PropertyWalk walk_node(std::string_view bytes);
PropertyWalk walk_relationship(std::string_view bytes);

RelationshipHead decode_ends(std::string_view relationship_bytes);
std::string encode(const Assertion& assertion);
Assertion decode_assertion(std::string_view bytes);

// Keys, each within its family.
std::string key(NodeId id);
std::string key(RelId id);
std::string label_key(LabelId label, NodeId node);
std::string label_prefix(LabelId label);
// Adjacency: `from` is the node whose steps are listed, `to` the neighbour.
std::string adjacency_key(NodeId from, TypeId type, NodeId to, RelId relationship);
std::string adjacency_prefix(NodeId from, std::optional<TypeId> type = {}, std::optional<NodeId> to = {});
struct Adjacency {
  NodeId from;
  TypeId type;
  NodeId to;
  RelId relationship;
};
Adjacency decode_adjacency(std::string_view key);
// Property index. The encoding sorts as ORDER BY does, and equal bytes mean the same() value unless it was cut.
std::string index_value(const Value& value);
// What the index values of all strings begin with that begin with `text`.
std::string index_prefix(std::string_view text);
inline bool may_be_cut(std::string_view index_value) {
  return index_value.size() >= kMaxIndexValueBytes;
}
std::string property_prefix(KeyId key, std::string_view index_value);
std::string property_key(KeyId key, std::string_view index_value, NodeId node);
// Entries of a rule's index: number of the rule, index value of each key, entity.
std::string rule_prefix(std::uint32_t rule);
std::string rule_key(std::string_view prefix_and_values, std::uint64_t entity);
std::uint32_t rule_of(std::string_view key);
std::string text_prefix(std::string_view term);  // of the keys of this term and no longer one
std::string text_key(std::string_view term, NodeId node);
std::string_view text_term(std::string_view key);
std::string evidence_prefix(EntityId subject);
std::string evidence_key(EntityId subject, std::uint64_t sequence);
void evidence_key(EntityId subject, std::uint64_t sequence, std::string& bytes);  // over what `bytes` holds
EntityId evidence_subject(std::string_view key);
std::uint64_t evidence_sequence(std::string_view key);
std::string identity_key(const Identity& identity);     // of a node
std::string identity_key(const std::string& identity);  // of a relationship

std::uint64_t last_id(std::string_view key);  // its last eight bytes
std::string id_bytes(std::uint64_t id);
std::uint64_t id_of(std::string_view bytes, std::string_view what);

// The least key that is greater than every key beginning with `prefix`; nothing if there is none (all bytes 0xFF).
std::optional<std::string> prefix_upper_bound(std::string_view prefix);

// At most `limit` bytes of valid UTF-8, cut at a letter's end.
std::string_view cut_utf8(std::string_view text, std::size_t limit);

}  // namespace polgraph::codec
