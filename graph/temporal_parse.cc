// Text to temporal values: ISO 8601 in its extended and basic forms.
#include <algorithm>

#include "graph/error.h"
#include "graph/temporal.h"
#include "graph/timezone.h"

namespace polgraph {

namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// Eats text from the left; what does not match leaves it untouched.
class Cursor {
 public:
  explicit Cursor(std::string_view text) : rest_(text) {}

  bool done() const { return rest_.empty(); }
  std::string_view rest() const { return rest_; }
  bool at(char c) const { return !rest_.empty() && rest_.front() == c; }
  bool skip(char c) {
    if (!at(c)) return false;
    rest_.remove_prefix(1);
    return true;
  }
  std::size_t digits_ahead() const {
    std::size_t count = 0;
    while (count < rest_.size() && is_digit(rest_[count])) ++count;
    return count;
  }
  // Exactly `width` digits.
  std::optional<int> number(std::size_t width) {
    if (digits_ahead() < width || width > 9) return std::nullopt;
    int value = 0;
    for (std::size_t i = 0; i < width; ++i) value = value * 10 + (rest_[i] - '0');
    rest_.remove_prefix(width);
    return value;
  }
  std::string_view take(std::size_t size) {
    const std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }

 private:
  std::string_view rest_;
};

std::optional<Date> calendar_date(std::int64_t year, int month, int day) {
  if (month < 1 || month > 12 || day < 1 || day > days_in_month(year, month)) return std::nullopt;
  return make_date(year, month, day);
}

std::optional<Date> week_date(std::int64_t year, int week, int day) {
  if (week < 1 || week > weeks_in_year(year) || day < 1 || day > 7) return std::nullopt;
  // The last days of the last year's last week are beyond the calendar, as are the first week's first.
  if ((year == kMaxYear && week >= 52) || (year == kMinYear && week == 1)) return std::nullopt;
  return make_week_date(year, week, day);
}

std::optional<Date> quarter_date(std::int64_t year, int quarter, int day) {
  if (quarter < 1 || quarter > 4 || day < 1 || day > days_in_quarter(year, quarter)) return std::nullopt;
  return make_quarter_date(year, quarter, day);
}

std::optional<Date> ordinal_date(std::int64_t year, int day) {
  if (day < 1 || day > days_in_year(year)) return std::nullopt;
  return make_ordinal_date(year, day);
}

// Dates: what follows the year.
class DateReader {
 public:
  explicit DateReader(std::string_view text) : in_(text) {}

  std::optional<Date> read() {
    if (!read_year()) return std::nullopt;
    if (in_.done()) return plain_ ? std::optional(make_date(year_, 1, 1)) : std::nullopt;
    extended_ = in_.skip('-');
    if (signed_ && !extended_) return std::nullopt;
    if (in_.skip('W')) return read_week();
    if (in_.skip('Q')) return read_quarter();
    return read_month_or_day();
  }

 private:
  bool read_year() {
    const bool negative = in_.at('-');
    signed_ = in_.skip('-') || in_.skip('+');
    const std::size_t width = signed_ ? in_.digits_ahead() : 4;
    if (width == 0) return false;
    plain_ = width <= 4;
    const auto year = in_.number(width);
    if (year) year_ = negative ? -*year : *year;
    return year.has_value();
  }
  // The next part, after a dash in the extended form; 1 if the text ends here.
  std::optional<int> next(std::size_t width) {
    if (in_.done()) return 1;
    if (extended_ && !in_.skip('-')) return std::nullopt;
    const auto value = in_.number(width);
    return in_.done() ? value : std::nullopt;
  }
  std::optional<Date> read_week() {
    const auto week = in_.number(2);
    const auto day = week ? next(1) : std::nullopt;
    return day ? week_date(year_, *week, *day) : std::nullopt;
  }
  std::optional<Date> read_quarter() {
    const auto quarter = in_.number(1);
    const auto day = quarter ? next(2) : std::nullopt;
    return day ? quarter_date(year_, *quarter, *day) : std::nullopt;
  }
  std::optional<Date> read_month_or_day() {
    if (in_.digits_ahead() == 3 && in_.rest().size() == 3) return ordinal_date(year_, *in_.number(3));
    const auto month = in_.number(2);
    const auto day = month ? next(2) : std::nullopt;
    return day ? calendar_date(year_, *month, *day) : std::nullopt;
  }

