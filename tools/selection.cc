#include "tools/selection.h"

#include <algorithm>
#include <ostream>
#include <set>

#include "graph/error.h"
#include "graph/search.h"
#include "tools/output_file.h"

namespace polgraph::cli {

TraceStop parse_stop(const Snapshot& snapshot, const std::string& text) {
  if (!text.starts_with(':') || text.size() == 1) return {.node = resolve(snapshot, text), .label = {}};
  const std::string label = text.substr(1);
  if (!snapshot.find_label(label)) {
    Error error(Kind::NotFound, "UnknownLabel", "no node has the label '" + label + "'");
    if (const auto near = nearest(label, snapshot.labels())) error.hint("did you mean :" + *near + "?");
    throw error;
  }
  return {.node = std::nullopt, .label = label};
}

std::vector<TraceStop> parse_stops(const Snapshot& snapshot, const std::vector<std::string>& texts) {
  std::vector<TraceStop> stops;
  for (const std::string& text : texts) stops.push_back(parse_stop(snapshot, text));
  return stops;
}

std::string stop_name(const Snapshot& snapshot, const TraceStop& stop) {
  return stop.node ? display_name(snapshot, *stop.node) : ":" + stop.label;
}

std::vector<FundingRule> parse_rules(const Snapshot& snapshot, const std::string& text) {
  std::vector<FundingRule> rules;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    FundingRule rule{.type = text.substr(begin, end - begin), .forward = true, .money = false, .from_label = {}};
    begin = end + 1;
    if (rule.type.starts_with('<')) {
      rule.forward = false;
      rule.type.erase(0, 1);
    }
    if (!snapshot.find_type(rule.type)) {
      Error error(Kind::NotFound, "UnknownType", "no relationship has the type '" + rule.type + "'");
      if (const auto near = nearest(rule.type, snapshot.types())) error.hint("did you mean " + *near + "?");
      throw error;
    }
    rules.push_back(std::move(rule));
  }
  return rules;
}

void Selection::add(RelId id) {
  const auto relationship = snapshot_->find_relationship(id);
  if (!relationship) return;
  relationships_.push_back(id);
  nodes_.push_back(relationship->start);
  nodes_.push_back(relationship->end);
}

void Selection::add(const TracePath& path) {
  nodes_.push_back(path.start);
  for (const TraceHop& hop : path.hops) add(hop.step.relationship);
}

void Selection::add(const TraceTree& tree) {
  nodes_.push_back(tree.node);
  if (tree.hop) add(tree.hop->step.relationship);
  for (const TraceTree& child : tree.children) add(child);
}

void Selection::add(const Value& value) {
  if (value.is_node()) {
    add(value.as_node());
  } else if (value.is_relationship()) {
    add(value.as_relationship());
  } else if (value.is_path()) {
    for (const NodeId node : value.as_path().nodes) add(node);
    for (const auto& [relationship, type] : value.as_path().relationships) add(relationship);
  } else if (value.is_list()) {
    for (const Value& item : value.as_list()) add(item);
  } else if (value.is_map()) {
    for (const auto& [key, item] : value.as_map()) add(item);
  }
}

void Selection::add_everything() {
  for (NodeCursor nodes = snapshot_->nodes(); nodes.next();) nodes_.push_back(nodes.id());
  for (RelationshipCursor all = snapshot_->relationships(); all.next();) relationships_.push_back(all.id());
}

void Selection::add_around(NodeId node, std::size_t depth) {
  std::set<NodeId> seen{node};
  std::vector<NodeId> border{node};
  nodes_.push_back(node);
  for (std::size_t level = 0; level < depth && !border.empty(); ++level) {
    std::vector<NodeId> next;
    for (const NodeId from : border) {
      for (StepCursor steps = snapshot_->steps(from, Direction::Both); steps.next();) {
        relationships_.push_back(steps.step().relationship);
        nodes_.push_back(steps.step().neighbour);
        if (seen.insert(steps.step().neighbour).second) next.push_back(steps.step().neighbour);
      }
    }
    border = std::move(next);
  }
}

void Selection::add_money() {
  const auto budget = snapshot_->find_type("HAS_BUDGET");
  const auto part = snapshot_->find_type("PART_OF");
  const auto fund = snapshot_->find_label("Fund");
  for (const NodeId node : std::vector<NodeId>(nodes_)) {
    std::vector<TypeId> types;
    if (budget) types.push_back(*budget);
    if (part && fund && snapshot_->has_label(node, *fund)) types.push_back(*part);
    if (types.empty()) continue;
    for (StepCursor steps = snapshot_->steps(node, Direction::Out, types); steps.next();)
      add(steps.step().relationship);
  }
}

GraphSource Selection::source(std::string title) const {
  GraphSource graph{.snapshot = snapshot_, .nodes = nodes_, .relationships = relationships_, .title = std::move(title)};
  const auto settle = [](auto& ids) {
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  };
  settle(graph.nodes);
  settle(graph.relationships);
  return graph;
}

std::string savable_formats() {
  std::string names;
  for (const Format& format : formats()) {
    if (format.save != nullptr) names += (names.empty() ? "" : ", ") + std::string(format.name);
  }
  return names;
}

std::string format_for(const std::string& format, const std::string& file, const std::string& otherwise) {
  if (!format.empty()) return format;
  const std::string ending = std::filesystem::path(file).extension().string();
  if (ending.empty()) return otherwise;
  const Format* found = find_format(ending);
  if (found == nullptr || found->save == nullptr) {
    throw Error(Kind::Usage, "UnknownFormat", "no format is known for a file ending in '" + ending + "'")
        .hint("say which with --format: " + savable_formats());
  }
  return std::string(found->name);
}

void write_graph(Context& context, const GraphSource& graph, const std::string& format, const std::string& file,
                 const SaveOptions& options) {
  const Format* chosen = find_format(format);
  if (chosen == nullptr || chosen->save == nullptr) {
    throw Error(Kind::Usage, "UnknownFormat", "there is no format '" + format + "' to write")
        .hint("there are " + savable_formats());
  }
  if (!file.empty()) {
    OutputFile output(file);
    chosen->save(graph, options, output.stream());
    output.commit();
    return;
  }
  if (context.out_is_terminal && (chosen->name == "png" || chosen->name == "pdf")) {
    throw Error(Kind::Usage, "BinaryToTerminal", "a terminal cannot show " + std::string(chosen->name))
        .hint("write it to a file: -o FILE." + std::string(chosen->name));
  }
  chosen->save(graph, options, context.out);
}

}  // namespace polgraph::cli
