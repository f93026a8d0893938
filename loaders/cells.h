// What loaders of tables share: clean headers, quoting a value in a message, naming a cell.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/text/csv.h"

namespace polgraph::cells {

// Blanks, no-break and zero-width blanks and a stray byte-order mark taken off both ends.
std::string_view trim_header(std::string_view name);
// ASCII blanks and tabs taken off both ends.
std::string_view trim(std::string_view text);

// The names of a header row. Throws Error Input "EmptyHeader" if there is none.
std::vector<std::string> read_header(CsvReader& csv);

// `text` between quotes for a message: printable, at most 60 letters.
std::string quoted(std::string_view text);
// column 3 (`amount`)
std::string column_name(std::size_t index, std::string_view name);

// Digits with or without a sign: an integer, whether it fits 64 bits or not.
bool is_integer(std::string_view text);

std::vector<std::string_view> split(std::string_view text, char delimiter);

// "a, b, c"; more than `limit` end with "and n more".
std::string enumerate(std::span<const std::string> names, std::size_t limit = 8);

// "project_ids" -> "ProjectIds"
std::string upper_camel_case(std::string_view name);
// "Responsible-ministry" -> "RESPONSIBLE_MINISTRY", "worksFor" -> "WORKS_FOR"
std::string upper_snake_case(std::string_view name);

}  // namespace polgraph::cells
