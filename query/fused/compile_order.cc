#include <algorithm>
#include <limits>

#include "query/fused/draft.h"

namespace polgraph::fused {

namespace {

constexpr std::size_t kMostTries = 2'000;  // of orders: some tenths of a millisecond

// In which order the variables that are left are bound, and what is tested when.
class Order {
 public:
  explicit Order(Draft& draft) : draft_(draft) {}

  void order() {
    std::vector<bool> bound(draft_.nodes.size(), false);
    done_.assign(draft_.edges.size(), false);
    for (std::size_t i = 0; i < draft_.nodes.size(); ++i) {
      if (!draft_.sketch.nodes[i].given) continue;
      Step step;
      step.kind = Step::Kind::Given;
      step.node = i;
      bind(std::move(step), bound);
    }
    if (draft_.question.in_order) {
      as_written(bound);
    } else {
      cheapest(bound);
    }
    if (placed_.size() != draft_.shared.size()) throw Declined{};
    check_whole();
  }

 private:
  void cheapest(std::vector<bool>& bound) {
    Plan plan;
    std::vector<std::size_t> so_far;
    std::vector<bool> trial = bound;
    search(trial, 1, 0, so_far, plan);
    for (const std::size_t node : plan.nodes) {
      Step step;
      step.node = node;
      if (const auto next = best_way(node, bound)) {
        const SketchEdge& written = draft_.sketch.edges[next->edge];
        step.kind = written.walk ? Step::Kind::Walk : Step::Kind::Expand;
        step.edge = next->edge;
        step.from = next->from;
        step.along.lists = *next->lists;
        step.trails = written.walk && written.direction == Direction::Both;
        if (step.trails) step.along = draft_.edges[next->edge].as_written;
        step.min = written.min;
        step.max = written.max;
        done_[next->edge] = true;
      } else {
        step.kind = Step::Kind::Scan;
        step.members = scanned(node);
      }
      bind(std::move(step), bound);
    }
  }

  // The nodes one after the other as the operators bind them.
  void as_written(std::vector<bool>& bound) {
    for (const Sketch::Part& part : draft_.sketch.parts) {
      Step step;
      if (!part.is_edge) {
        step.node = part.number;
        step.kind = Step::Kind::Scan;
        step.members = scanned(step.node);
        bind(std::move(step), bound);
        continue;
      }
      const SketchEdge& written = draft_.sketch.edges[part.number];
      if (draft_.edges[part.number].peeled) continue;
      if (written.into) {
        close(part.number, bound);
        continue;
      }
      step.node = written.to;
      step.kind = written.walk ? Step::Kind::Walk : Step::Kind::Expand;
      step.edge = part.number;
      step.from = written.from;
      step.along = draft_.edges[part.number].as_written;
      step.trails = written.walk;
      step.min = written.min;
      step.max = written.max;
      done_[part.number] = true;
      bind(std::move(step), bound);
    }
  }

  // An edge between nodes that are there, behind the step that came last.
  void close(std::size_t edge, const std::vector<bool>& bound) {
    const SketchEdge& written = draft_.sketch.edges[edge];
    if (draft_.program.steps.empty() || written.walk) throw Declined{};
    Step& last = draft_.program.steps.back();
    last.closings.push_back({edge, written.from, written.to, draft_.edges[edge].as_written});
    done_[edge] = true;
    add_own(last.tests, draft_.edges[edge].own);
    add_ready(last.tests, bound);
  }

  struct Way {
    std::size_t edge;
    std::size_t from, to;
    const Lists* lists;
    double fan = 0;
    double all = 0;  // relationships in the lists: no node that is looked at once can have more
  };

  std::optional<Way> way(std::size_t edge, const std::vector<bool>& bound) const {
    const SketchEdge& written = draft_.sketch.edges[edge];
    if (draft_.edges[edge].peeled || bound[written.from] == bound[written.to]) return {};
    const bool forth = bound[written.from];
    if (written.walk && !forth) return {};
    Way made{edge, forth ? written.from : written.to, forth ? written.to : written.from,
             forth ? &draft_.edges[edge].forth : &draft_.edges[edge].back};
    double ends = 0, starts = 1;
    for (const Adjacents* list : *made.lists) {
      ends += static_cast<double>(list->neighbours.size());
      starts = std::max(starts, static_cast<double>(list->starts));
    }
    made.fan = ends / starts;
    made.all = ends;
    for (const ColumnTest& test : draft_.nodes[made.to].own.columns) made.fan *= kept_by(test);
    for (const ColumnTest& test : draft_.edges[edge].own.columns) made.fan *= kept_by(test);
    if (written.walk) made.fan = made.fan * 1000 + 1000;  // last: it may be anything
    return made;
  }

  // What lets a node that is bound along `chosen` through: its own other edges to bound nodes.
  double closed(const Way& chosen, const std::vector<bool>& bound) const {
    double kept = 1;
    for (std::size_t i = 0; i < draft_.edges.size(); ++i) {
      const auto other = i == chosen.edge ? std::nullopt : way(i, bound);
      if (other && other->to == chosen.to) kept *= std::min(1.0, other->fan / std::max(1.0, draft_.size_of(chosen.to)));
    }
    return kept;
  }

  // The cheapest order of what is left, by trying: first along the least fan, and no further once that cannot win.
  struct Plan {
    std::vector<std::size_t> nodes;  // in the order in which they are bound
    double cost = std::numeric_limits<double>::infinity();
  };

