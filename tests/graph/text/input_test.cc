#include "graph/text/input.h"

#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <fstream>

#include "graph/error.h"
#include "graph/text/sha256.h"

using namespace polgraph;
using namespace std::string_literals;
namespace fs = std::filesystem;

namespace {

class Folder {
 public:
  Folder() {
    std::string name = (fs::temp_directory_path() / "polgraph-input-XXXXXX").string();
    path_ = mkdtemp(name.data());
  }
  ~Folder() { fs::remove_all(path_); }
  fs::path file(const std::string& name, const std::string& content) const {
    std::ofstream(path_ / name, std::ios::binary) << content;
    return path_ / name;
  }
  const fs::path& path() const { return path_; }

 private:
  fs::path path_;
};

template <class Read>
Error fault(Read read) {
  try {
    read();
  } catch (const Error& error) {
    return error;
  }
  FAIL("no error");
  throw;
}

}  // namespace

TEST_CASE("SHA-256 gives the standard's answers", "[text][sha256]") {
  CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  Sha256 million;
  for (int i = 0; i < 1000; ++i) million.update(std::string(1000, 'a'));
  CHECK(million.hex() == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("text comes out as UTF-8, whatever it was", "[text][input]") {
  const Folder folder;
  const std::vector<std::tuple<std::string, std::string, std::string>> cases{
      {"経産省\n", "", "経産省\n"},
      {"\xEF\xBB\xBF経産省", "", "経産省"},
      {"\xEF\xBB\xBF経産省", "utf-8", "経産省"},
      {"\xFF\xFE\x4C\x7D\x0A\x00"s, "", "経\n"},
      {"\xFE\xFF\x7D\x4C"s, "", "経"},
      {"\x8C\x6F\x8E\x59\x8F\xC8 \x87\x40", "cp932", "経産省 ①"},
      {"\xB7\xD0", "euc-jp", "経"},
      {"caf\xE9", "latin1", "café"},
      {"", "", ""},
      {"\xEF\xBB\xBF", "", ""},
      {"a", "", "a"},
  };
  for (const auto& [bytes, encoding, text] : cases) {
    CAPTURE(text, encoding);
    Input input = Input::file(folder.file("t", bytes), {.encoding = encoding});
    CHECK(input.read_all() == text);
    CHECK(input.sha256() == sha256_hex(bytes));
  }
}

TEST_CASE("a big text in pieces of any size is the same text", "[text][input]") {
  const Folder folder;
  std::string text;
  while (text.size() < 700000) text += "経é🚀a\n";
  const fs::path path = folder.file("big", text);
  for (const std::size_t piece : {4u, 4097u, 300000u}) {
    Input input = Input::file(path);
    std::string all;
    std::string part(piece, '\0');
    while (const std::size_t got = input.read(part.data(), piece)) all.append(part, 0, got);
    CHECK(all == text);
  }
  Input unread = Input::file(path);
  CHECK(unread.sha256() == sha256_hex(text));
}

TEST_CASE("bytes of another encoding are named with offset and line, and the way out", "[text][input]") {
  const Folder folder;
  const fs::path path = folder.file("sjis.csv", "a\n\x8C\x6F\n");
  const Error error = fault([&] { Input::file(path).read_all(); });
  CHECK(error.detail() == "InvalidEncoding");
  CHECK(error.message() == "byte 2 (\\x8c) is not UTF-8");
  CHECK(error.place()->line == 2);
  CHECK(error.place()->column == 1);
  CHECK(error.hint().find("--encoding cp932") != std::string::npos);

  const std::string far = std::string(300000, '\n') + "abc\xE5";
  const Error cut = fault([&] { Input::text(far, "far").read_all(); });
  CHECK(cut.place()->line == 300001);
  CHECK(cut.place()->byte_offset == 300003);
  CHECK(fault([&] { Input::file(folder.file("cut", "\xB7"), {.encoding = "euc-jp"}).read_all(); }).detail() ==
        "InvalidEncoding");
  CHECK(fault([&] { Input::text("\xFF\xFE\x00"s).read_all(); }).detail() == "InvalidEncoding");
  CHECK(fault([&] { Input::file(path, {.encoding = "klingon"}).read_all(); }).detail() == "UnknownEncoding");
  CHECK(fault([&] { Input::file(path, {.encoding = "latin1//IGNORE"}).read_all(); }).detail() == "UnknownEncoding");
}

TEST_CASE("only a regular file is read", "[text][input][hostile]") {
  const Folder folder;
  CHECK(fault([&] { Input::file(folder.path() / "none"); }).detail() == "NoSuchFile");
  CHECK(fault([&] { Input::file(folder.path()); }).detail() == "NotAFile");
  CHECK(fault([&] { Input::file("/dev/zero"); }).detail() == "NotAFile");
  const fs::path pipe = folder.path() / "pipe";
  REQUIRE(mkfifo(pipe.c_str(), 0600) == 0);
  CHECK(fault([&] { Input::file(pipe); }).detail() == "NotAFile");
}

TEST_CASE("a size limit holds", "[text][input][hostile]") {
  const Folder folder;
  const fs::path path = folder.file("big", std::string(1000, 'x'));
  CHECK(fault([&] { Input::file(path, {.max_bytes = 999}).read_all(); }).detail() == "InputTooLarge");
  CHECK(fault([&] { Input::file(path).read_all(999); }).detail() == "InputTooLarge");
  CHECK(Input::file(path).read_all(1000).size() == 1000);
}
