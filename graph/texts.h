// Texts one behind the other in a single run of bytes, so that asking all of them for a part is one search through
// memory; and different texts with numbers.
//
//   Units   bytes; texts are numbered from 1
//   Thread  any number of readers, or one writer
//   Lives   a view of a text until the next one is added
//   Cost    8 bytes a text beside its letters; with numbers 16 to 64 more
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace polgraph {

enum class TextPart { Begins, Ends, Contains };

class TextRun {
 public:
  std::uint32_t size() const { return static_cast<std::uint32_t>(ends_.size() - 1); }
  std::string_view operator[](std::uint32_t number) const {
    return {bytes_.data() + ends_[number - 1], ends_[number] - ends_[number - 1]};
  }
  void add(std::string_view text) {
    bytes_.append(text);
    ends_.push_back(bytes_.size());
  }
  void append(const TextRun& more);

  // Of the texts [first, last) those that are in `kept` (a bit each, by number) and have no such part leave it.
  // Cost: where many are in it, one pass over their bytes, about 10 a nanosecond.
  void keep(TextPart how, std::string_view part, std::uint32_t first, std::uint32_t last,
            std::vector<std::uint64_t>& kept) const;

  std::size_t bytes() const { return bytes_.capacity() + ends_.capacity() * sizeof(std::uint64_t); }

 private:
  void keep_containing(std::string_view part, std::uint32_t first, std::uint32_t last,
                       std::vector<std::uint64_t>& kept) const;
  std::uint32_t text_at(std::uint64_t position, std::uint32_t from) const;

  std::string bytes_;
  std::vector<std::uint64_t> ends_ = {0};  // by number; the first is of none
};

// Does `text` have that part? What TextRun::keep() asks of each.
bool has_part(TextPart how, std::string_view text, std::string_view part);

// Different texts by number. Open addressing, half the table is free.
class Texts {
 public:
  std::uint32_t find(std::string_view text) const;  // 0: it is none of them
  std::uint32_t add(std::string_view text);         // its number, new or not
  const TextRun& run() const { return run_; }
  std::size_t bytes() const { return run_.bytes() + slots_.size() * sizeof(Slot); }

 private:
  struct Slot {
    std::uint32_t hash = 0, number = 0;
  };
  std::size_t place_of(std::string_view text, std::uint32_t hash) const;  // where it is, or would be
  void grow();

  TextRun run_;
  std::vector<Slot> slots_ = std::vector<Slot>(64);
};

}  // namespace polgraph
