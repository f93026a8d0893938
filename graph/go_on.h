// go_on: may this thread go on? Most loops are too deep below the command or statement that they run for to be handed a
// Work (graph/work.h): the thread has one, lent by whoever began, and what all loops are built of asks it: a step in
// the store, a record, a list or map that is walked over, a piece of a file that is read or written. So nothing that
// takes long needs to know who may stop it, and a new command can be stopped from its first day.
//
//   SignalWork work;  const Lent lent(work);  command();   // anything in it may call go_on()
//
//   Held held(lent_work());  held.add(bytes);           // memory that grows with the graph, bounded by whoever lent
//
//   Thread  a thread that is begun on the way has no Work until one is lent to it: it is not stopped
//   Throws  what the Work throws. So never asked by a destructor, nor between a commit's first byte and its last
//   Cost    some instructions; go_on_now() looks at once
#pragma once

#include <cstddef>
#include <utility>

#include "graph/work.h"

namespace polgraph {

namespace detail {
inline constinit thread_local Work* lent = nullptr;
inline thread_local Work nobody;
}  // namespace detail

// Lends a Work to this thread as long as it lives; what was lent before comes back.
class Lent {
 public:
  explicit Lent(Work& work) : before_(std::exchange(detail::lent, &work)) {}
  ~Lent() { detail::lent = before_; }
  Lent(const Lent&) = delete;
  Lent& operator=(const Lent&) = delete;

 private:
  Work* before_;
};

inline void go_on(std::size_t steps = 1) {
  if (detail::lent != nullptr) detail::lent->tick(steps);
}
inline void go_on_now() {
  if (detail::lent != nullptr) detail::lent->look();
}
// What this thread was lent; where it was lent nothing, what bounds nothing.
inline Work& lent_work() {
  return detail::lent != nullptr ? *detail::lent : detail::nobody;
}

}  // namespace polgraph
