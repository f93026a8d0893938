#include "tools/neighbourhood.h"

#include <algorithm>
#include <set>
#include <sstream>

#include "graph/error.h"
#include "graph/trace.h"
#include "tools/describe.h"
#include "tools/relationship_groups.h"
#include "tools/selection.h"

namespace polgraph::cli {

namespace {

constexpr std::size_t kParallelShown = 3;  // relationships of one type to one neighbour

int importance(const Snapshot& snapshot, const StepGroup& group) {
  const std::string& type = snapshot.name(group.type);
  int rank = 2;
  for (const FundingRule& rule : funding_profile()) {
    if (rule.type == type) rank = std::min(rank, rule.money ? 0 : 1);
  }
  return rank;
}

bool is_document(const Snapshot& snapshot, NodeId node) {
  const auto source = snapshot.find_label("Source");
  return source && snapshot.has_label(node, *source);
}

// Groups take turns, so that each of them is seen.
class Chooser {
 public:
  Chooser(const Snapshot& snapshot, NodeId node) : snapshot_(snapshot), node_(node) {
    groups_ = step_groups(snapshot, node);
    std::stable_sort(groups_.begin(), groups_.end(), [&](const StepGroup& a, const StepGroup& b) {
      return importance(snapshot_, a) < importance(snapshot_, b);
    });
  }

  std::size_t count() const {
    std::set<NodeId> all;
    for (const StepGroup& group : groups_) {
      for (const RankedStep& ranked : group.steps) all.insert(ranked.step.neighbour);
    }
    all.erase(node_);
    return all.size();
  }

  // A picture of one long column would be too small to read: neither side has more than three fifths, unless all fit.
  std::set<NodeId> choose(std::size_t limit) {
    most_of_a_side_ = count() <= limit ? limit : std::max<std::size_t>(1, limit * 3 / 5);
    for (const bool documents : {false, true}) {
      std::vector<std::size_t> next(groups_.size(), 0);
      for (bool found = true; found && chosen_.size() < limit;) {
        found = false;
        for (std::size_t i = 0; i < groups_.size() && chosen_.size() < limit; ++i)
          found = take(groups_[i], next[i], documents) || found;
      }
    }
    return chosen_;
  }

  const std::vector<StepGroup>& groups() const { return groups_; }

 private:
  bool take(const StepGroup& group, std::size_t& next, bool documents) {
    std::size_t& side = group.outgoing ? outgoing_ : incoming_;
    if (side == most_of_a_side_) return false;
    while (next < group.steps.size()) {
      const NodeId neighbour = group.steps[next++].step.neighbour;
      if (neighbour == node_ || is_document(snapshot_, neighbour) != documents) continue;
      if (!chosen_.insert(neighbour).second) continue;
      ++side;
      return true;
    }
    return false;
  }

  const Snapshot& snapshot_;
  NodeId node_;
  std::vector<StepGroup> groups_;
  std::set<NodeId> chosen_;
  std::size_t most_of_a_side_ = 0, outgoing_ = 0, incoming_ = 0;
};

// Without what stands before the element: the page has its own declaration.
std::string element_of(const std::string& svg) {
  const std::size_t begin = svg.find("<svg");
  return begin == std::string::npos ? std::string() : svg.substr(begin);
}

}  // namespace

Neighbourhood neighbourhood(const Snapshot& snapshot, NodeId node, std::size_t limit) {
  Chooser chooser(snapshot, node);
  const std::set<NodeId> chosen = chooser.choose(limit);
  Selection selection(snapshot);
  selection.add(node);
  for (const StepGroup& group : chooser.groups()) {
    std::map<NodeId, std::size_t> drawn;
    for (const RankedStep& ranked : group.steps) {
      const NodeId neighbour = ranked.step.neighbour;
      if ((chosen.contains(neighbour) || neighbour == node) && drawn[neighbour]++ < kParallelShown)
        selection.add(ranked.step.relationship);
    }
  }
  return {.graph = selection.source(""), .neighbours = chooser.count(), .shown = chosen.size()};
}

Picture draw_neighbourhood(const GraphSource& graph) {
  const Format* format = find_format("svg");
  std::ostringstream out;
  try {
    format->save(graph, SaveOptions{}, out);
  } catch (const Error& error) {
    if (error.kind() == Kind::Interrupted) throw;
    return {.svg = {}, .why = error.what()};
  }
  return {.svg = element_of(out.str()), .why = {}};
}

}  // namespace polgraph::cli
