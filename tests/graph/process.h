// Other processes for tests of locks and crashes: this test program itself, run again with one hidden test case.
#pragma once

#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdlib>
#include <filesystem>
#include <string>

namespace polgraph::test {

class Process {
 public:
  // Runs the hidden test case `tag` ("[.writer]") over `folder`, which it asks for with folder_of_this_process().
  Process(const std::string& tag, const std::filesystem::path& folder) {
    std::array<int, 2> pipe{};
    if (::pipe(pipe.data()) != 0) std::abort();
    ::setenv("POLGRAPH_TEST_FOLDER", folder.c_str(), 1);
    ::setenv("POLGRAPH_TEST_OUTPUT", std::to_string(pipe[1]).c_str(), 1);
    std::string program = "/proc/self/exe", filter = tag;
    std::array<char*, 3> arguments{program.data(), filter.data(), nullptr};
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", 1, 0);
    posix_spawn_file_actions_addclose(&actions, pipe[0]);
    if (::posix_spawn(&pid_, program.c_str(), &actions, nullptr, arguments.data(), environ) != 0) std::abort();
    posix_spawn_file_actions_destroy(&actions);
    ::close(pipe[1]);
    output_ = pipe[0];
  }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  ~Process() {
    kill();
    ::close(output_);
  }

  pid_t pid() const { return pid_; }
  // The next byte that the process has told; 0 when it is gone.
  char heard() {
    char byte = 0;
    return ::read(output_, &byte, 1) == 1 ? byte : '\0';
  }
  // Waits until there is something to hear, at most so long.
  void listen(int milliseconds) {
    pollfd one{output_, POLLIN, 0};
    ::poll(&one, 1, milliseconds);
  }
  void kill() {
    if (over_) return;
    ::kill(pid_, SIGKILL);
    wait();
  }
  int wait() {
    int status = 0;
    ::waitpid(pid_, &status, 0);
    over_ = true;
    return status;
  }

 private:
  pid_t pid_ = 0;
  int output_ = -1;
  bool over_ = false;
};

inline std::filesystem::path folder_of_this_process() {
  const char* folder = std::getenv("POLGRAPH_TEST_FOLDER");
  return folder ? folder : "";
}

inline void tell(char byte) {
  const char* output = std::getenv("POLGRAPH_TEST_OUTPUT");
  if (output == nullptr || ::write(std::atoi(output), &byte, 1) != 1) ::_exit(3);
}

}  // namespace polgraph::test
