#include "graph/text/json.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <limits>
#include <nlohmann/json.hpp>
#include <utility>
#include <vector>

#include "graph/error.h"
#include "graph/go_on.h"
#include "graph/text/number.h"
#include "graph/text/shown.h"
#include "graph/text/temporal.h"
#include "graph/text/utf8.h"

namespace polgraph {
namespace {

using Json = nlohmann::json;

// An iterator that tells from outside how far the parser has read, so that a fault found in a callback has a place.
class Cursor {
 public:
  using iterator_category = std::forward_iterator_tag;
  using value_type = char;
  using difference_type = std::ptrdiff_t;
  using pointer = const char*;
  using reference = const char&;

  Cursor() = default;
  Cursor(const char* at, const char** read) : at_(at), read_(read) {}
  reference operator*() const { return *at_; }
  Cursor& operator++() {
    *read_ = ++at_;
    return *this;
  }
  Cursor operator++(int) {
    Cursor before = *this;
    ++*this;
    return before;
  }
  bool operator==(const Cursor& other) const { return at_ == other.at_; }
  bool operator!=(const Cursor& other) const { return at_ != other.at_; }

 private:
  const char* at_ = nullptr;
  const char** read_ = nullptr;
};

// Builds the Value from the parser's events.
class Builder {
 public:
  Builder(std::string_view text, const std::string& file, bool as_spelled)
      : text_(text), file_(file), as_spelled_(as_spelled), read_(text.data()) {}

  Cursor begin() { return {text_.data(), &read_}; }
  Cursor end() { return {text_.data() + text_.size(), &read_}; }
  Value take() { return std::move(result_); }

  bool null() { return add(as_spelled_ ? Value::string("null") : Value::null()); }
  bool boolean(bool value) {
    return add(as_spelled_ ? Value::string(value ? "true" : "false") : Value::boolean(value));
  }
  bool number_integer(Json::number_integer_t value) {
    return add(as_spelled_ ? Value::string(to_text(value)) : Value::integer(value));
  }
  bool number_unsigned(Json::number_unsigned_t value) {
    if (as_spelled_) return add(Value::string(std::to_string(value)));
    if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) too_big();
    return add(Value::integer(static_cast<std::int64_t>(value)));
  }
  bool number_float(Json::number_float_t value, const std::string& spelling) {
    if (as_spelled_) return add(Value::string(spelling));
    if (spelling.find_first_of(".eE") == std::string::npos) too_big();
    return add(Value::floating(value));
  }
  bool string(std::string& value) { return add(Value::string(value)); }
  bool binary(Json::binary_t&) { return false; }
  bool start_object(std::size_t) { return open(true); }
  bool start_array(std::size_t) { return open(false); }
  bool key(std::string& name) {
    levels_.back().keys.push_back(name);
    levels_.back().key_ends.push_back(offset());
    return true;
  }
  bool end_object() {
    Level level = std::move(levels_.back());
    levels_.pop_back();
    refuse_repeated_key(level);
    ValueMap entries;
    entries.reserve(level.keys.size());
    for (std::size_t i = 0; i < level.keys.size(); ++i) entries.emplace_back(std::move(level.keys[i]), level.items[i]);
    return add(Value::map(std::move(entries)));
  }
  bool end_array() {
    ValueList items = std::move(levels_.back().items);
    levels_.pop_back();
    return add(Value::list(std::move(items)));
  }
  bool parse_error(std::size_t position, const std::string& last_token, const Json::exception& problem) {
    (void)position;
    std::string message = "this is not JSON";
    if (!last_token.empty()) message += ": unexpected `" + cut_code_points(printable(last_token), 60) + "`";
    if (problem.id == 406) message = "a number is beyond the range of a double: " + cut_code_points(last_token, 60);
    // The token has been read, of a number one letter more.
    std::size_t at = offset();
    for (int i = 0; i < 2 && at > 0 && !last_token.empty() && (i == 0 || text_[at] != last_token.back()); ++i) --at;
    fail(at, message);
  }

 private:
  struct Level {
    bool is_object;
    std::vector<std::string> keys;
    std::vector<std::size_t> key_ends;
    ValueList items;
  };

  std::size_t offset() const { return static_cast<std::size_t>(read_ - text_.data()); }

  [[noreturn]] void fail(std::size_t at, const std::string& message) const {
    throw Error(Kind::Input, "InvalidJson", message, place_at(text_, at, file_));
  }
  [[noreturn]] void too_big() const { fail(offset() - 1, "an integer does not fit 64 bits and would lose digits"); }