  Cursor in_;
  std::int64_t year_ = 0;
  bool signed_ = false;
  bool plain_ = false;  // +20150721 alone could be a year or a day
  bool extended_ = false;
};

// ".142" or ",142" at the end of a time.
std::optional<int> read_fraction(Cursor& in) {
  if (in.done()) return 0;
  if (!in.skip('.') && !in.skip(',')) return std::nullopt;
  const std::size_t width = in.digits_ahead();
  if (width == 0 || width > 9) return std::nullopt;
  int value = *in.number(width);
  for (std::size_t i = width; i < 9; ++i) value *= 10;
  return in.done() ? std::optional(value) : std::nullopt;
}

}  // namespace

std::optional<Date> parse_date(std::string_view text) {
  return DateReader(text).read();
}

std::optional<LocalTime> parse_local_time(std::string_view text) {
  Cursor in(text);
  const auto hour = in.number(2);
  if (!hour || *hour > 23) return std::nullopt;
  if (in.done()) return make_time(*hour, 0, 0, 0);
  const bool extended = in.skip(':');
  const auto minute = in.number(2);
  if (!minute || *minute > 59) return std::nullopt;
  if (in.done()) return make_time(*hour, *minute, 0, 0);
  if (extended && !in.skip(':')) return std::nullopt;
  const auto second = in.number(2);
  if (!second || *second > 59) return std::nullopt;
  const auto fraction = read_fraction(in);
  if (!fraction) return std::nullopt;
  return make_time(*hour, *minute, *second, *fraction);
}

std::optional<std::int32_t> parse_offset(std::string_view text) {
  if (text == "Z") return 0;
  Cursor in(text);
  const bool negative = in.at('-');
  if (!in.skip('-') && !in.skip('+')) return std::nullopt;
  const auto hours = in.number(2);
  if (!hours) return std::nullopt;
  int parts[2] = {0, 0};
  const bool extended = in.at(':');
  for (int& part : parts) {
    if (in.done()) break;
    if (extended && !in.skip(':')) return std::nullopt;
    const auto value = in.number(2);
    if (!value || *value > 59) return std::nullopt;
    part = *value;
  }
  const std::int32_t size = *hours * 3600 + parts[0] * 60 + parts[1];
  if (!in.done() || size > kMaxOffset_s) return std::nullopt;
  return negative ? -size : size;
}

std::optional<Time> parse_time(std::string_view text) {
  const std::size_t sign = std::min(text.find_first_of("Z+-"), text.size());
  const auto local = parse_local_time(text.substr(0, sign));
  const auto offset = sign == text.size() ? std::optional<std::int32_t>(0) : parse_offset(text.substr(sign));
  if (!local || !offset) return std::nullopt;
  return Time{*local, *offset};
}

std::optional<LocalDateTime> parse_local_date_time(std::string_view text) {
  const std::size_t letter = std::min(text.find('T'), text.size());
  const auto date = parse_date(text.substr(0, letter));
  const auto time = letter == text.size() ? std::optional(LocalTime{}) : parse_local_time(text.substr(letter + 1));
  if (!date || !time) return std::nullopt;
  return make_local(*date, *time);
}

namespace {

// Both an offset and a name are given: the offset must be one that clocks there showed then.
DateTime at_both(LocalDateTime local, std::int32_t offset_s, std::string_view name, std::string_view text) {
  Zone zone = make_zone(name);
  if (!zone.name.empty() && TimeZone::find(name)->shows(local.second, offset_s)) {
    zone.offset_s = offset_s;
    return at_local(local, zone);
  }
  throw Error(Kind::Argument, "InvalidArgumentValue",
              "the time zone " + std::string(name) + " does not have that offset then: '" + std::string(text) + "'");
}

}  // namespace

