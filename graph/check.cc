#include "graph/check.h"

#include <algorithm>
#include <optional>
#include <set>

#include "graph/check_indexes.h"
#include "graph/codec.h"
#include "graph/constraints.h"
#include "graph/database.h"
#include "graph/error.h"
#include "graph/evidence_fold.h"
#include "graph/evidence_mirror.h"
#include "graph/index.h"

namespace polgraph {

using rocks::Family;

namespace {

// The statements of entities that are asked for in ascending order, nodes first: steps where they lie side by side.
class StatementWalk {
 public:
  explicit StatementWalk(const rocks::View& view) : view_(view) {}

  // As they are on disk. Throws Error Corrupt, and goes on with the next entity.
  std::vector<Assertion> of(EntityId entity) {
    try {
      return found(codec::evidence_prefix(entity));
    } catch (...) {
      cursor_.reset();
      throw;
    }
  }

 private:
  std::vector<Assertion> found(const std::string& prefix) {
    if (!cursor_) {
      cursor_ = view_.cursor(Family::Evidence, rocks::KeyRange{prefix, {}});
      has_one_ = cursor_->next();
    }
    while (has_one_ && cursor_->key() < prefix) has_one_ = cursor_->next();
    std::vector<Assertion> all;
    for (; has_one_ && cursor_->key().starts_with(prefix); has_one_ = cursor_->next())
      all.push_back(codec::decode_assertion(cursor_->value()));
    return all;
  }

  const rocks::View& view_;
  std::unique_ptr<rocks::Cursor> cursor_;
  bool has_one_ = false;
};

class Checker {
 public:
  Checker(const Snapshot& snapshot, const std::function<void(const std::string&)>& finding)
      : snapshot_(snapshot),
        view_(snapshot.view()),
        findings_(view_, finding),
        indexes_(snapshot, findings_),
        statements_(view_) {}

  CheckReport run() {
    findings_.guarded("the table files", [&] { view_.verify_checksums(); });
    findings_.each(Family::Nodes, "node records", [&](const rocks::Cursor& at) { check_node(at); });
    findings_.each(Family::Relationships, "relationship records",
                   [&](const rocks::Cursor& at) { check_relationship(at); });
    check_counts();
    findings_.guarded("the schema", [&] { check_schema(); });
    indexes_.compare();
    check_subjects();
    findings_.guarded("the records of data sets", [&] { snapshot_.datasets(); });
    return findings_.so_far();
  }

 private:
  static constexpr std::uint64_t kNumbersForNode = 64;  // a gap that is wider is looked up in the store

  // A bit for each number up to the greatest, as long as these lie near each other.
  void note(NodeId id) {
    if (id.value >= kNumbersForNode * (found_.nodes + 16384)) return;
    if (id.value >= nodes_.size()) nodes_.resize(id.value + 1);
    nodes_[id.value] = true;
  }
  bool is_there(NodeId id) const { return (id.value < nodes_.size() && nodes_[id.value]) || snapshot_.exists(id); }

  void check_properties(EntityId entity, const std::vector<Property>& properties) {
    const std::size_t known = view_.catalog().names->keys.all().size();
    for (const auto& [key, value] : properties)
      if (key.value >= known) report(entity, "property key " + std::to_string(key.value) + " has no name");
  }

  void check_evidence(EntityId entity, bool has_evidence, const std::vector<LabelId>& labels,
                      const std::vector<Property>& properties) {
    if (!has_evidence) return;
    const std::vector<Assertion> assertions = statements_.of(entity);
    if (assertions.empty()) report(entity, "its record says that it has statements, there are none");
    found_.assertions += assertions.size();
    check_assertions(entity, assertions);
    if (is_mirror(assertions)) {  // what it says is what the record holds
      if (!may_mirror(assertions.front())) report(entity, "its statement mirrors the record and makes none of it true");
      return;
    }
    for (const auto& [property, best] : best_values(assertions)) {
      const auto key = snapshot_.find_key(property);
      const Value* held = key ? index::find(properties, *key) : nullptr;
      if (!index::identical(best, held ? *held : Value::null()))
        report(entity, "property `" + property + "` is not the best value of its statements");
    }
    for (const std::string& name : stated_labels(assertions)) {
      const auto label = snapshot_.find_label(name);
      if (!label || !std::binary_search(labels.begin(), labels.end(), *label))
        report(entity, "label `" + name + "` is stated and not in its record");
    }
  }

