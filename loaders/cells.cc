#include "loaders/cells.h"

#include <algorithm>

#include "graph/error.h"
#include "graph/text/number.h"
#include "graph/text/utf8.h"

namespace polgraph::cells {
namespace {

// No-break blank, zero-width blank, byte-order mark, ideographic blank.
constexpr std::string_view kInvisible[] = {" ", "\t", "\n", "\r", "\u00A0", "\u200B", "\uFEFF", "\u3000"};

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_lower(char c) {
  return c >= 'a' && c <= 'z';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_word(char c) {
  return is_upper(c) || is_lower(c) || is_digit(c) || static_cast<unsigned char>(c) >= 0x80;
}
char upper(char c) {
  return is_lower(c) ? static_cast<char>(c - 'a' + 'A') : c;
}

}  // namespace

std::string_view trim_header(std::string_view name) {
  for (bool again = true; again;) {
    again = false;
    for (const std::string_view blank : kInvisible) {
      if (name.starts_with(blank)) name.remove_prefix(blank.size()), again = true;
      if (name.ends_with(blank)) name.remove_suffix(blank.size()), again = true;
    }
  }
  return name;
}

std::string_view trim(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t") - begin + 1);
}

std::vector<std::string> read_header(CsvReader& csv) {
  if (!csv.next()) throw Error(Kind::Input, "EmptyHeader", "the file is empty: a header row was expected", csv.place());
  std::vector<std::string> names;
  for (const CsvField& field : csv.fields()) names.emplace_back(trim_header(field.text));
  return names;
}

std::string quoted(std::string_view text) {
  return '"' + cut_code_points(printable(text), 60) + '"';
}

std::string column_name(std::size_t index, std::string_view name) {
  return "column " + to_text(static_cast<std::int64_t>(index) + 1) + " (`" + cut_code_points(printable(name), 60) +
         "`)";
}

bool is_integer(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
  return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

std::vector<std::string_view> split(std::string_view text, char delimiter) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = text.find(delimiter);
    parts.push_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::string enumerate(std::span<const std::string> names, std::size_t limit) {
  std::string out;
  for (std::size_t i = 0; i < names.size() && i < limit; ++i) {
    if (i > 0) out += ", ";
    out += names[i];
  }
  if (names.size() > limit) out += " and " + to_text(static_cast<std::int64_t>(names.size() - limit)) + " more";
  return out;
}

std::string upper_camel_case(std::string_view name) {
  std::string out;
  bool begins_word = true;
  for (const char c : name) {
    if (is_word(c)) out += begins_word ? upper(c) : c;
    begins_word = !is_word(c);
  }
  return out;
}

std::string upper_snake_case(std::string_view name) {
  std::string out;
  char before = '\0';
  for (const char c : name) {
    const bool hump = is_upper(c) && (is_lower(before) || is_digit(before));
    if ((hump || !is_word(c)) && !out.empty() && out.back() != '_') out += '_';
    if (is_word(c)) out += upper(c);
    before = c;
  }
  while (!out.empty() && out.back() == '_') out.pop_back();
  return out;
}

}  // namespace polgraph::cells
