#include "graph/text/beneath.h"

#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <system_error>

#include "graph/error.h"
#include "graph/text/utf8.h"

namespace polgraph {
namespace {

std::string shown(std::string_view text) {
  return '"' + cut_code_points(printable(text), 60) + '"';
}

[[noreturn]] void unsafe(std::string_view path, const std::string& why) {
  throw Error(Kind::Input, "UnsafePath", "path " + shown(path) + " is refused: " + why);
}

// The kernel walks the path and refuses to leave the folder or to follow a link. Where it cannot (before Linux 5.6),
// each component is opened by itself.
int open_walking(int folder, const std::string& path) {
  int at = ::dup(folder);
  const std::filesystem::path relative(path);
  for (auto part = relative.begin(); at >= 0 && part != relative.end(); ++part) {
    const bool last = std::next(part) == relative.end();
    const int flags = O_CLOEXEC | O_NOFOLLOW | (last ? O_RDONLY | O_NONBLOCK : O_PATH | O_DIRECTORY);
    const int next = ::openat(at, part->c_str(), flags);
    const int error = errno;
    ::close(at);
    errno = error;
    at = next;
  }
  return at;
}

int open_safely(int folder, const std::string& path) {
  open_how how{};
  how.flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK;
  how.resolve = RESOLVE_BENEATH | RESOLVE_NO_SYMLINKS | RESOLVE_NO_MAGICLINKS;
  const long fd = ::syscall(SYS_openat2, folder, path.c_str(), &how, sizeof how);
  if (fd >= 0 || (errno != ENOSYS && errno != EPERM)) return static_cast<int>(fd);
  return open_walking(folder, path);
}

}  // namespace

std::string unsafe_reason(std::string_view path) {
  if (path.empty()) return "it is empty";
  if (path.find('\0') != std::string_view::npos) return "it holds a NUL";
  if (path.find('\\') != std::string_view::npos) return "it holds a backslash";
  if (path.front() == '/') return "it is absolute";
  if (path.find("://") != std::string_view::npos) return "it is remote, and nothing is fetched from elsewhere";
  if (path.find(':') != std::string_view::npos) return "it holds a colon";
  for (std::size_t begin = 0; begin <= path.size();) {
    const std::size_t end = std::min(path.find('/', begin), path.size());
    const std::string_view part = path.substr(begin, end - begin);
    begin = end + 1;
    if (part == "..") return "it leads out of the folder";
    if (part.starts_with('.')) return "a part of it is hidden";
    if (part.empty()) return "a part of it is empty";
  }
  return {};
}

Beneath::Beneath(const std::filesystem::path& folder)
    : folder_(folder.empty() ? "." : folder), fd_(::open(folder_.c_str(), O_PATH | O_DIRECTORY | O_CLOEXEC)) {
  if (fd_ < 0) {
    throw Error(Kind::NotFound, "NoSuchFile",
                "cannot open folder " + shown(folder_.string()) + ": " + std::generic_category().message(errno));
  }
}

Beneath::~Beneath() {
  ::close(fd_);
}

int Beneath::open(std::string_view relative_path) const {
  if (const std::string why = unsafe_reason(relative_path); !why.empty()) unsafe(relative_path, why);
  const int fd = open_safely(fd_, std::string(relative_path));
  if (fd < 0 && (errno == ELOOP || errno == EXDEV)) unsafe(relative_path, "it goes through a symbolic link");
  if (fd < 0) {
    const bool missing = errno == ENOENT || errno == ENOTDIR;
    throw Error(
        missing ? Kind::NotFound : Kind::Storage, missing ? "NoSuchFile" : "ReadFailed",
        "cannot open " + shown((folder_ / relative_path).string()) + ": " + std::generic_category().message(errno));
  }
  struct stat facts {};
  if (::fstat(fd, &facts) != 0 || !S_ISREG(facts.st_mode)) {
    ::close(fd);
    unsafe(relative_path, "it is not a regular file");
  }
  return fd;
}

}  // namespace polgraph
