// IndexRange: what is asked of the index of a schema rule (graph/schema.h), as a range of its keys. A range holds all
// entries that can meet the condition and may hold more: long values are cut in an index, so whoever asks tests the
// condition on the record.
//
//   IndexRange range = index_range::whole(rule.number);                    // every entry
//   index_range::equal(range, Value::integer(2021));                       // those whose first key is 2021
//   index_range::between(range, &from, &to);                               // and whose second lies in between
//
//   Thread  pure functions
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "graph/value.h"

namespace polgraph {

struct IndexRange {
  std::string begin, end;  // keys from `begin` up to, and without, `end`
  bool operator==(const IndexRange&) const = default;
};

// Each narrows a range, key after key; only equal() may be followed by another. False: no stored value can meet it.
namespace index_range {
IndexRange whole(std::uint32_t rule);
// The key is `value` (1 is 1.0).
bool equal(IndexRange& range, const Value& value);
// The key can be compared with the bounds and lies between them; null pointer: open. One of them is given.
bool between(IndexRange& range, const Value* least, const Value* greatest);
// The key is a string and begins with `prefix`; "": it is a string.
bool starts_with(IndexRange& range, std::string_view prefix);
}  // namespace index_range

}  // namespace polgraph
