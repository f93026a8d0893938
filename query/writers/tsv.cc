#include "query/writers/text.h"

// One line a row, one TAB between cells, nothing quoted: TAB, line ends and backslash inside of a cell are \t \n \r \\,
// null is empty.
namespace polgraph::writers {

namespace {

void append_escaped(std::string& out, std::string_view text) {
  for (const char letter : text) {
    switch (letter) {
      case '\t': out += "\\t"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      case '\\': out += "\\\\"; break;
      default: out += letter;
    }
  }
}

class Tsv : public RowSink {
 public:
  Tsv(std::ostream& out, bool guarded) : out_(out), guarded_(guarded) {}

  void columns(const std::vector<std::string>& names) override {
    for (std::size_t i = 0; i < names.size(); ++i) cell(i, names[i], guarded_);
    if (!names.empty()) write();
  }

  void row(std::span<const Value> values, const Snapshot& view) override {
    for (std::size_t i = 0; i < values.size(); ++i) {
      cell(i, cell_text(values[i], view), guarded_ && !values[i].is_number());
    }
    write();
  }

  void end(const Counters&) override {}

 private:
  void cell(std::size_t index, std::string text, bool guarded) {
    if (index > 0) line_ += '\t';
    if (guarded) guard_formula(text);
    append_escaped(line_, text);
  }
  void write() {
    line_ += '\n';
    out_.write(line_.data(), static_cast<std::streamsize>(line_.size()));
    line_.clear();
  }

  std::ostream& out_;
  bool guarded_;
  std::string line_;
};

}  // namespace

std::unique_ptr<RowSink> make_tsv(std::ostream& out, const WriterOptions& options) {
  return std::make_unique<Tsv>(out, options.spreadsheet_safe);
}

}  // namespace polgraph::writers
