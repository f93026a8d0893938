// Standard output and error as C++ streams that know why a write failed: a closed reader ends the program quietly, a
// full disk is a failure.
#pragma once

#include <array>
#include <atomic>
#include <streambuf>
#include <string>

namespace polgraph::cli {

// Thrown by a stream whose reader has closed the pipe (`polgraph ... | head`). Caught in main.cc only.
struct ReaderGone {};

// Makes sure that 0, 1 and 2 are open, on /dev/null if need be, before any file of a store can take the number.
void open_standard_streams();

// Writes to a file descriptor it does not own. Buffered, or after every character sequence if `size` is 0.
//   Throws  ReaderGone (EPIPE), Error Storage "WriteFailed" for any other failure, from overflow() and sync()
class DescriptorBuffer : public std::streambuf {
 public:
  enum class OnError { Throw, Ignore };
  DescriptorBuffer(int descriptor, std::string name, OnError on_error);
  bool failed() const { return failed_; }

 protected:
  int_type overflow(int_type letter) override;
  int sync() override;

 private:
  void drain();

  int descriptor_;
  std::string name_;
  OnError on_error_;
  bool failed_ = false;
  std::array<char, 1 << 16> buffer_;
};

// Reads from a file descriptor it does not own; hands out what has come without waiting for more.
//   Throws  Error Interrupted when a signal asked to stop, Error Storage "ReadFailed"
class DescriptorInput : public std::streambuf {
 public:
  DescriptorInput(int descriptor, std::string name, const std::atomic<bool>& stop);

 protected:
  int_type underflow() override;

 private:
  int descriptor_;
  std::string name_;
  const std::atomic<bool>* stop_;
  std::array<char, 1 << 16> buffer_;
};

}  // namespace polgraph::cli
