#include "graph/evidence_fold.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "graph/compare.h"
#include "graph/evidence_made.h"

namespace polgraph {

std::string_view rank_name(Rank rank) {
  switch (rank) {
    case Rank::Normal: return "normal";
    case Rank::Preferred: return "preferred";
    case Rank::Deprecated: return "deprecated";
  }
  return "unknown";
}

bool is_name_predicate(std::string_view predicate) {
  return predicate.starts_with("name:");
}

std::optional<std::string_view> label_of_predicate(std::string_view predicate) {
  constexpr std::string_view kPrefix = "label:";
  if (!predicate.starts_with(kPrefix)) return {};
  return predicate.substr(kPrefix.size());
}

bool is_reserved_predicate(std::string_view predicate) {
  return predicate == "exists" || is_name_predicate(predicate) || label_of_predicate(predicate);
}

std::string_view property_of_predicate(std::string_view predicate) {
  if (is_name_predicate(predicate)) return kAliasesKey;
  return is_reserved_predicate(predicate) ? std::string_view() : predicate;
}

namespace {

template <class Visit>  // bool visit(fact): false stops
void each_fact(const std::vector<Assertion>& assertions, Visit visit) {
  for (const Assertion& assertion : assertions)
    for (const Fact& fact : assertion.facts)
      if (!visit(fact)) return;
}

// The first preferred statement about `predicate`, else the first normal one.
Value first_best(const std::vector<MadeStatement>& statements, std::string_view predicate) {
  Value best;
  for (const MadeStatement& made : statements) {
    if (made.fact->predicate != predicate || made.rank == Rank::Deprecated) continue;
    if (made.rank == Rank::Preferred) return made.fact->value;
    if (best.is_null()) best = made.fact->value;
  }
  return best;
}

// A list of texts, each once, in the order in which they came.
class Texts {
 public:
  void add(const Value& text) {
    if (known_.emplace(text.as_string()).second) items_.push_back(text);
  }
  ValueList take() { return std::move(items_); }

