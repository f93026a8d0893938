#include "loaders/field_types.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>

#include "graph/compare.h"
#include "graph/error.h"
#include "graph/text/json.h"
#include "graph/text/number.h"
#include "graph/text/temporal.h"
#include "graph/text/utf8.h"
#include "loaders/cells.h"
#include "loaders/iso_time.h"

namespace polgraph {
namespace {

constexpr std::array<std::pair<std::string_view, FieldType>, 16> kTypes{{
    {"any", FieldType::Any},
    {"string", FieldType::String},
    {"integer", FieldType::Integer},
    {"number", FieldType::Number},
    {"boolean", FieldType::Boolean},
    {"date", FieldType::Date},
    {"datetime", FieldType::DateTime},
    {"time", FieldType::Time},
    {"year", FieldType::Year},
    {"yearmonth", FieldType::YearMonth},
    {"duration", FieldType::Duration},
    {"array", FieldType::Array},
    {"object", FieldType::Object},
    {"list", FieldType::List},
    {"geopoint", FieldType::GeoPoint},
    {"geojson", FieldType::GeoJson},
}};

ParsedCell good(Value value) {
  return {std::move(value), {}, {}};
}
ParsedCell bad(const Field& field, std::string_view text, const std::string& why = {}) {
  return {Value::null(),
          cells::quoted(text) + " is no " + std::string(field_type_name(field.type)) + (why.empty() ? "" : ": " + why),
          {}};
}

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

// "€1.234,50" -> "1234.50" by the field's rules.
std::string plain_number(const Field& field, std::string_view text) {
  std::string out(cells::trim(text));
  if (!field.bare_number) {
    const auto belongs = [&](char c) { return is_digit(c) || c == '-' || c == '+' || c == field.decimal_char; };
    const auto first = std::find_if(out.begin(), out.end(), belongs);
    const auto last = std::find_if(out.rbegin(), out.rend(), is_digit).base();
    out = first < last ? std::string(first, last) : std::string();
  }
  if (!field.group_char.empty()) {
    std::string ungrouped;
    std::size_t from = 0;
    for (std::size_t at; (at = out.find(field.group_char, from)) != std::string::npos;
         from = at + field.group_char.size())
      ungrouped.append(out, from, at - from);
    out = ungrouped.append(out, from);
  }
  if (field.decimal_char != '.') {
    if (out.find('.') != std::string::npos) return {};
    std::replace(out.begin(), out.end(), field.decimal_char, '.');
  }
  return out;
}

ParsedCell parse_integer_cell(const Field& field, std::string_view text) {
  const std::string plain = plain_number(field, text);
  const auto number = parse_integer(plain);
  if (!number && cells::is_integer(plain)) return {{}, cells::quoted(text) + " does not fit 64 bits", {}};
  return number ? good(Value::integer(*number)) : bad(field, text);
}

// The digits of a decimal without sign, point, leading and trailing zeros.
std::string significant_digits(std::string_view number) {
  std::string digits;
  for (const char c : number) {
    if (c == 'e' || c == 'E') break;
    if (is_digit(c) && (c != '0' || !digits.empty())) digits += c;
  }
  digits.erase(digits.find_last_not_of('0') + 1);
  return digits;
}

ParsedCell parse_number_cell(const Field& field, std::string_view text) {
  if (text == "NaN") return good(Value::floating(std::numeric_limits<double>::quiet_NaN()));
  if (text == "INF") return good(Value::floating(std::numeric_limits<double>::infinity()));
  if (text == "-INF") return good(Value::floating(-std::numeric_limits<double>::infinity()));
  const std::string plain = plain_number(field, text);
  const auto number = parse_float(plain);
  if (!number) return bad(field, text);
  const std::string digits = significant_digits(plain);
  if (digits.size() <= 15) return good(Value::floating(*number));
  // More digits than every float keeps: an integer is kept exactly, of a fraction the loss is said.
  if (const auto whole = parse_integer(plain)) return good(Value::integer(*whole));
  if (significant_digits(to_text(*number)) == digits) return good(Value::floating(*number));
  return {Value::floating(*number),
          {},
          cells::quoted(text) + " has more digits than a float keeps: it becomes " + to_text(*number)};
}

ParsedCell parse_boolean_cell(const Field& field, std::string_view text) {
  const auto among = [&](const std::vector<std::string>& words) {
    return std::find(words.begin(), words.end(), text) != words.end();
  };
  if (among(field.true_values)) return good(Value::boolean(true));
  if (among(field.false_values)) return good(Value::boolean(false));
  return bad(field, text);
}

bool is_uuid(std::string_view text) {
  if (text.size() != 36) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash != (text[i] == '-')) return false;
    if (!dash && !std::isxdigit(static_cast<unsigned char>(text[i]))) return false;
  }
  return true;
}

