// PropertyType: what `IS :: TYPE` asks of a property, a union of scalar types and of lists of one.
//
//   parse is in query/syntax; text() writes it as Neo4j does: BOOLEAN | LIST<STRING NOT NULL>
//   Thread  pure functions
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "graph/value.h"

namespace polgraph {

struct PropertyType {
  std::uint32_t kinds = 0;           // bit i: a value of ValueKind i fits
  std::vector<std::uint32_t> lists;  // each: a list fits if all its elements are of these kinds

  // Null fits every type: a property that is not there breaks none. An integer is no FLOAT.
  bool holds(const Value& value) const;
  bool operator==(const PropertyType&) const = default;
};

std::string_view type_word(ValueKind kind);  // "LOCAL DATETIME", as in queries
std::string text(const PropertyType& type);

}  // namespace polgraph
