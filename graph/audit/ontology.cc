// Violations of the vocabulary (data/ontology/ontology.json): labels, types, ends, name kinds, modalities that it does
// not know, labels without their umbrella, keys and labels of another spelling, nodes without id or name. It speaks up
// only where the vocabulary is used at all: for at least half of the labels in use. Equal violations are one finding
// with their number and an example.
//   Cost    one record for each node and relationship, two labels a relationship; a scan over all statements
#include <algorithm>
#include <map>
#include <unordered_map>

#include "graph/audit/detectors.h"
#include "graph/audit/reader.h"
#include "graph/audit/vocabulary.h"
#include "graph/nearness.h"

namespace polgraph {

namespace {

constexpr std::size_t kMostLettersOff = 3;  // of a name that is offered instead

template <class Test>
bool spelled(std::string_view text, char first_from, char first_to, Test rest) {
  return !text.empty() && text.front() >= first_from && text.front() <= first_to &&
         std::all_of(text.begin(), text.end(), rest);
}

bool is_snake_case(std::string_view key) {
  return spelled(key, 'a', 'z', [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_'; });
}

bool is_camel_case(std::string_view label) {
  return spelled(label, 'A', 'Z',
                 [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
}

std::string nearest(const std::string& name, const std::vector<std::string>& known) {
  std::string best;
  std::size_t apart = kMostLettersOff + 1;
  for (const std::string& one : known) {
    const auto letters = letters_apart(letters_of(name), letters_of(one), kMostLettersOff);
    if (letters && *letters < apart) best = one, apart = *letters;
  }
  return best.empty() ? "" : "; nearest: `" + best + "`";
}

std::string joined(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& name : names) text += (text.empty() ? "" : ", ") + name;
  return text;
}

struct Violation {
  Severity severity = Severity::Low;
  std::string predicate;
  std::size_t count = 0;
  EntityId example;
};

class Ontology {
 public:
  explicit Ontology(const AuditRun& run) : run_(run), reader_(run.snapshot) {}

  bool is_used() const {
    std::size_t known = 0, all = 0;
    for (const auto& [label, count] : run_.snapshot.statistics().nodes_by_label) {
      if (count == 0) continue;
      const std::string& name = run_.snapshot.name(label);
      ++all;
      known += vocabulary().find_label(name) || vocabulary().is_umbrella(name) ? 1u : 0u;
    }
    return known > 0 && known * 2 >= all;
  }

  void find() {
    for (auto cursor = run_.snapshot.nodes(); cursor.next();) {
      run_.tick();
      if (const auto node = run_.snapshot.find_node(cursor.id())) take(*node);
    }
    for (auto cursor = run_.snapshot.relationships(); cursor.next();) {
      run_.tick();
      if (const auto one = run_.snapshot.find_relationship(cursor.id())) take(*one);
    }
    run_.snapshot.each_stated([&](EntityId entity, const std::vector<Assertion>& assertions) {
      run_.tick();
      for (const Assertion& assertion : assertions) {
        if (assertion.evidence.rank == Rank::Deprecated) continue;
        for (const Fact& fact : assertion.facts) take_name_kind(entity, fact.predicate);
      }
    });
    for (const auto& [text, violation] : violations_) tell(text, violation);
  }

 private:
  void note(const std::string& text, Severity severity, EntityId example, const std::string& predicate) {
    Violation& violation = violations_[text];
    if (violation.count++ == 0) violation = {severity, predicate, 1, example};
  }

  void take(const Node& node) {
    const EntityId entity = EntityId::of(node.id);
    std::vector<std::string> labels;
    for (const LabelId label : node.labels) labels.push_back(run_.snapshot.name(label));
    if (labels.empty()) note("a node has no label", Severity::Low, entity, "");
    for (const std::string& label : labels) take_label(entity, label, labels);
    take_properties(entity, node.properties);
    if (!has(node, "id") && !run_.snapshot.identity(node.id)) note("a node has no `id`", Severity::Low, entity, "id");
    if (!has(node, "name") && !has(node, "title")) note("a node has no `name`", Severity::Low, entity, "name");
  }

  bool has(const Node& node, std::string_view key) const {
    const auto id = run_.snapshot.find_key(key);
    return id && std::any_of(node.properties.begin(), node.properties.end(),
                             [&](const Property& one) { return one.first == *id; });
  }

  void take_label(EntityId entity, const std::string& label, const std::vector<std::string>& labels) {
    const std::string predicate = "label:" + label;
    if (!is_camel_case(label)) note("label `" + label + "` is not in UpperCamelCase", Severity::Low, entity, predicate);
    const auto* known = vocabulary().find_label(label);
    if (!known && !vocabulary().is_umbrella(label)) {
      std::vector<std::string> names;
      for (const auto& one : vocabulary().labels) {
        names.push_back(one.name);
        if (!one.umbrella.empty()) names.push_back(one.umbrella);
      }
      note("label `" + label + "` is not in the vocabulary" + nearest(label, names), Severity::Medium, entity,
           predicate);
    }
    if (known && !known->umbrella.empty() && std::find(labels.begin(), labels.end(), known->umbrella) == labels.end())
      note("a node is :" + label + " without its general label :" + known->umbrella, Severity::Medium, entity,
           predicate);
  }

  void take_properties(EntityId entity, const std::vector<Property>& properties) {
    for (const auto& [id, value] : properties) {
      const std::string& key = run_.snapshot.name(id);
      if (!is_snake_case(key)) note("property key `" + key + "` is not in snake_case", Severity::Low, entity, key);
      if (key != "modality") continue;
      const auto& known = vocabulary().modalities;
      const std::string modality =
          value.is_string() ? std::string(value.as_string()) : std::string(kind_name(value.kind()));
      if (std::find(known.begin(), known.end(), modality) == known.end())
        note("modality `" + modality + "` is not in the vocabulary (" + joined(known) + ")", Severity::Medium, entity,
             key);
    }
  }

  void take(const Relationship& one) {
    const EntityId entity = EntityId::of(one.id);
    const std::string& name = run_.snapshot.name(one.type);
    take_properties(entity, one.properties);
    const auto* type = vocabulary().find_type(name);
    if (!type) {
      std::vector<std::string> names;
      for (const auto& known : vocabulary().types) names.push_back(known.name);
      note("relationship type `" + name + "` is not in the vocabulary" + nearest(name, names), Severity::Medium, entity,
           "exists");
      return;
    }
    const auto from = labels_of(one.start), to = labels_of(one.end);
    if (!admits(type->from, from)) note_end(name, "starts at", from, type->from, entity);
    if (!admits(type->to, to)) note_end(name, "ends at", to, type->to, entity);
    if (needs_one_kind(name, from) && !reader_.shares_label(one.start, one.end))
      note(name + " joins " + told(from) + " and " + told(to) + ", which share no label", Severity::Medium, entity,
           "exists");
  }

  static bool needs_one_kind(const std::string& type, const std::vector<std::string>& from) {
    if (type == "SAME_AS" || type == "DIFFERENT_FROM") return true;
    return type == "PART_OF" && std::find(from.begin(), from.end(), "Fund") == from.end();
  }

  std::vector<std::string> labels_of(NodeId node) {
    const auto [slot, fresh] = labels_.try_emplace(node);
    if (fresh) {
      for (const LabelId label : run_.snapshot.labels(node)) slot->second.push_back(run_.snapshot.name(label));
    }
    return slot->second;
  }

  // An umbrella admits the labels under it, also of a node that lacks the umbrella (that is told once already). A node
  // none of whose labels is known is not held against the ends.
  static bool admits(const std::vector<std::string>& allowed, const std::vector<std::string>& labels) {
    bool known = false;
    for (const std::string& label : labels) {
      const auto* entry = vocabulary().find_label(label);
      known = known || entry || vocabulary().is_umbrella(label);
      for (const std::string& one : allowed) {
        if (one == "*" || one == label || (entry && entry->umbrella == one)) return true;
      }
    }
    return !known;
  }

  static std::string told(const std::vector<std::string>& labels) {
    std::string text;
    for (const std::string& label : labels) text += ":" + label;
    return text.empty() ? "a node without a label" : text;
  }

  void note_end(const std::string& type, const std::string& end, const std::vector<std::string>& labels,
                const std::vector<std::string>& allowed, EntityId example) {
    note(type + " " + end + " " + told(labels) + " (the vocabulary allows " + joined(allowed) + ")", Severity::Medium,
         example, "exists");
  }

  void take_name_kind(EntityId entity, const std::string& predicate) {
    if (!predicate.starts_with("name:")) return;
    const std::string kind = predicate.substr(5, predicate.find('@') - 5);
    const auto& known = vocabulary().name_kinds;
    if (std::find(known.begin(), known.end(), kind) != known.end()) return;
    note("name kind `" + kind + "` is not in the vocabulary" + nearest(kind, known), Severity::Medium, entity,
         predicate);
  }

  void tell(const std::string& text, const Violation& violation) const {
    Finding finding;
    finding.severity = violation.severity;
    finding.entity = violation.example;
    finding.predicate = violation.predicate;
    finding.statements = reader_.statements(violation.example, violation.predicate);
    if (finding.statements.empty()) finding.statements = reader_.existence(violation.example);
    finding.why = text + ": " + (violation.count == 1 ? "" : std::to_string(violation.count) + " times, for example ") +
                  reader_.told(violation.example);
    run_.tell(std::move(finding));
  }

  const AuditRun& run_;
  AuditReader reader_;
  std::map<std::string, Violation> violations_;  // by what is wrong
  std::unordered_map<NodeId, std::vector<std::string>> labels_;
};

void run(const AuditRun& run) {
  Ontology detector(run);
  if (detector.is_used()) detector.find();
}

}  // namespace

const Detector kOntologyDetector{
    .id = "ontology",
    .severity = Severity::Medium,
    .finds = "labels, types, ends, keys and kinds that break the vocabulary, where it is used",
    .example = "label `Minstry` is not in the vocabulary; nearest: `Ministry`",
    .run = &run};

}  // namespace polgraph
