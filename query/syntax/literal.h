// The words of a literal to its value: strings with escapes, numbers, quoted names.
#pragma once

#include <string>
#include <string_view>

#include "graph/value.h"

namespace polgraph::syntax {

// What is wrong with a literal, and where in it.
struct LiteralFault {
  std::string_view detail;  // the TCK's word
  std::string message;
  std::size_t offset = 0;  // bytes from the begin of the literal
};

// Each throws LiteralFault; the parser turns it into an Error with a place.
std::string decode_string(std::string_view quoted);       // '...' or "..."
std::string decode_quoted_name(std::string_view quoted);  // `...`
Value decode_number(std::string_view digits, bool negative);

}  // namespace polgraph::syntax