std::optional<DateTime> parse_date_time(std::string_view text) {
  std::string_view rest = text, name;
  if (const std::size_t bracket = text.find('['); bracket != std::string_view::npos) {
    if (text.back() != ']' || text.size() - bracket < 3) return std::nullopt;
    name = text.substr(bracket + 1, text.size() - bracket - 2);
    rest = text.substr(0, bracket);
  }
  const std::size_t letter = std::min(rest.find('T'), rest.size());
  const std::size_t sign = std::min(rest.find_first_of("Z+-", letter), rest.size());
  const auto local = parse_local_date_time(rest.substr(0, sign));
  const auto offset = sign == rest.size() ? std::optional<std::int32_t>(0) : parse_offset(rest.substr(sign));
  if (!local || !offset) return std::nullopt;
  if (name.empty()) return at_local(*local, Zone{*offset, {}});
  if (sign == rest.size()) return at_local(*local, make_zone(name));
  return at_both(*local, *offset, name, text);
}

namespace {

// The parts of a duration in the order in which they may come.
struct DurationPart {
  char letter;
  bool of_time;
  DurationBuilder::Part part;
};
constexpr DurationPart kDurationParts[] = {
    {'Y', false, DurationBuilder::Part::Years}, {'M', false, DurationBuilder::Part::Months},
    {'W', false, DurationBuilder::Part::Weeks}, {'D', false, DurationBuilder::Part::Days},
    {'H', true, DurationBuilder::Part::Hours},  {'M', true, DurationBuilder::Part::Minutes},
    {'S', true, DurationBuilder::Part::Seconds}};

// "-1.5" before its letter; empty if there is no number.
std::string_view take_number(Cursor& in) {
  Cursor ahead = in;
  if (!ahead.skip('-')) ahead.skip('+');
  const std::size_t whole = ahead.digits_ahead();
  ahead.take(whole);
  if (whole == 0 || whole > 19) return {};
  if (ahead.skip('.') || ahead.skip(',')) {
    const std::size_t places = ahead.digits_ahead();
    if (places == 0) return {};
    ahead.take(places);
  }
  return in.take(in.rest().size() - ahead.rest().size());
}

std::optional<Duration> parse_parts(Cursor in) {
  DurationBuilder builder;
  bool of_time = false, any = false;
  const DurationPart* next = kDurationParts;
  while (!in.done()) {
    if (!of_time && in.skip('T')) {
      of_time = true;
      any = false;  // a T must be followed by a part
    }
    const std::string_view number = take_number(in);
    if (number.empty() || in.done()) return std::nullopt;
    const char letter = in.take(1).front();
    const auto found = std::find_if(next, std::end(kDurationParts), [&](const DurationPart& candidate) {
      return candidate.letter == letter && candidate.of_time == of_time;
    });
    if (found == std::end(kDurationParts)) return std::nullopt;
    builder.add_decimal(found->part, number);
    next = found + 1;
    any = true;
  }
  return any ? std::optional(builder.build()) : std::nullopt;
}

// "2012-02-02T14:37:21.545": counts written like a date, so month 0 and day 0 are well.
std::optional<Duration> parse_dated(std::string_view text) {
  const std::size_t letter = std::min(text.find('T'), text.size());
  Cursor in(text.substr(0, letter));
  const auto years = in.number(4);
  const bool extended = in.skip('-');
  const auto months = in.number(2);
  if (extended && !in.skip('-')) return std::nullopt;
  const auto days = in.number(2);
  if (!in.done() || !years || !months || !days || *months > 12 || *days > 31) return std::nullopt;
  const auto time = letter == text.size() ? std::optional(LocalTime{}) : parse_local_time(text.substr(letter + 1));
  if (!time) return std::nullopt;
  return make_duration(*years * 12 + *months, *days, 0, time->nanosecond);
}

}  // namespace

std::optional<Duration> parse_duration(std::string_view text) {
  Cursor in(text);
  const bool negative = in.skip('-');
  if (!negative) in.skip('+');
  if (!in.skip('P') || in.done()) return std::nullopt;
  auto value = parse_dated(in.rest());
  if (!value) value = parse_parts(in);
  if (value && negative) value = negate(*value);
  return value;
}

}  // namespace polgraph
