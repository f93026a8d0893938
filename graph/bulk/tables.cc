#include "graph/bulk/tables.h"

#include <algorithm>
#include <boost/sort/spinsort/spinsort.hpp>
#include <system_error>
#include <thread>
#include <tuple>

#include "graph/error.h"

namespace polgraph {

using bulk::kNoNumber;
using rocks::Family;
using rocks::Table;

namespace bulk {

void encode_row(std::string& bytes, const BulkLoad::Row& row, std::uint32_t own_id) {
  codec::Writer writer(bytes);
  writer.varint(row.origin.file);
  writer.varint(row.origin.line);
  writer.varint(row.origin.start_column);
  writer.varint(row.origin.end_column);
  writer.varint(row.facts);
  writer.byte(own_id == kNoNumber ? 0 : 1);
  if (own_id == kNoNumber)
    writer.fixed64(row.print);
  else
    writer.varint(own_id);
  bytes.append(row.properties);
}

namespace {

BulkLoad::Origin read_origin(codec::Reader& reader) {
  BulkLoad::Origin origin;
  origin.file = reader.varint32();
  origin.line = reader.varint();
  origin.start_column = reader.varint32();
  origin.end_column = reader.varint32();
  return origin;
}

struct KeptRow {
  std::uint64_t facts;
  std::uint32_t own_id = kNoNumber;
  std::uint64_t print = 0;
  std::string_view properties;
};

KeptRow decode_row(std::string_view record) {
  codec::Reader reader(record, "row set aside");
  read_origin(reader);
  KeptRow row{.facts = reader.varint(), .properties = {}};
  if (reader.byte() == 0)
    row.print = reader.fixed64();
  else
    row.own_id = reader.varint32();
  row.properties = reader.rest();
  return row;
}

// Rows in their order, without those that were refused, numbered anew.
class Rows {
 public:
  Rows(const Spool& spool, const std::vector<std::uint64_t>& refused) : reader_(spool), refused_(refused) {}
  bool next() {
    for (; reader_.next(); ++at_, ++skipped_) {
      if (skipped_ == refused_.size() || refused_[skipped_] != at_) {
        relationship_ = at_++ - skipped_;
        return true;
      }
    }
    return false;
  }
  std::uint64_t relationship() const { return relationship_; }
  std::string_view record() const { return reader_.record(); }

