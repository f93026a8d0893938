#include "graph/algorithms/cores.h"

#include <algorithm>

#include "graph/algorithms/numbers.h"

namespace polgraph {

namespace {

// Nodes in order of what is left of their degrees; the least is taken out again and again.
class Peeling {
 public:
  Peeling(const GraphView& view, Work& work)
      : work_(work), held_(work, view.vertex_count() * 24 + view.edge_count() * 8) {
    rows_.push_back(simple_rows(view, Way::Out, Parallel::Least, work));
    if (!view.both_ways()) rows_.push_back(simple_rows(view, Way::In, Parallel::Least, work));
    for (Vertex vertex = 0; vertex < view.vertex_count(); ++vertex) {
      std::uint32_t degree = 0;
      for (const SimpleRows& rows : rows_) degree += rows.offsets[vertex + 1] - rows.offsets[vertex];
      core_.push_back(degree);
    }
    sort_by_degree();
  }

  std::vector<std::uint32_t> run() {
    for (std::size_t at = 0; at < order_.size(); ++at) {
      for (const SimpleRows& rows : rows_) {
        const Vertex vertex = order_[at];
        for (auto i = rows.offsets[vertex]; i < rows.offsets[vertex + 1]; ++i) {
          work_.tick();
          if (core_[rows.targets[i]] > core_[vertex]) lower(rows.targets[i]);
        }
      }
    }
    return std::move(core_);
  }

 private:
  void sort_by_degree() {
    std::uint32_t most = 0;
    for (const std::uint32_t degree : core_) most = std::max(most, degree);
    first_.assign(std::size_t{most} + 2, 0);
    for (const std::uint32_t degree : core_) ++first_[degree + 1];
    for (std::size_t i = 1; i < first_.size(); ++i) first_[i] += first_[i - 1];
    order_.resize(core_.size());
    place_.resize(core_.size());
    auto next = first_;
    for (Vertex vertex = 0; vertex < core_.size(); ++vertex) {
      place_[vertex] = next[core_[vertex]]++;
      order_[place_[vertex]] = vertex;
    }
  }

  // Changes place with the first of its degree, which then is the last of the degree below.
  void lower(Vertex vertex) {
    const std::uint32_t front = first_[core_[vertex]]++;
    const Vertex other = order_[front];
    std::swap(order_[front], order_[place_[vertex]]);
    place_[other] = place_[vertex];
    place_[vertex] = front;
    --core_[vertex];
  }

  Work& work_;
  Held held_;
  std::vector<SimpleRows> rows_;
  std::vector<std::uint32_t> core_, first_, place_;
  std::vector<Vertex> order_;
};

}  // namespace

std::vector<std::uint32_t> core_numbers(const GraphView& view, Work& work) {
  return Peeling(view, work).run();
}

}  // namespace polgraph