bool has_string_format(const std::string& format, std::string_view text) {
  if (format == "uuid") return is_uuid(text);
  if (format == "email") {
    const std::size_t at = text.find('@');
    return at != 0 && at != std::string_view::npos && at + 1 < text.size() &&
           text.find_first_of(" \t") == std::string_view::npos;
  }
  if (format == "uri") {
    const std::size_t colon = text.find(':');
    return colon != 0 && colon != std::string_view::npos && text.find(' ') == std::string_view::npos;
  }
  return true;
}

ParsedCell parse_string_cell(const Field& field, std::string_view text) {
  if (has_string_format(field.format, text)) return good(Value::string(text));
  return {Value::null(), cells::quoted(text) + " is no " + field.format, {}};
}

// The clock times of a text that is ISO: with a zone or an offset, or of no place.
bool has_zone(std::string_view text) {
  const std::size_t time = text.find('T') == std::string_view::npos ? 0 : text.find('T');
  return text.find_first_of("Z+-[", time) != std::string_view::npos;
}

ValueKind temporal_kind(FieldType type, std::string_view iso) {
  switch (type) {
    case FieldType::Date: return ValueKind::Date;
    case FieldType::DateTime: return has_zone(iso) ? ValueKind::DateTime : ValueKind::LocalDateTime;
    case FieldType::Time: return has_zone(iso) ? ValueKind::Time : ValueKind::LocalTime;
    default: return ValueKind::Duration;
  }
}

bool is_iso(FieldType type, std::string_view text) {
  switch (type) {
    case FieldType::Date: return text.size() == 10 && is_iso_date(text);
    // A zone in brackets is no ISO, but how a DateTime is spelled.
    case FieldType::DateTime: return is_iso_datetime(text.substr(0, text.find('[')));
    case FieldType::Time: return is_iso_time(text);
    default: return is_iso_duration(text);
  }
}

// Dates, times and durations: ISO, or by a pattern that is turned into ISO. `any` stays a text.
ParsedCell parse_temporal_cell(const Field& field, std::string_view text) {
  if (field.format == "any") return good(Value::string(text));
  std::string iso(text);
  if (!field.format.empty() && field.format != "default") {
    const auto read = iso_from_pattern(text, field.format);
    if (!read) return bad(field, text, "expected " + field.format);
    iso = *read;
  }
  if (!is_iso(field.type, iso)) return bad(field, text);
  try {
    if (const auto value = parse_temporal(temporal_kind(field.type, iso), iso)) return good(*value);
  } catch (const Error& error) {
    return bad(field, text, error.message());
  }
  return bad(field, text);
}

ParsedCell parse_json_cell(const Field& field, std::string_view text) {
  Value value;
  try {
    value = parse_json(text);
  } catch (const Error& error) {
    return bad(field, text, error.message());
  }
  if (field.type == FieldType::Array && !value.is_list()) return bad(field, text);
  if (field.type != FieldType::Array && !value.is_map()) return bad(field, text);
  if (field.type != FieldType::Array) return good(Value::string(text));
  const auto items = value.as_list();
  const auto alike = [&](const Value& item) {
    const bool scalar = item.is_boolean() || item.is_number() || item.is_string();
    return scalar && (item.kind() == items[0].kind() || (item.is_number() && items[0].is_number()));
  };
  return good(std::all_of(items.begin(), items.end(), alike) ? value : Value::string(text));
}

ParsedCell parse_list_cell(const Field& field, std::string_view text) {
  Field item = field;
  item.type = field.item_type;
  item.format.clear();
  ValueList items;
  for (const std::string_view part : cells::split(text, field.list_delimiter)) {
    ParsedCell parsed = parse_cell(item, part);
    if (!parsed.fault.empty()) return {Value::null(), "in the list: " + parsed.fault, {}};
    items.push_back(std::move(parsed.value));
  }
  return good(Value::list(std::move(items)));
}

