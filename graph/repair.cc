#include "graph/repair.h"

#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "graph/bulk/key_sorter.h"
#include "graph/codec.h"
#include "graph/database.h"
#include "graph/entries.h"
#include "graph/error.h"
#include "graph/evidence_fold.h"
#include "graph/folder.h"
#include "graph/new_store.h"
#include "graph/snapshot.h"
#include "graph/store.h"

namespace polgraph {

namespace fs = std::filesystem;
using rocks::Family;

namespace {

constexpr std::size_t kSorterBytes = 8u << 20;
constexpr std::uint64_t kKeysBetweenTicks = 4096;
constexpr std::uint64_t kPatience = 1000;  // records that cannot be read, before the steps grow
constexpr std::uint64_t kStride = 64;

// The records of a family that can be read, by number, ascending; those in a damaged block are passed over.
class Salvage {
 public:
  Salvage(const rocks::View& view, Family family, std::uint64_t bound) : view_(view), family_(family), bound_(bound) {}

  bool next() {
    while (true) {
      try {
        if (!cursor_) cursor_ = view_.cursor(family_, rocks::KeyRange{codec::id_bytes(from_), {}});
        if (!cursor_->next()) return false;
        const std::uint64_t found = codec::id_of(cursor_->key(), "key of a record");
        if (stride_ > 1 && found >= from_) {  // what lies between the last failure and here may be readable
          from_ -= stride_ - 1;
          stride_ = 1;
          failures_ = 0;
          cursor_.reset();
          continue;
        }
        id_ = found;
        from_ = found + 1;
        failures_ = 0;
        return true;
      } catch (const Error& error) {
        if (error.kind() != Kind::Corrupt && error.kind() != Kind::Storage) throw;
        cursor_.reset();
        if (error.kind() == Kind::Storage && std::exchange(again_at_, from_) != from_) continue;  // once more
        if (++failures_ > kPatience) stride_ = kStride;
        from_ += stride_;
        if (from_ >= bound_) return false;
      }
    }
  }
  std::uint64_t id() const { return id_; }
  std::string_view value() const { return cursor_->value(); }

 private:
  const rocks::View& view_;
  Family family_;
  std::uint64_t bound_, from_ = 0, id_ = 0, failures_ = 0, stride_ = 1;
  std::uint64_t again_at_ = UINT64_MAX;  // where reading has failed once
  std::unique_ptr<rocks::Cursor> cursor_;
};

// The keys of the families that follow from records.
class Derived {
 public:
  explicit Derived(const fs::path& scratch) {
    for (const Family family : {Family::Labels, Family::Properties, Family::Text, Family::Identities, Family::Out,
                                Family::In, Family::Rules, Family::Dated})
      sorters_.emplace(family, std::make_unique<bulk::KeySorter>(scratch, kSorterBytes));
  }
  void add(Family family, std::string_view key) { sorters_.at(family)->add(key); }
  void add(const Entry& entry) {
    if (entry.value.empty()) return add(entry.family, entry.key);
    add(entry.family, std::string(entry.key).append(entry.value));
  }
  // Identities lead to numbers, which lie behind the key until it is written.
  std::uint64_t write(rocks::NewStore& to, const std::function<void()>& step) {
    std::uint64_t written = 0;
    for (auto& [family, sorter] : sorters_) {
      for (sorter->sort(); sorter->next(); step(), ++written) {
        const std::string_view key = sorter->key();
        const std::size_t value = family == Family::Identities ? 8 : 0;
        to.table(family).put(family, key.substr(0, key.size() - value), key.substr(key.size() - value));
      }
    }
    return written;
  }

 private:
  std::map<Family, std::unique_ptr<bulk::KeySorter>> sorters_;
};

class Repair {
 public:
  Repair(const rocks::View& from, rocks::NewStore& to, const CopyTick& tick)
      : from_(from),
        to_(to),
        tick_(tick),
        derived_(to.scratch()),
        catalog_(std::make_shared<Catalog>(from.catalog())),
        entries_(*catalog_) {
    repaired_.before = catalog_->counts;
    catalog_->counts = {};
    for (auto& [rule, entries] : catalog_->rule_entries) entries = 0;
    catalog_->lists_dated = true;
  }

  Repaired run(std::uint64_t commit) {
    for (Salvage at(from_, Family::Nodes, catalog_->next_node); at.next(); step())
      kept([&] { keep_node(NodeId(at.id()), codec::decode_node(at.value())); });
    for (Salvage at(from_, Family::Relationships, catalog_->next_relationship); at.next(); step())
      kept([&] { keep_relationship(RelId(at.id()), codec::decode_relationship(at.value())); });
    repaired_.rebuilt = derived_.write(to_, [this] { step(); });
    catalog_->graph_version = commit;
    write_meta();
    repaired_.after = catalog_->counts;
    to_.commit(catalog_);
    return repaired_;
  }

 private:
  void step() {
    if (++steps_ % kKeysBetweenTicks == 0 && tick_) tick_();
  }

  // A record whose bytes cannot be understood is lost as one that cannot be read.
  template <class Keep>
  void kept(Keep keep) {
    try {
      keep();
    } catch (const Error& error) {
      if (error.kind() != Kind::Corrupt) throw;
    }
  }

