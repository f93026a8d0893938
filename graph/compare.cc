#include "graph/compare.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "graph/go_on.h"

namespace polgraph {

namespace {

constexpr double kTwoTo63 = 9223372036854775808.0;

// Exact comparison of an integer and a float, also where the integer has no double of its own.
std::partial_ordering compare_mixed(std::int64_t a, double b) {
  if (std::isnan(b)) return std::partial_ordering::unordered;
  if (b >= kTwoTo63) return std::partial_ordering::less;
  if (b < -kTwoTo63) return std::partial_ordering::greater;
  const auto whole = static_cast<std::int64_t>(b);  // towards zero
  if (a != whole) return a <=> whole;
  return 0.0 <=> (b - static_cast<double>(whole));
}

std::partial_ordering compare_numbers(const Value& a, const Value& b) {
  if (a.is_integer()) {
    return b.is_integer() ? std::partial_ordering(a.as_integer() <=> b.as_integer())
                          : compare_mixed(a.as_integer(), b.as_float());
  }
  if (b.is_float()) return a.as_float() <=> b.as_float();
  return 0 <=> compare_mixed(b.as_integer(), a.as_float());
}

bool is_nan(const Value& value) {
  return value.is_float() && std::isnan(value.as_float());
}

// Three-valued "and" over parts: false wins over null, null over true.
class AllEqual {
 public:
  bool add(std::optional<bool> part) {  // false: nothing further can change the answer
    if (!part) unknown_ = true;
    if (part && !*part) differs_ = true;
    return !differs_;
  }
  std::optional<bool> answer() const {
    if (differs_) return false;
    if (unknown_) return std::nullopt;
    return true;
  }

 private:
  bool unknown_ = false;
  bool differs_ = false;
};

std::optional<bool> equal_lists(std::span<const Value> a, std::span<const Value> b) {
  if (a.size() != b.size()) return false;
  go_on(a.size());
  AllEqual all;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (!all.add(equals(a[i], b[i]))) break;
  }
  return all.answer();
}

std::optional<bool> equal_maps(const ValueMap& a, const ValueMap& b) {
  const auto same_key = [](const auto& x, const auto& y) { return x.first == y.first; };
  if (!std::equal(a.begin(), a.end(), b.begin(), b.end(), same_key)) return false;
  go_on(a.size());
  AllEqual all;
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (!all.add(equals(a[i].second, b[i].second))) break;
  }
  return all.answer();
}

int rank_of(const Value& value) {
  switch (value.kind()) {
    case ValueKind::Map: return 0;
    case ValueKind::Node: return 1;
    case ValueKind::Relationship: return 2;
    case ValueKind::List: return 3;
    case ValueKind::Path: return 4;
    case ValueKind::DateTime: return 5;
    case ValueKind::LocalDateTime: return 6;
    case ValueKind::Date: return 7;
    case ValueKind::Time: return 8;
    case ValueKind::LocalTime: return 9;
    case ValueKind::Duration: return 10;
    case ValueKind::String: return 11;
    case ValueKind::Boolean: return 12;
    case ValueKind::Integer:
    case ValueKind::Float: return 13;
    case ValueKind::Null: return 14;
  }
  return 15;
}

std::strong_ordering order_lists(std::span<const Value> a, std::span<const Value> b) {
  go_on();
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    if (const auto part = order(a[i], b[i]); part != 0) return part;
  }
  return a.size() <=> b.size();
}

std::strong_ordering order_maps(const ValueMap& a, const ValueMap& b) {
  go_on();
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    if (const int keys = a[i].first.compare(b[i].first); keys != 0) return keys <=> 0;
    if (const auto part = order(a[i].second, b[i].second); part != 0) return part;
  }
  return a.size() <=> b.size();
}

std::strong_ordering order_paths(const PathValue& a, const PathValue& b) {
  for (std::size_t i = 0; i < std::min(a.nodes.size(), b.nodes.size()); ++i) {
    if (a.nodes[i] != b.nodes[i]) return a.nodes[i] <=> b.nodes[i];
    if (i == a.relationships.size() || i == b.relationships.size()) break;
    if (a.relationships[i].first != b.relationships[i].first) {
      return a.relationships[i].first <=> b.relationships[i].first;
    }
  }
  return a.nodes.size() <=> b.nodes.size();
}

std::strong_ordering order_numbers(const Value& a, const Value& b) {
  if (is_nan(a) || is_nan(b)) return is_nan(a) <=> is_nan(b);
  const auto answer = compare_numbers(a, b);
  return answer < 0   ? std::strong_ordering::less
         : answer > 0 ? std::strong_ordering::greater
                      : std::strong_ordering::equal;
}

std::optional<std::partial_ordering> compare_lists(std::span<const Value> a, std::span<const Value> b) {
  go_on();
  for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i) {
    const auto part = compare(a[i], b[i]);
    if (!part || *part != 0) return part;
  }
  return a.size() <=> b.size();
}

std::size_t mix(std::size_t seed, std::size_t more) {
  return (seed ^ more) * 0x9E3779B97F4A7C15ull + (seed >> 29);
}

std::size_t hash_number(const Value& value) {
  if (value.is_integer()) return std::hash<std::int64_t>{}(value.as_integer());
  const double number = value.as_float();
  if (std::isnan(number)) return 0x7FF8;
  if (number >= -kTwoTo63 && number < kTwoTo63 && std::trunc(number) == number) {
    return std::hash<std::int64_t>{}(static_cast<std::int64_t>(number));  // 1.0 is the same as 1
  }
  return std::hash<double>{}(number);
}

