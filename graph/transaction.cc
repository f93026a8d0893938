#include "graph/transaction.h"

#include <algorithm>
#include <set>

#include "graph/codec.h"
#include "graph/database.h"
#include "graph/error.h"
#include "graph/evidence_fold.h"
#include "graph/evidence_log.h"
#include "graph/index.h"

namespace polgraph {

using codec::NodeRecord;
using codec::RelationshipRecord;
using rocks::Family;

namespace {

constexpr std::string_view kReplaced = "replaced by a query";
constexpr std::string_view kRemoved = "removed by a query";

[[noreturn]] void gone(EntityId entity) {
  throw Error(Kind::NotFound, "DeletedEntityAccess",
              std::string(entity.is_node ? "node " : "relationship ") + std::to_string(entity.value) +
                  " does not exist (any more)");
}

const Value* find(const std::vector<Property>& properties, KeyId key) {
  const auto at = std::lower_bound(properties.begin(), properties.end(), key,
                                   [](const Property& property, KeyId wanted) { return property.first < wanted; });
  return at != properties.end() && at->first == key ? &at->second : nullptr;
}

void assign(std::vector<Property>& properties, KeyId key, const Value& value) {
  const auto at = std::lower_bound(properties.begin(), properties.end(), key,
                                   [](const Property& property, KeyId wanted) { return property.first < wanted; });
  const bool there = at != properties.end() && at->first == key;
  if (value.is_null()) {
    if (there) properties.erase(at);
  } else if (there) {
    at->second = value;
  } else {
    properties.emplace(at, key, value);
  }
}

bool insert(std::vector<LabelId>& labels, LabelId label) {
  const auto at = std::lower_bound(labels.begin(), labels.end(), label);
  if (at != labels.end() && *at == label) return false;
  labels.insert(at, label);
  return true;
}

}  // namespace

// What is written and not yet committed. Every change of a record goes through put_node and put_relationship, which
// keep indexes and counts in step.
struct Transaction::State {
  std::shared_ptr<rocks::Database> database;
  std::shared_ptr<rocks::Overlay> writes = std::make_shared<rocks::Overlay>();
  std::shared_ptr<Catalog> catalog;
  std::shared_ptr<Dictionaries> own_names;  // null until a name is interned
  std::shared_ptr<rocks::View> view;
  Snapshot snapshot;
  EvidenceLog log;
  Evidence evidence;
  std::set<NodeId> deleted;
  bool open = true;

  explicit State(std::shared_ptr<rocks::Database> from)
      : database(std::move(from)),
        catalog(std::make_shared<Catalog>(*database->catalog())),
        view(std::make_shared<rocks::View>(database->reading(), catalog, writes)),
        snapshot(view),
        log(view, writes, catalog) {}

  Dictionaries& names();
  void require_open() const;

  NodeRecord node(NodeId id) const;
  RelationshipRecord relationship(RelId id) const;
  void put_node(NodeId id, const NodeRecord* before, const NodeRecord* after);
  void put_relationship(RelId id, const RelationshipRecord* before, const RelationshipRecord* after);
  NodeId new_node(const NodeRecord& record);
  RelId new_relationship(const RelationshipRecord& record);
  void require_node(NodeId id) const;

  // Reads the entity, lets `change(properties, labels, has_evidence)` change it, writes it back if it did.
  template <class Change>
  void edit(EntityId entity, Change change);

