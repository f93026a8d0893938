// An SVG that GraphViz drew, read again and written anew with nothing in it but what a picture needs: known elements
// and attributes, http(s) links, text. Whatever a name may have smuggled through the drawing program ends here. Private
// to loaders/.
#pragma once

#include <string>
#include <string_view>

namespace polgraph {

// Tooltips (xlink:title) become <title> elements, which every browser shows.
//   Throws  Error Internal "BadDrawing" if it is no well-formed XML
std::string checked_svg(std::string_view svg);

}  // namespace polgraph
