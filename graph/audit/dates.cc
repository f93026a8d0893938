#include "graph/audit/dates.h"

#include "graph/temporal.h"
#include "graph/text/number.h"

namespace polgraph {

namespace {

constexpr std::int64_t kFirstYear = 1000, kLastYear = 2999;  // four digits that a reader takes for a year

struct Written {  // digits as they stand: 2016, 2016-04, 2016-04-01
  std::int64_t year = 0, month = 0, day = 0;
};

std::optional<std::int64_t> digits(std::string_view text, std::size_t at, std::size_t count) {
  if (at + count > text.size()) return {};
  for (const char c : text.substr(at, count))
    if (c < '0' || c > '9') return {};
  return parse_integer(text.substr(at, count));
}

std::optional<Written> written_date(std::string_view text) {
  if (text.size() != 4 && text.size() != 7 && text.size() != 10) return {};
  const auto year = digits(text, 0, 4);
  if (!year) return {};
  Written date{*year, 0, 0};
  if (text.size() >= 7) {
    const auto month = digits(text, 5, 2);
    if (text[4] != '-' || !month) return {};
    date.month = *month;
  }
  if (text.size() == 10) {
    const auto day = digits(text, 8, 2);
    if (text[7] != '-' || !day) return {};
    date.day = *day;
  }
  return date;
}

bool exists(const Written& date, std::size_t length) {
  if (length >= 7 && (date.month < 1 || date.month > 12)) return false;
  return length < 10 || (date.day >= 1 && date.day <= days_in_month(date.year, static_cast<int>(date.month)));
}

DateSpan span_of(const Written& date, std::size_t length) {
  const int month = length >= 7 ? static_cast<int>(date.month) : 1;
  const int last_month = length >= 7 ? month : 12;
  if (length == 10) {
    const std::int64_t day = days_from_civil(date.year, month, static_cast<int>(date.day));
    return {day, day};
  }
  return {days_from_civil(date.year, month, 1),
          days_from_civil(date.year, last_month, days_in_month(date.year, last_month))};
}

DateSpan year_span(std::int64_t year) {
  return span_of({year, 0, 0}, 4);
}

bool is_year(std::int64_t number) {
  return number >= kFirstYear && number <= kLastYear;
}

std::optional<DateSpan> text_span(std::string_view text) {
  if (const auto date = written_date(text))
    return is_year(date->year) && exists(*date, text.size()) ? std::optional(span_of(*date, text.size()))
                                                             : std::nullopt;
  const auto from = digits(text, 0, 4), to = digits(text, 5, 4);
  if (text.size() == 9 && text[4] == '-' && from && to && is_year(*from) && is_year(*to) && *from <= *to)
    return DateSpan{year_span(*from).first, year_span(*to).last};
  if (const auto day = text.size() > 10 ? parse_date(text.substr(0, 10)) : std::nullopt; day && text[10] == 'T')
    return DateSpan{day->day, day->day};  // a moment: its day
  return {};
}

std::optional<Date> day_of(const Value& value) {
  switch (value.kind()) {
    case ValueKind::Date: return value.as_date();
    case ValueKind::LocalDateTime: return value.as_local_date_time().date();
    case ValueKind::DateTime: return value.as_date_time().local().date();
    default: return {};
  }
}

}  // namespace

std::optional<DateSpan> date_span(const Value& value) {
  if (value.is_integer())
    return is_year(value.as_integer()) ? std::optional(year_span(value.as_integer())) : std::nullopt;
  if (value.is_string()) return text_span(value.as_string());
  const auto day = day_of(value);
  return day ? std::optional(DateSpan{day->day, day->day}) : std::nullopt;
}

bool is_impossible_date(const Value& value) {
  if (!value.is_string()) return false;
  const auto date = written_date(value.as_string());
  return date && !exists(*date, value.as_string().size());
}

std::optional<DateSpan> fiscal_span(const Value& value) {
  const auto year = date_span(value);
  if (!year) return {};
  return DateSpan{days_from_civil(year_of(year->first) - 1, 7, 1), days_from_civil(year_of(year->last) + 1, 6, 30)};
}

std::int64_t year_of(std::int64_t day) {
  return civil(Date{day}).year;
}

}  // namespace polgraph
