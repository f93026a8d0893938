#include "graph/blocks.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <stdexcept>
#include <thread>
#include <vector>

using namespace polgraph;

namespace {
struct Stop {};
struct Limited final : Work {
  explicit Limited(int looks) : left(looks) {}
  void look() override {
    if (left-- == 0) throw Stop();
  }
  int left;
};
}  // namespace

TEST_CASE("each block runs once, on one thread or on two", "[algorithms][blocks]") {
  Work work;
  for (const std::size_t threads : {1u, 2u}) {
    std::vector<int> runs(500, 0);
    in_blocks(runs.size(), threads, work, [&](std::size_t block, const Turn&) { ++runs[block]; });
    CHECK(runs == std::vector<int>(500, 1));
  }
  in_blocks(0, 2, work, [](std::size_t, const Turn&) { FAIL("there is no block"); });
}

TEST_CASE("a block that fails ends the others, and its error is told", "[algorithms][blocks]") {
  Work work;
  for (const std::size_t threads : {1u, 2u}) {
    const auto fail = [](std::size_t block, const Turn&) {
      if (block == 3) throw std::runtime_error("block 3");
    };
    CHECK_THROWS_WITH(in_blocks(100, threads, work, fail), "block 3");
  }
}

TEST_CASE("who ends the work ends the blocks of both threads", "[algorithms][blocks]") {
  for (const int looks : {0, 1, 10}) {
    Limited work(looks);
    const auto forever = [](std::size_t, const Turn& turn) {
      for (;;) turn.look();
    };
    CHECK_THROWS_AS(in_blocks(8, 2, work, forever), Stop);
  }
}

TEST_CASE("work ends also while only the other thread has something to do", "[algorithms][blocks]") {
  Limited work(5);
  std::atomic<bool> other_has_one = false;
  const auto caller = std::this_thread::get_id();
  const auto endless = [&](std::size_t, const Turn& turn) {
    if (std::this_thread::get_id() == caller) {
      while (!other_has_one) std::this_thread::yield();
      return;
    }
    other_has_one = true;
    for (;;) turn.look();
  };
  CHECK_THROWS_AS(in_blocks(2, 2, work, endless), Stop);
}
