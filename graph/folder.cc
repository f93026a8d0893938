#include "graph/folder.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <charconv>
#include <chrono>
#include <cstring>
#include <ctime>
#include <random>

#include "graph/codec.h"
#include "graph/error.h"
#include "graph/file.h"
#include "graph/go_on.h"

namespace polgraph::folder {

using file::fail;
using file::File;

namespace {

constexpr std::string_view kFirstLine = "polgraph store";
constexpr int kRetryMs = 10;

// The rest of the line that begins with `name` and a blank.
std::optional<std::string> field(std::string_view text, std::string_view name) {
  while (!text.empty()) {
    const std::size_t end = text.find('\n');
    std::string_view line = text.substr(0, end);
    text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    if (line.starts_with(name) && line.substr(name.size()).starts_with(' '))
      return std::string(line.substr(name.size() + 1));
  }
  return {};
}

// Formats with a ledger end FORMAT with a line that checks those before it.
bool has_its_check(std::string_view text, std::uint32_t format) {
  if (format < codec::kFormatWithLedger) return true;
  constexpr std::string_view kCheck = "check ";
  const std::size_t at = text.rfind(kCheck);
  return at != std::string_view::npos && text.substr(at + kCheck.size()) == file::checksum(text.substr(0, at)) + "\n";
}

template <class Known>
bool holds_other_than(const std::filesystem::path& store, Known known) {
  std::error_code error;
  for (std::filesystem::directory_iterator entry(store, error), end; !error && entry != end; entry.increment(error))
    if (!known(entry->path().filename().string())) return true;
  if (error) {
    errno = error.value();
    fail("reading the folder", store);
  }
  return false;
}

// Empty, or the first letters, where a process was killed or the power went as it wrote it.
bool has_our_mark(const std::filesystem::path& store) {
  const std::optional<std::string> mark = file::read_small(store / kMark);
  constexpr std::string_view kOurs = "polgraph";
  return mark && (kOurs.starts_with(*mark) || mark->find(kOurs) != std::string::npos);
}

bool is_beginning(const std::string& name) {
  return name == "LOCK" || name == "FORMAT.new" || name == "LEDGER" || name == "LEDGER.new";
}

[[noreturn]] void not_a_store(const std::filesystem::path& store, const std::string& why) {
  throw Error(Kind::Storage, "NotAStore", store.string() + " is no polgraph database: " + why)
      .hint("name a folder that is missing or empty to make a new one there; nothing was changed");
}

// "0.10.0" is later than "0.9.1"; what is no release is no later one.
bool is_later(const std::string& release, const std::string& than) {
  const auto numbers = [](const std::string& text) {
    std::array<unsigned, 3> parts{};
    const char* at = text.data();
    const char* const end = at + text.size();
    for (unsigned& part : parts) {
      const auto read = std::from_chars(at, end, part);
      if (read.ec != std::errc()) return std::array<unsigned, 3>{};
      at = read.ptr == end ? end : read.ptr + 1;
      if (read.ptr == end) break;
    }
    return parts;
  };
  return numbers(release) > numbers(than);
}

struct ::flock whole_file(short type) {
  struct ::flock lock {};
  lock.l_type = type;
  lock.l_whence = SEEK_SET;
  return lock;
}

// Nothing if somebody else holds it, or if the file was taken away while we waited.
std::shared_ptr<File> try_lock(const std::filesystem::path& path) {
  auto file = std::make_shared<File>(path, O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK);
  if (!file->ok() && errno == ENOENT)
    throw Error(Kind::Storage, "Moved",
                path.parent_path().string() + " is gone: somebody has moved it or taken it away");
  if (!file->ok() && errno == ELOOP) not_a_store(path.parent_path(), "its file LOCK is a link");
  if (!file->ok()) fail("opening the lock", path);
  struct ::flock wanted = whole_file(F_WRLCK);
  if (::fcntl(file->number(), F_OFD_SETLK, &wanted) != 0) {
    if (errno == EAGAIN || errno == EACCES || errno == EINTR) return {};
    fail("locking", path);
  }
  struct ::stat ours {
  }, named{};
  if (::fstat(file->number(), &ours) != 0 || ::stat(path.c_str(), &named) != 0 || ours.st_ino != named.st_ino)
    return {};
  if (!S_ISREG(ours.st_mode)) not_a_store(path.parent_path(), "its LOCK is no plain file");
  if (ours.st_nlink != 1)  // it is written to
    not_a_store(path.parent_path(), "its file LOCK has another name elsewhere; `polgraph backup` makes a copy");
  return file;
}

void name_holder(const File& file, const std::filesystem::path& path) {
  const std::string text = std::to_string(::getpid()) + "\n";
  if (::ftruncate(file.number(), 0) != 0 ||
      ::pwrite(file.number(), text.data(), text.size(), 0) != static_cast<ssize_t>(text.size()))
    fail("writing", path);
}

// At rest the file is empty, so that a writer that wrote nothing has changed no byte.
void forget_holder(const File& file) {
  if (::ftruncate(file.number(), 0) != 0) return;  // a name of nobody does no harm: the lock decides
}

[[noreturn]] void locked(const std::filesystem::path& store) {
  const long pid = writer(store).value_or(0);
  throw Error(Kind::Storage, "Locked",
              store.string() + " is locked: " +
                  (pid > 0 ? "process " + std::to_string(pid) : std::string("another process")) + " is writing to it")
      .hint("wait for it to end, or use --wait");
}

}  // namespace

std::optional<Spot> spot_of(const std::filesystem::path& folder) {
  struct ::stat found {};
  if (::stat(folder.c_str(), &found) != 0) return {};
  return Spot{found.st_dev, found.st_ino};
}

bool holds_others(const std::filesystem::path& store) {
  return holds_other_than(store, [&](const std::string& name) {
    return is_beginning(name) || name == "FORMAT" || name == "rocks" || (name == kMark && has_our_mark(store));
  });
}

std::string release() {
  return POLGRAPH_RELEASE;
}

std::string new_uuid() {
  std::random_device device;
  std::array<std::uint8_t, 16> bytes{};
  for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(device());
  bytes[6] = static_cast<std::uint8_t>((bytes[6] & 0x0F) | 0x40);
  bytes[8] = static_cast<std::uint8_t>((bytes[8] & 0x3F) | 0x80);
  std::string text;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (i == 4 || i == 6 || i == 8 || i == 10) text.push_back('-');
    text.push_back("0123456789abcdef"[bytes[i] >> 4]);
    text.push_back("0123456789abcdef"[bytes[i] & 0x0F]);
  }
  return text;
}

