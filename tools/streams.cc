#include "tools/streams.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <utility>

#include "graph/error.h"
#include "graph/go_on.h"

namespace polgraph::cli {

void open_standard_streams() {
  for (int descriptor = 0; descriptor <= 2; ++descriptor) {
    if (fcntl(descriptor, F_GETFD) == -1 && errno == EBADF) {
      // open() gives the lowest free number, which is this one. Opened for reading, 1 cannot be written: an answer that
      // nobody gets is a failure. Messages may get lost.
      if (open("/dev/null", descriptor == 2 ? O_WRONLY : O_RDONLY) != descriptor) _exit(1);
    }
  }
}

namespace {

constexpr int kWaitMs = 200;              // between two looks at whether to go on
constexpr std::size_t kSureBytes = 4096;  // a pipe that is ready takes so many at once (PIPE_BUF)

[[noreturn]] void unreadable(const std::string& path, const std::string& why) {
  throw Error(Kind::Input, "UnreadableFile", "cannot read the file '" + path + "': " + why);
}

}  // namespace

std::string read_whole(const std::string& path, std::size_t max_bytes, std::size_t max_endless) {
  int descriptor = -1;
  do {
    go_on_now();
    descriptor = open(path.c_str(), O_RDONLY | O_CLOEXEC);  // of a pipe: waits for its other end
  } while (descriptor < 0 && errno == EINTR);
  if (descriptor < 0) unreadable(path, std::strerror(errno));
  struct Closer {
    int descriptor;
    ~Closer() { close(descriptor); }
  } const closer{descriptor};
  struct stat facts = {};
  const bool ends = fstat(descriptor, &facts) == 0 && S_ISREG(facts.st_mode);
  const std::size_t most = ends ? max_bytes : max_endless;
  std::string text;
  for (;;) {
    go_on_now();
    char piece[1 << 16];
    const ssize_t got = read(descriptor, piece, sizeof piece);
    if (got == 0) return text;
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) unreadable(path, errno == EISDIR ? "it is a folder" : std::strerror(errno));
    text.append(piece, static_cast<std::size_t>(got));
    if (text.size() > most)
      throw Error(Kind::Limit, "InputTooLarge",
                  "the file '" + path + "' is larger than " + std::to_string(most >> 20) + " MiB");
  }
}

DescriptorBuffer::DescriptorBuffer(int descriptor, std::string name, OnError on_error)
    : descriptor_(descriptor), name_(std::move(name)), on_error_(on_error) {
  struct stat facts = {};
  may_block_ =
      fstat(descriptor, &facts) == 0 && (S_ISFIFO(facts.st_mode) || S_ISSOCK(facts.st_mode) || isatty(descriptor) == 1);
  setp(buffer_.data(), buffer_.data() + buffer_.size());
}

// Asks nothing where there is room, so that what was committed is also told.
void DescriptorBuffer::wait_for_room() const {
  pollfd wanted{descriptor_, POLLOUT, 0};
  for (int wait = 0; poll(&wanted, 1, wait) <= 0; wait = kWaitMs) go_on_now();
}

void DescriptorBuffer::drain() {
  const char* const from = pbase();
  const char* const end = pptr();
  setp(buffer_.data(), buffer_.data() + buffer_.size());
  if (failed_) return;
  failed_ = true;  // unless all goes well: what comes later would stand behind a gap
  try {
    write_out(from, end);
    failed_ = false;
  } catch (...) {
    if (on_error_ == OnError::Throw) throw;
  }
}

void DescriptorBuffer::write_out(const char* from, const char* end) {
  while (from < end) {
    auto size = static_cast<std::size_t>(end - from);
    if (may_block_) {
      wait_for_room();
      size = std::min(size, kSureBytes);
    }
    const ssize_t written = write(descriptor_, from, size);
    if (written >= 0) {
      from += written;
      continue;
    }
    if (errno == EINTR) continue;
    if (errno == EPIPE) throw ReaderGone{};
    throw Error(Kind::Storage, "OutputFailed",
                "cannot write " + name_ + ": " + (errno == EBADF ? "it is closed" : std::strerror(errno)));
  }
}

DescriptorBuffer::int_type DescriptorBuffer::overflow(int_type letter) {
  drain();
  if (!traits_type::eq_int_type(letter, traits_type::eof())) sputc(traits_type::to_char_type(letter));
  return traits_type::not_eof(letter);
}

int DescriptorBuffer::sync() {
  drain();
  return 0;
}

DescriptorInput::DescriptorInput(int descriptor, std::string name) : descriptor_(descriptor), name_(std::move(name)) {}

DescriptorInput::int_type DescriptorInput::underflow() {
  while (true) {
    go_on_now();
    const ssize_t got = read(descriptor_, buffer_.data(), buffer_.size());
    if (got > 0) {
      setg(buffer_.data(), buffer_.data(), buffer_.data() + got);
      return traits_type::to_int_type(buffer_[0]);
    }
    if (got == 0) return traits_type::eof();
    if (errno != EINTR) throw Error(Kind::Storage, "ReadFailed", "cannot read " + name_ + ": " + std::strerror(errno));
  }
}

}  // namespace polgraph::cli
