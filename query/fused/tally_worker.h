// TallyWorker: puts what a pattern finds into groups, and counts and sums there.
#pragma once

#include <cstdint>
#include <unordered_set>
#include <vector>

#include "query/fused/groups.h"
#include "query/fused/worker.h"

namespace polgraph::fused {

class TallyWorker final : public Worker {
 public:
  TallyWorker(const Program& program, Context* context);

  // `given`: number of the row's values for keys.
  void run(Value* input, std::uint64_t row_number, std::uint64_t given);

  void merge(TallyWorker& other);
  std::size_t bytes() const override;
  void close();  // counts what is distinct
  Groups& groups() { return groups_; }

 private:
  void found(std::uint64_t ways) override;
  bool found_list(const Step& step, std::uint64_t ways) override;
  bool write_keys();
  void write_key(std::size_t which, std::uint32_t id);
  void find_group();  // of the keys as they are bound now: last_group_
  std::size_t group_of(const std::uint64_t* key, std::uint64_t first_seen);
  void measure(std::size_t group, std::uint64_t ways);
  void add_number(std::size_t which, Tally& tally, std::uint64_t ways);

  std::vector<Source> keyed_, measured_;  // by key, by measure
  std::vector<std::uint64_t> key_;        // tags of the keys, then their words
  std::vector<std::uint32_t> key_ids_;    // of whom the words are
  std::uint64_t given_ = 0;
  static constexpr std::size_t kNoGroup = static_cast<std::size_t>(-1);
  std::size_t last_group_ = kNoGroup;
  Groups groups_;
  std::vector<NodeSet> distinct_;                               // of the only group, by measure
  std::vector<std::unordered_set<std::uint64_t>> distinct_in_;  // group and node, by measure
};

}  // namespace polgraph::fused
