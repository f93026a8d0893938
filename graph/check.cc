#include "graph/check.h"

#include <algorithm>

#include "graph/codec.h"
#include "graph/constraints.h"
#include "graph/database.h"
#include "graph/error.h"
#include "graph/evidence_fold.h"
#include "graph/index.h"

namespace polgraph {

using rocks::Family;

namespace {

// Every record is held against what must follow from it; each index is then counted, and only where it holds another
// number of entries than the records ask for is it walked to name those that nothing asks for.
class Checker {
 public:
  Checker(const Snapshot& snapshot, const std::function<void(const std::string&)>& finding)
      : snapshot_(snapshot), view_(snapshot.view()), finding_(finding) {}

  CheckReport run() {
    guarded("the table files", [&] { view_.verify_checksums(); });
    each(Family::Nodes, "node records", [&](const rocks::Cursor& at) { check_node(at); });
    each(Family::Relationships, "relationship records", [&](const rocks::Cursor& at) { check_relationship(at); });
    check_counts();
    guarded("the schema", [&] { check_schema(); });
    check_leftovers();
    guarded("the records of data sets", [&] { snapshot_.datasets(); });
    return report_;
  }

 private:
  void report(const std::string& line) {
    ++report_.findings;
    finding_(line);
  }

  // What cannot be read is a finding, and the rest is checked all the same.
  template <class Work>
  void guarded(const std::string& what, Work work) {
    try {
      work();
    } catch (const Error& error) {
      if (error.kind() == Kind::Interrupted) throw;
      report(what + ": " + error.message());
    }
  }

  template <class Visit>
  void each(Family family, const std::string& what, Visit visit) {
    guarded(what, [&] {
      for (auto cursor = view_.cursor(family); cursor->next();) {
        ++report_.entries;
        guarded(what, [&] { visit(*cursor); });
      }
    });
  }

  static std::string name_of(EntityId entity) {
    return (entity.is_node ? "node " : "relationship ") + std::to_string(entity.value);
  }

  // An entry that a record asks for; counted to find those that none asks for.
  void expect(Family family, const std::string& key, EntityId entity, const std::string& entry) {
    ++expected_[static_cast<std::size_t>(family)];
    if (!view_.has(family, key)) report(name_of(entity) + ": " + entry + " is missing");
  }

  void expect_identity(const std::string& key, EntityId entity) {
    ++expected_[static_cast<std::size_t>(Family::Identities)];
    std::string bytes;
    if (!view_.get(Family::Identities, key, bytes))
      report(name_of(entity) + ": its identity is not in the index of identities");
    else if (codec::id_of(bytes, "identity") != entity.value)
      report(name_of(entity) + ": its identity leads to number " + std::to_string(codec::id_of(bytes, "identity")));
  }

  void check_properties(EntityId entity, const std::vector<Property>& properties) {
    const std::size_t known = view_.catalog().names->keys.all().size();
    for (const auto& [key, value] : properties)
      if (key.value >= known) report(name_of(entity) + ": property key " + std::to_string(key.value) + " has no name");
  }

  void check_evidence(EntityId entity, bool has_evidence, const std::vector<LabelId>& labels,
                      const std::vector<Property>& properties) {
    if (!has_evidence) return;
    const std::vector<Assertion> assertions = snapshot_.records(entity);
    if (assertions.empty()) report(name_of(entity) + ": its record says that it has statements, there are none");
    expected_[static_cast<std::size_t>(Family::Evidence)] += assertions.size();
    check_assertions(entity, assertions);
    for (const auto& [property, best] : best_values(assertions)) {
      const auto key = snapshot_.find_key(property);
      const Value* held = key ? index::find(properties, *key) : nullptr;
      if (!index::identical(best, held ? *held : Value::null()))
        report(name_of(entity) + ": property `" + property + "` is not the best value of its statements");
    }
    for (const std::string& name : stated_labels(assertions)) {
      const auto label = snapshot_.find_label(name);
      if (!label || !std::binary_search(labels.begin(), labels.end(), *label))
        report(name_of(entity) + ": label `" + name + "` is stated and not in its record");
    }
  }

  void check_assertions(EntityId entity, const std::vector<Assertion>& assertions) {
    const auto is_empty = [](const Assertion& assertion) { return assertion.facts.empty(); };
    if (std::any_of(assertions.begin(), assertions.end(), is_empty))
      report(name_of(entity) + ": a statement record lists nothing, and it is not the only one");
    if (view_.catalog().lists_dated && std::any_of(assertions.begin(), assertions.end(), is_dated))
      expect(Family::Dated, codec::evidence_prefix(entity), entity, "its entry among what holds for a time");
  }

