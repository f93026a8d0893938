#include "loaders/save.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>
#include <system_error>

#include "graph/error.h"
#include "graph/file.h"
#include "loaders/cells.h"

namespace polgraph {
namespace {

namespace fs = std::filesystem;

[[noreturn]] void fail(const fs::path& path, const std::error_code& why) {
  throw Error(Kind::Storage, "WriteFailed", "cannot write " + cells::quoted(path.string()) + ": " + why.message());
}

std::error_code last_error() {
  return {errno, std::generic_category()};
}

// A folder with a name of its own, taken back unless it was renamed.
class FolderBeside {
 public:
  explicit FolderBeside(const fs::path& target) {
    std::string name = target.string() + ".part-XXXXXX";
    if (::mkdtemp(name.data()) == nullptr) fail(target, last_error());
    path_ = name;
  }
  FolderBeside(const FolderBeside&) = delete;
  FolderBeside& operator=(const FolderBeside&) = delete;
  ~FolderBeside() {
    std::error_code ignored;
    if (!path_.empty()) fs::remove_all(path_, ignored);
  }
  const fs::path& path() const { return path_; }

  void become(const fs::path& target) {
    for (const fs::directory_entry& entry : fs::directory_iterator(path_)) sync(entry.path());
    std::error_code error;
    fs::permissions(path_,
                    fs::perms::owner_all | fs::perms::group_read | fs::perms::group_exec | fs::perms::others_read |
                        fs::perms::others_exec,
                    error);
    sync(path_);
    fs::rename(path_, target, error);
    if (error) fail(target, error);
    path_.clear();
    file::sync_folder(target.parent_path());
  }

 private:
  static void sync(const fs::path& file) {
    const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    const bool ok = fd >= 0 && ::fsync(fd) == 0;
    const std::error_code why = last_error();
    if (fd >= 0) ::close(fd);
    if (!ok) fail(file, why);
  }
  fs::path path_;
};

}  // namespace

void save_to_folder(const Format& format, const GraphSource& graph, const SaveOptions& options,
                    const fs::path& folder) {
  fs::path target = folder;
  if (!target.has_filename()) target = target.parent_path();  // "out/"
  std::error_code ignored;
  if (fs::exists(target, ignored) && !(fs::is_directory(target, ignored) && fs::is_empty(target, ignored))) {
    throw Error(Kind::Storage, "FolderNotEmpty",
                cells::quoted(target.string()) + " is there already; " + std::string(format.name) +
                    " is written to a new folder");
  }
  FolderBeside beside(target);
  format.save_folder(graph, options, beside.path());
  beside.become(target);
}

}  // namespace polgraph
