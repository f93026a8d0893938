#include "graph/blocks.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <system_error>
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

namespace {

class Blocks {
 public:
  Blocks(std::size_t count, const std::function<void(std::size_t, const Turn&)>& body) : count_(count), body_(body) {}

  void run(bool two, Work& work) {
    std::exception_ptr own, others;
    {
      const std::jthread second = two ? begin_second(others) : std::jthread();
      take(&work, own);
      if (second.joinable()) wait(work, own);
    }
    if (own) std::rethrow_exception(own);
    if (others) std::rethrow_exception(others);
  }

 private:
  // Where the system gives no thread, one does it all.
  std::jthread begin_second(std::exception_ptr& fault) {
    try {
      return std::jthread([this, &fault] {
        take(nullptr, fault);
        const std::lock_guard lock(mutex_);
        second_done_ = true;
        changed_.notify_one();
      });
    } catch (const std::system_error&) {
      return {};
    }
  }

  void take(Work* work, std::exception_ptr& fault) {
    const Turn turn(work, ended_);
    guarded(fault, [&] {
      for (std::size_t block = 0; (block = next_.fetch_add(1)) < count_;) {
        turn.look();
        body_(block, turn);
      }
    });
  }

  // The work may be called off while the other thread has the last block.
  void wait(Work& work, std::exception_ptr& fault) {
    std::unique_lock lock(mutex_);
    // (On the system's clock: g++ 12's thread sanitizer does not know waiting on the steady one.)
    const auto soon = [] { return std::chrono::system_clock::now() + std::chrono::milliseconds(2); };
    while (!changed_.wait_until(lock, soon(), [this] { return second_done_; })) {
      if (!fault) guarded(fault, [&] { work.look(); });
    }
  }

  template <class Run>
  void guarded(std::exception_ptr& fault, const Run& run) {
    try {
      run();
    } catch (const Ended&) {
    } catch (...) {
      fault = std::current_exception();
      ended_ = true;
    }
  }

  std::size_t count_;
  const std::function<void(std::size_t, const Turn&)>& body_;
  std::atomic<std::size_t> next_ = 0;
  std::atomic<bool> ended_ = false;
  std::mutex mutex_;
  std::condition_variable changed_;
  bool second_done_ = false;
};

}  // namespace

void in_blocks(std::size_t blocks, std::size_t threads, Work& work,
               const std::function<void(std::size_t, const Turn&)>& body) {
  Blocks(blocks, body).run(threads > 1 && blocks > 1, work);
}

std::size_t threads_for(std::size_t steps, std::size_t asked) {
  if (asked != 0) return asked;
  return steps < kWorthAThread ? 1 : std::min(2u, std::thread::hardware_concurrency());
}

}  // namespace polgraph
