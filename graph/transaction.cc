#include "graph/transaction.h"

#include <algorithm>
#include <set>

#include "graph/as_of.h"
#include "graph/codec.h"
#include "graph/constraints.h"
#include "graph/database.h"
#include "graph/error.h"
#include "graph/evidence_fold.h"
#include "graph/evidence_log.h"
#include "graph/go_on.h"
#include "graph/index.h"
#include "graph/record_edit.h"
#include "graph/stating.h"
#include "graph/unload.h"
#include "graph/writes.h"

namespace polgraph {

using codec::NodeRecord;
using codec::RelationshipRecord;
using index::find;
using rocks::Family;

namespace {

constexpr std::string_view kSet = "set by a query";
constexpr std::string_view kReplaced = "replaced by a query";
constexpr std::string_view kRemoved = "removed by a query";

}  // namespace

struct Transaction::State {
  std::shared_ptr<rocks::Database> database;
  Writes writes;
  Snapshot snapshot;
  EvidenceLog log;
  Stating stating;
  Evidence evidence;  // of the plain writes
  std::set<NodeId> deleted;
  bool open = true;

  explicit State(std::shared_ptr<rocks::Database> from)
      : database(std::move(from)),
        writes(database),
        snapshot(writes.view()),
        log(writes.view(), writes.overlay(), writes.catalog()),
        stating(writes, log) {}

