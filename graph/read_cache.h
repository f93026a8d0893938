// Private: what was read of one committed state a moment ago, so that small questions asked again do not seek again:
// the records of nodes and relationships, and short lists of keys (the steps of a node, an index look-up). It stands
// between a View and RocksDB's Reading, below a transaction's own writes, and belongs to one state. A commit makes a
// new one, which goes on with the old one's for families that it did not write to: nothing in it ever goes stale.
//
//   Units   bytes; about 16 MiB at most (3 for the table of records, kMostRecordBytes, kMostListBytes of keys), grown
//           as used
//   Thread  may be shared by threads: each look is under a lock, nothing inside is handed out by reference
//   Cost    a find or a keep: one hash and a copy of at most kLongestRecord bytes; a list of keys is shared, not copied
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "graph/overlay.h"
#include "graph/rocks.h"

namespace polgraph::rocks {

class ReadCache {
 public:
  static constexpr std::size_t kManyRecords = 1u << 14;  // from here on the table is filled before it grows
  static constexpr std::size_t kMostRecords = 1u << 16;
  static constexpr std::size_t kMostRecordBytes = 6u << 20;
  static constexpr std::size_t kLongestRecord = 512;
  static constexpr std::size_t kMostLists = 1u << 12;
  static constexpr std::size_t kLongestList = 16u << 10;
  static constexpr std::size_t kMostListBytes = 7u << 20;

  // Records: `key` is that of a node or relationship, eight bytes.
  bool find_record(Family family, std::string_view key, std::string& value);
  bool has_record(Family family, std::string_view key);    // also one that is too long to be kept
  bool holds_record(Family family, std::string_view key);  // find_record() would give it
  void keep_record(Family family, std::string_view key, std::string_view value);

  // The keys of a range, each behind its length in two bytes; null: not known.
  using Keys = std::shared_ptr<const std::string>;
  Keys find_keys(Family family, const KeyRange& range);
  void keep_keys(Family family, const KeyRange& range, std::string keys);

 private:
  struct Record {
    std::uint64_t id = 0;
    Family family = Family::Meta;  // Meta: nothing here
    bool is_whole = true;          // false: it is there, and too long
    std::string value;
  };
  struct List {
    Family family = Family::Meta;
    std::string begin, end;
    Keys keys;  // null: nothing here
    bool is_of(Family wanted, std::string_view from, std::string_view to) const {
      return family == wanted && begin == from && end == to;
    }
  };
  // Each list and each record has two places by its hash; who comes later takes the first. While there is room the
  // table doubles instead.
  Record& place_of(Family family, std::uint64_t id);
  List& place_of(std::size_t hash, Family family, std::string_view begin, std::string_view end);

  std::mutex mutex_;
  void forget_records();
  std::vector<Record> records_;  // their number is a power of two
  std::size_t record_count_ = 0, record_bytes_ = 0;
  std::vector<List> lists_;  // likewise
  std::size_t list_bytes_ = 0;
};

// `base` behind a cache of its own.
std::shared_ptr<Reading> cached(std::shared_ptr<Reading> base);

// `now`, but families of `unchanged` are read where they were read `before`: nothing was written to them since, so what
// its cache knows and its iterators that wait are as good as new.
std::shared_ptr<Reading> continued(std::shared_ptr<Reading> before, Families unchanged, std::shared_ptr<Reading> now);

}  // namespace polgraph::rocks
