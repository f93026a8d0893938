#include "query/fused/fused_top.h"

#include <algorithm>

#include "query/fused/top_run.h"

namespace polgraph::fused {

namespace {

constexpr std::uint64_t kFew = 1u << 18;  // rows asked for: with more a sort of all rows is as good

Question question_of(const Project* project, const Sort& sort) {
  Question made;
  made.in_order = made.rows = true;
  if (project != nullptr)
    for (const auto& [slot, expr] : project->items()) made.items.emplace_back(slot, expr.get());
  for (const Sort::Key& key : sort.keys()) made.sort.push_back({key.expr.get(), key.descending});
  return made;
}

}  // namespace

FusedTop::FusedTop(Sketch sketch, std::vector<OperatorPtr> steps, const Project* project, const Sort& sort,
                   const Expr* skip, const Expr* limit)
    : Fused(std::move(sketch), question_of(project, sort), std::move(steps)), skip_(skip), limit_(limit) {}

bool FusedTop::may_be(const Sketch& sketch) {
  return sketch.optionals.empty() &&
         std::none_of(sketch.edges.begin(), sketch.edges.end(), [](const SketchEdge& edge) { return edge.walk; });
}

std::unique_ptr<Run> FusedTop::make_run(const Program& program, Context& context) {
  const std::uint64_t limit = row_count(*limit_, "LIMIT", context);
  const std::uint64_t skip = skip_ != nullptr ? row_count(*skip_, "SKIP", context) : 0;
  if (limit >= kFew || skip >= kFew) throw Declined{};
  return std::make_unique<TopRun>(program, context, limit + skip);
}

}  // namespace polgraph::fused
