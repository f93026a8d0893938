#include "graph/algorithms/communities.h"

#include <algorithm>
#include <cassert>
#include <numeric>

#include "graph/algorithms/components.h"
#include "graph/algorithms/numbers.h"

namespace polgraph {

namespace {

// A graph of groups: weights between them, and inside each.
struct Groups {
  SimpleRows rows;
  std::vector<double> inside;
  std::size_t size() const { return inside.size(); }
  double weight(std::uint32_t i) const { return rows.weights.empty() ? 1 : rows.weights[i]; }
  double degree(std::uint32_t group) const {
    double sum = 2 * inside[group];
    for (auto i = rows.offsets[group]; i < rows.offsets[group + 1]; ++i) sum += weight(i);
    return sum;
  }
};

Groups single_nodes(const GraphView& view, Work& work) {
  Groups made{{}, std::vector<double>(view.vertex_count(), 0)};
  made.rows.offsets.push_back(0);
  std::vector<std::pair<Vertex, double>> row;
  for (Vertex vertex = 0; vertex < view.vertex_count(); ++vertex) {
    row.clear();
    const auto [first, last] = view.out_range(vertex);
    for (auto i = first; i < last; ++i) {
      work.tick();
      const auto edge = view.edge_at(i);
      if (edge.target == vertex) {
        made.inside[vertex] += view.weight(edge);
      } else {
        row.emplace_back(edge.target, view.weight(edge));
      }
    }
    std::sort(row.begin(), row.end());
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (i > 0 && row[i].first == row[i - 1].first) {
        made.rows.weights.back() += row[i].second;
      } else {
        made.rows.targets.push_back(row[i].first);
        made.rows.weights.push_back(row[i].second);
      }
    }
    made.rows.offsets.push_back(static_cast<std::uint32_t>(made.rows.targets.size()));
  }
  return made;
}

class Moves {
 public:
  Moves(const Groups& groups, double resolution, Work& work)
      : groups_(groups), resolution_(resolution), work_(work), community_(groups.size()), near_(groups.size(), 0) {
    std::iota(community_.begin(), community_.end(), 0u);
    for (std::uint32_t group = 0; group < groups.size(); ++group) {
      degree_.push_back(groups.degree(group));
      twice_all_ += degree_.back();
    }
    total_ = degree_;
  }

  // Moves groups as long as one gains by it. False: nothing moved.
  bool run() {
    bool any = false;
    if (twice_all_ == 0) return false;
    for (bool moved = true; moved;) {
      moved = false;
      for (std::uint32_t group = 0; group < groups_.size(); ++group) moved = move(group) || moved;
      any = any || moved;
    }
    return any;
  }
  const std::vector<std::uint32_t>& communities() const { return community_; }

 private:
  static constexpr double kWorthIt = 1e-9;  // of the whole weight: less is rounding

  double gain(std::uint32_t community, double degree) const {
    return near_[community] - resolution_ * degree * total_[community] / twice_all_;
  }

  bool move(std::uint32_t group) {
    const auto& rows = groups_.rows;
    const std::uint32_t home = community_[group];
    seen_.assign(1, home);
    for (auto i = rows.offsets[group]; i < rows.offsets[group + 1]; ++i) {
      work_.tick();
      const std::uint32_t community = community_[rows.targets[i]];
      if (near_[community] == 0 && community != home) seen_.push_back(community);
      near_[community] += groups_.weight(i);
    }
    total_[home] -= degree_[group];
    std::uint32_t best = home;
    double most = gain(home, degree_[group]);
    std::sort(seen_.begin(), seen_.end());
    for (const std::uint32_t community : seen_) {
      const double here = gain(community, degree_[group]);
      if (here <= most + kWorthIt * twice_all_) continue;
      most = here;
      best = community;
    }
    total_[best] += degree_[group];
    for (const std::uint32_t community : seen_) near_[community] = 0;
    community_[group] = best;
    return best != home;
  }

