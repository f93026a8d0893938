#include "query/fused/fused_aggregate.h"

#include "query/fused/tally_run.h"

namespace polgraph::fused {

namespace {
constexpr std::uint64_t kFew = 1u << 20;  // rows asked for: with more a full sort is as good
}

std::unique_ptr<Run> FusedAggregate::make_run(const Program& program, Context& context) {
  std::optional<FirstGroups> first;
  if (limit_ != nullptr) {
    const std::uint64_t limit = row_count(*limit_, "LIMIT", context);
    const std::uint64_t skip = skip_ != nullptr ? row_count(*skip_, "SKIP", context) : 0;
    if (limit < kFew && skip < kFew) first = {first_slot_, descending_, limit + skip};
  }
  return std::make_unique<TallyRun>(program, context, argument_->row(), first);
}

}  // namespace polgraph::fused
