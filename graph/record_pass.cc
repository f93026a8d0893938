#include "graph/record_pass.h"

#include <algorithm>
#include <system_error>

#include "graph/codec.h"
#include "graph/error.h"

namespace polgraph::rocks {

namespace {

// Pieces of 64, 128 ... ids, then of 4,096.
std::uint64_t first_of(std::uint64_t piece) {
  constexpr std::uint64_t kGrowing = 6;
  static_assert(RecordPass::kLeastIds << kGrowing == RecordPass::kMostIds);
  if (piece <= kGrowing) return RecordPass::kLeastIds * ((std::uint64_t{1} << piece) - 1);
  return first_of(kGrowing) + (piece - kGrowing) * RecordPass::kMostIds;
}

constexpr std::uint64_t kAlone = 8;  // pieces before a second thread pays

std::uint64_t pieces_below(std::uint64_t bound) {
  std::uint64_t count = 0;
  while (count <= kAlone && first_of(count) < bound) ++count;
  if (first_of(count) < bound) count += (bound - first_of(count) + RecordPass::kMostIds - 1) / RecordPass::kMostIds;
  return count;
}

}  // namespace

RecordPass::RecordPass(std::shared_ptr<const Reading> reading, std::uint64_t bound, Wanted wanted)
    : reading_(std::move(reading)), bound_(bound), count_(pieces_below(bound)), wanted_(std::move(wanted)) {}

RecordPass::~RecordPass() {
  {
    const std::lock_guard guard(mutex_);
    ended_ = true;
  }
  changed_.notify_all();
}

bool RecordPass::next() {
  if (current_ != nullptr) ++at_;
  while (current_ == nullptr || at_ == current_->entries.size()) {
    if (current_ != nullptr && current_->fault) std::rethrow_exception(current_->fault);
    if (!ask_next()) return false;
  }
  show();
  return true;
}

void RecordPass::show() {
  const Entry& entry = current_->entries[at_];
  if (entry.size <= kLongest) {
    record_ = std::string_view(current_->bytes).substr(entry.begin, entry.size);
  } else {
    if (!reading_->get(Family::Relationships, codec::id_bytes(entry.id), long_))
      throw Error(Kind::Corrupt, "DamagedStore",
                  "relationship " + std::to_string(entry.id) + " is there and cannot be found");
    record_ = long_;
  }
}

// Waits for the next piece, and reads others meanwhile.
bool RecordPass::ask_next() {
  std::unique_lock lock(mutex_);
  if (current_ != nullptr) {
    piece(asked_).is_read = false;
    current_ = nullptr;
    ++asked_;
  }
  at_ = 0;
  if (asked_ >= count_) return false;
  if (asked_ == kAlone && std::thread::hardware_concurrency() > 1) {
    try {
      helper_ = std::jthread([this] { help(); });
    } catch (const std::system_error&) {
      // the system gives no thread: one does it all
    }
  }
  changed_.notify_all();
  while (!piece(asked_).is_read) {
    if (begun_ == asked_ || (helper_.joinable() && may_begin()))
      read_one(lock);
    else
      changed_.wait(lock);
  }
  current_ = &piece(asked_);
  return true;
}

// The next piece that nobody has begun.
void RecordPass::read_one(std::unique_lock<std::mutex>& lock) {
  const std::uint64_t number = begun_++;
  Piece& into = piece(number);
  lock.unlock();
  read(number, into);
  lock.lock();
  into.is_read = true;
  changed_.notify_all();
}

void RecordPass::help() {
  std::unique_lock lock(mutex_);
  while (!ended_ && begun_ < count_) {
    if (may_begin())
      read_one(lock);
    else
      changed_.wait(lock);
  }
}

void RecordPass::read(std::uint64_t number, Piece& into) const {
  into.bytes.clear();
  into.entries.clear();
  into.fault = nullptr;
  try {
    const std::uint64_t end = std::min(bound_, first_of(number + 1));
    const auto cursor =
        reading_->cursor(Family::Relationships, KeyRange{codec::id_bytes(first_of(number)), codec::id_bytes(end)});
    while (cursor->next()) {
      const std::string_view record = cursor->value();
      if (!wanted_(record)) continue;
      into.entries.push_back({codec::last_id(cursor->key()), into.bytes.size(), record.size()});
      if (record.size() <= kLongest) into.bytes.append(record);
    }
  } catch (...) {
    into.fault = std::current_exception();
  }
}

}  // namespace polgraph::rocks
