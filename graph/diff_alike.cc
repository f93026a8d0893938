#include "graph/diff_alike.h"

#include <algorithm>

namespace polgraph::diffing {

namespace {

constexpr std::size_t kMostSought = 64;

struct Candidate {
  Digest digest;
  EntityId entity;
};
using Candidates = std::vector<Candidate>;

struct Found {
  std::string order;
  Match match;
};

Candidates candidates_of(std::span<const EntityId> entities, const Read& read) {
  Candidates candidates;
  for (const EntityId entity : entities) candidates.push_back({digest(read(entity)), entity});
  std::sort(candidates.begin(), candidates.end(), [](const Candidate& a, const Candidate& b) {
    return std::tie(a.digest, a.entity) < std::tie(b.digest, b.entity);
  });
  return candidates;
}

// Walks two sorted lists: both(a, b) for what is alike, else one of them goes to what is left.
template <class Compare, class Both>
void walk(Candidates& before, Candidates& after, Compare compare, Both both) {
  Candidates left_before, left_after;
  auto a = before.begin();
  auto b = after.begin();
  while (a != before.end() || b != after.end()) {
    const int order = a == before.end() ? 1 : b == after.end() ? -1 : compare(*a, *b);
    if (order == 0)
      both(*a++, *b++);
    else if (order < 0)
      left_before.push_back(std::move(*a++));
    else
      left_after.push_back(std::move(*b++));
  }
  before = std::move(left_before);
  after = std::move(left_after);
}

// Pairs of which each agrees more with the other than with any third.
class Seeker {
 public:
  Seeker(const Candidates& before, const Candidates& after, const Read& read_before, const Read& read_after) {
    std::vector<Statements> all_after;
    for (const Candidate& b : after) all_after.push_back(read_after(b.entity));
    for (const Candidate& a : before) {
      const Statements statements = read_before(a.entity);
      scores_.emplace_back();
      for (const Statements& other : all_after) scores_.back().push_back(agreement(statements, other));
    }
    free_before_.assign(before.size(), true);
    free_after_.assign(after.size(), true);
  }

  // Calls both(i, j) for every pair found.
  template <class Both>
  void seek(Both both) {
    for (bool again = true; again;) {
      std::vector<std::pair<std::size_t, std::size_t>> pairs;
      for (std::size_t i = 0; i < scores_.size(); ++i)
        if (const auto j = best_after(i); j && best_before(*j) == i) pairs.emplace_back(i, *j);
      for (const auto& [i, j] : pairs) {
        free_before_[i] = free_after_[j] = false;
        both(i, j);
      }
      again = !pairs.empty();
    }
  }

 private:
  // The one with the highest score, if it is alone with it and agrees in anything.
  template <class Score>
  static std::optional<std::size_t> single_best(const std::vector<bool>& free, Score score) {
    std::optional<std::size_t> best;
    bool alone = false;
    for (std::size_t i = 0; i < free.size(); ++i) {
      if (!free[i] || score(i) == 0) continue;
      if (!best || score(i) > score(*best)) {
        best = i;
        alone = true;
      } else if (score(i) == score(*best)) {
        alone = false;
      }
    }
    return alone ? best : std::nullopt;
  }

  std::optional<std::size_t> best_after(std::size_t i) const {
    if (!free_before_[i]) return {};
    return single_best(free_after_, [&](std::size_t j) { return scores_[i][j]; });
  }
  std::optional<std::size_t> best_before(std::size_t j) const {
    return single_best(free_before_, [&](std::size_t i) { return scores_[i][j]; });
  }

  std::vector<std::vector<std::size_t>> scores_;
  std::vector<bool> free_before_, free_after_;
};

class Matcher {
 public:
  void found(const Candidate& a, const Candidate& b) {
    found_.push_back({std::min(a.digest.values, b.digest.values), {a.entity, b.entity}});
  }
  void only_before(const Candidate& a) { found_.push_back({a.digest.values, {a.entity, {}}}); }
  void only_after(const Candidate& b) { found_.push_back({b.digest.values, {{}, b.entity}}); }

  std::vector<Match> sorted() {
    std::stable_sort(found_.begin(), found_.end(), [](const Found& a, const Found& b) { return a.order < b.order; });
    std::vector<Match> matches;
    for (const Found& one : found_) matches.push_back(one.match);
    return matches;
  }

 private:
  std::vector<Found> found_;
};

// Takes out of both what the seeker pairs, and the last two.
void match_closest(Candidates& before, Candidates& after, const Read& read_before, const Read& read_after,
                   Matcher& matcher) {
  if (before.empty() || after.empty()) return;
  std::vector<bool> taken_before(before.size()), taken_after(after.size());
  if (before.size() <= kMostSought && after.size() <= kMostSought) {
    Seeker(before, after, read_before, read_after).seek([&](std::size_t i, std::size_t j) {
      matcher.found(before[i], after[j]);
      taken_before[i] = taken_after[j] = true;
    });
  }
  const auto left_of = [](Candidates& all, const std::vector<bool>& taken) {
    Candidates left;
    for (std::size_t i = 0; i < all.size(); ++i)
      if (!taken[i]) left.push_back(std::move(all[i]));
    all = std::move(left);
  };
  left_of(before, taken_before);
  left_of(after, taken_after);
  if (before.size() != 1 || after.size() != 1) return;
  matcher.found(before[0], after[0]);
  before.clear();
  after.clear();
}

}  // namespace

std::vector<Match> match_alike(std::span<const EntityId> before, std::span<const EntityId> after,
                               const Read& read_before, const Read& read_after) {
  Candidates left_before = candidates_of(before, read_before);
  Candidates left_after = candidates_of(after, read_after);
  Matcher matcher;
  walk(
      left_before, left_after,
      [](const Candidate& a, const Candidate& b) { return a.digest < b.digest   ? -1
                                                          : b.digest < a.digest ? 1
                                                                                : 0; },
      [](const Candidate&, const Candidate&) {});
  walk(
      left_before, left_after,
      [](const Candidate& a, const Candidate& b) { return a.digest.values.compare(b.digest.values); },
      [&](const Candidate& a, const Candidate& b) { matcher.found(a, b); });
  match_closest(left_before, left_after, read_before, read_after, matcher);
  for (const Candidate& one : left_before) matcher.only_before(one);
  for (const Candidate& one : left_after) matcher.only_after(one);
  return matcher.sorted();
}

}  // namespace polgraph::diffing
