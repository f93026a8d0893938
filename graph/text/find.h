// Where a text holds another: in linear time whatever the two are, unlike std::string_view::find.
#pragma once

#include <cstring>
#include <string_view>

namespace polgraph {

// The byte at which `part` begins at or behind `from` (at most the length); npos: nowhere.
inline std::size_t find_text(std::string_view text, std::string_view part, std::size_t from = 0) {
  const std::string_view rest = text.substr(from);
  if (part.empty()) return from;
  const void* found = ::memmem(rest.data(), rest.size(), part.data(), part.size());
  return found == nullptr ? std::string_view::npos
                          : from + static_cast<std::size_t>(static_cast<const char*>(found) - rest.data());
}

inline bool holds_text(std::string_view text, std::string_view part) {
  return find_text(text, part) != std::string_view::npos;
}

}  // namespace polgraph
