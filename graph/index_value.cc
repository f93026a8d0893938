// Values as bytes that sort as ORDER BY does, for the property index.
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>

#include "graph/codec.h"
#include "graph/index_range.h"

namespace polgraph::codec {
namespace {

// First byte of an indexed value: in the order of ORDER BY; never renumber.
enum class IndexClass : std::uint8_t {
  End = 0x00,
  List = 0x10,
  DateTime = 0x20,
  LocalDateTime = 0x21,
  Date = 0x22,
  Time = 0x23,
  LocalTime = 0x24,
  Duration = 0x25,
  String = 0x30,
  Boolean = 0x40,
  Number = 0x50,
  NaN = 0x58,
};

void append_class(std::string& bytes, IndexClass which) {
  bytes.push_back(static_cast<char>(which));
}

// Eight bytes that sort as the doubles do; -0.0 is 0.0.
void append_ordered_double(std::string& bytes, double number) {
  const auto bits = std::bit_cast<std::uint64_t>(number == 0 ? 0.0 : number);
  constexpr std::uint64_t kSign = std::uint64_t{1} << 63;
  Writer(bytes).fixed64((bits & kSign) != 0 ? ~bits : bits | kSign);
}

// The nearest double, then what an integer differs from it: so 1 and 1.0 meet, and 2^53 and 2^53 + 1 do not.
void append_number(std::string& bytes, const Value& value) {
  const double nearest = value.as_number();
  if (std::isnan(nearest)) return append_class(bytes, IndexClass::NaN);
  append_class(bytes, IndexClass::Number);
  append_ordered_double(bytes, nearest);
  int rest = 0;
  if (value.is_integer()) {
    constexpr double kTwo63 = 9223372036854775808.0;
    if (nearest == kTwo63)
      rest = static_cast<int>(value.as_integer() - std::numeric_limits<std::int64_t>::max()) - 1;
    else
      rest = static_cast<int>(value.as_integer() - static_cast<std::int64_t>(nearest));
  }
  const auto biased = static_cast<std::uint32_t>(rest + 0x8000);
  bytes.push_back(static_cast<char>(biased >> 8));
  bytes.push_back(static_cast<char>(biased & 0xFF));
}

// Zero bytes are escaped, so that no text is a prefix of another and order is kept.
void append_letters(std::string& bytes, std::string_view text) {
  for (const char letter : text) {
    bytes.push_back(letter);
    if (letter == '\0') bytes.push_back('\xFF');
    if (bytes.size() > kMaxIndexValueBytes) return;
  }
}

void append_text(std::string& bytes, std::string_view text) {
  append_letters(bytes, text);
  if (bytes.size() > kMaxIndexValueBytes) return;
  bytes.push_back('\0');
  bytes.push_back('\x01');
}

// Signed numbers that sort: the sign bit turned over.
void append_signed(std::string& bytes, std::int64_t number) {
  Writer(bytes).fixed64(static_cast<std::uint64_t>(number) ^ (std::uint64_t{1} << 63));
}

void append_signed32(std::string& bytes, std::int32_t number) {
  Writer(bytes).fixed32(static_cast<std::uint32_t>(number) ^ (std::uint32_t{1} << 31));
}

// By average length, then part by part. The length needs more than 64 bits: high part, low part.
void append_duration(std::string& bytes, const Duration& value) {
  __extension__ using Wide = __int128;
  const Wide length = static_cast<Wide>(value.months) * kSecondsPerMonth +
                      static_cast<Wide>(value.days) * kSecondsPerDay + value.seconds;
  append_signed(bytes, static_cast<std::int64_t>(length >> 64));
  Writer(bytes).fixed64(static_cast<std::uint64_t>(length));
  append_signed32(bytes, value.nanosecond);
  append_signed(bytes, value.months);
  append_signed(bytes, value.days);
}

void append_temporal(std::string& bytes, const Value& value) {
  switch (value.kind()) {
    case ValueKind::Date: append_class(bytes, IndexClass::Date); return append_signed(bytes, value.as_date().day);
    case ValueKind::LocalTime:
      append_class(bytes, IndexClass::LocalTime);
      return append_signed(bytes, value.as_local_time().nanosecond);
    case ValueKind::Time: {
      append_class(bytes, IndexClass::Time);
      const Time time = value.as_time();
      append_signed(bytes, time.local.nanosecond - time.offset_s * kNanosPerSecond);
      return append_signed32(bytes, time.offset_s);
    }
    case ValueKind::LocalDateTime:
      append_class(bytes, IndexClass::LocalDateTime);
      append_signed(bytes, value.as_local_date_time().second);
      return append_signed32(bytes, value.as_local_date_time().nanosecond);
    case ValueKind::DateTime: {
      append_class(bytes, IndexClass::DateTime);
      const DateTime& moment = value.as_date_time();
      append_signed(bytes, moment.epoch_second);
      append_signed32(bytes, moment.nanosecond);
      append_signed32(bytes, moment.offset_s);
      return append_text(bytes, moment.zone);
    }
    default: append_class(bytes, IndexClass::Duration); return append_duration(bytes, value.as_duration());
  }
}

void append_index_value(std::string& bytes, const Value& value) {
  switch (value.kind()) {
    case ValueKind::Boolean:
      append_class(bytes, IndexClass::Boolean);
      bytes.push_back(value.as_boolean() ? '\x01' : '\x00');
      return;
    case ValueKind::Integer:
    case ValueKind::Float: return append_number(bytes, value);
    case ValueKind::String: append_class(bytes, IndexClass::String); return append_text(bytes, value.as_string());
    case ValueKind::List:
      append_class(bytes, IndexClass::List);
      for (const Value& item : value.as_list()) {
        if (bytes.size() > kMaxIndexValueBytes) return;
        append_index_value(bytes, item);
      }
      append_class(bytes, IndexClass::End);
      return;
    default:
      if (!value.is_temporal()) return require_storable(value);
      append_temporal(bytes, value);
  }
}

}  // namespace

std::string index_value(const Value& value) {
  std::string bytes;
  append_index_value(bytes, value);
  if (bytes.size() > kMaxIndexValueBytes) bytes.resize(kMaxIndexValueBytes);
  return bytes;
}

std::string index_prefix(std::string_view text) {
  std::string bytes;
  append_class(bytes, IndexClass::String);
  append_letters(bytes, text);
  if (bytes.size() > kMaxIndexValueBytes) bytes.resize(kMaxIndexValueBytes);
  return bytes;
}

}  // namespace polgraph::codec

