// Any bytes as the descriptor of a data package, beside two small tables: it is read, or refused with an Error.
#include <stdlib.h>

#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "loaders/datapackage.h"
#include "tests/fuzz/quiet_sink.h"

namespace {

namespace fs = std::filesystem;

void write(const fs::path& path, const std::string& text) {
  std::ofstream(path, std::ios::binary) << text;
}

// One folder for the whole run.
class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "polgraph-package-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) std::abort();
    path_ = name;
    write(path_ / "a.csv", "id,name,n,on,source\n1,One,7,2021-04-01,s\n2,\"T,wo\",,,\n");
    write(path_ / "b.csv", "id,from,to,amount\nx,1,2,5.5\ny,2,1,\n");
  }
  ~Folder() {
    std::error_code ignored;
    fs::remove_all(path_, ignored);
  }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Folder folder;
  write(folder.path() / "datapackage.json", std::string(reinterpret_cast<const char*>(data), size));
  polgraph::fuzz::load_quietly(polgraph::kDataPackage, folder.path());
  return 0;
}
