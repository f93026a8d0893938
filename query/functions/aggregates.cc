// Aggregate functions. null is never counted; DISTINCT is the Aggregate operator's business.
#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>
#include <string>

#include "graph/compare.h"
#include "graph/error.h"
#include "query/arithmetic.h"
#include "query/functions.h"

namespace polgraph::functions {

namespace {

using Arguments = std::span<const Value>;
constexpr std::uint32_t kNull = StaticType::bit(ValueKind::Null);
constexpr StaticType kNumber{kNumberKinds | kNull, StaticType::kAll};
constexpr StaticType kFloat{StaticType::bit(ValueKind::Float) | kNull, StaticType::kAll};
constexpr std::uint32_t kDurationKind = StaticType::bit(ValueKind::Duration);
constexpr std::uint32_t kSummable = kNumberKinds | kDurationKind;

__extension__ using Wide = __int128;

template <class Kind>
AccumulatorPtr make() {
  return std::make_unique<Kind>();
}

class Count final : public Accumulator {
 public:
  void add(Arguments a, Context&) override { count_ += a[0].is_null() ? 0 : 1; }
  Value result(Context&) override { return Value::integer(count_); }

 private:
  std::int64_t count_ = 0;
};

class Sum final : public Accumulator {
 public:
  void add(Arguments a, Context&) override {
    if (a[0].is_null()) return;
    if (!a[0].is_number() && !a[0].is_duration()) wrong_argument("sum", a[0], "numbers or durations");
    if (a[0].is_integer() && total_.is_null()) {
      whole_ += a[0].as_integer();
      any_whole_ = true;
      return;
    }
    // A float or a span: from here on sums are such. Spans and numbers do not add up, which add() says.
    if (total_.is_null()) total_ = !any_whole_ && a[0].is_duration() ? Value::duration({}) : whole();
    total_ = polgraph::add(total_, a[0]);
  }
  Value result(Context&) override { return total_.is_null() ? whole() : total_; }

 private:
  // Whether a sum fits is a matter of the sum, not of the order in which its numbers come.
  Value whole() const {
    if (whole_ > std::numeric_limits<std::int64_t>::max() || whole_ < std::numeric_limits<std::int64_t>::min())
      return polgraph::add(Value::integer(std::numeric_limits<std::int64_t>::max()), Value::integer(1));  // the error
    return Value::integer(static_cast<std::int64_t>(whole_));
  }

  Wide whole_ = 0;
  bool any_whole_ = false;
  Value total_;  // null: only whole numbers came
};

// Integers are summed exactly, so that large amounts lose nothing before the division.
class Average final : public Accumulator {
 public:
  void add(Arguments a, Context&) override {
    if (a[0].is_null()) return;
    if (!a[0].is_number() && !a[0].is_duration()) wrong_argument("avg", a[0], "numbers or durations");
    if (count_ > 0 && a[0].is_duration() != spans_.has_value()) wrong_argument("avg", a[0], "values of one kind");
    ++count_;
    if (a[0].is_duration()) {
      spans_ = plus(spans_.value_or(Duration{}), a[0].as_duration());
    } else if (a[0].is_integer()) {
      integers_ += a[0].as_integer();
    } else {
      floats_ += a[0].as_float();
    }
  }
  Value result(Context&) override {
    if (count_ == 0) return {};
    if (spans_) return Value::duration(polgraph::divide(*spans_, count_));
    return Value::floating((static_cast<double>(integers_) + floats_) / static_cast<double>(count_));
  }

 private:
  Wide integers_ = 0;
  double floats_ = 0;
  std::optional<Duration> spans_;
  std::int64_t count_ = 0;
};

template <bool kGreatest>
class Extreme final : public Accumulator {
 public:
  void add(Arguments a, Context&) override {
    if (a[0].is_null()) return;
    const bool better = best_.is_null() || (kGreatest ? order(a[0], best_) > 0 : order(a[0], best_) < 0);
    if (better) best_ = a[0];
  }
  Value result(Context&) override { return best_; }

 private:
  Value best_;
};

// Puts a value at the end; the list is charged as it grows: for a moment it stands twice.
void append(ValueList& list, const Value& value, Context& context) {
  if (list.size() == list.capacity()) {
    const std::size_t before = list.capacity(), after = std::max<std::size_t>(2 * before, 4);
    context.charge((after - before) * sizeof(Value));
    context.reserve(before * sizeof(Value));
    list.reserve(after);
  }
  list.push_back(value);
}

class Collect final : public Accumulator {
 public:
  void add(Arguments a, Context& context) override {
    if (a[0].is_null()) return;
    context.charge(a[0].heap_bytes());
    append(items_, a[0], context);
  }
  Value result(Context&) override { return Value::list(std::move(items_)); }

