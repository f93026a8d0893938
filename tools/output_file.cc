#include "tools/output_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "graph/error.h"
#include "graph/file.h"

namespace polgraph::cli {

namespace {

[[noreturn]] void fail(const std::filesystem::path& path, const std::string& why) {
  throw Error(Kind::Storage, "WriteFailed", "cannot write '" + path.string() + "': " + why);
}

mode_t usual_mode() {
  const mode_t mask = umask(0);
  umask(mask);
  return 0666 & ~mask;
}

}  // namespace

void require_outside(const std::filesystem::path& database, const std::filesystem::path& place,
                     const std::string& what) {
  std::error_code error;
  const std::filesystem::path store = std::filesystem::canonical(database, error);
  if (error) return;  // in memory
  const std::filesystem::path whole = std::filesystem::weakly_canonical(std::filesystem::absolute(place, error), error);
  const std::filesystem::path inside = whole.lexically_relative(store);
  if (!error && !inside.empty() && *inside.begin() != "." && *inside.begin() != "..")
    throw Error(Kind::Usage, "InsideStore", what + " cannot be kept inside the store that it is of");
}

// What is no plain file (/dev/stdout, a pipe) is written in place. A pipe that nobody reads is refused: opening it
// would wait for a reader that may never come.
OutputFile::OutputFile(const std::filesystem::path& path) : path_(path) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path_, ignored)) fail(path_, "it is a folder");
  const auto status = std::filesystem::status(path_, ignored);
  if (std::filesystem::exists(status) && !std::filesystem::is_regular_file(status)) {
    descriptor_ = open(path_.c_str(), O_WRONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor_ < 0 && errno == ENXIO) fail(path_, "nobody reads this pipe");
    if (descriptor_ >= 0) fcntl(descriptor_, F_SETFL, 0);
  } else {
    if (std::filesystem::is_symlink(path_, ignored)) path_ = std::filesystem::weakly_canonical(path_, ignored);
    beside_ = (path_.parent_path() / ("." + path_.filename().string() + ".XXXXXX")).string();
    descriptor_ = mkostemp(beside_.data(), O_CLOEXEC);
    if (descriptor_ < 0) beside_.clear();
  }
  if (descriptor_ < 0) fail(path_, std::strerror(errno));
  buffer_ =
      std::make_unique<DescriptorBuffer>(descriptor_, "'" + path_.string() + "'", DescriptorBuffer::OnError::Throw);
  stream_ = std::make_unique<std::ostream>(buffer_.get());
  stream_->exceptions(std::ios::badbit);
}

OutputFile::~OutputFile() {
  if (descriptor_ >= 0) close(descriptor_);
  if (!beside_.empty()) unlink(beside_.c_str());
}

void OutputFile::commit() {
  stream_->flush();
  if (beside_.empty()) return;
  if (fchmod(descriptor_, usual_mode()) != 0 || fsync(descriptor_) != 0) fail(path_, std::strerror(errno));
  const int closed = close(descriptor_);
  descriptor_ = -1;
  if (closed != 0 || rename(beside_.c_str(), path_.c_str()) != 0) fail(path_, std::strerror(errno));
  beside_.clear();
  file::sync_folder(path_.parent_path());
}

}  // namespace polgraph::cli
