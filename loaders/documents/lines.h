// The lines of a document of any kind: "#L410", "#L34-L35". Private to loaders/documents/.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "loaders/documents/document.h"

namespace polgraph {

// A line ends with LF or CRLF; with CR in a text that has no LF.
class DocumentLines {
 public:
  explicit DocumentLines(std::string text);
  // Nothing if the locator is none of lines.
  std::optional<Passage> at(std::string_view locator) const;
  const std::string& text() const { return text_; }

 private:
  std::size_t begin_of(std::uint64_t line) const;  // of the one behind the last: where the text ends

  std::string text_;
  char end_;
  std::uint64_t count_ = 0;
  std::vector<std::size_t> begins_;  // of every kStride-th line: a gigabyte of line ends needs no more than that
};

// Blanks, tabs and line ends taken off both ends.
std::string_view stripped(std::string_view text);

// Digits only, at least one. A number beyond 63 bits is 2^63, more than any document has lines.
std::optional<std::uint64_t> read_ordinal(std::string_view digits);

// First to last, both from 1 where they are right.
struct OrdinalRange {
  std::uint64_t first = 0;
  std::uint64_t last = 0;  // or kToTheEnd
};
inline constexpr std::uint64_t kToTheEnd = UINT64_MAX;

// Why this range is nowhere in a document of `count` lines (rows, columns), or nothing.
std::optional<std::string> fault_of(const OrdinalRange& range, std::uint64_t count, std::string_view what);

}  // namespace polgraph
