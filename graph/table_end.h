// Private: the end of a table file, which tells where all else stands. RocksDB 7.8 goes by some of it before it has
// compared a checksum: one bit set there, and an assertion of Debian's library ends the process; another, and it
// compares none at all. So it is looked at when RocksDB opens the file (rocks.cc).
//
//   Throws  Error Corrupt "DamagedStore" with the file's name; Error Storage "ReadOrWrite"
//   Cost    a file opened and 1.5 KiB read of it: 5 microseconds, 20 the first time
//   Source  RocksDB 7.8, table/format.cc (Footer), table/meta_blocks.cc (ReadTablePropertiesHelper)
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string_view>

namespace polgraph::rocks {

inline constexpr std::size_t kFooterBytes = 53;
inline constexpr std::size_t kFooterHandlesBytes = 40;
inline constexpr char kXxh3 = 4;  // what checksums are, of all tables that we or RocksDB write
inline constexpr std::uint32_t kTableFormat = 5;
inline constexpr std::uint64_t kTableMagic = 0x88e241b785f4cff7;
inline constexpr std::string_view kPropertiesBlock = "rocksdb.properties";

// Of a block's content and of how that is packed, which is the byte behind it.
std::uint32_t block_checksum(std::string_view block, char packed);

// A file that is gone is passed over: RocksDB says so if it needs it. One that is longer than it was is none of ours:
// RocksDB looks for the end where its list says that it is.
void require_whole_end(const std::filesystem::path& table);

}  // namespace polgraph::rocks
