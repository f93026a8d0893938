#include "loaders/documents/csv_locator.h"

namespace polgraph {

namespace {

constexpr OrdinalRange kAll{1, kToTheEnd};

// Up to the next `mark`, which is taken off.
std::string_view take_until(std::string_view& text, char mark) {
  const std::size_t end = text.find(mark);
  const std::string_view part = text.substr(0, end);
  text = end == std::string_view::npos ? std::string_view() : text.substr(end + 1);
  return part;
}

std::optional<std::uint64_t> read_position(std::string_view text) {
  return text == "*" ? std::optional(kToTheEnd) : read_ordinal(text);
}

// "5", "5-7", "5-*"
std::optional<OrdinalRange> read_range(std::string_view text) {
  const bool has_end = text.find('-') != std::string_view::npos;
  const auto first = read_ordinal(take_until(text, '-'));
  const auto last = has_end ? read_position(text) : first;
  return first && last ? std::optional(OrdinalRange{*first, *last}) : std::nullopt;
}

// "5,2", "5,2-7,4"
std::optional<CellArea> read_cells(std::string_view text) {
  const bool has_end = text.find('-') != std::string_view::npos;
  std::string_view begin = take_until(text, '-');
  if (!has_end) text = begin;
  const auto first_row = read_ordinal(take_until(begin, ',')), first_column = read_ordinal(begin);
  const auto last_row = read_position(take_until(text, ',')), last_column = read_position(text);
  if (!first_row || !first_column || !last_row || !last_column) return std::nullopt;
  return CellArea{{*first_row, *last_row}, {*first_column, *last_column}};
}

std::optional<CellArea> read_area(std::string_view kind, std::string_view text) {
  if (kind == "cell") return read_cells(text);
  const auto range = read_range(text);
  if (!range) return std::nullopt;
  if (kind == "row") return CellArea{*range, kAll};
  return kind == "col" ? std::optional(CellArea{kAll, *range}) : std::nullopt;
}

std::optional<std::vector<CellArea>> read_fragment(std::string_view text) {
  if (text.find('=') == std::string_view::npos) return std::nullopt;
  const std::string_view kind = take_until(text, '=');
  std::vector<CellArea> areas;
  do {
    const auto area = read_area(kind, take_until(text, ';'));
    if (!area) return std::nullopt;
    areas.push_back(*area);
  } while (!text.empty());
  return areas;
}

struct Cell {
  std::uint64_t row = 0;
  std::uint64_t column = 0;
};

// "B7", "$B$7": one to three letters (the last column of a spreadsheet is XFD), then a number.
std::optional<Cell> read_spreadsheet_cell(std::string_view text) {
  if (text.starts_with('$')) text.remove_prefix(1);
  std::uint64_t column = 0;
  std::size_t letters = 0;
  while (letters < text.size() && text[letters] >= 'A' && text[letters] <= 'Z') {
    column = column * 26 + static_cast<std::uint64_t>(text[letters++] - 'A' + 1);
    if (letters > 3) return std::nullopt;
  }
  text.remove_prefix(letters);
  if (text.starts_with('$')) text.remove_prefix(1);
  const auto row = read_ordinal(text);
  return letters > 0 && row ? std::optional(Cell{*row, column}) : std::nullopt;
}

std::optional<std::vector<CellArea>> read_spreadsheet_area(std::string_view text) {
  if (const std::size_t sheet = text.rfind('!'); sheet != std::string_view::npos) text.remove_prefix(sheet + 1);
  const bool has_end = text.find(':') != std::string_view::npos;
  const auto first = read_spreadsheet_cell(take_until(text, ':'));
  const auto last = has_end ? read_spreadsheet_cell(text) : first;
  if (!first || !last) return std::nullopt;
  return std::vector<CellArea>{{{first->row, last->row}, {first->column, last->column}}};
}

}  // namespace

std::optional<std::vector<CellArea>> read_cell_areas(std::string_view locator) {
  if (locator.starts_with('#')) locator.remove_prefix(1);
  if (auto areas = read_fragment(locator)) return areas;
  return read_spreadsheet_area(locator);
}

}  // namespace polgraph
