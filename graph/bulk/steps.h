// Private: type and ends of many relationships, numbered from 0, and the order in which adjacency keeps them.
//   Cost    12 bytes a relationship; while a direction is walked, 4 more, and 8 a node
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "graph/bulk/large_pages.h"

namespace polgraph::bulk {

struct Ends {
  std::uint32_t type;
  std::uint32_t start;
  std::uint32_t end;
};

class Steps {
 public:
  void add(const Ends& ends);
  std::uint64_t size() const { return size_; }
  Ends& operator[](std::uint64_t number) { return blocks_[number >> kShift][number & kMask]; }
  const Ends& operator[](std::uint64_t number) const { return blocks_[number >> kShift][number & kMask]; }
  void shrink(std::uint64_t size) { size_ = size; }

  struct Step {
    std::uint32_t type, to, relationship;
    auto operator<=>(const Step&) const = default;
  };
  // All steps of each node that has some, nodes ascending, steps ascending. Starts and ends must be below `nodes`.
  void walk(bool outgoing, std::uint32_t nodes,
            const std::function<void(std::uint32_t from, const std::vector<Step>& steps)>& visit) const;

 private:
  static constexpr unsigned kShift = 18;
  static constexpr std::uint64_t kMask = (1u << kShift) - 1;
  std::vector<LargeArray<Ends>> blocks_;
  std::uint64_t size_ = 0;
};

}  // namespace polgraph::bulk
