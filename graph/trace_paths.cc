#include <algorithm>
#include <deque>
#include <queue>
#include <set>
#include <string>
#include <tuple>
#include <unordered_map>
#include <unordered_set>

#include "graph/error.h"
#include "graph/funding.h"
#include "graph/go_on.h"
#include "graph/search.h"
#include "graph/trace.h"

namespace polgraph {

namespace {

using Edge = FundingGraph::Edge;
constexpr std::size_t kMaxStates = 1'000'000;  // some 150 bytes each
constexpr std::size_t kMaxTies = 1'000;        // paths of one rank that are put in order of their names

// What a path is worth so far. It only ever gets worse along the way, so the best-first search may trust it. Borrows
// the money from the FundingGraph.
struct Worth {
  enum class Kind { Unknown, Amount, Mixed, None };  // in the order of the answer
  Kind kind = Kind::Unknown;
  const Money* least = nullptr;  // where Amount

  Worth after(const std::optional<Money>& money) const {
    if (!money || kind == Kind::Mixed) return *this;
    if (kind == Kind::Unknown) return {Kind::Amount, &*money};
    if (least->currency != money->currency) return {Kind::Mixed, nullptr};
    return {Kind::Amount, rank_of_money(*least, *money) < 0 ? &*money : least};
  }
  Worth at_the_end() const { return kind == Kind::Unknown ? Worth{Kind::None, nullptr} : *this; }
  std::strong_ordering operator<=>(const Worth& other) const {
    if (kind != other.kind) return kind <=> other.kind;
    return kind == Kind::Amount ? rank_of_money(*least, *other.least) : std::strong_ordering::equal;
  }
  bool operator==(const Worth& other) const { return (*this <=> other) == 0; }
};

// One stop: an entity, or all nodes with a label.
class Stop {
 public:
  Stop(const Snapshot& snapshot, const TraceStop& stop) : snapshot_(&snapshot) {
    if (stop.node) {
      nodes_.push_back(*stop.node);
      return;
    }
    label_ = snapshot.find_label(stop.label);
    if (!label_) throw_unknown(snapshot, stop.label);
    for (auto found = snapshot.nodes_with_label(*label_); found.next();) nodes_.push_back(found.id());
  }
  const std::vector<NodeId>& nodes() const { return nodes_; }
  bool contains(NodeId node) const { return label_ ? snapshot_->has_label(node, *label_) : node == nodes_.front(); }
  bool is_label() const { return label_.has_value(); }

 private:
  [[noreturn]] static void throw_unknown(const Snapshot& snapshot, const std::string& label) {
    Error error(Kind::NotFound, "UnknownLabel", "no node has label " + label);
    if (const auto near = nearest(label, snapshot.labels())) error.hint("did you mean :" + *near + "?");
    throw error;
  }

  const Snapshot* snapshot_;
  std::vector<NodeId> nodes_;
  std::optional<LabelId> label_;
};

// How far it is at least from a node to the next stop, learnt by breadth-first searches from both ends. The end with
// fewer nodes to look at is always widened first: a hub on one side costs nothing if the other side is small.
class Leg {
 public:
  Leg(const FundingGraph& funding, const Stop& from, const Stop& to, std::size_t max_depth)
      : funding_(funding),
        from_(from),
        to_(to),
        max_depth_(max_depth),
        ahead_(from.nodes()),
        behind_(to.nodes()),
        reached_(ahead_.begin(), ahead_.end()) {
    for (const NodeId node : behind_) left_.emplace(node, 0);
    held_.add((ahead_.size() + behind_.size()) * kOfNode);
    while (depth_ahead_ + depth_behind_ < max_depth && !ahead_.empty() && !behind_.empty()) {
      ahead_.size() <= behind_.size() ? widen_ahead() : widen_behind();
    }
  }

  // Steps from `node` to the stop: exact where known, else a lower bound. Empty: it is out of reach.
  std::optional<std::size_t> left(NodeId node) const {
    const auto found = left_.find(node);
    if (found != left_.end()) return found->second;
    if (behind_.empty()) return {};
    return depth_behind_ + 1;
  }
  // The least of all starts.
  std::optional<std::size_t> least() const {
    std::optional<std::size_t> best;
    for (const NodeId node : from_.nodes()) {
      const auto here = left(node);
      if (here && (!best || *here < *best)) best = here;
    }
    if (best) best = std::max<std::size_t>(*best, 1);
    return best;
  }
  std::size_t max_depth() const { return max_depth_; }

