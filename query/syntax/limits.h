// Limits: what a statement may use: time, memory, and whether it was called off. One object goes with a statement from
// its first letter to its last row, so that parsing and planning are bounded as running is.
//
//   Units   seconds, bytes; 0: no limit
//   Throws  Error Interrupted, Error Limit "Timeout", Error Limit "MemoryLimit"
//   Cost    tick() and charge() a few instructions; the clock is looked at every 256 ticks
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>

namespace polgraph {

class Limits {
 public:
  Limits() = default;  // none
  Limits(double timeout_s, std::uint64_t memory_bytes, const std::atomic<bool>* cancelled);

  // What was used before this object was made: parsing, for a run.
  void resume(std::chrono::nanoseconds spent, std::size_t held);
  std::chrono::nanoseconds spent() const { return std::chrono::steady_clock::now() - begun_; }

  // To be called for each row, each step of an expansion, each part of a text; `steps` at once where a loop cannot.
  void tick(std::size_t steps = 1) {
    ticks_ += steps;
    if (ticks_ < kTicks) return;
    ticks_ = 0;
    look();
  }
  void look() const;  // at once

  // Memory that is held on to.
  void charge(std::size_t bytes) {
    held_ += bytes;
    if (held_ > peak_) grown();
  }
  void release(std::size_t bytes) { held_ -= bytes < held_ ? bytes : held_; }
  // Throws if one thing of `bytes` would not fit, before it is made; making it takes time, too.
  void reserve(std::size_t bytes) {
    charge(bytes);
    release(bytes);
    tick(bytes / kBytesOfTick);
  }
  std::size_t held() const { return held_; }
  std::size_t peak() const { return peak_; }

 private:
  static constexpr std::size_t kTicks = 256;
  static constexpr std::size_t kBytesOfTick = 1024;
  void grown();

  double timeout_s_ = 0;
  std::uint64_t memory_bytes_ = 0;
  const std::atomic<bool>* cancelled_ = nullptr;
  std::chrono::steady_clock::time_point begun_ = std::chrono::steady_clock::now();
  std::chrono::steady_clock::time_point deadline_;
  std::size_t ticks_ = 0, held_ = 0, peak_ = 0;
};

}  // namespace polgraph
