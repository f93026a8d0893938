#include "graph/text/utf8.h"
#include "query/writers/text.h"

// A table of GitHub Flavored Markdown. What a cell holds is shown, never interpreted: marks, HTML and line ends are
// escaped.
namespace polgraph::writers {

namespace {

void append_escaped(std::string& out, std::string_view text) {
  std::size_t begin = 0;
  for (std::size_t i = 0; i <= text.size(); ++i) {
    if (i < text.size() && text[i] != '\n') continue;
    if (begin > 0) out += "<br>";
    for (const char letter : printable(text.substr(begin, i - begin))) {
      if (letter == '&') {
        out += "&amp;";
      } else if (letter == '<') {
        out += "&lt;";
      } else if (letter == '>') {
        out += "&gt;";
      } else {
        if (std::string_view("\\`*_[]|~$").find(letter) != std::string_view::npos) out += '\\';
        out += letter;
      }
    }
    begin = i + 1;
  }
}

class Markdown : public RowSink {
 public:
  explicit Markdown(std::ostream& out) : out_(out) {}

  void columns(const std::vector<std::string>& names) override {
    if (names.empty()) return;
    for (const std::string& name : names) cell(name);
    write();
    for (std::size_t i = 0; i < names.size(); ++i) line_ += "| --- ";
    write();
  }
  void row(std::span<const Value> values, const Snapshot& view) override {
    for (const Value& value : values) cell(display_text(value, view));
    write();
  }
  void end(const Counters&) override {}

 private:
  void cell(std::string_view text) {
    line_ += "| ";
    append_escaped(line_, text);
    line_ += ' ';
  }
  void write() {
    line_ += "|\n";
    out_.write(line_.data(), static_cast<std::streamsize>(line_.size()));
    line_.clear();
  }

  std::ostream& out_;
  std::string line_;
};

}  // namespace

std::unique_ptr<RowSink> make_markdown(std::ostream& out, const WriterOptions&) {
  return std::make_unique<Markdown>(out);
}

}  // namespace polgraph::writers
