#include "graph/ledger.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>
#include <string>
#include <string_view>
#include <utility>

#include "graph/error.h"
#include "graph/folder.h"

namespace polgraph::folder {

namespace {

constexpr std::size_t kEntryBytes = 512;  // a sector: written whole or not, and no other with it
constexpr std::size_t kDigits = 20;
constexpr std::string_view kFirst = "polgraph ledger\ncommit ", kManifest = "\nmanifest ", kCheck = "\ncheck ";

std::filesystem::path ledger_path(const std::filesystem::path& store) {
  return store / "LEDGER";
}

void append_digits(std::string& text, std::uint64_t number) {
  std::array<char, kDigits> all;
  for (std::size_t i = kDigits; i-- > 0; number /= 10) all[i] = static_cast<char>('0' + number % 10);
  text.append(all.data(), all.size());
}

std::string text_of(const Ledger& ledger) {
  std::string text;
  text.reserve(kEntryBytes);
  text.append(kFirst);
  append_digits(text, ledger.commit);
  text.append(kManifest);
  append_digits(text, ledger.manifest);
  text.push_back(' ');
  append_digits(text, ledger.manifest_bytes);
  text.append(" ").append(ledger.manifest_check);
  text.append(kCheck).append(file::checksum(text));
  text.resize(kEntryBytes - 1, ' ');
  text.push_back('\n');
  return text;
}

// Of the first so many bytes of the file, which a writer only adds to; of all of it where it is shorter.
std::string check_of(const std::filesystem::path& path, std::uint64_t bytes) {
  const file::File in(path, O_RDONLY | O_NONBLOCK);
  if (!in.ok()) file::fail("reading", path);
  std::string text(bytes, '\0');
  std::size_t at = 0;
  while (at < text.size()) {
    const ssize_t got = ::pread(in.number(), text.data() + at, text.size() - at, static_cast<off_t>(at));
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) file::fail("reading", path);
    if (got == 0) break;
    at += static_cast<std::size_t>(got);
  }
  text.resize(at);
  return file::checksum(text);
}

[[noreturn]] void damaged(const std::string& why) {
  throw Error(Kind::Corrupt, "DamagedStore", why).hint("restore a backup; `polgraph check` lists the damage");
}

std::uint64_t number_at(std::string_view text, std::size_t at) {
  std::uint64_t number = 0;
  std::from_chars(text.data() + at, text.data() + at + kDigits, number);
  return number;
}

std::filesystem::path manifest_path(const std::filesystem::path& store, std::uint64_t number) {
  const std::string text = std::to_string(number);
  return rocks(store) / ("MANIFEST-" + std::string(text.size() < 6 ? 6 - text.size() : 0, '0') + text);
}

// "MANIFEST-000005" -> 5
std::optional<std::uint64_t> manifest_number(std::string_view name) {
  constexpr std::string_view kName = "MANIFEST-";
  while (!name.empty() && name.back() == '\n') name.remove_suffix(1);
  if (!name.starts_with(kName)) return {};
  name.remove_prefix(kName.size());
  std::uint64_t number = 0;
  const auto parsed = std::from_chars(name.data(), name.data() + name.size(), number);
  if (parsed.ec != std::errc() || parsed.ptr != name.data() + name.size()) return {};
  return number;
}

}  // namespace

namespace {

using Entries = std::array<std::optional<Ledger>, 2>;  // nothing: torn or damaged

std::optional<Ledger> entry_of(std::string_view text) {
  Ledger ledger;
  if (text.size() != kEntryBytes) return {};
  std::size_t at = kFirst.size();
  ledger.commit = number_at(text, at);
  at += kDigits + kManifest.size();
  ledger.manifest = number_at(text, at);
  ledger.manifest_bytes = number_at(text, at + kDigits + 1);
  ledger.manifest_check = text.substr(at + 2 * (kDigits + 1), ledger.manifest_check.size());
  return text == text_of(ledger) ? std::optional(ledger) : std::nullopt;
}

Entries entries_of(std::string_view text) {
  if (text.size() != 2 * kEntryBytes) return {};
  return {entry_of(text.substr(0, kEntryBytes)), entry_of(text.substr(kEntryBytes))};
}

bool is_entry_of(std::string_view text, std::uint64_t commit) {
  std::string digits;
  append_digits(digits, commit);
  return entry_of(std::string(text).replace(kFirst.size(), kDigits, digits)).has_value();
}

// Does one that cannot be read say that it is of the commit after `commit`? Then that was on disk: only later is the
// entry written. Other digits are not believed, nor are they where nothing else is damaged.
bool tells_of_next(std::string_view text, const Entries& entries, std::uint64_t commit) {
  for (std::size_t i = 0; i < entries.size(); ++i) {
    const std::string_view entry = text.substr(i * kEntryBytes, kEntryBytes);
    if (entries[i] || number_at(entry, kFirst.size()) != commit + 1) continue;
    if (!is_entry_of(entry, commit) && !is_entry_of(entry, commit - 1)) return true;
  }
  return false;
}

}  // namespace

std::optional<Ledger> read_ledger(const std::filesystem::path& store) {
  const std::optional<std::string> text = file::read_small(ledger_path(store));
  if (!text) return {};
  const Entries entries = entries_of(*text);
  if (!entries[0] && !entries[1]) damaged("the file " + ledger_path(store).string() + " is damaged");
  std::optional<Ledger> last = std::max(entries[0], entries[1]);  // nothing is less than any
  if (tells_of_next(*text, entries, last->commit)) ++last->commit;
  return last;
}

