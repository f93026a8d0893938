#include "tools/html.h"

#include <algorithm>
#include <ostream>

#include "graph/text/url.h"
#include "graph/text/utf8.h"

namespace polgraph::cli {

namespace {

constexpr char32_t kFirstKana = 0x3041, kLastKana = 0x30FF;

// Elements that stand on lines of their own, so that the page can be read and compared as text.
bool is_block(std::string_view element) {
  constexpr std::string_view kInline[] = {"a", "span", "b", "small", "em", "title", "code", "time"};
  return std::find(std::begin(kInline), std::end(kInline), element) == std::end(kInline);
}

std::size_t end_of_address(std::string_view text, std::size_t begin) {
  std::size_t end = text.find_first_of(" \t\n<>\"'", begin);
  end = std::min(end, text.size());
  while (end > begin && std::string_view(".,;:)").find(text[end - 1]) != std::string_view::npos) --end;
  return end;
}

std::size_t find_address(std::string_view text, std::size_t from) {
  return std::min(text.find("http://", from), text.find("https://", from));
}

}  // namespace

std::string html_escaped(std::string_view text) {
  std::string out;
  for (const char c : printable(text)) {
    switch (c) {
      case '&': out += "&amp;"; break;
      case '<': out += "&lt;"; break;
      case '>': out += "&gt;"; break;
      case '"': out += "&quot;"; break;
      case '\'': out += "&#39;"; break;
      default: out += c;
    }
  }
  return out;
}

std::string language_of(std::string_view text) {
  for (std::size_t offset = 0; offset < text.size();) {
    const char32_t letter = decode_utf8(text, offset);
    if (letter >= kFirstKana && letter <= kLastKana && letter != 0x30FB) return "ja";  // a middle dot is no letter
  }
  return {};
}

void Html::start(std::string_view element, Attributes attributes) {
  *out_ << '<' << element;
  for (const auto& [name, value] : attributes) {
    if (!value.empty()) *out_ << ' ' << name << "=\"" << html_escaped(value) << '"';
  }
}

Html& Html::open(std::string_view element, Attributes attributes) {
  start(element, attributes);
  *out_ << '>';
  open_.emplace_back(element);
  return *this;
}

Html& Html::close() {
  *out_ << "</" << open_.back() << '>';
  if (is_block(open_.back())) *out_ << '\n';
  open_.pop_back();
  return *this;
}

Html& Html::text(std::string_view text) {
  *out_ << html_escaped(text);
  return *this;
}

Html& Html::linked(std::string_view text) {
  std::size_t at = 0;
  for (std::size_t begin = find_address(text, 0); begin != std::string_view::npos; begin = find_address(text, at)) {
    const std::size_t end = end_of_address(text, begin);
    const std::string_view address = text.substr(begin, end - begin);
    this->text(text.substr(at, begin - at));
    const std::string url = safe_url(address);
    url.empty() ? this->text(address) : element("a", address, {{"href", url}, {"rel", "noopener noreferrer"}});
    at = end;
  }
  return this->text(text.substr(at));
}

Html& Html::element(std::string_view element, std::string_view text, Attributes attributes) {
  return open(element, attributes).text(text).close();
}

Html& Html::empty(std::string_view element, Attributes attributes) {
  start(element, attributes);
  *out_ << "/>\n";
  return *this;
}

Html& Html::verbatim(std::string_view markup) {
  *out_ << markup;
  return *this;
}

}  // namespace polgraph::cli
