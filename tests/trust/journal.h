// What a program did to its files, one entry after another, as faults.cc writes it down and power_loss.cc reads it.
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace polgraph::test {

struct JournalEntry {
  // A acknowledged (`one` went to standard output); by the file's number: C created or opened as `one`, W `one` written
  // at `offset`, T cut to `offset` bytes, S synced; by names: R `one` renamed to `other`, X both exchanged, L linked
  // so, U gone, M folder made
  char what = 0;
  std::uint64_t file = 0, offset = 0;
  std::string one, other;
};

inline std::string journal_entry(const JournalEntry& entry) {
  std::string bytes(1, entry.what);
  const auto put = [&](std::uint64_t number) { bytes.append(reinterpret_cast<const char*>(&number), sizeof number); };
  put(entry.file);
  put(entry.offset);
  put(entry.one.size());
  put(entry.other.size());
  return bytes + entry.one + entry.other;
}

inline std::vector<JournalEntry> read_journal(std::string_view bytes) {
  std::vector<JournalEntry> all;
  while (!bytes.empty()) {
    JournalEntry entry;
    entry.what = bytes[0];
    bytes.remove_prefix(1);
    const auto take = [&] {
      std::uint64_t number = 0;
      std::memcpy(&number, bytes.data(), sizeof number);
      bytes.remove_prefix(sizeof number);
      return number;
    };
    entry.file = take();
    entry.offset = take();
    const std::uint64_t one = take(), other = take();
    entry.one = bytes.substr(0, one);
    entry.other = bytes.substr(one, other);
    bytes.remove_prefix(one + other);
    all.push_back(std::move(entry));
  }
  return all;
}

}  // namespace polgraph::test