void make_ledger(const std::filesystem::path& store, const Ledger& ledger) {
  Ledger whole = ledger;
  whole.manifest_check = check_of(manifest_path(store, ledger.manifest), ledger.manifest_bytes);
  file::replace(ledger_path(store), text_of(whole) + text_of(whole));
}

OpenLedger::OpenLedger(const std::filesystem::path& store)
    : store_(store), path_(ledger_path(store)), file_(path_, O_WRONLY | O_NOFOLLOW) {
  if (!file_.ok()) file::fail("opening", path_);
  const Entries entries = entries_of(file::read_small(path_).value_or(""));
  second_ = entries[1] < entries[0];
}

void OpenLedger::find_manifest(std::uint64_t commit) {
  last_ = ledger_now(store_, commit);
  manifest_path_ = manifest_path(store_, last_.manifest);
  manifest_.emplace(manifest_path_, O_RDONLY);
  seen_bytes_ = std::exchange(last_.manifest_bytes, 0);
}

// Where the MANIFEST cannot be read the ledger says nothing of its bytes: what was committed is on disk all the same.
void OpenLedger::tell_of_manifest(std::uint64_t bytes) {
  try {
    last_.manifest_check = check_of(manifest_path_, bytes);
    last_.manifest_bytes = bytes;
  } catch (const Error&) {
    last_.manifest_check = file::checksum("");
    last_.manifest_bytes = 0;
  }
}

// By its number, not by its name: five folders need not be looked through.
void OpenLedger::look_at_manifest(std::uint64_t commit) {
  struct ::stat manifest {};
  settled_ = false;
  if (!manifest_ || ::fstat(manifest_->number(), &manifest) != 0 || manifest.st_nlink == 0) {
    find_manifest(commit);
    return;
  }
  const auto bytes = static_cast<std::uint64_t>(manifest.st_size);
  settled_ = bytes == seen_bytes_;
  if (settled_ && bytes != last_.manifest_bytes) tell_of_manifest(bytes);
  seen_bytes_ = bytes;
}

void OpenLedger::write(std::uint64_t commit, std::uint64_t changes) {
  if (changes != seen_changes_) manifest_.reset();  // it may be another file now
  if (!settled_ || changes != seen_changes_) look_at_manifest(commit);
  seen_changes_ = changes;  // as it was before the look
  last_.commit = commit;
  put();
}

void OpenLedger::close(std::uint64_t commit) {
  last_ = ledger_now(store_, commit);
  manifest_path_ = manifest_path(store_, last_.manifest);
  tell_of_manifest(last_.manifest_bytes);
  put();
}

void OpenLedger::put() {
  const std::string text = text_of(last_);
  const off_t at = second_ ? static_cast<off_t>(kEntryBytes) : 0;
  if (::pwrite(file_.number(), text.data(), text.size(), at) != static_cast<ssize_t>(text.size()))
    file::fail("writing", path_);
  second_ = !second_;
}

Ledger ledger_now(const std::filesystem::path& store, std::uint64_t commit) {
  const std::filesystem::path current = rocks(store) / "CURRENT";
  const std::optional<std::string> name = file::read_small(current);
  if (!name) damaged("the file " + current.string() + " is missing");
  const std::optional<std::uint64_t> number = manifest_number(*name);
  if (!number) damaged("the file " + current.string() + " is damaged");
  const std::filesystem::path manifest = manifest_path(store, *number);
  struct ::stat found {};
  if (::stat(manifest.c_str(), &found) != 0) {
    if (errno == ENOENT) damaged("the file " + manifest.string() + " is missing");
    file::fail("reading", manifest);
  }
  return {commit, *number, static_cast<std::uint64_t>(found.st_size), file::checksum("")};
}

void require_manifest(const std::filesystem::path& store, const Ledger& ledger) {
  const Ledger now = ledger_now(store, ledger.commit);
  if (now.manifest < ledger.manifest)
    damaged("the file " + (rocks(store) / "CURRENT").string() + " is older than the store");
  if (now.manifest == ledger.manifest && now.manifest_bytes < ledger.manifest_bytes)
    damaged("the end of RocksDB's MANIFEST in " + rocks(store).string() + " is missing: it has " +
            std::to_string(now.manifest_bytes) + " of " + std::to_string(ledger.manifest_bytes) + " bytes");
  // RocksDB takes an entry at its end that it cannot read for one that was never finished.
  if (now.manifest == ledger.manifest &&
      check_of(manifest_path(store, now.manifest), ledger.manifest_bytes) != ledger.manifest_check)
    damaged("the file " + manifest_path(store, now.manifest).string() + " is damaged");
}

void require_commit(const std::filesystem::path& store, const Ledger& ledger, std::uint64_t commit) {
  if (commit >= ledger.commit) return;
  const std::uint64_t lost = ledger.commit - commit;
  damaged("the last " + (lost == 1 ? std::string("commit") : std::to_string(lost) + " commits") + " to " +
          store.string() + (lost == 1 ? " is" : " are") + " lost: its files hold " + std::to_string(commit) + " of " +
          std::to_string(ledger.commit));
}

}  // namespace polgraph::folder
