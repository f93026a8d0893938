// XML: a place is a path, "/root/child[3]/@attr", "//grant[@id='x']", or one that begins at the root or inside it,
// "iati-activity[iati-identifier='x']/transaction[3]". Where several elements fit, all of them are the place.
#include <unordered_map>

#include "graph/text/utf8.h"
#include "loaders/documents/lines.h"
#include "loaders/documents/parts.h"
#include "loaders/documents/xml_path.h"
#include "loaders/documents/xml_tree.h"

namespace polgraph {

namespace {

using Elements = std::vector<XmlTree::Element>;

constexpr std::size_t kMostRemembered = 1'000'000;  // elements found by the begins of paths

class XmlParts : public DocumentParts {
 public:
  explicit XmlParts(XmlTree tree) : tree_(std::move(tree)) {}

  Passage at(std::string_view locator) override {
    const auto path = read_xml_path(locator);
    if (!path) return Passage::unclear({});
    const Elements* found = nullptr;
    for (const XmlStep& step : path->steps) {
      found = &after_step(locator.substr(0, step.end), *path, step, found);
      if (found->empty()) {
        const std::string begin(locator.substr(0, step.end));
        return Passage::missing("there is no " + cut_code_points(printable(begin), 100));
      }
    }
    return passage_of(*found, *path);
  }

 private:
  // What fits the path up to and with `step`. Paths of one document begin alike, so begins are remembered.
  const Elements& after_step(std::string_view begin, const XmlPath& path, const XmlStep& step, const Elements* before) {
    const auto known = remembered_.find(std::string(begin));
    if (known != remembered_.end()) return known->second;
    Elements found;
    if (before != nullptr) {
      for (const XmlTree::Element parent : *before) append_children(parent, step, found);
    } else {
      found = first_step(path.from, step);
    }
    count_ += found.size() + 1;
    if (count_ > kMostRemembered) {
      remembered_.clear();
      count_ = found.size() + 1;
    }
    return remembered_[std::string(begin)] = std::move(found);
  }

  Elements first_step(XmlPath::From from, const XmlStep& step) const {
    Elements found = fitting({0}, step);
    if (from == XmlPath::From::Root || (from == XmlPath::From::Inside && !found.empty())) return found;
    if (from == XmlPath::From::Inside) {
      append_children(0, step, found);
      return found;
    }
    for (XmlTree::Element element = 0; element < tree_.size(); ++element) {
      if (tree_.is_element(element)) append_children(element, step, found);
    }
    return found;
  }

  void append_children(XmlTree::Element parent, const XmlStep& step, Elements& found) const {
    Elements children;
    for (auto child = tree_.first_child(parent); child != XmlTree::kNone; child = tree_.next(child)) {
      if (tree_.is_element(child)) children.push_back(child);
    }
    const Elements kept = fitting(std::move(children), step);
    found.insert(found.end(), kept.begin(), kept.end());
  }

  // Those of `siblings` that have the step's name and pass its tests, one test after the other as XPath does.
  Elements fitting(Elements siblings, const XmlStep& step) const {
    if (step.name != "*") {
      const auto name = tree_.find_name(step.name);
      std::erase_if(siblings, [&](XmlTree::Element element) { return !name || tree_.name(element) != *name; });
    }
    for (const XmlTest& test : step.tests) {
      if (test.kind != XmlTest::Kind::Position) {
        const auto name = tree_.find_name(test.name);
        std::erase_if(siblings, [&](XmlTree::Element element) { return !passes(element, test, name); });
      } else if (test.position == 0 || test.position > siblings.size()) {
        siblings.clear();
      } else {
        siblings = {siblings[test.position - 1]};
      }
    }
    return siblings;
  }

  bool passes(XmlTree::Element element, const XmlTest& test, std::optional<std::uint32_t> name) const {
    using Kind = XmlTest::Kind;
    const std::string_view wanted = stripped(test.value);
    if (test.kind == Kind::TextIs) return tree_.has_value(element, wanted);
    if (!name) return false;
    if (test.kind == Kind::ChildIs) {
      for (auto child = tree_.first_child(element); child != XmlTree::kNone; child = tree_.next(child)) {
        const bool is_named = tree_.is_element(child) && tree_.name(child) == *name;
        if (is_named && tree_.has_value(child, wanted)) return true;
      }
      return false;
    }
    const auto value = tree_.attribute(element, *name);
    return value && (test.kind == Kind::HasAttribute || stripped(*value) == wanted);
  }

  Passage passage_of(const Elements& found, const XmlPath& path) const {
    std::vector<std::string> pieces;
    bool has_attribute = false;
    for (const XmlTree::Element element : found) {
      if (path.attribute) {
        const auto name = tree_.find_name(*path.attribute);
        const auto value = name ? tree_.attribute(element, *name) : std::nullopt;
        has_attribute = has_attribute || value.has_value();
        if (value) pieces.emplace_back(*value);
      } else if (path.own_text) {
        for (auto child = tree_.first_child(element); child != XmlTree::kNone; child = tree_.next(child)) {
          if (!tree_.is_element(child)) pieces.emplace_back(tree_.text(child));
        }
      } else {
        tree_.append_pieces(element, pieces);
      }
    }
    if (path.attribute && !has_attribute) {
      return Passage::missing("there is no attribute " + cut_code_points(printable(*path.attribute), 60));
    }
    return Passage::there(std::move(pieces));
  }

  XmlTree tree_;
  std::unordered_map<std::string, Elements> remembered_;
  std::size_t count_ = 0;  // of what is remembered
};

}  // namespace

std::unique_ptr<DocumentParts> read_xml_parts(const std::string& text, const std::string& name) {
  return std::make_unique<XmlParts>(XmlTree(text, name));
}

}  // namespace polgraph
