#include "graph/file.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "graph/error.h"
#include "graph/text/sha256.h"

namespace polgraph::file {

File::File(const std::filesystem::path& path, int flags)
    : number_(::open(path.c_str(), flags | O_CLOEXEC | O_NOCTTY, 0666)) {}

File::~File() {
  if (number_ >= 0) ::close(number_);
}

void fail(const std::string& doing, const std::filesystem::path& path) {
  const int cause = errno;
  const bool is_full = cause == ENOSPC || cause == EDQUOT;
  Error error(Kind::Storage, is_full ? "DiskFull" : "ReadOrWrite",
              doing + " " + path.string() + " failed: " + std::strerror(cause));
  if (is_full) error.hint("make room on the disk and try again");
  throw error;
}

std::optional<std::string> read_small(const std::filesystem::path& path) {
  const File file(path, O_RDONLY | O_NONBLOCK);  // a pipe of that name must not be waited for
  if (!file.ok()) {
    if (errno == ENOENT || errno == ENOTDIR) return {};
    fail("reading", path);
  }
  std::string bytes(kMostBytes, '\0');
  const ssize_t got = ::read(file.number(), bytes.data(), bytes.size());
  if (got < 0) fail("reading", path);
  bytes.resize(static_cast<std::size_t>(got));
  return bytes;
}

void write_all(const File& to, std::string_view text, const std::filesystem::path& path) {
  while (!text.empty()) {
    const ssize_t written = ::write(to.number(), text.data(), text.size());
    if (written < 0 && errno == EINTR) continue;
    if (written < 0) fail("writing", path);
    text.remove_prefix(static_cast<std::size_t>(written));
  }
}

void write_whole(const std::filesystem::path& path, std::string_view text) {
  const File file(path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_NONBLOCK);
  if (!file.ok()) fail("writing", path);
  write_all(file, text, path);
  if (::fsync(file.number()) != 0) fail("syncing", path);
}

void replace(const std::filesystem::path& path, std::string_view text) {
  const std::filesystem::path beside = path.string() + ".new";
  write_whole(beside, text);
  if (::rename(beside.c_str(), path.c_str()) != 0) fail("renaming", beside);
  sync_folder(path.parent_path());
}

void sync_folder(const std::filesystem::path& path) {
  const std::filesystem::path folder = path.empty() ? "." : path;
  const File file(folder, O_RDONLY | O_DIRECTORY);
  if (!file.ok() && errno == EACCES) return;  // a folder that may be entered and not read cannot be synced either
  if (file.ok() && (::fsync(file.number()) == 0 || errno == EINVAL || errno == ENOTSUP))
    return;  // not on this file system
  fail("syncing", folder);
}

std::string checksum(std::string_view text) {
  return sha256_hex(text).substr(0, 16);
}

}  // namespace polgraph::file