std::filesystem::path rocks(const std::filesystem::path& store) {
  return store / "rocks";
}

std::filesystem::path loading(const std::filesystem::path& store) {
  return rocks(store) / "loading";
}

std::optional<Format> read_format(const std::filesystem::path& store) {
  std::error_code error;
  const auto status = std::filesystem::status(store, error);
  if (status.type() == std::filesystem::file_type::not_found) {
    if (std::filesystem::is_symlink(std::filesystem::symlink_status(store, error)))
      not_a_store(store, "it is a link to nothing");
    return {};
  }
  if (error) {
    errno = error.value();
    fail("reading", store);
  }
  if (!std::filesystem::is_directory(status)) not_a_store(store, "it is not a folder");
  const std::optional<std::string> text = file::read_small(store / "FORMAT");
  if (!text) {
    if (holds_other_than(store, is_beginning)) not_a_store(store, "it holds other files and no file FORMAT");
    return {};
  }
  if (!text->starts_with(kFirstLine)) not_a_store(store, "its file FORMAT was not written by polgraph");
  Format format;
  const std::string number = field(*text, "format").value_or("");
  const auto parsed = std::from_chars(number.data(), number.data() + number.size(), format.number);
  format.uuid = field(*text, "uuid").value_or("");
  format.release = field(*text, "release").value_or("unknown");
  const std::string state = field(*text, "state").value_or("");
  if (parsed.ec == std::errc() && format.number > codec::kFormat)
    throw Error(Kind::Storage, "NewerFormat",
                store.string() + " was written by polgraph " + format.release + " in format " + number +
                    "; this is polgraph " + release() + ", which reads formats up to " + std::to_string(codec::kFormat))
        .hint(is_later(format.release, release())
                  ? "install polgraph " + format.release + " or newer"
                  : "another build of polgraph wrote it, or the file FORMAT was changed: use that build, or a backup");
  if (parsed.ec != std::errc() || format.number == 0 || format.uuid.empty() ||
      (state != "ready" && state != "creating") || !has_its_check(*text, format.number))
    throw Error(Kind::Corrupt, "DamagedStore", "the file " + (store / "FORMAT").string() + " is damaged")
        .hint("restore a backup");
  format.ready = state == "ready";
  return format;
}

void write_format(const std::filesystem::path& store, const Format& format) {
  std::string text(kFirstLine);
  text += "\nformat " + std::to_string(format.number) + "\nuuid " + format.uuid + "\nrelease " + format.release +
          "\nstate " + (format.ready ? "ready" : "creating") + "\n";
  if (format.number >= codec::kFormatWithLedger) text += "check " + file::checksum(text) + "\n";
  file::replace(store / "FORMAT", text);
  if (format.ready) file::sync_folder(std::filesystem::absolute(store).parent_path());
}

std::optional<long> writer(const std::filesystem::path& store) {
  const File file(store / "LOCK", O_RDONLY | O_NONBLOCK);
  if (!file.ok()) return {};
  struct ::flock asked = whole_file(F_WRLCK);
  if (::fcntl(file.number(), F_OFD_GETLK, &asked) != 0 || asked.l_type == F_UNLCK) return {};
  std::array<char, 32> text{};
  const ssize_t got = ::pread(file.number(), text.data(), text.size(), 0);
  long pid = 0;
  if (got > 0) std::from_chars(text.data(), text.data() + got, pid);
  return pid;
}

void sleep_ms(int milliseconds) {
  go_on_now();  // a signal that came while nobody slept
  const std::timespec time{milliseconds / 1000, (milliseconds % 1000) * 1'000'000L};
  if (::nanosleep(&time, nullptr) != 0 && errno == EINTR)
    throw Error(Kind::Interrupted, "Interrupted", "interrupted while waiting for the store");
}

std::shared_ptr<void> lock(const std::filesystem::path& store, std::optional<int> patience_ms) {
  using Clock = std::chrono::steady_clock;
  const std::filesystem::path path = store / "LOCK";
  for (const Clock::time_point begin = Clock::now();;) {
    if (auto file = try_lock(path)) {
      name_holder(*file, path);
      return std::shared_ptr<void>(file.get(), [file](void*) { forget_holder(*file); });
    }
    if (patience_ms && Clock::now() - begin >= std::chrono::milliseconds(*patience_ms)) locked(store);
    sleep_ms(kRetryMs);
  }
}

void remove_unfinished(const std::filesystem::path& store, bool with_folder) {
  std::error_code ignored;
  std::filesystem::remove_all(rocks(store), ignored);
  if (ignored) return;
  if (has_our_mark(store)) std::filesystem::remove(store / kMark, ignored);
  for (const char* name : {"LEDGER", "LEDGER.new", "FORMAT", "FORMAT.new", "LOCK"})
    std::filesystem::remove(store / name, ignored);
  if (with_folder) std::filesystem::remove(store, ignored);  // only if nothing else is in it
}

}  // namespace polgraph::folder
