// CSV: cells by row and column. A row of few cells has the others empty, as in a spreadsheet; a blank line is a row.
#include "graph/text/csv.h"

#include <algorithm>
#include <array>
#include <utility>

#include "graph/error.h"
#include "graph/text/number.h"
#include "graph/text/utf8.h"
#include "loaders/documents/csv_locator.h"
#include "loaders/documents/parts.h"

namespace polgraph {

namespace {

constexpr std::size_t kMostCells = 50'000'000;
constexpr std::array<char, 4> kDelimiters{',', ';', '\t', '|'};

// The one that the first line has most of; a comma where it has none.
char delimiter_of(std::string_view text) {
  std::array<std::size_t, kDelimiters.size()> counts{};
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (!quoted && (c == '\n' || c == '\r')) break;
    for (std::size_t i = 0; i < kDelimiters.size(); ++i) counts[i] += !quoted && c == kDelimiters[i] ? 1u : 0u;
  }
  const auto most = std::max_element(counts.begin(), counts.end());
  return kDelimiters[static_cast<std::size_t>(most - counts.begin())];
}

class CsvParts : public DocumentParts {
 public:
  CsvParts(const std::string& text, const std::string& name) : name_(name) {
    CsvReader reader(Input::text(text, name), {.delimiter = delimiter_of(text)});
    for (std::int64_t next_line = 1; reader.next();) {
      for (; next_line < reader.line(); ++next_line) end_row();  // blank lines, which the reader passes over
      for (const CsvField& field : reader.fields()) add(field.text);
      end_row();
      next_line = reader.place(reader.size()).line + 1;
    }
  }

  Passage at(std::string_view locator) override {
    const auto areas = read_cell_areas(locator);
    if (!areas) return Passage::unclear({});
    std::vector<std::string> pieces;
    for (const CellArea& area : *areas) {
      if (auto fault = fault_of(area.rows, rows(), "row")) return Passage::missing(std::move(*fault));
      if (auto fault = fault_of(area.columns, columns_, "column")) return Passage::missing(std::move(*fault));
      append(area, pieces);
    }
    return Passage::there(std::move(pieces));
  }

 private:
  void check_room(const std::vector<std::uint32_t>& ends) const {
    if (ends.size() < kMostCells) return;
    throw Error(Kind::Limit, "TooManyCells", printable(name_) + " has more than 50,000,000 cells or rows")
        .hint("its lines can still be verified: --as text");
  }

  void add(std::string_view cell) {
    check_room(cell_ends_);
    text_ += cell;
    cell_ends_.push_back(static_cast<std::uint32_t>(text_.size()));
  }

  void end_row() {
    check_room(row_ends_);
    const std::size_t begin = row_ends_.empty() ? 0 : row_ends_.back();
    columns_ = std::max<std::uint64_t>(columns_, cell_ends_.size() - begin);
    row_ends_.push_back(static_cast<std::uint32_t>(cell_ends_.size()));
  }

  std::uint64_t rows() const { return row_ends_.size(); }

  void append(const CellArea& area, std::vector<std::string>& pieces) const {
    for (std::uint64_t row = area.rows.first - 1; row < std::min(area.rows.last, rows()); ++row) {
      const std::size_t begin = row == 0 ? 0 : row_ends_[row - 1];
      const std::size_t count = row_ends_[row] - begin;
      for (std::uint64_t i = area.columns.first - 1; i < std::min<std::uint64_t>(area.columns.last, count); ++i) {
        const std::size_t cell = begin + i;
        const std::size_t from = cell == 0 ? 0 : cell_ends_[cell - 1];
        pieces.push_back(text_.substr(from, cell_ends_[cell] - from));
      }
    }
  }

  std::string name_;
  std::string text_;                      // of all cells, one behind the other; less than kMaxStructuredBytes
  std::vector<std::uint32_t> cell_ends_;  // in text_
  std::vector<std::uint32_t> row_ends_;   // in cell_ends_
  std::uint64_t columns_ = 0;             // of the longest row
};

}  // namespace

std::unique_ptr<DocumentParts> read_csv_parts(const std::string& text, const std::string& name) {
  return std::make_unique<CsvParts>(text, name);
}

}  // namespace polgraph
