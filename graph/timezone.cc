#include "graph/timezone.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <mutex>

#include "graph/error.h"
#include "graph/temporal.h"

namespace polgraph {

namespace {

constexpr std::string_view kFolder = "/usr/share/zoneinfo/";
constexpr std::int64_t kWindow = 2 * kSecondsPerDay;  // no offset is longer than a day

[[noreturn]] void malformed(std::string_view name) {
  throw Error(Kind::Input, "MalformedTimeZone", "the time zone file of " + std::string(name) + " is malformed");
}

// A name from a query becomes part of a path: only what IANA uses may pass. `posix/`, `right/` (leap seconds) and
// `localtime` (this machine's own) are no IANA names.
bool is_zone_name(std::string_view name) {
  if (name.empty() || name.size() > 64 || name.front() == '/' || name.back() == '/') return false;
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' || c == '_' ||
           c == '-' || c == '+';
  };
  if (!std::all_of(name.begin(), name.end(), allowed)) return false;
  return !name.starts_with("posix") && !name.starts_with("right/") && name != "localtime";
}

std::optional<std::string> read_file(std::string_view name) {
  const std::filesystem::path path(std::string(kFolder) + std::string(name));
  std::error_code none;
  if (!std::filesystem::is_regular_file(path, none)) return std::nullopt;
  std::ifstream file(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(file), {}};
  if (!file || bytes.size() < 4 || bytes.compare(0, 4, "TZif") != 0) return std::nullopt;  // a table
  return bytes;
}

// Big-endian numbers out of the file.
class Reader {
 public:
  Reader(std::string_view bytes, std::string_view name) : bytes_(bytes), name_(name) {}

  std::int64_t number(std::size_t width) {
    const std::string_view digits = take(width);
    std::uint64_t value = (static_cast<unsigned char>(digits[0]) & 0x80u) ? ~std::uint64_t{0} : 0;
    for (const char c : digits) value = (value << 8) | static_cast<unsigned char>(c);
    return static_cast<std::int64_t>(value);
  }
  std::size_t count() { return static_cast<std::size_t>(static_cast<std::uint32_t>(number(4))); }
  std::uint8_t byte() { return static_cast<std::uint8_t>(take(1)[0]); }
  std::string_view take(std::size_t size) {
    if (size > bytes_.size() - position_) malformed(name_);
    position_ += size;
    return bytes_.substr(position_ - size, size);
  }
  std::string_view rest() const { return bytes_.substr(position_); }
  std::string_view name() const { return name_; }

 private:
  std::string_view bytes_;
  std::string_view name_;
  std::size_t position_ = 0;
};

struct Header {
  std::uint8_t version = 0;
  std::size_t utc_marks = 0, standard_marks = 0, leaps = 0, times = 0, types = 0, letters = 0;
  std::size_t bytes(std::size_t width) const {
    return times * (width + 1) + types * 6 + letters + leaps * (width + 4) + standard_marks + utc_marks;
  }
};

Header read_header(Reader& in) {
  if (in.take(4) != "TZif") malformed(in.name());
  Header header;
  header.version = in.byte();
  in.take(15);
  header.utc_marks = in.count();
  header.standard_marks = in.count();
  header.leaps = in.count();
  header.times = in.count();
  header.types = in.count();
  header.letters = in.count();
  if (header.types == 0) malformed(in.name());
  return header;
}

}  // namespace

// The last line of the file: a POSIX TZ text such as "CET-1CEST,M3.5.0,M10.5.0/3".
class TimeZone::FooterReader {
 public:
  FooterReader(std::string_view text, std::string_view name) : text_(text), name_(name) {}

  void read_into(TimeZone& zone) {
    if (text_.empty()) return;
    abbreviation();
    zone.standard_s_ = -clock();
    zone.has_rule_ = true;
    if (text_.empty()) return;
    abbreviation();
    zone.summer_s_ = zone.standard_s_ + 3600;
    if (!text_.empty() && text_.front() != ',') zone.summer_s_ = -clock();
    zone.summer_begins_ = rule();
    zone.summer_ends_ = rule();
    if (!text_.empty()) malformed(name_);
  }