 private:
  Spool::Reader reader_;
  const std::vector<std::uint64_t>& refused_;
  std::uint64_t at_ = 0, skipped_ = 0, relationship_ = 0;
};

}  // namespace

BulkLoad::Origin origin_of(std::string_view record) {
  codec::Reader reader(record, "row set aside");
  return read_origin(reader);
}

void append_renumbered(std::string& bytes, std::string_view properties, const std::vector<std::uint32_t>& numbers) {
  std::vector<std::pair<std::uint32_t, std::string_view>> sorted;
  for (codec::Reader reader(properties, "row set aside"); !reader.at_end();) {
    const std::uint32_t key = numbers[reader.varint32()];
    const std::string_view from = reader.rest();
    reader.skip_value();
    sorted.emplace_back(key, from.substr(0, from.size() - reader.rest().size()));
  }
  std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  for (const auto& [key, value] : sorted) {
    codec::Writer(bytes).varint(key);
    bytes.append(value);
  }
}

}  // namespace bulk

// ---- what the store has already ------------------------------------------------------------------------------------

namespace {

// A row between two nodes of the store.
struct OldEnds {
  std::uint32_t start, type, end;
  std::uint64_t print;
  auto ends() const { return std::tuple(start, type, end); }
};

}  // namespace

bool BulkLoad::holds_row(std::span<const std::string> types) const {
  if (catalog_->counts.relationships == 0 || !has_ends_in_store_) return false;
  std::vector<OldEnds> old;
  bulk::Spool::Reader rows(rows_);
  for (std::uint64_t row = 0, skipped = 0; rows.next(); ++row) {
    if (skipped < refused_.size() && refused_[skipped] == row) {
      ++skipped;
      continue;
    }
    const bulk::Ends& ends = steps_[row];
    const std::uint32_t start = node_of_[ends.start], end = node_of_[ends.end];
    const bulk::KeptRow kept = bulk::decode_row(rows.record());
    if (start < first_node_ && end < first_node_ && kept.own_id == kNoNumber)
      old.push_back({start, ends.type, end, kept.print});
  }
  std::sort(old.begin(), old.end(), [](const OldEnds& a, const OldEnds& b) { return a.ends() < b.ends(); });
  std::unique_ptr<rocks::Cursor> between;
  std::string record;
  for (auto from = old.begin(); from != old.end();) {
    const auto to = std::find_if(from, old.end(), [&](const OldEnds& row) { return row.ends() != from->ends(); });
    const auto type = names_->types.find(types[from->type]);
    if (type) {
      const rocks::KeyRange range =
          rocks::prefix_range(codec::adjacency_prefix(NodeId(from->start), TypeId(*type), NodeId(from->end)));
      if (between)
        between->reset(range);
      else
        between = before_->cursor(Family::Out, range);
      while (between->next()) {
        if (!before_->get(Family::Relationships, codec::id_bytes(codec::last_id(between->key())), record)) continue;
        const std::optional<std::string> identity = codec::decode_relationship(record).identity;
        const auto is_it = [&](const OldEnds& row) {
          return codec::as_fingerprint(*identity).starts_with(codec::fingerprint_identity(row.print, 0));
        };
        if (identity && std::any_of(from, to, is_it)) return true;
      }
    }
    from = to;
  }
  return false;
}

// ---- numbers -------------------------------------------------------------------------------------------------------

namespace {

// The relationship of a row: those before it that were refused have none.
std::uint64_t without(const std::vector<std::uint64_t>& refused, std::uint64_t row) {
  const auto at = std::lower_bound(refused.begin(), refused.end(), row);
  return row - static_cast<std::uint64_t>(at - refused.begin());
}

bool is_among(const std::vector<std::uint64_t>& refused, std::uint64_t row) {
  return std::binary_search(refused.begin(), refused.end(), row);
}

}  // namespace

void BulkTables::take_out_refused() {
  bulk::Steps& steps = load_.steps_;
  const std::vector<std::uint64_t>& refused = load_.refused_;
  std::uint64_t kept = 0;
  for (std::uint64_t row = 0, skipped = 0; row < steps.size(); ++row) {
    if (skipped < refused.size() && refused[skipped] == row) {
      ++skipped;
      continue;
    }
    const bulk::Ends ends = steps[row];
    steps[kept++] = {ends.type, load_.node_of_[ends.start], load_.node_of_[ends.end]};
  }
  steps.shrink(kept);
  std::erase_if(load_.dated_rows_, [&](std::uint64_t row) { return is_among(refused, row); });
  for (std::uint64_t& row : load_.dated_rows_) row = without(refused, row);
  for (BulkLoad::Statement& statement : load_.statements_) statement.first_row = without(refused, statement.first_row);
}

// In the order in which rows that came in use them; so for keys, when relationships are written.
void BulkTables::number_types() {
  std::vector<std::uint32_t> numbers(types_.size(), kNoNumber);
  std::vector<std::uint64_t> counts(load_.names_->types.all().size() + types_.size());
  bulk::Steps& steps = load_.steps_;
  for (std::uint64_t i = 0; i < steps.size(); ++i) {
    std::uint32_t& type = steps[i].type;
    std::uint32_t& number = numbers[type];
    if (number == kNoNumber) number = load_.names_->types.add(types_[type]);
    type = number;
    ++counts[number];
  }
  for (std::uint32_t type = 0; type < counts.size(); ++type)
    if (counts[type] > 0) load_.catalog_->counts.relationships_by_type[TypeId(type)] += counts[type];
  key_numbers_.resize(keys_.size(), kNoNumber);
  for (std::size_t i = 0; i < keys_.size(); ++i)
    key_numbers_[i] = load_.names_->keys.find(keys_[i]).value_or(kNoNumber);
}

void BulkTables::number_own_ids() {
  owners_.resize(load_.own_ids_.size(), kNoNumber);
  if (owners_.empty()) return;
  for (bulk::Rows rows(load_.rows_, load_.refused_); rows.next();) {
    const bulk::KeptRow row = bulk::decode_row(rows.record());
    if (row.own_id != kNoNumber) owners_[row.own_id] = static_cast<std::uint32_t>(rows.relationship());
  }
}

// ---- work ----------------------------------------------------------------------------------------------------------

namespace {

constexpr std::uint64_t kEntriesBetweenTicks = 4096;

struct Stopped {};  // the other thread failed

}  // namespace

void BulkTables::step() {
  thread_local std::uint64_t entries = 0;
  if (++entries % kEntriesBetweenTicks != 0) return;
  written_ += kEntriesBetweenTicks;
  if (stop_) throw Stopped{};
}

// Two threads take the tasks in turn; this one tells how far both are. Where the system gives but one, that one does it
// all; where it gives none, this one does, and hears of no signal until it has done.
void BulkTables::run(std::vector<Task> tasks) {
  std::atomic<std::size_t> next = 0;
  std::exception_ptr told, failures[2];
  const auto work = [&](std::exception_ptr& failure) {
    try {
      for (std::size_t i = next++; i < tasks.size() && !stop_; i = next++) tasks[i]();
    } catch (const Stopped&) {
    } catch (...) {
      failure = std::current_exception();
      stop_ = true;
    }
  };
  {
    std::atomic<int> running = 0;
    std::vector<std::jthread> workers;
    try {
      for (std::exception_ptr& failure : failures) {
        ++running;
        workers.emplace_back([&] {
          work(failure);
          --running;
        });
      }
    } catch (const std::system_error&) {
      --running;
      if (workers.empty()) work(failures[0]);
    }
    while (running > 0) {
      std::this_thread::sleep_for(std::chrono::milliseconds(5));
      try {
        if (tick_ && !told) tick_(std::min(1.0, static_cast<double>(written_) / static_cast<double>(to_write_ + 1)));
      } catch (...) {
        told = std::current_exception();
        stop_ = true;
      }
    }
  }
  for (const std::exception_ptr& failure : {told, failures[0], failures[1]})
    if (failure) std::rethrow_exception(failure);
}

Table& BulkTables::make(const char* name, Family family) {
  std::unique_ptr<Table> made = std::make_unique<Table>(load_.folder_ / name, family);
  const std::lock_guard guard(tables_mutex_);
  return *tables_.emplace_back(std::move(made));
}

BulkLoad::Totals BulkTables::commit(std::span<const Dataset> datasets) {
  take_out_refused();
  number_types();
  number_own_ids();
  const std::uint64_t relationships = load_.steps_.size();
  to_write_ = relationships * 4 + load_.terms_.size() + load_.properties_.size() + load_.identities_.size() * 2;
  run({[this] { write_search(); },
       [this] {
         write_steps(true);
         write_relationships();
       },
       [this] { write_steps(false); }, [this] { write_statements(); }});
  write_meta(datasets);
  tables_.push_back(std::move(load_.records_));
  tables_.push_back(std::move(load_.statements_table_));
  load_.session_.database->commit(tables_, load_.catalog_);
  return {load_.nodes(), relationships, load_.statement_count_ + facts_};
}

// ---- indexes -------------------------------------------------------------------------------------------------------

void BulkTables::write_search() {
  Table& table = make("search.sst", Family::Labels);
  write_labels(table);
  write_sorted(table, Family::Properties, load_.properties_);
  write_sorted(table, Family::Text, load_.terms_);
  write_identities(table);
  table.finish();
}

void BulkTables::write_labels(Table& table) {
  for (std::uint32_t label = 0; label < load_.nodes_by_label_.size(); ++label) {
    for (const std::uint32_t node : load_.nodes_by_label_[label]) {
      table.put(Family::Labels, codec::label_key(LabelId(label), NodeId(node)), {});
      step();
    }
  }
}

void BulkTables::write_sorted(Table& table, Family family, bulk::KeySorter& keys) {
  for (keys.sort(); keys.next(); step()) table.put(family, keys.key(), {});
}

// Nodes stand before relationships; within them the bytes of the identity count.
void BulkTables::write_identities(Table& table) {
  const auto write = [&](const bulk::Numbered& ids, char kind, const std::vector<std::uint32_t>& owners,
                         std::uint32_t first_new, std::uint64_t number_of_first) {
    std::vector<std::uint32_t> order;
    for (std::uint32_t i = 0; i < owners.size(); ++i)
      if (owners[i] != kNoNumber && owners[i] >= first_new) order.push_back(i);
    // Ids mostly stand in order in a file already, which this sort makes use of.
    boost::sort::spinsort(order.begin(), order.end(),
                          [&](std::uint32_t a, std::uint32_t b) { return ids.text(a) < ids.text(b); });
    std::string key;
    for (const std::uint32_t number : order) {
      key.assign(1, kind).append(ids.text(number));
      table.put(Family::Identities, key, codec::id_bytes(owners[number] - first_new + number_of_first));
      step();
    }
  };
  write(load_.identities_, 'N', load_.node_of_, load_.first_node_, load_.first_node_);
  write(load_.own_ids_, 'R', owners_, 0, load_.first_relationship_);
}

void BulkTables::write_steps(bool outgoing) {
  const Family family = outgoing ? Family::Out : Family::In;
  Table& table = make(outgoing ? "out.sst" : "in.sst", family);
  std::string key;
  const auto write = [&](std::uint32_t from, const std::vector<bulk::Steps::Step>& steps) {
    for (const bulk::Steps::Step& each : steps) {
      key.clear();
      codec::Writer writer(key);
      writer.fixed64(from);
      writer.fixed32(each.type);
      writer.fixed64(each.to);
      writer.fixed64(load_.first_relationship_ + each.relationship);
      table.put(family, key, {});
      step();
    }
    if (!outgoing) return;
    const auto alike = [](const bulk::Steps::Step& a, const bulk::Steps::Step& b) {
      return a.type == b.type && a.to == b.to;
    };
    for (std::size_t i = 0; i < steps.size(); ++i)
      if ((i > 0 && alike(steps[i - 1], steps[i])) || (i + 1 < steps.size() && alike(steps[i], steps[i + 1])))
        shared_.push_back(steps[i].relationship);
  };
  load_.steps_.walk(outgoing, static_cast<std::uint32_t>(load_.first_node_ + load_.nodes()), write);
  if (outgoing) std::sort(shared_.begin(), shared_.end());  // the other direction is another thread's
  table.finish();
}

// ---- records -------------------------------------------------------------------------------------------------------

std::uint32_t BulkTables::key_number(std::uint32_t given) {
  std::uint32_t& number = key_numbers_[given];
  if (number == kNoNumber) number = load_.names_->keys.add(keys_[given]);
  while (keys_settled_ < key_numbers_.size() && key_numbers_[keys_settled_] == keys_settled_) ++keys_settled_;
  return number;
}

// Are the caller's numbers ours? Mostly they are: both count in order of appearance.
bool BulkTables::is_as_numbered(std::string_view properties) {
  if (keys_settled_ == key_numbers_.size()) return true;
  bool as_given = true;
  for (codec::Reader reader(properties, "row set aside"); !reader.at_end(); reader.skip_value()) {
    const std::uint32_t key = reader.varint32();
    if (key_number(key) != key) as_given = false;
  }
  return as_given;
}

void BulkTables::write_relationships() {
  Table& table = *load_.records_;
  codec::RelationshipRecord record;
  record.has_evidence = true;
  Print equal;  // of those that may have equals: how many came before
  std::size_t next_shared = 0;
  std::string bytes;
  for (bulk::Rows rows(load_.rows_, load_.refused_); rows.next(); step()) {
    const std::uint64_t number = rows.relationship();
    const bulk::KeptRow row = bulk::decode_row(rows.record());
    const bool is_shared = next_shared < shared_.size() && shared_[next_shared] == number;
    if (is_shared) ++next_shared;
    const bulk::Ends& ends = load_.steps_[number];
    record.type = TypeId(ends.type);
    record.start = NodeId(ends.start);
    record.end = NodeId(ends.end);
    bytes.clear();
    if (row.own_id != kNoNumber) {
      record.identity = std::string(load_.own_ids_.text(row.own_id));
      codec::append_head(bytes, record);
    } else {
      codec::append_head(bytes, record, row.print, is_shared ? equal[row.print]++ : 0);
    }
    if (is_as_numbered(row.properties))
      bytes.append(row.properties);
    else
      bulk::append_renumbered(bytes, row.properties, key_numbers_);
    table.put(Family::Relationships, codec::id_bytes(load_.first_relationship_ + number), bytes);
    facts_ += row.facts;
  }
  table.finish();
}

// Each relationship has one statement: that of its data set, or its own.
void BulkTables::write_statements() {
  Table& table = *load_.statements_table_;
  const std::uint64_t first_assertion = load_.first_assertion_ + load_.nodes();
  bulk::Spool::Reader own(load_.evidence_);
  std::uint64_t own_row = UINT64_MAX;
  const auto next_own = [&] {
    do own_row = own.next() ? codec::Reader(own.record(), "evidence set aside").fixed64() : UINT64_MAX;
    while (own_row != UINT64_MAX && is_among(load_.refused_, own_row));
    if (own_row != UINT64_MAX) own_row = without(load_.refused_, own_row);
  };
  next_own();
  std::size_t dataset = 0;
  std::string key;
  for (std::uint64_t number = 0; number < load_.steps_.size(); ++number) {
    while (dataset + 1 < load_.statements_.size() && load_.statements_[dataset + 1].first_row <= number) ++dataset;
    codec::evidence_key(EntityId::of(RelId(load_.first_relationship_ + number)), first_assertion + number, key);
    const bool has_own = own_row == number;
    table.put(Family::Evidence, key,
              has_own ? own.record().substr(8) : std::string_view(load_.statements_[dataset].record));
    if (has_own) next_own();
    step();
  }
  write_dated();
  table.finish();
}

void BulkTables::write_dated() {
  Table& table = *load_.statements_table_;
  for (const std::uint32_t node : load_.dated_nodes_)
    table.put(Family::Dated, codec::evidence_prefix(EntityId::of(NodeId(node))), {});
  for (const std::uint64_t relationship : load_.dated_rows_)
    table.put(Family::Dated, codec::evidence_prefix(EntityId::of(RelId(load_.first_relationship_ + relationship))), {});
}

void BulkTables::write_meta(std::span<const Dataset> datasets) {
  Catalog& catalog = *load_.catalog_;
  catalog.graph_version += 1;
  const std::uint64_t nodes = load_.nodes(), relationships = load_.steps_.size();
  catalog.next_node += nodes;
  catalog.counts.nodes += nodes;
  catalog.next_relationship += relationships;
  catalog.counts.relationships += relationships;
  catalog.next_assertion += nodes + relationships;
  catalog.counts.assertions += nodes + relationships;
  std::map<std::string, std::string> records;
  for (const Dataset& dataset : datasets) records[std::string(kDatasetPrefix) + dataset.name] = encode(dataset);
  records[std::string(kNamesKey)] = encode_names(*load_.names_);
  records[std::string(kStateKey)] = encode_state(catalog);
  Table& table = make("meta.sst", Family::Meta);
  for (const auto& [key, value] : records) table.put(Family::Meta, key, value);
  table.finish();
}

}  // namespace polgraph
