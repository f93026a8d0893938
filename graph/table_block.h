// Private: a block of a table file, as RocksDB reads them: entries in order, each without what its key shares with the
// one before, and behind them the places where a key stands whole (restarts). Private to table.cc.
//   Source  RocksDB 7.8, table/block_based/block_builder.cc: "shared, unshared, size of the value: varints; the rest of
//           the key; the value", then each restart and their number, 32 bits, little-endian
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace polgraph::rocks {

// What a table file stores beside text: little-endian numbers, and varints as codec::Writer has them.
void append_little_endian32(std::string& bytes, std::uint32_t value);
void append_little_endian64(std::string& bytes, std::uint64_t value);

class TableBlock {
 public:
  explicit TableBlock(std::size_t entries_between_restarts) : interval_(entries_between_restarts) {}

  // The key is `key` and `tail` together; of `key` the first `shared` bytes are those of the entry before.
  void add(std::size_t shared, std::string_view key, std::string_view tail, std::string_view value);
  bool empty() const { return entries_ == 0; }
  std::size_t bytes() const { return bytes_.size() + (restarts_.size() + 1) * sizeof(std::uint32_t); }  // once finished
  std::string_view finish();  // the whole of it, until the next add() or clear()
  void clear();

 private:
  std::size_t interval_, entries_ = 0;
  std::string bytes_;
  std::vector<std::uint32_t> restarts_;
};

}  // namespace polgraph::rocks
