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

namespace {

Value stored_property(const Snapshot& view, EntityId entity, KeyId key) {
  return entity.is_node ? view.property(entity.node(), key) : view.property(entity.relationship(), key);
}

}  // namespace

bool may_keep_reads(const Context& context) {
  return !context.view().counts_accesses();
}

Value read_property(Context& context, EntityId entity, KeyId key) {
  if (context.image == nullptr || !context.image->possible() || context.options().adjacency == Adjacency::Store)
    return stored_property(context.view(), entity, key);
  PropertyColumns& columns = entity.is_node ? context.image->node_columns() : context.image->relationship_columns();
  const std::size_t column = columns.column(key);
  if (const auto* piece = columns.piece(column, entity.value)) return columns.value(column, *piece, entity.value);
  const bool keeps = may_keep_reads(context);
  if (keeps) {
    if (const Value* kept = columns.kept(column, entity.value)) return *kept;
  }
  if (columns.bytes() <= kPlentyBytes || image_may_grow(context, 0)) {
    StatementWork work(context);
    if (auto found = columns.find(column, entity.value, work)) return std::move(*found);
    if (context.anew != nullptr) context.anew->spent += kStepsOfRecord;
  }
  Value read = stored_property(context.view(), entity, key);
  if (keeps) columns.keep(column, entity.value, read);
  return read;
}

bool read_label(Context& context, NodeId node, LabelId label) {
  const Snapshot& view = context.view();
  GraphImage* image = context.image;
  if (image == nullptr && context.committed() != nullptr && !context.has_written())
    image = &context.committed()->views.image(context.committed()->graph);
  const bool may = image != nullptr && context.options().adjacency != Adjacency::Store;
  const bool keeps = may && may_keep_reads(context);
  if (may) {
    if (keeps && !image->has_label(label)) {
      if (const auto kept = image->kept_label(node, label)) return *kept;
    }
    StatementWork work(context);
    if (const auto found = image->find_label(node, label, work)) return *found;
    if (context.anew != nullptr) context.anew->spent += kStepsOfRecord;
  }
  // What follows a look-up in a writing statement is mostly a relationship, which needs no record of its ends.
  if (context.writes()) return view.is_listed(node, label);
  const bool has = view.has_label(node, label);
  if (keeps) image->keep_label(node, label, has);
  return has;
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
