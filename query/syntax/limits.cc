#include "query/syntax/limits.h"

#include <string>

#include "graph/error.h"
#include "graph/text/byte_count.h"

namespace polgraph {

namespace {

std::chrono::steady_clock::duration duration_of(double seconds) {
  return std::chrono::duration_cast<std::chrono::steady_clock::duration>(std::chrono::duration<double>(seconds));
}

}  // namespace

Limits::Limits(double timeout_s, std::uint64_t memory_bytes, const std::atomic<bool>* cancelled)
    : timeout_s_(timeout_s), memory_bytes_(memory_bytes), cancelled_(cancelled) {
  if (timeout_s > 0) deadline_ = begun_ + duration_of(timeout_s);
}

void Limits::resume(std::chrono::nanoseconds spent, std::size_t held) {
  begun_ -= spent;
  deadline_ -= spent;
  charge(held);
}

void Limits::look() const {
  if (cancelled_ != nullptr && cancelled_->load(std::memory_order_relaxed)) {
    throw Error(Kind::Interrupted, "Interrupted", "interrupted");
  }
  if (timeout_s_ <= 0 || std::chrono::steady_clock::now() <= deadline_) return;
  std::string seconds = std::to_string(timeout_s_);
  seconds.erase(seconds.find_last_not_of('0') + 1);
  if (seconds.back() == '.') seconds.pop_back();
  throw Error(Kind::Limit, "Timeout", "the statement ran longer than " + seconds + " s")
      .hint("give it more time with --timeout, or narrow the pattern");
}

void Limits::grown() {
  peak_ = held_;
  if (memory_bytes_ == 0 || held_ <= memory_bytes_) return;
  throw Error(Kind::Limit, "MemoryLimit",
              "the statement needs more than " + text_of_bytes(memory_bytes_) + " of memory")
      .hint("allow more with --memory, or ask for less at once");
}

}  // namespace polgraph
