// Cypher's three questions about two values, each by its name.
#pragma once

#include <compare>
#include <cstddef>
#include <optional>

#include "graph/value.h"

namespace polgraph {

// a = b. Nothing where the answer is null (a null inside, NaN is just unequal). Integers and floats compare by exact
// numeric value, also beyond 2^53. Source: openCypher 9, "Equality".
std::optional<bool> equals(const Value& a, const Value& b);

// Grouping, DISTINCT, IN of sets: null is null, NaN is NaN, 1 and 1.0 are the same.
bool same(const Value& a, const Value& b);

// ORDER BY: total over all kinds. Map < Node < Relationship < List < Path < temporal < String < Boolean < Number <
// NaN < null. Source: openCypher 9, "Orderability".
std::strong_ordering order(const Value& a, const Value& b);

// a < b, a <= b ...: nothing (null) where the two cannot be compared; NaN compares false (partial unordered).
// Throws nothing. Source: openCypher 9, "Comparability".
std::optional<std::partial_ordering> compare(const Value& a, const Value& b);

// Agrees with same().
std::size_t hash(const Value& value);

struct SameValue {
  bool operator()(const Value& a, const Value& b) const { return same(a, b); }
};
struct HashValue {
  std::size_t operator()(const Value& value) const { return hash(value); }
};

}  // namespace polgraph
