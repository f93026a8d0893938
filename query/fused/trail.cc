#include "query/fused/trail.h"

#include <algorithm>
#include <utility>

namespace polgraph::fused {

void Trail::start(const Step& step, std::uint32_t from) {
  step_ = &step;
  levels_.clear();
  used_.clear();
  ends_ = from;
  first_ = true;
}

void Trail::enter(std::uint32_t node) {
  if (step_->max && used_.size() >= *step_->max) return;
  if (step_->along.lists.empty()) return;
  const Adjacents& list = *step_->along.lists[0];
  levels_.push_back({node, 0, list.begin(node), list.end(node)});
}

// Is there a relationship left at the level, in this list or a later one?
bool Trail::more(Level& level) const {
  while (level.at == level.end) {
    if (++level.list == step_->along.lists.size()) return false;
    const Adjacents& list = *step_->along.lists[level.list];
    level.at = list.begin(level.node);
    level.end = list.end(level.node);
  }
  return true;
}

bool Trail::next() {
  if (std::exchange(first_, false)) {
    enter(ends_);
    return true;
  }
  while (!levels_.empty()) {
    while (used_.size() >= levels_.size()) used_.pop_back();  // what hangs below has been walked
    ++looked_at_;
    Level& level = levels_.back();
    if (!more(level)) {
      levels_.pop_back();
      continue;
    }
    const Adjacents& list = *step_->along.lists[level.list];
    const std::uint32_t at = level.at++;
    const std::uint32_t relationship = list.relationships[at];
    if (level.list >= step_->along.once_from && list.neighbours[at] == level.node) continue;
    if (std::find(used_.begin(), used_.end(), relationship) != used_.end()) continue;
    used_.push_back(relationship);
    ends_ = list.neighbours[at];
    enter(ends_);
    return true;
  }
  return false;
}

std::size_t Trail::looked_at() {
  return std::exchange(looked_at_, 0);
}

}  // namespace polgraph::fused
