// Private: records set aside in their order, to be read once more from first to last. In memory as long as they fit,
// then on disk.
//   Throws  what ScratchFile throws
//   Cost    a copy of each record
#pragma once

#include <cstdint>
#include <deque>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/bulk/scratch.h"

namespace polgraph::bulk {

class Spool {
 public:
  Spool(std::filesystem::path folder, std::size_t memory_bytes) : folder_(std::move(folder)), memory_(memory_bytes) {}

  void add(std::string_view record);
  bool empty() const { return block_.empty() && blocks_.empty() && on_disk_.empty(); }

  class Reader {
   public:
    explicit Reader(const Spool& spool) : spool_(&spool) {}
    bool next();
    std::string_view record() const { return record_; }  // until the next next()

   private:
    bool next_block();
    const Spool* spool_;
    std::size_t block_ = 0;
    std::uint64_t offset_ = 0;
    std::string read_;
    std::string_view rest_, record_;
  };

 private:
  void close_block();
  std::filesystem::path folder_;
  std::size_t memory_;
  std::size_t held_ = 0;
  std::string block_;                  // being filled
  std::deque<std::string> blocks_;     // full, in memory; behind those on disk
  std::vector<std::size_t> on_disk_;   // sizes of blocks
  std::optional<ScratchFile> scratch_;
};

}  // namespace polgraph::bulk
