#include "graph/image.h"

#include <algorithm>
#include <limits>

#include "graph/catalog.h"
#include "graph/database.h"

namespace polgraph {

namespace {

constexpr std::uint64_t kStepsOfLookUp = 12;  // what reading a record costs, in steps of a scan
constexpr std::uint64_t kLeastSteps = 500;    // less is not worth an array
constexpr std::uint64_t kMost = std::numeric_limits<std::uint32_t>::max() - 1;

// More than four ids in five belong to nothing any more: arrays by id would be mostly holes.
bool is_sparse(std::uint64_t bound, std::uint64_t count) {
  return bound > 5 * count + 4096;
}

}  // namespace

GraphImage::GraphImage(Snapshot snapshot)
    : snapshot_(std::move(snapshot)),
      node_columns_(snapshot_, PropertyColumns::Of::Nodes, snapshot_.view().catalog().next_node),
      relationship_columns_(snapshot_, PropertyColumns::Of::Relationships,
                            snapshot_.view().catalog().next_relationship) {
  const Catalog& catalog = snapshot_.view().catalog();
  possible_ = catalog.next_node <= kMost && catalog.next_relationship <= kMost &&
              !is_sparse(catalog.next_node, catalog.counts.nodes) &&
              !is_sparse(catalog.next_relationship, catalog.counts.relationships);
  if (!possible_) return;
  nodes_ = static_cast<std::uint32_t>(catalog.next_node);
  relationships_ = static_cast<std::uint32_t>(catalog.next_relationship);
}

namespace {

NodeSet members(NodeCursor cursor, std::uint32_t bound, Work& work) {
  NodeSet made(bound);
  while (cursor.next()) {
    work.tick();
    if (cursor.id().value < bound) made.add(static_cast<std::uint32_t>(cursor.id().value));
  }
  return made;
}

}  // namespace

const NodeSet& GraphImage::all_nodes(Work& work) {
  if (!all_nodes_) all_nodes_ = std::make_unique<NodeSet>(members(snapshot_.nodes(), nodes_, work));
  return *all_nodes_;
}

const NodeSet& GraphImage::label(LabelId label, Work& work) {
  const auto known = labels_.find(label);
  if (known != labels_.end()) return known->second;
  return labels_.emplace(label, members(snapshot_.nodes_with_label(label), nodes_, work)).first->second;
}

std::optional<bool> GraphImage::find_label(NodeId node, LabelId wanted, Work& work) {
  if (!possible_ || node.value >= nodes_) return {};
  auto known = labels_.find(wanted);
  if (known == labels_.end()) {
    if (asked_.size() <= wanted.value) asked_.resize(wanted.value + 1, 0);
    const auto& counts = snapshot_.view().catalog().counts.nodes_by_label;
    const auto members = counts.find(wanted);
    const std::uint64_t steps = members == counts.end() ? 0 : members->second;
    if (std::uint64_t{++asked_[wanted.value]} * kStepsOfLookUp < steps + kLeastSteps) return {};
    label(wanted, work);
    known = labels_.find(wanted);
  }
  return known->second.has(static_cast<std::uint32_t>(node.value));
}

void GraphImage::need_types(std::span<const TypeId> types, Work& work) {
  std::vector<TypeId> missing;
  for (const TypeId type : types)
    if (!has_type(type) && std::find(missing.begin(), missing.end(), type) == missing.end()) missing.push_back(type);
  if (missing.empty()) return;
  const Held held(work, bytes_of_types(missing));
  for (auto& arrays : read_types(snapshot_, missing, nodes_, work)) types_.emplace(arrays->type, std::move(arrays));
}

const Adjacents& GraphImage::both(TypeId type) {
  const auto known = both_.find(type);
  if (known != both_.end()) return known->second;
  return both_.emplace(type, both_ways(*types_.at(type))).first->second;
}

bool GraphImage::has_circle(const Adjacents& list, Work& work) {
  const auto known = has_circle_.find(&list);
  if (known != has_circle_.end()) return known->second;
  return has_circle_.emplace(&list, polgraph::has_circle(list, work)).first->second;
}

bool GraphImage::all_have(TypeId type, bool end, LabelId wanted, Work& work) {
  const auto key = std::pair(std::pair(type, end), wanted);
  const auto known = all_have_.find(key);
  if (known != all_have_.end()) return known->second;
  const NodeSet& having = label(wanted, work);
  // Nodes at the heads are those with entries in `in`.
  const Adjacents& arrays = end ? types_.at(type)->in : types_.at(type)->out;
  bool all = true;
  for (std::uint32_t node = 0; all && node < nodes_; ++node) all = arrays.degree(node) == 0 || having.has(node);
  return all_have_.emplace(key, all).first->second;
}

const ListColumn* GraphImage::list_column(const Adjacents& list, std::size_t column, bool may_make) {
  const auto known = list_columns_.find(std::pair(&list, column));
  if (known != list_columns_.end()) return &known->second;
  if (!may_make) return nullptr;
  ListColumn made;
  made.integers.resize(list.relationships.size());
  for (std::uint32_t at = 0; at < list.relationships.size(); ++at) {
    const std::uint32_t id = list.relationships[at];
    const PropertyColumns::Piece* piece = relationship_columns_.piece(column, id);
    using Kind = PropertyColumns::Piece::Kind;
    if (piece == nullptr) return nullptr;  // asked too early: nothing to remember
    if (piece->kind == Kind::Texts || piece->kind == Kind::Values) {
      made = {{}, {}, false};
      break;
    }
    if (!piece->is_null(id)) {
      made.integers[at] = piece->integers[id % PropertyColumns::kPiece];
      continue;
    }
    if (made.absent.empty()) made.absent.resize(made.integers.size() / 64 + 1, 0);
    made.absent[at / 64] |= std::uint64_t{1} << (at % 64);
  }
  return &list_columns_.emplace(std::pair(&list, column), std::move(made)).first->second;
}

std::uint32_t GraphImage::which_steps(const std::vector<TypeId>& types, Direction direction) {
  constexpr std::uint32_t kDirections = 3;
  TypeSet& set = type_sets_[types];
  if (set.number == 0) set.number = ++numbered_sets_;
  return set.number * kDirections + static_cast<std::uint32_t>(direction);
}

std::size_t GraphImage::bytes() const {
  std::size_t total = node_columns_.bytes() + relationship_columns_.bytes() + (all_nodes_ ? all_nodes_->bytes() : 0) +
                      kept_steps_.bytes() + kept_labels_.bytes();
  for (const auto& [label, set] : labels_) total += set.bytes();
  for (const auto& [type, arrays] : types_) total += arrays->bytes();
  for (const auto& [type, arrays] : both_) total += arrays.bytes();
  for (const auto& [key, column] : list_columns_) total += (column.integers.size() + column.absent.size()) * 8;
  return total;
}

std::size_t GraphImage::bytes_of_types(std::span<const TypeId> types) const {
  const Statistics& counts = snapshot_.counts();
  std::size_t total = 0;
  for (const TypeId type : types) {
    if (has_type(type)) continue;
    const auto known = counts.relationships_by_type.find(type);
    total += 8 * std::size_t{nodes_} + 16 * (known == counts.relationships_by_type.end() ? 0 : known->second);
  }
  return total;
}

}  // namespace polgraph