  void search(std::vector<bool>& bound, double rows, double cost, std::vector<std::size_t>& so_far, Plan& best) {
    if (cost >= best.cost || tried_++ > kMostTries) return;
    std::vector<Way> ways;
    for (std::size_t i = 0; i < draft_.edges.size(); ++i) {
      const auto found = way(i, bound);
      if (!found) continue;
      const auto same = std::find_if(ways.begin(), ways.end(), [&](const Way& w) { return w.to == found->to; });
      if (same == ways.end())
        ways.push_back(*found);
      else if (found->fan < same->fan)
        *same = *found;
    }
    std::sort(ways.begin(), ways.end(), [](const Way& a, const Way& b) { return a.fan < b.fan; });
    for (const Way& next : ways) {
      const double found = so_far.size() == 1 ? std::min(rows * next.fan, next.all) : rows * next.fan;
      go_on(next.to, found, found * closed(next, bound), bound, cost, so_far, best);
    }
    if (!ways.empty()) return;
    bool all = true;
    for (const bool of_key : {true, false}) {  // groups that come one after the other need no look-up each
      for (std::size_t i = 0; i < draft_.nodes.size(); ++i) {
        if (bound[i] || draft_.nodes[i].peeled || is_key(i) != of_key || ends_walk(i)) continue;
        all = false;
        go_on(i, rows * draft_.size_of(i), rows * draft_.size_of(i), bound, cost, so_far, best);
      }
    }
    if (all) best = {so_far, cost};
  }

  bool ends_walk(std::size_t node) const {
    return std::any_of(draft_.sketch.edges.begin(), draft_.sketch.edges.end(),
                       [&](const SketchEdge& edge) { return edge.walk && edge.to == node; });
  }

  bool is_key(std::size_t node) const {
    return std::any_of(draft_.program.keys.begin(), draft_.program.keys.end(), [&](const KeyPart& key) {
      return key.kind != KeyPart::Kind::Given && key.of_node && key.variable == node;
    });
  }

  void go_on(std::size_t node, double looked_at, double rows, std::vector<bool>& bound, double cost,
             std::vector<std::size_t>& so_far, Plan& best) {
    bound[node] = true;
    so_far.push_back(node);
    search(bound, rows, cost + looked_at, so_far, best);
    so_far.pop_back();
    bound[node] = false;
  }

  std::optional<Way> best_way(std::size_t to, const std::vector<bool>& bound) const {
    std::optional<Way> best;
    for (std::size_t i = 0; i < draft_.edges.size(); ++i) {
      const auto found = way(i, bound);
      if (found && found->to == to && (!best || found->fan < best->fan)) best = found;
    }
    return best;
  }

  const NodeSet* scanned(std::size_t node) {
    const NodeSet* least = nullptr;
    for (const NodeSet* set : draft_.nodes[node].labels)
      if (least == nullptr || set->count() < least->count()) least = set;
    if (least == nullptr) return &draft_.image.all_nodes(draft_.work);
    std::erase_if(draft_.nodes[node].own.labels, [&](const LabelTest& test) { return test.members == least; });
    return least;
  }

  // A net under all of the above: each part of the pattern is bound by a step or counted in a branch.
  void check_whole() const {
    std::size_t bound = draft_.program.steps.size();
    for (const NodePlan& node : draft_.nodes) bound += node.peeled ? 1 : 0;
    if (bound != draft_.nodes.size()) throw Declined{};
    for (std::size_t i = 0; i < draft_.edges.size(); ++i)
      if (!done_[i] && !draft_.edges[i].peeled) throw Declined{};
  }

  // The node of a step is bound now: with it come the other edges to it, and whatever can be tested.
  void bind(Step step, std::vector<bool>& bound) {
    bound[step.node] = true;
    for (std::size_t i = 0; i < draft_.edges.size() && !draft_.question.in_order; ++i) {
      const SketchEdge& edge = draft_.sketch.edges[i];
      if (done_[i] || draft_.edges[i].peeled || (edge.from != step.node && edge.to != step.node)) continue;
      if (!bound[edge.from] || !bound[edge.to]) continue;
      if (edge.walk) throw Declined{};
      const bool forth = edge.to == step.node;
      const Lists& lists = forth ? draft_.edges[i].forth : draft_.edges[i].back;
      step.closings.push_back({i, forth ? edge.from : edge.to, step.node, {lists}});
      done_[i] = true;
      add_own(step.tests, draft_.edges[i].own);
    }
    if (step.kind == Step::Kind::Expand) add_own(step.tests, draft_.edges[step.edge].own);
    add_own(step.tests, draft_.nodes[step.node].own);
    step.branches = std::move(draft_.nodes[step.node].branches);
    add_ready(step.tests, bound);
    draft_.program.steps.push_back(std::move(step));
  }

  // Tests of several variables of which the last is bound now.
  void add_ready(Tests& to, const std::vector<bool>& bound) {
    for (std::size_t i = 0; i < draft_.shared.size(); ++i) {
      if (std::count(placed_.begin(), placed_.end(), i) > 0) continue;
      const SharedTest& test = draft_.shared[i];
      const bool ready =
          std::all_of(test.nodes.begin(), test.nodes.end(), [&](std::size_t node) { return bound[node]; }) &&
          std::all_of(test.edges.begin(), test.edges.end(), [&](std::size_t edge) { return done_[edge]; });
      if (!ready) continue;
      placed_.push_back(i);
      test.add(to);
    }
  }

  static void add_own(Tests& to, const Tests& own) {
    to.labels.insert(to.labels.end(), own.labels.begin(), own.labels.end());
    to.columns.insert(to.columns.end(), own.columns.begin(), own.columns.end());
  }

  Draft& draft_;
  std::vector<std::size_t> placed_;
  std::size_t tried_ = 0;
  std::vector<bool> done_;  // edges that a step follows or closes
};

}  // namespace

void order(Draft& draft) {
  Order(draft).order();
}

}  // namespace polgraph::fused
