#include "graph/bulk/spool.h"

#include <cstring>

namespace polgraph::bulk {

namespace {

constexpr std::size_t kBlockBytes = 1u << 20;
constexpr std::size_t kLengthBytes = 4;

}  // namespace

void Spool::add(std::string_view record) {
  if (block_.capacity() < kBlockBytes) block_.reserve(kBlockBytes);
  if (block_.size() + kLengthBytes + record.size() > block_.capacity() && !block_.empty()) close_block();
  const auto length = static_cast<std::uint32_t>(record.size());
  block_.append(reinterpret_cast<const char*>(&length), kLengthBytes);
  block_.append(record);
}

// A record never lies in two blocks.
void Spool::close_block() {
  held_ += block_.size();
  blocks_.push_back(std::move(block_));
  block_ = {};
  block_.reserve(kBlockBytes);
  if (held_ <= memory_) return;
  if (!scratch_) scratch_.emplace(folder_);
  for (; !blocks_.empty(); blocks_.pop_front()) {
    scratch_->append(blocks_.front());
    on_disk_.push_back(blocks_.front().size());
  }
  held_ = memory_;  // from now on each block is written when it is full
}

bool Spool::Reader::next_block() {
  const std::size_t disk = spool_->on_disk_.size();
  const std::size_t number = block_++;
  if (number < disk) {
    read_.resize(spool_->on_disk_[number]);
    spool_->scratch_->read(offset_, read_.data(), read_.size());
    offset_ += read_.size();
    rest_ = read_;
  } else if (number - disk < spool_->blocks_.size()) {
    rest_ = spool_->blocks_[number - disk];
  } else if (number - disk == spool_->blocks_.size()) {
    rest_ = spool_->block_;
  } else {
    return false;
  }
  return true;
}

bool Spool::Reader::next() {
  while (rest_.empty())
    if (!next_block()) return false;
  std::uint32_t length = 0;
  std::memcpy(&length, rest_.data(), kLengthBytes);
  record_ = rest_.substr(kLengthBytes, length);
  rest_.remove_prefix(kLengthBytes + length);
  return true;
}

}  // namespace polgraph::bulk
