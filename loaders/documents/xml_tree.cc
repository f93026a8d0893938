#include "loaders/documents/xml_tree.h"

#include <expat.h>

#include <algorithm>
#include <memory>

#include "graph/error.h"
#include "graph/place.h"
#include "loaders/documents/lines.h"

namespace polgraph {

namespace {

constexpr std::size_t kMostLevels = 256;  // expat itself stops at no depth, and walks of the tree recurse

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_blank(std::string_view text) {
  return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

}  // namespace

// Fills a tree from the parser's calls. Nothing is thrown through the parser: a fault stops it and is told afterwards.
class XmlTreeBuilder {
 public:
  explicit XmlTreeBuilder(XmlTree& tree) : tree_(tree), parser_(XML_ParserCreate("UTF-8"), &XML_ParserFree) {
    XML_SetUserData(parser_.get(), this);
    XML_SetElementHandler(parser_.get(), &XmlTreeBuilder::on_start, &XmlTreeBuilder::on_end);
    XML_SetCharacterDataHandler(parser_.get(), &XmlTreeBuilder::on_text);
    XML_SetStartDoctypeDeclHandler(parser_.get(), &XmlTreeBuilder::on_doctype);
  }

  // In one call: what is parsed in pieces is read again and again where one token spans many of them.
  void parse(const std::string& text, const std::string& file) {
    if (XML_Parse(parser_.get(), text.data(), static_cast<int>(text.size()), 1) == XML_STATUS_OK) return;
    const auto at = static_cast<std::size_t>(std::max<XML_Index>(XML_GetCurrentByteIndex(parser_.get()), 0));
    const Place place = place_at(text, std::min(at, text.size()), file);
    if (too_deep_) throw Error(Kind::Limit, "NestingTooDeep", "elements are nested deeper than 256 levels", place);
    if (has_declarations_) {
      throw Error(Kind::Input, "InvalidXml", "a document type with declarations or of another file is not read", place)
          .hint("its lines can still be verified: --as text");
    }
    throw Error(Kind::Input, "InvalidXml",
                std::string("this is not XML: ") + XML_ErrorString(XML_GetErrorCode(parser_.get())), place);
  }

 private:
  struct Open {
    std::uint32_t element;
    std::uint32_t last_child;
  };

  static XmlTreeBuilder& of(void* self) { return *static_cast<XmlTreeBuilder*>(self); }
  static void XMLCALL on_start(void* self, const XML_Char* name, const XML_Char** attributes) {
    of(self).start(name, attributes);
  }
  static void XMLCALL on_end(void* self, const XML_Char*) { of(self).open_.pop_back(); }
  static void XMLCALL on_text(void* self, const XML_Char* text, int size) {
    of(self).text({text, static_cast<std::size_t>(size)});
  }
  static void XMLCALL on_doctype(void* self, const XML_Char*, const XML_Char* system, const XML_Char* publisher,
                                 int has_subset) {
    if (system == nullptr && publisher == nullptr && has_subset == 0) return;
    of(self).has_declarations_ = true;
    XML_StopParser(of(self).parser_.get(), XML_FALSE);
  }

  void start(std::string_view name, const XML_Char** attributes) {
    if (open_.size() == kMostLevels) {
      too_deep_ = true;
      XML_StopParser(parser_.get(), XML_FALSE);
      return;
    }
    const std::uint32_t element = add(number_of(name));
    const auto first = static_cast<std::uint32_t>(tree_.attributes_.size());
    for (; *attributes != nullptr; attributes += 2) {
      tree_.attributes_.push_back({number_of(attributes[0]), keep(attributes[1])});
    }
    tree_.nodes_[element].attributes = {first, static_cast<std::uint32_t>(tree_.attributes_.size())};
    open_.push_back({element, XmlTree::kNone});
  }

