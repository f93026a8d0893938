#include "tools/citation.h"

#include <algorithm>
#include <ostream>

#include "graph/search.h"
#include "graph/text/utf8.h"
#include "tools/describe.h"

namespace polgraph::cli {

namespace {

std::string text_of(const Snapshot& snapshot, NodeId node, std::string_view key) {
  const auto known = snapshot.find_key(key);
  return known ? plain_text(snapshot.property(node, *known)) : std::string();
}

// Title, author, year, address: as much of it as the graph has.
std::string reference(const Snapshot& snapshot, NodeId source) {
  std::string text = display_name(snapshot, source);
  for (const std::string_view key : {"author", "published", "year", "url"}) {
    if (key == "year" && !text_of(snapshot, source, "published").empty()) continue;
    const std::string value = text_of(snapshot, source, key);
    if (text.find(value) == std::string::npos) text += ", " + value;  // what the title says already is not said again
  }
  return text;
}

std::optional<NodeId> neighbour(const Snapshot& snapshot, NodeId from, std::string_view type) {
  const auto known = snapshot.find_type(type);
  if (!known) return std::nullopt;
  StepCursor steps = snapshot.steps(from, Direction::Out, std::span(&*known, 1));
  return steps.next() ? std::optional(steps.step().neighbour) : std::nullopt;
}

}  // namespace

std::size_t Citations::number(const std::string& source, const std::string& locator) {
  const auto [at, added] = numbers_.try_emplace({source, locator}, listed_.size() + 1);
  if (added) listed_.emplace_back(source, locator);
  return at->second;
}

std::string Citations::mark(const Evidence& evidence) {
  if (evidence.source.empty()) return "";
  return "[" + std::to_string(number(evidence.source, evidence.locator)) + "]";
}

std::vector<std::pair<std::string, std::string>> Citations::places(EntityId entity) const {
  std::vector<std::pair<std::string, std::string>> found;
  for (const Assertion& assertion : snapshot_->assertions(entity)) {
    const Evidence& evidence = assertion.evidence;
    if (evidence.source.empty() || evidence.rank == Rank::Deprecated) continue;
    const std::pair place(evidence.source, evidence.locator);
    if (std::find(found.begin(), found.end(), place) == found.end()) found.push_back(place);
  }
  return found;
}

std::string Citations::marks(EntityId entity) {
  std::string text;
  for (const auto& [source, locator] : places(entity)) text += "[" + std::to_string(number(source, locator)) + "]";
  return text;
}

std::string Citations::line(std::size_t number) const {
  const auto& [source, locator] = listed_[number - 1];
  const std::optional<NodeId> node = snapshot_->find_node(Identity{.group = "", .id = source});
  std::string text = node ? reference(*snapshot_, *node) : source;
  if (!locator.empty()) text += ", " + locator;
  if (!node) return text;
  if (const auto cited = neighbour(*snapshot_, *node, "CITES")) text += "; cites " + reference(*snapshot_, *cited);
  return text;
}

void Citations::print(std::ostream& out) const {
  if (listed_.empty()) return;
  out << "\nSources\n";
  for (std::size_t i = 1; i <= listed_.size(); ++i) out << "  [" << i << "] " << printable(line(i)) << '\n';
}

}  // namespace polgraph::cli
