// A graph in memory that is asked in Cypher, for tests that read as a story.
#pragma once

#include <string>
#include <vector>

#include "graph/error.h"
#include "graph/store.h"
#include "graph/temporal.h"
#include "graph/text/cypher.h"
#include "query/engine.h"

namespace polgraph::test {

class TextSink : public RowSink {
 public:
  void columns(const std::vector<std::string>& names) override { header = names; }
  void row(std::span<const Value> values, const Snapshot&) override {
    std::string line;
    for (const Value& value : values) line += (line.empty() ? "" : " | ") + to_cypher(value);
    rows.push_back(line);
  }
  void end(const Counters& counts) override { counters = counts; }

  std::vector<std::string> header, rows;
  Counters counters;
};

class QueryGraph {
 public:
  explicit QueryGraph(const std::string& create = {}) {
    options.clock = [] { return DateTime{1625097600, 0, 0, {}}; };  // 2021-07-01T00:00Z
    if (!create.empty()) ask(create);
  }

  // Each row as "a | b", values as Cypher literals.
  std::vector<std::string> ask(const std::string& query) {
    TextSink sink;
    Engine(store).run(prepare(query, options), options, sink);
    counters = sink.counters;
    header = sink.header;
    return sink.rows;
  }
  std::string one(const std::string& query) {
    const std::vector<std::string> rows = ask(query);
    return rows.size() == 1 ? rows[0] : std::to_string(rows.size()) + " rows";
  }
  // "SyntaxError compile UndefinedVariable 1:8", or "no error".
  std::string fault(const std::string& query) {
    try {
      ask(query);
    } catch (const Error& error) {
      std::string text(tck_type(error.kind()));
      text += error.phase() == Phase::Compile ? " compile " : " run ";
      text += error.detail();
      if (error.place())
        text += " " + std::to_string(error.place()->line) + ":" + std::to_string(error.place()->column);
      return text;
    }
    return "no error";
  }

  Store store = Store::memory();
  RunOptions options;
  Counters counters;
  std::vector<std::string> header;
};

using Rows = std::vector<std::string>;

}  // namespace polgraph::test
