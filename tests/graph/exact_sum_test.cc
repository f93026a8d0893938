#include "graph/exact_sum.h"

#include <catch2/catch.hpp>
#include <limits>

#include "graph/error.h"

using namespace polgraph;

namespace {

ExactSum sum_of(const std::vector<Value>& amounts) {
  ExactSum sum;
  for (const Value& amount : amounts) sum.add(*ExactSum::of(amount));
  return sum;
}
Value whole(std::int64_t number) {
  return Value::integer(number);
}
Value decimal(double number) {
  return Value::floating(number);
}

}  // namespace

TEST_CASE("sums are exact beyond 64 bits and in decimals", "[money]") {
  const std::int64_t most = std::numeric_limits<std::int64_t>::max(), least = std::numeric_limits<std::int64_t>::min();
  struct Row {
    std::vector<Value> amounts;
    const char* digits;
    const char* text;
  };
  const Row rows[] = {
      {{}, "0", "0"},
      {{whole(151123034375145), whole(51000)}, "151123034426145", "151,123,034,426,145"},
      {{whole(most), whole(most), whole(2)}, "18446744073709551616", "18,446,744,073,709,551,616"},
      {{whole(least), whole(least)}, "-18446744073709551616", "-18,446,744,073,709,551,616"},
      {{decimal(0.1), decimal(0.2)}, "0.3", "0.3"},
      {{decimal(0.7), decimal(0.7), decimal(0.6)}, "2", "2"},
      {{whole(5), decimal(-0.25)}, "4.75", "4.75"},
      {{decimal(-0.25)}, "-0.25", "-0.25"},
      {{decimal(-1234567.5)}, "-1234567.5", "-1,234,567.5"},
      {{decimal(-0.5), decimal(-0.5)}, "-1", "-1"},
      {{decimal(-1.5), decimal(0.5), whole(1)}, "0", "0"},
      {{decimal(-0.0)}, "0", "0"},
      {{decimal(1e21)}, "1000000000000000000000", "1,000,000,000,000,000,000,000"},
      {{whole(9007199254740993), decimal(0.5)}, "9007199254740993.5", "9,007,199,254,740,993.5"},
  };
  for (const Row& row : rows) {
    CHECK(sum_of(row.amounts).digits() == row.digits);
    CHECK(sum_of(row.amounts).text() == row.text);
  }
}

TEST_CASE("what cannot be added exactly is no amount", "[money]") {
  for (const double number : {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::infinity(), 1e30,
                              -1e300, 1e-19, 5e-324}) {
    CHECK_FALSE(ExactSum::of(Value::floating(number)));
  }
  CHECK_FALSE(ExactSum::of(Value::string("5")));
  CHECK_FALSE(ExactSum::of(Value::null()));
  CHECK(ExactSum::of(Value::floating(1e-18))->digits() == "0.000000000000000001");
}

TEST_CASE("sums are ordered by value", "[money]") {
  CHECK(sum_of({decimal(-0.5)}) < sum_of({decimal(-0.25)}));
  CHECK(sum_of({whole(-1)}) < sum_of({decimal(-0.5)}));
  CHECK(sum_of({decimal(0.1), decimal(0.2)}) == sum_of({decimal(0.3)}));
  CHECK(sum_of({decimal(-0.5)}).is_negative());
  CHECK_FALSE(sum_of({}).is_negative());
}

TEST_CASE("a rate is applied in decimals and rounded once to two, halves away from zero", "[money]") {
  bool exact = false;
  const auto rate = [](double number) { return *ExactSum::of(Value::floating(number)); };
  CHECK(sum_of({whole(2000000000000)}).times(rate(0.00775), exact).digits() == "15500000000");
  CHECK(exact);
  CHECK(sum_of({whole(1)}).times(rate(0.005), exact).digits() == "0.01");
  CHECK_FALSE(exact);
  CHECK(sum_of({whole(-1)}).times(rate(0.005), exact).digits() == "-0.01");
  CHECK(sum_of({whole(1)}).times(rate(0.0049), exact).digits() == "0");
  CHECK(sum_of({whole(260)}).divided_by(rate(130), exact).digits() == "2");
  CHECK(exact);
  CHECK(sum_of({whole(100)}).divided_by(rate(130.5), exact).digits() == "0.77");
  CHECK_FALSE(exact);
  CHECK_THROWS_AS(sum_of({whole(1)}).divided_by(ExactSum(), exact), Error);
  CHECK_THROWS_AS(rate(1.2345678901234567e28).times(rate(0.12345678901234567), exact), Error);
}
