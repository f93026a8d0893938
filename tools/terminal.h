// What is known of the terminal, and text made fit for it.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace polgraph::cli {

bool is_terminal(int descriptor);
int terminal_width(int descriptor);       // $COLUMNS, else what the terminal says, else 80
bool wants_colour(bool out_is_terminal);  // a terminal, and neither NO_COLOR nor TERM=dumb

// `text` with everything that could steer a terminal shown as an escape: C0, C1, DEL, marks of direction (as \u202e),
// bytes that are no UTF-8 (as \xff). Line ends too, unless kept.
enum class Lines { Escape, Keep };
std::string printable(std::string_view text, Lines lines = Lines::Escape);

// Columns `text` takes on a terminal: wide letters (Han, Kana, Hangul, full width) count two, combining marks none.
std::size_t display_width(std::string_view text);
// `text` cut to at most `columns`, ended by "…" where something was cut.
std::string cut_to_width(std::string_view text, std::size_t columns);

}  // namespace polgraph::cli
