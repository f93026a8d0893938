// Work: what a long computation asks of whoever started it: may I go on, may I hold this much memory? The computation
// calls tick() for each edge it looks at and takes a Held for its arrays; the caller's class throws where a limit is
// reached or the user gave up. Without a caller's class nothing ends it.
//
//   Thread  one thread
#pragma once

#include <cstddef>

namespace polgraph {

class Work {
 public:
  virtual ~Work() = default;
  void tick(std::size_t steps = 1) {
    ticks_ += steps;
    if (ticks_ < kTicks) return;
    ticks_ = 0;
    look();
  }
  virtual void look() {}                                 // throws to end the work
  virtual void hold(std::size_t bytes) { (void)bytes; }  // throws where it is too much
  virtual void release(std::size_t bytes) { (void)bytes; }

 private:
  static constexpr std::size_t kTicks = 256;
  std::size_t ticks_ = 0;
};

// Memory held as long as this lives. It must not outlive the Work.
class Held {
 public:
  explicit Held(Work& work, std::size_t bytes = 0) : work_(work) { add(bytes); }
  ~Held() { work_.release(bytes_); }
  Held(const Held&) = delete;
  Held& operator=(const Held&) = delete;
  void add(std::size_t bytes) {
    work_.hold(bytes);
    bytes_ += bytes;
  }

 private:
  Work& work_;
  std::size_t bytes_ = 0;
};

}  // namespace polgraph