  void check_assertions(EntityId entity, const std::vector<Assertion>& assertions) {
    const auto is_empty = [](const Assertion& assertion) { return assertion.facts.empty(); };
    if (!is_mirror(assertions) && std::any_of(assertions.begin(), assertions.end(), is_empty))
      report(entity, "a statement record lists nothing, and it is not the only one");
    if (view_.catalog().lists_dated && std::any_of(assertions.begin(), assertions.end(), is_dated))
      indexes_.expect_dated(entity);
  }

  // What the schema's rules ask of the entity alone.
  template <class Record>
  void check_rules(EntityId entity, const Record& record) {
    for (const SchemaRule& rule : view_.catalog().schema->rules) {
      if (!index::concerns(rule, record)) continue;
      for (const KeyId key : rule.keys) {
        const Value* value = index::find(record.properties, key);
        const bool holds =
            value == nullptr ? !rule.needs_keys() : rule.kind != RuleKind::Type || rule.type.holds(*value);
        if (!holds) report(entity, "constraint `" + rule.name + "` does not hold");
      }
    }
  }

  void check_schema() {
    const Catalog& catalog = view_.catalog();
    std::set<std::string> names;
    for (const SchemaRule& rule : catalog.schema->rules) {
      const auto& tokens = rule.on_nodes ? catalog.names->labels : catalog.names->types;
      if (rule.token >= tokens.all().size()) report("schema: rule `" + rule.name + "` is about a label without a name");
      for (const KeyId key : rule.keys)
        if (key.value >= catalog.names->keys.all().size())
          report("schema: rule `" + rule.name + "` is about a property without a name");
      if (!names.insert(rule.name).second) report("schema: the name `" + rule.name + "` is there twice");
      if (rule.has_index() && catalog.rule_entries.at(rule.number) != indexes_.entries(rule))
        report("statistics: they count " + std::to_string(catalog.rule_entries.at(rule.number)) +
               " entries in the index `" + rule.name + "`, there are " + std::to_string(indexes_.entries(rule)));
      if (rule.is_unique()) findings_.guarded("index `" + rule.name + "`", [&] { check_unique(rule); });
    }
  }

  std::vector<Property> properties_of(const SchemaRule& rule, std::uint64_t entity) {
    if (rule.on_nodes) {
      const auto node = snapshot_.find_node(NodeId(entity));
      return node ? node->properties : std::vector<Property>{};
    }
    const auto relationship = snapshot_.find_relationship(RelId(entity));
    return relationship ? relationship->properties : std::vector<Property>{};
  }

  // Equal values stand side by side, long ones that are cut among others that begin alike.
  void check_unique(const SchemaRule& rule) {
    std::string values;
    std::vector<std::uint64_t> alike;
    for (auto at = view_.cursor(Family::Rules, codec::rule_prefix(rule.number)); at->next();) {
      const std::string_view bytes = at->key().substr(0, at->key().size() - 8);
      if (bytes != values) alike.clear();
      values = bytes;
      const std::uint64_t entity = codec::last_id(at->key());
      const std::vector<Property> own = properties_of(rule, entity);
      for (const std::uint64_t other : alike) {
        if (!constraints::all_equal(rule, own, properties_of(rule, other))) continue;
        report("constraint `" + rule.name + "` does not hold: numbers " + std::to_string(other) + " and " +
               std::to_string(entity) + " have equal values");
      }
      alike.push_back(entity);
    }
  }

