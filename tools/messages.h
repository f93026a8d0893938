// Standard error, as people get it: what is said is bounded and safe, whoever says it and whatever a file, a name or an
// argument holds. Lines come out printable(); of a long word (a path, an argument) the middle goes, of a long line too;
// and what is said at once stays below kMaxBytes. What is left out is counted and told.
//
//   Lines   a line that begins with "polgraph: " is the last word on a request, with its hint: room is kept for it
//   Flush   of no effect on a line that is not ended, so that writing in pieces does not break one; a line of progress
//           (it begins with a carriage return and is written in one piece) passes as it is, and is not counted
#pragma once

#include <streambuf>
#include <string>

namespace polgraph::cli {

class MessageBuffer : public std::streambuf {
 public:
  static constexpr std::size_t kMaxBytes = 8000;       // of all that is said at once
  static constexpr std::size_t kMaxLine = 1000;        // bytes
  static constexpr std::size_t kMaxBeforeLast = 5000;  // so that the last word and its hint still fit
  static constexpr std::size_t kMaxWord = 200;         // letters without a blank between them

  explicit MessageBuffer(std::streambuf& out) : out_(out) {}
  ~MessageBuffer() override { end(); }

  // What is said from here on is something else: another statement of a script.
  void begin() { end(); }
  // Tells what was left out, if anything was.
  void end();
  // Would a list do better to end here and say how many there are yet? After `share` bytes, at most kMaxBeforeLast.
  bool is_full(std::size_t share) const { return said_ + kMaxLine > share; }

 protected:
  int_type overflow(int_type letter) override;
  std::streamsize xsputn(const char* text, std::streamsize size) override;
  int sync() override { return out_.pubsync(); }

 private:
  void take_line();
  void put(const std::string& text);

  std::streambuf& out_;
  std::string line_;
  std::size_t said_ = 0;
  std::size_t unsaid_ = 0;  // lines
  bool is_last_word_ = false;
};

}  // namespace polgraph::cli
