#include "loaders/refusals.h"

#include <utility>

#include "graph/text/utf8.h"
#include "loaders/cells.h"

namespace polgraph::refusals {

namespace {

constexpr std::size_t kMaxNotes = 100;

}  // namespace

std::string spelled(const Identity& identity) {
  return cells::quoted(identity.id) + (identity.group.empty() ? "" : " of group `" + printable(identity.group) + "`");
}

std::string node_twice(const Identity& identity, const Place& first) {
  return "node " + spelled(identity) + " was defined before, at " + to_string(first);
}

std::string relationship_twice(const std::string& id, const Place& first) {
  return "relationship " + cells::quoted(id) + " was defined before, at " + to_string(first);
}

std::string end_is_nobody(bool is_start, std::uint32_t column, const Identity& identity) {
  std::string text = std::string("the ") + (is_start ? "start" : "end") + " of the relationship";
  if (column > 0) text += " (column " + std::to_string(column) + ")";
  return text + " names no node: " + spelled(identity);
}

void note(std::vector<RowNote>& notes, std::uint64_t& count, Place place, std::string text) {
  ++count;
  if (notes.size() < kMaxNotes) notes.push_back({std::move(place), std::move(text)});
}

}  // namespace polgraph::refusals
