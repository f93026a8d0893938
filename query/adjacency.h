// The relationships of a node, as operators read them: from the store's index, or from arrays that hold all of the
// types an operator follows. Both tell them in one order (that of Snapshot::steps), so an answer does not depend on
// which it was, not even under LIMIT.
//
// With Adjacency::Auto an operator begins with the store. Once what it has read cost as much as making the arrays
// would, it makes them and reads on there, so that it never pays much more than twice the better of the two. A
// statement that writes always reads the store: its writes must be seen.
//
//   Lives   a StepReader borrows its StepSource, which belongs to one operator
//   Cost    StepReader from arrays: constant a step; steps_to: two binary searches a type
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "graph/snapshot.h"

namespace polgraph {

class Context;
class GraphView;

class StepReader {
 public:
  StepReader(StepCursor cursor, std::uint64_t& steps) : cursor_(std::move(cursor)), counted_(&steps) {}
  StepReader(const GraphView& view, NodeId node, std::optional<NodeId> neighbour, Direction direction);

  bool next();
  const Step& step() const { return cursor_ ? cursor_->step() : step_; }

 private:
  using Range = std::pair<std::uint32_t, std::uint32_t>;
  bool open_range();
  void find_neighbour(std::uint32_t vertex, std::uint32_t neighbour, bool outgoing);

  std::optional<StepCursor> cursor_;
  std::uint64_t* counted_ = nullptr;
  const GraphView* view_ = nullptr;
  Direction direction_ = Direction::Out;
  std::vector<std::pair<Range, bool>> ranges_;  // still to come, the next one last; outgoing: of positions
  Range range_{0, 0};
  bool outgoing_ = true;
  Step step_;
};

class StepSource {
 public:
  // As Snapshot::steps and Snapshot::steps_to. An operator asks for the same types each time.
  StepReader steps(NodeId node, Direction direction, std::span<const TypeId> types, Context& context);
  StepReader steps_to(NodeId node, NodeId neighbour, Direction direction, std::span<const TypeId> types,
                      Context& context);

 private:
  bool from_arrays(std::span<const TypeId> types, std::size_t seeks, Context& context);
  void decide(std::span<const TypeId> types, Context& context);
  void take_kept(std::span<const TypeId> types, Context& context);
  void take(std::shared_ptr<const GraphView> view, Context& context);

  std::shared_ptr<const GraphView> view_;
  std::uint64_t statement_ = 0;  // for which it counts
  bool decided_ = false;  // it is known whether arrays may be used, and what they cost
  bool allowed_ = false;
  std::uint64_t worth_ = 0;  // what making them costs, in steps
  std::uint64_t spent_ = 0;  // on reading the store, in steps
};

}  // namespace polgraph
