// The real program run from a test: its output, a folder of its own, the folder of shared test data.
#pragma once

#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

namespace polgraph::test {

constexpr int kSkipped = 77;  // exit status of a test that has nothing to test

// Runs the program and gives its standard output; its standard error goes where ours goes.
inline std::string run_program(const std::vector<std::string>& words, int* status) {
  int ends[2];
  if (pipe(ends) != 0) throw std::runtime_error("cannot make a pipe");
  const pid_t child = fork();
  if (child == 0) {
    dup2(ends[1], 1);
    close(ends[0]);
    close(ends[1]);
    std::vector<char*> arguments;
    for (const std::string& word : words) arguments.push_back(const_cast<char*>(word.c_str()));
    arguments.push_back(nullptr);
    execv(arguments[0], arguments.data());
    _exit(127);
  }
  close(ends[1]);
  std::string text;
  char buffer[4096];
  for (ssize_t got = 0; (got = read(ends[0], buffer, sizeof buffer)) > 0;)
    text.append(buffer, static_cast<std::size_t>(got));
  close(ends[0]);
  while (waitpid(child, status, 0) < 0) {
  }
  return text;
}

class ScratchFolder {
 public:
  ScratchFolder() {
    std::string name = (std::filesystem::temp_directory_path() / "polgraph-test-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make a folder");
    path_ = name;
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  ~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  std::filesystem::path path() const { return path_; }

 private:
  std::filesystem::path path_;
};

// $POLGRAPH_SHARED, else the folder `shared` beside the sources.
inline std::filesystem::path shared_folder(const std::filesystem::path& source) {
  const char* shared = std::getenv("POLGRAPH_SHARED");
  return shared != nullptr && *shared != '\0' ? std::filesystem::path(shared) : source.parent_path() / "shared";
}

}  // namespace polgraph::test
