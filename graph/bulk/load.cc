#include "graph/bulk/load.h"

#include <algorithm>

#include "graph/bulk/tables.h"
#include "graph/evidence_fold.h"
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

}  // namespace

BulkLoad::BulkLoad(std::shared_ptr<rocks::Database> database, std::size_t memory_bytes)
    : session_(std::move(database)),
      folder_(session_.database->make_table_folder()),
      catalog_(std::make_shared<Catalog>(*session_.database->catalog())),
      names_(std::make_shared<Dictionaries>(*catalog_->names)),
      rows_(folder_, memory_bytes / kShares * kRowShares),
      evidence_(folder_, memory_bytes / kShares * kRowShares),
      properties_(folder_, memory_bytes / kShares * kPropertyShares),
      terms_(folder_, memory_bytes / kShares * kTermShares),
      records_(rocks::Table::create(folder_ / "records.sst", Family::Nodes)),
      statements_table_(rocks::Table::create(folder_ / "statements.sst", Family::Evidence)) {
  catalog_->names = names_;
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

void BulkLoad::index_node(NodeId node, const codec::NodeRecord& record) {
  for (const LabelId label : record.labels) {
    if (nodes_by_label_.size() <= label.value) nodes_by_label_.resize(label.value + 1);
    nodes_by_label_[label.value].push_back(static_cast<std::uint32_t>(node.value));
    ++catalog_->counts.nodes_by_label[label];
  }
  bool is_named = false;
  for (const auto& [key, value] : record.properties) {
    is_named = is_named || catalog_->is_named(key);
    if (catalog_->is_indexed(key)) properties_.add(codec::property_key(key, codec::index_value(value), node));
  }
  if (!is_named) return;
  index::name_index_terms(*catalog_, record.properties, node_terms_);
  for (const std::string& term : node_terms_) terms_.add(codec::text_key(term, node));
}

void BulkLoad::add_node(std::uint32_t identity, const std::vector<std::string>& labels,
                        std::span<const std::pair<std::string, Value>> properties, const Evidence& evidence) {
  const NodeId node(identity_of_.size());
  if (node_of_.size() <= identity) node_of_.resize(identity + 1, kNoNumber);
  node_of_[identity] = static_cast<std::uint32_t>(node.value);
  identity_of_.push_back(identity);
  codec::NodeRecord record;
  record.has_evidence = true;
  record.identity = this->identity(identity);
  std::vector<LabelId> fresh;
  for (const std::string& name : labels) fresh.emplace_back(names_->labels.add(name));
  insert_all(record.labels, std::move(fresh));
  std::vector<Property> values;
  values.reserve(properties.size());
  for (const auto& [name, value] : properties) values.emplace_back(KeyId(names_->keys.add(name)), value);
  assign_all(record.properties, std::move(values));
  records_->put(Family::Nodes, codec::key(node), codec::encode(record));
  const std::string statement_key = codec::evidence_key(EntityId::of(node), node.value);
  if (evidence.empty()) {
    statements_table_->put(Family::Evidence, statement_key, statements_.back().record);
  } else {
    const Assertion mirror = mirror_of(evidence, dataset_);
    statements_table_->put(Family::Evidence, statement_key, codec::encode(mirror));
    if (is_dated(mirror)) dated_nodes_.push_back(static_cast<std::uint32_t>(node.value));
  }
  index_node(node, record);
  statement_count_ += 1 + labels.size() + properties.size();
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

void BulkLoad::refuse_dangling(const std::function<void(const Origin&, bool, std::uint32_t)>& refused) {
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
  return BulkTables(*this, types, keys, tick).commit(datasets);
}

}  // namespace polgraph
