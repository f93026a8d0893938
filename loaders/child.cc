#include "loaders/child.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <system_error>

#include "graph/error.h"
#include "graph/go_on.h"

namespace polgraph {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kPieceBytes = 64 * 1024;
constexpr int kLookMs = 200;  // between looks at signals and the clock

[[noreturn]] void fail(const std::string& what, int error) {
  throw Error(Kind::Storage, "ChildFailed", what + ": " + std::generic_category().message(error));
}

// Two ends of a pipe, both closed at the end and on exec.
class Pipe {
 public:
  Pipe() {
    if (::pipe2(ends_.data(), O_CLOEXEC) != 0) fail("cannot make a pipe", errno);
  }
  Pipe(const Pipe&) = delete;
  Pipe& operator=(const Pipe&) = delete;
  ~Pipe() { close_read(), close_write(); }
  int read_end() const { return ends_[0]; }
  int write_end() const { return ends_[1]; }
  void close_read() { close(ends_[0]); }
  void close_write() { close(ends_[1]); }

 private:
  static void close(int& fd) {
    if (fd >= 0) ::close(fd);
    fd = -1;
  }
  std::array<int, 2> ends_{-1, -1};
};

class FileActions {
 public:
  FileActions() { posix_spawn_file_actions_init(&actions_); }
  FileActions(const FileActions&) = delete;
  FileActions& operator=(const FileActions&) = delete;
  ~FileActions() { posix_spawn_file_actions_destroy(&actions_); }
  void put(int fd, int as) { posix_spawn_file_actions_adddup2(&actions_, fd, as); }
  const posix_spawn_file_actions_t* get() const { return &actions_; }

 private:
  posix_spawn_file_actions_t actions_{};
};

// The child begins with default signals: a parent that ignores SIGPIPE would pass that on.
class SpawnAttributes {
 public:
  SpawnAttributes() {
    posix_spawnattr_init(&attributes_);
    sigset_t defaults;
    sigemptyset(&defaults);
    for (const int signal : {SIGPIPE, SIGXFSZ, SIGINT, SIGTERM, SIGHUP}) sigaddset(&defaults, signal);
    posix_spawnattr_setsigdefault(&attributes_, &defaults);
    posix_spawnattr_setflags(&attributes_, POSIX_SPAWN_SETSIGDEF);
  }
  SpawnAttributes(const SpawnAttributes&) = delete;
  SpawnAttributes& operator=(const SpawnAttributes&) = delete;
  ~SpawnAttributes() { posix_spawnattr_destroy(&attributes_); }
  const posix_spawnattr_t* get() const { return &attributes_; }

 private:
  posix_spawnattr_t attributes_{};
};

std::vector<char*> pointers(const std::vector<std::string>& texts) {
  std::vector<char*> all;
  for (const std::string& text : texts) all.push_back(const_cast<char*>(text.c_str()));
  all.push_back(nullptr);
  return all;
}

// A process that is killed and reaped if it is not waited for.
class Process {
 public:
  Process(const std::vector<std::string>& arguments, const std::vector<std::string>& environment,
          const FileActions& files) {
    const SpawnAttributes attributes;
    const auto argv = pointers(arguments);
    const auto envp = pointers(environment);
    const int error = ::posix_spawnp(&pid_, argv[0], files.get(), attributes.get(), argv.data(), envp.data());
    if (error == ENOENT)
      throw Error(Kind::NotFound, "NoProgram", "the program `" + arguments[0] + "` is not installed");
    if (error != 0) fail("cannot start `" + arguments[0] + "`", error);
  }
  Process(const Process&) = delete;
  Process& operator=(const Process&) = delete;
  ~Process() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);
    wait();
  }

  void limit(const ChildLimits& limits) const {
    set(RLIMIT_CPU, static_cast<rlim_t>(limits.timeout_s) + 1);
    set(RLIMIT_AS, limits.memory_bytes);
    set(RLIMIT_CORE, 0);
    set(RLIMIT_FSIZE, 0);  // it answers through its pipe and has no file to write
  }

  int wait() {
    int status = 0;
    while (::waitpid(pid_, &status, 0) < 0 && errno == EINTR) {
    }
    pid_ = 0;
    return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  }

 private:
  void set(decltype(RLIMIT_CPU) what, rlim_t value) const {
    rlimit now{};
    if (::prlimit(pid_, what, nullptr, &now) != 0) fail("cannot limit the drawing program", errno);
    const rlimit both{std::min(value, now.rlim_max), std::min(value, now.rlim_max)};
    if (::prlimit(pid_, what, &both, nullptr) != 0) fail("cannot limit the drawing program", errno);
  }
  pid_t pid_ = 0;
};

