// The small part of XPath that locators are written in. Private to loaders/documents/.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace polgraph {

struct XmlTest {
  enum class Kind { Position, HasAttribute, AttributeIs, ChildIs, TextIs } kind = Kind::Position;
  std::uint64_t position = 0;  // from 1
  std::string name;
  std::string value;
};

struct XmlStep {
  std::string name;  // "*": any
  std::vector<XmlTest> tests;
  std::size_t end = 0;  // of the step in the locator, in bytes
};

struct XmlPath {
  enum class From { Root, Anywhere, Inside } from = From::Root;  // "/a", "//a", "a"
  std::vector<XmlStep> steps;
  std::optional<std::string> attribute;  // "@name" at the end
  bool own_text = false;                 // "text()" at the end
};

// Nothing if it is no such path: steps by name or `*`, behind each [3], [@id], [@id='x'], [name='x'], [.='x'] or
// [text()='x'], at the end perhaps @name or text(). No axes, functions, operators; `//` only at the begin.
std::optional<XmlPath> read_xml_path(std::string_view locator);

}  // namespace polgraph
