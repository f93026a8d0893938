#include <algorithm>
#include <set>

#include "graph/error.h"
#include "graph/fold.h"
#include "graph/name_lists.h"
#include "graph/names.h"
#include "graph/search.h"

namespace polgraph {

namespace {

constexpr std::size_t kMostCandidatesShown = 10;
constexpr std::size_t kMostOffered = 3;

std::string quoted(std::string_view text) {
  return "`" + std::string(text) + "`";
}

std::vector<NodeId> with_id(const Snapshot& snapshot, std::string_view text) {
  std::vector<NodeId> nodes;
  if (const auto key = snapshot.find_key("id")) {
    for (auto found = snapshot.nodes_with_property(*key, Value::string(text)); found.next();)
      nodes.push_back(found.id());
  }
  if (nodes.empty()) {
    if (const auto node = snapshot.find_node(Identity{"", std::string(text)})) nodes.push_back(*node);
  }
  return nodes;
}

// The nodes called exactly so, by the best class of name that any of them has it as; spelled byte for byte if one is.
std::vector<NodeId> called(const Snapshot& snapshot, std::string_view text) {
  const std::string term = whole_name_term(text), folded = fold_name(text);
  if (term.empty()) return {};
  const NameReader names(snapshot);
  std::vector<NodeId> best;
  auto best_rank = std::pair(NameClass::Misspelling, true);
  for (const NodeId node : nodes_with(snapshot, {term})) {
    std::optional<std::pair<NameClass, bool>> rank;
    for (const NodeName& name : names.all(node)) {
      if (fold_name(name.text) != folded) continue;
      const std::pair here(name.kind, name.text != text);
      if (!rank || here < *rank) rank = here;
    }
    if (!rank || *rank > best_rank) continue;
    if (*rank < best_rank) best.clear();
    best_rank = *rank;
    best.push_back(node);
  }
  return best;
}

// What a person can type to mean this node and no other, and what it is.
std::string describe_entity(const Snapshot& snapshot, NodeId node) {
  std::string text = display_name(snapshot, node);
  const auto key = snapshot.find_key("id");
  const Value id = key ? snapshot.property(node, *key) : Value::null();
  std::string inside;
  if (id.is_string()) inside = std::string(id.as_string());
  for (const LabelId label : snapshot.labels(node)) inside += (inside.empty() ? ":" : " :") + snapshot.name(label);
  return inside.empty() ? text : text + " (" + inside + ")";
}

[[noreturn]] void throw_ambiguous(const Snapshot& snapshot, std::string_view text, const std::vector<NodeId>& nodes) {
  std::string message = quoted(text) + " may mean " + std::to_string(nodes.size()) + " entities: ";
  const std::size_t shown = std::min(nodes.size(), kMostCandidatesShown);
  for (std::size_t i = 0; i < shown; ++i) message += (i ? "; " : "") + describe_entity(snapshot, nodes[i]);
  if (nodes.size() > shown) message += "; and " + std::to_string(nodes.size() - shown) + " more";
  Error error(Kind::NotFound, "AmbiguousEntity", message);
  error.hint("give the id of the one you mean");
  throw error;
}

[[noreturn]] void throw_unknown(const Snapshot& snapshot, std::string_view text) {
  const auto near = search(snapshot, text, 2 * kMostOffered);
  Error error(Kind::NotFound, "UnknownEntity", "no entity is called " + quoted(text));
  std::set<std::string> offered;
  std::string names;
  for (const Hit& hit : near) {
    if (offered.size() == kMostOffered) break;
    const std::string name = hit.reason == "id" ? display_name(snapshot, hit.node) : hit.matched;
    if (offered.insert(name).second) names += (names.empty() ? "" : ", ") + quoted(name);
  }
  error.hint(names.empty() ? "`polgraph find WORDS` searches all names" : "did you mean " + names + "?");
  throw error;
}

}  // namespace

std::vector<NodeId> meant_by(const Snapshot& snapshot, std::string_view text) {
  auto nodes = with_id(snapshot, text);
  if (nodes.empty()) nodes = called(snapshot, text);
  if (!nodes.empty()) return nodes;
  const auto near = search(snapshot, text, 2);
  if (near.size() == 1 && near.front().reason.starts_with("part of the")) return {near.front().node};
  throw_unknown(snapshot, text);
}

NodeId resolve(const Snapshot& snapshot, std::string_view text) {
  const auto nodes = meant_by(snapshot, text);
  if (nodes.size() > 1) throw_ambiguous(snapshot, text, nodes);
  return nodes.front();
}

}  // namespace polgraph
