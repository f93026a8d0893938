#include "graph/diff_subjects.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "graph/codec.h"
#include "graph/diff_statements.h"
#include "graph/text/number.h"

namespace polgraph::diffing {

namespace {

constexpr char kOwnId = 'R';     // an id may be empty
constexpr char kNameless = '~';  // sorts behind the keys of nodes that have an identity

// What loads name a relationship that has no id of its own, in this format or an older one.
bool is_fingerprint(std::string_view identity) {
  return codec::is_fingerprint(codec::as_fingerprint(identity));
}

// The property `id`, if it is a text or an integer.
template <class Id>
std::optional<std::string> id_property(const Snapshot& graph, Id entity) {
  const auto key = graph.find_key("id");
  if (!key) return {};
  const Value id = graph.property(entity, *key);
  if (id.is_string()) return std::string(id.as_string());
  if (id.kind() == ValueKind::Integer) return to_text(id.as_integer());
  return {};
}

// Which entities count; sorted.
struct Members {
  std::vector<NodeId> nodes;
  std::vector<RelId> relationships;
};

Members all_of(const Snapshot& graph, const std::function<void()>& tick) {
  Members members;
  for (auto nodes = graph.nodes(); nodes.next(); tick()) members.nodes.push_back(nodes.id());
  for (auto all = graph.relationships(); all.next(); tick()) members.relationships.push_back(all.id());
  return members;
}

Members stated_by(const Snapshot& graph, const std::string& dataset, const std::function<void()>& tick) {
  Members members;
  const auto is_its_own = [&](const Assertion& record) {
    return record.evidence.dataset == dataset && !record.evidence.judgement;
  };
  graph.each_recorded([&](EntityId subject, const std::vector<Assertion>& records) {
    tick();
    if (std::none_of(records.begin(), records.end(), is_its_own)) return;
    if (subject.is_node)
      members.nodes.push_back(subject.node());
    else
      members.relationships.push_back(subject.relationship());
  });
  return members;
}

// One side while its keys are made.
class SideReader {
 public:
  SideReader(const DiffSide& side, bool with_best, const std::function<void()>& tick)
      : side_(side), with_best_(with_best), tick_(tick) {
    members_ = side.dataset ? stated_by(side.graph, *side.dataset, tick) : all_of(side.graph, tick);
  }

  std::vector<NodeEntry> nodes() const {
    std::vector<NodeEntry> entries;
    for (const NodeId id : members_.nodes) entries.push_back(entry(id, true));
    for (const NodeId id : other_ends()) entries.push_back(entry(id, false));
    std::sort(entries.begin(), entries.end(),
              [](const NodeEntry& a, const NodeEntry& b) { return std::tie(a.key, a.id) < std::tie(b.key, b.id); });
    return entries;
  }

  // `places` of the nodes, ascending by node.
  std::vector<RelationshipEntry> relationships(const std::vector<std::pair<NodeId, std::uint64_t>>& places,
                                               const std::map<std::string, std::uint32_t>& types) const {
    const auto place = [&](NodeId node) {
      return std::lower_bound(places.begin(), places.end(), std::pair(node, std::uint64_t{0}))->second;
    };
    std::vector<RelationshipEntry> entries;
    for (const RelId id : members_.relationships) {
      tick_();
      const auto held = side_.graph.find_relationship(id);
      if (!held) continue;
      entries.push_back({place(held->start), place(held->end), types.at(side_.graph.name(held->type)), own_id(id), id});
    }
    std::sort(entries.begin(), entries.end(), [](const RelationshipEntry& a, const RelationshipEntry& b) {
      const int order = compare_keys(a, b);
      return order != 0 ? order < 0 : a.id < b.id;
    });
    return entries;
  }

 private:
  NodeEntry entry(NodeId id, bool compared) const {
    tick_();
    if (const auto known = known_as(side_.graph, id)) return {codec::identity_key(*known), id, compared, false};
    const DiffSide whole{side_.graph, {}};
    const DiffSide& teller = compared ? side_ : whole;
    const Digest said = digest(statements_of(teller, EntityId::of(id), with_best_));
    return {kNameless + said.values + said.evidence, id, compared, true};
  }