 private:
  bool skip(char c) {
    if (text_.empty() || text_.front() != c) return false;
    text_.remove_prefix(1);
    return true;
  }
  void abbreviation() {
    const bool quoted = skip('<');
    const auto is_part = [quoted](char c) {
      return quoted ? c != '>' : (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    };
    std::size_t length = 0;
    while (length < text_.size() && is_part(text_[length])) ++length;
    text_.remove_prefix(length);
    if (length == 0 || (quoted && !skip('>'))) malformed(name_);
  }
  std::int32_t number() {
    std::int32_t value = 0;
    std::size_t length = 0;
    for (; length < text_.size() && length < 4 && text_[length] >= '0' && text_[length] <= '9'; ++length) {
      value = value * 10 + (text_[length] - '0');
    }
    if (length == 0) malformed(name_);
    text_.remove_prefix(length);
    return value;
  }
  std::int32_t clock() {  // [+-]hh[:mm[:ss]]
    const bool negative = skip('-');
    if (!negative) skip('+');
    std::int32_t seconds = number() * 3600;
    if (skip(':')) seconds += number() * 60;
    if (skip(':')) seconds += number();
    return negative ? -seconds : seconds;
  }
  Rule rule() {
    if (!skip(',')) malformed(name_);
    Rule rule;
    if (skip('M')) {
      rule.day = Rule::Day::MonthWeek;
      rule.month = number();
      if (!skip('.')) malformed(name_);
      rule.week = number();
      if (!skip('.')) malformed(name_);
      rule.weekday = number();
      if (rule.month < 1 || rule.month > 12 || rule.week < 1 || rule.week > 5 || rule.weekday > 6) malformed(name_);
    } else {
      rule.day = skip('J') ? Rule::Day::Julian : Rule::Day::Zero;
      rule.number = number();
    }
    if (skip('/')) rule.time_s = clock();
    return rule;
  }

  std::string_view text_;
  std::string_view name_;
};

std::int64_t TimeZone::Rule::local_second(std::int64_t year) const {
  std::int64_t date = 0;
  if (day == Day::MonthWeek) {
    const std::int64_t first = days_from_civil(year, month, 1);
    const int first_weekday = static_cast<int>(((first + 4) % 7 + 7) % 7);  // 1970-01-01 was a Thursday; 0 = Sunday
    int day_of_month = 1 + (weekday - first_weekday + 7) % 7 + (week - 1) * 7;
    while (day_of_month > days_in_month(year, month)) day_of_month -= 7;
    date = first + day_of_month - 1;
  } else {
    const bool after_leap_day = day == Day::Julian && is_leap_year(year) && number >= 60;
    date = days_from_civil(year, 1, 1) + number - (day == Day::Julian ? 1 : 0) + (after_leap_day ? 1 : 0);
  }
  return date * kSecondsPerDay + time_s;
}

TimeZone TimeZone::parse(std::string_view bytes, std::string_view name) {
  Reader in(bytes, name);
  Header header = read_header(in);
  std::size_t width = 4;
  if (header.version >= '2') {  // the first block is for readers of 32 bits
    in.take(header.bytes(4));
    header = read_header(in);
    width = 8;
  }
  if (header.bytes(width) > in.rest().size()) malformed(name);
  TimeZone zone;
  for (std::size_t i = 0; i < header.times; ++i) zone.changes_.push_back({in.number(width), 0});
  std::vector<std::uint8_t> type_of;
  for (std::size_t i = 0; i < header.times; ++i) type_of.push_back(in.byte());
  std::vector<std::int32_t> offsets;
  for (std::size_t i = 0; i < header.types; ++i) {
    offsets.push_back(static_cast<std::int32_t>(in.number(4)));
    in.take(2);
    if (offsets.back() < -kSecondsPerDay || offsets.back() > kSecondsPerDay) malformed(name);
  }
  zone.first_offset_s_ = offsets[0];
  for (std::size_t i = 0; i < header.times; ++i) {
    if (type_of[i] >= offsets.size() || (i > 0 && zone.changes_[i].at <= zone.changes_[i - 1].at)) malformed(name);
    zone.changes_[i].offset_s = offsets[type_of[i]];
  }
  in.take(header.letters + header.leaps * (width + 4) + header.standard_marks + header.utc_marks);
  if (width == 8) {
    std::string_view footer = in.rest();
    if (footer.size() < 2 || footer.front() != '\n' || footer.back() != '\n') malformed(name);
    footer = footer.substr(1, footer.size() - 2);
    FooterReader(footer, name).read_into(zone);
  }
  return zone;
}

std::shared_ptr<const TimeZone> TimeZone::find(std::string_view name) {
  static std::mutex guard;
  static std::map<std::string, std::shared_ptr<const TimeZone>, std::less<>> known;
  if (!is_zone_name(name)) return nullptr;
  const std::lock_guard lock(guard);
  if (const auto found = known.find(name); found != known.end()) return found->second;
  const std::optional<std::string> bytes = read_file(name);
  if (!bytes) return nullptr;  // not kept: names from queries could fill the memory
  return known.emplace(std::string(name), std::make_shared<const TimeZone>(parse(*bytes, name))).first->second;
}

std::vector<TimeZone::Change> TimeZone::changes_of_year(std::int64_t year) const {
  std::vector<Change> changes{{summer_begins_->local_second(year) - standard_s_, summer_s_},
                              {summer_ends_->local_second(year) - summer_s_, standard_s_}};
  if (changes[1].at < changes[0].at) std::swap(changes[0], changes[1]);  // the south
  return changes;
}

std::int32_t TimeZone::offset_by_rule(std::int64_t epoch_second) const {
  if (!summer_begins_) return standard_s_;
  const std::int64_t year = year_of_epoch_second(epoch_second);
  std::int32_t offset = changes_of_year(year - 1)[1].offset_s;
  for (const std::int64_t y : {year, year + 1}) {
    for (const Change& change : changes_of_year(y)) {
      if (change.at <= epoch_second) offset = change.offset_s;
    }
  }
  return offset;
}

std::int32_t TimeZone::offset_at(std::int64_t epoch_second) const {
  const auto after = std::upper_bound(changes_.begin(), changes_.end(), epoch_second,
                                      [](std::int64_t second, const Change& change) { return second < change.at; });
  if (after == changes_.end() && has_rule_) return offset_by_rule(epoch_second);
  return after == changes_.begin() ? first_offset_s_ : std::prev(after)->offset_s;
}

std::optional<TimeZone::Change> TimeZone::next_change(std::int64_t after) const {
  const auto next = std::upper_bound(changes_.begin(), changes_.end(), after,
                                     [](std::int64_t second, const Change& change) { return second < change.at; });
  if (next != changes_.end()) return *next;
  if (!has_rule_ || !summer_begins_) return std::nullopt;
  const std::int64_t year = year_of_epoch_second(after);
  for (const std::int64_t y : {year - 1, year, year + 1}) {
    for (const Change& change : changes_of_year(y)) {
      if (change.at > after) return change;
    }
  }
  return std::nullopt;
}

std::int32_t TimeZone::offset_at_local(std::int64_t local_second, std::optional<std::int32_t> preferred) const {
  if (preferred && shows(local_second, *preferred)) return *preferred;
  std::int32_t offset = offset_at(local_second - kWindow);
  for (std::int64_t at = local_second - kWindow;;) {
    const auto next = next_change(at);
    if (!next || next->at > local_second + kWindow) return offset;
    // Still before the change by the clock that it ends, or in the hour that it leaves out.
    if (local_second < next->at + std::max(offset, next->offset_s)) return offset;
    offset = next->offset_s;
    at = next->at;
  }
}

bool TimeZone::shows(std::int64_t local_second, std::int32_t offset_s) const {
  return offset_at(local_second - offset_s) == offset_s;
}

}  // namespace polgraph
