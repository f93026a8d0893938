// Work cut into blocks that two threads share.
//
// A block writes only what is its own, and what blocks make is put together in their order; so an answer is the same to
// the last bit whoever runs which block, and with one thread.
//   Thread  one caller; its Work is asked on its own thread only
#pragma once

#include <atomic>
#include <cstddef>
#include <functional>

#include "graph/work.h"

namespace polgraph {

// May this block go on? To be asked now and then in a long one. Throws what ends the block: on the caller's thread what
// its Work throws, on the other one something that in_blocks() keeps to itself.
class Turn {
 public:
  Turn(Work* work, const std::atomic<bool>& ended) : work_(work), ended_(ended) {}
  void look() const;
  bool is_callers() const { return work_ != nullptr; }  // on the caller's thread

 private:
  Work* work_;  // null: not the caller's thread
  const std::atomic<bool>& ended_;
};

// Calls body(0, turn) ... body(blocks - 1, turn), each once. Throws what a block throws, when no block runs any more.
//   Cost  with two threads, 30 microseconds beside the work
void in_blocks(std::size_t blocks, std::size_t threads, Work& work,
               const std::function<void(std::size_t block, const Turn& turn)>& body);

// A Work for what a block calls.
class BlockWork final : public Work {
 public:
  explicit BlockWork(const Turn& turn) : turn_(turn) {}
  void look() override { turn_.look(); }

 private:
  const Turn& turn_;
};

// How many threads for so many steps of a few nanoseconds: one, where a second does not pay. `asked`: 0, or exactly so
// many.
std::size_t threads_for(std::size_t steps, std::size_t asked);

}  // namespace polgraph
