#include "graph/table_end.h"

#define XXH_INLINE_ALL
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>
#include <xxhash.h>

#include <algorithm>
#include <cerrno>
#include <string>

#include "graph/codec.h"
#include "graph/error.h"
#include "graph/file.h"
#include "graph/table_block.h"

namespace polgraph::rocks {

namespace {

static_assert(XXH_VERSION_NUMBER >= 800, "XXH3 gives other numbers in earlier releases");

constexpr std::size_t kTrailerBytes = 5;  // behind a block: how it is packed, its checksum
constexpr std::uint64_t kMostBlockBytes = 1u << 20;
constexpr std::uint64_t kTailBytes = 1536;  // mostly all that is asked for

class TableEnd {
 public:
  explicit TableEnd(const std::filesystem::path& path) : path_(path), file_(path, O_RDONLY | O_NONBLOCK) {}

  void require_whole() {
    struct stat about;
    if (!file_.ok() || ::fstat(file_.number(), &about) != 0 || !S_ISREG(about.st_mode)) return;
    const off_t size = ::lseek(file_.number(), 0, SEEK_END);
    if (size < static_cast<off_t>(kFooterBytes)) fail();
    size_ = static_cast<std::uint64_t>(size);
    const std::uint64_t tail_bytes = std::min<std::uint64_t>(size_, kTailBytes);
    tail_ = read(size_ - tail_bytes, tail_bytes);
    const std::string footer = tail_.substr(tail_bytes - kFooterBytes);
    std::string magic;
    append_little_endian64(magic, kTableMagic);
    if (!footer.ends_with(magic) || footer.front() != kXxh3) fail();
    codec::Reader handles(std::string_view(footer).substr(1, kFooterHandlesBytes), "end of a table");
    const std::string metaindex = block(handles);
    for (codec::Reader entries(metaindex, "list of a table's blocks"); !entries.at_end();) {
      if (entries.varint() != 0) return;  // no restart at each entry, or the restarts
      const std::uint64_t key_size = entries.varint(), value_size = entries.varint();
      const std::string_view key = entries.bytes(key_size);
      codec::Reader handle(entries.bytes(value_size), "place of a block");
      if (key != kPropertiesBlock) continue;
      block(handle);
      return;
    }
  }

 private:
  // The block whose place comes next, once its checksum was compared.
  std::string block(codec::Reader& handle) {
    const std::uint64_t offset = handle.varint(), size = handle.varint();
    if (size > kMostBlockBytes || offset > size_ || size_ - offset < size + kTrailerBytes) fail();
    std::string bytes = read(offset, size + kTrailerBytes);
    std::string expected;
    append_little_endian32(expected, block_checksum(std::string_view(bytes).substr(0, size), bytes[size]));
    if (!bytes.ends_with(expected)) fail();
    bytes.resize(size);
    return bytes;
  }

  std::string read(std::uint64_t offset, std::size_t size) const {
    if (offset + tail_.size() >= size_ && !tail_.empty()) return tail_.substr(offset + tail_.size() - size_, size);
    std::string bytes(size, '\0');
    for (std::size_t at = 0; at < size;) {
      const ssize_t got = ::pread(file_.number(), bytes.data() + at, size - at, static_cast<off_t>(offset + at));
      if (got < 0 && errno == EINTR) continue;
      if (got == 0) fail();
      if (got < 0) file::fail("reading", path_);
      at += static_cast<std::size_t>(got);
    }
    return bytes;
  }

  [[noreturn]] void fail() const {
    throw Error(Kind::Corrupt, "DamagedStore", "the end of the table file " + path_.string() + " is damaged");
  }

  const std::filesystem::path& path_;
  file::File file_;
  std::uint64_t size_ = 0;
  std::string tail_;
};

}  // namespace

std::uint32_t block_checksum(std::string_view block, char packed) {
  constexpr std::uint32_t kOfLastByte = 0x6b9083d9;
  return static_cast<std::uint32_t>(XXH3_64bits(block.data(), block.size())) ^
         static_cast<std::uint8_t>(packed) * kOfLastByte;
}

void require_whole_end(const std::filesystem::path& table) {
  TableEnd(table).require_whole();
}

}  // namespace polgraph::rocks