  void state(EntityId entity, Fact fact);  // one statement with the evidence of plain writes
  bool is_stated(EntityId entity, std::string_view predicate);
};

Dictionaries& Transaction::State::names() {
  if (!own_names) {
    own_names = std::make_shared<Dictionaries>(*catalog->names);
    catalog->names = own_names;
  }
  return *own_names;
}

void Transaction::State::require_open() const {
  if (!open) throw Error(Kind::Internal, "TransactionOver", "the transaction was committed already");
}

NodeRecord Transaction::State::node(NodeId id) const {
  std::string bytes;
  if (!view->get(Family::Nodes, codec::key(id), bytes)) gone(EntityId::of(id));
  return codec::decode_node(bytes);
}

RelationshipRecord Transaction::State::relationship(RelId id) const {
  std::string bytes;
  if (!view->get(Family::Relationships, codec::key(id), bytes)) gone(EntityId::of(id));
  return codec::decode_relationship(bytes);
}

void Transaction::State::require_node(NodeId id) const {
  if (!view->has(Family::Nodes, codec::key(id))) gone(EntityId::of(id));
}

void Transaction::State::put_node(NodeId id, const NodeRecord* before, const NodeRecord* after) {
  index::update(*writes, *catalog, id, before, after);
  if (after)
    writes->put(Family::Nodes, codec::key(id), codec::encode(*after));
  else
    writes->remove(Family::Nodes, codec::key(id));
  if (!before) {
    ++catalog->counts.nodes;
    if (after->identity)
      writes->put(Family::Identities, codec::identity_key(*after->identity), codec::id_bytes(id.value));
  } else if (!after) {
    --catalog->counts.nodes;
    if (before->identity) writes->remove(Family::Identities, codec::identity_key(*before->identity));
  }
}

void Transaction::State::put_relationship(RelId id, const RelationshipRecord* before, const RelationshipRecord* after) {
  if (after)
    writes->put(Family::Relationships, codec::key(id), codec::encode(*after));
  else
    writes->remove(Family::Relationships, codec::key(id));
  if (before && after) return;  // type, ends and identity never change
  const RelationshipRecord& record = after ? *after : *before;
  std::string out = codec::adjacency_key(record.start, record.type, record.end, id);
  std::string in = codec::adjacency_key(record.end, record.type, record.start, id);
  auto& of_type = catalog->counts.relationships_by_type;
  if (after) {
    writes->put(Family::Out, std::move(out), {});
    writes->put(Family::In, std::move(in), {});
    if (record.identity)
      writes->put(Family::Identities, codec::identity_key(*record.identity), codec::id_bytes(id.value));
    ++catalog->counts.relationships;
    ++of_type[record.type];
  } else {
    writes->remove(Family::Out, std::move(out));
    writes->remove(Family::In, std::move(in));
    if (record.identity) writes->remove(Family::Identities, codec::identity_key(*record.identity));
    --catalog->counts.relationships;
    if (--of_type[record.type] == 0) of_type.erase(record.type);
  }
}

NodeId Transaction::State::new_node(const NodeRecord& record) {
  const NodeId id(catalog->next_node++);
  put_node(id, nullptr, &record);
  return id;
}

RelId Transaction::State::new_relationship(const RelationshipRecord& record) {
  require_node(record.start);
  require_node(record.end);
  const RelId id(catalog->next_relationship++);
  put_relationship(id, nullptr, &record);
  return id;
}

template <class Change>
void Transaction::State::edit(EntityId entity, Change change) {
  if (entity.is_node) {
    const NodeRecord before = node(entity.node());
    NodeRecord after = before;
    if (change(after.properties, &after.labels, after.has_evidence)) put_node(entity.node(), &before, &after);
  } else {
    const RelationshipRecord before = relationship(entity.relationship());
    RelationshipRecord after = before;
    if (change(after.properties, static_cast<std::vector<LabelId>*>(nullptr), after.has_evidence))
      put_relationship(entity.relationship(), &before, &after);
  }
}

bool Transaction::State::is_stated(EntityId entity, std::string_view predicate) {
  const std::vector<Assertion>& all = log.of(entity, false);
  return std::any_of(all.begin(), all.end(), [&](const Assertion& assertion) {
    return std::any_of(assertion.facts.begin(), assertion.facts.end(),
                       [&](const Fact& fact) { return fact.predicate == predicate; });
  });
}

// A value that was stated before, replaced, and is now set again gets a new statement in place of the deprecated one.
void Transaction::State::state(EntityId entity, Fact fact) {
  log.withdraw(entity, evidence, fact);
  log.append(entity, {evidence, {std::move(fact)}});
}

// Public ------------------------------------------------------------------------------------------------------------

Transaction::Transaction(std::shared_ptr<rocks::Database> database) {
  database->begin();
  try {
    state_ = std::make_unique<State>(database);
  } catch (...) {
    database->end();
    throw;
  }
}

Transaction::Transaction(Transaction&&) noexcept = default;

Transaction::~Transaction() {
  if (state_ && state_->open) state_->database->end();
}

const Snapshot& Transaction::view() const {
  return state_->snapshot;
}

LabelId Transaction::label(std::string_view name) {
  if (const auto known = state_->catalog->names->labels.find(name)) return LabelId(*known);
  return LabelId(state_->names().labels.add(name));
}

TypeId Transaction::type(std::string_view name) {
  if (const auto known = state_->catalog->names->types.find(name)) return TypeId(*known);
  return TypeId(state_->names().types.add(name));
}

KeyId Transaction::key(std::string_view name) {
  if (const auto known = state_->catalog->names->keys.find(name)) return KeyId(*known);
  return KeyId(state_->names().keys.add(name));
}

namespace {

// Refuses before anything is written.
void require_storable(const Transaction::Properties& properties) {
  for (const auto& [key, value] : properties)
    if (!value.is_null()) codec::require_storable(value);
}

void require_property_key(const Evidence& evidence, std::string_view key) {
  if (!evidence.empty() && is_reserved_predicate(key))
    throw Error(
        Kind::Argument, "ReservedKey",
        "a property `" + std::string(key) + "` cannot have a source: statements use that name for something else");
}

Assertion as_assertion(const Evidence& evidence, const std::vector<std::string>& labels,
                       const Transaction::Properties& properties) {
  Assertion assertion{evidence, {{"exists", Value::boolean(true), {}}}};
  for (const std::string& label : labels) assertion.facts.push_back({"label:" + label, Value::boolean(true), {}});
  for (const auto& [key, value] : properties) {
    require_property_key(evidence, key);
    if (!value.is_null()) assertion.facts.push_back({key, value, {}});
  }
  return assertion;
}

}  // namespace

NodeId Transaction::create_node(const std::vector<std::string>& labels, const Properties& properties) {
  state_->require_open();
  require_storable(properties);
  NodeRecord record;
  record.has_evidence = !state_->evidence.empty();
  for (const std::string& name : labels) insert(record.labels, label(name));
  for (const auto& [name, value] : properties)
    if (!value.is_null()) assign(record.properties, key(name), value);
  std::optional<Assertion> stated;
  if (record.has_evidence) stated = as_assertion(state_->evidence, labels, properties);
  const NodeId id = state_->new_node(record);
  if (stated) state_->log.append(EntityId::of(id), std::move(*stated));
  return id;
}

RelId Transaction::create_relationship(std::string_view type_name, NodeId start, NodeId end,
                                       const Properties& properties) {
  state_->require_open();
  require_storable(properties);
  RelationshipRecord record;
  record.has_evidence = !state_->evidence.empty();
  record.type = type(type_name);
  record.start = start;
  record.end = end;
  for (const auto& [name, value] : properties)
    if (!value.is_null()) assign(record.properties, key(name), value);
  std::optional<Assertion> stated;
  if (record.has_evidence) stated = as_assertion(state_->evidence, {}, properties);
  const RelId id = state_->new_relationship(record);
  if (stated) state_->log.append(EntityId::of(id), std::move(*stated));
  return id;
}

void Transaction::set_property(EntityId entity, std::string_view name, const Value& value) {
  if (value.is_null()) return remove_property(entity, name);
  state_->require_open();
  codec::require_storable(value);
  require_property_key(state_->evidence, name);
  State& state = *state_;
  const KeyId id = key(name);
  state.edit(entity, [&](std::vector<Property>& properties, std::vector<LabelId>*, bool& has_evidence) {
    const Value* old_value = find(properties, id);
    if (state.evidence.empty() && old_value && index::identical(*old_value, value)) return false;
    const bool stated = has_evidence && states_property(state.log.of(entity, false), name);
    if (stated)
      state.log.deprecate(
          entity, [&](const Fact& fact) { return property_of_predicate(fact.predicate) == name; }, kReplaced);
    if (stated || !state.evidence.empty()) {
      state.state(entity, {std::string(name), value, {}});
      has_evidence = true;
    }
    assign(properties, id, value);
    return true;
  });
}

void Transaction::remove_property(EntityId entity, std::string_view name) {
  state_->require_open();
  State& state = *state_;
  const auto known = state.catalog->names->keys.find(name);
  if (!known) return;
  state.edit(entity, [&](std::vector<Property>& properties, std::vector<LabelId>*, bool& has_evidence) {
    if (!find(properties, KeyId(*known))) return false;
    if (has_evidence)
      state.log.deprecate(
          entity, [&](const Fact& fact) { return property_of_predicate(fact.predicate) == name; }, kRemoved);
    assign(properties, KeyId(*known), Value::null());
    return true;
  });
}

bool Transaction::add_label(NodeId node, std::string_view name) {
  state_->require_open();
  State& state = *state_;
  const EntityId entity = EntityId::of(node);
  const LabelId id = label(name);
  bool added = false;
  state.edit(entity, [&](std::vector<Property>&, std::vector<LabelId>* labels, bool& has_evidence) {
    added = insert(*labels, id);
    if (!added) return false;
    const std::string predicate = "label:" + std::string(name);
    if (!state.evidence.empty() || (has_evidence && state.is_stated(entity, predicate))) {
      state.state(entity, {predicate, Value::boolean(true), {}});
      has_evidence = true;
    }
    return true;
  });
  return added;
}

bool Transaction::remove_label(NodeId node, std::string_view name) {
  state_->require_open();
  State& state = *state_;
  const auto known = state.catalog->names->labels.find(name);
  if (!known) {
    state.require_node(node);
    return false;
  }
  bool removed = false;
  state.edit(EntityId::of(node), [&](std::vector<Property>&, std::vector<LabelId>* labels, bool& has_evidence) {
    removed = std::erase(*labels, LabelId(*known)) > 0;
    if (removed && has_evidence)
      state.log.deprecate(
          EntityId::of(node), [&](const Fact& fact) { return label_of_predicate(fact.predicate) == name; }, kRemoved);
    return removed;
  });
  return removed;
}

void Transaction::delete_node(NodeId node) {
  state_->require_open();
  if (!state_->view->has(Family::Nodes, codec::key(node))) return;  // deleting twice is deleting once
  const NodeRecord record = state_->node(node);
  if (record.has_evidence) state_->log.remove_all(EntityId::of(node));
  state_->put_node(node, &record, nullptr);
  state_->deleted.insert(node);
}

void Transaction::delete_relationship(RelId relationship) {
  state_->require_open();
  if (!state_->view->has(Family::Relationships, codec::key(relationship))) return;
  const RelationshipRecord record = state_->relationship(relationship);
  if (record.has_evidence) state_->log.remove_all(EntityId::of(relationship));
  state_->put_relationship(relationship, &record, nullptr);
}

void Transaction::set_evidence(Evidence evidence) {
  state_->evidence = std::move(evidence);
}

NodeId Transaction::merge_node(const Identity& identity, bool* made) {
  state_->require_open();
  const std::optional<NodeId> known = state_->snapshot.find_node(identity);
  if (made) *made = !known;
  if (known) return *known;
  NodeRecord record;
  record.identity = identity;
  return state_->new_node(record);
}

RelId Transaction::merge_relationship(const std::string& identity, std::string_view type_name, NodeId start, NodeId end,
                                      bool* made) {
  state_->require_open();
  const TypeId wanted = type(type_name);
  if (const std::optional<RelId> known = state_->snapshot.find_relationship(identity)) {
    const RelationshipRecord record = state_->relationship(*known);
    if (record.type != wanted || record.start != start || record.end != end)
      throw Error(Kind::Constraint, "RelationshipIdentity",
                  "the relationship id \"" + std::string(codec::cut_utf8(identity, 200)) +
                      "\" is in use for another relationship (" + state_->snapshot.name(record.type) + ")");
    if (made) *made = false;
    return *known;
  }
  if (made) *made = true;
  RelationshipRecord record;
  record.identity = identity;
  record.type = wanted;
  record.start = start;
  record.end = end;
  return state_->new_relationship(record);
}

namespace {

void require_sound(EntityId subject, const Assertion& assertion) {
  for (const Fact& fact : assertion.facts) {
    if (fact.predicate.empty() || fact.predicate == "label:")
      throw Error(Kind::Argument, "EmptyPredicate", "a statement needs a predicate");
    if (!subject.is_node && label_of_predicate(fact.predicate))
      throw Error(Kind::Argument, "LabelOfRelationship", "a relationship has no labels: " + fact.predicate);
    if (fact.value.is_null())
      throw Error(Kind::Argument, "EmptyStatement", "a statement about `" + fact.predicate + "` needs a value");
    codec::require_storable(fact.value);
  }
}

}  // namespace

// A property that the entity has from a query, without any statement, counts as stated first: it becomes a statement
// without a source, so that what queries see is always what the statements fold to.
std::size_t Transaction::assert_facts(EntityId subject, const Assertion& assertion) {
  state_->require_open();
  require_sound(subject, assertion);
  State& state = *state_;
  std::size_t added = 0;
  state.edit(subject, [&](std::vector<Property>& properties, std::vector<LabelId>* labels, bool& has_evidence) {
    const std::vector<Assertion>& known = state.log.of(subject, !has_evidence);
    Assertion fresh{assertion.evidence, {}};
    Assertion unstated;
    std::set<std::string, std::less<>> touched;
    for (const Fact& fact : assertion.facts) {
      const bool twice = std::any_of(fresh.facts.begin(), fresh.facts.end(), [&](const Fact& other) {
        return other.predicate == fact.predicate && index::identical(other.value, fact.value);
      });
      if (twice || state.log.holds(subject, assertion.evidence, fact)) continue;
      fresh.facts.push_back(fact);
      const std::string_view property = property_of_predicate(fact.predicate);
      if (property.empty() || !touched.emplace(property).second) continue;
      const Value* plain = find(properties, key(property));
      if (plain && !states_property(known, property)) unstated.facts.push_back({std::string(property), *plain, {}});
    }
    if (fresh.facts.empty()) return false;
    added = fresh.facts.size();
    if (labels && assertion.evidence.rank != Rank::Deprecated)
      for (const Fact& fact : fresh.facts)
        if (const auto name = label_of_predicate(fact.predicate)) insert(*labels, label(*name));
    if (!unstated.facts.empty()) state.log.append(subject, std::move(unstated));
    state.log.append(subject, std::move(fresh));
    has_evidence = true;
    const std::vector<Assertion>& all = state.log.of(subject, false);
    for (const std::string& property : touched) assign(properties, key(property), best_value(all, property));
    return true;
  });
  return added;
}

void Transaction::record_dataset(Dataset dataset) {
  state_->require_open();
  state_->writes->put(Family::Meta, std::string(kDatasetPrefix) + dataset.name, encode(dataset));
}

bool Transaction::empty() const {
  return state_->writes->empty();
}

void Transaction::commit() {
  state_->require_open();
  State& state = *state_;
  if (!empty()) {
    for (const NodeId node : state.deleted)
      if (state.snapshot.steps(node, Direction::Both).next())
        throw Error(Kind::Constraint, "DeleteConnectedNode",
                    "node " + std::to_string(node.value) + " cannot be deleted: it still has relationships")
            .hint("delete its relationships first, or use DETACH DELETE");
    ++state.catalog->graph_version;
    if (state.own_names || state.catalog->graph_version == 1)
      state.writes->put(Family::Meta, std::string(kNamesKey), encode_names(*state.catalog->names));
    state.writes->put(Family::Meta, std::string(kStateKey), encode_state(*state.catalog));
    state.database->commit(*state.writes, state.catalog);
    state.view->rebase(state.database->reading());
  }
  state.open = false;
  state.database->end();
}

}  // namespace polgraph
