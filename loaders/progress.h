// How far a load is, told every few thousand rows. Private to loaders/load.cc and what it is made of.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "graph/place.h"
#include "loaders/format.h"

namespace polgraph {

struct LoadProgress {
  std::uint64_t rows = 0;  // read
  double done = 0;         // of all the work, 0 to 1: by the bytes of the files, then by what is written
};
using ProgressFunction = std::function<void(const LoadProgress&)>;

// Bytes of all files that a request names; folders with what is in them. What cannot be looked at counts nothing.
std::uint64_t input_bytes(const LoadRequest& request);

class Progress {
 public:
  // `reading_share`: of all the work. `tell` may be empty, and may throw.
  Progress(const ProgressFunction& tell, std::uint64_t total_bytes, double reading_share)
      : tell_(tell), total_bytes_(total_bytes), reading_share_(reading_share) {}

  void read_row(const Place& place) {
    if (++rows_ % kRowsBetween == 0) tell_reading(place);
  }
  void write_row(std::uint64_t written, std::uint64_t of) {
    if (written % kRowsBetween == 0) wrote(static_cast<double>(written) / static_cast<double>(of + 1));
  }
  void wrote(double share);

 private:
  static constexpr std::uint64_t kRowsBetween = 4096;
  void tell_reading(const Place& place);

  const ProgressFunction& tell_;
  std::uint64_t total_bytes_;
  double reading_share_;
  std::uint64_t rows_ = 0;
  std::string file_;                 // the one being read
  std::uint64_t bytes_before_ = 0;   // of the files before it
  std::uint64_t file_bytes_ = 0;     // as far as it was seen
};

}  // namespace polgraph
