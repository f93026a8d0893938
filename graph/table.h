// Private: a table file in the making, which rocks::Instance::ingest takes into a database: keys of one column family,
// ascending, each once. Needs no open database. RocksDB reads the file, and would write the same by its SstFileWriter,
// which is a quarter of all that a load does (graph/README.md).
//
//   Table table(folder / "out.sst", Family::Out);
//   table.put(Family::Out, key, value);
//   table.finish();
//
//   Thread  one at a time
//   Throws  Error Storage "ReadOrWrite", "DiskFull"; Error Limit "TooLong" (2 GiB); Error Internal where keys do not
//           ascend
//   Cost    memory: a block (or a longer value, three times), a mebibyte that waits for the disk, for each block that
//           was written a key, and the first and the last block as they were written
//   Source  RocksDB 7.8, table/format.cc and table/block_based/: block-based tables, format version 5
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

#include "graph/file.h"
#include "graph/overlay.h"
#include "graph/table_block.h"

struct ZSTD_CCtx_s;

namespace polgraph::rocks {

inline constexpr std::size_t kBlockBytes = 16u << 10;  // of all tables, RocksDB's own too

class Table {
 public:
  // For keys of `family` and others of its column family.
  Table(std::filesystem::path path, Family family);
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;
  ~Table();

  void put(Family family, std::string_view key, std::string_view value);
  void remove(Family family, std::string_view key);  // what the database has of it
  void finish();  // on disk when it returns; without keys the file stays empty and is no table
  std::uint64_t entries() const { return entries_; }
  Family family() const { return family_; }
  const std::filesystem::path& path() const { return path_; }

  struct Piece {  // of the file, as it stands there
    std::uint64_t offset = 0;
    std::string bytes;
  };
  // The first block and the last, in which RocksDB looks for the first key and the last without asking whether it could
  // read: where it cannot, it ends the process or takes the table in as an empty one. After finish().
  const std::array<Piece, 2>& ends() const { return ends_; }

 private:
  struct Handle {  // where a block stands
    std::uint64_t offset = 0, size = 0;
  };
  struct FreeCompressor {
    void operator()(ZSTD_CCtx_s* compressor) const;
  };

  void add(Family family, std::string_view key, std::string_view tail, std::string_view value);
  void require_ascending(std::size_t shared) const;
  void close_block(std::string_view separator, Piece* kept);
  Handle write_block(std::string_view block, char compression, Piece* kept = nullptr);
  Handle write_properties(std::uint64_t index_bytes);
  void write_footer(const Handle& metaindex, const Handle& index);
  void write_out();

  std::filesystem::path path_;
  Family family_;
  file::File file_;
  std::unique_ptr<ZSTD_CCtx_s, FreeCompressor> compressor_;
  TableBlock block_, index_;
  std::string key_, last_;  // with the family's byte
  std::string compressed_;  // room for a block
  std::string waiting_;     // for the disk
  std::array<Piece, 2> ends_;
  std::uint64_t size_ = 0;  // of the file, with what is waiting
  std::uint64_t entries_ = 0, removals_ = 0, blocks_ = 0, key_bytes_ = 0, value_bytes_ = 0, data_bytes_ = 0;
};

}  // namespace polgraph::rocks