 private:
  std::unordered_set<std::string> known_;
  ValueList items_;
};

bool is_text_or_list_of_text(const Value& value) {
  if (!value.is_list()) return value.is_string();
  return std::all_of(value.as_list().begin(), value.as_list().end(),
                     [](const Value& item) { return item.is_string(); });
}

// A value of the property itself that is no text stands alone: nothing can be added to it.
Value best_aliases(const std::vector<MadeStatement>& statements) {
  const Value own = first_best(statements, kAliasesKey);
  if (!own.is_null() && !is_text_or_list_of_text(own)) return own;
  Texts items;
  if (own.is_string()) items.add(own);
  if (own.is_list())
    for (const Value& item : own.as_list()) items.add(item);
  bool named = false;
  for (const MadeStatement& made : statements) {
    if (!is_name_predicate(made.fact->predicate) || made.rank == Rank::Deprecated || !made.fact->value.is_string())
      continue;
    named = true;
    items.add(made.fact->value);
  }
  return named ? Value::list(items.take()) : own;
}

Value best_of(const std::vector<MadeStatement>& statements, std::string_view key) {
  return key == kAliasesKey ? best_aliases(statements) : first_best(statements, key);
}

}  // namespace

Value best_value(const std::vector<Assertion>& assertions, std::string_view key) {
  return best_of(
      made_statements(assertions, [&](std::string_view predicate) { return property_of_predicate(predicate) == key; }),
      key);
}

bool states_property(const std::vector<Assertion>& assertions, std::string_view key) {
  bool found = false;
  each_fact(assertions, [&](const Fact& fact) {
    found = property_of_predicate(fact.predicate) == key;
    return !found;
  });
  return found;
}

std::map<std::string, Value, std::less<>> best_values(const std::vector<Assertion>& assertions) {
  std::map<std::string_view, std::vector<MadeStatement>> by_key;
  each_fact(assertions, [&](const Fact& fact) {
    if (const auto key = property_of_predicate(fact.predicate); !key.empty()) by_key.try_emplace(key);
    return true;
  });
  for (MadeStatement& made : made_statements(assertions)) {
    const auto at = by_key.find(property_of_predicate(made.fact->predicate));
    if (at != by_key.end()) at->second.push_back(std::move(made));
  }
  std::map<std::string, Value, std::less<>> best;
  for (const auto& [key, statements] : by_key) best.emplace_hint(best.end(), key, best_of(statements, key));
  return best;
}

std::vector<std::string> stated_labels(const std::vector<Assertion>& assertions) {
  std::set<std::string_view> labels;
  const auto is_label = [](std::string_view predicate) { return label_of_predicate(predicate).has_value(); };
  for (const MadeStatement& made : made_statements(assertions, is_label))
    if (made.rank != Rank::Deprecated) labels.insert(*label_of_predicate(made.fact->predicate));
  return {labels.begin(), labels.end()};
}

namespace {

void fill(std::string& field, const std::string& other) {
  if (field.empty()) field = other;
}

Statement as_statement(EntityId subject, const MadeStatement& made) {
  Statement statement{subject, *made.fact, *made.evidence, {}, false};
  Evidence& evidence = statement.evidence;
  for (const auto& [other, fact] : made.records) {
    if (other->judgement) continue;
    fill(evidence.valid_from, other->valid_from);
    fill(evidence.valid_to, other->valid_to);
    fill(evidence.recorded_on, other->recorded_on);
    if (evidence.anchors.empty()) evidence.anchors = other->anchors;
    fill(statement.fact.original, fact->original);
    auto& all = statement.datasets;
    if (std::find(all.begin(), all.end(), other->dataset) == all.end()) all.push_back(other->dataset);
  }
  evidence.rank = made.rank;
  evidence.rank_reason = made.reason;
  return statement;
}

}  // namespace

namespace {

// first_best() of each predicate that has one.
std::unordered_map<std::string_view, const MadeStatement*> first_bests(const std::vector<MadeStatement>& statements) {
  std::unordered_map<std::string_view, const MadeStatement*> best;
  for (const MadeStatement& made : statements) {
    if (made.rank == Rank::Deprecated) continue;
    const auto [at, is_new] = best.try_emplace(made.fact->predicate, &made);
    if (!is_new && made.rank == Rank::Preferred && at->second->rank != Rank::Preferred) at->second = &made;
  }
  return best;
}

}  // namespace

std::vector<Statement> spread(EntityId subject, const std::vector<Assertion>& assertions) {
  const std::vector<MadeStatement> all = made_statements(assertions);
  const std::unordered_map<std::string_view, const MadeStatement*> best = first_bests(all);
  std::vector<Statement> statements;
  statements.reserve(all.size());
  for (const MadeStatement& made : all) {
    Statement& statement = statements.emplace_back(as_statement(subject, made));
    statement.best = made.rank != Rank::Deprecated;
    if (!statement.best || is_reserved_predicate(made.fact->predicate)) continue;
    statement.best = same(made.fact->value, best.at(made.fact->predicate)->fact->value);
  }
  return statements;
}

namespace {

bool may_differ_when_merged(const std::vector<Assertion>& records) {
  const auto is_other = [&](const Assertion& record) {
    return record.evidence.judgement || record.evidence.dataset != records.front().evidence.dataset;
  };
  return std::any_of(records.begin(), records.end(), is_other);
}

}  // namespace

// One data set's records are as it brought them, unless its file says one thing twice to judge it; then they differ
// too.
std::vector<Assertion> merged(std::vector<Assertion> records) {
  if (records.size() < 2) return records;
  const std::vector<MadeStatement> all = made_statements(records);
  std::size_t facts = 0;
  for (const Assertion& record : records) facts += record.facts.size();
  if (facts == all.size() && !may_differ_when_merged(records)) return records;
  std::vector<Assertion> groups;
  std::unordered_map<const Evidence*, std::vector<std::size_t>> of_record;  // the groups that a record's facts went to
  for (const MadeStatement& made : all) {
    Statement statement = as_statement({}, made);
    std::vector<std::size_t>& own = of_record[made.evidence];
    const auto fits = [&](std::size_t at) { return groups[at].evidence == statement.evidence; };
    auto group = std::find_if(own.begin(), own.end(), fits);
    if (group == own.end()) {
      groups.push_back({std::move(statement.evidence), {}});
      group = own.insert(own.end(), groups.size() - 1);
    }
    groups[*group].facts.push_back(std::move(statement.fact));
  }
  return groups;
}

Refolded refold(const std::vector<Assertion>& before, const std::vector<Assertion>& after) {
  Refolded changes;
  std::map<std::string, Value, std::less<>> best = best_values(after);
  each_fact(before, [&](const Fact& fact) {
    if (const auto key = property_of_predicate(fact.predicate); !key.empty()) best.try_emplace(std::string(key));
    return true;
  });
  changes.properties.assign(best.begin(), best.end());
  const std::vector<std::string> had = stated_labels(before);
  changes.labels_gained = stated_labels(after);
  std::set_difference(had.begin(), had.end(), changes.labels_gained.begin(), changes.labels_gained.end(),
                      std::back_inserter(changes.labels_lost));
  return changes;
}

bool is_dated(const Assertion& assertion) {
  return !assertion.evidence.valid_from.empty() || !assertion.evidence.valid_to.empty();
}

namespace {

// The first `length` characters, or less: dates compare at the precision that both have.
std::string_view at_precision(const std::string& date, std::size_t length) {
  return std::string_view(date).substr(0, length);
}

bool ends_before(const std::string& end, const std::string& begin) {
  if (end.empty() || begin.empty()) return false;
  const std::size_t length = std::min(end.size(), begin.size());
  return at_precision(end, length) < at_precision(begin, length);
}

}  // namespace

bool validity_overlaps(const Evidence& a, const Evidence& b) {
  return !ends_before(a.valid_to, b.valid_from) && !ends_before(b.valid_to, a.valid_from);
}

namespace {

bool states_one_thing_twice(const std::vector<Assertion>& assertions) {
  std::set<std::string_view> predicates;
  bool twice = false;
  each_fact(assertions, [&](const Fact& fact) {
    twice = !predicates.insert(fact.predicate).second;
    return !twice;
  });
  return twice;
}

}  // namespace

std::vector<Conflict> find_conflicts(EntityId subject, const std::vector<Assertion>& assertions) {
  if (!states_one_thing_twice(assertions)) return {};
  std::map<std::string, std::vector<Statement>> by_predicate;
  for (Statement& statement : spread(subject, assertions))
    if (!is_reserved_predicate(statement.fact.predicate) && statement.fact.predicate != kAliasesKey &&
        statement.evidence.rank != Rank::Deprecated)
      by_predicate[statement.fact.predicate].push_back(std::move(statement));
  std::vector<Conflict> conflicts;
  for (auto& [predicate, stated] : by_predicate) {
    const bool preferred = std::any_of(stated.begin(), stated.end(),
                                       [](const Statement& s) { return s.evidence.rank == Rank::Preferred; });
    if (preferred) std::erase_if(stated, [](const Statement& s) { return s.evidence.rank != Rank::Preferred; });
    Conflict conflict{subject, predicate, {}};
    for (const Statement& one : stated)
      if (std::any_of(stated.begin(), stated.end(), [&](const Statement& other) {
            return !same(one.fact.value, other.fact.value) && validity_overlaps(one.evidence, other.evidence);
          }))
        conflict.statements.push_back(one);
    if (!conflict.statements.empty()) conflicts.push_back(std::move(conflict));
  }
  return conflicts;
}

}  // namespace polgraph
