#include "query/rewrite.h"

#include "query/fused/fuse.h"
#include "query/fused/fused_aggregate.h"
#include "query/operators/basic.h"
#include "query/operators/match_operators.h"

namespace polgraph {

namespace {

// ORDER BY ... LIMIT n: the sort keeps n rows.
void top_of_sort(std::vector<OperatorPtr>& operators) {
  for (std::size_t i = 0; i + 1 < operators.size(); ++i) {
    auto* sort = dynamic_cast<Sort*>(operators[i].get());
    if (sort == nullptr) continue;
    const auto* skip = dynamic_cast<const Skip*>(operators[i + 1].get());
    const std::size_t after = i + (skip != nullptr ? 2 : 1);
    if (after >= operators.size()) continue;
    if (const auto* limit = dynamic_cast<const Limit*>(operators[after].get())) {
      const Expr* skipped = skip != nullptr ? &skip->count() : nullptr;
      sort->keep_first(skipped, &limit->count());
      auto* fused = i > 0 ? dynamic_cast<fused::FusedAggregate*>(operators[i - 1].get()) : nullptr;
      const Sort::Key& first = sort->keys().front();
      if (fused != nullptr && first.expr->shape().kind == ExprShape::Kind::Slot)
        fused->keep_first(first.expr->shape().slot, first.descending, skipped, &limit->count());
    }
  }
}

// ORDER BY score LIMIT 10: properties that only the answer needs are read behind the cut, for ten rows.
void project_behind_cut(std::vector<OperatorPtr>& operators) {
  for (std::size_t i = 1; i + 1 < operators.size(); ++i) {
    auto* project = dynamic_cast<Project*>(operators[i - 1].get());
    if (project == nullptr || dynamic_cast<const Sort*>(operators[i].get()) == nullptr) continue;
    const std::size_t cut = i + (dynamic_cast<const Skip*>(operators[i + 1].get()) != nullptr ? 2 : 1);
    if (cut >= operators.size() || dynamic_cast<const Limit*>(operators[cut].get()) == nullptr) continue;
    Project::Items late = project->take_late();
    if (late.empty()) continue;
    const auto at = [&](std::size_t index) { return operators.begin() + static_cast<std::ptrdiff_t>(index); };
    operators.insert(at(cut + 1), std::make_unique<Project>(std::move(late)));
    if (project->empty()) operators.erase(at(i - 1));
  }
}

// A sort or an aggregation reads all rows, so a scan below it need not be ready for a LIMIT that is soon full.
void read_to_the_end(std::vector<OperatorPtr>& operators) {
  NodeScan* scan = nullptr;
  for (OperatorPtr& step : operators) {
    const bool reads_all = dynamic_cast<const BufferOperator*>(step.get()) != nullptr ||
                           dynamic_cast<const Aggregate*>(step.get()) != nullptr;
    if (reads_all && scan != nullptr) scan->is_read_to_the_end();
    if (auto* next = dynamic_cast<NodeScan*>(step.get()))
      scan = next;
    else if (dynamic_cast<const MapOperator*>(step.get()) == nullptr)
      scan = nullptr;
  }
}

}  // namespace

void filter_in_expansion(std::vector<OperatorPtr>& operators) {
  std::vector<OperatorPtr> kept;
  for (OperatorPtr& step : operators) {
    auto* filter = dynamic_cast<Filter*>(step.get());
    auto* expansion = kept.empty() ? nullptr : dynamic_cast<ExpandOperator*>(kept.back().get());
    if (filter != nullptr && expansion != nullptr) {
      expansion->keep_if(filter->take());
    } else {
      kept.push_back(std::move(step));
    }
  }
  operators = std::move(kept);
}

namespace {

using Rewrite = void (*)(std::vector<OperatorPtr>&);
constexpr Rewrite kRewrites[] = {&top_of_sort, &project_behind_cut};

}  // namespace

void rewrite(std::vector<OperatorPtr>& operators, const Argument* argument, bool may_fuse) {
  if (may_fuse) fused::fuse(operators, argument);
  for (const Rewrite apply : kRewrites) apply(operators);
  if (may_fuse) fused::fuse_first_rows(operators);
  filter_in_expansion(operators);
  read_to_the_end(operators);
}

}  // namespace polgraph
