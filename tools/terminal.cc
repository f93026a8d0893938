#include "tools/terminal.h"

#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <string_view>

#include "graph/text/number.h"

namespace polgraph::cli {

namespace {

constexpr int kUsualWidth = 80;
constexpr int kGreatestWidth = 10000;

}  // namespace

bool is_terminal(int descriptor) {
  return isatty(descriptor) == 1;
}

int terminal_width(int descriptor) {
  if (const char* columns = std::getenv("COLUMNS")) {
    const auto width = parse_integer(columns);
    if (width && *width > 0 && *width <= kGreatestWidth) return static_cast<int>(*width);
  }
  winsize size = {};
  if (ioctl(descriptor, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
  return kUsualWidth;
}

bool wants_colour(bool out_is_terminal) {
  const char* none = std::getenv("NO_COLOR");
  const char* term = std::getenv("TERM");
  return out_is_terminal && (none == nullptr || *none == '\0') && term != nullptr && std::string_view(term) != "dumb";
}

}  // namespace polgraph::cli
