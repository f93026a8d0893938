// One scenario's world: a graph in memory and the steps that act on it. A step that does not hold throws Failure.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <vector>

#include "graph/error.h"
#include "graph/store.h"
#include "query/engine.h"
#include "tests/scenarios/gherkin.h"
#include "tests/scenarios/thing.h"

namespace polgraph::scenarios {

struct Failure : std::runtime_error {
  using std::runtime_error::runtime_error;
};

class World {
 public:
  // `graphs`: the folder of the named graphs (binary-tree-1 ...); may be empty. `rewrites`: of query plans;
  // without them relationships are read from arrays, where nothing is written.
  World(std::filesystem::path graphs, bool rewrites);
  void run(const Scenario& scenario);

 private:
  // What side effects are counted in. Source: the TCK's README, "side effects".
  struct Inventory {
    std::set<std::string> nodes, relationships, properties, labels;
  };
  struct Answer {
    std::vector<std::string> columns;
    std::vector<std::vector<Thing>> rows;
    std::optional<Error> error;
  };

  void step(const Step& step);
  bool given(const Step& step);
  bool when(const Step& step);
  bool then(const Step& step);
  void execute_all(const std::string& text);
  void load_named_graph(const std::string& name);
  void declare_procedure(const std::string& signature, const std::vector<std::vector<std::string>>& table);
  Answer execute(const std::string& text);
  void expect_rows(const Step& step, bool ordered, bool bags);
  void expect_error(const std::string& sentence);
  void expect_effects(const std::vector<std::vector<std::string>>& table);
  Inventory take_inventory() const;

  std::filesystem::path graphs_;
  Store store_ = Store::memory();
  RunOptions options_;
  std::string procedures_;  // JSON, comma separated
  std::shared_ptr<const ProcedureTable> table_;
  Answer answer_;
  Inventory before_;
};

}  // namespace polgraph::scenarios