 private:
  void widen_ahead() {
    std::vector<NodeId> next;
    for (const NodeId node : ahead_) {
      if (depth_ahead_ > 0 && funding_.is_aggregate(node)) continue;
      if (!to_.is_label() && to_.contains(node)) continue;
      for (const Edge& edge : funding_.forward(node)) {
        go_on();
        if (!reached_.insert(edge.target).second) continue;
        held_.add(kOfNode);
        next.push_back(edge.target);
      }
    }
    ahead_ = std::move(next);
    ++depth_ahead_;
  }
  void widen_behind() {
    std::vector<NodeId> next;
    ++depth_behind_;
    for (const NodeId node : behind_) {
      for (const Edge& edge : funding_.backward(node)) {
        go_on();
        const NodeId before = edge.target;
        if (left_.contains(before) || (funding_.is_aggregate(before) && !from_.contains(before))) continue;
        held_.add(kOfNode);
        left_.emplace(before, depth_behind_);
        next.push_back(before);
      }
    }
    behind_ = std::move(next);
  }

  const FundingGraph& funding_;
  const Stop& from_;
  const Stop& to_;
  std::size_t max_depth_;
  std::vector<NodeId> ahead_, behind_;  // the outermost nodes of either search
  std::unordered_set<NodeId> reached_;
  std::unordered_map<NodeId, std::size_t> left_;
  std::size_t depth_ahead_ = 0, depth_behind_ = 0;
  static constexpr std::size_t kOfNode = 64;  // in a table and a border
  Held held_{lent_work()};
};

// Best-first (A*) over partial paths. A state's rank is a lower bound of the rank of every path that continues it, so
// complete paths come out in their final order.
class PathSearch {
 public:
  PathSearch(const FundingGraph& funding, const std::vector<Stop>& stops, std::size_t max_depth, std::size_t max_paths)
      : funding_(funding), stops_(stops), max_paths_(max_paths) {
    for (std::size_t i = 0; i + 1 < stops.size(); ++i) legs_.emplace_back(funding, stops[i], stops[i + 1], max_depth);
    rest_.assign(legs_.size() + 1, 0);
    for (std::size_t i = legs_.size(); i-- > 0;) {
      const auto least = legs_[i].least();
      if (!least) hopeless_ = true;
      rest_[i] = rest_[i + 1] + least.value_or(0);
    }
  }

  std::vector<TracePath> run() {
    if (hopeless_ || max_paths_ == 0) return {};
    for (const NodeId node : stops_.front().nodes()) push({node, 0, 0, 0, kRoot, {}, {}, false});
    while (!waiting_.empty() && !enough()) {
      go_on();
      const auto [rank, at] = waiting_.top();
      waiting_.pop();
      if (states_[at].complete) {
        keep(rank, at);
      } else {
        expand(at);
      }
      if (states_.size() > kMaxStates) {
        overflowed_ = true;
        break;
      }
    }
    return in_order();
  }
  bool overflowed() const { return overflowed_; }

 private:
  static constexpr std::size_t kRoot = static_cast<std::size_t>(-1);
  struct State {
    NodeId node;
    std::size_t leg;        // on the way to stop leg + 1
    std::size_t leg_steps;  // since the last stop
    std::size_t steps;
    std::size_t parent;
    Edge edge;  // by which `node` was reached
    Worth worth;
    bool complete;
  };
  struct Rank {
    std::size_t steps;
    Worth worth;
    auto operator<=>(const Rank&) const = default;
  };
  struct Found {
    Rank rank;
    TracePath path;
    std::vector<RelId> relationships;
    std::vector<std::string> names;
  };

  void push(State state) {
    Rank rank{state.steps, state.worth};
    if (!state.complete) {
      const Leg& leg = legs_[state.leg];
      const auto left = leg.left(state.node);
      if (!left || state.leg_steps + *left > leg.max_depth()) return;
      rank.steps += *left + rest_[state.leg + 1];
    }
    held_.add(2 * (sizeof(State) + sizeof(Entry)));  // vectors keep as much in reserve
    states_.push_back(std::move(state));
    waiting_.push({std::move(rank), states_.size() - 1});
  }

  void expand(std::size_t at) {
    const State state = states_[at];
    const bool is_stop = state.leg_steps == 0;
    if (!is_stop && funding_.is_aggregate(state.node)) return;
    if (state.leg_steps == legs_[state.leg].max_depth()) return;
    const Stop& goal = stops_[state.leg + 1];
    for (const Edge& edge : funding_.forward(state.node)) {
      go_on();
      if (!legs_[state.leg].left(edge.target) || is_on_path(at, edge.target)) continue;
      const bool arrives = goal.contains(edge.target);
      const Worth worth = state.worth.after(funding_.money_of_hop(edge));
      State next{edge.target, state.leg, state.leg_steps + 1, state.steps + 1, at, edge, worth, false};
      if (!arrives || goal.is_label()) push(next);  // a node of the label may also be passed through
      if (!arrives) continue;
      next.leg_steps = 0;
      next.complete = ++next.leg == legs_.size();
      if (next.complete) next.worth = worth.at_the_end();
      push(next);
    }
  }

