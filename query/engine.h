// Engine: runs one openCypher statement against a store. Reading statements stream their rows into the sink; writing
// ones commit first and hand out their rows only then, so what a caller has seen is on disk.
//
//   Store store = Store::open("japan.db", Store::Mode::Read);
//   Engine(store).run(prepare("MATCH (m:Ministry) RETURN m.name"), {}, sink);
//
// EXPLAIN makes no row and no change: the sink gets the plan. PROFILE runs and commits, then hands out the plan as
// well.
//
//   Thread  one statement at a time: what takes its rows runs no other on this engine
//   Throws  Error (phase Compile: found from the text; phase Run), places counted in the statement's own text. After
//           an error nothing of the statement was written
#pragma once

#include <chrono>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/snapshot.h"
#include "graph/store.h"
#include "graph/value.h"
#include "query/options.h"
#include "query/plan_report.h"

namespace polgraph {

namespace ast {
struct Statement;
}
class GraphViews;
class KeptPlans;
struct Shape;

// Receives the answer. `view` serves to read the entities in the rows; it lives during the call only.
class RowSink {
 public:
  virtual ~RowSink() = default;
  virtual void columns(const std::vector<std::string>& names) = 0;  // once, first; empty where nothing is returned
  virtual void row(std::span<const Value> values, const Snapshot& view) = 0;
  virtual void plan(const PlanReport&, const Snapshot&) {
  }                                                // EXPLAIN: in place of columns and rows; PROFILE: behind them
  virtual void end(const Counters& counters) = 0;  // once, last; not called after an error
};

// A parsed statement, good for any number of runs.
class Prepared {
 public:
  Prepared(Prepared&&) noexcept;
  Prepared& operator=(Prepared&&) noexcept;
  ~Prepared();
  bool writes() const;    // EXPLAIN writes nothing
  bool explains() const;  // EXPLAIN or PROFILE
  const ast::Statement& tree() const { return *tree_; }
  const std::string& text() const { return text_; }
  std::size_t bytes() const { return bytes_; }  // of text and tree

 private:
  friend Prepared prepare(std::string text, const RunOptions& options);
  friend class Engine;
  Prepared();
  std::string text_;
  std::unique_ptr<ast::Statement> tree_;
  std::unique_ptr<Shape> shape_;
  std::chrono::nanoseconds spent_{};  // by parsing; counts in the time of a run
  std::size_t bytes_ = 0;             // counts in its memory
};
// `options`: for its limits. Throws Error Syntax, Error Limit.
Prepared prepare(std::string text, const RunOptions& options = {});

// Keeps graph views and the plans of small statements between statements, so that one for many statements is
// better than one for each. Statements that differ only in the texts or parameters that properties are compared with
// share a plan.
class Engine {
 public:
  explicit Engine(Store& store);
  void run(const Prepared& statement, const RunOptions& options, RowSink& sink);

 private:
  Store* store_;
  std::shared_ptr<GraphViews> views_;
  std::shared_ptr<KeptPlans> plans_, writing_plans_;
};

}  // namespace polgraph
