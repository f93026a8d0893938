// SVG, PNG and PDF, save only: our DOT, drawn by GraphViz's `dot` as a bounded child process that opens no file for it
// (SERVER_NAME), and for SVG read again and checked.
#include "loaders/draw.h"

#include <ostream>
#include <sstream>

#include "graph/error.h"
#include "graph/text/number.h"
#include "graph/text/utf8.h"
#include "loaders/child.h"
#include "loaders/dot.h"
#include "loaders/svg_check.h"

namespace polgraph {
namespace {

void refuse_too_many(const GraphSource& graph, const SaveOptions& options) {
  if (graph.nodes.size() <= options.max_nodes) return;
  throw Error(Kind::Limit, "TooManyNodes",
              "a picture of " + with_separators(static_cast<std::int64_t>(graph.nodes.size())) +
                  " nodes would be unreadable; the limit is " +
                  with_separators(static_cast<std::int64_t>(options.max_nodes)))
      .hint("choose a part of the graph (--around, --trace, --query), raise --max-nodes, or write --format dot");
}

std::string first_line(const std::string& text) {
  return cut_code_points(printable(text.substr(0, text.find('\n'))), 200);
}

std::string draw(const GraphSource& graph, const SaveOptions& options, const std::vector<std::string>& arguments) {
  refuse_too_many(graph, options);
  std::ostringstream dot;
  save_dot(graph, options, dot);
  // With SERVER_NAME set, GraphViz opens no image or style sheet, whatever a graph asks for.
  const std::vector<std::string> environment{"SERVER_NAME=polgraph", "LC_ALL=C.UTF-8",
                                             "PATH=/usr/local/bin:/usr/bin:/bin"};
  ChildLimits limits;
  limits.timeout_s = options.timeout_s;
  ChildResult result;
  try {
    result = run_child(arguments, environment, dot.str(), limits);
  } catch (Error& error) {
    if (error.detail() == "NoProgram")
      error.hint("pictures need GraphViz: install the package graphviz, or write --format dot");
    if (error.detail() == "DrawingTimeout") error.hint("choose a smaller part of the graph, or write --format dot");
    throw;
  }
  if (result.status != 0 || result.output.empty()) {
    throw Error(Kind::Storage, "DrawingFailed",
                "the drawing program `dot` failed with status " + std::to_string(result.status) +
                    (result.errors.empty() ? "" : ": " + first_line(result.errors)));
  }
  return std::move(result.output);
}

void save_svg(const GraphSource& graph, const SaveOptions& options, std::ostream& out) {
  out << checked_svg(draw(graph, options, {"dot", "-Tsvg"}));
}

void save_png(const GraphSource& graph, const SaveOptions& options, std::ostream& out) {
  out << draw(graph, options, {"dot", "-Tpng", "-Gdpi=144"});
}

void save_pdf(const GraphSource& graph, const SaveOptions& options, std::ostream& out) {
  out << draw(graph, options, {"dot", "-Tpdf"});
}

}  // namespace

const Format kSvg{.name = "svg",
                  .description = "picture for web pages and further editing; its text stays text",
                  .extensions = {".svg"},
                  .sniff = nullptr,
                  .load = nullptr,
                  .save = &save_svg};
const Format kPng{.name = "png",
                  .description = "picture for slides and documents",
                  .extensions = {".png"},
                  .sniff = nullptr,
                  .load = nullptr,
                  .save = &save_png};
const Format kPdf{.name = "pdf",
                  .description = "picture for print",
                  .extensions = {".pdf"},
                  .sniff = nullptr,
                  .load = nullptr,
                  .save = &save_pdf};

}  // namespace polgraph
