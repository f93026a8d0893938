// Statements of ours about a data set, with the rows they must give: tests/data/<data set>.json. Rows are compared as
// bags. They pin what a researcher may ask of the data, so that an edit of a table cannot lose an answer unseen.
#include <algorithm>
#include <catch2/catch.hpp>
#include <fstream>
#include <nlohmann/json.hpp>

#include "graph/text/json.h"
#include "query/engine.h"
#include "tests/data/loaded.h"

using namespace polgraph;
using namespace polgraph::test;

namespace {

// A row as text: one spelling for the expected and the given one.
class Rows : public RowSink {
 public:
  void columns(const std::vector<std::string>&) override {}
  void row(std::span<const Value> values, const Snapshot&) override {
    texts_.push_back(to_json(Value::list({values.begin(), values.end()})));
  }
  void end(const Counters&) override {}
  std::vector<std::string> sorted() const {
    std::vector<std::string> result = texts_;
    std::sort(result.begin(), result.end());
    return result;
  }

 private:
  std::vector<std::string> texts_;
};

std::vector<std::string> expected_rows(const nlohmann::json& rows) {
  std::vector<std::string> result;
  for (const auto& row : rows) result.push_back(to_json(parse_json(row.dump(), "expected rows")));
  std::sort(result.begin(), result.end());
  return result;
}

}  // namespace

TEST_CASE("the statements kept with the report's data set give the rows written down with them", "[data][query]") {
  std::ifstream in(std::string(POLGRAPH_SOURCE_DIR) + "/tests/data/ati-japan-2021.json");
  const nlohmann::json cases = nlohmann::json::parse(in);
  REQUIRE(cases.size() > 100);
  Store store = load_data_set("ati-japan-2021");
  for (const auto& one : cases) {
    const std::string cypher = one.at("cypher");
    INFO(one.at("id").get<std::string>() << ": " << cypher);
    Rows rows;
    CHECK_NOTHROW(Engine(store).run(prepare(cypher), RunOptions{}, rows));
    CHECK(rows.sorted() == expected_rows(one.at("rows")));
  }
}
