#include "tests/tools/markup.h"

#include <expat.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <memory>
#include <sstream>

#include "graph/text/utf8.h"
#include "tools/html.h"
#include "tools/markdown.h"

namespace polgraph::test {

namespace {

using Names = std::vector<std::string_view>;

const Names kElements{"html",  "head",  "meta",    "title",    "style", "body",    "header", "p",          "span",
                      "h1",    "h2",    "h3",      "ul",       "ol",    "li",      "b",      "small",      "code",
                      "dl",    "div",   "dt",      "dd",       "nav",   "a",       "main",   "section",    "table",
                      "thead", "tbody", "tr",      "th",       "td",    "br",      "figure", "figcaption", "footer",
                      "svg",   "g",     "polygon", "polyline", "path",  "ellipse", "text"};
const Names kAttributes{"xmlns", "lang", "charset", "http-equiv", "content", "name",
                        "class", "id",   "href",    "rel",        "scope",   "aria-label"};
const Names kPictureAttributes{"width",
                               "height",
                               "viewBox",
                               "xmlns",
                               "xmlns:xlink",
                               "xlink:href",
                               "id",
                               "class",
                               "transform",
                               "fill",
                               "stroke",
                               "stroke-width",
                               "stroke-dasharray",
                               "fill-opacity",
                               "stroke-opacity",
                               "points",
                               "d",
                               "cx",
                               "cy",
                               "rx",
                               "ry",
                               "x",
                               "y",
                               "text-anchor",
                               "font-size",
                               "font-weight",
                               "font-style",
                               "font-family",
                               "target",
                               "rel"};

bool contains(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

class Reader {
 public:
  PageRead read(const std::string& html) {
    const std::unique_ptr<XML_ParserStruct, void (*)(XML_Parser)> parser(XML_ParserCreate("UTF-8"), &XML_ParserFree);
    XML_SetUserData(parser.get(), this);
    XML_SetElementHandler(parser.get(), &Reader::on_start, &Reader::on_end);
    XML_SetCharacterDataHandler(parser.get(), &Reader::on_text);
    if (XML_Parse(parser.get(), html.data(), static_cast<int>(html.size()), 1) != XML_STATUS_OK) {
      page_.faults.push_back(std::string(XML_ErrorString(XML_GetErrorCode(parser.get()))) + " in line " +
                             std::to_string(XML_GetCurrentLineNumber(parser.get())));
    }
    return std::move(page_);
  }

 private:
  static void XMLCALL on_start(void* self, const XML_Char* name, const XML_Char** attributes) {
    static_cast<Reader*>(self)->start(name, attributes);
  }
  static void XMLCALL on_end(void* self, const XML_Char* name) { static_cast<Reader*>(self)->end(name); }
  static void XMLCALL on_text(void* self, const XML_Char* text, int size) {
    static_cast<Reader*>(self)->page_.text.append(text, static_cast<std::size_t>(size));
  }

  void start(std::string_view name, const XML_Char** attributes) {
    page_.elements.emplace_back(name);
    if (!contains(kElements, name)) page_.faults.push_back("element " + std::string(name));
    if (name == "svg") ++pictures_;
    for (; *attributes != nullptr; attributes += 2) attribute(attributes[0], attributes[1]);
  }
  void end(std::string_view name) {
    if (name == "svg") --pictures_;
  }

  void attribute(std::string_view name, const std::string& value) {
    if (!contains(pictures_ > 0 ? kPictureAttributes : kAttributes, name))
      page_.faults.push_back("attribute " + std::string(name) + "=" + value);
    if (name == "id") page_.ids.push_back(value);
    if (name == "lang") page_.languages.push_back(value);
    if (!name.ends_with("href")) return;
    page_.links.push_back(value);
    if (!value.starts_with('#') && !value.starts_with("http://") && !value.starts_with("https://"))
      page_.faults.push_back("address " + value);
  }

  PageRead page_;
  int pictures_ = 0;
};

// Without what a backslash takes its meaning from.
std::string without_escapes(const std::string& markdown) {
  std::string out;
  for (std::size_t i = 0; i < markdown.size(); ++i) {
    if (markdown[i] == '\\') {
      ++i;
      continue;
    }
    out += markdown[i];
  }
  return out;
}

}  // namespace

PageRead read_page(const std::string& html) {
  return Reader().read(html);
}

std::vector<std::string> live_marks(const std::string& markdown) {
  std::vector<std::string> found;
  std::istringstream lines(without_escapes(markdown));
  long cells = 0;
  for (std::string line; std::getline(lines, line);) {
    for (const char* mark : {"<", ">", "](", "](", "[", "&", "~", "$", "__"}) {
      if (line.find(mark) != std::string::npos) found.push_back(std::string(mark) + " in: " + line);
    }
    const bool is_note = line.starts_with("*");
    if (!is_note && line.find_first_of("`*") != std::string::npos) found.push_back("emphasis in: " + line);
    const long bars = std::count(line.begin(), line.end(), '|');
    if (bars > 0 && cells > 0 && bars != cells) found.push_back("cells in: " + line);
    cells = bars;
    const std::size_t heading = line.find('#');
    if (heading != std::string::npos && line.find_first_not_of('#') != line.find(' '))
      found.push_back("heading in: " + line);
  }
  return found;
}

bool has_raw_controls(std::string_view text) {
  std::string lines;
  for (const char c : text) {
    if (c != '\n') lines += c;
  }
  return printable(lines) != lines;
}

}  // namespace polgraph::test

namespace polgraph::cli {

TEST_CASE("a page is well-formed and holds data as text only", "[tools][html][hostile]") {
  std::ostringstream out;
  Html html(out);
  const std::string hostile = "<script>alert('1')</script>\"&amp; \xe2\x80\xae \x1b[31m";
  html.open("p", {{"class", hostile}, {"lang", ""}}).text(hostile).close();
  CHECK(out.str() ==
        "<p class=\"&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;&amp;amp; \\u202e \\x1b[31m\">"
        "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;&amp;amp; \\u202e \\x1b[31m</p>\n");
}

TEST_CASE("addresses in a text become links if they are http or https", "[tools][html][hostile]") {
  const auto linked = [](std::string_view text) {
    std::ostringstream out;
    Html(out).linked(text);
    return out.str();
  };
  CHECK(linked("see <https://doi.org/10.1>, page 3") ==
        "see &lt;<a href=\"https://doi.org/10.1\" rel=\"noopener noreferrer\">https://doi.org/10.1</a>&gt;, page 3");
  CHECK(linked("javascript:alert(1) data:text/html,x") == "javascript:alert(1) data:text/html,x");
  CHECK(linked("http://a\"onload=x") == "<a href=\"http://a\" rel=\"noopener noreferrer\">http://a</a>&quot;onload=x");
  CHECK(linked("javascript:http://x") == "javascript:<a href=\"http://x\" rel=\"noopener noreferrer\">http://x</a>");
}

TEST_CASE("kana tell that a text is Japanese, Han letters alone do not", "[tools][html]") {
  CHECK(language_of("グリーンイノベーション基金") == "ja");
  CHECK(language_of("内閣官房").empty());
  CHECK(language_of("METI ・ NEDO").empty());
}

TEST_CASE("in Markdown a name stays a name", "[tools][markdown][hostile]") {
  CHECK(markdown_escaped("a*b_c`d") == "a\\*b\\_c\\`d");
  CHECK(markdown_escaped("[x](javascript:alert(1))") == "\\[x\\](javascript:alert(1))");
  CHECK(markdown_escaped("<b>&amp;|#~$") == "\\<b\\>\\&amp;\\|\\#\\~\\$");
  CHECK(markdown_escaped("- item") == "\\- item");
  CHECK(markdown_escaped("1. item") == "1\\. item");
  CHECK(markdown_escaped("5G 1. item") == "5G 1. item");
  CHECK(markdown_escaped("    code") == "code");
  CHECK(markdown_escaped("two\nlines") == "two\\\\nlines");
}

}  // namespace polgraph::cli
