// What is known of the terminal.
#pragma once

namespace polgraph::cli {

bool is_terminal(int descriptor);
int terminal_width(int descriptor);       // $COLUMNS, else what the terminal says, else 80
bool wants_colour(bool out_is_terminal);  // a terminal, and neither NO_COLOR nor TERM=dumb

}  // namespace polgraph::cli
