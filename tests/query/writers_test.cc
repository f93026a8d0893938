#include "query/writers.h"

#include <catch2/catch.hpp>
#include <limits>
#include <sstream>

#include "graph/error.h"
#include "graph/text/temporal.h"
#include "graph/transaction.h"

using namespace polgraph;

namespace {

using Rows = std::vector<std::vector<Value>>;

// One answer through one writer.
std::string written(std::string_view format, const std::vector<std::string>& columns, const Rows& rows,
                    const Snapshot& view, const WriterOptions& options = {}) {
  std::ostringstream out;
  const auto sink = find_result_writer(format)->make(out, options);
  sink->columns(columns);
  for (const auto& row : rows) sink->row(row, view);
  sink->end(Counters{});
  return out.str();
}

std::string written(std::string_view format, const std::vector<std::string>& columns, const Rows& rows,
                    const WriterOptions& options = {}) {
  return written(format, columns, rows, Store::memory().snapshot(), options);
}

// METI -FUNDS-> fund, and what is left of a fund that was deleted.
struct Funding {
  Store store = Store::memory();
  NodeId meti, fund, gone;
  RelId funds, lost;
  TypeId type;

  Funding() {
    Transaction t = store.begin();
    meti = t.create_node({"Organization", "Ministry"}, {{"name", Value::string("METI")}});
    fund = t.create_node({"Fund"}, {});
    gone = t.create_node({"Fund"}, {});
    funds = t.create_relationship("FUNDS", meti, fund, {{"amount", Value::integer(9007199254740993)}});
    lost = t.create_relationship("FUNDS", meti, gone, {});
    type = t.type("FUNDS");
    t.commit();
    Transaction d = store.begin();
    d.delete_relationship(lost);
    d.delete_node(gone);
    d.commit();
  }
  Rows all() const {
    return {{Value::node(meti)},
            {Value::relationship(funds, type)},
            {Value::path({{fund, meti}, {{funds, type}}})},
            {Value::node(gone)},
            {Value::relationship(lost, type)}};
  }
};

Value text(std::string_view utf8) {
  return Value::string(utf8);
}

const Value kNan = Value::floating(std::numeric_limits<double>::quiet_NaN());
const Value kInfinity = Value::floating(std::numeric_limits<double>::infinity());

}  // namespace

TEST_CASE("json is one array for each statement, one row a line", "[query][writers]") {
  CHECK(written("json", {"a", "b"}, {{Value::integer(1), text("x\"\n")}, {Value::null(), Value::boolean(true)}}) ==
        "[\n{\"a\":1,\"b\":\"x\\\"\\n\"},\n{\"a\":null,\"b\":true}\n]\n");
  CHECK(written("json", {"a"}, {}) == "[]\n");
  CHECK(written("json", {}, {}) == "[]\n");
}

TEST_CASE("json keeps integers beyond 2^53 and has strings for what JSON cannot say", "[query][writers]") {
  CHECK(written("jsonl", {"a"}, {{Value::integer(9007199254740993)}, {kNan}, {kInfinity}, {Value::floating(1)}}) ==
        "{\"a\":9007199254740993}\n{\"a\":\"NaN\"}\n{\"a\":\"Infinity\"}\n{\"a\":1.0}\n");
}

TEST_CASE("json writes entities with what is known of them, deleted ones too", "[query][writers]") {
  const Funding funding;
  CHECK(written("jsonl", {"x"}, funding.all(), funding.store.snapshot()) ==
        R"({"x":{"id":0,"labels":["Organization","Ministry"],"properties":{"name":"METI"}}}
{"x":{"id":0,"type":"FUNDS","start":0,"end":1,"properties":{"amount":9007199254740993}}}
{"x":[{"id":1,"labels":["Fund"],"properties":{}},{"id":0,"type":"FUNDS","start":0,"end":1,"properties":{"amount":9007199254740993}},{"id":0,"labels":["Organization","Ministry"],"properties":{"name":"METI"}}]}
{"x":{"id":2,"labels":[],"properties":{}}}
{"x":{"id":1,"type":"FUNDS","start":null,"end":null,"properties":{}}}
)");
}

TEST_CASE("temporal values are their ISO text", "[query][writers]") {
  const Value date = *parse_temporal(ValueKind::Date, "2021-07-01");
  CHECK(written("jsonl", {"d"}, {{Value::list({date})}}) == "{\"d\":[\"2021-07-01\"]}\n");
  CHECK(written("csv", {"d"}, {{date}}) == "d\n2021-07-01\n");
  CHECK(written("typed-json", {"d"}, {{date}}).find(R"({"$type":"Date","_value":"2021-07-01"})") != std::string::npos);
}

TEST_CASE("csv quotes what must be quoted and tells null from the empty text", "[query][writers]") {
  CHECK(written(
            "csv", {"a", "b,c"},
            {{text("x"), text("say \"hi\"")}, {Value::null(), text("")}, {text("two\nlines"), Value::floating(1.5)}}) ==
        "a,\"b,c\"\nx,\"say \"\"hi\"\"\"\n,\"\"\n\"two\nlines\",1.5\n");
  CHECK(written("csv", {"a"}, {{Value::list({Value::integer(1), text("x")})}}) == "a\n\"[1,\"\"x\"\"]\"\n");
  CHECK(written("csv", {"a"}, {{Value::null()}}) == "a\n\"\"\n");
  CHECK(written("csv", {}, {}).empty());
}