ParsedCell parse_point_cell(const Field& field, std::string_view text) {
  std::string_view inside = text;
  if (field.format == "array" && text.size() >= 2 && text.front() == '[' && text.back() == ']')
    inside = text.substr(1, text.size() - 2);
  if (field.format == "object") {
    Field object = field;
    object.type = FieldType::Object;
    return parse_json_cell(object, text);
  }
  const auto parts = cells::split(inside, ',');
  if (parts.size() != 2) return bad(field, text, "longitude and latitude are expected");
  const auto longitude = parse_float(cells::trim(parts[0]));
  const auto latitude = parse_float(cells::trim(parts[1]));
  if (!longitude || !latitude || std::fabs(*longitude) > 180 || std::fabs(*latitude) > 90) return bad(field, text);
  return good(Value::list({Value::floating(*longitude), Value::floating(*latitude)}));
}

ParsedCell parse_year_cell(const Field& field, std::string_view text) {
  const auto year = parse_integer(text);
  const bool shaped = year && text.size() >= 4 && text.front() != '+';
  return shaped ? good(Value::integer(*year)) : bad(field, text);
}

std::string spelled(const Value& value) {
  return value.is_string() ? cells::quoted(value.as_string()) : to_json(value);
}

std::string broken_bound(const FieldConstraints& rules, const Value& value) {
  const auto less = [](const Value& a, const Value& b) {
    const auto result = compare(a, b);
    return result && *result == std::partial_ordering::less;
  };
  if (!rules.minimum.is_null() && less(value, rules.minimum)) return " is below the minimum " + spelled(rules.minimum);
  if (!rules.maximum.is_null() && less(rules.maximum, value)) return " is above the maximum " + spelled(rules.maximum);
  if (!rules.exclusive_minimum.is_null() && !less(rules.exclusive_minimum, value))
    return " is not above " + spelled(rules.exclusive_minimum);
  if (!rules.exclusive_maximum.is_null() && !less(value, rules.exclusive_maximum))
    return " is not below " + spelled(rules.exclusive_maximum);
  return {};
}

std::string broken_length(const FieldConstraints& rules, const Value& value) {
  std::int64_t length = 0;
  if (value.is_string())
    length = static_cast<std::int64_t>(count_code_points(value.as_string()));
  else if (value.is_list())
    length = static_cast<std::int64_t>(value.as_list().size());
  else
    return {};
  if (rules.min_length && length < *rules.min_length) return " is shorter than " + to_text(*rules.min_length);
  if (rules.max_length && length > *rules.max_length) return " is longer than " + to_text(*rules.max_length);
  return {};
}

}  // namespace

std::optional<FieldType> field_type(std::string_view name) {
  for (const auto& [known, type] : kTypes) {
    if (known == name) return type;
  }
  return std::nullopt;
}

std::string_view field_type_name(FieldType type) {
  for (const auto& [name, known] : kTypes) {
    if (known == type) return name;
  }
  return "value";
}

ParsedCell parse_cell(const Field& field, std::string_view text) {
  switch (field.type) {
    case FieldType::Any: return good(Value::string(text));
    case FieldType::String: return parse_string_cell(field, text);
    case FieldType::Integer: return parse_integer_cell(field, text);
    case FieldType::Number: return parse_number_cell(field, text);
    case FieldType::Boolean: return parse_boolean_cell(field, text);
    case FieldType::Date:
    case FieldType::DateTime:
    case FieldType::Time:
    case FieldType::Duration: return parse_temporal_cell(field, text);
    case FieldType::YearMonth:
      return text.size() == 7 && is_iso_date(text) ? good(Value::string(text)) : bad(field, text);
    case FieldType::Year: return parse_year_cell(field, text);
    case FieldType::Array:
    case FieldType::Object:
    case FieldType::GeoJson: return parse_json_cell(field, text);
    case FieldType::List: return parse_list_cell(field, text);
    case FieldType::GeoPoint: return parse_point_cell(field, text);
  }
  return bad(field, text);
}

std::string broken_constraint(const Field& field, const Value& value) {
  const FieldConstraints& rules = field.constraints;
  const auto is_value = [&](const Value& allowed) { return same(allowed, value); };
  std::string why;
  if (!rules.allowed.empty() && std::none_of(rules.allowed.begin(), rules.allowed.end(), is_value)) {
    why = " is none of the allowed values";
    if (rules.allowed.size() <= 8) why += " " + to_json(Value::list(rules.allowed));
  }
  if (why.empty()) why = broken_bound(rules, value);
  if (why.empty()) why = broken_length(rules, value);
  return why.empty() ? why : spelled(value) + why;
}

}  // namespace polgraph
