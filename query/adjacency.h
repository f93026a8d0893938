// The relationships of a node, as operators read them: from the store's index, from what was read of it a moment ago,
// or from arrays (graph/image.h) that hold all of the types an operator follows. All tell them in one order (that of
// Snapshot::steps), so an answer does not depend on which it was, not even under LIMIT.
//
// With Adjacency::Auto an operator begins with the store. Once what it and others before it have read of these types
// cost as much as making the arrays would, it makes them and reads on there, so that all together never pay much more
// than twice the better of the two. A statement that writes always reads the store: its writes must be seen.
//
//   Lives   a StepReader borrows its StepSource, which belongs to one operator
//   Cost    StepReader from arrays: constant a step; steps_to: two binary searches a type
#pragma once

#include <array>
#include <optional>
#include <span>
#include <vector>

#include "graph/kept_steps.h"
#include "graph/snapshot.h"
#include "graph/type_arrays.h"

namespace polgraph {

class Context;

// Thrown where Context::anew says so. Never reaches a user.
struct ArraysWanted {};

// What making arrays costs, in steps over the store's index: one ordered scan.
std::uint64_t steps_worth_arrays(const Statistics& counts);

// One type in one direction.
struct StepList {
  const Adjacents* adjacents;
  TypeId type;
  bool outgoing;
};

class StepReader {
 public:
  // `keeps`, if any, is told the steps under `key` once they were read to their end.
  StepReader(StepCursor cursor, std::uint64_t& steps, KeptSteps* keeps, const KeptSteps::Key& key)
      : cursor_(std::move(cursor)), counted_(&steps), keeps_(keeps), key_(key) {}
  StepReader(KeptSteps::List kept, std::uint64_t& steps) : counted_(&steps), kept_(kept) {}
  // `once`: what leads from the node to itself has come as outgoing already. `steps` may be null.
  StepReader(std::span<const StepList> lists, NodeId node, std::optional<NodeId> neighbour, bool once,
             std::uint64_t* steps)
      : counted_(steps), lists_(lists), node_(node), neighbour_(neighbour), once_(once) {}

  bool next();
  const Step& step() const { return cursor_ ? cursor_->step() : step_; }

 private:
  bool next_of_store();
  bool open_list();

  std::optional<StepCursor> cursor_;
  std::uint64_t* counted_ = nullptr;
  KeptSteps* keeps_ = nullptr;
  KeptSteps::Key key_;
  std::vector<KeptStep> noted_;      // for keeps_
  KeptSteps::List kept_;             // still to come
  std::span<const StepList> lists_;  // still to come
  NodeId node_;
  std::optional<NodeId> neighbour_;
  bool once_ = false;
  const StepList* list_ = nullptr;
  std::uint32_t at_ = 0, end_ = 0;
  Step step_;
};

class StepSource {
 public:
  // As Snapshot::steps and Snapshot::steps_to. An operator asks for the same types each time.
  StepReader steps(NodeId node, Direction direction, std::span<const TypeId> types, Context& context);
  StepReader steps_to(NodeId node, NodeId neighbour, Direction direction, std::span<const TypeId> types,
                      Context& context);

 private:
  StepReader read(NodeId node, std::optional<NodeId> neighbour, Direction direction, std::span<const TypeId> types,
                  Context& context);
  bool from_arrays(std::uint64_t cost, Context& context);
  void decide(std::span<const TypeId> types, Context& context);
  bool take_arrays(Context& context);
  static std::uint64_t* counted(Context& context);
  std::span<const StepList> lists(Direction direction) const;

  std::vector<StepList> lists_;  // outgoing, then as many incoming; none: the store is read
  std::vector<TypeId> types_;    // ascending; all of the graph's where none are named
  bool decided_ = false;         // it is known whether arrays may be used, and what they cost
  bool allowed_ = false, in_arrays_ = false;
  std::uint64_t statement_ = 0;           // for which it was decided
  std::uint64_t worth_ = 0;               // what making them costs, in steps
  KeptSteps* keeps_ = nullptr;            // null: not in this statement
  std::array<std::uint32_t, 3> which_{};  // by direction: KeptSteps::Key::which
  std::uint64_t own_ = 0;
  std::uint64_t* spent_ = &own_;  // on reading the store, in steps
};

}  // namespace polgraph
