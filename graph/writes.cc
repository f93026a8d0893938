#include "graph/writes.h"

#include <string>

#include "graph/error.h"
#include "graph/index.h"

namespace polgraph {

using codec::NodeRecord;
using codec::RelationshipRecord;
using rocks::Family;

namespace {

[[noreturn]] void gone(EntityId entity) {
  throw Error(Kind::NotFound, "DeletedEntityAccess",
              std::string(entity.is_node ? "node " : "relationship ") + std::to_string(entity.value) +
                  " does not exist (any more)");
}

}  // namespace

Writes::Writes(const std::shared_ptr<rocks::Database>& database)
    : catalog_(std::make_shared<Catalog>(*database->catalog())),
      view_(std::make_shared<rocks::View>(database->reading(), catalog_, overlay_)),
      first_new_node_(catalog_->next_node),
      first_new_relationship_(catalog_->next_relationship) {}

bool Writes::is_new(EntityId entity) const {
  return entity.value >= (entity.is_node ? first_new_node_ : first_new_relationship_);
}

Dictionaries& Writes::names() {
  if (!own_names_) {
    own_names_ = std::make_shared<Dictionaries>(*catalog_->names);
    catalog_->names = own_names_;
  }
  return *own_names_;
}

LabelId Writes::label(std::string_view name) {
  const auto known = catalog_->names->labels.find(name);
  return LabelId(known ? *known : names().labels.add(name));
}

TypeId Writes::type(std::string_view name) {
  const auto known = catalog_->names->types.find(name);
  return TypeId(known ? *known : names().types.add(name));
}

KeyId Writes::key(std::string_view name) {
  const auto known = catalog_->names->keys.find(name);
  return KeyId(known ? *known : names().keys.add(name));
}

NodeRecord Writes::node(NodeId id) const {
  std::string bytes;
  if (!view_->get(Family::Nodes, codec::key(id), bytes)) gone(EntityId::of(id));
  return codec::decode_node(bytes);
}

RelationshipRecord Writes::relationship(RelId id) const {
  std::string bytes;
  if (!view_->get(Family::Relationships, codec::key(id), bytes)) gone(EntityId::of(id));
  return codec::decode_relationship(bytes);
}

void Writes::require_node(NodeId id) const {
  if (!view_->has(Family::Nodes, codec::key(id))) gone(EntityId::of(id));
}

void Writes::put_node(NodeId id, const NodeRecord* before, const NodeRecord* after) {
  index::update(*overlay_, *catalog_, id, before, after);
  if (after)
    overlay_->put(Family::Nodes, codec::key(id), codec::encode(*after));
  else
    overlay_->remove(Family::Nodes, codec::key(id));
  if (!before) {
    ++catalog_->counts.nodes;
    if (after->identity)
      overlay_->put(Family::Identities, codec::identity_key(*after->identity), codec::id_bytes(id.value));
  } else if (!after) {
    --catalog_->counts.nodes;
    if (before->identity) overlay_->remove(Family::Identities, codec::identity_key(*before->identity));
  }
}

void Writes::count_relationship(TypeId type, bool more) {
  auto& of_type = catalog_->counts.relationships_by_type;
  if (more) {
    ++catalog_->counts.relationships;
    ++of_type[type];
  } else {
    --catalog_->counts.relationships;
    if (--of_type[type] == 0) of_type.erase(type);
  }
}

void Writes::put_relationship(RelId id, const RelationshipRecord* before, const RelationshipRecord* after) {
  if (after)
    overlay_->put(Family::Relationships, codec::key(id), codec::encode(*after));
  else
    overlay_->remove(Family::Relationships, codec::key(id));
  index::update(*overlay_, *catalog_, id, before, after);
  if (before && after) return;  // type, ends and identity never change
  const RelationshipRecord& record = after ? *after : *before;
  std::string out = codec::adjacency_key(record.start, record.type, record.end, id);
  std::string in = codec::adjacency_key(record.end, record.type, record.start, id);
  if (after) {
    overlay_->put(Family::Out, std::move(out), {});
    overlay_->put(Family::In, std::move(in), {});
    if (record.identity && !codec::is_fingerprint(*record.identity))
      overlay_->put(Family::Identities, codec::identity_key(*record.identity), codec::id_bytes(id.value));
    count_relationship(record.type, true);
  } else {
    overlay_->remove(Family::Out, std::move(out));
    overlay_->remove(Family::In, std::move(in));
    if (record.identity && !codec::is_fingerprint(*record.identity))
      overlay_->remove(Family::Identities, codec::identity_key(*record.identity));
    count_relationship(record.type, false);
  }
}

NodeId Writes::new_node(const NodeRecord& record) {
  const NodeId id(catalog_->next_node++);
  put_node(id, nullptr, &record);
  return id;
}

void Writes::require_ends(const RelationshipRecord& record) const {
  require_node(record.start);
  require_node(record.end);
}

RelId Writes::new_relationship(const RelationshipRecord& record) {
  const RelId id(catalog_->next_relationship++);
  put_relationship(id, nullptr, &record);
  return id;
}

}  // namespace polgraph
