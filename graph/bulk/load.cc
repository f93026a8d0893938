#include "graph/bulk/load.h"

#include <algorithm>

#include "graph/bulk/tables.h"
#include "graph/error.h"
#include "graph/index.h"
#include "graph/record_edit.h"

namespace polgraph {

using bulk::kNoNumber;
using rocks::Family;

namespace {

// Of the memory that is given: for terms of names, for indexed properties, for rows that are set aside.
constexpr std::size_t kShares = 8;
constexpr std::size_t kTermShares = 4, kPropertyShares = 2, kRowShares = 1;

Assertion mirror_of(const Evidence& evidence, const std::string& dataset) {
  Assertion mirror{evidence, {}};
  mirror.evidence.dataset = dataset;
  return mirror;
}

// Nodes are numbered in 32 bits here.
void require_room(std::uint64_t nodes) {
  if (nodes >= kNoNumber)
    throw Error(Kind::Limit, "TooManyEntities",
                "more than four billion nodes in a store cannot be added to by a load of many rows");
}

std::uint32_t first_of_nodes(const Catalog& catalog) {
  require_room(catalog.next_node);
  return static_cast<std::uint32_t>(catalog.next_node);
}

}  // namespace

BulkLoad::BulkLoad(std::shared_ptr<rocks::Database> database, std::size_t memory_bytes)
    : session_(std::move(database)),
      before_(session_.database->view()),
      folder_(session_.database->make_table_folder()),
      catalog_(std::make_shared<Catalog>(*session_.database->catalog())),
      names_(std::make_shared<Dictionaries>(*catalog_->names)),
      first_node_(first_of_nodes(*catalog_)),
      first_relationship_(catalog_->next_relationship),
      first_assertion_(catalog_->next_assertion),
      rows_(folder_, memory_bytes / kShares * kRowShares),
      evidence_(folder_, memory_bytes / kShares * kRowShares),
      properties_(folder_, memory_bytes / kShares * kPropertyShares),
      terms_(folder_, memory_bytes / kShares * kTermShares),
      records_(std::make_unique<rocks::Table>(folder_ / "records.sst", Family::Nodes)),
      statements_table_(std::make_unique<rocks::Table>(folder_ / "statements.sst", Family::Evidence)) {
  catalog_->names = names_;
  node_record_.has_evidence = true;
}

BulkLoad::~BulkLoad() = default;

BulkLoad::Session::Session(std::shared_ptr<rocks::Database> from) : database(std::move(from)) {
  database->begin();
}

BulkLoad::Session::~Session() {
  database->drop_table_folder();
  database->end();
}

void BulkLoad::begin_dataset(const std::string& name) {
  dataset_ = name;
  statements_.push_back({steps_.size(), codec::encode(mirror_of({}, name))});
}

Identity BulkLoad::identity(std::uint32_t number) const {
  const std::string_view key = identities_.text(number);
  const std::string_view group = codec::Reader(key, "identity").text();
  return {std::string(group), std::string(group.data() + group.size(), key.data() + key.size())};
}

bool BulkLoad::is_node(std::uint32_t identity) const {
  return identity < node_of_.size() && node_of_[identity] != kNoNumber;
}

bool BulkLoad::holds_node(std::uint32_t identity) const {
  return before_->has(Family::Identities, std::string("N").append(identities_.text(identity)));
}

bool BulkLoad::holds_relationship(const std::string& own_id) const {
  return before_->has(Family::Identities, codec::identity_key(own_id));
}

bool BulkLoad::holds_dataset(const std::string& name) const {
  return before_->has(Family::Meta, std::string(kDatasetPrefix) + name);
}

void BulkLoad::index_property(const std::string& name, std::uint32_t key, const Value& value, std::string& entries,
                              index::NameTerms& terms) const {
  if (catalog_->is_indexed(name)) {
    codec::Writer writer(entries);
    writer.varint(std::uint64_t{key} + 1);
    writer.text(codec::index_value(value));
  }
  if (Catalog::is_named(name)) terms.add(value);
}

void BulkLoad::append_terms(std::string& entries, index::NameTerms& terms) {
  codec::Writer writer(entries);
  writer.varint(0);  // no property
  for (const std::string_view term : terms.sorted()) writer.text(term);
}

const BulkLoad::LabelSet& BulkLoad::label_set(std::uint32_t number) {
  LabelSet& set = label_sets_[number];
  if (set.is_numbered) return set;
  std::vector<LabelId> fresh;
  for (const std::string& name : set.names) fresh.emplace_back(names_->labels.add(name));
  insert_all(set.labels, std::move(fresh));
  set.is_numbered = true;
  return set;
}

// Keys are numbered in the order in which nodes that came in have them.
const BulkLoad::Shape& BulkLoad::shape(std::uint32_t number) {
  Shape& shape = shapes_[number];
  if (shape.is_numbered) return shape;
  shape.is_numbered = shape.is_as_given = true;
  for (const auto& [name, given] : shape.keys) {
    if (keys_of_nodes_.size() <= given) keys_of_nodes_.resize(given + 1, kNoNumber);
    keys_of_nodes_[given] = names_->keys.add(name);
    if (keys_of_nodes_[given] != given) shape.is_as_given = false;
  }
  return shape;
}

void BulkLoad::index_node(NodeId node, const std::vector<LabelId>& labels, std::string_view entries) {
  for (const LabelId label : labels) {
    if (nodes_by_label_.size() <= label.value) nodes_by_label_.resize(label.value + 1);
    nodes_by_label_[label.value].push_back(static_cast<std::uint32_t>(node.value));
    ++catalog_->counts.nodes_by_label[label];
  }
  codec::Reader reader(entries, "index entries");
  while (const std::uint32_t key = reader.varint32())
    properties_.add(codec::property_key(KeyId(keys_of_nodes_[key - 1]), reader.text(), node));
  const std::string behind = codec::text_key({}, node);
  while (!reader.at_end()) terms_.add(reader.text(), behind);
}

void BulkLoad::add_node(const NodeRow& row) {
  const NodeId node(first_node_ + nodes());
  require_room(node.value);
  if (node_of_.size() <= row.identity) node_of_.resize(row.identity + 1, kNoNumber);
  node_of_[row.identity] = static_cast<std::uint32_t>(node.value);
  identity_of_.push_back(row.identity);
  const LabelSet& labels = label_set(row.labels);
  const Shape& shape = this->shape(row.shape);
  node_record_.identity = identity(row.identity);
  node_record_.labels = labels.labels;
  bytes_.clear();
  codec::append_head(bytes_, node_record_);
  if (shape.is_as_given)
    bytes_.append(row.properties);
  else
    bulk::append_renumbered(bytes_, row.properties, keys_of_nodes_);
  records_->put(Family::Nodes, codec::key(node), bytes_);
  statements_table_->put(Family::Evidence, codec::evidence_key(EntityId::of(node), first_assertion_ + nodes() - 1),
                         row.evidence.empty() ? std::string_view(statements_.back().record) : row.evidence);
  if (row.is_dated) dated_nodes_.push_back(static_cast<std::uint32_t>(node.value));
  index_node(node, labels.labels, row.index_entries);
  statement_count_ += 1 + labels.names.size() + shape.keys.size();
}

void BulkLoad::add_relationship(const Row& row) {
  const std::uint64_t number = steps_.size();
  steps_.add({row.type, row.start, row.end});
  bytes_.clear();
  bulk::encode_row(bytes_, row, row.own_id.empty() ? kNoNumber : own_ids_.number(row.own_id));
  rows_.add(bytes_);
  if (row.is_dated) dated_rows_.push_back(number);
  if (row.evidence.empty()) return;
  bytes_.clear();
  codec::Writer(bytes_).fixed64(number);
  evidence_.add(bytes_.append(row.evidence));
}

// In the order of their keys: neighbours lie in one block.
void BulkLoad::find_ends_in_store() {
  if (first_node_ == 0) return;
  node_of_.resize(identities_.size(), kNoNumber);
  std::vector<std::uint32_t> unknown;
  for (std::uint32_t i = 0; i < node_of_.size(); ++i)
    if (node_of_[i] == kNoNumber) unknown.push_back(i);
  std::sort(unknown.begin(), unknown.end(),
            [this](std::uint32_t a, std::uint32_t b) { return identities_.text(a) < identities_.text(b); });
  std::string key, value;
  for (const std::uint32_t i : unknown) {
    key.assign("N").append(identities_.text(i));
    if (!before_->get(Family::Identities, key, value)) continue;
    node_of_[i] = static_cast<std::uint32_t>(codec::id_of(value, "node identity"));
    has_ends_in_store_ = true;
  }
}

void BulkLoad::refuse_dangling(const std::function<void(const Origin&, bool, std::uint32_t)>& refused) {
  find_ends_in_store();
  for (std::uint64_t row = 0; row < steps_.size(); ++row)
    if (!is_node(steps_[row].start) || !is_node(steps_[row].end)) refused_.push_back(row);
  if (refused_.empty()) return;
  bulk::Spool::Reader rows(rows_);
  std::uint64_t at = 0;
  for (const std::uint64_t row : refused_) {
    for (; at <= row; ++at) rows.next();
    const bool is_start = !is_node(steps_[row].start);
    refused(bulk::origin_of(rows.record()), is_start, is_start ? steps_[row].start : steps_[row].end);
  }
}

BulkLoad::Totals BulkLoad::commit(std::span<const std::string> types, std::span<const std::string> keys,
                                  std::span<const Dataset> datasets, const Tick& tick) {
  before_.reset();
  return BulkTables(*this, types, keys, tick).commit(datasets);
}

}  // namespace polgraph
