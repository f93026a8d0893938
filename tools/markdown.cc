#include "tools/markdown.h"

#include <cctype>

#include "graph/text/utf8.h"

namespace polgraph::cli {

namespace {

bool is_digit(char c) {
  return std::isdigit(static_cast<unsigned char>(c)) != 0;
}

// What makes a list, a rule or a quotation at the beginning of a line only: "- x", "+ x", "1. x".
std::size_t list_mark(std::string_view text) {
  if (text.starts_with('-') || text.starts_with('+') || text.starts_with('=')) return 0;
  std::size_t digits = 0;
  while (digits < text.size() && is_digit(text[digits])) ++digits;
  const bool is_number = digits > 0 && digits < text.size() && (text[digits] == '.' || text[digits] == ')');
  return is_number ? digits : std::string_view::npos;
}

}  // namespace

std::string markdown_escaped(std::string_view text) {
  std::string shown = printable(text);
  shown.erase(0, shown.find_first_not_of(' '));
  shown.erase(shown.find_last_not_of(' ') + 1);
  const std::size_t mark = list_mark(shown);
  std::string out;
  for (std::size_t i = 0; i < shown.size(); ++i) {
    if (i == mark || std::string_view("\\`*_[]<>|#&~$").find(shown[i]) != std::string_view::npos) out += '\\';
    out += shown[i];
  }
  return out;
}

}  // namespace polgraph::cli
