// Standard output and error as C++ streams that know why a write failed: a closed reader ends the program quietly, a
// full disk is a failure.
#pragma once

#include <array>
#include <cstddef>
#include <streambuf>
#include <string>

namespace polgraph::cli {

// Thrown by a stream whose reader has closed the pipe (`polgraph ... | head`). Caught in main.cc only.
struct ReaderGone {};

// Makes sure that 0, 1 and 2 are open, on /dev/null if need be, before any file of a store can take the number. A
// standard output that was closed stays one that cannot be written.
void open_standard_streams();

// All of a file of at most `max_bytes`; of a pipe or a device, which may never come to an end, at most `max_endless`.
//   Throws  Error Input "UnreadableFile", Error Limit "InputTooLarge", what go_on() throws while it waits
std::string read_whole(const std::string& path, std::size_t max_bytes, std::size_t max_endless);

// Writes to a file descriptor it does not own. Buffered, or after every character sequence if `size` is 0. Where it has
// to wait for a reader it asks go_on() (graph/work.h); what that throws makes it give up, as any other failure does.
//   Throws  ReaderGone (EPIPE), Error Storage "OutputFailed" for any other failure, from overflow() and sync()
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
  void write_out(const char* from, const char* end);
  void wait_for_room() const;

  int descriptor_;
  bool may_block_;
  std::string name_;
  OnError on_error_;
  bool failed_ = false;
  std::array<char, 1 << 16> buffer_;
};

// Reads from a file descriptor it does not own; hands out what has come without waiting for more.
//   Throws  what go_on() throws, Error Storage "ReadFailed"
class DescriptorInput : public std::streambuf {
 public:
  DescriptorInput(int descriptor, std::string name);

 protected:
  int_type underflow() override;

 private:
  int descriptor_;
  std::string name_;
  std::array<char, 1 << 16> buffer_;
};

}  // namespace polgraph::cli
