// Private: the plain files around RocksDB in a store's folder.
//
//   FORMAT   what this folder is: format number, UUID, release, state. Read before anything else
//   LOCK     held by the writer; names it
//   rocks/   RocksDB's own files
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

namespace polgraph::folder {

struct Format {
  std::uint32_t number = 0;
  std::string uuid;
  std::string release;  // that wrote it
  bool ready = false;   // false: made and not yet committed to; such a store holds nothing and is begun anew
};

std::string release();   // of this program
std::string new_uuid();  // random

// Empty where the folder is missing, empty or was left by a crash before FORMAT was written.
// Throws Error Storage: "NotAStore" (something else lives there), "NewerFormat", "ReadOrWrite".
std::optional<Format> read_format(const std::filesystem::path& store);
// Beside and renamed, on disk when it returns.
void write_format(const std::filesystem::path& store, const Format& format);

std::filesystem::path rocks(const std::filesystem::path& store);
// Table files in the making and scratch files of a bulk load. What is left of one is taken away by the next writer.
std::filesystem::path loading(const std::filesystem::path& store);

inline constexpr int kPatienceMs = 4500;  // for a writer that is finishing
inline std::optional<int> patience(bool wait) {
  return wait ? std::nullopt : std::optional<int>(kPatienceMs);
}

// The writer's lock, let go when the last owner is gone (also if the process is killed). Without `patience_ms` it waits
// for ever. Throws Error Storage "Locked", naming the holder; Error Interrupted if a signal comes while waiting.
std::shared_ptr<void> lock(const std::filesystem::path& store, std::optional<int> patience_ms);
// The process id of the writer; 0 if it is not known; nothing if nobody writes. Changes no byte.
std::optional<long> writer(const std::filesystem::path& store);

// Which folder it is that has this name now; nothing where there is none.
struct Spot {
  std::uint64_t device = 0, number = 0;
  bool operator==(const Spot&) const = default;
};
std::optional<Spot> spot_of(const std::filesystem::path& folder);

// In a copy in the making, and in a store whose predecessor is still to be put away (new_store.h).
inline constexpr const char* kMark = "UNFINISHED";

// Is there anything in the folder that polgraph did not put there? A store itself does not count.
bool holds_others(const std::filesystem::path& store);

void sleep_ms(int milliseconds);  // Throws Error Interrupted if a signal comes

// Takes away what a store that was never committed to has left; where that cannot be done, FORMAT stays, by which it is
// known. Throws nothing.
void remove_unfinished(const std::filesystem::path& store, bool with_folder);

}  // namespace polgraph::folder
