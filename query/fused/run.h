// Run: a program that runs over arrays. Rows go in, and when all have, rows of the answer are written.
//
//   Throws  Declined, what conditions throw, Error Limit, Error Interrupted
#pragma once

#include "query/fused/program.h"
#include "query/operator.h"

namespace polgraph::fused {

class Run {
 public:
  virtual ~Run() = default;
  virtual void row(Value* input) = 0;
  virtual void finish() = 0;  // once, behind the last row
  virtual std::size_t rows() const = 0;
  virtual void write(std::size_t number, Batch& out) const = 0;  // appends a row of the answer
  virtual std::size_t charged() const = 0;                       // to the statement, by itself
};

// Scanning many nodes: all columns that the program reads, where they fit. Of few nodes only pieces that are met are
// read.
void read_columns(const Program& program, Context& context);
bool scans_many(const Program& program);
// Arrays were made, as statements had spent as much, and part of that were look-ups of records: the pieces of columns
// that those have paid for by half are read with them. (In one go and by two threads a piece costs half.)
void read_half_paid(const Program& program, Context& context);

}  // namespace polgraph::fused
