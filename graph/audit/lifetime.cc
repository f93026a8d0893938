#include "graph/audit/lifetime.h"

namespace polgraph {

std::vector<Stated> dates_about(const Facts& facts, std::initializer_list<std::string_view> keys) {
  std::vector<Stated> dates;
  for (const Statement& one : facts.about_first(keys))
    if (const auto span = date_span(one.fact.value)) dates.push_back({*span, one});
  return dates;
}

Lifetime lifetime(const Facts& facts) {
  Lifetime life{dates_about(facts, {"start", "established", "founded", "period_start"}),
                dates_about(facts, {"end", "period_end"}),
                {}};
  if (!life.ends.empty()) return life;
  for (const Statement& one : facts.about("status"))
    if (one.fact.value.is_string() && one.fact.value.as_string() == "ongoing") life.ongoing = one;
  return life;
}

std::optional<std::pair<Stated, Stated>> first_before(const std::vector<Stated>& a, const std::vector<Stated>& b) {
  for (const Stated& early : a)
    for (const Stated& late : b)
      if (early.span.before(late.span)) return std::pair(early, late);
  return {};
}

std::vector<Stated> beginnings(const Snapshot& snapshot, NodeId node) {
  std::vector<Stated> found = dates_about(Facts(snapshot, EntityId::of(node)), {"start", "established", "founded"});
  const auto launched = snapshot.find_type("LAUNCHED");
  if (!found.empty() || !launched) return found;
  for (auto steps = snapshot.steps(node, Direction::In, {&*launched, 1}); steps.next();) {
    const Facts launch(snapshot, EntityId::of(steps.step().relationship));
    for (Stated& date : dates_about(launch, {"on", "year", "date"}))
      if (found.empty() || date.span.first < found.front().span.first) found = {std::move(date)};
  }
  return found;
}

}  // namespace polgraph
