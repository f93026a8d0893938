#include "graph/table.h"

#include <fcntl.h>
#include <unistd.h>
#include <zstd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <map>
#include <random>
#include <utility>

#include "graph/codec.h"
#include "graph/error.h"
#include "graph/table_end.h"

namespace polgraph::rocks {

namespace {

constexpr std::size_t kWaitingBytes = 1u << 20;
constexpr std::size_t kMostEntryBytes = 1u << 31;  // RocksDB counts in 32 bits
constexpr std::size_t kRestartInterval = 16;
constexpr std::size_t kHeadBytes = 6;  // of an entry: what its three numbers take at most, mostly
constexpr char kNone = 0, kZstd = 7;   // what a block is compressed by

// Behind each key: kind and sequence number, 0 for what is yet to be taken in.
constexpr std::string_view kPut("\1\0\0\0\0\0\0\0", 8), kRemoved("\0\0\0\0\0\0\0\0", 8);

std::string varint(std::uint64_t value) {
  std::string bytes;
  codec::Writer(bytes).varint(value);
  return bytes;
}

std::string little_endian32(std::uint32_t value) {
  std::string bytes;
  append_little_endian32(bytes, value);
  return bytes;
}

// The shortest text from `last` on and before `next`: all that an index has to know.
std::string_view separator(std::string& last, std::string_view next, std::size_t shared) {
  if (shared < last.size() && shared < next.size()) {
    const auto byte = static_cast<std::uint8_t>(last[shared]);
    if (byte + 1 < static_cast<std::uint8_t>(next[shared])) {
      last.resize(shared + 1);
      last[shared] = static_cast<char>(byte + 1);
    }
  }
  return last;
}

// Twenty digits of base 36 that no other table has.
std::string unique_session() {
  constexpr std::string_view kDigits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
  std::random_device entropy;
  std::uniform_int_distribution<std::size_t> any(0, kDigits.size() - 1);
  std::string session;
  while (session.size() < 20) session.push_back(kDigits[any(entropy)]);
  return session;
}

}  // namespace

Table::Table(std::filesystem::path path, Family family)
    : path_(std::move(path)),
      family_(family),
      file_(path_, O_WRONLY | O_CREAT | O_TRUNC),
      compressor_(ZSTD_createCCtx()),
      block_(kRestartInterval),
      index_(1),
      compressed_(ZSTD_compressBound(2 * kBlockBytes), '\0') {
  if (!file_.ok()) file::fail("making", path_);
  if (!compressor_) throw std::bad_alloc();
  waiting_.reserve(kWaitingBytes + 2 * kBlockBytes);
}

Table::~Table() = default;

void Table::FreeCompressor::operator()(ZSTD_CCtx_s* compressor) const {
  ZSTD_freeCCtx(compressor);
}

void Table::put(Family family, std::string_view key, std::string_view value) {
  add(family, key, kPut, value);
}

void Table::remove(Family family, std::string_view key) {
  add(family, key, kRemoved, {});
  ++removals_;
}

void Table::add(Family family, std::string_view key, std::string_view tail, std::string_view value) {
  if (key.size() + value.size() > kMostEntryBytes)
    throw Error(Kind::Limit, "TooLong", "an entry of more than 2 GiB cannot be stored").hint("split the value");
  key_.assign(1, static_cast<char>(family)).append(key);
  const std::size_t shared = codec::common_prefix(last_, key_);
  if (entries_ > 0) require_ascending(shared);
  const std::size_t size = kHeadBytes + key_.size() - shared + tail.size() + value.size();
  if (!block_.empty() && block_.bytes() + size > kBlockBytes) {
    close_block(separator(last_, key_, shared), blocks_ == 0 ? &ends_.front() : nullptr);
  }
  block_.add(shared, key_, tail, value);
  ++entries_;
  key_bytes_ += key_.size() + tail.size();
  value_bytes_ += value.size();
  std::swap(last_, key_);
}

// RocksDB trusts the order: a key out of place would not be found, or hide others.
void Table::require_ascending(std::size_t shared) const {
  const bool ascends = shared < key_.size() && (shared == last_.size() || static_cast<std::uint8_t>(last_[shared]) <
                                                                              static_cast<std::uint8_t>(key_[shared]));
  if (!ascends) throw Error(Kind::Internal, "KeyOutOfOrder", "a key out of order for the table file " + path_.string());
}

void Table::close_block(std::string_view separator, Piece* kept) {
  const std::string_view raw = block_.finish();
  compressed_.clear();
  codec::Writer(compressed_).varint(raw.size());
  const std::size_t head = compressed_.size();
  compressed_.resize(head + ZSTD_compressBound(raw.size()));
  const std::size_t size = ZSTD_compressCCtx(compressor_.get(), compressed_.data() + head, compressed_.size() - head,
                                             raw.data(), raw.size(), ZSTD_CLEVEL_DEFAULT);
  // As RocksDB has it: what gains less than an eighth is not worth unpacking.
  const bool pays = ZSTD_isError(size) == 0 && head + size < raw.size() - raw.size() / 8;
  const Handle handle =
      pays ? write_block({compressed_.data(), head + size}, kZstd, kept) : write_block(raw, kNone, kept);
  index_.add(0, separator, {}, varint(handle.offset) + varint(handle.size));
  data_bytes_ = size_;
  ++blocks_;
  block_.clear();
}

Table::Handle Table::write_block(std::string_view block, char compression, Piece* kept) {
  const Handle handle{size_, block.size()};
  const std::size_t begin = waiting_.size();
  waiting_.append(block).push_back(compression);
  append_little_endian32(waiting_, block_checksum(block, compression));
  size_ += waiting_.size() - begin;
  if (kept != nullptr) *kept = {handle.offset, waiting_.substr(begin)};
  if (waiting_.size() >= kWaitingBytes) write_out();
  return handle;
}

void Table::write_out() {
  file::write_all(file_, waiting_, path_);
  waiting_.clear();
}

// What RocksDB asks of a table that it takes in, and what its tools show. By the session it knows the table again: it
// notes it in its list of files and refuses another in its place, and tells blocks in the cache apart by it.
Table::Handle Table::write_properties(std::uint64_t index_bytes) {
  const std::map<std::string, std::string, std::less<>> properties = {
      {"rocksdb.block.based.table.index.type", little_endian32(0)},  // binary search
      {"rocksdb.block.based.table.prefix.filtering", "0"},
      {"rocksdb.block.based.table.whole.key.filtering", "0"},
      {"rocksdb.comparator", "leveldb.BytewiseComparator"},
      {"rocksdb.compression", "ZSTD"},
      {"rocksdb.creating.db.identity", "polgraph"},
      {"rocksdb.creating.session.identity", unique_session()},
      {"rocksdb.data.size", varint(data_bytes_)},
      {"rocksdb.deleted.keys", varint(removals_)},
      {"rocksdb.external_sst_file.global_seqno", std::string(8, '\0')},
      {"rocksdb.external_sst_file.version", little_endian32(2)},
      {"rocksdb.index.key.is.user.key", varint(1)},
      {"rocksdb.index.size", varint(index_bytes)},
      {"rocksdb.index.value.is.delta.encoded", varint(0)},
      {"rocksdb.num.data.blocks", varint(blocks_)},
      {"rocksdb.num.entries", varint(entries_)},
      {"rocksdb.original.file.number", varint(1)},
      {"rocksdb.prefix.extractor.name", "rocksdb.FixedPrefix.1"},
      {"rocksdb.raw.key.size", varint(key_bytes_)},
      {"rocksdb.raw.value.size", varint(value_bytes_)},
  };
  TableBlock block(1);
  for (const auto& [name, value] : properties) block.add(0, name, {}, value);
  return write_block(block.finish(), kNone);
}

void Table::write_footer(const Handle& metaindex, const Handle& index) {
  std::string handles;
  codec::Writer writer(handles);
  for (const std::uint64_t number : {metaindex.offset, metaindex.size, index.offset, index.size}) writer.varint(number);
  handles.resize(kFooterHandlesBytes, '\0');
  waiting_.push_back(kXxh3);
  waiting_.append(handles);
  append_little_endian32(waiting_, kTableFormat);
  append_little_endian64(waiting_, kTableMagic);
}

void Table::finish() {
  if (entries_ == 0) return;
  close_block(last_, &ends_.back());
  if (blocks_ == 1) ends_.front() = ends_.back();
  const Handle index = write_block(index_.finish(), kNone);
  const Handle properties = write_properties(index.size);
  TableBlock metaindex(1);
  metaindex.add(0, kPropertiesBlock, {}, varint(properties.offset) + varint(properties.size));
  write_footer(write_block(metaindex.finish(), kNone), index);
  write_out();
  if (::fdatasync(file_.number()) != 0) file::fail("syncing", path_);
}

}  // namespace polgraph::rocks
