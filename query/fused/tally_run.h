// TallyRun: runs a program over arrays and gathers its groups.
//
//   Thread  two where the program is plain and scans much; groups come in one order, whoever met them first
#pragma once

#include <memory>
#include <optional>
#include <unordered_map>
#include <vector>

#include "query/fused/first_groups.h"
#include "query/fused/run.h"
#include "query/operators/basic.h"

namespace polgraph::fused {

class TallyWorker;

class TallyRun final : public Run {
 public:
  // `outer`: the row of the outer plan, to which groups are added; may be null.
  TallyRun(const Program& program, Context& context, const Value* outer, std::optional<FirstGroups> first);
  ~TallyRun() override;

  void row(Value* input) override;
  void finish() override;
  std::size_t rows() const override { return order_.size(); }
  void write(std::size_t number, Batch& out) const override;
  std::size_t charged() const override;

 private:
  void begin();
  void run(Value* input, std::uint64_t number);
  void run_only();
  void share_work();
  std::uint64_t given_key(Value* input);
  void keep_first();
  void put_in_order();
  void write_key(std::size_t which, const std::uint64_t* key, std::size_t& given, Value& to) const;

  const Program& program_;
  Context& context_;
  const Value* outer_;
  std::optional<FirstGroups> first_;
  std::unique_ptr<TallyWorker> main_;  // made with the first row, when columns are there
  std::vector<ValueList> given_;       // values of keys that come in with rows
  std::unordered_map<ValueList, std::uint64_t, HashRow, SameRow> given_numbers_;
  std::vector<std::size_t> order_;
  std::optional<ValueList> only_;  // the first row, until it is known whether it is the only one
  std::uint64_t rows_ = 0;
  std::size_t given_charged_ = 0;
};

}  // namespace polgraph::fused
