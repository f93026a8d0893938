// Opening files beneath a folder, and nothing else: what a data package or a query says about paths is not trusted.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace polgraph {

// A folder; files are opened only beneath it, never through a symbolic link, only regular ones.
//   Throws  Error Input "UnsafePath" (absolute, `..`, a scheme, a backslash, a hidden name, a symbolic link, not a
//           regular file), Error NotFound "NoSuchFile", Error Storage
class Beneath {
 public:
  explicit Beneath(const std::filesystem::path& folder);
  Beneath(const Beneath&) = delete;
  Beneath& operator=(const Beneath&) = delete;
  ~Beneath();

  int open(std::string_view relative_path) const;  // a descriptor that the caller closes
  const std::filesystem::path& folder() const { return folder_; }

 private:
  std::filesystem::path folder_;
  int fd_;
};

// Why the spelling of a path is refused; empty if it is not.
std::string unsafe_reason(std::string_view relative_path);

}  // namespace polgraph
