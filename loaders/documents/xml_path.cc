#include "loaders/documents/xml_path.h"

#include "loaders/documents/lines.h"

namespace polgraph {

namespace {

class PathReader {
 public:
  explicit PathReader(std::string_view text) : text_(text) {}

  std::optional<XmlPath> read() {
    XmlPath path;
    take("#");
    path.from = take("//") ? XmlPath::From::Anywhere : take("/") ? XmlPath::From::Root : XmlPath::From::Inside;
    do {
      if (!path.steps.empty() && take("@")) {
        path.attribute = name();
        if (path.attribute->empty()) return std::nullopt;
        break;
      }
      if (!path.steps.empty() && take("text()")) {
        path.own_text = true;
        break;
      }
      auto step = read_step();
      if (!step) return std::nullopt;
      path.steps.push_back(std::move(*step));
    } while (take("/"));
    return at_ == text_.size() ? std::optional(std::move(path)) : std::nullopt;
  }

 private:
  bool take(std::string_view word) {
    if (!text_.substr(at_).starts_with(word)) return false;
    at_ += word.size();
    return true;
  }

  void skip_blanks() {
    while (take(" ")) {
    }
  }

  std::string name() {
    const std::size_t begin = at_;
    at_ = std::min(text_.find_first_of("/[]()@='\"*|, \t\r\n", at_), text_.size());
    return std::string(text_.substr(begin, at_ - begin));
  }

  // A name, but no axis ("child::a") and no step that stays or goes back (".", "..").
  std::optional<std::string> step_name() {
    if (take("*")) return "*";
    std::string word = name();
    if (word.empty() || word == "." || word == ".." || word.find("::") != std::string::npos) return std::nullopt;
    return word;
  }

  std::optional<XmlStep> read_step() {
    auto word = step_name();
    if (!word) return std::nullopt;
    XmlStep step{std::move(*word), {}, 0};
    while (take("[")) {
      skip_blanks();
      auto test = read_test();
      skip_blanks();
      if (!test || !take("]")) return std::nullopt;
      step.tests.push_back(std::move(*test));
    }
    step.end = at_;
    return step;
  }

  std::optional<XmlTest> read_test() {
    using Kind = XmlTest::Kind;
    if (take("@")) {
      std::string word = name();
      if (word.empty()) return std::nullopt;
      skip_blanks();
      return take("=") ? with_value({Kind::AttributeIs, 0, std::move(word), {}})
                       : std::optional(XmlTest{Kind::HasAttribute, 0, std::move(word), {}});
    }
    if (take("text()")) return behind_equals({Kind::TextIs, 0, {}, {}});
    std::string word = name();
    if (const auto position = read_ordinal(word)) return XmlTest{Kind::Position, *position, {}, {}};
    if (word == ".") return behind_equals({Kind::TextIs, 0, {}, {}});
    if (word.empty()) return std::nullopt;
    return behind_equals({Kind::ChildIs, 0, std::move(word), {}});
  }

  std::optional<XmlTest> behind_equals(XmlTest test) {
    skip_blanks();
    return take("=") ? with_value(std::move(test)) : std::nullopt;
  }

  std::optional<XmlTest> with_value(XmlTest test) {
    skip_blanks();
    if (at_ == text_.size() || (text_[at_] != '\'' && text_[at_] != '"')) return std::nullopt;
    const char quote = text_[at_++];
    const std::size_t end = text_.find(quote, at_);
    if (end == std::string_view::npos) return std::nullopt;
    test.value = text_.substr(at_, end - at_);
    at_ = end + 1;
    return test;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

}  // namespace

std::optional<XmlPath> read_xml_path(std::string_view locator) {
  return PathReader(locator).read();
}

}  // namespace polgraph
