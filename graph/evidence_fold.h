// Private: which of several statements queries see, and which of them contradict each other. Pure functions over the
// assertions of one entity; the rules are those of graph/provenance.h.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/provenance.h"

namespace polgraph {

inline constexpr std::string_view kAliasesKey = "aliases";  // derived from the statements name:KIND@LANG

bool is_name_predicate(std::string_view predicate);                              // name:KIND@LANG
std::optional<std::string_view> label_of_predicate(std::string_view predicate);  // label:NAME
bool is_reserved_predicate(std::string_view predicate);  // one of these or "exists": not a property key
// The property that a statement about `predicate` is folded into; empty if it is none.
std::string_view property_of_predicate(std::string_view predicate);

// The value that queries see of property `key`, from all assertions about its entity, in load order; null if absent.
// `aliases`: the best value of the property itself, followed by every name:KIND@LANG, each once.
Value best_value(const std::vector<Assertion>& assertions, std::string_view key);
// The same of every property that any statement folds into, ascending by key, null where no statement counts.
// Cost: n log n in the facts, however many properties there are.
std::map<std::string, Value, std::less<>> best_values(const std::vector<Assertion>& assertions);
// Is there any statement, of whatever rank, that folds into `key`?
bool states_property(const std::vector<Assertion>& assertions, std::string_view key);
// Labels that a statement gives which is not deprecated.
std::vector<std::string> stated_labels(const std::vector<Assertion>& assertions);

// Each statement once, in load order (graph/provenance.h says what makes one).
std::vector<Statement> spread(EntityId subject, const std::vector<Assertion>& assertions);
// The same as assertions: those of one evidence together, in load order.
std::vector<Assertion> merged(std::vector<Assertion> records);
std::vector<Conflict> find_conflicts(EntityId subject, const std::vector<Assertion>& assertions);

// Do the two periods share a day? Open ends are for ever; a date at less than day precision is the whole month or year.
bool validity_overlaps(const Evidence& a, const Evidence& b);
bool is_dated(const Assertion& assertion);  // is its validity bounded?

// What has to change in the record of an entity when its assertions change from `before` to `after`: properties and
// labels that either states. What a query wrote and nobody stated stays.
struct Refolded {
  std::vector<std::pair<std::string, Value>> properties;  // null: to be removed
  std::vector<std::string> labels_gained, labels_lost;
};
Refolded refold(const std::vector<Assertion>& before, const std::vector<Assertion>& after);

}  // namespace polgraph
