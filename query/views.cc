#include "query/views.h"

#include <algorithm>

namespace polgraph {

namespace {

bool alike(const ViewOptions& a, const ViewOptions& b) {
  return a.labels == b.labels && a.types == b.types && a.weight == b.weight && a.missing_weight == b.missing_weight &&
         a.both_ways == b.both_ways;
}

}  // namespace

std::size_t view_bytes_at_most(const Snapshot& snapshot, const ViewOptions& options) {
  const Statistics counts = snapshot.statistics();
  std::size_t relationships = options.types.empty() ? counts.relationships : 0;
  for (const TypeId type : options.types) {
    const auto found = counts.relationships_by_type.find(type);
    relationships += found == counts.relationships_by_type.end() ? 0 : found->second;
  }
  std::size_t nodes = options.labels.empty() ? counts.nodes : 0;
  for (const LabelId label : options.labels) {
    const auto found = counts.nodes_by_label.find(label);
    nodes += found == counts.nodes_by_label.end() ? 0 : found->second;
  }
  return GraphView::bytes(nodes, options.both_ways ? 2 * relationships : relationships, options.weight.has_value());
}

std::shared_ptr<const GraphView> GraphViews::find(std::uint64_t graph_version, const ViewOptions& options) {
  std::erase_if(entries_, [&](const Entry& entry) { return entry.view->graph_version() != graph_version; });
  const auto found =
      std::find_if(entries_.begin(), entries_.end(), [&](const Entry& entry) { return alike(entry.options, options); });
  if (found == entries_.end()) return nullptr;
  std::rotate(found, found + 1, entries_.end());
  return entries_.back().view;
}

void GraphViews::keep(ViewOptions options, std::shared_ptr<const GraphView> view) {
  if (entries_.size() == kMost) entries_.erase(entries_.begin());
  options.work = nullptr;
  entries_.push_back({std::move(options), std::move(view)});
}

std::shared_ptr<const GraphView> graph_view(Context& context, ViewOptions options) {
  const bool may_keep = context.views != nullptr && !context.writes();
  if (may_keep) {
    if (auto found = context.views->find(context.view().graph_version(), options)) return found;
  }
  StatementWork work(context);
  const Held held(work, view_bytes_at_most(context.view(), options));
  options.work = &work;
  auto made = std::make_shared<const GraphView>(context.view(), options);
  if (may_keep) context.views->keep(std::move(options), made);
  return made;
}

}  // namespace polgraph
