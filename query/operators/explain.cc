// What the operators say of themselves in EXPLAIN, with the rows they are expected to hand out.
#include "query/explain.h"

#include <algorithm>
#include <cmath>

#include "query/creation.h"
#include "query/functions.h"
#include "query/operators/basic.h"
#include "query/operators/match_operators.h"
#include "query/operators/repeat.h"
#include "query/operators/shortest.h"
#include "query/writes.h"

namespace polgraph {

namespace {

constexpr double kRowsOfList = 10;   // expected, for want of knowledge
constexpr double kWalkFactor = 10;   // a walk of several steps, for each of its first
constexpr double kDifferent = 0.95;  // of the rows that DISTINCT sees

// The value of a count that is known before the statement runs.
std::optional<double> constant_count(const Expr& count) {
  const Value* value = count.constant();
  if (value == nullptr || !value->is_integer()) return std::nullopt;
  return static_cast<double>(std::max<std::int64_t>(value->as_integer(), 0));
}

template <class Map, class Id>
double counted(const Map& counts, const std::optional<Id>& id) {
  const auto found = id ? counts.find(*id) : counts.end();
  return found == counts.end() ? 0 : static_cast<double>(found->second);
}

// Relationships that leave one node, on the average.
double fan_out(const ExpandSpec& spec, const Snapshot& view) {
  const Statistics statistics = view.statistics();
  const double nodes = std::max(static_cast<double>(statistics.nodes), 1.0);
  double relationships = spec.types.names.empty() ? static_cast<double>(statistics.relationships) : 0;
  for (const std::string& type : spec.types.names) {
    relationships += counted(statistics.relationships_by_type, view.find_type(type));
  }
  const double each = relationships / nodes * (spec.direction == Direction::Both ? 2 : 1);
  return spec.into ? each / nodes : each;
}

}  // namespace

void Filter::explain(Explanation& to) const {
  to.condition(*condition_);
}

void Project::explain(Explanation& to) const {
  for (const auto& item : items_) to.expr(*item.second);
  for (const auto& item : late_) to.expr(*item.second);
}

void Distinct::explain(Explanation& to) const {
  to.rows(to.rows_in() * kDifferent);
}

void Sort::explain(Explanation& to) const {
  for (const Key& key : keys_) to.expr(*key.expr, {}, key.descending ? " DESC" : "");
}

void Skip::explain(Explanation& to) const {
  to.expr(*count_);
  if (const auto count = constant_count(*count_)) to.rows(std::max(to.rows_in() - *count, 0.0));
}

void Limit::explain(Explanation& to) const {
  to.expr(*count_);
  if (const auto count = constant_count(*count_)) to.rows(std::min(to.rows_in(), *count));
}

void Unwind::explain(Explanation& to) const {
  to.expr(*list_);
  const Value* list = list_->constant();
  const bool known = list != nullptr && list->is_list();
  to.rows(to.rows_in() * (known ? static_cast<double>(list->as_list().size()) : kRowsOfList));
  ExpandOperator::explain(to);
}

void UnwindRange::explain(Explanation& to) const {
  for (const ExprPtr& argument : arguments_) to.expr(*argument);
  double rows = kRowsOfList;
  const Value* from = arguments_[0]->constant();
  const Value* end = arguments_[1]->constant();
  if (arguments_.size() == 2 && from != nullptr && end != nullptr && from->is_integer() && end->is_integer()) {
    rows = std::max(static_cast<double>(end->as_integer()) - static_cast<double>(from->as_integer()) + 1, 0.0);
  }
  to.rows(to.rows_in() * rows);
  ExpandOperator::explain(to);
}

void Aggregate::explain(Explanation& to) const {
  for (const auto& key : keys_) to.expr(*key.second, "by ");
  for (const AggregateCall& call : calls_) {
    if (call.function == nullptr) to.text("count(*)");
    const std::string before = call.function == nullptr
                                   ? std::string()
                                   : std::string(call.function->name) + (call.distinct ? "(DISTINCT " : "(");
    for (const ExprPtr& argument : call.arguments) {
      const bool first = argument == call.arguments.front(), last = argument == call.arguments.back();
      to.expr(*argument, first ? before : "", last ? ")" : "");
    }
  }
  to.rows(keys_.empty() ? 1 : std::sqrt(to.rows_in()));
}

void Union::explain(Explanation& to) const {
  double rows = 0;
  for (const Branch& branch : branches_) {
    rows += to.plan_rows(branch.pipeline);
    to.plan(branch.pipeline);
  }
  to.rows(to.rows_in() * rows);
}

// The conditions behind a scan repeat what the scan has made sure of.
void NodeScan::explain(Explanation& to) const {
  const Statistics statistics = to.view().statistics();
  double found = static_cast<double>(statistics.nodes);
  if (!label_.empty()) found = counted(statistics.nodes_by_label, to.view().find_label(label_));
  to.rows(to.rows_in() * found);
  ExpandOperator::explain(to);
  if (!label_.empty()) to.rows(std::min(to.rows() / kKept, to.rows_in() * found));
}

void RelationshipScan::explain(Explanation& to) const {
  to.rows(to.rows_in() * counted(to.view().statistics().relationships_by_type, to.view().find_type(type_)));
  ExpandOperator::explain(to);
}

void Expand::explain(Explanation& to) const {
  to.rows(to.rows_in() * fan_out(spec_, to.view()));
  ExpandOperator::explain(to);
}

void RelationshipEnds::explain(Explanation& to) const {
  if (spec_.direction == Direction::Both && !from_known_) to.rows(to.rows_in() * 2);
  ExpandOperator::explain(to);
}

void Walk::explain(Explanation& to) const {
  to.rows(to.rows_in() * fan_out(spec_, to.view()) * kWalkFactor);
  if (spec_.where) to.expr(*spec_.where);
  ExpandOperator::explain(to);
}

void ShortestPath::explain(Explanation& to) const {
  if (spec_.where) to.expr(*spec_.where);
  if (spec_.node_where) to.expr(*spec_.node_where);
  if (spec_.condition) to.expr(*spec_.condition);
  ExpandOperator::explain(to);
}

void RelationshipFinder::explain(Explanation& to) const {
  for (const ExprPtr& condition : conditions_) to.expr(*condition);
}

void PlanFinder::explain(Explanation& to) const {
  to.plan(pipeline_);
}

void Repeat::explain(Explanation& to) const {
  spec_.finder->explain(to);
  to.rows(to.rows_in() * kWalkFactor);
  ExpandOperator::explain(to);
}

void SelectPaths::explain(Explanation& to) const {
  const SearchSpec& spec = search_.spec();
  for (const SearchPosition& position : spec.positions) {
    for (const ExprPtr& condition : position.conditions) to.expr(*condition);
  }
  for (const SearchPart& part : spec.parts) part.finder->explain(to);
  for (const ExprPtr& condition : spec.conditions) to.expr(*condition);
  if (!into_) to.rows(to.rows_in() * kWalkFactor);
  ExpandOperator::explain(to);
}

void Creation::explain(Explanation& to) const {
  for (const NodeCreation& node : nodes) to.source(node.span);
  for (const RelationshipCreation& relationship : relationships) to.source(relationship.span);
  for (const NodeCreation& node : nodes) {
    if (node.properties) to.plans(*node.properties);
  }
  for (const RelationshipCreation& relationship : relationships) {
    if (relationship.properties) to.plans(*relationship.properties);
  }
}

void WriteAction::explain(Explanation& to) const {
  to.source(span);
  to.plans(*target);
  if (value) to.plans(*value);
}

}  // namespace polgraph
