#include "loaders/svg_check.h"

#include <expat.h>

#include <algorithm>
#include <array>
#include <memory>
#include <utility>
#include <vector>

#include "graph/error.h"
#include "graph/text/url.h"

namespace polgraph {
namespace {

constexpr std::array<std::string_view, 9> kElements{"svg",  "g",       "a",     "polygon", "polyline",
                                                    "path", "ellipse", "title", "text"};

constexpr std::array<std::string_view, 26> kAttributes{"width",
                                                       "height",
                                                       "viewBox",
                                                       "xmlns",
                                                       "xmlns:xlink",
                                                       "id",
                                                       "class",
                                                       "transform",
                                                       "fill",
                                                       "stroke",
                                                       "stroke-width",
                                                       "stroke-dasharray",
                                                       "fill-opacity",
                                                       "stroke-opacity",
                                                       "points",
                                                       "d",
                                                       "cx",
                                                       "cy",
                                                       "rx",
                                                       "ry",
                                                       "x",
                                                       "y",
                                                       "text-anchor",
                                                       "font-size",
                                                       "font-weight",
                                                       "font-style"};

constexpr std::string_view kFonts = "Noto Sans CJK JP,IPAGothic,DejaVu Sans,sans-serif";

template <class Names>
bool contains(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

class Checker {
 public:
  std::string check(std::string_view svg) {
    out_ = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"no\"?>\n";
    const std::unique_ptr<XML_ParserStruct, void (*)(XML_Parser)> parser(XML_ParserCreate("UTF-8"), &XML_ParserFree);
    XML_SetUserData(parser.get(), this);
    XML_SetElementHandler(parser.get(), &Checker::on_start, &Checker::on_end);
    XML_SetCharacterDataHandler(parser.get(), &Checker::on_text);
    XML_SetEntityDeclHandler(parser.get(), &Checker::on_entity);
    constexpr std::size_t kPieceBytes = 1u << 20;
    while (true) {
      const std::string_view piece = svg.substr(0, kPieceBytes);
      svg.remove_prefix(piece.size());
      const auto status = XML_Parse(parser.get(), piece.data(), static_cast<int>(piece.size()), svg.empty() ? 1 : 0);
      if (has_entities_) fail("it declares entities");
      if (is_other_) fail("its root is no <svg>");
      if (status != XML_STATUS_OK) fail(XML_ErrorString(XML_GetErrorCode(parser.get())));
      if (svg.empty()) break;
    }
    return std::move(out_);
  }

 private:
  struct Open {
    std::string name;
    bool is_kept = true;
    bool is_node_group = false;  // its own <title> is an internal name
  };

  [[noreturn]] static void fail(const char* why) {
    throw Error(Kind::Internal, "BadDrawing", std::string("the drawing program gave no well-formed SVG: ") + why);
  }

  static void XMLCALL on_start(void* self, const XML_Char* name, const XML_Char** attributes) {
    static_cast<Checker*>(self)->start(name, attributes);
  }
  static void XMLCALL on_end(void* self, const XML_Char*) { static_cast<Checker*>(self)->end(); }
  static void XMLCALL on_text(void* self, const XML_Char* text, int size) {
    static_cast<Checker*>(self)->text({text, static_cast<std::size_t>(size)});
  }
  static void XMLCALL on_entity(void* self, const XML_Char*, int, const XML_Char*, int, const XML_Char*,
                                const XML_Char*, const XML_Char*, const XML_Char*) {
    static_cast<Checker*>(self)->has_entities_ = true;
  }

  void start(std::string_view name, const XML_Char** attributes) {
    if (open_.empty() && name != "svg") is_other_ = true;  // expat is not to be thrown through
    Open open{std::string(name), contains(kElements, name) && !inside_dropped(), false};
    if (name == "title" && !open_.empty() && open_.back().is_node_group) open.is_kept = false;
    std::string tooltip;
    if (open.is_kept) {
      out_ += '<';
      out_ += name;
      for (; *attributes != nullptr; attributes += 2) attribute(open, attributes[0], attributes[1], tooltip);
      out_ += '>';
      if (!tooltip.empty()) {
        out_ += "<title>";
        append_text(tooltip);
        out_ += "</title>";
      }
    }
    open_.push_back(std::move(open));
  }

  void attribute(Open& open, std::string_view name, std::string_view value, std::string& tooltip) {
    if (name == "xlink:title") {
      tooltip = value;
    } else if (name == "xlink:href") {
      if (const std::string url = safe_url(value); !url.empty()) write(name, url);
    } else if (name == "target") {
      if (value == "_blank") write(name, value), write("rel", "noopener noreferrer");
    } else if (name == "font-family") {
      write(name, kFonts);
    } else if ((name == "fill" || name == "stroke") && value.find('(') != std::string_view::npos) {
      return;  // url(...) fetches, and GraphViz writes no paint that needs a bracket
    } else if (contains(kAttributes, name)) {
      if (name == "class")
        open.is_node_group = value.starts_with("node") || value.starts_with("edge") || value.starts_with("cluster");
      // "transparent" is CSS, and some programs draw it black.
      write(name, name == "stroke" && value == "transparent" ? "none" : value);
    }
  }

  void write(std::string_view name, std::string_view value) {
    out_ += ' ';
    out_ += name;
    out_ += "=\"";
    append_text(value);
    out_ += '"';
  }

  void append_text(std::string_view text) {
    for (const char c : text) {
      switch (c) {
        case '&': out_ += "&amp;"; break;
        case '<': out_ += "&lt;"; break;
        case '>': out_ += "&gt;"; break;
        case '"': out_ += "&quot;"; break;
        case '\n': out_ += "&#10;"; break;
        default: out_ += c;
      }
    }
  }

  bool is_in_text() const { return !open_.empty() && (open_.back().name == "text" || open_.back().name == "title"); }
  bool inside_dropped() const { return !open_.empty() && !open_.back().is_kept; }

  void text(std::string_view text) {
    if (is_in_text() && !inside_dropped()) append_text(text);
  }

  void end() {
    const Open ended = std::move(open_.back());
    open_.pop_back();
    if (!ended.is_kept) return;
    out_ += "</" + ended.name + ">";
    if (!is_in_text()) out_ += '\n';
  }

  std::string out_;
  std::vector<Open> open_;
  bool has_entities_ = false, is_other_ = false;
};

}  // namespace

std::string checked_svg(std::string_view svg) {
  return Checker().check(svg);
}

}  // namespace polgraph
