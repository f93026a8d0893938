// Private: keys in any order in, ascending out; equal ones come as often as they went in. What does not fit into memory
// is sorted in runs, which lie on disk until they are merged. While one run is sorted, on a thread of its own, the next
// one fills.
//
//   KeySorter terms(folder, 64 << 20);
//   terms.add(key) ...
//   terms.sort();
//   while (terms.next()) use(terms.key());
//
//   Thread  one at a time
//   Throws  what ScratchFile throws
//   Cost    n log n; on disk each key once, without what it shares with the one before
#pragma once

#include <cstdint>
#include <filesystem>
#include <future>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "graph/bulk/large_pages.h"
#include "graph/bulk/scratch.h"

namespace polgraph::bulk {

// A key in an arena. `head` is for the sorting: the eight bytes that are compared next.
struct KeyRef {
  std::uint64_t head;
  std::uint32_t at;
  std::uint32_t length;
};
void sort_keys(std::span<KeyRef> keys, const char* arena, std::size_t depth = 0);

class KeySorter {
 public:
  KeySorter(std::filesystem::path folder, std::size_t memory_bytes);

  void add(std::string_view key, std::string_view more = {});  // both together are the key
  std::uint64_t size() const { return size_; }                 // keys that went in
  void sort();
  bool next();
  std::string_view key() const { return key_; }  // until the next next()

 private:
  // Keys as they came. Its memory is reserved, and not touched before it is used.
  struct Keys {
    LargeArray<char> arena;
    LargeArray<KeyRef> refs;
    std::size_t capacity = 0, used = 0, count = 0;  // bytes; keys
  };
  // A sorted sequence being read.
  struct Run {
    std::uint64_t offset = 0, end = 0;  // in the scratch file, of what is not read yet
    std::string buffer;
    std::size_t used = 0;  // of the buffer
    std::string bytes;     // of the key
    std::string_view key;
    std::uint64_t head = 0;  // of it, so that few keys are read to compare two

    void set(std::string_view next_key);
    bool is_before(const Run& other) const;
  };
  void spill();
  Run write_sorted(Keys& keys);
  void await_run();
  void refill(Run& run);
  bool advance(Run& run);
  bool advance_memory();
  void sift(std::size_t at);

  std::filesystem::path folder_;
  std::size_t capacity_;  // of an arena
  std::size_t most_keys_;
  Keys filling_, sorting_;
  std::uint64_t size_ = 0;
  std::optional<ScratchFile> scratch_;
  std::vector<Run> runs_;          // those on disk; once sorted also the one in memory, as the last
  std::vector<std::size_t> heap_;  // of runs that have a key, the least on top
  std::size_t in_memory_ = 0;      // keys of the last run that were handed out
  bool started_ = false;
  std::string_view key_;
  std::future<Run> next_run_;  // of `sorting_`. The last member: whoever goes away waits for it first
};

}  // namespace polgraph::bulk
