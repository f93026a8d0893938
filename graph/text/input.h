// Input: the text of a file, standard input or a string as valid UTF-8, read piece by piece, with the SHA-256 of the
// bytes as they are on disk. A byte-order mark is taken off; UTF-16 is known by its mark; any other encoding must be
// named, nothing is guessed.
//
//   Input input = Input::file("funds.csv", {.encoding = "cp932"});
//   std::string text = input.read_all();
//
//   Units   bytes
//   Throws  Error Input "InvalidEncoding" (bytes that are not of the encoding: offset and line), "NotAFile" (a folder,
//           a device, a pipe), Error NotFound "NoSuchFile", Error Storage (cannot be read), Error Usage
//           "UnknownEncoding", Error Limit "InputTooLarge"
//   Thread  one thread
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace polgraph {

struct InputOptions {
  std::string encoding = {};  // as iconv names it: cp932, shift_jis, euc-jp, latin1 ...; empty: UTF-8 or by mark
  std::uint64_t max_bytes = UINT64_MAX;
};

// Is there such an encoding, or none named? An Input asks only when it is read. Throws "UnknownEncoding".
void require_encoding(const std::string& encoding);

inline constexpr std::uint64_t kMaxDocumentBytes = 1ull << 30;  // a text that is held whole (JSON, a source to verify)

class Input {
 public:
  // Only a regular file is read: a pipe or a device may never end.
  static Input file(const std::filesystem::path& path, const InputOptions& options = {});
  // An open descriptor, closed by the Input: standard input, or a file that was opened with care. `name` is for places.
  static Input descriptor(int fd, std::string name, const InputOptions& options = {});
  static Input text(std::string text, std::string name = {});

  Input(Input&&) noexcept;
  Input& operator=(Input&&) noexcept;
  ~Input();

  // Up to `size` bytes of UTF-8 (at least 4 must be asked for); sequences are never split. 0 at the end.
  std::size_t read(char* out, std::size_t size);
  // All that is left, at most `max_bytes`.
  std::string read_all(std::uint64_t max_bytes = kMaxDocumentBytes);
  // SHA-256 of all bytes of the file. Reads to the end (unchecked) what was not read yet.
  std::string sha256();
  const std::string& name() const;

 private:
  struct State;
  explicit Input(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace polgraph
