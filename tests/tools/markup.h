// Pages and Markdown read as a reader's program would, for tests that nothing in the data becomes markup.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace polgraph::test {

struct PageRead {
  std::vector<std::string> faults;  // not well-formed, an unknown element or attribute, an address that is not allowed
  std::string text;                 // all that a reader sees
  std::vector<std::string> elements;
  std::vector<std::string> ids;
  std::vector<std::string> links;  // href, as it stands
  std::vector<std::string> languages;
};
PageRead read_page(const std::string& html);

// Marks in Markdown that are neither escaped nor of the page's own making; empty if all is well.
std::vector<std::string> live_marks(const std::string& markdown);

// Letters that steer a terminal or a reading direction, or are no UTF-8.
bool has_raw_controls(std::string_view text);

}  // namespace polgraph::test
