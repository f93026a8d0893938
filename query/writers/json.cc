#include "query/writers/text.h"

// `json`: one array for each statement, one row a line; `jsonl`: one row a line, nothing around them.
namespace polgraph::writers {

namespace {

class Json : public RowSink {
 public:
  explicit Json(std::ostream& out) : out_(out) {}

  void columns(const std::vector<std::string>& names) override { columns_ = names; }
  void row(std::span<const Value> values, const Snapshot& view) override {
    line_ = rows_++ == 0 ? "[\n" : ",\n";
    append_json_row(line_, columns_, values, view);
    out_.write(line_.data(), static_cast<std::streamsize>(line_.size()));
  }
  void end(const Counters&) override { out_ << (rows_ == 0 ? "[]\n" : "\n]\n"); }

 private:
  std::ostream& out_;
  std::vector<std::string> columns_;
  std::string line_;
  std::uint64_t rows_ = 0;
};

class JsonLines : public RowSink {
 public:
  explicit JsonLines(std::ostream& out) : out_(out) {}

  void columns(const std::vector<std::string>& names) override { columns_ = names; }
  void row(std::span<const Value> values, const Snapshot& view) override {
    line_.clear();
    append_json_row(line_, columns_, values, view);
    line_ += '\n';
    out_.write(line_.data(), static_cast<std::streamsize>(line_.size()));
  }
  void end(const Counters&) override {}

 private:
  std::ostream& out_;
  std::vector<std::string> columns_;
  std::string line_;
};

}  // namespace

std::unique_ptr<RowSink> make_json(std::ostream& out, const WriterOptions&) {
  return std::make_unique<Json>(out);
}
std::unique_ptr<RowSink> make_jsonl(std::ostream& out, const WriterOptions&) {
  return std::make_unique<JsonLines>(out);
}

}  // namespace polgraph::writers
