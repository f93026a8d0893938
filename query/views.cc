#include "query/views.h"

#include <algorithm>

namespace polgraph {

namespace {

constexpr std::size_t kPlentyBytes = 16u << 20;  // less is not worth counting

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

GraphImage& GraphViews::image(const Snapshot& snapshot) {
  if (!image_ || image_->graph_version() != snapshot.graph_version()) image_ = std::make_unique<GraphImage>(snapshot);
  return *image_;
}

bool image_may_grow(Context& context, std::size_t bytes) {
  const std::uint64_t limit = context.options().memory_bytes;
  return limit == 0 || context.image->bytes() + bytes + context.held() < limit / 2;
}

std::optional<Value> image_property(Context& context, EntityId entity, KeyId key) {
  if (context.image == nullptr || !context.image->possible() || context.options().adjacency == Adjacency::Store)
    return {};
  PropertyColumns& columns = entity.is_node ? context.image->node_columns() : context.image->relationship_columns();
  const bool is_new = columns.bytes() > kPlentyBytes && columns.piece(columns.column(key), entity.value) == nullptr;
  if (is_new && !image_may_grow(context, 0)) return {};
  StatementWork work(context);
  auto found = columns.find(key, entity.value, work);
  if (!found && context.anew != nullptr) context.anew->spent += kStepsOfRecord;
  return found;
}

std::optional<bool> image_label(Context& context, NodeId node, LabelId label) {
  GraphImage* image = context.image;
  if (image == nullptr && context.committed() != nullptr && !context.has_written())
    image = &context.committed()->views.image(context.committed()->graph);
  if (image == nullptr || context.options().adjacency == Adjacency::Store) return {};
  StatementWork work(context);
  const auto found = image->find_label(node, label, work);
  if (!found && context.anew != nullptr) context.anew->spent += kStepsOfRecord;
  return found;
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
