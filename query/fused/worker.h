// Worker: one thread's walk through the steps of a program. What it binds are numbers of nodes and relationships; what
// becomes of each way in which the pattern fits says whoever derives from it.
#pragma once

#include <cstdint>
#include <vector>

#include "graph/blocks.h"
#include "query/fused/program.h"
#include "query/fused/trail.h"
#include "query/fused/walks.h"

namespace polgraph::fused {

class Worker {
 public:
  // `context`: of the thread that runs the statement; null for a helper.
  Worker(const Program& program, Context* context);
  virtual ~Worker() = default;
  Worker(const Worker&) = delete;
  Worker& operator=(const Worker&) = delete;

  // The steps behind a scan, for members of `words` of the scanned set.
  void run_words(std::size_t begin, std::size_t end, const Turn& turn);

  void charge();  // what it holds by now to the statement
  virtual std::size_t bytes() const;
  std::size_t charged() const { return charged_; }

 protected:
  void run(Value* input);  // all steps for one row that came in

  // The pattern fits, in so many ways.
  virtual void found(std::uint64_t ways) = 0;
  // All is found of the node that the first step scans.
  virtual void scanned() {}
  // It does with each relationship of the last step's list (Step::sums_list). False: they are to come one by one.
  virtual bool found_list(const Step&, std::uint64_t) { return false; }

  // A column as a loop reads it.
  struct Source {
    const std::unique_ptr<PropertyColumns::Piece>* pieces = nullptr;
    bool of_node = true;
    std::size_t variable = 0, column = 0;
    const ListColumn* in_list = nullptr;  // of a relationship that a step finds in one list: by its position there
    KeyId key = {};
  };
  Source source(bool of_node, std::size_t variable, std::size_t column) const;
  Source source(const PropertyOf& property) const;
  Value value(const Source& from);
  std::optional<std::int64_t> integer(const Source& from);  // Throws Declined where it is none
  // Only the statement's own thread reads what is missing.
  bool is_missing(const Source& from, std::uint32_t id) const {
    return context_ != nullptr && from.pieces[id >> PropertyColumns::kPieceBits] == nullptr;
  }
  const PropertyColumns::Piece& piece(const Source& from, std::uint32_t id) {
    const PropertyColumns::Piece* found = from.pieces[id >> PropertyColumns::kPieceBits].get();
    return found != nullptr ? *found : read_piece(from, id);
  }
  std::uint32_t id_of(bool of_node, std::size_t variable) const {
    return of_node ? nodes_[variable] : edges_[variable];
  }
  void tick(std::size_t steps);

  const Program& program_;
  Context* context_;
  std::vector<std::uint32_t> nodes_, edges_, positions_;  // bound now; positions of relationships in their lists
  std::uint64_t position_ = 0, sequence_ = 0;             // of the scanned node or the row; within it
  bool scans_;                                            // the first step looks at many nodes: tables by number pay

 private:
  void go(std::size_t step, std::uint64_t ways);
  void scan(std::size_t step, std::uint64_t ways);
  void expand(std::size_t step, std::uint64_t ways);
  void intersect(std::size_t step, std::uint64_t ways);
  void walk(std::size_t step, std::uint64_t ways);
  void trails(std::size_t step, std::uint64_t ways);
  void bound(std::size_t step, std::uint64_t ways, std::size_t closing);
  void settled(std::size_t step, std::uint64_t ways);
  bool holds(const Tests& tests);
  bool holds(const Tests& tests, std::uint32_t node, std::uint32_t relationship);  // of a branch
  bool holds(const ColumnTest& test, std::uint32_t id);
  bool holds(const EdgeTest& test) const;
  bool holds(const SketchTest& test);
  std::uint64_t count(const PairCount& pairs);
  std::uint64_t common(const Adjacents& few, std::uint32_t a, const Adjacents& many, std::uint32_t b);
  std::uint64_t ways_of(const Branch& branch, std::uint32_t from);
  Source source_by_id(bool of_node, std::size_t variable, std::size_t column) const;
  Value read_value(const Source& from, std::uint32_t id);
  const PropertyColumns::Piece& read_piece(const Source& from, std::uint32_t id);

  const Turn* turn_ = nullptr;                      // of a helper, while it works
  std::vector<std::vector<std::uint8_t>> decided_;  // by test, by text: 1 holds, 2 does not
  std::vector<Source> tested_;                      // by test
  std::vector<Value> scratch_;
  std::vector<Walks> walks_;  // by step
  std::vector<Trail> trails_;
  std::size_t ticks_ = 0, charged_ = 0;
};

}  // namespace polgraph::fused
