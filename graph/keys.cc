// Keys: fixed-width ids, big-endian, so that they sort by number.
#include <bit>
#include <cstdint>
#include <cstring>

#include "graph/codec.h"

namespace polgraph::codec {

std::string id_bytes(std::uint64_t id) {
  std::string bytes;
  Writer(bytes).fixed64(id);
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
  Writer(bytes).fixed32(label.value);
  return bytes;
}

std::string label_key(LabelId label, NodeId node) {
  std::string bytes;
  Writer(bytes).fixed32(label.value);
  Writer(bytes).fixed64(node.value);
  return bytes;
}

std::string adjacency_key(NodeId from, TypeId type, NodeId to, RelId relationship) {
  std::string bytes;
  bytes.reserve(28);
  Writer(bytes).fixed64(from.value);
  Writer(bytes).fixed32(type.value);
  Writer(bytes).fixed64(to.value);
  Writer(bytes).fixed64(relationship.value);
  return bytes;
}

std::string adjacency_prefix(NodeId from, std::optional<TypeId> type, std::optional<NodeId> to) {
  std::string bytes;
  bytes.reserve(20);
  Writer(bytes).fixed64(from.value);
  if (type) Writer(bytes).fixed32(type->value);
  if (type && to) Writer(bytes).fixed64(to->value);
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
  Writer(bytes).fixed32(key.value);
  bytes.append(index_value);
  return bytes;
}

std::string property_key(KeyId key, std::string_view index_value, NodeId node) {
  std::string bytes = property_prefix(key, index_value);
  Writer(bytes).fixed64(node.value);
  return bytes;
}

std::string rule_prefix(std::uint32_t rule) {
  std::string bytes;
  Writer(bytes).fixed32(rule);
  return bytes;
}

std::string rule_key(std::string_view prefix_and_values, std::uint64_t entity) {
  std::string bytes(prefix_and_values);
  Writer(bytes).fixed64(entity);
  return bytes;
}

std::uint32_t rule_of(std::string_view key) {
  return Reader(key, "key of a rule's index").fixed32();
}

std::string text_prefix(std::string_view term) {
  std::string bytes;
  bytes.reserve(term.size() + 9);
  bytes.append(term);
  bytes.push_back('\0');
  return bytes;
}

std::string text_key(std::string_view term, NodeId node) {
  std::string bytes = text_prefix(term);
  Writer(bytes).fixed64(node.value);
  return bytes;
}

std::string_view text_term(std::string_view key) {
  if (key.size() < 9) Reader(key, "name index key").fail("it is too short");
  return key.substr(0, key.size() - 9);
}

std::string evidence_prefix(EntityId subject) {
  std::string bytes(1, subject.is_node ? 'N' : 'R');
  Writer(bytes).fixed64(subject.value);
  return bytes;
}

void evidence_key(EntityId subject, std::uint64_t sequence, std::string& bytes) {
  bytes.assign(1, subject.is_node ? 'N' : 'R');
  Writer(bytes).fixed64(subject.value);
  Writer(bytes).fixed64(sequence);
}

std::string evidence_key(EntityId subject, std::uint64_t sequence) {
  std::string bytes;
  evidence_key(subject, sequence, bytes);
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
  std::uint64_t id = 0;
  std::memcpy(&id, key.data() + key.size() - sizeof id, sizeof id);
  return std::endian::native == std::endian::little ? __builtin_bswap64(id) : id;
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