  void keep_node(NodeId id, codec::NodeRecord record) {
    if (id.value >= nodes_.size()) nodes_.resize(id.value + 1, false);
    nodes_[id.value] = true;
    const EntityId entity = EntityId::of(id);
    record.has_evidence = record.has_evidence && keep_statements(entity);
    for (const LabelId label : record.labels) ++catalog_->counts.nodes_by_label[label];
    entries_.of(id, record, [&](const Entry& entry) { keep_entry(entry); });
    to_.table(Family::Nodes).put(Family::Nodes, codec::key(id), codec::encode(record));
    ++catalog_->counts.nodes;
    catalog_->next_node = std::max(catalog_->next_node, id.value + 1);
  }

  bool is_there(NodeId id) const { return id.value < nodes_.size() && nodes_[id.value]; }

  void keep_relationship(RelId id, codec::RelationshipRecord record) {
    if (!is_there(record.start) || !is_there(record.end)) return;
    record.has_evidence = record.has_evidence && keep_statements(EntityId::of(id));
    entries_.of(id, record, [&](const Entry& entry) { keep_entry(entry); });
    to_.table(Family::Relationships).put(Family::Relationships, codec::key(id), codec::encode(record));
    ++catalog_->counts.relationships;
    ++catalog_->counts.relationships_by_type[record.type];
    catalog_->next_relationship = std::max(catalog_->next_relationship, id.value + 1);
  }

  void keep_entry(const Entry& entry) {
    derived_.add(entry);
    if (entry.rule != nullptr) ++catalog_->rule_entries[entry.rule->number];
  }

  struct Statements {
    std::vector<std::pair<std::string, std::string>> records;  // key, value
    bool dated = false;
  };
  Statements read_statements(EntityId entity) {
    Statements found;
    for (auto at = from_.cursor(Family::Evidence, codec::evidence_prefix(entity)); at->next();) {
      found.records.emplace_back(at->key(), at->value());
      found.dated = found.dated || is_dated(codec::decode_assertion(at->value()));
    }
    return found;
  }
  // None where they cannot be read; what the disk refuses is asked for once more.
  Statements statements_of(EntityId entity) {
    for (bool once_more : {true, false}) {
      try {
        return read_statements(entity);
      } catch (const Error& error) {
        if (error.kind() == Kind::Storage && once_more) continue;
        if (error.kind() != Kind::Corrupt && error.kind() != Kind::Storage) throw;
      }
    }
    return {};
  }

  // False: there are none, or they cannot be read.
  bool keep_statements(EntityId entity) {
    const auto [statements, dated] = statements_of(entity);
    if (statements.empty()) {
      ++repaired_.statements_lost;
      return false;
    }
    for (const auto& [key, value] : statements) {
      to_.table(Family::Evidence).put(Family::Evidence, key, value);
      catalog_->next_assertion = std::max(catalog_->next_assertion, codec::evidence_sequence(key) + 1);
    }
    catalog_->counts.assertions += statements.size();
    if (dated) derived_.add(Family::Dated, codec::evidence_prefix(entity));
    return true;
  }

  void write_meta() {
    rocks::Table& table = to_.table(Family::Meta);
    repaired_.datasets_lost = true;
    kept([&] {
      for (auto at = from_.cursor(Family::Meta, kDatasetPrefix); at->next();)
        table.put(Family::Meta, at->key(), at->value());
      repaired_.datasets_lost = false;
    });
    table.put(Family::Meta, kNamesKey, encode_names(*catalog_->names));
    table.put(Family::Meta, kStateKey, encode_state(*catalog_));
  }

  const rocks::View& from_;
  rocks::NewStore& to_;
  const CopyTick& tick_;
  Derived derived_;
  std::shared_ptr<Catalog> catalog_;
  Entries entries_;
  std::vector<bool> nodes_;
  Repaired repaired_;
  std::uint64_t steps_ = 0;
};

// What was written is there. RocksDB has taken tables in without a word that it could not read.
void require_whole(const rocks::NewStore& to) {
  const Store made = Store::open(to.folder(), Store::Mode::Read);
  const Snapshot snapshot = made.snapshot();
  for (std::size_t number = 0; number < rocks::kFamilies; ++number) {
    const auto family = static_cast<Family>(number);
    std::uint64_t found = 0;
    for (auto at = snapshot.view().cursor(family); at->next();) ++found;
    if (found != to.entries(family))
      throw Error(Kind::Storage, "NotWritten",
                  "of " + std::to_string(to.entries(family)) + " entries of the repaired store " +
                      std::to_string(found) + " could be read again");
  }
}

}  // namespace

Repaired repair_store(const fs::path& store, const CopyTick& tick, bool wait) {
  const std::shared_ptr<rocks::Database> damaged = rocks::Database::open_damaged(store, wait);
  const std::shared_ptr<rocks::View> view = damaged->view();
  const std::uint64_t committed = view->catalog().graph_version, acknowledged = damaged->acknowledged();
  rocks::NewStore to(store, view->catalog().uuid, store);
  Repaired repaired = Repair(*view, to, tick).run(std::max(committed, acknowledged) + 1);
  repaired.commits_lost = acknowledged > committed ? acknowledged - committed : 0;
  require_whole(to);
  repaired.damaged = to.change_places(rocks::NewStore::Old::Kept);
  return repaired;
}

fs::path finish_repair(const fs::path& store, bool wait) {
  if (!rocks::is_replacing(store)) return {};
  const std::shared_ptr<void> lock = folder::lock(store, folder::patience(wait));
  return rocks::finish_replacement(store);
}

}  // namespace polgraph