  void require_open() const;
  const Dictionaries& names() const { return *writes.catalog()->names; }
  void state(EntityId entity, std::vector<Fact> facts);  // with the evidence of plain writes
  bool is_stated(EntityId entity, std::string_view predicate);
};

void Transaction::State::require_open() const {
  if (!open) throw Error(Kind::Internal, "TransactionOver", "the transaction was committed already");
}

bool Transaction::State::is_stated(EntityId entity, std::string_view predicate) {
  const std::vector<Assertion>& all = log.of(entity, false);
  return std::any_of(all.begin(), all.end(), [&](const Assertion& assertion) {
    return std::any_of(assertion.facts.begin(), assertion.facts.end(),
                       [&](const Fact& fact) { return fact.predicate == predicate; });
  });
}

// A value that was stated before, replaced, and is now set again gets a new statement in place of the deprecated one.
void Transaction::State::state(EntityId entity, std::vector<Fact> facts) {
  log.withdraw(entity, evidence, facts);
  Assertion plain{evidence, {}}, again{evidence, {}};
  again.evidence.rank_reason = kSet;  // deprecated by a data set: the last word counts
  const std::vector<bool> deprecated = log.are_deprecated(entity, evidence, facts);
  for (std::size_t i = 0; i < facts.size(); ++i) (deprecated[i] ? again : plain).facts.push_back(std::move(facts[i]));
  for (Assertion* stated : {&plain, &again})
    if (!stated->facts.empty()) log.append(entity, std::move(*stated));
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

std::size_t Transaction::bytes() const {
  return state_->writes.overlay()->bytes();
}

const Snapshot& Transaction::view() const {
  return state_->snapshot;
}

LabelId Transaction::label(std::string_view name) {
  if (const auto known = state_->names().labels.find(name)) return LabelId(*known);
  state_->require_open();  // the names of a committed transaction are everybody's
  return state_->writes.label(name);
}

TypeId Transaction::type(std::string_view name) {
  if (const auto known = state_->names().types.find(name)) return TypeId(*known);
  state_->require_open();  // the names of a committed transaction are everybody's
  return state_->writes.type(name);
}

KeyId Transaction::key(std::string_view name) {
  if (const auto known = state_->names().keys.find(name)) return KeyId(*known);
  state_->require_open();  // the names of a committed transaction are everybody's
  return state_->writes.key(name);
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
  for (const std::string& label : std::set<std::string>(labels.begin(), labels.end()))
    assertion.facts.push_back({"label:" + label, Value::boolean(true), {}});
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
  std::vector<LabelId> given;
  for (const std::string& name : labels) given.push_back(label(name));
  insert_all(record.labels, std::move(given));
  std::vector<Property> values;
  for (const auto& [name, value] : properties)
    if (!value.is_null()) values.emplace_back(key(name), value);
  assign_all(record.properties, std::move(values));
  std::optional<Assertion> stated;
  if (record.has_evidence) stated = as_assertion(state_->evidence, labels, properties);
  const NodeId id = state_->writes.new_node(record);
  if (stated) state_->log.append(EntityId::of(id), std::move(*stated));
  return id;
}

RelId Transaction::create_relationship(std::string_view type_name, NodeId start, NodeId end,
                                       const Properties& properties, Ends ends) {
  state_->require_open();
  require_storable(properties);
  RelationshipRecord record;
  record.has_evidence = !state_->evidence.empty();
  record.type = type(type_name);
  record.start = start;
  record.end = end;
  std::vector<Property> values;
  for (const auto& [name, value] : properties)
    if (!value.is_null()) values.emplace_back(key(name), value);
  assign_all(record.properties, std::move(values));
  std::optional<Assertion> stated;
  if (record.has_evidence) stated = as_assertion(state_->evidence, {}, properties);
  if (ends == Ends::Unknown) state_->writes.require_ends(record);
  const RelId id = state_->writes.new_relationship(record);
  if (stated) state_->log.append(EntityId::of(id), std::move(*stated));
  return id;
}

void Transaction::set_property(EntityId entity, std::string_view name, const Value& value) {
  set_properties(entity, {{std::string(name), value}});
}

void Transaction::remove_property(EntityId entity, std::string_view name) {
  set_properties(entity, {{std::string(name), Value::null()}});
}

namespace {

// What becomes of one entity's record and statements.
struct PropertyChanges {
  std::vector<Property> record;
  std::vector<Fact> stated;
  std::vector<std::pair<std::string_view, const Value*>> replaced;  // what was stated, and what comes in its place
  std::vector<std::string_view> removed;
  std::size_t count = 0;

  void sort() {
    std::sort(replaced.begin(), replaced.end());
    std::sort(removed.begin(), removed.end());
  }
  // Not what is just set: that is confirmed.
  bool replaces(const Fact& fact) const {
    const std::string_view name = property_of_predicate(fact.predicate);
    const auto at = std::lower_bound(replaced.begin(), replaced.end(), name,
                                     [](const auto& entry, std::string_view wanted) { return entry.first < wanted; });
    if (at == replaced.end() || at->first != name) return false;
    return fact.predicate != name || !index::identical(fact.value, *at->second);
  }
  bool removes(const Fact& fact) const {
    return std::binary_search(removed.begin(), removed.end(), property_of_predicate(fact.predicate));
  }
};

}  // namespace

std::size_t Transaction::set_properties(EntityId entity, const Properties& changes) {
  state_->require_open();
  State& state = *state_;
  for (const auto& [name, value] : changes) {
    if (value.is_null()) continue;
    codec::require_storable(value);
    require_property_key(state.evidence, name);
  }
  PropertyChanges made;
  state.stating.edit(entity, [&](std::vector<Property>& properties, std::vector<LabelId>*, bool& has_evidence) {
    for (const auto& [name, value] : changes) {
      go_on();
      if (value.is_null()) {
        const auto known = state.names().keys.find(name);
        if (!known || !find(properties, KeyId(*known))) continue;
        ++made.count;
        made.record.emplace_back(KeyId(*known), value);
        if (has_evidence) made.removed.push_back(name);
        continue;
      }
      ++made.count;
      const KeyId id = key(name);
      const Value* old_value = find(properties, id);
      if (state.evidence.empty() && old_value && index::identical(*old_value, value)) continue;
      made.record.emplace_back(id, value);
      const bool is_stated = has_evidence && state.log.states(entity, name);
      if (is_stated) made.replaced.emplace_back(name, &value);
      if (is_stated || !state.evidence.empty()) made.stated.push_back({name, value, {}});
    }
    if (made.record.empty()) return false;
    made.sort();
    if (!made.replaced.empty())
      state.log.deprecate(
          entity, [&](const Fact& fact) { return made.replaces(fact); }, kReplaced);
    if (!made.removed.empty())
      state.log.deprecate(
          entity, [&](const Fact& fact) { return made.removes(fact); }, kRemoved);
    if (!made.stated.empty()) {
      state.state(entity, std::move(made.stated));
      has_evidence = true;
    }
    assign_all(properties, std::move(made.record));
    return true;
  });
  return made.count;
}

bool Transaction::add_label(NodeId node, std::string_view name) {
  state_->require_open();
  State& state = *state_;
  const EntityId entity = EntityId::of(node);
  const LabelId id = label(name);
  bool added = false;
  state.stating.edit(entity, [&](std::vector<Property>&, std::vector<LabelId>* labels, bool& has_evidence) {
    added = insert(*labels, id);
    if (!added) return false;
    const std::string predicate = "label:" + std::string(name);
    if (!state.evidence.empty() || (has_evidence && state.is_stated(entity, predicate))) {
      state.state(entity, {{predicate, Value::boolean(true), {}}});
      has_evidence = true;
    }
    return true;
  });
  return added;
}

bool Transaction::remove_label(NodeId node, std::string_view name) {
  state_->require_open();
  State& state = *state_;
  const auto known = state.names().labels.find(name);
  if (!known) {
    state.writes.require_node(node);
    return false;
  }
  bool removed = false;
  state.stating.edit(EntityId::of(node), [&](std::vector<Property>&, std::vector<LabelId>* labels, bool& has_evidence) {
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
  if (!state_->writes.view()->has(Family::Nodes, codec::key(node))) return;  // deleting twice is deleting once
  state_->stating.remove(EntityId::of(node));
  state_->deleted.insert(node);
}

void Transaction::delete_relationship(RelId relationship) {
  state_->require_open();
  if (!state_->writes.view()->has(Family::Relationships, codec::key(relationship))) return;
  state_->stating.remove(EntityId::of(relationship));
}

void Transaction::set_evidence(Evidence evidence) {
  state_->evidence = std::move(evidence);
}

NodeId Transaction::merge_node(const Identity& identity, bool* made) {
  state_->require_open();
  return state_->stating.merge_node(identity, made);
}

RelId Transaction::merge_relationship(const std::string& identity, std::string_view type_name, NodeId start, NodeId end,
                                      bool* made) {
  state_->require_open();
  return state_->stating.merge_relationship(identity, type(type_name), start, end, made);
}

std::size_t Transaction::assert_facts(EntityId subject, const Assertion& assertion) {
  state_->require_open();
  return assert_all(subject, {&assertion, 1});
}

std::size_t Transaction::assert_all(EntityId subject, std::span<const Assertion> assertions) {
  state_->require_open();
  return state_->stating.assert_all(subject, assertions);
}

Asserted<NodeId> Transaction::assert_node(const Identity& identity, const Assertion& assertion) {
  state_->require_open();
  return state_->stating.assert_node(identity, assertion);
}

Asserted<RelId> Transaction::assert_relationship(const std::string& identity, std::string_view type_name, NodeId start,
                                                 NodeId end, const Assertion& assertion) {
  state_->require_open();
  return state_->stating.assert_relationship(identity, type(type_name), start, end, assertion);
}

Unloaded Transaction::unload(std::string_view dataset, const std::function<void()>& tick) {
  state_->require_open();
  return Unload(state_->writes, state_->log, state_->stating, dataset, tick).run();
}

const SchemaRule& Transaction::add_rule(const NewRule& rule, const Tick& tick) {
  state_->require_open();
  SchemaRule made;
  made.name = rule.name;
  made.kind = rule.kind;
  made.on_nodes = rule.on_nodes;
  made.token = rule.on_nodes ? label(rule.label).value : type(rule.label).value;
  for (const std::string& name : rule.keys) made.keys.push_back(key(name));
  made.type = rule.type;
  return constraints::add_rule(state_->writes, std::move(made), tick);
}

void Transaction::drop_rule(std::string_view name, const Tick& tick) {
  state_->require_open();
  constraints::drop_rule(state_->writes, name, tick);
}

void Transaction::record_dataset(const Dataset& dataset) {
  state_->require_open();
  state_->writes.overlay()->put(Family::Meta, std::string(kDatasetPrefix) + dataset.name, encode(dataset));
}

bool Transaction::empty() const {
  return state_->writes.empty();
}

namespace {

// The first commit to a store of format 1 or 2 makes it one that lists what holds for a time.
void list_dated(Writes& writes) {
  for (const EntityId entity : dated_entities(*writes.view()))
    writes.overlay()->put(Family::Dated, codec::evidence_prefix(entity), {});
  writes.catalog()->lists_dated = true;
}

}  // namespace

void Transaction::commit() {
  state_->require_open();
  State& state = *state_;
  if (!empty()) {
    for (const NodeId node : state.deleted)
      if (state.snapshot.steps(node, Direction::Both).next())
        throw Error(Kind::Constraint, "DeleteConnectedNode",
                    "node " + std::to_string(node.value) + " cannot be deleted: it still has relationships")
            .hint("delete its relationships first, or use DETACH DELETE");
    constraints::check_written(state.writes);
    if (!state.writes.catalog()->lists_dated) list_dated(state.writes);
    ++state.writes.catalog()->graph_version;
    if (state.writes.has_new_names() || state.writes.catalog()->graph_version == 1)
      state.writes.overlay()->put(Family::Meta, std::string(kNamesKey), encode_names(*state.writes.catalog()->names));
    state.writes.overlay()->put(Family::Meta, std::string(kStateKey), encode_state(*state.writes.catalog()));
    state.database->commit(*state.writes.overlay(), state.writes.catalog());
    state.writes.view()->rebase(state.database->reading());
  }
  state.open = false;
  state.database->end();
}

}  // namespace polgraph
