#include "graph/view.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "graph/codec.h"
#include "graph/database.h"
#include "graph/error.h"

namespace polgraph {

namespace {

constexpr std::size_t kMost = std::numeric_limits<std::uint32_t>::max() - 1;

void check_size(std::size_t size, const char* what) {
  if (size <= kMost) return;
  throw Error(Kind::Limit, "GraphTooLarge", "a view holds at most " + std::to_string(kMost) + " " + what);
}

Work& work_of(const ViewOptions& options) {
  static thread_local Work none;
  return options.work != nullptr ? *options.work : none;
}

std::vector<NodeId> collect(NodeCursor cursor, Work& work) {
  std::vector<NodeId> nodes;
  while (cursor.next()) {
    work.tick();
    check_size(nodes.size() + 1, "nodes");
    nodes.push_back(cursor.id());
  }
  return nodes;
}

constexpr std::uint64_t kSeek = 10;  // what a seek costs, in steps
constexpr std::int64_t kExact = std::int64_t{1} << 53;

}  // namespace

// Reads the edges in order of source, type, target, id: all of the graph's in one scan, or node by node.
struct GraphView::Reader {
  GraphView& made;
  const Snapshot& snapshot;
  const ViewOptions& options;
  Work& work;

  void add(std::size_t source, TypeId type, NodeId to, RelId relationship) {
    work.tick();
    const auto target = made.find_vertex(to);
    if (!target) return;
    check_size(made.targets_.size() + 1, "relationships");
    made.sources_.push_back(static_cast<Vertex>(source));
    made.targets_.push_back(*target);
    made.relationships_.push_back(relationship);
    made.types_.push_back(type);
  }

  bool scan_is_cheaper() const {
    const Statistics counts = snapshot.statistics();
    std::uint64_t wanted = options.types.empty() ? counts.relationships : 0;
    for (const TypeId type : options.types) {
      const auto found = counts.relationships_by_type.find(type);
      wanted += found == counts.relationships_by_type.end() ? 0 : found->second;
    }
    const std::uint64_t seeks = made.nodes_.size() * std::max<std::size_t>(1, options.types.size());
    return counts.relationships <= wanted + seeks * kSeek;
  }

  void scan() {
    std::vector<std::uint32_t> counts(made.nodes_.size(), 0);
    const auto cursor = snapshot.view().cursor(rocks::Family::Out);
    std::optional<Vertex> source;
    NodeId from(std::numeric_limits<std::uint64_t>::max());
    while (cursor->next()) {
      work.tick();
      const codec::Adjacency step = codec::decode_adjacency(cursor->key());
      if (step.from != from) source = made.find_vertex(from = step.from);
      if (!source || !is_wanted(step.type)) continue;
      const std::size_t before = made.targets_.size();
      add(*source, step.type, step.to, step.relationship);
      counts[*source] += static_cast<std::uint32_t>(made.targets_.size() - before);
    }
    std::uint32_t end = 0;
    for (const std::uint32_t count : counts) made.out_offsets_.push_back(end += count);
  }

  bool is_wanted(TypeId type) const {
    return options.types.empty() || std::find(options.types.begin(), options.types.end(), type) != options.types.end();
  }

  void seek() {
    for (std::size_t i = 0; i < made.nodes_.size(); ++i) {
      work.tick();
      for (auto steps = snapshot.steps(made.nodes_[i], Direction::Out, options.types); steps.next();) {
        add(i, steps.step().type, steps.step().neighbour, steps.step().relationship);
      }
      made.out_offsets_.push_back(static_cast<std::uint32_t>(made.targets_.size()));
    }
  }

