#include "tools/relationship_groups.h"

#include <algorithm>
#include <map>

#include "graph/compare.h"
#include "tools/describe.h"

namespace polgraph::cli {

namespace {

// Without a position: behind those that have one.
constexpr std::int64_t kNoPosition = std::numeric_limits<std::int64_t>::max();

bool is_before(const RankedStep& a, const RankedStep& b) {
  const Money *left = a.money(), *right = b.money();
  if ((left == nullptr) != (right == nullptr)) return left != nullptr;
  if (left != nullptr) {
    if (const auto rank = rank_of_money(*left, *right); rank != 0) return rank < 0;
  }
  return a.position < b.position;
}

// Amounts of one currency, period and modality, added up. Whole units only: a sum of floats would not be exact.
class Totals {
 public:
  void add(const Money& money) {
    Sum& sum = sums_[{money.currency, money.period, money.modality == "exact" ? "" : money.modality}];
    ++count_;
    ++sum.count;
    if (!money.amount.is_integer() || __builtin_add_overflow(sum.amount, money.amount.as_integer(), &sum.amount))
      sum.is_exact = false;
  }
  std::vector<std::string> texts() const {
    std::vector<std::string> texts;
    if (count_ < 2) return texts;
    for (const auto& [key, sum] : sums_) {
      const std::string amounts = std::to_string(sum.count) + (sum.count == 1 ? " amount" : " amounts");
      Money money;
      money.amount = Value::integer(sum.amount);
      money.currency = key.currency;
      money.modality = key.modality;
      money.period = key.period;
      if (!sum.is_exact)
        texts.push_back(amounts + " that do not add up in whole units of 64 bits");
      else
        texts.push_back((sums_.size() > 1 ? amounts + " " : "") + to_text(money));
    }
    return texts;
  }

 private:
  struct Key {
    std::string currency, period, modality;
    auto operator<=>(const Key&) const = default;
  };
  struct Sum {
    std::int64_t amount = 0;
    std::size_t count = 0;
    bool is_exact = true;
  };
  std::map<Key, Sum> sums_;
  std::size_t count_ = 0;
};

std::string conflicts_of(const Snapshot& snapshot, RelId relationship, Citations& citations) {
  std::string text;
  for (const Conflict& conflict : snapshot.conflicts(EntityId::of(relationship))) {
    const auto key = snapshot.find_key(conflict.predicate);
    const Value best = key ? snapshot.property(relationship, *key) : Value::null();
    std::vector<OtherValue> also = other_values(conflict, best, citations);
    if (!also.empty()) text += (text.empty() ? "" : "; ") + conflict.predicate + " also " + conflict_text(also, true);
  }
  return text;
}

RelationshipGroup shown_group(const Snapshot& snapshot, const StepGroup& group, std::size_t limit,
                              Citations& citations) {
  RelationshipGroup shown{.type = snapshot.name(group.type),
                          .outgoing = group.outgoing,
                          .count = group.steps.size(),
                          .with_amount = 0,
                          .totals = {},
                          .shown = {}};
  Totals totals;
  for (const RankedStep& ranked : group.steps) {
    if (!ranked.own) continue;
    ++shown.with_amount;
    totals.add(*ranked.own);
  }
  shown.totals = totals.texts();
  for (std::size_t i = 0; i < std::min(limit, group.steps.size()); ++i) {
    shown.shown.push_back(shown_relationship(snapshot, group.steps[i].step, citations));
  }
  return shown;
}

}  // namespace

std::vector<StepGroup> step_groups(const Snapshot& snapshot, NodeId node) {
  std::vector<StepGroup> groups;
  const auto position = snapshot.find_key("position");
  for (StepCursor steps = snapshot.steps(node, Direction::Both); steps.next();) {
    const Step& step = steps.step();
    if (groups.empty() || groups.back().type != step.type || groups.back().outgoing != step.outgoing)
      groups.push_back({step.type, step.outgoing, {}});
    RankedStep ranked{step, money_of(snapshot, EntityId::of(step.relationship)), {}, kNoPosition};
    if (!ranked.own) ranked.neighbour = money_of(snapshot, EntityId::of(step.neighbour));
    const Value place = position ? snapshot.property(step.relationship, *position) : Value::null();
    if (place.is_integer()) ranked.position = place.as_integer();
    groups.back().steps.push_back(std::move(ranked));
  }
  for (StepGroup& group : groups) std::stable_sort(group.steps.begin(), group.steps.end(), &is_before);
  std::stable_sort(groups.begin(), groups.end(), [&](const StepGroup& a, const StepGroup& b) {
    return a.outgoing != b.outgoing ? a.outgoing : snapshot.name(a.type) < snapshot.name(b.type);
  });
  return groups;
}

std::vector<RelationshipGroup> relationship_groups(const Snapshot& snapshot, NodeId node, std::size_t limit,
                                                   Citations& citations) {
  std::vector<RelationshipGroup> groups;
  for (const StepGroup& group : step_groups(snapshot, node)) {
    groups.push_back(shown_group(snapshot, group, limit, citations));
  }
  return groups;
}

ShownRelationship shown_relationship(const Snapshot& snapshot, const Step& step, Citations& citations) {
  ShownRelationship shown{.id = snapshot.identity(step.relationship).value_or(""),
                          .type = snapshot.name(step.type),
                          .outgoing = step.outgoing,
                          .other = name_with_acronym(snapshot, step.neighbour),
                          .other_id = plain_text(id_of(snapshot, step.neighbour)),
                          .details = relationship_details(snapshot, step.relationship),
                          .conflict = {},
                          .sources = {}};
  if (const auto carried = money_of(snapshot, EntityId::of(step.neighbour)))
    shown.details = to_text(*carried) + (shown.details.empty() ? "" : " · " + shown.details);
  for (const auto& [source, locator] : citations.places(EntityId::of(step.relationship)))
    shown.sources.push_back(citations.number(source, locator));
  std::sort(shown.sources.begin(), shown.sources.end());
  shown.conflict = conflicts_of(snapshot, step.relationship, citations);
  return shown;
}

}  // namespace polgraph::cli
