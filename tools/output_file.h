// A file that is there whole or not at all: written beside its place, then renamed.
#pragma once

#include <filesystem>
#include <memory>
#include <ostream>
#include <string>

#include "tools/streams.h"

namespace polgraph::cli {

// Throws Error Usage "InsideStore" where what a command writes would be among the files of the store that it reads.
void require_outside(const std::filesystem::path& database, const std::filesystem::path& place,
                     const std::string& what);

class OutputFile {
 public:
  explicit OutputFile(const std::filesystem::path& path);  // Throws Error Storage
  OutputFile(const OutputFile&) = delete;
  OutputFile& operator=(const OutputFile&) = delete;
  ~OutputFile();                               // takes it back unless committed
  std::ostream& stream() { return *stream_; }  // throws Error Storage where it cannot write
  void commit();                               // on disk under its own name. Throws Error Storage

 private:
  std::filesystem::path path_;
  std::string beside_;
  int descriptor_ = -1;
  std::unique_ptr<DescriptorBuffer> buffer_;
  std::unique_ptr<std::ostream> stream_;
};

}  // namespace polgraph::cli
