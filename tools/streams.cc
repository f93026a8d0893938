#include "tools/streams.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

#include "graph/error.h"

namespace polgraph::cli {

void open_standard_streams() {
  for (int descriptor = 0; descriptor <= 2; ++descriptor) {
    if (fcntl(descriptor, F_GETFD) == -1 && errno == EBADF) {
      // open() gives the lowest free number, which is this one.
      if (open("/dev/null", descriptor == 0 ? O_RDONLY : O_WRONLY) != descriptor) _exit(1);
    }
  }
}

DescriptorBuffer::DescriptorBuffer(int descriptor, std::string name, OnError on_error)
    : descriptor_(descriptor), name_(std::move(name)), on_error_(on_error) {
  setp(buffer_.data(), buffer_.data() + buffer_.size());
}

void DescriptorBuffer::drain() {
  const char* from = pbase();
  const char* const end = pptr();
  setp(buffer_.data(), buffer_.data() + buffer_.size());
  while (from < end && !failed_) {
    const ssize_t written = write(descriptor_, from, static_cast<std::size_t>(end - from));
    if (written >= 0) {
      from += written;
      continue;
    }
    if (errno == EINTR) continue;
    failed_ = true;
    if (on_error_ == OnError::Ignore) return;
    if (errno == EPIPE) throw ReaderGone{};
    throw Error(Kind::Storage, "WriteFailed", "cannot write " + name_ + ": " + std::strerror(errno));
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

DescriptorInput::DescriptorInput(int descriptor, std::string name, const std::atomic<bool>& stop)
    : descriptor_(descriptor), name_(std::move(name)), stop_(&stop) {}

DescriptorInput::int_type DescriptorInput::underflow() {
  while (true) {
    if (stop_->load()) throw Error(Kind::Interrupted, "Interrupted", "interrupted");
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
