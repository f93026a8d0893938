// The real program, run for a test of what it promises: its answer, its message, how it ended; killed, if that is asked
// for, and with variables of its own in the environment.
//
//   const Ran ran = run({program, "--db", folder, "check"});
//   Running writer({program, ...});  writer.wait_for("5\n", 2000);  writer.kill();
#pragma once

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

extern char** environ;

namespace polgraph::test {

struct Ran {
  int status = 0;  // exit status; -N: ended by signal N; kHung
  std::string out, err;
  std::uint64_t peak_bytes = 0;  // of memory, what was mapped from files in it
  bool ok() const { return status == 0; }
};

constexpr int kHung = -1000;

class Running {
 public:
  using Words = std::vector<std::string>;

  // `variables`: "NAME=value", beside those of this process.
  explicit Running(const Words& words, const Words& variables = {}) {
    int out[2], err[2];
    if (pipe2(out, O_CLOEXEC) != 0 || pipe2(err, O_CLOEXEC) != 0) throw std::runtime_error("cannot make a pipe");
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_addopen(&actions, 0, "/dev/null", O_RDONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, out[1], 1);
    posix_spawn_file_actions_adddup2(&actions, err[1], 2);
    std::vector<char*> arguments = pointers(words), environment;
    for (char** one = environ; *one != nullptr; ++one) environment.push_back(*one);
    for (const std::string& one : variables) environment.push_back(const_cast<char*>(one.c_str()));
    environment.push_back(nullptr);
    const int failed = posix_spawn(&pid_, arguments[0], &actions, nullptr, arguments.data(), environment.data());
    posix_spawn_file_actions_destroy(&actions);
    close(out[1]);
    close(err[1]);
    ends_[0] = out[0];
    ends_[1] = err[0];
    if (failed != 0) throw std::runtime_error("cannot start " + words[0]);
  }
  Running(const Running&) = delete;
  Running& operator=(const Running&) = delete;
  ~Running() {
    if (pid_ > 0) {
      ::kill(pid_, SIGKILL);
      end(0);
    }
    for (const int one : ends_)
      if (one >= 0) close(one);
  }

  pid_t pid() const { return pid_; }
  void kill(int signal = SIGKILL) { ::kill(pid_, signal); }
  // Reads what comes for at most so long, or until `enough` says so of the standard output; false: it ended before.
  template <class Enough>
  bool read_until(Enough&& enough, int milliseconds) {
    const auto last = std::chrono::steady_clock::now() + std::chrono::milliseconds(milliseconds);
    while (!enough(ran_.out)) {
      const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(last - std::chrono::steady_clock::now());
      if (left.count() <= 0 || !read_some(static_cast<int>(left.count()))) return false;
    }
    return true;
  }
  // Waits until it has ended, at most so long; then it is killed and has hung.
  Ran end(int milliseconds = 60'000) {
    read_until([](const std::string&) { return false; }, milliseconds);
    const bool hung = ends_[0] >= 0 || ends_[1] >= 0;
    if (hung) ::kill(pid_, SIGKILL);
    int status = 0;
    rusage used{};
    while (wait4(pid_, &status, 0, &used) < 0 && errno == EINTR) {
    }
    pid_ = 0;
    ran_.peak_bytes = static_cast<std::uint64_t>(used.ru_maxrss) * 1024;
    ran_.status = hung ? kHung : WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
    return ran_;
  }

 private:
  static std::vector<char*> pointers(const Words& words) {
    std::vector<char*> all;
    for (const std::string& word : words) all.push_back(const_cast<char*>(word.c_str()));
    all.push_back(nullptr);
    return all;
  }
  // False: both ends are closed.
  bool read_some(int milliseconds) {
    pollfd wanted[2] = {{ends_[0], POLLIN, 0}, {ends_[1], POLLIN, 0}};
    if (ends_[0] < 0 && ends_[1] < 0) return false;
    if (poll(wanted, 2, milliseconds) <= 0) return true;
    for (int i = 0; i < 2; ++i) {
      if ((wanted[i].revents & (POLLIN | POLLHUP | POLLERR)) == 0) continue;
      char buffer[1 << 16];
      const ssize_t got = read(ends_[i], buffer, sizeof buffer);
      if (got > 0) {
        (i == 0 ? ran_.out : ran_.err).append(buffer, static_cast<std::size_t>(got));
      } else if (got == 0 || errno != EINTR) {
        close(ends_[i]);
        ends_[i] = -1;
      }
    }
    return true;
  }

  pid_t pid_ = 0;
  int ends_[2] = {-1, -1};
  Ran ran_;
};

inline Ran run(const std::vector<std::string>& words, const std::vector<std::string>& variables = {},
               int milliseconds = 60'000) {
  return Running(words, variables).end(milliseconds);
}

}  // namespace polgraph::test