  std::string own_id(RelId id) const {
    const auto known = known_as(side_.graph, id);
    return known ? kOwnId + *known : "";
  }

  // Ends of relationships that the data set asserts between nodes of others.
  std::vector<NodeId> other_ends() const {
    std::vector<NodeId> ends;
    if (!side_.dataset) return ends;
    for (const RelId id : members_.relationships) {
      const auto held = side_.graph.find_relationship(id);
      if (!held) continue;
      for (const NodeId end : {held->start, held->end})
        if (!std::binary_search(members_.nodes.begin(), members_.nodes.end(), end)) ends.push_back(end);
    }
    std::sort(ends.begin(), ends.end());
    ends.erase(std::unique(ends.begin(), ends.end()), ends.end());
    return ends;
  }

  const DiffSide& side_;
  bool with_best_;
  const std::function<void()>& tick_;
  Members members_;
};

using Places = std::vector<std::pair<NodeId, std::uint64_t>>;

// Numbers the keys of both sides in their common order.
void give_places(const std::vector<NodeEntry>& before, const std::vector<NodeEntry>& after, Places& places_before,
                 Places& places_after) {
  std::uint64_t place = 0;
  for (std::size_t a = 0, b = 0; a < before.size() || b < after.size(); ++place) {
    const bool from_after = a == before.size() || (b < after.size() && after[b].key < before[a].key);
    const std::string& key = from_after ? after[b].key : before[a].key;
    for (; a < before.size() && before[a].key == key; ++a) places_before.emplace_back(before[a].id, place);
    for (; b < after.size() && after[b].key == key; ++b) places_after.emplace_back(after[b].id, place);
  }
  std::sort(places_before.begin(), places_before.end());
  std::sort(places_after.begin(), places_after.end());
}

std::map<std::string, std::uint32_t> places_of_types(const Snapshot& before, const Snapshot& after) {
  std::map<std::string, std::uint32_t> types;
  for (const Snapshot* graph : {&before, &after})
    for (const std::string& name : graph->types()) types.emplace(name, 0);
  std::uint32_t place = 0;
  for (auto& [name, number] : types) number = place++;
  return types;
}

}  // namespace

int compare_keys(const NodeEntry& a, const NodeEntry& b) {
  return a.key.compare(b.key);
}

int compare_keys(const RelationshipEntry& a, const RelationshipEntry& b) {
  const auto key = [](const RelationshipEntry& r) { return std::tie(r.start, r.type, r.end, r.own_id); };
  return key(a) < key(b) ? -1 : key(b) < key(a) ? 1 : 0;
}

BothSubjects subjects_of(const DiffSide& before, const DiffSide& after, bool with_best,
                         const std::function<void()>& tick) {
  const SideReader first(before, with_best, tick);
  const SideReader second(after, with_best, tick);
  BothSubjects both{{first.nodes(), {}}, {second.nodes(), {}}};
  Places places_before, places_after;
  give_places(both.before.nodes, both.after.nodes, places_before, places_after);
  const auto types = places_of_types(before.graph, after.graph);
  both.before.relationships = first.relationships(places_before, types);
  both.after.relationships = second.relationships(places_after, types);
  return both;
}

}  // namespace polgraph::diffing

namespace polgraph {

std::optional<Identity> known_as(const Snapshot& graph, NodeId node) {
  if (auto identity = graph.identity(node)) return identity;
  auto id = diffing::id_property(graph, node);
  return id ? std::optional(Identity{"", std::move(*id)}) : std::nullopt;
}

std::optional<std::string> known_as(const Snapshot& graph, RelId relationship) {
  auto identity = graph.identity(relationship);
  if (!identity) return diffing::id_property(graph, relationship);
  return diffing::is_fingerprint(*identity) ? std::nullopt : identity;
}

}  // namespace polgraph
