#include "query/fused/walks.h"

#include <algorithm>

namespace polgraph::fused {

void Walks::forget() {
  if (total_.empty()) {
    total_.resize(nodes_);
    seen_.resize(nodes_);
  }
  for (const std::uint32_t node : ends_) total_[node] = 0;
  ends_.clear();
}

void Walks::add_end(std::uint32_t node, std::uint64_t ways) {
  if (total_[node] == 0) ends_.push_back(node);
  if (__builtin_add_overflow(total_[node], ways, &total_[node])) throw Declined{};
}

void Walks::reach(const Step& step, std::uint32_t from, const Tick& tick) {
  if (step.min > 1) return count(step, from, tick);
  forget();
  if (step.min == 0) add_end(from, 1);
  level_.assign(1, from);
  for (std::uint64_t depth = 0; !level_.empty() && (!step.max || depth < *step.max); ++depth) {
    following_.clear();
    for (const std::uint32_t node : level_) {
      for (const Adjacents* list : step.along.lists) {
        tick(list->degree(node) + 1);
        for (std::uint32_t i = list->begin(node); i < list->end(node); ++i) {
          const std::uint32_t next = list->neighbours[i];
          if (seen_[next] != 0) continue;
          seen_[next] = 1;
          following_.push_back(next);
          if (total_[next] == 0) add_end(next, 1);
        }
      }
    }
    std::swap(level_, following_);
  }
  for (const std::uint32_t node : ends_) seen_[node] = 0;
}

// Takes away nodes that nothing enters until none is left; what stays stands in a circle.
void Walks::refuse_circles(const Step& step, std::uint32_t from, const Tick& tick) {
  entering_.resize(nodes_);
  const auto each = [&](std::uint32_t node, const auto& visit) {
    for (const Adjacents* list : step.along.lists) {
      tick(list->degree(node) + 1);
      for (std::uint32_t i = list->begin(node); i < list->end(node); ++i) visit(list->neighbours[i]);
    }
  };
  constexpr std::uint8_t kReached = 1, kGoesOn = 2;
  std::vector<std::uint32_t> reached(1, from), free;
  std::size_t going_on = 0, level_begin = 0;
  seen_[from] = kReached;
  for (std::uint64_t depth = 0; level_begin < reached.size() && (!step.max || depth < *step.max); ++depth) {
    const std::size_t level_end = reached.size();
    for (; level_begin < level_end; ++level_begin) {
      const std::uint32_t node = reached[level_begin];
      seen_[node] |= kGoesOn;
      ++going_on;
      each(node, [&](std::uint32_t next) {
        ++entering_[next];
        if (seen_[next] != 0) return;
        seen_[next] = kReached;
        reached.push_back(next);
      });
    }
  }
  std::size_t taken = 0;
  if (entering_[from] == 0) free.push_back(from);
  while (!free.empty()) {
    const std::uint32_t node = free.back();
    free.pop_back();
    if ((seen_[node] & kGoesOn) == 0) continue;
    ++taken;
    each(node, [&](std::uint32_t next) {
      if (--entering_[next] == 0) free.push_back(next);
    });
  }
  for (const std::uint32_t node : reached) seen_[node] = 0, entering_[node] = 0;
  if (taken != going_on) throw Declined{};
}

void Walks::count(const Step& step, std::uint32_t from, const Tick& tick) {
  forget();
  if (now_.empty()) {
    now_.resize(nodes_);
    next_.resize(nodes_);
  }
  if (step.may_circle) refuse_circles(step, from, tick);
  if (step.min == 0) add_end(from, 1);
  level_.assign(1, from);
  now_[from] = 1;
  for (std::uint64_t depth = 1; !level_.empty() && (!step.max || depth <= *step.max); ++depth) {
    following_.clear();
    for (const std::uint32_t node : level_) {
      const std::uint64_t ways = now_[node];
      now_[node] = 0;
      for (const Adjacents* list : step.along.lists) {
        tick(list->degree(node) + 1);
        for (std::uint32_t i = list->begin(node); i < list->end(node); ++i) {
          const std::uint32_t end = list->neighbours[i];
          if (next_[end] == 0) following_.push_back(end);
          if (__builtin_add_overflow(next_[end], ways, &next_[end])) throw Declined{};
        }
      }
    }
    for (const std::uint32_t node : following_)
      if (depth >= step.min) add_end(node, next_[node]);
    std::swap(level_, following_);
    std::swap(now_, next_);
  }
  for (const std::uint32_t node : level_) now_[node] = 0;
}

}  // namespace polgraph::fused
