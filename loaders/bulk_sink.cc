#include "loaders/bulk_sink.h"

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <numeric>
#include <set>
#include <system_error>
#include <utility>

#include "graph/evidence_fold.h"
#include "loaders/refusals.h"
#include "loaders/relationship_identity.h"

namespace polgraph {

using bulk::kNoNumber;

namespace {

constexpr std::size_t kBatchBytes = 256u << 10;
constexpr std::size_t kMaxTwice = 100;
constexpr std::size_t kRowsTogether = 64;

bool has_repeats(std::vector<std::string> names) {
  std::sort(names.begin(), names.end());
  return std::adjacent_find(names.begin(), names.end()) != names.end();
}

void append_identity(std::string& bytes, const Identity& identity) {
  codec::Writer(bytes).text(identity.group);
  bytes.append(identity.id);
}

// As relationship() wrote it; the keys of both ends go to `ends`.
BulkLoad::Row read_row(codec::Reader& reader, std::span<const FingerprintBegin> print_begins,
                       std::vector<std::string_view>& ends) {
  BulkLoad::Row row;
  row.type = reader.varint32();
  ends.push_back(reader.text());
  ends.push_back(reader.text());
  row.own_id = reader.text();
  if (row.own_id.empty()) {
    const FingerprintBegin& begin = print_begins[reader.varint()];
    row.print = begin.finish(reader.text()).high;
  }
  row.evidence = reader.text();
  row.is_dated = reader.byte() != 0;
  row.facts = reader.varint32();
  row.properties = reader.text();
  row.origin.file = reader.varint32();
  row.origin.line = reader.varint();
  row.origin.start_column = reader.varint32();
  row.origin.end_column = reader.varint32();
  return row;
}

std::vector<std::string> all_of(const Interned<std::string>& names) {
  std::vector<std::string> all;
  for (std::uint32_t i = 0; i < names.size(); ++i) all.push_back(names[i]);
  return all;
}

void require_plain(const NamedValues& properties) {
  for (const auto& [name, value] : properties)
    if (value.is_null() || !codec::is_storable(value)) throw NotPlain{};
}

}  // namespace

BulkSink::BulkSink(BulkLoad& load, LoadReport& report, Progress& progress, std::size_t queued_bytes)
    : load_(load), report_(report), progress_(progress), most_queued_bytes_(queued_bytes) {
  try {
    worker_ = std::thread([this] { work(); });
  } catch (const std::system_error&) {
    throw NotPlain{};  // the system gives no thread, Staging asks for none
  }
}

BulkSink::~BulkSink() {
  if (!worker_.joinable()) return;
  {
    const std::lock_guard guard(mutex_);
    queue_.clear();
    ended_ = true;
  }
  changed_.notify_all();
  worker_.join();
}

// ---- reading -------------------------------------------------------------------------------------------------------

void BulkSink::begin_dataset(const std::string* name) {
  send();
  datasets_.emplace_back();
  name_ = name;
  has_rows_ = false;
}

// The name is part of what was written already.
void BulkSink::end_dataset(const std::string& name) {
  if (has_rows_ && dataset().name != name) throw NotPlain{};
  dataset().name = name;
}

void BulkSink::begin_row(const Place& place) {
  progress_.read_row(place);
  if (has_rows_) return;
  has_rows_ = true;
  dataset().name = *name_;
  batch_.dataset = *name_;
  batch_.begins_dataset = true;
  print_begins_anew_ = true;
}

std::uint32_t BulkSink::file_number(const std::string& path) {
  if (path != last_file_ || files_.size() == 0) {
    last_file_ = path;
    last_file_number_ = files_.number(path);
    print_begins_anew_ = true;
  }
  return last_file_number_;
}

std::uint32_t BulkSink::type_number(const std::string& type) {
  if (type != last_type_ || types_.size() == 0) {
    last_type_ = type;
    last_type_number_ = types_.number(type);
    print_begins_anew_ = true;
  }
  return last_type_number_;
}

BulkSink::Shape BulkSink::make_shape(const NamedValues& properties) {
  Shape shape;
  for (const auto& [name, value] : properties) {
    if (name.empty() || is_reserved_predicate(name)) throw NotPlain{};
    shape.names.push_back(name);
    append_part(shape.name_parts.emplace_back(), name);
    shape.keys.push_back(keys_.number(name));
  }
  if (has_repeats(shape.names)) throw NotPlain{};
  shape.number = static_cast<std::uint32_t>(shapes_.size());
  BulkLoad::NamedKeys& keys = batch_.shapes.emplace_back();
  for (std::size_t i = 0; i < shape.names.size(); ++i) keys.emplace_back(shape.names[i], shape.keys[i]);
  shape.by_key.resize(shape.names.size());
  std::iota(shape.by_key.begin(), shape.by_key.end(), std::size_t{0});
  shape.by_name = shape.by_key;
  std::sort(shape.by_key.begin(), shape.by_key.end(),
            [&](std::size_t a, std::size_t b) { return shape.keys[a] < shape.keys[b]; });
  std::sort(shape.by_name.begin(), shape.by_name.end(),
            [&](std::size_t a, std::size_t b) { return shape.names[a] < shape.names[b]; });
  return shape;
}

// Rows of one table mostly have the same names.
const BulkSink::Shape& BulkSink::shape_of(const NamedValues& properties) {
  const auto same = [](const auto& property, const std::string& name) { return property.first == name; };
  if (last_shape_ != nullptr &&
      std::equal(properties.begin(), properties.end(), last_shape_->names.begin(), last_shape_->names.end(), same))
    return *last_shape_;
  std::vector<std::string> names;
  for (const auto& property : properties) names.push_back(property.first);
  auto known = shapes_.find(names);
  if (known == shapes_.end()) known = shapes_.emplace(std::move(names), make_shape(properties)).first;
  last_shape_ = &known->second;
  return known->second;
}

std::uint32_t BulkSink::label_set_number(const std::vector<std::string>& labels) {
  if (last_label_set_ != nullptr && last_label_set_->first == labels) return last_label_set_->second;
  const auto [at, is_new] = label_sets_.try_emplace(labels, static_cast<std::uint32_t>(label_sets_.size()));
  if (is_new) {
    if (has_repeats(labels) || std::find(labels.begin(), labels.end(), "") != labels.end()) throw NotPlain{};
    batch_.label_sets.push_back(labels);
  }
  last_label_set_ = &*at;
  return at->second;
}

void BulkSink::append_properties(const NamedValues& properties, const Shape& shape) {
  scratch_.clear();
  for (const std::size_t i : shape.by_key) codec::append_property(scratch_, KeyId(shape.keys[i]), properties[i].second);
}

void BulkSink::node(NodeRow& row) {
  ++report_.nodes_read;
  begin_row(row.place);
  require_plain(row.properties);
  const Shape& shape = shape_of(row.properties);  // names them in the order of rows, as records do
  codec::Writer writer(batch_.nodes);
  scratch_.clear();
  append_identity(scratch_, row.identity);
  writer.text(scratch_);
  writer.varint(label_set_number(row.labels));
  writer.varint(shape.number);
  append_properties(row.properties, shape);
  writer.text(scratch_);
  append_evidence(batch_.nodes, row.evidence);
  scratch_.clear();
  terms_.clear();
  for (std::size_t i = 0; i < shape.names.size(); ++i)
    load_.index_property(shape.names[i], shape.keys[i], row.properties[i].second, scratch_, terms_);
  BulkLoad::append_terms(scratch_, terms_);
  writer.text(scratch_);
  writer.varint(file_number(row.place.file));
  writer.varint(static_cast<std::uint64_t>(row.place.line));
  writer.byte(row.may_repeat ? 1 : 0);
  send_full();
}

// What the print is made of. Equal for equal rows alone: see relationship_identity.h. The other thread, which has time
// while relationships come, makes it.
void BulkSink::append_print(const RelationshipRow& row, const Shape& shape) {
  if (print_begins_anew_) {
    parts_.clear();
    append_part(parts_, batch_.dataset);
    append_part(parts_, std::filesystem::path(row.place.file).filename().native());
    append_part(parts_, row.type);
    batch_.print_begins.emplace_back(parts_);
    print_begins_anew_ = false;
  }
  parts_ = batch_.print_begins.back().tail();
  for (const Identity* end : {&row.start, &row.end}) {
    append_part(parts_, end->group);
    append_part(parts_, end->id);
  }
  for (const std::size_t i : shape.by_name) {
    parts_.append(shape.name_parts[i]);
    append_part(parts_, row.properties[i].second);
  }
  codec::Writer writer(batch_.relationships);
  writer.varint(batch_.print_begins.size() - 1);
  writer.text(parts_);
}

// The record of the statement, or nothing; and is it dated?
void BulkSink::append_evidence(std::string& bytes, const Evidence& evidence) {
  codec::Writer writer(bytes);
  if (evidence.empty()) {
    writer.text({});
    writer.byte(0);
    return;
  }
  if (evidence.rank == Rank::Deprecated || evidence.judgement) throw NotPlain{};
  Assertion mirror{evidence, {}};
  mirror.evidence.dataset = batch_.dataset;
  writer.text(codec::encode(mirror));
  writer.byte(is_dated(mirror) ? 1 : 0);
}

void BulkSink::relationship(RelationshipRow& row) {
  ++report_.relationships_read;
  begin_row(row.place);
  require_plain(row.properties);
  if (row.id.starts_with('#') || row.type.empty()) throw NotPlain{};
  const Shape& shape = shape_of(row.properties);
  codec::Writer writer(batch_.relationships);
  const std::uint32_t file = file_number(row.place.file);
  writer.varint(type_number(row.type));
  for (const Identity* end : {&row.start, &row.end}) {
    scratch_.clear();
    append_identity(scratch_, *end);
    writer.text(scratch_);
  }
  writer.text(row.id);
  if (row.id.empty()) append_print(row, shape);
  append_evidence(batch_.relationships, row.evidence);
  writer.varint(1 + shape.names.size());
  append_properties(row.properties, shape);
  writer.text(scratch_);
  writer.varint(file);
  writer.varint(static_cast<std::uint64_t>(row.place.line));
  writer.varint(row.start_column);
  writer.varint(row.end_column);
  send_full();
}

void BulkSink::refuse(Place place, std::string reason) {
  progress_.read_row(place);
  refusals::note(report_.refused, report_.refused_count, std::move(place), std::move(reason));
}

void BulkSink::warn(Place place, std::string text) {
  refusals::note(report_.warnings, report_.warning_count, std::move(place), std::move(text));
}

void BulkSink::file(std::string path, std::string sha256) {
  dataset().files.emplace_back(std::move(path), std::move(sha256));
}

void BulkSink::about(std::string key, std::string value) {
  dataset().about.emplace_back(std::move(key), std::move(value));
}

void BulkSink::send_full() {
  if (batch_.bytes() >= kBatchBytes) send();
}

void BulkSink::send() {
  if (batch_.bytes() == 0) return;
  std::unique_lock lock(mutex_);
  changed_.wait(lock, [this] { return queued_bytes_ == 0 || queued_bytes_ < most_queued_bytes_ || failed_; });
  if (failed_) std::rethrow_exception(failure_);
  queued_bytes_ += batch_.bytes();
  Batch next;
  next.dataset = batch_.dataset;
  if (!batch_.print_begins.empty()) next.print_begins.push_back(batch_.print_begins.back());
  // As the one before: growing by doubling would take twice the memory.
  (batch_.nodes.size() > batch_.relationships.size() ? next.nodes : next.relationships)
      .reserve(kBatchBytes + kBatchBytes / 8);
  queue_.push_back(std::move(batch_));
  batch_ = std::move(next);
  changed_.notify_all();
}

// There may be a second's work left, in which whoever waits can still say stop.
void BulkSink::await_queued() {
  std::unique_lock lock(mutex_);
  while (!queue_.empty() && !failed_) {
    changed_.wait_for(lock, std::chrono::milliseconds(50));
    lock.unlock();
    progress_.wrote(0);
    lock.lock();
  }
}

void BulkSink::finish() {
  send();
  await_queued();
  {
    const std::lock_guard guard(mutex_);
    ended_ = true;
  }
  changed_.notify_all();
  worker_.join();
  if (failed_) std::rethrow_exception(failure_);
  std::set<std::string> names;
  for (const Dataset& dataset : datasets_)
    if (!names.insert(dataset.name).second || load_.holds_dataset(dataset.name))
      throw NotPlain{};  // the second may say what the first has said
  report_refused();
  if (load_.holds_row(all_of(types_))) throw NotPlain{};
}

Place BulkSink::place(const BulkLoad::Origin& origin) const {
  return {files_[origin.file], static_cast<std::int64_t>(origin.line), 1, 0};
}

void BulkSink::report_refused() {
  const auto refuse = [this](const BulkLoad::Origin& row, std::string why) {
    refusals::note(report_.refused, report_.refused_count, place(row), std::move(why));
  };
  for (const Twice& twice : nodes_twice_)
    refuse(twice.row, refusals::node_twice(load_.identity(twice.number), place(twice.first)));
  report_.refused_count += nodes_twice_count_ - nodes_twice_.size();
  for (const Twice& twice : own_ids_twice_)
    refuse(twice.row, refusals::relationship_twice(std::string(own_ids_.text(twice.number)), place(twice.first)));
  report_.refused_count += own_ids_twice_count_ - own_ids_twice_.size();
  load_.refuse_dangling([&](const BulkLoad::Origin& row, bool is_start, std::uint32_t identity) {
    refuse(row,
           refusals::end_is_nobody(is_start, is_start ? row.start_column : row.end_column, load_.identity(identity)));
  });
}

BulkLoad::Totals BulkSink::commit(const std::string& now) {
  for (Dataset& dataset : datasets_) dataset.loaded_on = now;
  return load_.commit(all_of(types_), all_of(keys_), datasets_, [this](double done) { progress_.wrote(done); });
}

// ---- placing -------------------------------------------------------------------------------------------------------

void BulkSink::work() {
  try {
    while (true) {
      std::unique_lock lock(mutex_);
      changed_.wait(lock, [this] { return !queue_.empty() || ended_; });
      if (queue_.empty()) return;
      Batch batch = std::move(queue_.front());
      queue_.pop_front();
      queued_bytes_ -= batch.bytes();
      lock.unlock();
      changed_.notify_all();
      take(batch);
    }
  } catch (...) {
    const std::lock_guard guard(mutex_);
    failure_ = std::current_exception();
    failed_ = true;
    changed_.notify_all();
  }
}

void BulkSink::take(Batch& batch) {
  if (batch.begins_dataset) {
    if (load_.holds_dataset(batch.dataset)) throw NotPlain{};  // it may say again what it said before
    load_.begin_dataset(batch.dataset);
    datasets_apart_ = ++datasets_begun_ > 1;
  }
  for (auto& labels : batch.label_sets) load_.add_label_set(std::move(labels));
  for (auto& shape : batch.shapes) load_.add_shape(std::move(shape));
  for (codec::Reader reader(batch.nodes, "row"); !reader.at_end();) take_node(reader);
  for (codec::Reader reader(batch.relationships, "row"); !reader.at_end();)
    take_relationships(reader, batch.print_begins);
}

void BulkSink::take_node(codec::Reader& reader) {
  BulkLoad::NodeRow row;
  row.identity = load_.identity(reader.text());
  row.labels = reader.varint32();
  row.shape = reader.varint32();
  row.properties = reader.text();
  row.evidence = reader.text();
  row.is_dated = reader.byte() != 0;
  row.index_entries = reader.text();
  const std::uint32_t file = reader.varint32();
  const std::uint64_t line = reader.varint();
  const bool may_repeat = reader.byte() != 0;
  if (!load_.is_node(row.identity)) {
    if (load_.holds_node(row.identity)) throw NotPlain{};
    load_.add_node(row);
    node_origins_.emplace_back(file, static_cast<std::uint32_t>(line));
    return;
  }
  if (may_repeat || datasets_apart_) throw NotPlain{};
  ++nodes_twice_count_;
  const auto& [first_file, first_line] = node_origins_[load_.nth_node(row.identity)];
  if (nodes_twice_.size() < kMaxTwice)
    nodes_twice_.push_back({{file, line, 0, 0}, {first_file, first_line, 0, 0}, row.identity});
}

bool BulkSink::is_new_own_id(const BulkLoad::Row& row) {
  const std::size_t known = own_ids_.size();
  const std::uint32_t number = own_ids_.number(row.own_id);
  if (number == known) {
    if (load_.holds_relationship(std::string(row.own_id))) throw NotPlain{};
    own_id_origins_.push_back(row.origin);
    return true;
  }
  if (datasets_apart_) throw NotPlain{};
  ++own_ids_twice_count_;
  if (own_ids_twice_.size() < kMaxTwice) own_ids_twice_.push_back({row.origin, own_id_origins_[number], number});
  return false;
}

// Some at a time, so that their ends are looked up together.
void BulkSink::take_relationships(codec::Reader& reader, std::span<const FingerprintBegin> print_begins) {
  rows_.clear();
  ends_.clear();
  while (rows_.size() < kRowsTogether && !reader.at_end()) rows_.push_back(read_row(reader, print_begins, ends_));
  load_.identities(ends_, end_numbers_);
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    BulkLoad::Row& row = rows_[i];
    row.start = end_numbers_[2 * i];
    row.end = end_numbers_[2 * i + 1];
    if (row.own_id.empty() || is_new_own_id(row)) load_.add_relationship(row);
  }
}

}  // namespace polgraph
