// A stated figure against the members that are listed: `stated_count` of an entity, or `technology_count`,
// `phase_count`
// ..., holds if any one group of its relationships has so many: those of one type and direction, of one role, or to
// ends of one label or kind. What a `*_count` counts must be something that the graph or the vocabulary names (a label,
// a role, a kind): `employee_count` is a figure like any other. A deprecated rank of the figure settles it.
//   Cost    one record a node; the relationships of those that state a count
#include <algorithm>
#include <map>
#include <set>

#include "graph/audit/detectors.h"
#include "graph/audit/reader.h"
#include "graph/audit/vocabulary.h"
#include "graph/text/letter_case.h"

namespace polgraph {

namespace {

constexpr std::string_view kSuffix = "_count";
constexpr std::string_view kPlain = "stated_count";

struct CountKey {
  KeyId id;
  std::string name;       // "technology_count"
  std::string counted;    // "technology"; empty: whatever it is
  bool is_label = false;  // nodes of that label are one set for the whole graph
};

std::string snake(std::string_view camel) {  // PriorityField -> priority_field
  std::string text;
  for (const char c : camel) {
    const bool upper = c >= 'A' && c <= 'Z';
    if (upper && !text.empty()) text += '_';
    text += upper ? static_cast<char>(c - 'A' + 'a') : c;
  }
  return text;
}

// A thing that policies own or the graph has: of several words the last one decides (priority_area: an area).
bool is_countable(const Snapshot& snapshot, const std::string& counted, bool& is_label) {
  for (const std::string& label : snapshot.labels()) {
    if (snake(label) == counted) return is_label = true;
  }
  const std::string last = counted.substr(counted.rfind('_') + 1);
  for (const Vocabulary::Label& label : vocabulary().labels) {
    if (label.name == "PriorityField" && has_word(label.meaning, last)) return true;
  }
  const auto role = snapshot.find_key("role");
  return role && counted == "member";
}

std::vector<CountKey> count_keys(const Snapshot& snapshot) {
  std::vector<CountKey> keys;
  for (const std::string& name : snapshot.keys()) {
    if (!name.ends_with(kSuffix)) continue;
    CountKey key{*snapshot.find_key(name), name, {}, false};
    if (name != kPlain) {
      key.counted = name.substr(0, name.size() - kSuffix.size());
      if (!is_countable(snapshot, key.counted, key.is_label)) continue;
    }
    keys.push_back(std::move(key));
  }
  return keys;
}

class Members {
 public:
  Members(const AuditReader& reader, NodeId node) : reader_(reader) {
    for (auto steps = reader.snapshot().steps(node, Direction::Both); steps.next();) add(steps.step());
  }
  bool has_group_of(std::size_t size) const {
    return std::any_of(groups_.begin(), groups_.end(), [&](const auto& group) { return group.second.size() == size; });
  }
  std::pair<std::string, std::size_t> largest() const {
    std::pair<std::string, std::size_t> best{"", 0};
    for (const auto& [name, members] : groups_) {
      if (members.size() > best.second) best = {name, members.size()};
    }
    return best;
  }

 private:
  void add(const Step& step) {
    const Snapshot& snapshot = reader_.snapshot();
    const std::string group = (step.outgoing ? "" : "incoming ") + snapshot.name(step.type);
    groups_[group].insert(step.neighbour);
    if (const auto role = snapshot.find_key("role")) {
      const Value value = snapshot.property(step.relationship, *role);
      if (value.is_string()) groups_[group + " as " + std::string(value.as_string())].insert(step.neighbour);
    }
    for (const LabelId label : snapshot.labels(step.neighbour)) {
      groups_[group + " of " + snapshot.name(label)].insert(step.neighbour);
    }
    const std::string kind = reader_.text(step.neighbour, "kind");
    if (!kind.empty()) groups_[group + " of kind " + kind].insert(step.neighbour);
  }

  const AuditReader& reader_;
  std::map<std::string, std::set<NodeId>> groups_;
};

struct Stated {
  NodeId node;
  std::int64_t count = 0;
  bool holds = false;
};

class StatedCounts {
 public:
  StatedCounts(const AuditRun& run, const CountKey& key) : run_(run), reader_(run.snapshot), key_(key) {}

  void take(NodeId node, const Value& best) {
    const Members members(reader_, node);
    std::set<std::int64_t> counts;
    if (best.is_integer()) counts.insert(best.as_integer());
    for (const Statement& one : reader_.statements(EntityId::of(node), key_.name)) {
      if (one.fact.value.is_integer()) counts.insert(one.fact.value.as_integer());
    }
    for (const std::int64_t count : counts) {
      const bool holds = count <= 0 || members.has_group_of(static_cast<std::size_t>(count));
      stated_.push_back({node, count, holds});
      if (!holds) largest_[node] = members.largest();
    }
  }
  void tell() const {
    for (const Stated& one : stated_) {
      if (!one.holds) tell_unless_judged(run_, finding_of(one));
    }
  }

 private:
  std::vector<Statement> statements(const Stated& one) const {
    std::vector<Statement> all = reader_.statements(EntityId::of(one.node), key_.name);
    std::erase_if(
        all, [&](const Statement& s) { return !s.fact.value.is_integer() || s.fact.value.as_integer() != one.count; });
    return all;
  }
  // Nodes of a label are the same for all: who states another number of them, and lists so many?
  const Stated* other(const Stated& one) const {
    if (!key_.is_label) return nullptr;
    const auto found =
        std::find_if(stated_.begin(), stated_.end(), [&](const Stated& s) { return s.holds && s.count != one.count; });
    return found == stated_.end() ? nullptr : &*found;
  }
  Finding finding_of(const Stated& one) const {
    Finding finding;
    finding.severity = Severity::Medium;
    finding.entity = EntityId::of(one.node);
    finding.predicate = key_.name;
    append(finding.statements, statements(one));
    const auto& [group, size] = largest_.at(one.node);
    finding.why = reader_.told(one.node) + " states " + std::to_string(one.count) + " by `" + key_.name + "`, but " +
                  (size == 0 ? "no members of it are listed"
                             : "it has no group of so many relationships; the largest is " + std::to_string(size) +
                                   " (" + group + ")");
    if (const Stated* differing = other(one)) {
      append(finding.statements, statements(*differing));
      finding.why += "; " + reader_.told(differing->node) + " states and lists " + std::to_string(differing->count);
    }
    return finding;
  }

  const AuditRun& run_;
  AuditReader reader_;
  const CountKey& key_;
  std::vector<Stated> stated_;
  std::map<NodeId, std::pair<std::string, std::size_t>> largest_;
};

void run(const AuditRun& run) {
  const std::vector<CountKey> keys = count_keys(run.snapshot);
  if (keys.empty()) return;
  std::vector<StatedCounts> counts;
  for (const CountKey& key : keys) counts.emplace_back(run, key);
  for (auto cursor = run.snapshot.nodes(); cursor.next();) {
    run.tick();
    const auto node = run.snapshot.find_node(cursor.id());
    if (!node) continue;
    for (const auto& [key, value] : node->properties) {
      for (std::size_t i = 0; i < keys.size(); ++i) {
        if (keys[i].id == key) counts[i].take(node->id, value);
      }
    }
  }
  for (const StatedCounts& one : counts) one.tell();
}

}  // namespace

const Detector kStatedCountDetector{.id = "stated-count",
                                    .severity = Severity::Medium,
                                    .finds = "a stated number of members of which not so many are listed",
                                    .example = "the programme SIP has 11 priority areas, none of which is listed",
                                    .run = &run};

}  // namespace polgraph
