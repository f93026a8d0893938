#include "graph/table_block.h"

#include <bit>

#include "graph/codec.h"

namespace polgraph::rocks {

namespace {

template <class Number>
void append_little_endian(std::string& bytes, Number value) {
  for (std::size_t i = 0; i < sizeof value; ++i) bytes.push_back(static_cast<char>(value >> (8 * i)));
}

}  // namespace

void append_little_endian32(std::string& bytes, std::uint32_t value) {
  append_little_endian(bytes, value);
}

void append_little_endian64(std::string& bytes, std::uint64_t value) {
  append_little_endian(bytes, value);
}

void TableBlock::add(std::size_t shared, std::string_view key, std::string_view tail, std::string_view value) {
  if (entries_++ % interval_ == 0) {
    restarts_.push_back(static_cast<std::uint32_t>(bytes_.size()));
    shared = 0;
  }
  codec::Writer writer(bytes_);
  writer.varint(shared);
  writer.varint(key.size() - shared + tail.size());
  writer.varint(value.size());
  bytes_.append(key.substr(shared)).append(tail).append(value);
}

std::string_view TableBlock::finish() {
  if (restarts_.empty()) restarts_.push_back(0);  // RocksDB wants one even where there is no entry
  for (const std::uint32_t restart : restarts_) append_little_endian32(bytes_, restart);
  append_little_endian32(bytes_, static_cast<std::uint32_t>(restarts_.size()));
  return bytes_;
}

void TableBlock::clear() {
  bytes_.clear();
  restarts_.clear();
  entries_ = 0;
}

}  // namespace polgraph::rocks
