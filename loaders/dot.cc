// DOT, save only. Ids are n17; text stands only in labels, tooltips and addresses, escaped (loaders/dot_text.h); every
// other attribute is one of ours. The same graph gives the same text.
#include "loaders/dot.h"

#include <algorithm>
#include <map>
#include <ostream>
#include <set>

#include "graph/text/json.h"
#include "graph/text/number.h"
#include "graph/text/url.h"
#include "graph/text/utf8.h"
#include "loaders/cells.h"
#include "loaders/dot_text.h"
#include "loaders/picture_style.h"

namespace polgraph {
namespace {

constexpr const char* kFonts = "Noto Sans CJK JP,IPAGothic,DejaVu Sans,sans-serif";
constexpr std::size_t kMaxSourcesShown = 4;
constexpr std::size_t kMaxPartLetters = 80;     // of a tooltip: a label, a source, a locator
constexpr std::size_t kMaxAddressBytes = 2000;  // an address that is cut leads elsewhere: a longer one is left out
constexpr std::size_t kEdgeColumns = 20;
constexpr std::size_t kMoneyColumns = 26;  // a currency and seventeen digits with their thousands apart

class DotWriter {
 public:
  DotWriter(const GraphSource& graph, std::ostream& out) : graph_(graph), snapshot_(*graph.snapshot), out_(out) {}

  void write() {
    read_relationships();
    out_ << "digraph polgraph {\n";
    write_defaults();
    out_ << "  subgraph cluster_graph {\n    pencolor=none\n";
    if (!graph_.title.empty()) {
      out_ << "    label=" << dot_quoted(wrapped(graph_.title, 90) + "\n ")
           << "\n    labeljust=l\n    fontsize=16\n    fontcolor=\"#202020\"\n";
    }
    for (const NodeId id : graph_.nodes) write_node(id);
    for (const Relationship& relationship : relationships_) write_edge(relationship);  // inside, clear of the title
    out_ << "  }\n";
    write_legend();
    out_ << "}\n";
  }

 private:
  void read_relationships() {
    for (const RelId id : graph_.relationships) {
      auto relationship = snapshot_.find_relationship(id);
      if (!relationship) continue;
      if (snapshot_.name(relationship->type) == "HAS_BUDGET") priced_.insert(relationship->end);
      relationships_.push_back(std::move(*relationship));
    }
  }

  void write_defaults() {
    out_ << "  graph [charset=\"UTF-8\", rankdir=LR, bgcolor=white, pad=0.3, nodesep=0.22, ranksep=0.75, splines=true, "
            "fontname=\""
         << kFonts << "\"]\n  node [fontname=\"" << kFonts
         << "\", fontsize=12, fontcolor=\"#111111\", penwidth=1.4, margin=\"0.16,0.09\", height=0.35]\n"
         << "  edge [fontname=\"" << kFonts
         << "\", fontsize=10, fontcolor=\"#333333\", color=\"#777777\", penwidth=1.1, arrowsize=0.75]\n";
  }

  // ---- what is known of an entity

  static Value find(const std::vector<Property>& properties, std::optional<KeyId> key) {
    if (!key) return Value::null();
    for (const auto& [own, value] : properties) {
      if (own == *key) return value;
    }
    return Value::null();
  }
  Value find(const std::vector<Property>& properties, std::string_view key) const {
    return find(properties, snapshot_.find_key(key));
  }

  std::string text(const std::vector<Property>& properties, std::string_view key) const {
    const Value value = find(properties, key);
    if (value.is_null()) return {};
    return value.is_string() ? std::string(value.as_string()) : to_json(value);
  }

  std::string display_name(const Node& node, const std::vector<std::string>& labels) const {
    for (const char* key : {"name", "title", "id"}) {
      if (std::string name = text(node.properties, key); !name.empty()) return name;
    }
    return (labels.empty() ? "node" : labels.back()) + " " + to_text(static_cast<std::int64_t>(node.id.value));
  }

  // As the source prints it, else every digit.
  std::string amount(const std::vector<Property>& properties) const {
    const std::string printed = text(properties, "amount_printed");
    return printed.empty() ? exact_amount(properties) : printed;
  }

  std::string exact_amount(const std::vector<Property>& properties) const {
    const Value amount = find(properties, "amount");
    if (!amount.is_number()) return {};
    const std::string digits = amount.is_integer() ? with_separators(amount.as_integer()) : to_text(amount.as_float());
    const std::string currency = text(properties, "currency");
    return currency.empty() ? digits : cut_code_points(currency, kMaxPartLetters) + " " + digits;
  }

  struct Origin {
    std::string text;  // one line for each source and locator
    std::string url;
  };

  Origin origin(EntityId entity) {
    Origin origin;
    std::vector<std::string> lines;
    for (const Assertion& assertion : snapshot_.assertions(entity)) {
      const Evidence& evidence = assertion.evidence;
      if (evidence.source.empty() && evidence.locator.empty()) continue;
      const auto& [name, url] = source(evidence.source);
      if (origin.url.empty()) origin.url = url;
      std::string line =
          name + (evidence.locator.empty() ? "" : ", " + cut_code_points(evidence.locator, kMaxPartLetters));
      if (std::find(lines.begin(), lines.end(), line) == lines.end()) lines.push_back(std::move(line));
    }
    for (std::size_t i = 0; i < std::min(lines.size(), kMaxSourcesShown); ++i) origin.text += "\n" + lines[i];
    if (lines.size() > kMaxSourcesShown)
      origin.text += "\nand " + std::to_string(lines.size() - kMaxSourcesShown) + " more places";
    return origin;
  }

