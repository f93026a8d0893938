// Any bytes as a statement on a small graph, with a second and 64 MB: it answers or says why not, with rewrites and
// without; what has written leaves a store that is whole, what has failed leaves the graph as it was.
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>

#include "graph/check.h"
#include "graph/error.h"
#include "graph/snapshot.h"
#include "graph/store.h"
#include "query/engine.h"

namespace {

using namespace polgraph;

constexpr const char* kGraph =
    "CREATE (a:A:B {id: 1, name: 'a', i: 1, f: 0.5, l: [1, 2], d: date('2021-07-01')})-[:T {i: 1}]->"
    "(b:B {id: 2, name: 'b', i: 2, s: '省エネ', t: datetime('2021-07-01T09:00+09:00')})-[:U]->(c:C {id: '3', u: duration('P1D')}),"
    " (a)-[:T]->(a), (a)-[:T {i: 2}]->(b), (c)-[:T]->(a), (:A)";

class Counter : public RowSink {
 public:
  std::uint64_t rows = 0;
  void columns(const std::vector<std::string>&) override {}
  void row(std::span<const Value>, const Snapshot&) override { ++rows; }
  void end(const Counters&) override {}
};

RunOptions options(bool rewrites) {
  RunOptions made;
  made.timeout_s = 1;
  made.memory_bytes = 64u << 20;
  made.rewrites = rewrites;
  made.clock = [] { return DateTime{1625097600, 0, 0, {}}; };
  made.parameters["p"] = Value::integer(1);
  made.parameters["q"] = Value::list({Value::integer(1), Value::string("a"), Value::null()});
  return made;
}

void fresh(Store& store) {
  Counter sink;
  Engine(store).run(prepare(kGraph), options(true), sink);
}

// False: it failed.
bool run(Store& store, const Prepared& statement, bool rewrites) {
  Counter sink;
  try {
    Engine(store).run(statement, options(rewrites), sink);
    return true;
  } catch (const Error& error) {
    if (error.kind() != Kind::Internal && error.kind() != Kind::Corrupt) return false;
    std::cerr << error.message() << "\n  in " << statement.text() << '\n';
    std::abort();
  }
}

void run_write(const Prepared& statement) {
  Store store = Store::memory();
  fresh(store);
  const std::uint64_t version = store.snapshot().graph_version();
  const bool done = run(store, statement, true);
  bool whole = done || store.snapshot().graph_version() == version;
  check(store.snapshot(), [&](const std::string& finding) {
    std::cerr << finding << '\n';
    whole = false;
  });
  if (whole) return;
  std::cerr << "the store is not as it should be after " << statement.text() << '\n';
  std::abort();
}

Store& read_only_graph() {
  static Store* const store = [] {
    auto* made = new Store(Store::memory());
    fresh(*made);
    return made;
  }();
  return *store;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    const Prepared statement = prepare(std::string(reinterpret_cast<const char*>(data), size));
    if (statement.writes()) {
      run_write(statement);
    } else {
      run(read_only_graph(), statement, true);
      run(read_only_graph(), statement, false);
    }
  } catch (const Error& error) {
    if (error.kind() == Kind::Internal) std::abort();
  }
  return 0;
}
