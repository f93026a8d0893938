#include "graph/citation.h"

#include <algorithm>
#include <optional>

#include "graph/search.h"

namespace polgraph {

namespace {

constexpr std::size_t kMostCited = 3;    // sources that one footnote leads on to
constexpr std::size_t kMostWholes = 10;  // parts of parts; ends a circle

std::string property_text(const Snapshot& snapshot, NodeId node, std::string_view name) {
  const auto key = snapshot.find_key(name);
  if (!key) return {};
  const Value value = snapshot.property(node, *key);
  if (value.is_string()) return std::string(value.as_string());
  return value.is_integer() ? std::to_string(value.as_integer()) : std::string();
}

std::vector<NodeId> targets(const Snapshot& snapshot, NodeId node, std::string_view type) {
  std::vector<NodeId> nodes;
  const auto id = snapshot.find_type(type);
  if (!id) return nodes;
  for (auto steps = snapshot.steps(node, Direction::Out, {&*id, 1}); steps.next();) {
    nodes.push_back(steps.step().neighbour);
  }
  return nodes;
}

std::string title_of(const Snapshot& snapshot, NodeId node) {
  const std::string title = property_text(snapshot, node, "title");
  return title.empty() ? display_name(snapshot, node) : title;
}

std::string date_of(const Snapshot& snapshot, NodeId node) {
  for (const std::string_view key : {"published", "date", "year"}) {
    if (std::string date = property_text(snapshot, node, key); !date.empty()) return date;
  }
  return {};
}

void add(std::string& text, const std::string& more) {
  if (text.find(more) == std::string::npos) text += ", " + more;  // what the title says is not said again
}

void add_address(const Snapshot& snapshot, NodeId node, std::string& text) {
  const std::string url = property_text(snapshot, node, "url");
  if (text.find(url) == std::string::npos) text += " <" + url + ">";
}

std::string part_title(const Snapshot& snapshot, NodeId node) {
  const std::string number = property_text(snapshot, node, "number");
  const bool is_footnote = property_text(snapshot, node, "kind") == "footnote" && !number.empty();
  return is_footnote ? "footnote " + number : title_of(snapshot, node);
}

// A part is told by what it is and by the whole that it belongs to, whose date is its date.
std::string told(const Snapshot& snapshot, NodeId node) {
  std::string text = part_title(snapshot, node);
  NodeId whole = node;
  std::vector<NodeId> next = targets(snapshot, node, "PART_OF");
  for (std::size_t i = 0; i < kMostWholes && !next.empty(); ++i) {
    whole = next.front();
    next = targets(snapshot, whole, "PART_OF");
  }
  if (whole != node) text += " of " + title_of(snapshot, whole);
  add(text, property_text(snapshot, node, "author"));
  add(text, date_of(snapshot, whole));
  add_address(snapshot, node, text);
  return text;
}

// What a footnote leads on to stands in the list of the same document, but is a work of its own.
std::string told_as_cited(const Snapshot& snapshot, NodeId node) {
  std::string text = title_of(snapshot, node);
  add(text, property_text(snapshot, node, "author"));
  add(text, date_of(snapshot, node));
  add_address(snapshot, node, text);
  return text;
}

bool is_number(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::optional<NodeId> source_node(const Snapshot& snapshot, const std::string& source) {
  if (const auto key = snapshot.find_key("id")) {
    if (auto found = snapshot.nodes_with_property(*key, Value::string(source)); found.next()) return found.id();
  }
  return snapshot.find_node(Identity{"", source});
}

std::string locator_text(std::string_view locator) {
  const auto after = [&](std::string_view prefix) {
    return locator.starts_with(prefix) ? locator.substr(prefix.size()) : std::string_view();
  };
  if (const auto page = after("#page="); is_number(page)) return "page " + std::string(page);
  const auto lines = after("#L");
  if (is_number(lines)) return "line " + std::string(lines);
  if (const auto dash = lines.find("-L"); dash != std::string_view::npos) {
    const auto first = lines.substr(0, dash), last = lines.substr(dash + 2);
    if (is_number(first) && is_number(last)) return "lines " + std::string(first) + " to " + std::string(last);
  }
  return std::string(locator);
}

std::string source_text(const Snapshot& snapshot, const std::string& source, std::string_view locator) {
  const auto node = source_node(snapshot, source);
  std::string text = node ? told(snapshot, *node) : source;
  if (const std::string place = locator_text(locator); !place.empty()) text += ", " + place;
  if (!node || targets(snapshot, *node, "PART_OF").empty()) return text;
  const auto cited = targets(snapshot, *node, "CITES");
  for (std::size_t i = 0; i < std::min(cited.size(), kMostCited); ++i) {
    text += (i == 0 ? "; cites " : "; ") + told_as_cited(snapshot, cited[i]);
  }
  return text;
}

}  // namespace polgraph
