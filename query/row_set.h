// RowSet: rows of some values, each once, as same() tells them apart: what DISTINCT has seen, the keys of groups.
// Blocks of rows and one table of their hashes, no block of memory for each row: ten million integers take half a
// gigabyte and are gone at once, and growing asks the statement's limits as it goes.
//
//   RowSet seen(1);
//   if (seen.add(&value, context).is_new) ...
//
//   Throws  what Context::tick and charge throw
//   Cost    add: one hash, one look at a row that has the same; 16 bytes a value, about 30 a row, and what values share
#pragma once

#include <cstddef>
#include <vector>

#include "graph/compare.h"
#include "graph/value.h"
#include "query/context.h"

namespace polgraph {

class RowSet {
 public:
  static bool alike(const Value& a, const Value& b) {  // same(), told at once of integers
    return a.is_integer() && b.is_integer() ? a.as_integer() == b.as_integer() : same(a, b);
  }

  explicit RowSet(std::size_t width) : width_(width) {}

  struct Found {
    std::size_t number;  // of the row that is the same, from 0 in the order in which they came
    bool is_new;         // it came now
  };
  Found add(const Value* row, Context& context);
  const Value* row(std::size_t number) const;                 // stays where it is until clear()
  bool is_row(std::size_t number, const Value* other) const;  // the same
  std::size_t size() const { return size_; }
  // Charged to the statement for all rows; whoever clears the set gives it back.
  std::size_t charged() const { return charged_; }
  void clear();

 private:
  struct Place {
    std::size_t hash = 0;
    std::size_t number = 0;  // of the row, from 1; 0: free
  };
  static constexpr std::size_t kFewRows = 8;  // of the first block; each one has twice the room of the one before
  void grow(Context& context);
  void keep(const Value* row, Context& context);

  std::size_t width_;
  std::size_t size_ = 0, charged_ = 0;
  std::vector<Place> places_;  // their number is a power of two, twice that of the rows at least
  std::vector<ValueList> blocks_;
};

}  // namespace polgraph