// ---- ranges ---------------------------------------------------------------------------------------------------------

namespace polgraph::index_range {

namespace {

IndexRange with_prefix(std::string prefix) {
  std::string end = codec::prefix_upper_bound(prefix).value_or(std::string());
  return {std::move(prefix), std::move(end)};
}

// All values of the kind that `value` can be compared with: the class byte of its index value, alone.
std::string class_of(const std::string& index_value) {
  return index_value.substr(0, 1);
}

// Lists are compared by their first elements that differ, so one that cannot be stored ([1, null]) still has storable
// lists on both sides of it: as a bound a list stands for all lists.
std::string bound_of(const Value& value) {
  return value.is_list() ? class_of(codec::index_value(Value::list({}))) : codec::index_value(value);
}

}  // namespace

IndexRange whole(std::uint32_t rule) {
  return with_prefix(codec::rule_prefix(rule));
}

bool equal(IndexRange& range, const Value& value) {
  if (!codec::is_storable(value)) return false;
  range = with_prefix(range.begin + codec::index_value(value));
  return true;
}

bool between(IndexRange& range, const Value* least, const Value* greatest) {
  for (const Value* bound : {least, greatest})
    if (bound != nullptr && !bound->is_list() && !codec::is_storable(*bound)) return false;
  const std::string from = least != nullptr ? bound_of(*least) : std::string();
  const std::string to = greatest != nullptr ? bound_of(*greatest) : std::string();
  const std::string of_class = class_of(least != nullptr ? from : to);
  if (!from.empty() && !to.empty() && class_of(from) != class_of(to)) return false;
  const std::string base = range.begin;
  range.begin = base + (from.empty() ? of_class : from);
  range.end = codec::prefix_upper_bound(base + (to.empty() ? of_class : to)).value_or(std::string());
  return range.begin < range.end;
}

bool starts_with(IndexRange& range, std::string_view prefix) {
  range = with_prefix(range.begin + codec::index_prefix(prefix));
  return true;
}

}  // namespace polgraph::index_range
