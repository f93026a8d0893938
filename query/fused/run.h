// Runs a program over arrays and gathers its groups.
//
//   Thread  two where the program is plain and scans much; groups come in one order, whoever met them first
//   Throws  Declined, what conditions throw, Error Limit, Error Interrupted
#pragma once

#include <memory>
#include <unordered_map>
#include <vector>

#include "query/fused/program.h"

namespace polgraph::fused {

class TallyWorker;

class Run {
 public:
  Run(const Program& program, Context& context);
  ~Run();

  void row(Value* input);  // one row of what comes before the pattern
  void finish();           // once, behind the last row
  // Drops groups that are not among the first `most` by the number in `slot` (ties stay). False: it is none of those.
  bool keep_first(std::size_t slot, bool descending, std::uint64_t most);

  void put_in_order();  // by where in the scan or the input they were met; behind keep_first: fewer are left

  std::size_t charged() const;  // to the statement, by itself
  std::size_t groups() const { return order_.size(); }
  void write(std::size_t group, Value* row) const;  // its keys and measures into their slots

 private:
  void read_columns();
  void share_work();
  std::uint64_t given_key(Value* input);

  const Program& program_;
  Context& context_;
  std::unique_ptr<TallyWorker> main_;  // made with the first row, when columns are there
  std::vector<ValueList> given_;       // values of keys that come in with rows
  std::unordered_map<ValueList, std::uint64_t, HashRow, SameRow> given_numbers_;
  std::vector<std::size_t> order_;
  std::uint64_t rows_ = 0;
  std::size_t given_charged_ = 0;
};

}  // namespace polgraph::fused