 private:
  ValueList items_;
};

// Welford's running variance.
template <bool kSample>
class Deviation final : public Accumulator {
 public:
  void add(Arguments a, Context&) override {
    if (a[0].is_null()) return;
    if (!a[0].is_number()) wrong_argument("stDev", a[0], "numbers");
    const double value = a[0].as_number();
    ++count_;
    const double before = value - mean_;
    mean_ += before / count_;
    squares_ += before * (value - mean_);
  }
  Value result(Context&) override {
    const double divisor = kSample ? count_ - 1 : count_;
    return Value::floating(divisor > 0 ? std::sqrt(squares_ / divisor) : 0.0);
  }

 private:
  double count_ = 0, mean_ = 0, squares_ = 0;
};

template <bool kContinuous>
class Percentile final : public Accumulator {
 public:
  void add(Arguments a, Context& context) override {
    if (a[0].is_null()) return;
    if (!a[0].is_number()) wrong_argument("percentile", a[0], "numbers");
    if (!a[1].is_number()) wrong_argument("percentile", a[1], "a number from 0 to 1");
    percentile_ = a[1].as_number();
    if (!(percentile_ >= 0 && percentile_ <= 1)) {
      throw Error(Kind::Argument, "NumberOutOfRange", "a percentile must be from 0.0 to 1.0");
    }
    append(numbers_, a[0], context);
  }
  Value result(Context& context) override {
    if (numbers_.empty()) return {};
    std::sort(numbers_.begin(), numbers_.end(), [&](const Value& a, const Value& b) {
      context.tick();
      return order(a, b) < 0;
    });
    const auto size = static_cast<double>(numbers_.size());
    if (!kContinuous) {
      const double rank = std::ceil(percentile_ * size);
      return numbers_[static_cast<std::size_t>(rank < 1 ? 0 : rank - 1)];
    }
    const double at = percentile_ * (size - 1);
    const auto below = static_cast<std::size_t>(std::floor(at)), above = static_cast<std::size_t>(std::ceil(at));
    const double low = numbers_[below].as_number(), high = numbers_[above].as_number();
    return Value::floating(low + (high - low) * (at - std::floor(at)));
  }

 private:
  double percentile_ = 0;
  ValueList numbers_;
};

constexpr Function kAggregates[] = {
    {"count", 1, 1, true, StaticType::kAll, StaticType::of(ValueKind::Integer), "count(value)",
     "How many rows have a value; count(*) counts the rows.", "COLLECT { UNWIND [1, null] AS x RETURN count(x) } = [1]",
     nullptr, &make<Count>},
    {"sum",
     1,
     1,
     true,
     kSummable,
     {kNumber.kinds | kDurationKind, StaticType::kAll},
     "sum(number or duration)",
     "The sum.",
     "COLLECT { UNWIND [1, 2] AS x RETURN sum(x) } = [3]",
     nullptr,
     &make<Sum>},
    {"avg",
     1,
     1,
     true,
     kSummable,
     {kFloat.kinds | kDurationKind, StaticType::kAll},
     "avg(number or duration)",
     "The mean.",
     "COLLECT { UNWIND [1, 2] AS x RETURN avg(x) } = [1.5]",
     nullptr,
     &make<Average>},
    {"min", 1, 1, true, StaticType::kAll, StaticType::any(), "min(value)", "The least, in the order of ORDER BY.",
     "COLLECT { UNWIND [1, 2] AS x RETURN min(x) } = [1]", nullptr, &make<Extreme<false>>},
    {"max", 1, 1, true, StaticType::kAll, StaticType::any(), "max(value)", "The greatest, in the order of ORDER BY.",
     "COLLECT { UNWIND [1, 2] AS x RETURN max(x) } = [2]", nullptr, &make<Extreme<true>>},
    {"collect", 1, 1, true, StaticType::kAll, StaticType::of(ValueKind::List), "collect(value)",
     "All values as a list.", "COLLECT { UNWIND [1, null, 2] AS x RETURN collect(x) } = [[1, 2]]", nullptr,
     &make<Collect>},
    {"stDev", 1, 1, true, kNumberKinds, kFloat, "stDev(number)", "The standard deviation of a sample.",
     "COLLECT { UNWIND [1, 3] AS x RETURN round(stDev(x), 3) } = [1.414]", nullptr, &make<Deviation<true>>},
    {"stDevP", 1, 1, true, kNumberKinds, kFloat, "stDevP(number)", "The standard deviation of a whole population.",
     "COLLECT { UNWIND [1, 3] AS x RETURN stDevP(x) } = [1.0]", nullptr, &make<Deviation<false>>},
    {"percentileCont", 2, 2, true, kNumberKinds, kFloat, "percentileCont(number, percentile)",
     "The percentile, between the two nearest values.",
     "COLLECT { UNWIND [1, 2] AS x RETURN percentileCont(x, 0.5) } = [1.5]", nullptr, &make<Percentile<true>>},
    {"percentileDisc", 2, 2, true, kNumberKinds, kNumber, "percentileDisc(number, percentile)",
     "The percentile, one of the values.", "COLLECT { UNWIND [1, 2] AS x RETURN percentileDisc(x, 0.5) } = [1]",
     nullptr, &make<Percentile<false>>},
};

}  // namespace

std::span<const Function> aggregates() {
  return kAggregates;
}

}  // namespace polgraph::functions