std::size_t hash_temporal(const Value& value) {
  const auto mix_in = [](std::size_t seed, std::int64_t part) { return mix(seed, std::hash<std::int64_t>{}(part)); };
  switch (value.kind()) {
    case ValueKind::Date: return mix_in(6, value.as_date().day);
    case ValueKind::LocalTime: return mix_in(7, value.as_local_time().nanosecond);
    case ValueKind::Time: return mix_in(mix_in(8, value.as_time().local.nanosecond), value.as_time().offset_s);
    case ValueKind::LocalDateTime:
      return mix_in(mix_in(9, value.as_local_date_time().second), value.as_local_date_time().nanosecond);
    case ValueKind::DateTime: {
      const DateTime& parts = value.as_date_time();
      return mix_in(mix_in(mix_in(10, parts.epoch_second), parts.nanosecond), parts.offset_s);
    }
    case ValueKind::Duration: {
      const Duration& parts = value.as_duration();
      return mix_in(mix_in(mix_in(mix_in(11, parts.months), parts.days), parts.seconds), parts.nanosecond);
    }
    default: return 12;
  }
}

}  // namespace

std::optional<bool> equals(const Value& a, const Value& b) {
  if (a.is_null() || b.is_null()) return std::nullopt;
  if (a.is_number() && b.is_number()) return compare_numbers(a, b) == 0;
  if (a.kind() != b.kind()) return false;
  switch (a.kind()) {
    case ValueKind::List: return equal_lists(a.as_list(), b.as_list());
    case ValueKind::Map: return equal_maps(a.as_map(), b.as_map());
    default: return order(a, b) == 0;
  }
}

bool same(const Value& a, const Value& b) {
  return order(a, b) == 0;
}

std::strong_ordering order(const Value& a, const Value& b) {
  if (a.kind() != b.kind()) {
    if (const auto ranks = rank_of(a) <=> rank_of(b); ranks != 0) return ranks;
  } else if (a.is_integer()) {
    return a.as_integer() <=> b.as_integer();
  }
  switch (a.kind()) {
    case ValueKind::Null: return std::strong_ordering::equal;
    case ValueKind::Boolean: return a.as_boolean() <=> b.as_boolean();
    case ValueKind::Integer:
    case ValueKind::Float: return order_numbers(a, b);
    case ValueKind::String: return a.as_string() <=> b.as_string();  // UTF-8 bytes sort as code points do
    case ValueKind::List: return order_lists(a.as_list(), b.as_list());
    case ValueKind::Map: return order_maps(a.as_map(), b.as_map());
    case ValueKind::Node: return a.as_node() <=> b.as_node();
    case ValueKind::Relationship: return a.as_relationship() <=> b.as_relationship();
    case ValueKind::Path: return order_paths(a.as_path(), b.as_path());
    case ValueKind::Date: return a.as_date() <=> b.as_date();
    case ValueKind::LocalTime: return a.as_local_time() <=> b.as_local_time();
    case ValueKind::Time: return a.as_time() <=> b.as_time();
    case ValueKind::LocalDateTime: return a.as_local_date_time() <=> b.as_local_date_time();
    case ValueKind::DateTime: return a.as_date_time() <=> b.as_date_time();
    case ValueKind::Duration: return a.as_duration() <=> b.as_duration();
  }
  return std::strong_ordering::equal;
}

std::optional<std::partial_ordering> compare(const Value& a, const Value& b) {
  if (a.is_null() || b.is_null()) return std::nullopt;
  if (a.is_number() && b.is_number()) return compare_numbers(a, b);
  if (a.kind() != b.kind()) return std::nullopt;
  switch (a.kind()) {
    case ValueKind::Boolean:
    case ValueKind::String:
    case ValueKind::Date:
    case ValueKind::LocalTime:
    case ValueKind::Time:
    case ValueKind::LocalDateTime:
    case ValueKind::DateTime: return order(a, b);
    case ValueKind::List: return compare_lists(a.as_list(), b.as_list());
    default: return std::nullopt;
  }
}

std::size_t hash(const Value& value) {
  switch (value.kind()) {
    case ValueKind::Null: return 0x6E756C6C;
    case ValueKind::Boolean: return value.as_boolean() ? 0x74727565 : 0x66616C73;
    case ValueKind::Integer:
    case ValueKind::Float: return mix(13, hash_number(value));
    case ValueKind::String: return std::hash<std::string_view>{}(value.as_string());
    case ValueKind::Node: return mix(1, value.as_node().value);
    case ValueKind::Relationship: return mix(2, value.as_relationship().value);
    case ValueKind::List: {
      go_on(value.as_list().size());
      std::size_t result = 3;
      for (const Value& item : value.as_list()) result = mix(result, hash(item));
      return result;
    }
    case ValueKind::Map: {
      go_on(value.as_map().size());
      std::size_t result = 4;
      for (const auto& [key, item] : value.as_map()) {
        result = mix(mix(result, std::hash<std::string>{}(key)), hash(item));
      }
      return result;
    }
    case ValueKind::Path: {
      std::size_t result = 5;
      for (const NodeId node : value.as_path().nodes) result = mix(result, node.value);
      for (const auto& step : value.as_path().relationships) result = mix(result, step.first.value);
      return result;
    }
    default: return hash_temporal(value);
  }
}

}  // namespace polgraph