  void check_node(const rocks::Cursor& at) {
    const NodeId id(codec::id_of(at.key(), "node key"));
    const EntityId entity = EntityId::of(id);
    const Catalog& catalog = view_.catalog();
    note(id);
    const codec::NodeRecord record = codec::decode_node(at.value());
    ++found_.nodes;
    if (id.value >= catalog.next_node) report(entity, "its number was never given");
    for (const LabelId label : record.labels) {
      ++found_.nodes_by_label[label];
      if (label.value >= catalog.names->labels.all().size())
        report(entity, "label " + std::to_string(label.value) + " has no name");
    }
    check_properties(entity, record.properties);
    check_rules(entity, record);
    indexes_.expect(id, record);
    check_evidence(entity, record.has_evidence, record.labels, record.properties);
  }

  void check_relationship(const rocks::Cursor& at) {
    const RelId id(codec::id_of(at.key(), "relationship key"));
    const EntityId entity = EntityId::of(id);
    const codec::RelationshipRecord record = codec::decode_relationship(at.value());
    const Catalog& catalog = view_.catalog();
    ++found_.relationships;
    ++found_.relationships_by_type[record.type];
    if (id.value >= catalog.next_relationship) report(entity, "its number was never given");
    if (record.type.value >= catalog.names->types.all().size())
      report(entity, "type " + std::to_string(record.type.value) + " has no name");
    if (!is_there(record.start))
      report(entity, "its start, node " + std::to_string(record.start.value) + ", does not exist");
    if (!is_there(record.end)) report(entity, "its end, node " + std::to_string(record.end.value) + ", does not exist");
    check_properties(entity, record.properties);
    check_rules(entity, record);
    indexes_.expect(id, record);
    check_evidence(entity, record.has_evidence, {}, record.properties);
  }

  void check_counts() {
    const Statistics& stored = view_.catalog().counts;
    const auto compare = [&](const std::string& what, std::uint64_t says, std::uint64_t is) {
      if (says != is)
        report("statistics: they say " + std::to_string(says) + " " + what + ", there are " + std::to_string(is));
    };
    compare("nodes", stored.nodes, found_.nodes);
    compare("relationships", stored.relationships, found_.relationships);
    compare("assertions", stored.assertions, found_.assertions);
    if (stored.nodes_by_label != found_.nodes_by_label) report("statistics: the counts of nodes by label are wrong");
    if (stored.relationships_by_type != found_.relationships_by_type)
      report("statistics: the counts of relationships by type are wrong");
  }

  // Statements without an entity that knows of them.
  void check_subjects() {
    const std::string what = "statements";
    std::uint64_t found = 0;
    findings_.each(Family::Evidence, what, [&](const rocks::Cursor&) { ++found; });
    if (found == found_.assertions) return;
    bool named = false;
    findings_.again(Family::Evidence, [&](const rocks::Cursor& at) {
      std::optional<EntityId> subject;
      findings_.guarded(what, [&] { subject = codec::evidence_subject(at.key()); });
      named = named || !subject;
      if (!subject || subject_holds(*subject)) return;
      named = true;
      report(what + ": an entry for number " + std::to_string(codec::last_id(at.key())) +
             " has no record that asks for it");
    });
    if (!named) report(what + ": there are others than the records know of");
  }

  bool subject_holds(EntityId subject) {
    const Family family = subject.is_node ? Family::Nodes : Family::Relationships;
    std::string bytes;
    if (!view_.get(family, codec::id_bytes(subject.value), bytes)) return false;
    return subject.is_node ? codec::decode_node(bytes).has_evidence : codec::decode_relationship(bytes).has_evidence;
  }

  void report(const std::string& line) { findings_.report(line); }
  void report(EntityId entity, const std::string& what) { findings_.report(entity, what); }

  const Snapshot& snapshot_;
  const rocks::View& view_;
  CheckFindings findings_;
  CheckIndexes indexes_;
  StatementWalk statements_;
  Statistics found_;
  std::vector<bool> nodes_;  // which are there, by number
};

}  // namespace

CheckReport check(const Snapshot& snapshot, const std::function<void(const std::string&)>& finding) {
  return Checker(snapshot, finding).run();
}

}  // namespace polgraph
