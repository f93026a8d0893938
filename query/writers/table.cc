#include <algorithm>

#include "graph/text/utf8.h"
#include "query/writers/text.h"

// Columns for people, as wide as what is in them: full-width letters count two, control characters are shown escaped,
// numbers stand right. Only on a terminal are cells cut to its width.
//   Cost  rows are held until kHeld bytes to learn the widths, then they stream
namespace polgraph::writers {

namespace {

constexpr std::size_t kHeld = 16u << 20;
constexpr std::size_t kNarrowest = 8;  // a column is not cut below this

struct Cell {
  std::string text;
  std::size_t width = 0;
};

Cell make_cell(std::string_view raw) {
  Cell cell{printable(raw), 0};
  cell.width = display_width(std::string_view(cell.text));
  return cell;
}

class Table : public RowSink {
 public:
  Table(std::ostream& out, const WriterOptions& options) : out_(out), options_(options) {}

  void columns(const std::vector<std::string>& names) override {
    for (const std::string& name : names) {
      header_.push_back(make_cell(name));
      widths_.push_back(header_.back().width);
    }
    numeric_.assign(names.size(), true);
  }

  void row(std::span<const Value> values, const Snapshot& view) override {
    std::vector<Cell> cells;
    cells.reserve(values.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
      cells.push_back(make_cell(display_text(values[i], view)));
      held_ += cells.back().text.size() + sizeof(Cell);
      if (started_) continue;
      widths_[i] = std::max(widths_[i], cells.back().width);
      if (!values[i].is_number() && !values[i].is_null()) numeric_[i] = false;
    }
    if (started_) return write(cells, false);
    rows_.push_back(std::move(cells));
    if (held_ > kHeld) start();
  }

  void end(const Counters&) override {
    if (!started_ && !header_.empty()) start();
  }

 private:
  void start() {
    started_ = true;
    if (rows_.empty()) numeric_.assign(numeric_.size(), false);
    if (options_.terminal && options_.width > 0) fit(static_cast<std::size_t>(options_.width));
    if (options_.colour) out_ << "\x1b[1m";
    write(header_, options_.colour);
    std::string rule;
    for (std::size_t i = 0; i < widths_.size(); ++i) {
      rule += (i == 0 ? "-" : "-+-") + std::string(widths_[i], '-');
    }
    out_ << rule << "-\n";
    for (const auto& cells : rows_) write(cells, false);
    rows_.clear();
  }

  // Takes from the widest column first, until all fit beside each other.
  void fit(std::size_t terminal) {
    const auto total = [&] {
      std::size_t sum = 2;
      for (const std::size_t width : widths_) sum += width;
      return sum + 3 * (widths_.size() - 1);
    };
    for (std::size_t now = total(); now > terminal; --now) {
      const auto widest = std::max_element(widths_.begin(), widths_.end());
      if (*widest <= kNarrowest) return;
      --*widest;
    }
  }

  void write(const std::vector<Cell>& cells, bool bold) {
    line_.clear();
    for (std::size_t i = 0; i < cells.size(); ++i) {
      line_ += i == 0 ? " " : " | ";
      const bool cut = options_.terminal && cells[i].width > widths_[i];
      const std::string shown = cut ? cut_width(cells[i].text, widths_[i]) : cells[i].text;
      const std::size_t width = cut ? display_width(std::string_view(shown)) : cells[i].width;
      const std::size_t gap = widths_[i] > width ? widths_[i] - width : 0;
      if (numeric_[i]) line_.append(gap, ' ');
      line_ += shown;
      if (!numeric_[i] && i + 1 < cells.size()) line_.append(gap, ' ');
    }
    if (bold) line_ += "\x1b[0m";
    line_ += '\n';
    out_.write(line_.data(), static_cast<std::streamsize>(line_.size()));
  }

  std::ostream& out_;
  WriterOptions options_;
  std::vector<Cell> header_;
  std::vector<std::size_t> widths_;
  std::vector<bool> numeric_;  // all values so far are numbers or null
  std::vector<std::vector<Cell>> rows_;
  std::size_t held_ = 0;
  bool started_ = false;
  std::string line_;
};

}  // namespace

std::unique_ptr<RowSink> make_table(std::ostream& out, const WriterOptions& options) {
  return std::make_unique<Table>(out, options);
}

}  // namespace polgraph::writers
