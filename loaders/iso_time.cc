#include "loaders/iso_time.h"

#include <array>
#include <cctype>

namespace polgraph {
namespace {

constexpr std::array<std::string_view, 12> kMonths{"January",   "February", "March",    "April",
                                                   "May",       "June",     "July",     "August",
                                                   "September", "October",  "November", "December"};

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// A reader over a text that remembers whether all went well.
struct Scan {
  std::string_view rest;
  bool ok = true;

  bool at_end() const { return rest.empty(); }
  bool take(char c) {
    if (rest.empty() || rest.front() != c) return false;
    rest.remove_prefix(1);
    return true;
  }
  void expect(char c) { ok = take(c) && ok; }
  int digits(std::size_t least, std::size_t most) {
    int number = 0;
    std::size_t count = 0;
    while (count < most && !rest.empty() && is_digit(rest.front())) {
      number = number * 10 + (rest.front() - '0');
      rest.remove_prefix(1);
      ++count;
    }
    if (count < least) ok = false;
    return number;
  }
};

bool is_leap(int year) {
  return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

bool exists(int year, int month, int day) {
  constexpr std::array<int, 12> kDays{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  if (month < 1 || month > 12 || day < 1) return false;
  const int days = kDays[static_cast<std::size_t>(month) - 1] + (month == 2 && is_leap(year) ? 1 : 0);
  return day <= days;
}

bool clock_ok(int hour, int minute, int second) {
  return hour < 24 && minute < 60 && second < 61;
}

void scan_zone(Scan& scan) {
  if (scan.at_end() || scan.take('Z')) return;
  if (!scan.take('+')) scan.expect('-');
  const int hour = scan.digits(2, 2);
  int minute = 0;
  if (scan.take(':'))
    minute = scan.digits(2, 2);
  else if (!scan.at_end())
    minute = scan.digits(2, 2);
  scan.ok = scan.ok && hour <= 18 && minute < 60;
}

void scan_time(Scan& scan) {
  const int hour = scan.digits(2, 2);
  scan.expect(':');
  const int minute = scan.digits(2, 2);
  int second = 0;
  if (scan.take(':')) {
    second = scan.digits(2, 2);
    if (scan.take('.')) scan.digits(1, 9);
  }
  scan.ok = scan.ok && clock_ok(hour, minute, second);
  scan_zone(scan);
}

std::string two(int number) {
  return {static_cast<char>('0' + number / 10 % 10), static_cast<char>('0' + number % 10)};
}

struct Moment {
  int year = -1, month = -1, day = -1, hour = -1, minute = 0, second = 0;
};

bool same_letters(std::string_view text, std::string_view word) {
  if (text.size() < word.size()) return false;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (std::tolower(static_cast<unsigned char>(text[i])) != std::tolower(static_cast<unsigned char>(word[i])))
      return false;
  }
  return true;
}

int scan_month_name(Scan& scan, bool is_short) {
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    const std::string_view name = is_short ? kMonths[i].substr(0, 3) : kMonths[i];
    if (!same_letters(scan.rest, name)) continue;
    scan.rest.remove_prefix(name.size());
    return static_cast<int>(i) + 1;
  }
  scan.ok = false;
  return 0;
}

void scan_directive(Scan& scan, char directive, Moment& moment) {
  switch (directive) {
    case 'Y': moment.year = scan.digits(4, 4); break;
    case 'y': {
      const int year = scan.digits(2, 2);
      moment.year = year + (year < 69 ? 2000 : 1900);  // POSIX
      break;
    }
    case 'm': moment.month = scan.digits(1, 2); break;
    case 'd': moment.day = scan.digits(1, 2); break;
    case 'H': moment.hour = scan.digits(1, 2); break;
    case 'M': moment.minute = scan.digits(1, 2); break;
    case 'S': moment.second = scan.digits(1, 2); break;
    case 'b': moment.month = scan_month_name(scan, true); break;
    case 'B': moment.month = scan_month_name(scan, false); break;
    case '%': scan.expect('%'); break;
    default: scan.ok = false;
  }
}

std::optional<std::string> spell(const Moment& m) {
  std::string out;
  if (m.year >= 0) {
    if (m.month >= 0 && !exists(m.year, m.month, m.day < 0 ? 1 : m.day)) return std::nullopt;
    if (m.month < 0 && m.day >= 0) return std::nullopt;
    const int year = m.year;
    out = two(year / 100) + two(year % 100);
    if (m.month >= 0) out += "-" + two(m.month);
    if (m.day >= 0) out += "-" + two(m.day);
  }
  if (m.hour >= 0) {
    if (!clock_ok(m.hour, m.minute, m.second)) return std::nullopt;
    if (!out.empty()) out += 'T';
    out += two(m.hour) + ":" + two(m.minute) + ":" + two(m.second);
  }
  if (out.empty()) return std::nullopt;
  return out;
}

}  // namespace

bool is_iso_date(std::string_view text) {
  Scan scan{text};
  const int year = scan.digits(4, 4);
  int month = 1;
  int day = 1;
  if (scan.take('-')) month = scan.digits(2, 2);
  if (text.size() > 7 && scan.take('-')) day = scan.digits(2, 2);
  return scan.ok && scan.at_end() && exists(year, month, day);
}

bool is_iso_time(std::string_view text) {
  Scan scan{text};
  scan_time(scan);
  return scan.ok && scan.at_end();
}

bool is_iso_datetime(std::string_view text) {
  return text.size() > 11 && text[10] == 'T' && is_iso_date(text.substr(0, 10)) && is_iso_time(text.substr(11));
}

bool is_iso_duration(std::string_view text) {
  Scan scan{text};
  scan.take('-');
  scan.expect('P');
  std::string_view units = "YMWD";
  bool any = false;
  bool in_time = false;
  while (scan.ok && !scan.at_end()) {
    if (!in_time && scan.take('T')) {
      units = "HMS";
      in_time = true;
      any = false;
      continue;
    }
    scan.digits(1, 9);
    if (scan.take('.')) scan.digits(1, 9);
    const std::size_t at = scan.at_end() ? std::string_view::npos : units.find(scan.rest.front());
    if (at == std::string_view::npos) return false;
    units.remove_prefix(at + 1);
    scan.rest.remove_prefix(1);
    any = true;
  }
  return scan.ok && any;
}

bool is_known_pattern(std::string_view pattern) {
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    if (pattern[i] != '%') continue;
    if (++i == pattern.size() || std::string_view("YymdHMSbB%").find(pattern[i]) == std::string_view::npos)
      return false;
  }
  return pattern.find('%') != std::string_view::npos;
}

std::optional<std::string> iso_from_pattern(std::string_view text, std::string_view pattern) {
  Scan scan{text};
  Moment moment;
  for (std::size_t i = 0; i < pattern.size() && scan.ok; ++i) {
    if (pattern[i] == '%' && i + 1 < pattern.size())
      scan_directive(scan, pattern[++i], moment);
    else
      scan.expect(pattern[i]);
  }
  if (!scan.ok || !scan.at_end()) return std::nullopt;
  return spell(moment);
}

}  // namespace polgraph
