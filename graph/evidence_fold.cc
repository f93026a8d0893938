#include "graph/evidence_fold.h"

#include <algorithm>
#include <map>
#include <set>

#include "graph/compare.h"

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

template <class Visit>  // bool visit(assertion, fact): false stops
void each_fact(const std::vector<Assertion>& assertions, Visit visit) {
  for (const Assertion& assertion : assertions)
    for (const Fact& fact : assertion.facts)
      if (!visit(assertion.evidence, fact)) return;
}

// The first preferred statement about `predicate`, else the first normal one.
Value first_best(const std::vector<Assertion>& assertions, std::string_view predicate) {
  Value best;
  each_fact(assertions, [&](const Evidence& evidence, const Fact& fact) {
    if (fact.predicate != predicate || evidence.rank == Rank::Deprecated) return true;
    if (evidence.rank == Rank::Preferred) best = fact.value;
    if (best.is_null()) best = fact.value;
    return evidence.rank != Rank::Preferred;
  });
  return best;
}

void append_once(ValueList& items, const Value& item) {
  for (const Value& known : items)
    if (same(known, item)) return;
  items.push_back(item);
}

bool is_text_or_list_of_text(const Value& value) {
  if (!value.is_list()) return value.is_string();
  return std::all_of(value.as_list().begin(), value.as_list().end(),
                     [](const Value& item) { return item.is_string(); });
}

// A value of the property itself that is no text stands alone: nothing can be added to it.
Value best_aliases(const std::vector<Assertion>& assertions) {
  const Value own = first_best(assertions, kAliasesKey);
  if (!own.is_null() && !is_text_or_list_of_text(own)) return own;
  ValueList items;
  if (own.is_string()) items.push_back(own);
  if (own.is_list())
    for (const Value& item : own.as_list()) append_once(items, item);
  bool named = false;
  each_fact(assertions, [&](const Evidence& evidence, const Fact& fact) {
    if (is_name_predicate(fact.predicate) && evidence.rank != Rank::Deprecated && fact.value.is_string()) {
      named = true;
      append_once(items, fact.value);
    }
    return true;
  });
  return named ? Value::list(std::move(items)) : own;
}

}  // namespace

Value best_value(const std::vector<Assertion>& assertions, std::string_view key) {
  return key == kAliasesKey ? best_aliases(assertions) : first_best(assertions, key);
}

bool states_property(const std::vector<Assertion>& assertions, std::string_view key) {
  bool found = false;
  each_fact(assertions, [&](const Evidence&, const Fact& fact) {
    found = property_of_predicate(fact.predicate) == key;
    return !found;
  });
  return found;
}

std::vector<std::string> stated_properties(const std::vector<Assertion>& assertions) {
  std::set<std::string_view> keys;
  each_fact(assertions, [&](const Evidence&, const Fact& fact) {
    if (const auto key = property_of_predicate(fact.predicate); !key.empty()) keys.insert(key);
    return true;
  });
  return {keys.begin(), keys.end()};
}

std::vector<std::string> stated_labels(const std::vector<Assertion>& assertions) {
  std::set<std::string_view> labels;
  each_fact(assertions, [&](const Evidence& evidence, const Fact& fact) {
    if (const auto label = label_of_predicate(fact.predicate); label && evidence.rank != Rank::Deprecated)
      labels.insert(*label);
    return true;
  });
  return {labels.begin(), labels.end()};
}

std::vector<Statement> spread(EntityId subject, const std::vector<Assertion>& assertions) {
  std::map<std::string_view, Value> best;
  std::vector<Statement> statements;
  each_fact(assertions, [&](const Evidence& evidence, const Fact& fact) {
    bool seen = evidence.rank != Rank::Deprecated;
    if (seen && !is_reserved_predicate(fact.predicate)) {
      const auto [known, is_new] = best.try_emplace(fact.predicate);
      if (is_new) known->second = first_best(assertions, fact.predicate);
      seen = same(fact.value, known->second);
    }
    statements.push_back({subject, fact, evidence, seen});
    return true;
  });
  return statements;
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

std::vector<Conflict> find_conflicts(EntityId subject, const std::vector<Assertion>& assertions) {
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
