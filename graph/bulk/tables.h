// Private: the second half of a bulk load: what was set aside becomes table files, on two threads, and the store's own.
#pragma once

#include <atomic>
#include <exception>
#include <functional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "graph/bulk/load.h"

namespace polgraph {

namespace bulk {

// What a spool keeps of a row of relationships; `own_id` is kNoNumber for one that is known by its print.
void encode_row(std::string& bytes, const BulkLoad::Row& row, std::uint32_t own_id);
BulkLoad::Origin origin_of(std::string_view record);
// Properties as at the end of a record, with other numbers for their keys: `numbers`, by the ones they have.
void append_renumbered(std::string& bytes, std::string_view properties, const std::vector<std::uint32_t>& numbers);

}  // namespace bulk

class BulkTables {
 public:
  BulkTables(BulkLoad& load, std::span<const std::string> types, std::span<const std::string> keys,
             const BulkLoad::Tick& tick)
      : load_(load), types_(types), keys_(keys), tick_(tick) {}

  BulkLoad::Totals commit(std::span<const Dataset> datasets);

 private:
  using Task = std::function<void()>;
  using Print = std::unordered_map<std::uint64_t, std::uint64_t>;

  // Numbers as they are on disk, before anything is written.
  void number_types();
  void take_out_refused();
  void number_own_ids();

  void run(std::vector<Task> tasks);
  void step();  // every entry written: asks whether to go on
  rocks::Table& make(const char* name, rocks::Family family);

  // The tasks, each on one thread.
  void write_search();
  void write_labels(rocks::Table& table);
  void write_sorted(rocks::Table& table, rocks::Family family, bulk::KeySorter& keys);
  void write_identities(rocks::Table& table);
  void write_steps(bool outgoing);
  void write_relationships();
  void write_statements();
  void write_dated();
  void write_meta(std::span<const Dataset> datasets);

  bool is_as_numbered(std::string_view properties);
  std::uint32_t key_number(std::uint32_t given);

  BulkLoad& load_;
  std::span<const std::string> types_, keys_;
  const BulkLoad::Tick& tick_;
  std::vector<std::uint32_t> key_numbers_;  // by the caller's
  std::size_t keys_settled_ = 0;            // of the first so many the caller's number is ours
  std::vector<std::uint32_t> owners_;       // by own id: its relationship
  std::vector<std::uint32_t> shared_;       // relationships whose type and ends others have too
  std::uint64_t facts_ = 0;                 // of relationships
  std::vector<std::unique_ptr<rocks::Table>> tables_;
  std::mutex tables_mutex_;
  std::atomic<std::uint64_t> written_ = 0;
  std::uint64_t to_write_ = 0;
  std::atomic<bool> stop_ = false;
};

}  // namespace polgraph
