// Upper and lower case of whole texts, letter by letter as Unicode maps them; independent of the locale.
#pragma once

#include <string>
#include <string_view>

namespace polgraph {

std::string to_lower(std::string_view text);
std::string to_upper(std::string_view text);  // German sharp s becomes SS

}  // namespace polgraph
