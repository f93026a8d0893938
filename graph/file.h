// Plain files, read and written whole: those of a store's folder. What returns has been done; what was written is on
// disk.
//
//   Throws  Error Storage "ReadOrWrite" or "DiskFull", with the path and the system's cause
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace polgraph::file {

class File {
 public:
  File(const std::filesystem::path& path, int flags);
  File(const File&) = delete;
  File& operator=(const File&) = delete;
  ~File();
  bool ok() const { return number_ >= 0; }
  int number() const { return number_; }

 private:
  int number_;
};

// With the cause that errno names.
[[noreturn]] void fail(const std::string& doing, const std::filesystem::path& path);

inline constexpr std::size_t kMostBytes = 4096;
// The first kMostBytes of it; nothing if there is no such file.
std::optional<std::string> read_small(const std::filesystem::path& path);
void write_all(const File& to, std::string_view text, const std::filesystem::path& path);  // not synced
void write_whole(const std::filesystem::path& path, std::string_view text);
// Beside `path`, then renamed: whoever reads it finds the old text or the new.
void replace(const std::filesystem::path& path, std::string_view text);
// The names in it are on disk, where the folder may be read and its file system syncs folders. Empty: the current one.
void sync_folder(const std::filesystem::path& path);

// Sixteen letters that tell whether `text` is what was written.
std::string checksum(std::string_view text);

}  // namespace polgraph::file
