// A value as scenarios speak of it: entities without their ids, so that an expected one can be written down.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "graph/snapshot.h"
#include "graph/value.h"

namespace polgraph::scenarios {

struct Thing {
  enum class Kind { Null, Boolean, Integer, Float, String, Temporal, List, Map, Node, Relationship, Path };
  Kind kind = Kind::Null;
  bool boolean = false;
  std::int64_t integer = 0;
  double floating = 0;
  std::string text;                      // String, Temporal; Relationship: its type
  std::vector<std::string> labels;       // sorted
  std::vector<Thing> items;              // List; Path: node, relationship, node ...
  std::map<std::string, Thing> entries;  // Map; Node, Relationship: properties
  char direction = '>';                  // of a relationship in a path: '>' '<', or '=' for a loop
};

// The TCK's notation: 1, 'a', [1, 2], {k: 1}, (:A {k: 1}), [:T], <(:A)-[:T]->(:B)>. Throws std::runtime_error.
Thing read_thing(std::string_view notation);
Thing thing_of(const Value& value, const Snapshot& view);
Value value_of(const Thing& thing);  // of what is no entity

// The TCK's notation again, for messages.
std::string to_text(const Thing& thing);

// Is the answered value the expected one? Floats may differ by 1e-12 of their size; temporal values are their text.
bool matches(const Thing& expected, const Thing& actual, bool lists_as_bags);

// Do rows match one to one, in order or in any order?
bool matches_rows(const std::vector<std::vector<Thing>>& expected, const std::vector<std::vector<Thing>>& actual,
                  bool ordered, bool lists_as_bags);

}  // namespace polgraph::scenarios
