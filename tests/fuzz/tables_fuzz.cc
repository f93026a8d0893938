// Any bytes as a table with the header of neo4j-admin: it is read, or refused with an Error.
#include <stdlib.h>
#include <unistd.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "loaders/neo4j_csv.h"
#include "tests/fuzz/quiet_sink.h"

namespace {

// One file for the whole run.
class File {
 public:
  File() : path_((std::filesystem::temp_directory_path() / "polgraph-table-XXXXXX").string()) {
    const int descriptor = mkstemp(path_.data());
    if (descriptor < 0) std::abort();
    close(descriptor);
  }
  ~File() { unlink(path_.c_str()); }
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const File file;
  std::ofstream(file.path(), std::ios::binary) << std::string(reinterpret_cast<const char*>(data), size);
  polgraph::fuzz::load_quietly(polgraph::kNeo4jCsv, file.path());
  return 0;
}
