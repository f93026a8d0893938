#include "tools/selection.h"

#include <algorithm>
#include <ostream>
#include <set>

#include "graph/error.h"
#include "graph/go_on.h"
#include "graph/search.h"
#include "graph/text/utf8.h"
#include "loaders/save.h"
#include "tools/output_file.h"

namespace polgraph::cli {

namespace {

constexpr std::size_t kMaxReadings = 64;

// Everything a stop may mean: one label, or the entities of that name.
std::vector<TraceStop> meanings(const Snapshot& snapshot, const std::string& text) {
  if (text.starts_with(':') && text.size() > 1) {
    const std::string label = text.substr(1);
    if (snapshot.find_label(label)) return {{.node = std::nullopt, .label = label}};
    Error error(Kind::NotFound, "UnknownLabel", "no node has the label '" + label + "'");
    if (const auto near = nearest(label, snapshot.labels())) error.hint("did you mean :" + *near + "?");
    throw error;
  }
  std::vector<TraceStop> stops;
  for (const NodeId node : meant_by(snapshot, text)) stops.push_back({.node = node, .label = {}});
  return stops;
}

using Reading = std::vector<TraceStop>;

// Every way to read the stops. More than kMaxReadings are as good as none: the caller then calls it ambiguous.
std::vector<Reading> readings(const Snapshot& snapshot, const std::vector<std::string>& texts) {
  std::vector<Reading> all{{}};
  for (const std::string& text : texts) {
    std::vector<Reading> longer;
    for (const TraceStop& stop : meanings(snapshot, text)) {
      for (const Reading& reading : all) {
        longer.push_back(reading);
        longer.back().push_back(stop);
      }
    }
    if (longer.size() > kMaxReadings) return {};
    all = std::move(longer);
  }
  return all;
}

std::string title_of(const Snapshot& snapshot, const Reading& stops) {
  std::string title;
  for (const TraceStop& stop : stops) {
    title += (title.empty() ? "" : " → ") + (stop.node ? display_name(snapshot, *stop.node) : ":" + stop.label);
  }
  return title;
}

// Throws for the first stop that may mean several entities.
void insist_on_one_meaning(const Snapshot& snapshot, const std::vector<std::string>& texts) {
  for (const std::string& text : texts) {
    if (!text.starts_with(':')) resolve(snapshot, text);
  }
}

void note_choice(const Snapshot& snapshot, const Reading& stops, const std::vector<std::string>& texts,
                 std::ostream& note) {
  for (std::size_t i = 0; i < stops.size(); ++i) {
    if (!stops[i].node || meanings(snapshot, texts[i]).size() == 1) continue;
    const auto identity = snapshot.identity(*stops[i].node);
    note << "note: of those called " << printable(texts[i]) << " only "
         << printable(identity ? identity->id : display_name(snapshot, *stops[i].node)) << " lies on a path\n";
  }
}

}  // namespace

Traced trace_stops(const Snapshot& snapshot, const std::vector<std::string>& texts, const TraceOptions& options,
                   bool label_alone, std::ostream& note) {
  const std::vector<Reading> all = readings(snapshot, texts);
  if (all.empty()) insist_on_one_meaning(snapshot, texts);
  if (texts.size() == 1 && !all.front().front().node) {
    if (label_alone) return {title_of(snapshot, all.front()), all.front(), {}, std::nullopt};
    throw Error(Kind::Usage, "NoStart", "a trace from " + texts[0] + " alone would begin anywhere")
        .hint("name an entity, or a second stop, or ask for totals: --money");
  }
  std::vector<std::pair<const Reading*, Traced>> found;
  for (const Reading& reading : all) {
    Traced traced{title_of(snapshot, reading), reading, {}, std::nullopt};
    if (reading.size() == 1) {
      traced.tree = trace_tree(snapshot, *reading.front().node, options);
    } else {
      traced.paths = trace_paths(snapshot, reading, options);
    }
    if (!traced.empty() || all.size() == 1) found.emplace_back(&reading, std::move(traced));
  }
  if (found.size() != 1) insist_on_one_meaning(snapshot, texts);
  if (all.size() > 1) note_choice(snapshot, *found.front().first, texts, note);
  return std::move(found.front().second);
}

namespace {

bool is_money_type(const std::string& type) {
  const auto& profile = funding_profile();
  const auto rule =
      std::find_if(profile.begin(), profile.end(), [&](const FundingRule& one) { return one.type == type; });
  return rule == profile.end() || rule->money;
}

}  // namespace

std::vector<FundingRule> parse_rules(const Snapshot& snapshot, const std::string& text, bool as_money) {
  std::vector<FundingRule> rules;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    FundingRule rule{.type = text.substr(begin, end - begin), .forward = true, .money = false, .from_label = {}};
    begin = end + 1;
    if (rule.type.starts_with('<')) {
      rule.forward = false;
      rule.type.erase(0, 1);
    }
    if (!snapshot.find_type(rule.type)) {
      Error error(Kind::NotFound, "UnknownType", "no relationship has the type '" + rule.type + "'");
      if (const auto near = nearest(rule.type, snapshot.types())) error.hint("did you mean " + *near + "?");
      throw error;
    }
    rule.money = as_money && is_money_type(rule.type);
    rules.push_back(std::move(rule));
  }
  return rules;
}

