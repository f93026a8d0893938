#include <catch2/catch.hpp>
#include <string>
#include <utility>
#include <vector>

#include "graph/error.h"
#include "graph/store.h"
#include "graph/text/json.h"
#include "query/engine.h"

using namespace polgraph;

namespace {

class LastValue final : public RowSink {
 public:
  void columns(const std::vector<std::string>&) override {}
  void row(std::span<const Value> values, const Snapshot&) override { value = values[0]; }
  void end(const Counters&) override {}
  Value value;
};

// A graph in memory and a clock that ticks a second each time it is looked at.
struct Clockwork {
  Store store = Store::memory();
  std::vector<std::string> warnings;
  std::int64_t looks = 0;

  Value ask(const std::string& text) {
    RunOptions options;
    options.clock = [this] { return DateTime{1000000000 + looks++, 5, 0, {}}; };
    options.warn = [this](const std::string& warning) { warnings.push_back(warning); };
    LastValue sink;
    Engine(store).run(prepare(text), options, sink);
    return sink.value;
  }
  std::string says(const std::string& expression) { return to_json(ask("RETURN " + expression)); }
  std::string fault(const std::string& expression) {
    try {
      return "answered " + says(expression);
    } catch (const Error& error) {
      return std::string(tck_type(error.kind())) + " " + error.detail();
    }
  }
};

}  // namespace

TEST_CASE("the clock of a statement stands still, the real one goes on", "[query][temporal]") {
  Clockwork graph;
  CHECK(graph.says("datetime()") == "\"2001-09-09T01:46:40.000000005Z\"");
  CHECK(graph.says("[datetime() = datetime.statement(), datetime() = datetime.transaction()]") == "[true,true]");
  CHECK(graph.says("duration.inSeconds(datetime.realtime(), datetime.realtime())") == "\"PT1S\"");
  CHECK(graph.says("date('2001-09-09') = date()") == "true");
}

TEST_CASE("a run without a clock says so where the time is asked for", "[query][temporal]") {
  Clockwork graph;
  LastValue sink;
  Engine(graph.store).run(prepare("RETURN date.truncate('month', date({year: 2001, month: 9, day: 9}))"), {}, sink);
  CHECK(to_json(sink.value) == "\"2001-09-01\"");
  Engine(graph.store).run(prepare("RETURN time({hour: 1, timezone: '+01:00'})"), {}, sink);
  CHECK(to_json(sink.value) == "\"01:00+01:00\"");
  CHECK_THROWS_AS(Engine(graph.store).run(prepare("RETURN date()"), {}, sink), Error);
}

TEST_CASE("null in, null out", "[query][temporal]") {
  Clockwork graph;
  for (const char* call :
       {"date(null)", "localtime(null)", "time(null)", "localdatetime(null)", "datetime(null)", "duration(null)",
        "date.truncate('day', null)", "duration.between(date(), null)", "datetime.fromEpoch(null, 0)",
        "datetime.fromEpochMillis(null)", "date() + null", "null - duration('P1D')", "date(null).year"}) {
    INFO(call);
    CHECK(graph.says(call) == "null");
  }
}

TEST_CASE("dates and durations are computed with", "[query][temporal]") {
  Clockwork graph;
  const std::vector<std::pair<std::string, std::string>> cases{
      {"date('1984-10-11') + duration('P1M')", "\"1984-11-11\""},
      {"duration('P1M') + date('1984-10-11')", "\"1984-11-11\""},
      {"date('1984-10-11') - duration('P1M')", "\"1984-09-11\""},
      {"duration('P1D') * 1.5", "\"P1DT12H\""},
      {"2 * duration('P1D')", "\"P2D\""},
      {"duration('P1D') / 2", "\"PT12H\""},
      {"-duration('P1DT1S')", "\"P-1DT-1S\""},
      {"date('2020-01-01') < datetime('2020-01-01')", "null"},
      {"duration('P1D') < duration('P2D')", "null"},
      {"duration('P1D') = duration('PT24H')", "false"},
      {"time('12:00+01:00') = time('11:00Z')", "false"},
      {"time('12:00+01:00') < time('11:00Z')", "false"},
      {"[x IN [date('2020-01-02'), date('2020-01-01')] | x.day]", "[2,1]"},
      {"date('2020-01-01') IN [date('2019-01-01'), date('2020-01-01')]", "true"},
      {"toString(datetime('2015-07-21T21:40[Europe/London]'))", "\"2015-07-21T21:40+01:00[Europe/London]\""},
      {"[date('2020-01-01')] + date('2020-01-02')", "[\"2020-01-01\",\"2020-01-02\"]"},
      {"COLLECT { UNWIND [duration('P1D'), duration('PT12H')] AS d RETURN sum(d) }", "[\"P1DT12H\"]"},
      {"COLLECT { UNWIND [duration('P1D'), duration('PT12H')] AS d RETURN avg(d) }", "[\"PT18H\"]"},
  };
  for (const auto& [expression, answer] : cases)
    CHECK(expression + " = " + graph.says(expression) == expression + " = " + answer);
}

TEST_CASE("what cannot be is an error of its kind", "[query][temporal]") {
  Clockwork graph;
  const std::vector<std::pair<std::string, std::string>> cases{
      {"date('2015-13-01')", "ArgumentError InvalidArgumentValue"},
      {"date('2015-01-01').hour", "ArgumentError InvalidArgumentValue"},
      {"datetime('2015-01-01T00:00[Mars/Base]')", "ArgumentError InvalidArgumentValue"},
      {"date('2015-01-01') + 1", "SyntaxError InvalidArgumentType"},
      {"date('2015-01-01') - date('2014-01-01')", "TypeError InvalidArgumentType"},
      {"duration('P1D') / 0", "ArithmeticError DivideByZero"},
      {"date('+999999999-12-31') + duration('P1D')", "ArithmeticError TemporalOverflow"},
      {"[x IN [1, 'a'] | date(x)]", "TypeError InvalidArgumentType"},
      {"date(1)", "SyntaxError InvalidArgumentType"},
      {"duration({days: 0.0 / 0.0})", "ArgumentError InvalidArgumentValue"},
      {"COLLECT { UNWIND [duration('P1D'), 1] AS d RETURN sum(d) }", "TypeError InvalidArgumentType"},
  };
  for (const auto& [expression, fault] : cases)
    CHECK(expression + ": " + graph.fault(expression) == expression + ": " + fault);
}

TEST_CASE("temporal properties are kept, found and read part by part", "[query][temporal]") {
  Clockwork graph;
  graph.ask(
      "CREATE (:E {d: date('2020-01-01'), z: datetime('2020-01-01T00:00[Asia/Tokyo]'), p: duration('P1Y'), l: "
      "[time('10:00')]})");
  CHECK(to_json(graph.ask("MATCH (e:E {d: date('2020-01-01')}) RETURN [e.d.year, e.z.timezone, e.p, e.l]")) ==
        "[2020,\"Asia/Tokyo\",\"P1Y\",[\"10:00Z\"]]");
  CHECK(to_json(graph.ask("MATCH (e:E) WHERE e.d > date('2019-12-31') AND e.p = duration('P12M') RETURN count(*)")) ==
        "1");
  CHECK(to_json(graph.ask("MATCH (e:E) WHERE e.d = localdatetime('2020-01-01') RETURN count(*)")) == "0");
  CHECK(graph.warnings.empty());
}