  // A run of text comes in several calls.
  void text(std::string_view text) {
    const std::uint32_t last = open_.back().last_child;
    const bool goes_on = last != XmlTree::kNone && last + 1 == tree_.nodes_.size() && !tree_.is_element(last);
    const std::uint32_t node = goes_on ? last : add(XmlTree::kText);
    const XmlTree::Slice added = keep(text);
    if (!goes_on) tree_.nodes_[node].text.begin = added.begin;
    tree_.nodes_[node].text.end = added.end;
  }

  std::uint32_t add(std::uint32_t name) {
    const auto node = static_cast<std::uint32_t>(tree_.nodes_.size());
    tree_.nodes_.push_back({});
    tree_.nodes_.back().name = name;
    if (!open_.empty()) {
      Open& parent = open_.back();
      std::uint32_t& link = parent.last_child == XmlTree::kNone ? tree_.nodes_[parent.element].first_child
                                                                : tree_.nodes_[parent.last_child].next;
      link = node;
      parent.last_child = node;
    }
    return node;
  }

  XmlTree::Slice keep(std::string_view text) {
    const auto begin = static_cast<std::uint32_t>(tree_.texts_.size());
    tree_.texts_ += text;
    return {begin, static_cast<std::uint32_t>(tree_.texts_.size())};
  }

  std::uint32_t number_of(std::string_view name) {
    return tree_.names_.try_emplace(std::string(name), static_cast<std::uint32_t>(tree_.names_.size())).first->second;
  }

  XmlTree& tree_;
  std::unique_ptr<XML_ParserStruct, void (*)(XML_Parser)> parser_;
  std::vector<Open> open_;
  bool too_deep_ = false;
  bool has_declarations_ = false;
};

XmlTree::XmlTree(const std::string& text, const std::string& file) {
  XmlTreeBuilder(*this).parse(text, file);
}

std::optional<std::uint32_t> XmlTree::find_name(std::string_view name) const {
  const auto found = names_.find(std::string(name));
  return found == names_.end() ? std::nullopt : std::optional(found->second);
}

std::optional<std::string_view> XmlTree::attribute(Element element, std::uint32_t name) const {
  const Slice all = nodes_[element].attributes;
  for (std::uint32_t i = all.begin; i < all.end; ++i) {
    if (attributes_[i].name == name) return slice(attributes_[i].value);
  }
  return std::nullopt;
}

std::string XmlTree::string_value(Element element) const {
  std::string out;
  append_value(element, out);
  return out;
}

bool XmlTree::has_value(Element element, std::string_view wanted) const {
  const std::uint32_t child = first_child(element);
  if (child == kNone) return wanted.empty();
  const bool is_one_text = !is_element(child) && next(child) == kNone;  // nearly always: no copy is made
  return is_one_text ? stripped(text(child)) == wanted : stripped(string_value(element)) == wanted;
}

void XmlTree::append_value(Element element, std::string& out) const {
  for (std::uint32_t child = first_child(element); child != kNone; child = next(child)) {
    if (is_element(child)) {
      append_value(child, out);
      continue;
    }
    const std::string_view piece = text(child);
    if (!out.empty() && !piece.empty() && is_digit(out.back()) && is_digit(piece.front())) out += ' ';
    out += piece;
  }
}

void XmlTree::append_attributes(Element element, bool within, std::vector<std::string>& pieces) const {
  const Slice all = nodes_[element].attributes;
  for (std::uint32_t i = all.begin; i < all.end; ++i) pieces.emplace_back(slice(attributes_[i].value));
  if (!within) return;
  for (std::uint32_t child = first_child(element); child != kNone; child = next(child)) {
    if (is_element(child)) append_attributes(child, true, pieces);
  }
}

void XmlTree::append_pieces(Element element, std::vector<std::string>& pieces) const {
  bool has_text = false;
  for (std::uint32_t child = first_child(element); child != kNone && !has_text; child = next(child)) {
    has_text = !is_element(child) && !is_blank(text(child));
  }
  append_attributes(element, has_text, pieces);
  if (has_text) return pieces.push_back(string_value(element));
  for (std::uint32_t child = first_child(element); child != kNone; child = next(child)) {
    if (is_element(child)) append_pieces(child, pieces);
  }
}

}  // namespace polgraph
