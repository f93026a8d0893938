// How kinds of nodes look in a picture: a colour for each umbrella of the vocabulary and, where it costs no room, a
// shape of its own. The colours follow Okabe and Ito's palette, which people with colour-blindness tell apart.
// Private to loaders/.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace polgraph {

struct NodeStyle {
  std::string_view name;  // in the legend
  std::string_view shape;
  std::string_view style;
  std::string_view fill;
  std::string_view line;
};

// All styles in the order of the legend; the last is for everything else.
std::span<const NodeStyle> node_styles();
// The index of the style for a node with these labels.
std::size_t style_of(const std::vector<std::string>& labels);

}  // namespace polgraph