// Writes and reads at once: either side may fill its pipe first.
class Exchange {
 public:
  Exchange(Pipe& to, Pipe& from, Pipe& errors, std::string_view input, const ChildLimits& limits)
      : to_(to),
        from_(from),
        errors_(errors),
        input_(input),
        limits_(limits),
        ends_(Clock::now() + std::chrono::seconds(limits.timeout_s)) {
    ::fcntl(to_.write_end(), F_SETFL, O_NONBLOCK);
  }

  void run(ChildResult& result) {
    if (input_.empty()) to_.close_write();
    while (from_.read_end() >= 0 || errors_.read_end() >= 0) {
      std::array<pollfd, 3> waits{
          {{from_.read_end(), POLLIN, 0}, {errors_.read_end(), POLLIN, 0}, {to_.write_end(), POLLOUT, 0}}};
      const int ready = ::poll(waits.data(), waits.size(), std::min(left_ms(), kLookMs));
      if (ready < 0 && errno != EINTR) fail("cannot wait for the drawing program", errno);
      go_on_now();
      if (left_ms() == 0)
        throw Error(Kind::Limit, "DrawingTimeout",
                    "drawing took longer than " + std::to_string(limits_.timeout_s) + " s and was stopped");
      if (ready <= 0) continue;
      if (waits[0].revents != 0) take(from_, result.output, limits_.output_bytes, true);
      if (waits[1].revents != 0) take(errors_, result.errors, kPieceBytes, false);
      if (waits[2].revents != 0) give();
    }
  }

 private:
  int left_ms() const {
    const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(ends_ - Clock::now()).count();
    return static_cast<int>(std::clamp<std::int64_t>(left, 0, 1000000));
  }

  static void take(Pipe& pipe, std::string& into, std::uint64_t limit, bool is_strict) {
    std::array<char, kPieceBytes> piece;
    const ssize_t got = ::read(pipe.read_end(), piece.data(), piece.size());
    if (got < 0 && (errno == EINTR || errno == EAGAIN)) return;
    if (got <= 0) return pipe.close_read();
    if (into.size() + static_cast<std::size_t>(got) <= limit)
      into.append(piece.data(), static_cast<std::size_t>(got));
    else if (is_strict)
      throw Error(Kind::Limit, "OutputTooLarge", "the picture is larger than " + std::to_string(limit >> 20) + " MiB");
  }

  void give() {
    const ssize_t put = ::write(to_.write_end(), input_.data(), std::min(input_.size(), kPieceBytes));
    if (put < 0 && (errno == EINTR || errno == EAGAIN)) return;
    if (put < 0) return to_.close_write();  // it reads no more: its exit status says why
    input_.remove_prefix(static_cast<std::size_t>(put));
    if (input_.empty()) to_.close_write();
  }

  Pipe& to_;
  Pipe& from_;
  Pipe& errors_;
  std::string_view input_;
  const ChildLimits& limits_;
  const Clock::time_point ends_;
};

// Writing to a child that has died must not end this program.
class IgnoreBrokenPipe {
 public:
  IgnoreBrokenPipe() {
    struct sigaction ignore {};
    ignore.sa_handler = SIG_IGN;
    ::sigaction(SIGPIPE, &ignore, &before_);
  }
  IgnoreBrokenPipe(const IgnoreBrokenPipe&) = delete;
  IgnoreBrokenPipe& operator=(const IgnoreBrokenPipe&) = delete;
  ~IgnoreBrokenPipe() { ::sigaction(SIGPIPE, &before_, nullptr); }

 private:
  struct sigaction before_ {};
};

}  // namespace

ChildResult run_child(const std::vector<std::string>& arguments, const std::vector<std::string>& environment,
                      std::string_view input, const ChildLimits& limits) {
  const IgnoreBrokenPipe ignore;
  Pipe to, from, errors;
  FileActions files;
  files.put(to.read_end(), 0);
  files.put(from.write_end(), 1);
  files.put(errors.write_end(), 2);
  Process process(arguments, environment, files);
  process.limit(limits);
  to.close_read();
  from.close_write();
  errors.close_write();
  ChildResult result;
  Exchange(to, from, errors, input, limits).run(result);
  result.status = process.wait();
  return result;
}

}  // namespace polgraph