  // The schema's rules: the entity's entries in their indexes, and what they ask of it alone.
  template <class Record>
  void check_rules(EntityId entity, const Record& record) {
    for (const SchemaRule& rule : view_.catalog().schema->rules) {
      if (!index::concerns(rule, record)) continue;
      if (rule.has_index()) {
        if (const auto entry = index::rule_entry(rule, record.properties, entity.value)) {
          ++found_entries_[rule.number];
          expect(Family::Rules, *entry, entity, "its entry in the index `" + rule.name + "`");
        }
      }
      for (const KeyId key : rule.keys) {
        const Value* value = index::find(record.properties, key);
        const bool holds =
            value == nullptr ? !rule.needs_keys() : rule.kind != RuleKind::Type || rule.type.holds(*value);
        if (!holds) report(name_of(entity) + ": constraint `" + rule.name + "` does not hold");
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
      if (rule.has_index() && catalog.rule_entries.at(rule.number) != found_entries_[rule.number])
        report("statistics: they count " + std::to_string(catalog.rule_entries.at(rule.number)) +
               " entries in the index `" + rule.name + "`, there are " + std::to_string(found_entries_[rule.number]));
      if (rule.is_unique()) guarded("index `" + rule.name + "`", [&] { check_unique(rule); });
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

  bool rule_entry_holds(const rocks::Cursor& at) {
    const std::uint32_t number = codec::rule_of(at.key());
    const std::uint64_t entity = codec::last_id(at.key());
    for (const SchemaRule& rule : view_.catalog().schema->rules) {
      if (rule.number != number || !rule.has_index()) continue;
      std::string bytes;
      const Family family = rule.on_nodes ? Family::Nodes : Family::Relationships;
      if (!view_.get(family, codec::id_bytes(entity), bytes)) return false;
      const auto entry = [&](const auto& record) {
        return index::concerns(rule, record) ? index::rule_entry(rule, record.properties, entity) : std::nullopt;
      };
      return (rule.on_nodes ? entry(codec::decode_node(bytes)) : entry(codec::decode_relationship(bytes))) == at.key();
    }
    return false;
  }

  void check_node(const rocks::Cursor& at) {
    const NodeId id(codec::id_of(at.key(), "node key"));
    const EntityId entity = EntityId::of(id);
    const codec::NodeRecord record = codec::decode_node(at.value());
    const Catalog& catalog = view_.catalog();
    ++found_.nodes;
    if (id.value >= catalog.next_node) report(name_of(entity) + ": its number was never given");
    for (const LabelId label : record.labels) {
      ++found_.nodes_by_label[label];
      if (label.value >= catalog.names->labels.all().size())
        report(name_of(entity) + ": label " + std::to_string(label.value) + " has no name");
      expect(Family::Labels, codec::label_key(label, id), entity, "its entry in the label index");
    }
    check_properties(entity, record.properties);
    for (const auto& [key, value] : record.properties)
      if (catalog.is_indexed(key))
        expect(Family::Properties, codec::property_key(key, codec::index_value(value), id), entity,
               "its entry in the property index");
    for (const std::string& term : index::name_index_terms(catalog, record.properties))
      expect(Family::Text, codec::text_key(term, id), entity, "the term \"" + term + "\" of the name index");
    check_rules(entity, record);
    if (record.identity) expect_identity(codec::identity_key(*record.identity), entity);
    check_evidence(entity, record.has_evidence, record.labels, record.properties);
  }

  void check_relationship(const rocks::Cursor& at) {
    const RelId id(codec::id_of(at.key(), "relationship key"));
    const EntityId entity = EntityId::of(id);
    const codec::RelationshipRecord record = codec::decode_relationship(at.value());
    const Catalog& catalog = view_.catalog();
    ++found_.relationships;
    ++found_.relationships_by_type[record.type];
    if (id.value >= catalog.next_relationship) report(name_of(entity) + ": its number was never given");
    if (record.type.value >= catalog.names->types.all().size())
      report(name_of(entity) + ": type " + std::to_string(record.type.value) + " has no name");
    if (!snapshot_.exists(record.start))
      report(name_of(entity) + ": its start, node " + std::to_string(record.start.value) + ", does not exist");
    if (!snapshot_.exists(record.end))
      report(name_of(entity) + ": its end, node " + std::to_string(record.end.value) + ", does not exist");
    expect(Family::Out, codec::adjacency_key(record.start, record.type, record.end, id), entity,
           "its entry at the start node");
    expect(Family::In, codec::adjacency_key(record.end, record.type, record.start, id), entity,
           "its entry at the end node");
    check_properties(entity, record.properties);
    check_rules(entity, record);
    if (record.identity && !codec::is_fingerprint(*record.identity))
      expect_identity(codec::identity_key(*record.identity), entity);
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
    compare("assertions", stored.assertions, expected_[static_cast<std::size_t>(Family::Evidence)]);
    if (stored.nodes_by_label != found_.nodes_by_label) report("statistics: the counts of nodes by label are wrong");
    if (stored.relationships_by_type != found_.relationships_by_type)
      report("statistics: the counts of relationships by type are wrong");
  }

  void check_leftovers() {
    check_family(Family::Labels, "label index", [&](const rocks::Cursor& at) {
      codec::Reader key(at.key(), "label index key");
      const LabelId label(key.fixed32());
      return snapshot_.has_label(NodeId(key.fixed64()), label);
    });
    check_family(Family::Properties, "property index", [&](const rocks::Cursor& at) {
      const KeyId key(codec::Reader(at.key(), "property index key").fixed32());
      const NodeId node(codec::last_id(at.key()));
      const Value value = snapshot_.property(node, key);
      return !value.is_null() && codec::property_key(key, codec::index_value(value), node) == at.key();
    });
    check_family(Family::Rules, "indexes of the schema", [&](const rocks::Cursor& at) { return rule_entry_holds(at); });
    check_family(Family::Text, "name index", [&](const rocks::Cursor& at) {
      const auto node = snapshot_.find_node(NodeId(codec::last_id(at.key())));
      return node && index::name_index_terms(view_.catalog(), node->properties)
                         .contains(std::string(codec::text_term(at.key())));
    });
    check_family(Family::Identities, "index of identities",
                 [&](const rocks::Cursor& at) { return identity_holds(at); });
    check_family(Family::Out, "adjacency", [&](const rocks::Cursor& at) { return step_holds(at.key(), true); });
    check_family(Family::In, "adjacency", [&](const rocks::Cursor& at) { return step_holds(at.key(), false); });
    check_family(Family::Dated, "list of what holds for a time",
                 [&](const rocks::Cursor& at) { return is_dated_entity(at); });
    check_family(Family::Evidence, "statements", [&](const rocks::Cursor& at) { return subject_holds(at); });
  }

  template <class Holds>
  void check_family(Family family, const std::string& what, Holds holds) {
    std::uint64_t entries = 0;
    each(family, what, [&](const rocks::Cursor&) { ++entries; });
    if (entries == expected_[static_cast<std::size_t>(family)]) return;
    each(family, what, [&](const rocks::Cursor& at) {
      --report_.entries;  // read before
      const std::uint64_t number = codec::last_id(family == Family::Identities ? at.value() : at.key());
      if (!holds(at))
        report(what + ": an entry for number " + std::to_string(number) + " has no record that asks for it");
    });
  }

  bool identity_holds(const rocks::Cursor& at) {
    const std::uint64_t id = codec::id_of(at.value(), "identity");
    if (at.key().starts_with('N')) {
      const auto identity = snapshot_.identity(NodeId(id));
      return identity && codec::identity_key(*identity) == at.key();
    }
    const auto identity = snapshot_.identity(RelId(id));
    return identity && codec::identity_key(*identity) == at.key();
  }

  bool step_holds(std::string_view key, bool outgoing) {
    const codec::Adjacency step = codec::decode_adjacency(key);
    const auto record = snapshot_.find_relationship(step.relationship);
    return record && record->type == step.type && (outgoing ? record->start : record->end) == step.from &&
           (outgoing ? record->end : record->start) == step.to;
  }

  bool is_dated_entity(const rocks::Cursor& at) {
    const std::vector<Assertion> assertions = snapshot_.records(codec::evidence_subject(at.key()));
    return std::any_of(assertions.begin(), assertions.end(), is_dated);
  }

  bool subject_holds(const rocks::Cursor& at) {
    const EntityId subject = codec::evidence_subject(at.key());
    const Family family = subject.is_node ? Family::Nodes : Family::Relationships;
    std::string bytes;
    if (!view_.get(family, codec::id_bytes(subject.value), bytes)) return false;
    return subject.is_node ? codec::decode_node(bytes).has_evidence : codec::decode_relationship(bytes).has_evidence;
  }

  const Snapshot& snapshot_;
  const rocks::View& view_;
  const std::function<void(const std::string&)>& finding_;
  CheckReport report_;
  Statistics found_;
  std::array<std::uint64_t, rocks::kFamilies> expected_{};
  std::map<std::uint32_t, std::uint64_t> found_entries_;  // by rule
};

}  // namespace

CheckReport check(const Snapshot& snapshot, const std::function<void(const std::string&)>& finding) {
  return Checker(snapshot, finding).run();
}

}  // namespace polgraph
