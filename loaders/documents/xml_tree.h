// An XML document as a tree of elements and texts. Private to loaders/documents/.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace polgraph {

// Names are kept as they are written, prefix included ("xml:lang"). A document type with declarations or of another
// file is refused, and with it every entity but the five of XML itself.
class XmlTree {
 public:
  using Element = std::uint32_t;  // 0 is the root
  static constexpr std::uint32_t kNone = UINT32_MAX;

  // Throws Error Input "InvalidXml" (place), Error Limit "NestingTooDeep" beyond 256 levels
  XmlTree(const std::string& text, const std::string& file);

  std::size_t size() const { return nodes_.size(); }  // elements and texts; numbers below it that are elements:
  bool is_element(Element node) const { return nodes_[node].name != kText; }
  std::uint32_t name(Element element) const { return nodes_[element].name; }
  std::optional<std::uint32_t> find_name(std::string_view name) const;
  std::uint32_t first_child(Element element) const { return nodes_[element].first_child; }  // elements and texts
  std::uint32_t next(Element node) const { return nodes_[node].next; }                      // kNone: the last one

  // The value of an attribute, or nothing. Both borrow the tree.
  std::optional<std::string_view> attribute(Element element, std::uint32_t name) const;
  std::string_view text(Element text_node) const { return slice(nodes_[text_node].text); }

  // All text within, as XPath's string value; but a blank keeps digits apart that an element's border parts.
  std::string string_value(Element element) const;
  // Is that its string value, blanks and line ends at both ends aside? They are the layout's.
  bool has_value(Element element, std::string_view wanted) const;
  // The values of its attributes and of those within, and its text: in one piece if it has text of its own, so that
  // marked up words stay together; else each element within for itself.
  void append_pieces(Element element, std::vector<std::string>& pieces) const;

 private:
  friend class XmlTreeBuilder;
  static constexpr std::uint32_t kText = kNone;
  struct Slice {
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
  };
  struct Node {
    std::uint32_t name = kText;
    std::uint32_t first_child = kNone;
    std::uint32_t next = kNone;
    Slice text;        // of a text
    Slice attributes;  // of an element, in attributes_
  };
  struct Attribute {
    std::uint32_t name = 0;
    Slice value;
  };

  std::string_view slice(Slice part) const {
    return std::string_view(texts_).substr(part.begin, part.end - part.begin);
  }
  void append_value(Element element, std::string& out) const;
  void append_attributes(Element element, bool within, std::vector<std::string>& pieces) const;

  std::vector<Node> nodes_;
  std::vector<Attribute> attributes_;
  std::string texts_;  // shorter than the document
  std::unordered_map<std::string, std::uint32_t> names_;
};

}  // namespace polgraph
