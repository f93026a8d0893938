// Private: room on the disk for what a bulk load cannot hold in memory. The file has no name, so it is gone with the
// process, however that ends.
//   Throws  Error Storage "DiskFull", "ReadOrWrite"
#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>

namespace polgraph::bulk {

class ScratchFile {
 public:
  explicit ScratchFile(const std::filesystem::path& folder);
  ScratchFile(const ScratchFile&) = delete;
  ScratchFile& operator=(const ScratchFile&) = delete;
  ~ScratchFile();

  void append(std::string_view bytes);
  std::uint64_t size() const { return size_; }
  void read(std::uint64_t offset, char* out, std::size_t size) const;  // all of it is there

 private:
  std::filesystem::path folder_;
  int number_ = -1;
  std::uint64_t size_ = 0;
};

}  // namespace polgraph::bulk
