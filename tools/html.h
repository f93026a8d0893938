// A page written element by element, so that it is well-formed as HTML and as XML, and so that nothing in the data can
// become an element, an attribute or an address other than http(s).
//
//   Html html(out);
//   html.open("p", {{"class", "note"}}).text(name).close();
#pragma once

#include <initializer_list>
#include <iosfwd>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace polgraph::cli {

// & < > " ' escaped; what is not printable comes out as \u202e.
std::string html_escaped(std::string_view text);

// "ja" for what holds hiragana or katakana; empty where the letters alone do not tell.
std::string language_of(std::string_view text);

class Html {
 public:
  using Attributes =
      std::initializer_list<std::pair<std::string_view, std::string>>;  // those with an empty value are left out

  explicit Html(std::ostream& out) : out_(&out) {}
  Html& open(std::string_view element, Attributes attributes = {});
  Html& close();  // the one opened last
  Html& text(std::string_view text);
  Html& linked(std::string_view text);  // http(s) addresses in it become links
  Html& element(std::string_view element, std::string_view text, Attributes attributes = {});
  Html& empty(std::string_view element, Attributes attributes = {});  // <meta .../>
  Html& verbatim(std::string_view markup);  // our own words, or a picture that was checked: never data

 private:
  void start(std::string_view element, Attributes attributes);

  std::ostream* out_;
  std::vector<std::string> open_;
};

}  // namespace polgraph::cli
