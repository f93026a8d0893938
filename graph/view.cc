#include "graph/view.h"

#include <algorithm>
#include <string>

#include "graph/error.h"

namespace polgraph {

namespace {

constexpr std::size_t kMost = std::numeric_limits<std::uint32_t>::max() - 1;

void check_size(std::size_t size, const char* what) {
  if (size <= kMost) return;
  throw Error(Kind::Limit, "GraphTooLarge", "a view holds at most " + std::to_string(kMost) + " " + what);
}

std::vector<NodeId> collect(NodeCursor cursor) {
  std::vector<NodeId> nodes;
  while (cursor.next()) {
    check_size(nodes.size() + 1, "nodes");
    nodes.push_back(cursor.id());
  }
  return nodes;
}

}  // namespace

GraphView::GraphView(const Snapshot& snapshot, const ViewOptions& options) : graph_version_(snapshot.graph_version()) {
  read_nodes(snapshot, options);
  read_edges(snapshot, options);
  turn_round();
  if (options.weight) read_weights(snapshot, *options.weight, options.missing_weight);
}

void GraphView::read_nodes(const Snapshot& snapshot, const ViewOptions& options) {
  if (options.labels.empty()) {
    nodes_ = collect(snapshot.nodes());
  } else {
    for (const LabelId label : options.labels) {
      const auto labelled = collect(snapshot.nodes_with_label(label));
      nodes_.insert(nodes_.end(), labelled.begin(), labelled.end());
    }
    std::sort(nodes_.begin(), nodes_.end());
    nodes_.erase(std::unique(nodes_.begin(), nodes_.end()), nodes_.end());
    check_size(nodes_.size(), "nodes");
  }
  if (nodes_.empty() || nodes_.back().value > 4 * nodes_.size() + 1024) return;
  vertex_by_node_.assign(nodes_.back().value + 1, kNoVertex);
  for (std::size_t i = 0; i < nodes_.size(); ++i) vertex_by_node_[nodes_[i].value] = static_cast<Vertex>(i);
}

void GraphView::read_edges(const Snapshot& snapshot, const ViewOptions& options) {
  out_offsets_.reserve(nodes_.size() + 1);
  out_offsets_.push_back(0);
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    for (auto steps = snapshot.steps(nodes_[i], Direction::Out, options.types); steps.next();) {
      const auto target = find_vertex(steps.step().neighbour);
      if (!target) continue;
      check_size(targets_.size() + 1, "relationships");
      sources_.push_back(static_cast<Vertex>(i));
      targets_.push_back(*target);
      relationships_.push_back(steps.step().relationship);
      types_.push_back(steps.step().type);
    }
    out_offsets_.push_back(static_cast<std::uint32_t>(targets_.size()));
  }
}

// Counting sort by target: the edges that enter a vertex stay in order of position.
void GraphView::turn_round() {
  in_offsets_.assign(nodes_.size() + 1, 0);
  for (const Vertex target : targets_) ++in_offsets_[target + 1];
  for (std::size_t i = 1; i < in_offsets_.size(); ++i) in_offsets_[i] += in_offsets_[i - 1];
  in_positions_.resize(targets_.size());
  auto next = in_offsets_;
  for (std::size_t i = 0; i < targets_.size(); ++i) in_positions_[next[targets_[i]]++] = static_cast<std::uint32_t>(i);
}

void GraphView::read_weights(const Snapshot& snapshot, KeyId key, double missing) {
  weights_.reserve(targets_.size());
  for (const RelId relationship : relationships_) {
    const Value value = snapshot.property(relationship, key);
    weights_.push_back(value.is_number() ? value.as_number() : missing);
  }
}

std::optional<GraphView::Vertex> GraphView::find_vertex(NodeId node) const {
  if (!vertex_by_node_.empty()) {
    if (node.value >= vertex_by_node_.size() || vertex_by_node_[node.value] == kNoVertex) return {};
    return vertex_by_node_[node.value];
  }
  const auto found = std::lower_bound(nodes_.begin(), nodes_.end(), node);
  if (found == nodes_.end() || *found != node) return {};
  return static_cast<Vertex>(found - nodes_.begin());
}

GraphView::Vertex GraphView::vertex(NodeId node) const {
  if (const auto found = find_vertex(node)) return *found;
  throw Error(Kind::NotFound, "NodeNotInView", "node " + std::to_string(node.value) + " is not in this view");
}

SnapshotGraph::SnapshotGraph(Snapshot snapshot, Direction direction)
    : snapshot_(std::move(snapshot)), any_type_(direction) {}

SnapshotGraph::SnapshotGraph(Snapshot snapshot, std::vector<StepRule> rules)
    : snapshot_(std::move(snapshot)), rules_(std::move(rules)) {}

const std::vector<SnapshotGraph::Edge>& SnapshotGraph::edges_of(NodeId node) const {
  auto& slot = read_[node];
  if (!slot) slot = std::make_unique<const std::vector<Edge>>(read_edges(node));
  return *slot;
}

bool SnapshotGraph::applies(const StepRule& rule, NodeId node) const {
  return !rule.from_label || snapshot_.has_label(node, *rule.from_label);
}

std::vector<SnapshotGraph::Edge> SnapshotGraph::read_edges(NodeId node) const {
  std::vector<Edge> edges;
  std::vector<TypeId> out, in;
  const auto append = [&](StepCursor steps) {
    while (steps.next()) {
      const Step& step = steps.step();
      const bool walked_already =
          !step.outgoing && step.neighbour == node && std::binary_search(out.begin(), out.end(), step.type);
      if (!walked_already) edges.push_back({node, step.neighbour, step.relationship, step.type, step.outgoing});
    }
  };
  if (any_type_) {
    append(snapshot_.steps(node, *any_type_));
    return edges;
  }
  for (const StepRule& rule : rules_) {
    if (!applies(rule, node)) continue;
    if (rule.direction != Direction::In) out.push_back(rule.type);
    if (rule.direction != Direction::Out) in.push_back(rule.type);
  }
  for (auto* types : {&out, &in}) {
    std::sort(types->begin(), types->end());
    types->erase(std::unique(types->begin(), types->end()), types->end());
  }
  if (!out.empty()) append(snapshot_.steps(node, Direction::Out, out));
  if (!in.empty()) append(snapshot_.steps(node, Direction::In, in));
  return edges;
}

}  // namespace polgraph