  void refuse_repeated_key(const Level& level) const {
    std::vector<std::size_t> order(level.keys.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::stable_sort(order.begin(), order.end(), [&](auto a, auto b) { return level.keys[a] < level.keys[b]; });
    for (std::size_t i = 1; i < order.size(); ++i) {
      if (level.keys[order[i - 1]] != level.keys[order[i]]) continue;
      fail(level.key_ends[order[i]] - 1,
           "key `" + cut_code_points(printable(level.keys[order[i]]), 60) + "` occurs twice in one object");
    }
  }

  bool open(bool is_object) {
    if (levels_.size() >= kMaxValueDepth) {
      throw Error(Kind::Limit, "NestingTooDeep", "lists and objects are nested deeper than 1,000 levels",
                  place_at(text_, offset() - 1, file_));
    }
    levels_.push_back({is_object, {}, {}, {}});
    return true;
  }
  bool add(Value value) {
    go_on();
    if (levels_.empty())
      result_ = std::move(value);
    else
      levels_.back().items.push_back(std::move(value));
    return true;
  }

  std::string_view text_;
  const std::string& file_;
  bool as_spelled_;
  const char* read_;
  std::vector<Level> levels_;
  Value result_;
};

void append_float(std::string& out, double number) {
  if (std::isfinite(number))
    out += to_json_text(number);
  else
    append_json_string(out, to_text(number));
}

Value parse(std::string_view text, const std::string& file, bool as_spelled) {
  if (const auto fault = first_invalid_utf8(text)) {
    throw Error(Kind::Input, "InvalidJson", "a byte is not UTF-8", place_at(text, *fault, file));
  }
  Builder builder(text, file, as_spelled);
  if (!Json::sax_parse(builder.begin(), builder.end(), &builder)) {
    throw Error(Kind::Input, "InvalidJson", "this is not JSON", place_at(text, text.size(), file));
  }
  return builder.take();
}

}  // namespace

Value parse_json(std::string_view text, const std::string& file) {
  return parse(text, file, false);
}

Value parse_json_as_spelled(std::string_view text, const std::string& file) {
  return parse(text, file, true);
}

namespace {

void append_escape(std::string& out, char32_t unit) {
  out += "\\u";
  for (int shift = 12; shift >= 0; shift -= 4) out += "0123456789abcdef"[(unit >> shift) & 0xFu];
}

// Escaped where a terminal or a page should not get it as it is; beyond U+FFFF as a pair of surrogates.
void append_wide(std::string& out, char32_t letter) {
  if (!is_unprintable(letter)) return append_utf8(out, letter);
  if (letter <= 0xFFFF) return append_escape(out, letter);
  append_escape(out, 0xD800 + ((letter - 0x10000) >> 10));
  append_escape(out, 0xDC00 + ((letter - 0x10000) & 0x3FF));
}

bool stands_for_itself(char letter) {
  const auto byte = static_cast<unsigned char>(letter);
  return byte >= 0x20 && byte < 0x7F && byte != '"' && byte != '\\';
}

void append_escaped(std::string& out, char letter) {
  switch (letter) {
    case '"': out += "\\\""; break;
    case '\\': out += "\\\\"; break;
    case '\n': out += "\\n"; break;
    case '\r': out += "\\r"; break;
    case '\t': out += "\\t"; break;
    case '\b': out += "\\b"; break;
    case '\f': out += "\\f"; break;
    default: append_escape(out, static_cast<unsigned char>(letter));
  }
}

}  // namespace

void append_json_string(std::string& out, std::string_view text) {
  out += '"';
  for (std::size_t offset = 0; offset < text.size();) {
    std::size_t end = offset;
    while (end < text.size() && stands_for_itself(text[end])) ++end;
    out.append(text, offset, end - offset);
    offset = end;
    if (offset == text.size()) break;
    if (static_cast<unsigned char>(text[offset]) >= 0x80) {
      append_wide(out, decode_utf8(text, offset));
    } else {
      append_escaped(out, text[offset++]);
    }
  }
  out += '"';
}

void append_json(std::string& out, const Value& value) {
  switch (value.kind()) {
    case ValueKind::Null: out += "null"; return;
    case ValueKind::Boolean: out += value.as_boolean() ? "true" : "false"; return;
    case ValueKind::Integer: out += to_text(value.as_integer()); return;
    case ValueKind::Float: append_float(out, value.as_float()); return;
    case ValueKind::String: append_json_string(out, value.as_string()); return;
    case ValueKind::List: {
      go_on(value.as_list().size());
      char before = '[';
      for (const Value& item : value.as_list()) {
        out += before;
        append_json(out, item);
        before = ',';
      }
      out += value.as_list().empty() ? "[]" : "]";
      return;
    }
    case ValueKind::Map: {
      go_on(value.as_map().size());
      char before = '{';
      for (const auto& [key, item] : value.as_map()) {
        out += before;
        append_json_string(out, key);
        out += ':';
        append_json(out, item);
        before = ',';
      }
      out += value.as_map().empty() ? "{}" : "}";
      return;
    }
    case ValueKind::Date:
    case ValueKind::LocalTime:
    case ValueKind::Time:
    case ValueKind::LocalDateTime:
    case ValueKind::DateTime:
    case ValueKind::Duration: append_json_string(out, temporal_text(value)); return;
    default:
      throw Error(Kind::Internal, "NoJson", std::string(kind_name(value.kind())) + " has no JSON text of its own");
  }
}

std::string to_json(const Value& value) {
  std::string out;
  append_json(out, value);
  return out;
}

}  // namespace polgraph
