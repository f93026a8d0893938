// Worker: one thread's walk through the steps of a program. What it binds are numbers of nodes and relationships.
#pragma once

#include <cstdint>
#include <unordered_set>
#include <vector>

#include "graph/blocks.h"
#include "query/fused/groups.h"
#include "query/fused/program.h"
#include "query/fused/walks.h"

namespace polgraph::fused {

class Worker {
 public:
  // `context`: of the thread that runs the statement; null for a helper.
  Worker(const Program& program, Context* context);

  // All steps for one row that came in; `given`: number of its values for keys.
  void run(Value* input, std::uint64_t row_number, std::uint64_t given);
  // The steps behind a scan, for members of `words` of the scanned set.
  void run_words(std::size_t begin, std::size_t end, const Turn& turn);

  void merge(Worker& other);
  void charge();  // what it holds by now to the statement
  std::size_t bytes() const;
  std::size_t charged() const { return charged_; }
  void close();  // counts what is distinct
  Groups& groups() { return groups_; }

 private:
  void go(std::size_t step, std::uint64_t ways);
  void scan(std::size_t step, std::uint64_t ways);
  void expand(std::size_t step, std::uint64_t ways);
  void intersect(std::size_t step, std::uint64_t ways);
  bool sum_list(const Step& step, std::uint64_t ways);
  void walk(std::size_t step, std::uint64_t ways);
  void bound(std::size_t step, std::uint64_t ways, std::size_t closing);
  void settled(std::size_t step, std::uint64_t ways);
  bool holds(const Tests& tests);
  bool holds(const Tests& tests, std::uint32_t node, std::uint32_t relationship);  // of a branch
  bool holds(const ColumnTest& test, std::uint32_t id);
  bool holds(const EdgeTest& test) const;
  bool holds(const SketchTest& test);
  std::uint64_t ways_of(const Branch& branch, std::uint32_t from);
  // A column as a loop reads it.
  struct Source {
    const std::unique_ptr<PropertyColumns::Piece>* pieces = nullptr;
    bool of_node = true;
    std::size_t variable = 0, column = 0;
    const ListColumn* in_list = nullptr;  // of a relationship that a step finds in one list: by its position there
  };
  Source source_by_id(bool of_node, std::size_t variable, std::size_t column) const;
  Source source(bool of_node, std::size_t variable, std::size_t column) const;
  std::optional<std::int64_t> integer(const Source& from);  // Throws Declined where it is none
  const PropertyColumns::Piece& piece(const Source& from, std::uint32_t id) {
    const PropertyColumns::Piece* found = from.pieces[id >> PropertyColumns::kPieceBits].get();
    return found != nullptr ? *found : read_piece(from, id);
  }
  const PropertyColumns::Piece& read_piece(const Source& from, std::uint32_t id);
  bool write_keys();
  void write_key(std::size_t which, std::uint32_t id);
  void find_group();  // of the keys as they are bound now: last_group_
  void emit(std::uint64_t ways);
  std::size_t group_of(const std::uint64_t* key, std::uint64_t first_seen);
  void measure(std::size_t group, std::uint64_t ways);
  void add_number(std::size_t which, Tally& tally, std::uint64_t ways);
  std::uint32_t id_of(bool of_node, std::size_t variable) const {
    return of_node ? nodes_[variable] : edges_[variable];
  }
  void tick(std::size_t steps);

  const Program& program_;
  Context* context_;
  const Turn* turn_ = nullptr;                            // of a helper, while it works
  std::vector<std::uint32_t> nodes_, edges_, positions_;  // bound now; positions of relationships in their lists
  std::vector<std::vector<std::uint8_t>> decided_;        // by test, by text: 1 holds, 2 does not
  std::vector<Value> scratch_;
  std::vector<Source> tested_, keyed_, measured_;  // by test, by key, by measure
  std::vector<std::uint64_t> key_;                 // tags of the keys, then their words
  std::vector<std::uint32_t> key_ids_;             // of whom the words are
  std::uint64_t given_ = 0, position_ = 0, sequence_ = 0;
  static constexpr std::size_t kNoGroup = static_cast<std::size_t>(-1);
  std::size_t last_group_ = kNoGroup;
  bool scans_;  // the first step looks at many nodes: tables by number pay
  Groups groups_;
  std::vector<NodeSet> distinct_;                               // of the only group, by measure
  std::vector<std::unordered_set<std::uint64_t>> distinct_in_;  // group and node, by measure
  std::vector<Walks> walks_;                                    // by step
  std::size_t ticks_ = 0, charged_ = 0;
};

}  // namespace polgraph::fused
