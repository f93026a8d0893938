#include "loaders/picture_style.h"

#include <array>
#include <utility>

namespace polgraph {
namespace {

constexpr std::array<NodeStyle, 9> kStyles{{
    {"Organization", "box", "filled,rounded", "#CFE3F3", "#0072B2"},
    {"Policy", "box", "filled", "#C9E9DC", "#00795A"},
    {"Fund", "cylinder", "filled", "#FFE3A8", "#B87800"},
    {"Budget, transaction", "oval", "filled", "#FAD3BC", "#C24E00"},
    {"Technology", "hexagon", "filled", "#F1D3E3", "#A3467A"},
    {"Priority field, theme", "box", "filled,rounded", "#FAF5BE", "#857C00"},
    {"Target, indicator, finding", "tab", "filled", "#DDD7F0", "#5B4B9E"},
    {"Source", "note", "filled", "#ECECEC", "#6E6E6E"},
    {"Other", "box", "filled,rounded", "#FFFFFF", "#404040"},
}};

// Umbrella labels first: they decide; then the specific ones, for graphs that use those alone.
constexpr std::array<std::pair<std::string_view, std::size_t>, 28> kStyleOfLabel{{
    {"Organization", 0},
    {"Policy", 1},
    {"Fund", 2},
    {"Budget", 3},
    {"Transaction", 3},
    {"Technology", 4},
    {"PriorityField", 5},
    {"Theme", 5},
    {"Target", 6},
    {"Indicator", 6},
    {"Finding", 6},
    {"Source", 7},
    {"Ministry", 0},
    {"Agency", 0},
    {"Council", 0},
    {"Government", 0},
    {"InternationalBody", 0},
    {"Company", 0},
    {"ResearchOrganization", 0},
    {"Association", 0},
    {"Strategy", 1},
    {"Programme", 1},
    {"Measure", 1},
    {"Project", 1},
    {"Program", 1},
    {"Organisation", 0},
    {"Grant", 3},
    {"Document", 7},
}};

}  // namespace

std::span<const NodeStyle> node_styles() {
  return kStyles;
}

std::size_t style_of(const std::vector<std::string>& labels) {
  for (const auto& [label, style] : kStyleOfLabel) {
    for (const std::string& own : labels) {
      if (own == label) return style;
    }
  }
  return kStyles.size() - 1;
}

}  // namespace polgraph
