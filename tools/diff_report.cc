#include "tools/diff_report.h"

#include <algorithm>
#include <array>
#include <set>

#include "graph/search.h"
#include "graph/text/number.h"
#include "tools/describe.h"

namespace polgraph::cli {

namespace {

bool is_evidence(const StatementDifference& difference) {
  return difference.change == Change::Evidence;
}

std::uint64_t& counter(DiffCounts& counts, const SubjectDifference& subject) {
  if (!subject.before) return counts.added;
  if (!subject.after) return counts.removed;
  const bool only_evidence = std::all_of(subject.statements.begin(), subject.statements.end(), is_evidence);
  return only_evidence ? counts.evidence : counts.changed;
}

std::uint64_t& counter(DiffCounts& counts, Change change) {
  switch (change) {
    case Change::Added: return counts.added;
    case Change::Removed: return counts.removed;
    case Change::Value: return counts.changed;
    case Change::Evidence: break;
  }
  return counts.evidence;
}

std::string counted(std::uint64_t count) {
  return with_separators(static_cast<std::int64_t>(count));
}

// "2 nodes added, 1 removed"; empty where nothing is.
void append_counts(std::string& text, const char* one, const char* many, const DiffCounts& counts, const char* changed,
                   const char* evidence) {
  const std::array<std::pair<std::uint64_t, const char*>, 4> parts{{
      {counts.added, "added"},
      {counts.removed, "removed"},
      {counts.changed, changed},
      {counts.evidence, evidence},
  }};
  bool first = true;
  for (const auto& [count, what] : parts) {
    if (count == 0) continue;
    text += first ? (text.empty() ? "" : "; ") : ", ";
    text += counted(count);
    if (first) text += std::string(" ") + (count == 1 ? one : many);
    text += std::string(" ") + what;
    first = false;
  }
}

}  // namespace

void DiffTotals::count(const SubjectDifference& subject) {
  const auto count_in = [&](const Snapshot& graph, EntityId entity, std::set<std::string>& names) {
    if (entity.is_node) {
      for (const LabelId label : graph.labels(entity.node())) names.insert(graph.name(label));
    } else if (const auto held = graph.find_relationship(entity.relationship())) {
      names.insert(graph.name(held->type));
    }
  };
  std::set<std::string> names;  // of either side
  if (subject.before) count_in(before_, *subject.before, names);
  if (subject.after) count_in(after_, *subject.after, names);
  const bool is_node = (subject.before ? subject.before : subject.after)->is_node;
  ++counter(is_node ? nodes_ : relationships_, subject);
  for (const std::string& name : names) ++counter((is_node ? labels_ : types_)[name], subject);
  for (const StatementDifference& one : subject.statements) {
    const Statement& statement = one.before ? *one.before : *one.after;
    ++counter(statements_, one.change);
    ++counter(predicates_[statement.fact.predicate], one.change);
  }
}

std::string DiffTotals::summary() const {
  std::string text;
  append_counts(text, "node", "nodes", nodes_, "changed", "with other evidence only");
  append_counts(text, "relationship", "relationships", relationships_, "changed", "with other evidence only");
  append_counts(text, "statement", "statements", statements_, "with another value", "with other evidence");
  return text.empty() ? "no difference" : text;
}

const std::vector<std::string>& DiffTotals::columns() {
  static const std::vector<std::string> columns{"kind", "name", "added", "removed", "changed", "evidence"};
  return columns;
}

void DiffTotals::print(Rows& rows) const {
  const auto add = [&](const char* kind, const std::string& name, const DiffCounts& counts) {
    rows.add({Value::string(kind), Value::string(name), count_value(counts.added), count_value(counts.removed),
              count_value(counts.changed), count_value(counts.evidence)});
  };
  add("all", "nodes", nodes_);
  add("all", "relationships", relationships_);
  add("all", "statements", statements_);
  for (const auto& [name, counts] : labels_) add("label", name, counts);
  for (const auto& [name, counts] : types_) add("type", name, counts);
  for (const auto& [name, counts] : predicates_) add("predicate", name, counts);
}

// Naming ------------------------------------------------------------------------------------------------------------

std::string diff_id(const Snapshot& graph, EntityId entity) {
  if (!entity.is_node) return known_as(graph, entity.relationship()).value_or("");
  const auto known = known_as(graph, entity.node());
  if (!known) return "";
  return known->group.empty() ? known->id : known->group + ":" + known->id;
}

std::string evidence_text(const StatementDifference& difference) {
  std::string text;
  for (const EvidenceDifference& one : evidence_differences(*difference.before, *difference.after)) {
    const auto shown = [](const std::string& value) { return value.empty() ? "nothing" : value; };
    text += (text.empty() ? "" : "; ") + std::string(one.what) + " " + shown(one.before) + " -> " + shown(one.after);
  }
  return text;
}

// Rows ---------------------------------------------------------------------------------------------------------------

namespace {

std::string change_name(Change change) {
  switch (change) {
    case Change::Added: return "statement added";
    case Change::Removed: return "statement removed";
    case Change::Value: return "value changed";
    case Change::Evidence: break;
  }
  return "evidence changed";
}

Value value_of(const Statement* statement) {
  return statement ? statement->fact.value : Value::null();
}

Value locator_of(const Statement* statement) {
  return statement ? text_value(statement->evidence.locator) : Value::null();
}

}  // namespace

DiffRows::DiffRows(Context& context, const std::string& format, const DiffSide& before, const DiffSide& after,
                   bool verbose)
    : before_(before),
      after_(after),
      verbose_(verbose),
      rows_(context, format, after.graph,
            {"change", "entity", "id", "start", "type", "end", "predicate", "before", "after", "source",
             "locator_before", "locator_after", "evidence", "statements"}) {}

void DiffRows::print(const SubjectDifference& subject) {
  const Snapshot& graph = subject.before ? before_.graph : after_.graph;
  const EntityId entity = subject.before ? *subject.before : *subject.after;
  const Value kind = Value::string(entity.is_node ? "node" : "relationship");
  const Value id = text_value(diff_id(graph, entity));
  Value start, type, end;
  if (const auto held = entity.is_node ? std::nullopt : graph.find_relationship(entity.relationship())) {
    start = text_value(diff_id(graph, EntityId::of(held->start)));
    type = Value::string(graph.name(held->type));
    end = text_value(diff_id(graph, EntityId::of(held->end)));
  }
  const bool both = subject.before && subject.after;
  const Value none;
  if (!both)
    rows_.add({Value::string(subject.before ? "removed" : "added"), kind, id, start, type, end, none, none, none, none,
               none, none, none, count_value(subject.statements.size())});
  if (!both && !verbose_) return;
  for (const StatementDifference& one : subject.statements) {
    const Statement& statement = one.before ? *one.before : *one.after;
    rows_.add({Value::string(change_name(one.change)), kind, id, start, type, end,
               Value::string(statement.fact.predicate), value_of(one.before), value_of(one.after),
               text_value(statement.evidence.source), locator_of(one.before), locator_of(one.after),
               one.before && one.after ? text_value(evidence_text(one)) : none, none});
  }
}

}  // namespace polgraph::cli
