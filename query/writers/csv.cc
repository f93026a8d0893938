#include "graph/text/csv.h"

#include "query/writers/text.h"

// RFC 4180 with LF line ends. Null is an empty field, the empty string is "".
namespace polgraph::writers {

namespace {

class Csv : public RowSink {
 public:
  Csv(std::ostream& out, bool guarded) : out_(out), guarded_(guarded) {}

  void columns(const std::vector<std::string>& names) override {
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (i > 0) line_ += ',';
      std::string name = names[i];
      if (guarded_) guard_formula(name);
      append_csv_field(line_, name);
    }
    if (!names.empty()) write();
  }

  void row(std::span<const Value> values, const Snapshot& view) override {
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (i > 0) line_ += ',';
      if (values[i].is_null()) continue;
      std::string cell = cell_text(values[i], view);
      if (guarded_ && !values[i].is_number()) guard_formula(cell);
      append_csv_field(line_, cell);
    }
    if (line_.empty()) line_ = "\"\"";  // one column, null: readers pass over blank lines, and the row would be lost
    write();
  }

  void end(const Counters&) override {}

 private:
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

std::unique_ptr<RowSink> make_csv(std::ostream& out, const WriterOptions& options) {
  return std::make_unique<Csv>(out, options.spreadsheet_safe);
}

}  // namespace polgraph::writers