  // Name and address of a source, looked up once.
  const std::pair<std::string, std::string>& source(const std::string& id) {
    const auto [at, is_new] = sources_.try_emplace(id, cut_code_points(id, kMaxPartLetters), "");
    if (!is_new) return at->second;
    if (const auto node = snapshot_.find_node(Identity{"", id})) {
      if (const auto record = snapshot_.find_node(*node)) {
        if (const std::string name = text(record->properties, "name"); !name.empty())
          at->second.first = cut_code_points(name, kMaxPartLetters);
        at->second.second = safe_url(text(record->properties, "url"));
      }
    }
    return at->second;
  }

  // ---- nodes and edges

  void write_node(NodeId id) {
    const auto node = snapshot_.find_node(id);
    if (!node) return;
    std::vector<std::string> labels;
    for (const LabelId label : node->labels) labels.push_back(snapshot_.name(label));
    std::vector<std::string> shown;
    for (const std::string& label : labels) shown.push_back(cut_code_points(label, kMaxPartLetters));
    const std::size_t index = style_of(labels);
    const NodeStyle& style = node_styles()[index];
    styles_used_.insert(index);
    std::string label = wrapped(display_name(*node, labels));
    if (const std::string money = amount(node->properties); !money.empty() && !priced_.contains(id))
      label += "\n" + wrapped(money);
    const Origin from = origin(EntityId::of(id));
    std::string tooltip = cells::enumerate(shown);
    if (const std::string own = text(node->properties, "id"); !own.empty())
      tooltip += " " + cut_code_points(own, kMaxPartLetters);
    if (const std::string exact = exact_amount(node->properties); !exact.empty()) tooltip += "\n" + exact;
    std::string url = safe_url(text(node->properties, "url"));
    if (url.empty()) url = from.url;
    out_ << "    n" << id.value << " [label=" << dot_quoted(label) << ", shape=" << style.shape << ", style=\""
         << style.style << "\", fillcolor=\"" << style.fill << "\", color=\"" << style.line
         << "\", tooltip=" << dot_quoted(tooltip + from.text);
    write_url(url);
    out_ << "]\n";
  }

  void write_edge(const Relationship& relationship) {
    const std::string& type = snapshot_.name(relationship.type);
    std::string money = amount(relationship.properties);
    std::string exact = exact_amount(relationship.properties);
    if (money.empty() && type == "HAS_BUDGET") {
      if (const auto end = snapshot_.find_node(relationship.end)) {
        money = amount(end->properties);
        exact = exact_amount(end->properties);
      }
    }
    const std::string year = text(relationship.properties, "fiscal_year");
    std::string label = wrapped(words(type), kEdgeColumns);
    if (!money.empty()) label += "\n" + wrapped(money + (year.empty() ? "" : " (" + year + ")"), kMoneyColumns);
    const Origin from = origin(EntityId::of(relationship.id));
    const std::string tooltip =
        dot_quoted(cut_code_points(type, kMaxPartLetters) + (exact.empty() ? "" : "\n" + exact) + from.text);
    out_ << "    n" << relationship.start.value << " -> n" << relationship.end.value << " [label=" << dot_quoted(label)
         << ", tooltip=" << tooltip << ", labeltooltip=" << tooltip;
    if (is_plain_name(type)) out_ << ", class=\"" << type << "\"";
    if (!money.empty()) out_ << ", color=\"#C24E00\", fontcolor=\"#8A3700\", penwidth=1.8";
    write_url(from.url);
    out_ << "]\n";
  }

  void write_url(const std::string& url) {
    if (!url.empty() && url.size() <= kMaxAddressBytes) out_ << ", URL=" << dot_quoted(url) << ", target=\"_blank\"";
  }

  // HAS_PRIORITY -> "has priority"
  static std::string words(const std::string& type) {
    if (!is_plain_name(type)) return type;
    std::string out;
    for (const char c : type) out += c == '_' ? ' ' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return out;
  }

  static bool is_plain_name(const std::string& name) {
    return !name.empty() && std::all_of(name.begin(), name.end(), [](char c) {
      return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
    });
  }

  // Below the graph, only what occurs. Made of our own words alone, so it may be an HTML-like label.
  void write_legend() {
    if (styles_used_.empty()) return;
    out_ << "  labelloc=b\n  labeljust=l\n  label=<<TABLE BORDER=\"0\" CELLBORDER=\"0\" CELLSPACING=\"5\" "
            "CELLPADDING=\"2\"><TR>";
    for (const std::size_t index : styles_used_) {
      const NodeStyle& style = node_styles()[index];
      out_ << "<TD BORDER=\"1\" COLOR=\"" << style.line << "\" BGCOLOR=\"" << style.fill
           << "\" WIDTH=\"20\" HEIGHT=\"12\" FIXEDSIZE=\"TRUE\"></TD><TD ALIGN=\"LEFT\"><FONT POINT-SIZE=\"10\" "
              "COLOR=\"#333333\">"
           << style.name << "   </FONT></TD>";
    }
    out_ << "</TR></TABLE>>\n";
  }

  const GraphSource& graph_;
  const Snapshot& snapshot_;
  std::ostream& out_;
  std::vector<Relationship> relationships_;
  std::set<NodeId> priced_;  // budgets whose amount stands on the edge that leads to them
  std::set<std::size_t> styles_used_;
  std::map<std::string, std::pair<std::string, std::string>> sources_;
};

}  // namespace

void save_dot(const GraphSource& graph, const SaveOptions&, std::ostream& out) {
  DotWriter(graph, out).write();
}

const Format kDot{.name = "dot",
                  .description = "DOT of GraphViz: the picture as text",
                  .extensions = {".dot", ".gv"},
                  .sniff = nullptr,
                  .load = nullptr,
                  .save = &save_dot};

}  // namespace polgraph
