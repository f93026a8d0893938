// TallyWorker: puts what a pattern finds into groups, and counts and sums there.
#pragma once

#include <cstdint>
#include <unordered_set>
#include <vector>

#include "query/fused/first_groups.h"
#include "query/fused/groups.h"
#include "query/fused/worker.h"

namespace polgraph::fused {

class TallyWorker final : public Worker {
 public:
  TallyWorker(const Program& program, Context* context);

  // `given`: number of the row's values for keys.
  void run(Value* input, std::uint64_t row_number, std::uint64_t given);

  // Groups that no other node belongs to end with it, and those of them that cannot be among the first are dropped.
  // Where groups_may_end(), and each node is scanned once at most.
  void let_groups_end(const FirstGroups& first);
  void merge(TallyWorker& other);
  std::size_t bytes() const override;
  void close();  // counts what is distinct
  Groups& groups() { return groups_; }

 private:
  void found(std::uint64_t ways) override;
  bool found_list(const Step& step, std::uint64_t ways) override;
  void scanned() override;
  bool is_alone(const std::uint64_t* key) const;
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
  // Where groups end: how they are told apart, the best so far, and whether the last group is that of the node.
  std::optional<GroupPlace> place_;
  FirstNumbers first_numbers_ = FirstNumbers(1);
  std::vector<std::optional<std::size_t>> repeated_;  // texts that several nodes have, by key; null: the node itself
  bool open_ = false;
  std::vector<NodeSet> distinct_;                               // of the only group, by measure
  std::vector<std::unordered_set<std::uint64_t>> distinct_in_;  // group and node, by measure
};

}  // namespace polgraph::fused
