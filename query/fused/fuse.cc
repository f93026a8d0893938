#include "query/fused/fuse.h"

#include <algorithm>
#include <optional>

#include "query/fused/fused_aggregate.h"
#include "query/fused/fused_top.h"
#include "query/operators/basic.h"

namespace polgraph::fused {

namespace {

constexpr std::size_t kMostSteps = 40;  // of a pattern that is looked at: looking takes the square of it

// The longest run of operators before `end` that can be drawn as one pattern; its first one.
std::optional<std::pair<std::size_t, Sketch>> pattern_before(const std::vector<OperatorPtr>& operators,
                                                             std::size_t end) {
  std::size_t first = end;
  Sketch sketch;
  // A shorter run may not fit where a longer one does: an optional part needs the node that it hangs on.
  for (std::size_t begin = end; begin-- > 0 && end - begin <= kMostSteps;) {
    Sketch longer;
    const bool fits = std::all_of(operators.begin() + static_cast<std::ptrdiff_t>(begin),
                                  operators.begin() + static_cast<std::ptrdiff_t>(end),
                                  [&](const OperatorPtr& step) { return step->sketch(longer); });
    if (!fits) continue;
    first = begin;
    sketch = std::move(longer);
  }
  const bool worth = !sketch.edges.empty() ||
                     std::any_of(sketch.nodes.begin(), sketch.nodes.end(), [](const auto& n) { return !n.given; });
  if (first == end || !worth) return {};
  return std::pair(first, std::move(sketch));
}

Question question_of(const Aggregate& aggregate) {
  Question made;
  for (const auto& [slot, expr] : aggregate.keys()) made.keys.emplace_back(slot, expr.get());
  for (const AggregateCall& call : aggregate.calls()) made.calls.push_back(&call);
  return made;
}

bool may_be_key(const Expr& expr) {
  const ExprShape shape = expr.shape();
  const bool property = shape.kind == ExprShape::Kind::PropertyOf && shape.left->shape().kind == ExprShape::Kind::Slot;
  return expr.constant() != nullptr || shape.kind == ExprShape::Kind::Slot || property;
}

// What DISTINCT at `end` keeps, with the projection at `begin` that may stand before it.
std::optional<Question> question_of(const Distinct& distinct, const Project* project) {
  Question made;
  made.in_order = true;
  for (const std::size_t slot : distinct.slots()) made.keys.emplace_back(slot, nullptr);
  if (project == nullptr) return made;
  for (const auto& [slot, expr] : project->items()) {
    const auto key =
        std::find_if(made.keys.begin(), made.keys.end(), [slot = slot](const auto& k) { return k.first == slot; });
    if (key == made.keys.end() || !may_be_key(*expr)) return {};
    key->second = expr.get();
  }
  return made;
}

// Does whatever comes behind read all that the operator at `from` gives, before it hands out anything?
bool is_read_whole(const std::vector<OperatorPtr>& operators, std::size_t from) {
  for (std::size_t i = from + 1; i < operators.size(); ++i) {
    const Operator* step = operators[i].get();
    if (dynamic_cast<const Limit*>(step) != nullptr) return false;
    if (dynamic_cast<const Sort*>(step) != nullptr || dynamic_cast<const Aggregate*>(step) != nullptr ||
        dynamic_cast<const FusedAggregate*>(step) != nullptr)
      return true;
  }
  return false;
}

// Then rows have places beside their variables, for linenumber() and file(), which a group would not keep.
bool reads_csv(const std::vector<OperatorPtr>& operators, std::size_t before) {
  return std::any_of(operators.begin(), operators.begin() + static_cast<std::ptrdiff_t>(before),
                     [](const OperatorPtr& step) { return step->name().starts_with("LoadCsv"); });
}

// The operators [first, last] become one, which `make` makes of them. Returns its place.
template <class Make>
std::size_t put_together(std::vector<OperatorPtr>& operators, std::size_t first, std::size_t last, const Make& make) {
  const auto begin = operators.begin() + static_cast<std::ptrdiff_t>(first);
  const auto end = operators.begin() + static_cast<std::ptrdiff_t>(last) + 1;
  *begin = make(std::vector<OperatorPtr>(std::make_move_iterator(begin), std::make_move_iterator(end)));
  operators.erase(begin + 1, end);
  return first;
}

using Found = std::pair<std::size_t, Sketch>;

std::size_t put_aggregate(std::vector<OperatorPtr>& operators, Found found, std::size_t last, Question question,
                          const Argument* argument) {
  return put_together(operators, found.first, last, [&](std::vector<OperatorPtr> steps) {
    return std::make_unique<FusedAggregate>(std::move(found.second), std::move(question), std::move(steps), argument);
  });
}

}  // namespace

void fuse(std::vector<OperatorPtr>& operators, const Argument* argument) {
  for (std::size_t i = 0; i < operators.size(); ++i) {
    const auto* aggregate = dynamic_cast<const Aggregate*>(operators[i].get());
    if (aggregate == nullptr) continue;
    if (auto found = pattern_before(operators, i))
      i = put_aggregate(operators, *std::move(found), i, question_of(*aggregate), argument);
  }
  for (std::size_t i = 0; i < operators.size(); ++i) {
    const auto* distinct = dynamic_cast<const Distinct*>(operators[i].get());
    if (distinct == nullptr || !is_read_whole(operators, i) || reads_csv(operators, i)) continue;
    const auto* project = i > 0 ? dynamic_cast<const Project*>(operators[i - 1].get()) : nullptr;
    auto question = question_of(*distinct, project);
    if (!question) continue;
    if (auto found = pattern_before(operators, project != nullptr ? i - 1 : i))
      i = put_aggregate(operators, *std::move(found), i, *std::move(question), argument);
  }
}

void fuse_first_rows(std::vector<OperatorPtr>& operators) {
  for (std::size_t i = 1; i < operators.size(); ++i) {
    const auto* sort = dynamic_cast<const Sort*>(operators[i].get());
    if (sort == nullptr || i + 1 == operators.size()) continue;
    const auto* skip = dynamic_cast<const Skip*>(operators[i + 1].get());
    const std::size_t behind = i + (skip != nullptr ? 2 : 1);
    const auto* limit = behind < operators.size() ? dynamic_cast<const Limit*>(operators[behind].get()) : nullptr;
    if (limit == nullptr) continue;
    const auto* project = dynamic_cast<const Project*>(operators[i - 1].get());
    auto found = pattern_before(operators, project != nullptr ? i - 1 : i);
    if (!found || !FusedTop::may_be(found->second)) continue;
    i = put_together(operators, found->first, i, [&](std::vector<OperatorPtr> steps) {
      return std::make_unique<FusedTop>(std::move(found->second), std::move(steps), project, *sort,
                                        skip != nullptr ? &skip->count() : nullptr, &limit->count());
    });
  }
}

}  // namespace polgraph::fused
