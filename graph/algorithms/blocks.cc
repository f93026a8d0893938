#include "graph/algorithms/blocks.h"

#include <algorithm>
#include <exception>
#include <thread>

namespace polgraph {

namespace {
struct Ended {};  // thrown and caught in this file
constexpr std::size_t kWorthAThread = 300'000;
}  // namespace

void Turn::look() const {
  if (work_ != nullptr) work_->look();
  if (ended_.load(std::memory_order_relaxed)) throw Ended();
}

void in_blocks(std::size_t blocks, std::size_t threads, Work& work,
               const std::function<void(std::size_t, const Turn&)>& body) {
  std::atomic<std::size_t> next = 0;
  std::atomic<bool> ended = false;
  const auto run = [&](Work* asked, std::exception_ptr& fault) {
    const Turn turn(asked, ended);
    try {
      for (std::size_t block = 0; (block = next.fetch_add(1)) < blocks;) {
        turn.look();
        body(block, turn);
      }
    } catch (const Ended&) {
    } catch (...) {
      fault = std::current_exception();
      ended = true;
    }
  };
  std::exception_ptr own, others;
  {
    std::jthread second;
    if (threads > 1 && blocks > 1) second = std::jthread([&] { run(nullptr, others); });
    run(&work, own);
  }
  if (own) std::rethrow_exception(own);
  if (others) std::rethrow_exception(others);
}

std::size_t threads_for(std::size_t steps, std::size_t asked) {
  if (asked != 0) return asked;
  return steps < kWorthAThread ? 1 : std::min(2u, std::thread::hardware_concurrency());
}

}  // namespace polgraph
