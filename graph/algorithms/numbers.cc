#include "graph/algorithms/numbers.h"

#include <algorithm>
#include <cmath>
#include <string>

#include "graph/error.h"

namespace polgraph {

void check_weights(const GraphView& view, std::string_view who) {
  if (!view.weighted()) return;
  const auto [first, last] = edges(view);
  for (auto at = first; at != last; ++at) {
    const double weight = view.weight(*at);
    if (weight >= 0 && std::isfinite(weight)) continue;
    const std::string name = "relationship " + std::to_string(view.relationship(*at).value) + " from node " +
                             std::to_string(view.node(at->source).value) + " to node " +
                             std::to_string(view.node(at->target).value);
    if (weight < 0) {
      throw Error(Kind::Argument, "NegativeWeight",
                  name + " has a negative weight, but " + std::string(who) + " needs weights of 0 or more");
    }
    throw Error(Kind::Argument, "WeightNotFinite", name + " has a weight that is no finite number");
  }
}

namespace {

SimpleRows rows_with_weights(const GraphView& view, Way way, Parallel parallel, Work& work) {
  SimpleRows rows;
  rows.offsets.push_back(0);
  std::vector<std::pair<Vertex, double>> row;
  for (Vertex vertex = 0; vertex < view.vertex_count(); ++vertex) {
    row.clear();
    const auto [first, last] = way == Way::Out ? view.out_range(vertex) : view.in_range(vertex);
    for (auto i = first; i < last; ++i) {
      work.tick();
      const auto edge = view.edge_at(way == Way::Out ? i : view.in_positions()[i]);
      const Vertex other = way == Way::Out ? edge.target : edge.source;
      if (other != vertex) row.emplace_back(other, view.weight(edge));
    }
    std::sort(row.begin(), row.end());
    for (std::size_t i = 0; i < row.size(); ++i) {
      const bool again = i > 0 && row[i].first == row[i - 1].first;
      if (again && parallel == Parallel::Sum) rows.weights.back() += row[i].second;
      if (again) continue;
      rows.targets.push_back(row[i].first);
      rows.weights.push_back(row[i].second);
    }
    rows.offsets.push_back(static_cast<std::uint32_t>(rows.targets.size()));
  }
  return rows;
}

SimpleRows rows_without_weights(const GraphView& view, Way way, Work& work) {
  SimpleRows rows;
  rows.offsets.reserve(view.vertex_count() + 1);
  rows.offsets.push_back(0);
  rows.targets.reserve(view.edge_count());
  for (Vertex vertex = 0; vertex < view.vertex_count(); ++vertex) {
    const auto begun = static_cast<std::ptrdiff_t>(rows.targets.size());
    const auto [first, last] = way == Way::Out ? view.out_range(vertex) : view.in_range(vertex);
    work.tick(last - first);
    for (auto i = first; i < last; ++i) {
      const Vertex other = way == Way::Out ? view.targets()[i] : view.edge_at(view.in_positions()[i]).source;
      if (other != vertex) rows.targets.push_back(other);
    }
    const auto row = rows.targets.begin() + begun;
    if (!std::is_sorted(row, rows.targets.end())) std::sort(row, rows.targets.end());
    rows.targets.erase(std::unique(row, rows.targets.end()), rows.targets.end());
    rows.offsets.push_back(static_cast<std::uint32_t>(rows.targets.size()));
  }
  return rows;
}

}  // namespace

SimpleRows simple_rows(const GraphView& view, Way way, Parallel parallel, Work& work) {
  return view.weighted() ? rows_with_weights(view, way, parallel, work) : rows_without_weights(view, way, work);
}

std::vector<std::uint32_t> numbered(const std::vector<std::uint32_t>& group) {
  constexpr auto kNone = std::numeric_limits<std::uint32_t>::max();
  std::uint32_t most = 0;
  for (const std::uint32_t name : group) most = std::max(most, name);
  std::vector<std::uint32_t> number(group.empty() ? 0 : std::size_t{most} + 1, kNone);
  std::vector<std::uint32_t> out;
  out.reserve(group.size());
  std::uint32_t next = 0;
  for (const std::uint32_t name : group) {
    if (number[name] == kNone) number[name] = next++;
    out.push_back(number[name]);
  }
  return out;
}

}  // namespace polgraph
