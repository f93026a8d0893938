#include "graph/check.h"

#include <algorithm>

#include "graph/codec.h"
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
    const std::vector<Assertion> assertions = snapshot_.assertions(entity);
    if (assertions.empty()) report(name_of(entity) + ": its record says that it has statements, there are none");
    expected_[static_cast<std::size_t>(Family::Evidence)] += assertions.size();
    for (const std::string& property : stated_properties(assertions)) {
      const Value best = best_value(assertions, property);
      const auto key = snapshot_.find_key(property);
      const auto held = std::find_if(properties.begin(), properties.end(),
                                     [&](const Property& one) { return key && one.first == *key; });
      const Value value = held == properties.end() ? Value::null() : held->second;
      if (!index::identical(best, value))
        report(name_of(entity) + ": property `" + property + "` is not the best value of its statements");
    }
    for (const std::string& name : stated_labels(assertions)) {
      const auto label = snapshot_.find_label(name);
      if (!label || !std::binary_search(labels.begin(), labels.end(), *label))
        report(name_of(entity) + ": label `" + name + "` is stated and not in its record");
    }
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
    if (record.identity) expect_identity(codec::identity_key(*record.identity), entity);
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
    check_family(Family::Text, "name index", [&](const rocks::Cursor& at) {
      const auto node = snapshot_.find_node(NodeId(codec::last_id(at.key())));
      return node && index::name_index_terms(view_.catalog(), node->properties)
                         .contains(std::string(codec::text_term(at.key())));
    });
    check_family(Family::Identities, "index of identities",
                 [&](const rocks::Cursor& at) { return identity_holds(at); });
    check_family(Family::Out, "adjacency", [&](const rocks::Cursor& at) { return step_holds(at.key(), true); });
    check_family(Family::In, "adjacency", [&](const rocks::Cursor& at) { return step_holds(at.key(), false); });
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
};

}  // namespace

CheckReport check(const Snapshot& snapshot, const std::function<void(const std::string&)>& finding) {
  return Checker(snapshot, finding).run();
}

}  // namespace polgraph
