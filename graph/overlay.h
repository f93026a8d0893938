// Private: what a transaction has written and not yet committed, in key order, and how a reader sees it laid over the
// committed store. Knows families of keys and nothing of RocksDB.
#pragma once

#include <array>
#include <bitset>
#include <cstdint>
#include <map>
#include <memory>
#include <memory_resource>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace polgraph::rocks {

// What a key is about. The number is the first byte of every key on disk: never renumber.
enum class Family : std::uint8_t {
  Meta = 1,
  Nodes = 2,
  Relationships = 3,
  Labels = 4,
  Properties = 5,
  Text = 6,
  Identities = 7,
  Out = 8,
  In = 9,
  Evidence = 10,
  Rules = 11,  // entries of the indexes that the schema asks for
  Dated = 12,  // entities with a statement that holds for a time
};
inline constexpr std::size_t kFamilies = 13;  // one more than the greatest
using Families = std::bitset<kFamilies>;

// Keys from `begin` up to, and without, `end`; an empty `end`: to the last key of the family.
struct KeyRange {
  std::string begin, end;
};

// Keys of a range, ascending, within one family.
class Cursor {
 public:
  virtual ~Cursor() = default;
  virtual bool next() = 0;                        // false at the end; call before the first key()
  virtual std::string_view key() const = 0;       // until the next next() or reset()
  virtual std::string_view value() const = 0;     // likewise
  virtual void reset(const KeyRange& range) = 0;  // starts anew with another range, cheaper than a new cursor
  // As many next() as there are `ids`: into them go the last eight bytes of each key, as a number. How many there were;
  // fewer: the end. Cheaper than one by one.
  virtual std::size_t next_ids(std::span<std::uint64_t> ids);
};

KeyRange prefix_range(std::string_view prefix);

class Overlay {
 public:
  // By key; nothing: deleted. Keys and values lie where the overlay keeps them until clear().
  using Entries = std::pmr::map<std::string_view, std::optional<std::string_view>>;

  Overlay();
  Overlay(const Overlay&) = delete;
  Overlay& operator=(const Overlay&) = delete;
  void put(Family family, std::string_view key, std::string_view value);
  void remove(Family family, std::string_view key);
  // The entry of `key`; nullptr if this overlay says nothing about it.
  const std::optional<std::string_view>* find(Family family, std::string_view key) const;
  const Entries& entries(Family family) const { return families_[static_cast<std::size_t>(family)].entries; }
  bool empty() const;
  void clear();
  // Memory that it takes, and that its commit will take beside it.
  std::size_t bytes() const { return bytes_; }

 private:
  std::optional<std::string_view>& entry(Family family, std::string_view key);
  std::string_view kept(std::string_view bytes);
  void count(std::string_view key, std::size_t value);
  // Never destroyed: walking over millions of entries that hold nothing takes seconds.
  union Kept {
    Entries entries;
    Kept() {}   // by begin()
    ~Kept() {}  // with memory_
  };
  void begin();
  std::pmr::monotonic_buffer_resource memory_;  // of all entries: one block after the other, given back together
  std::array<Kept, kFamilies> families_;
  std::size_t bytes_ = 0;
};

// `base` (may be null) with the overlay's entries of `family` laid over it.
std::unique_ptr<Cursor> overlaid(const Overlay& overlay, Family family, std::unique_ptr<Cursor> base,
                                 const KeyRange& range);

}  // namespace polgraph::rocks
