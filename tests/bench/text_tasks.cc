// Work without a graph: names, tables, statements.
#include <memory>

#include "graph/fold.h"
#include "graph/text/csv.h"
#include "query/engine.h"
#include "tests/bench/funding_graph.h"
#include "tests/bench/tasks.h"

namespace polgraph::bench {

namespace {

constexpr std::size_t kSize = 1000;
constexpr const char* kStatement =
    "MATCH (f:Fund {id: 'Fund/7'})-[r:FUNDS]->(p:Project) WHERE r.year >= 2015 AND p.country IN ['JP', 'DE'] "
    "RETURN p.name AS project, sum(r.amount) AS total ORDER BY total DESC LIMIT 10";

std::vector<std::string> names() {
  std::vector<std::string> all;
  for (const auto& node : funding_graph(kSize).nodes) all.push_back(node.name);
  return all;
}

std::string table() {
  std::string text = "id,name,country,year\n";
  for (const auto& node : funding_graph(kSize).nodes) {
    text += node.id + ",\"" + node.name + "\"," + node.country + "," + std::to_string(node.year) + "\n";
  }
  return text;
}

}  // namespace

std::vector<Task> text_tasks() {
  return {{"fold",
           [] {
             return [all = names()] {
               for (const std::string& name : all) keep(fold_name(name).size());
             };
           }},
          {"name_terms",
           [] {
             return [all = names()] {
               for (const std::string& name : all) keep(name_terms(name).size());
             };
           }},
          {"csv",
           [] {
             return [text = table()] {
               CsvReader rows(Input::text(text, "table.csv"));
               while (rows.next()) keep(rows[1].size());
             };
           }},
          {"parse", [] {
             return [] {
               for (int i = 0; i < 100; ++i) keep(prepare(kStatement).bytes());
             };
           }}};
}

}  // namespace polgraph::bench