  void run() {
    made.out_offsets_.reserve(made.nodes_.size() + 1);
    made.out_offsets_.push_back(0);
    if (scan_is_cheaper()) {
      scan();
    } else {
      seek();
    }
  }
};

GraphView::GraphView(const Snapshot& snapshot, const ViewOptions& options) : graph_version_(snapshot.graph_version()) {
  read_nodes(snapshot, options);
  Reader{*this, snapshot, options, work_of(options)}.run();
  if (options.weight) read_weights(snapshot, options);
  turn_round();
  if (options.both_ways) add_ways_back();
}

void GraphView::read_nodes(const Snapshot& snapshot, const ViewOptions& options) {
  Work& work = work_of(options);
  if (options.labels.empty()) {
    nodes_ = collect(snapshot.nodes(), work);
  } else {
    for (const LabelId label : options.labels) {
      const auto labelled = collect(snapshot.nodes_with_label(label), work);
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

// Counting sorts, by type and then by target: the edges that enter a vertex stand by type, source, id.
void GraphView::turn_round() {
  std::vector<std::uint32_t> by_type(targets_.size());
  std::vector<std::uint32_t> places(1, 0);
  for (const TypeId type : types_) {
    if (type.value + 2 > places.size()) places.resize(type.value + 2, 0);
    ++places[type.value + 1];
  }
  for (std::size_t i = 1; i < places.size(); ++i) places[i] += places[i - 1];
  for (std::size_t i = 0; i < targets_.size(); ++i) by_type[places[types_[i].value]++] = static_cast<std::uint32_t>(i);

  in_offsets_.assign(nodes_.size() + 1, 0);
  for (const Vertex target : targets_) ++in_offsets_[target + 1];
  for (std::size_t i = 1; i < in_offsets_.size(); ++i) in_offsets_[i] += in_offsets_[i - 1];
  in_positions_.resize(targets_.size());
  auto next = in_offsets_;
  for (const std::uint32_t position : by_type) in_positions_[next[targets_[position]]++] = position;
}

void GraphView::add_ways_back() {
  both_ways_ = true;
  check_size(targets_.size() * 2, "relationships");
  const GraphView one_way = *this;
  out_offsets_.assign(1, 0);
  sources_.clear(), targets_.clear(), relationships_.clear(), types_.clear(), weights_.clear();
  const auto add = [&](Vertex from, Vertex to, std::uint32_t position) {
    sources_.push_back(from);
    targets_.push_back(to);
    relationships_.push_back(one_way.relationships_[position]);
    types_.push_back(one_way.types_[position]);
    if (one_way.weighted_) weights_.push_back(one_way.weights_[position]);
  };
  for (Vertex vertex = 0; vertex < nodes_.size(); ++vertex) {
    const auto [first, last] = one_way.out_range(vertex);
    for (auto i = first; i < last; ++i) add(vertex, one_way.targets_[i], i);
    const auto [in_first, in_last] = one_way.in_range(vertex);
    for (auto i = in_first; i < in_last; ++i) {
      const std::uint32_t position = one_way.in_positions_[i];
      if (one_way.sources_[position] != vertex) add(vertex, one_way.sources_[position], position);
    }
    out_offsets_.push_back(static_cast<std::uint32_t>(targets_.size()));
  }
  turn_round();
}

void GraphView::read_weights(const Snapshot& snapshot, const ViewOptions& options) {
  weighted_ = true;
  weights_.reserve(targets_.size());
  for (const RelId relationship : relationships_) {
    work_of(options).tick();
    const Value value = snapshot.property(relationship, *options.weight);
    const auto fault = [&](Kind kind, std::string_view detail, const std::string& what) {
      return Error(kind, detail,
                   "relationship " + std::to_string(relationship.value) + " has " + what + " as `" +
                       snapshot.name(*options.weight) + "`, which is to be its weight");
    };
    if (value.is_null()) {
      if (!options.missing_weight) throw fault(Kind::NotFound, "MissingWeight", "nothing");
      whole_weights_ = whole_weights_ && std::trunc(*options.missing_weight) == *options.missing_weight;
    } else if (!value.is_number()) {
      throw fault(Kind::Type, "WeightNotNumber", "a " + std::string(kind_name(value.kind())));
    } else if (!value.is_integer()) {
      whole_weights_ = false;
    } else if (value.as_integer() > kExact || value.as_integer() < -kExact) {
      throw fault(Kind::Arithmetic, "IntegerOverflow", "a number beyond 2^53");
    }
    weights_.push_back(value.is_null() ? *options.missing_weight : value.as_number());
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
  if (!slot) {
    constexpr std::size_t kOfNode = 96;  // its place in the table, and the vector
    auto edges = std::make_unique<std::vector<Edge>>(read_edges(node));
    held_.add(kOfNode + edges->capacity() * sizeof(Edge));
    slot = std::move(edges);
  }
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
