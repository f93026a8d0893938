// One graph in memory and the answers it gives, as text that can be compared: entities by their property `k`, whole
// floats as integers (1 and 1.0 are one group, and which of the two stands for it is open), lists of columns named
// bag... sorted.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "graph/error.h"
#include "graph/store.h"
#include "query/engine.h"
#include "tests/metamorphic/model.h"

namespace polgraph::meta {

struct Run {
  std::string query;
  std::map<std::string, Value> parameters = {};
  bool rewrites = true;
  bool arrays = false;   // relationships are read from arrays, not from the store
  bool again = false;    // asked of an engine that has answered it, and others, before and kept what it read
  bool indexed = false;  // asked of a second graph, the same with indexes on most properties
};

struct Answer {
  std::vector<std::string> columns;
  std::vector<std::string> rows;
  std::vector<Value> first;  // the first row as it is
  Counters counters;
  std::optional<Error> error;
};

class Session {
 public:
  explicit Session(const Model& model);  // Throws Error (the graph cannot be made)
  Answer ask(const Run& run);
  // The whole graph: one line for each node and each relationship, sorted; entities by labels and properties.
  std::vector<std::string> dump() const;
  struct Size {
    std::uint64_t nodes = 0, relationships = 0, labels = 0;
  };
  Size size() const;
  std::string complaint() const;  // what graph/check.h finds; empty: nothing

 private:
  Session& with_indexes();
  void ask_keeping(const Prepared& statement, RunOptions options, RowSink& sink);

  Model model_;
  Store store_ = Store::memory();
  std::unique_ptr<Session> indexed_;
  std::unique_ptr<Engine> keeping_;  // for Run::again
};

}  // namespace polgraph::meta
