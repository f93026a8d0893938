#include "graph/diff.h"

#include <span>

#include "graph/diff_alike.h"
#include "graph/diff_statements.h"
#include "graph/diff_subjects.h"

namespace polgraph {

namespace {

using namespace diffing;

template <class Entry>
std::size_t group_end(const std::vector<Entry>& entries, std::size_t begin) {
  std::size_t end = begin;
  while (end < entries.size() && compare_keys(entries[begin], entries[end]) == 0) ++end;
  return end;
}

// Calls visit(entries of one key before, entries of that key after), one of which may be empty, key by key.
template <class Entry, class Visit>
void each_key(const std::vector<Entry>& before, const std::vector<Entry>& after, Visit visit) {
  for (std::size_t a = 0, b = 0; a < before.size() || b < after.size();) {
    const int order = a == before.size() ? 1 : b == after.size() ? -1 : compare_keys(before[a], after[b]);
    const std::size_t a_end = order <= 0 ? group_end(before, a) : a;
    const std::size_t b_end = order >= 0 ? group_end(after, b) : b;
    visit(std::span(before).subspan(a, a_end - a), std::span(after).subspan(b, b_end - b));
    a = a_end;
    b = b_end;
  }
}

using Entities = std::vector<EntityId>;

Entities entities_of(std::span<const NodeEntry> entries) {
  Entities entities;
  for (const NodeEntry& entry : entries)
    if (entry.compared) entities.push_back(EntityId::of(entry.id));
  return entities;
}

Entities entities_of(std::span<const RelationshipEntry> entries) {
  Entities entities;
  for (const RelationshipEntry& entry : entries) entities.push_back(EntityId::of(entry.id));
  return entities;
}

bool is_nameless(std::span<const NodeEntry> before, std::span<const NodeEntry> after) {
  return (before.empty() ? after : before).front().nameless;
}

class Differ {
 public:
  Differ(const DiffSide& before, const DiffSide& after, const std::function<void(const SubjectDifference&)>& tell,
         const std::function<void()>& tick)
      : before_(before), after_(after), tell_(tell), tick_(tick), with_best_(!before.dataset && !after.dataset) {}

  DiffReport run() {
    const BothSubjects both = subjects_of(before_, after_, with_best_, tick_);
    each_key(both.before.nodes, both.after.nodes, [this](auto before, auto after) {
      const Entities of_before = entities_of(before);
      const Entities of_after = entities_of(after);
      if (is_nameless(before, after))
        tell_surplus(of_before, of_after);
      else
        compare_key(of_before, of_after);
    });
    if (nameless_before_ > 0 && nameless_after_ > 0) {
      report_.unmatched_before += nameless_before_;
      report_.unmatched_after += nameless_after_;
    }
    each_key(both.before.relationships, both.after.relationships,
             [this](auto before, auto after) { compare_key(entities_of(before), entities_of(after)); });
    return report_;
  }

 private:
  // Nodes known by what is said of them are all equal.
  void tell_surplus(const Entities& before, const Entities& after) {
    for (std::size_t i = after.size(); i < before.size(); ++i, ++nameless_before_) tell_match({before[i], {}});
    for (std::size_t i = before.size(); i < after.size(); ++i, ++nameless_after_) tell_match({{}, after[i]});
  }

  void compare_key(const Entities& before, const Entities& after) {
    if (before.size() == 1 && after.size() == 1) return tell_match({before[0], after[0]});
    std::uint64_t only_before = 0, only_after = 0;
    for (const Match& match : match_alike(
             before, after, [this](EntityId entity) { return read(before_, entity); },
             [this](EntityId entity) { return read(after_, entity); })) {
      if (!match.after) ++only_before;
      if (!match.before) ++only_after;
      tell_match(match);
    }
    if (only_before == 0 || only_after == 0) return;
    report_.unmatched_before += only_before;
    report_.unmatched_after += only_after;
  }

  Statements read(const DiffSide& side, EntityId entity) const {
    tick_();
    return statements_of(side, entity, with_best_);
  }

  void tell_match(const Match& match) {
    const Statements before = match.before ? read(before_, *match.before) : Statements();
    const Statements after = match.after ? read(after_, *match.after) : Statements();
    const SubjectDifference subject{match.before, match.after, compare(before, after)};
    if (!match.before || !match.after || !subject.statements.empty()) tell_(subject);
  }

  const DiffSide& before_;
  const DiffSide& after_;
  const std::function<void(const SubjectDifference&)>& tell_;
  const std::function<void()>& tick_;
  const bool with_best_;
  std::uint64_t nameless_before_ = 0, nameless_after_ = 0;
  DiffReport report_;
};

}  // namespace

DiffReport diff(const DiffSide& before, const DiffSide& after,
                const std::function<void(const SubjectDifference&)>& tell, const std::function<void()>& tick) {
  const std::function<void()> nothing = [] {};
  return Differ(before, after, tell, tick ? tick : nothing).run();
}

}  // namespace polgraph
