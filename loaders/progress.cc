#include "loaders/progress.h"

#include <algorithm>
#include <filesystem>

namespace polgraph {

namespace fs = std::filesystem;

namespace {

std::uint64_t bytes_of(const fs::path& path) {
  std::error_code error;
  if (fs::is_regular_file(path, error)) {
    const std::uintmax_t size = fs::file_size(path, error);
    return error ? 0 : size;
  }
  std::uint64_t sum = 0;
  if (path.filename() == "datapackage.json") return sum;
  for (fs::recursive_directory_iterator entry(path, error), end; !error && entry != end; entry.increment(error)) {
    std::error_code ignored;
    const std::uintmax_t size = entry->is_regular_file(ignored) ? entry->file_size(ignored) : 0;
    if (!ignored) sum += size;
  }
  return sum;
}

}  // namespace

std::uint64_t input_bytes(const LoadRequest& request) {
  std::uint64_t sum = 0;
  for (const auto* tables : {&request.nodes, &request.relationships})
    for (const LoadRequest::Table& table : *tables)
      for (const fs::path& file : table.files) sum += bytes_of(file);
  for (const fs::path& path : request.paths)
    sum += bytes_of(path.filename() == "datapackage.json" ? path.parent_path() : path);
  return sum;
}

void Progress::tell_reading(const Place& place) {
  if (place.file != file_) {
    bytes_before_ += file_bytes_;
    file_ = place.file;
  }
  file_bytes_ = static_cast<std::uint64_t>(std::max<std::int64_t>(place.byte_offset, 0));
  if (!tell_) return;
  const double read = static_cast<double>(bytes_before_ + file_bytes_) / static_cast<double>(total_bytes_ + 1);
  tell_({rows_, reading_share_ * std::min(read, 1.0)});
}

void Progress::wrote(double share) {
  if (tell_) tell_({rows_, reading_share_ + (1 - reading_share_) * std::min(share, 1.0)});
}

}  // namespace polgraph