  bool is_on_path(std::size_t at, NodeId node) const {
    for (; at != kRoot; at = states_[at].parent) {
      go_on();
      if (states_[at].node == node) return true;
    }
    return false;
  }

  // Two ways to assign the stops to one walk are one path.
  void keep(const Rank& rank, std::size_t at) {
    Found found{rank, {}, {}, {}};
    for (; states_[at].parent != kRoot; at = states_[at].parent) {
      const Edge& edge = states_[at].edge;
      found.path.hops.push_back({{edge.type, edge.target, edge.relationship, edge.outgoing}, edge.source});
      found.relationships.push_back(edge.relationship);
    }
    found.path.start = states_[at].node;
    std::reverse(found.path.hops.begin(), found.path.hops.end());
    if (!seen_.insert(found.relationships).second) return;
    constexpr std::size_t kOfPath = 2 * sizeof(Found) + 96, kOfHop = sizeof(TraceHop) + 2 * sizeof(RelId) + 64;
    held_.add(kOfPath + found.path.hops.size() * kOfHop);  // with the names that in_order() will ask for
    found_.push_back(std::move(found));
  }

  // All paths of the last rank are awaited, so that names can decide which of them are shown.
  bool enough() const {
    if (found_.size() < max_paths_) return false;
    if (found_.size() >= max_paths_ + kMaxTies) return true;
    const Rank& next = waiting_.top().first;
    return found_[max_paths_ - 1].rank < next;
  }

  std::vector<TracePath> in_order() {
    for (Found& found : found_) {
      for (const TraceHop& hop : found.path.hops) {
        found.names.push_back(display_name(funding_.snapshot(), hop.step.neighbour));
      }
      std::reverse(found.relationships.begin(), found.relationships.end());
    }
    std::sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) {
      return std::tie(a.rank, a.names, a.relationships) < std::tie(b.rank, b.names, b.relationships);
    });
    if (found_.size() > max_paths_) found_.resize(max_paths_);
    std::vector<TracePath> paths;
    for (Found& found : found_) paths.push_back(std::move(found.path));
    return paths;
  }

  using Entry = std::pair<Rank, std::size_t>;
  const FundingGraph& funding_;
  const std::vector<Stop>& stops_;
  std::size_t max_paths_;
  std::deque<Leg> legs_;
  std::vector<std::size_t> rest_;  // least steps from stop i to the last
  bool hopeless_ = false, overflowed_ = false;
  Held held_{lent_work()};
  std::vector<State> states_;
  std::priority_queue<Entry, std::vector<Entry>, std::greater<>> waiting_;
  std::vector<Found> found_;
  std::set<std::vector<RelId>> seen_;
};

}  // namespace

std::vector<TracePath> trace_paths(const Snapshot& snapshot, const std::vector<TraceStop>& stops,
                                   const TraceOptions& options) {
  if (stops.size() < 2) throw Error(Kind::Argument, "TooFewStops", "a path needs at least two stops");
  if (options.max_paths == 0) return {};
  std::vector<Stop> known;
  for (const TraceStop& stop : stops) known.emplace_back(snapshot, stop);
  const FundingGraph funding(snapshot, options);
  // Short legs first: most questions are answered near by, and then the rest of the graph is never read.
  for (std::size_t depth = std::min<std::size_t>(3, options.max_depth);;
       depth = std::min(2 * depth, options.max_depth)) {
    PathSearch search(funding, known, depth, options.max_paths);
    auto paths = search.run();
    const bool last = depth >= options.max_depth;
    // A path that was not looked at has a leg of more than `depth` steps, and at least one step for each other leg.
    const std::size_t unseen = depth + 1 + (stops.size() - 2);
    const bool settled = paths.size() >= options.max_paths && paths.back().hops.size() < unseen;
    if (!last && !settled && !search.overflowed()) continue;
    if (paths.empty() && search.overflowed()) {
      Error error(Kind::Limit, "TraceTooLarge", "no path was found within " + std::to_string(kMaxStates) + " steps");
      error.hint("name a stop in between, or lower the depth");
      throw error;
    }
    return paths;
  }
}

}  // namespace polgraph