  const Groups& groups_;
  double resolution_;
  Work& work_;
  std::vector<std::uint32_t> community_, seen_;
  std::vector<double> near_;  // by community: weight between it and the group that is being moved
  std::vector<double> degree_, total_;
  double twice_all_ = 0;
};

// Each community becomes a group.
Groups joined(const Groups& groups, const std::vector<std::uint32_t>& community, std::size_t count, Work& work) {
  std::vector<std::vector<std::uint32_t>> members(count);
  for (std::uint32_t group = 0; group < groups.size(); ++group) members[community[group]].push_back(group);
  Groups made{{}, std::vector<double>(count, 0)};
  made.rows.offsets.push_back(0);
  std::vector<double> weight(count, 0);
  for (std::uint32_t here = 0; here < count; ++here) {
    std::vector<std::uint32_t> near;
    for (const std::uint32_t group : members[here]) {
      made.inside[here] += groups.inside[group];
      for (auto i = groups.rows.offsets[group]; i < groups.rows.offsets[group + 1]; ++i) {
        work.tick();
        const std::uint32_t there = community[groups.rows.targets[i]];
        if (there == here) {
          made.inside[here] += groups.weight(i) / 2;  // comes once from each end
          continue;
        }
        if (weight[there] == 0) near.push_back(there);
        weight[there] += groups.weight(i);
      }
    }
    std::sort(near.begin(), near.end());
    near.erase(std::unique(near.begin(), near.end()), near.end());
    for (const std::uint32_t there : near) {
      made.rows.targets.push_back(there);
      made.rows.weights.push_back(weight[there]);
      weight[there] = 0;
    }
    made.rows.offsets.push_back(static_cast<std::uint32_t>(made.rows.targets.size()));
  }
  return made;
}

// Members that moved away can leave a community in pieces: each piece is better off alone.
std::vector<std::uint32_t> connected_pieces(const GraphView& view, const std::vector<std::uint32_t>& group) {
  std::vector<std::uint32_t> piece(view.vertex_count(), GraphView::kNoVertex);
  std::vector<Vertex> waiting;
  for (Vertex root = 0; root < view.vertex_count(); ++root) {
    if (piece[root] != GraphView::kNoVertex) continue;
    piece[root] = root;
    waiting.assign(1, root);
    while (!waiting.empty()) {
      const Vertex vertex = waiting.back();
      waiting.pop_back();
      const auto [first, last] = view.out_range(vertex);
      for (auto i = first; i < last; ++i) {
        const Vertex target = view.targets()[i];
        if (piece[target] != GraphView::kNoVertex || group[target] != group[root]) continue;
        piece[target] = root;
        waiting.push_back(target);
      }
    }
  }
  return numbered(piece);
}

}  // namespace

std::vector<std::uint32_t> louvain(const GraphView& view, double resolution, Work& work) {
  assert(view.both_ways());
  check_weights(view, "Louvain's method");
  const Held held(work, view.vertex_count() * 64 + view.edge_count() * 32);
  std::vector<std::uint32_t> community(view.vertex_count());
  std::iota(community.begin(), community.end(), 0u);
  Groups groups = single_nodes(view, work);
  for (;;) {
    Moves moves(groups, resolution, work);
    if (!moves.run()) break;
    const std::vector<std::uint32_t> next = numbered(moves.communities());
    for (std::uint32_t& at : community) at = next[at];
    groups = joined(groups, next, *std::max_element(next.begin(), next.end()) + std::size_t{1}, work);
  }
  return connected_pieces(view, community);
}

double modularity(const GraphView& view, const std::vector<std::uint32_t>& group, double resolution) {
  std::vector<double> inside(view.vertex_count(), 0), degree(view.vertex_count(), 0);
  double twice_all = 0;
  for (std::uint32_t i = 0; i < view.edge_count(); ++i) {
    const auto edge = view.edge_at(i);
    const double weight = view.weight(edge) * (edge.source == edge.target ? 2 : 1);  // other edges come twice
    twice_all += weight;
    degree[group[edge.source]] += weight;
    if (group[edge.source] == group[edge.target]) inside[group[edge.source]] += weight;
  }
  if (twice_all == 0) return 0;
  double sum = 0;
  for (std::size_t i = 0; i < inside.size(); ++i) {
    sum += inside[i] / twice_all - resolution * (degree[i] / twice_all) * (degree[i] / twice_all);
  }
  return sum;
}

}  // namespace polgraph
