// Private: all relationship records of a committed state, in the order of their ids, read ahead in pieces by two
// threads: the one that asks takes a piece itself wherever the other has not begun it. What it tells does not depend on
// who read what. A pass that ends early has read the pieces begun.
//
//   RecordPass pass(reading, bound, [](std::string_view record) { return ...; });
//   while (pass.next()) ... pass.id() ... pass.record();
//
//   Thread  one; `wanted` is called on two
//   Lives   record() until the next next()
//   Throws  Error Corrupt, Error Storage, what `wanted` throws: where the record would have come
//   Cost    a step a record, a seek a piece and a look-up each record beyond kLongest; memory for kAhead pieces of at
//   most
//           kMostIds records that are wanted. The first pieces are short: a look at a few records stays one, and takes
//           no thread
#pragma once

#include <array>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

#include "graph/rocks.h"

namespace polgraph::rocks {

class RecordPass {
 public:
  using Wanted = std::function<bool(std::string_view record)>;
  static constexpr std::uint64_t kLeastIds = 64, kMostIds = 4096;
  static constexpr std::size_t kAhead = 4;
  static constexpr std::size_t kLongest = 512;  // of a record that is read ahead

  // Ids are below `bound`.
  RecordPass(std::shared_ptr<const Reading> reading, std::uint64_t bound, Wanted wanted);
  ~RecordPass();
  RecordPass(const RecordPass&) = delete;
  RecordPass& operator=(const RecordPass&) = delete;

  bool next();
  std::uint64_t id() const { return current_->entries[at_].id; }
  std::string_view record() const { return record_; }

 private:
  struct Entry {
    std::uint64_t id;
    std::size_t begin, size;  // more than kLongest: not in `bytes`
  };
  struct Piece {
    std::string bytes;
    std::vector<Entry> entries;
    std::exception_ptr fault;  // behind the entries
    bool is_read = false;
  };

  Piece& piece(std::uint64_t number) { return pieces_[number % kAhead]; }
  bool may_begin() const { return begun_ < count_ && begun_ < asked_ + kAhead; }
  bool ask_next();
  void show();
  void read_one(std::unique_lock<std::mutex>& lock);
  void read(std::uint64_t number, Piece& into) const;
  void help();

  std::shared_ptr<const Reading> reading_;
  std::uint64_t bound_, count_;  // of ids, of pieces
  Wanted wanted_;
  const Piece* current_ = nullptr;
  std::size_t at_ = 0;       // in current_
  std::string_view record_;  // there, or in long_
  std::string long_;

  std::mutex mutex_;  // over what follows; a piece belongs to who began it until it is read, then to next()
  std::condition_variable changed_;
  std::array<Piece, kAhead> pieces_;
  std::uint64_t asked_ = 0;  // number of the piece that next() tells
  std::uint64_t begun_ = 0;  // pieces that somebody reads or has read
  bool ended_ = false;
  std::jthread helper_;
};

}  // namespace polgraph::rocks