void Selection::add(RelId id) {
  const auto relationship = snapshot_->find_relationship(id);
  if (!relationship) return;
  relationships_.push_back(id);
  nodes_.push_back(relationship->start);
  nodes_.push_back(relationship->end);
}

void Selection::add(const TracePath& path) {
  nodes_.push_back(path.start);
  for (const TraceHop& hop : path.hops) add(hop.step.relationship);
}

void Selection::add(const TraceTree& tree) {
  nodes_.push_back(tree.node);
  if (tree.hop) add(tree.hop->step.relationship);
  for (const TraceTree& child : tree.children) add(child);
}

void Selection::add(const Traced& traced) {
  if (traced.tree) add(*traced.tree);
  for (const TracePath& path : traced.paths) add(path);
}

void Selection::add(const Value& value) {
  go_on();
  if (value.is_node()) {
    add(value.as_node());
  } else if (value.is_relationship()) {
    add(value.as_relationship());
  } else if (value.is_path()) {
    for (const NodeId node : value.as_path().nodes) add(node);
    for (const auto& [relationship, type] : value.as_path().relationships) add(relationship);
  } else if (value.is_list()) {
    for (const Value& item : value.as_list()) add(item);
  } else if (value.is_map()) {
    for (const auto& [key, item] : value.as_map()) add(item);
  }
}

void Selection::add_everything() {
  for (NodeCursor nodes = snapshot_->nodes(); nodes.next();) nodes_.push_back(nodes.id());
  for (RelationshipCursor all = snapshot_->relationships(); all.next();) relationships_.push_back(all.id());
}

void Selection::add_around(NodeId node, std::size_t depth) {
  std::set<NodeId> seen{node};
  std::vector<NodeId> border{node};
  nodes_.push_back(node);
  for (std::size_t level = 0; level < depth && !border.empty(); ++level) {
    std::vector<NodeId> next;
    for (const NodeId from : border) {
      for (StepCursor steps = snapshot_->steps(from, Direction::Both); steps.next();) {
        relationships_.push_back(steps.step().relationship);
        nodes_.push_back(steps.step().neighbour);
        if (seen.insert(steps.step().neighbour).second) next.push_back(steps.step().neighbour);
      }
    }
    border = std::move(next);
  }
}

void Selection::add_money() {
  const auto budget = snapshot_->find_type("HAS_BUDGET");
  const auto part = snapshot_->find_type("PART_OF");
  const auto fund = snapshot_->find_label("Fund");
  for (const NodeId node : std::vector<NodeId>(nodes_)) {
    std::vector<TypeId> types;
    if (budget) types.push_back(*budget);
    if (part && fund && snapshot_->has_label(node, *fund)) types.push_back(*part);
    if (types.empty()) continue;
    for (StepCursor steps = snapshot_->steps(node, Direction::Out, types); steps.next();)
      add(steps.step().relationship);
  }
}

GraphSource Selection::source(std::string title) const {
  GraphSource graph{.snapshot = snapshot_, .nodes = nodes_, .relationships = relationships_, .title = std::move(title)};
  const auto settle = [](auto& ids) {
    std::sort(ids.begin(), ids.end());
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  };
  settle(graph.nodes);
  settle(graph.relationships);
  return graph;
}

std::string savable_formats() {
  std::string names;
  for (const Format& format : formats()) {
    if (format.save != nullptr || format.save_folder != nullptr)
      names += (names.empty() ? "" : ", ") + std::string(format.name);
  }
  return names;
}

std::string format_for(const std::string& format, const std::string& file, const std::string& otherwise) {
  if (!format.empty()) return format;
  const std::string ending = std::filesystem::path(file).extension().string();
  if (ending.empty()) return otherwise;
  const Format* found = find_format(ending);
  if (found == nullptr || found->save == nullptr) {
    throw Error(Kind::Usage, "UnknownFormat", "no format is known for a file ending in '" + ending + "'")
        .hint("say which with --format: " + savable_formats());
  }
  return std::string(found->name);
}

void write_graph(Context& context, const GraphSource& graph, const std::string& format, const std::string& file,
                 const SaveOptions& options) {
  const Format* chosen = find_format(format);
  if (chosen == nullptr || (chosen->save == nullptr && chosen->save_folder == nullptr)) {
    throw Error(Kind::Usage, "UnknownFormat", "there is no format '" + format + "' to write")
        .hint("there are " + savable_formats());
  }
  if (chosen->save_folder != nullptr) {
    if (file.empty()) {
      throw Error(Kind::Usage, "FolderNeeded", std::string(chosen->name) + " is a folder of files")
          .hint("name a new folder: -o FOLDER");
    }
    require_outside(context.database, file, "a data package");
    save_to_folder(*chosen, graph, options, file);
    return;
  }
  if (!file.empty()) {
    require_outside(context.database, file, "a file");
    OutputFile output(file);
    chosen->save(graph, options, output.stream());
    output.commit();
    return;
  }
  if (context.out_is_terminal && (chosen->name == "png" || chosen->name == "pdf")) {
    throw Error(Kind::Usage, "BinaryToTerminal", "a terminal cannot show " + std::string(chosen->name))
        .hint("write it to a file: -o FILE." + std::string(chosen->name));
  }
  chosen->save(graph, options, context.out);
}

}  // namespace polgraph::cli