TEST_CASE("csv for spreadsheets guards formulas, and numbers stay numbers", "[query][writers]") {
  WriterOptions safe;
  safe.spreadsheet_safe = true;
  const Rows rows = {{text("=1+2"), text("@x"), text("-2+3"), Value::integer(-5), text("a=b")}};
  CHECK(written("csv", {"a", "b", "c", "d", "+e"}, rows, safe) == "a,b,c,d,'+e\n'=1+2,'@x,'-2+3,-5,a=b\n");
  CHECK(written("csv", {"a", "b", "c", "d", "e"}, rows) == "a,b,c,d,e\n=1+2,@x,-2+3,-5,a=b\n");
}

TEST_CASE("tsv has one line a row whatever is in it", "[query][writers]") {
  CHECK(written("tsv", {"a", "b"}, {{text("x\ty\nz\\"), Value::null()}}) == "a\tb\nx\\ty\\nz\\\\\t\n");
}

TEST_CASE("markdown shows marks instead of obeying them", "[query][writers]") {
  CHECK(written("markdown", {"a|b", "c"}, {{text("*x*<b>\n`y`\x1b"), Value::integer(2)}}) ==
        "| a\\|b | c |\n| --- | --- |\n| \\*x\\*&lt;b&gt;<br>\\`y\\`\\\\x1b | 2 |\n");
}

TEST_CASE("a table aligns full-width letters and stands numbers right", "[query][writers]") {
  CHECK(written("table", {"name", "n"}, {{text("経産省"), Value::integer(7)}, {text("METI"), Value::integer(1234)}}) ==
        " name   |    n\n"
        "--------+------\n"
        " 経産省 |    7\n"
        " METI   | 1234\n");
  CHECK(written("table", {"n"}, {}) == " n\n---\n");
  CHECK(written("table", {}, {}).empty());
}

TEST_CASE("a table lets no control character and no bidi override through", "[query][writers]") {
  const std::string shown = written("table", {"x\x1b"}, {{text("a\x1b[31mb\n\u202e")}});
  CHECK(shown == " x\\x1b\n--------------------\n a\\x1b[31mb\\n\\u202e\n");
}

TEST_CASE("a table is cut only on a terminal, the widest column first", "[query][writers]") {
  const Rows rows = {{text("short"), text(std::string(100, 'x'))}};
  CHECK(written("table", {"a", "b"}, rows).find(std::string(100, 'x')) != std::string::npos);
  WriterOptions terminal;
  terminal.terminal = true;
  terminal.width = 40;
  std::istringstream lines(written("table", {"a", "b"}, rows, terminal));
  for (std::string line; std::getline(lines, line);) CHECK(line.size() <= 40 + 2);  // an ellipsis has three bytes
}

TEST_CASE("a table shows entities as Cypher writes them", "[query][writers]") {
  const Funding funding;
  const std::string shown = written("table", {"x"}, funding.all(), funding.store.snapshot());
  CHECK(shown.find("(:Organization:Ministry {name: 'METI'})") != std::string::npos);
  CHECK(shown.find("(:Fund)<-[:FUNDS {amount: 9007199254740993}]-(:Organization") != std::string::npos);
}

TEST_CASE("typed json names every type and counts what was done", "[query][writers]") {
  CHECK(
      written("typed-json", {"a"}, {{Value::integer(1)}, {Value::null()}, {kNan}}) ==
      R"({"columns":["a"],"rows":[[{"$type":"Integer","_value":"1"}],[{"$type":"Null","_value":null}],)"
      R"([{"$type":"Float","_value":"NaN"}]],"counters":{"nodes_created":0,"nodes_deleted":0,)"
      R"("relationships_created":0,"relationships_deleted":0,"properties_set":0,"labels_added":0,"labels_removed":0}})"
      "\n");
  const Funding funding;
  const std::string line = written("typed-json", {"x"}, funding.all(), funding.store.snapshot());
  CHECK(line.find(R"({"$type":"Relationship","_value":{"_element_id":"5:0","_start_node_element_id":"4:0",)"
                  R"("_end_node_element_id":"4:1","_type":"FUNDS","_properties":{"amount":)") != std::string::npos);
}

TEST_CASE("an error is one line of typed json", "[query][writers]") {
  Error error(Kind::Syntax, "UndefinedVariable", "variable `x` is not defined");
  error.phase(Phase::Compile);
  CHECK(typed_json_error(error, Place{"", 2, 8, 20}) ==
        R"({"error":{"type":"SyntaxError","phase":"compile time","code":"UndefinedVariable",)"
        R"("message":"variable `x` is not defined","line":2,"column":8}})"
        "\n");
  CHECK(typed_json_error(error, {}).find("\"line\":null,\"column\":null") != std::string::npos);
}

TEST_CASE("every format is found by its name, and no other", "[query][writers]") {
  for (const ResultWriter& writer : result_writers()) CHECK(find_result_writer(writer.name) == &writer);
  CHECK(find_result_writer("xml") == nullptr);
}
