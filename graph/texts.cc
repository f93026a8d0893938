#include "graph/texts.h"

#include <algorithm>
#include <bit>
#include <cstring>
#include <functional>

namespace polgraph {

namespace {

constexpr std::size_t kWindow = 128;      // positions that are looked at together
constexpr std::uint32_t kFewOfThem = 16;  // one text in so many is left: each is looked at by itself

bool has(const std::vector<std::uint64_t>& bits, std::uint32_t number) {
  return (bits[number / 64] >> (number % 64) & 1) != 0;
}

void drop(std::vector<std::uint64_t>& bits, std::uint32_t number) {
  bits[number / 64] &= ~(std::uint64_t{1} << (number % 64));
}

// Three letters of a part, by which nearly all places are told at once that do not begin it. (Inner loops have no
// branch, so that compilers make them wide.)
class Probe {
 public:
  explicit Probe(std::string_view part)
      : middle_(part.size() / 2), last_(part.size() - 1), a_(part.front()), b_(part[middle_]), c_(part.back()) {}

  // The first place in [at, end) that may begin it; end: none. The part would fit behind each.
  const char* next(const char* at, const char* end) const {
    for (; end - at >= static_cast<std::ptrdiff_t>(kWindow); at += kWindow) {
      unsigned char any = 0;
      for (std::size_t i = 0; i < kWindow; ++i) any |= fits(at + i);
      if (any != 0) return at + first_of(at);
    }
    while (at < end && fits(at) == 0) ++at;
    return at;
  }

 private:
  unsigned char fits(const char* at) const {
    return static_cast<unsigned char>(((at[0] ^ a_) | (at[middle_] ^ b_) | (at[last_] ^ c_)) == 0 ? 0xFF : 0);
  }
  std::size_t first_of(const char* at) const {
    unsigned char found[kWindow];
    for (std::size_t i = 0; i < kWindow; ++i) found[i] = fits(at + i);
    return static_cast<std::size_t>(std::find(found, found + kWindow, 0xFF) - found);
  }

  std::size_t middle_, last_;
  char a_, b_, c_;
};

// All of [first, last).
void drop(std::vector<std::uint64_t>& bits, std::uint32_t first, std::uint32_t last) {
  if (first >= last) return;
  const std::uint64_t from = ~std::uint64_t{0} << (first % 64), to = ~std::uint64_t{0} >> (63 - (last - 1) % 64);
  if (first / 64 == (last - 1) / 64) {
    bits[first / 64] &= ~(from & to);
    return;
  }
  bits[first / 64] &= ~from;
  for (std::uint32_t word = first / 64 + 1; word < (last - 1) / 64; ++word) bits[word] = 0;
  bits[(last - 1) / 64] &= ~to;
}

}  // namespace

bool has_part(TextPart how, std::string_view text, std::string_view part) {
  switch (how) {
    case TextPart::Begins: return text.starts_with(part);
    case TextPart::Ends: return text.ends_with(part);
    default: return text.find(part) != std::string_view::npos;
  }
}

void TextRun::append(const TextRun& more) {
  const std::uint64_t before = bytes_.size();
  bytes_.append(more.bytes_);
  for (std::size_t i = 1; i < more.ends_.size(); ++i) ends_.push_back(before + more.ends_[i]);
}

void TextRun::keep(TextPart how, std::string_view part, std::uint32_t first, std::uint32_t last,
                   std::vector<std::uint64_t>& kept) const {
  if (part.empty() || first >= last) return;
  if (how == TextPart::Contains) {
    std::uint64_t count = 0;
    for (std::uint32_t word = first / 64; word <= (last - 1) / 64; ++word)
      count += static_cast<std::uint64_t>(std::popcount(kept[word]));
    if (count * kFewOfThem >= last - first) return keep_containing(part, first, last, kept);
  }
  for (std::uint32_t number = first; number < last; ++number) {
    if (kept[number / 64] == 0) {
      number |= 63;
    } else if (has(kept, number) && !has_part(how, (*this)[number], part)) {
      drop(kept, number);
    }
  }
}

// The text that holds the byte at `position`, not before `from`: it is near, so steps double.
std::uint32_t TextRun::text_at(std::uint64_t position, std::uint32_t from) const {
  std::size_t low = from, step = 1;
  while (low + step < ends_.size() && ends_[low + step - 1] <= position) {
    low += step;
    step *= 2;
  }
  const auto begin = ends_.begin() + static_cast<std::ptrdiff_t>(low);
  const auto end = ends_.begin() + static_cast<std::ptrdiff_t>(std::min(low + step, ends_.size()));
  return static_cast<std::uint32_t>(std::upper_bound(begin, end, position) - ends_.begin());
}

// Whatever lies before the next hit has no such part. A hit that goes on into the next text is none.
void TextRun::keep_containing(std::string_view part, std::uint32_t first, std::uint32_t last,
                              std::vector<std::uint64_t>& kept) const {
  const Probe probe(part);
  const char* const bytes = bytes_.data();
  const std::uint64_t end = ends_[last - 1];
  std::uint32_t number = first;  // not decided yet, as are those that follow
  const char* at = bytes + ends_[first - 1];
  while (at + part.size() <= bytes + end) {
    at = probe.next(at, bytes + end - part.size() + 1);
    if (at + part.size() > bytes + end) break;
    if (std::memcmp(at, part.data(), part.size()) != 0) {
      ++at;
      continue;
    }
    const std::uint32_t found = text_at(static_cast<std::uint64_t>(at - bytes), number);
    drop(kept, number, found);
    number = found;
    if (at + part.size() > bytes + ends_[found]) {
      ++at;
    } else {
      at = bytes + ends_[found];
      ++number;
    }
  }
  drop(kept, number, last);
}

// ---- numbers

namespace {
std::uint32_t hash_of(std::string_view text) {
  return static_cast<std::uint32_t>(std::hash<std::string_view>()(text));
}
}  // namespace

std::size_t Texts::place_of(std::string_view text, std::uint32_t hash) const {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  while (slots_[at].number != 0 && (slots_[at].hash != hash || run_[slots_[at].number] != text)) at = (at + 1) & mask;
  return at;
}

std::uint32_t Texts::find(std::string_view text) const {
  return slots_[place_of(text, hash_of(text))].number;
}

std::uint32_t Texts::add(std::string_view text) {
  const std::uint32_t hash = hash_of(text);
  std::size_t at = place_of(text, hash);
  if (slots_[at].number != 0) return slots_[at].number;
  if (2 * (std::size_t{run_.size()} + 1) > slots_.size()) {
    grow();
    at = place_of(text, hash);
  }
  run_.add(text);
  slots_[at] = {hash, run_.size()};
  return run_.size();
}

void Texts::grow() {
  std::vector<Slot> before(4 * slots_.size());
  before.swap(slots_);
  const std::size_t mask = slots_.size() - 1;
  for (const Slot& slot : before) {
    if (slot.number == 0) continue;
    std::size_t at = slot.hash & mask;
    while (slots_[at].number != 0) at = (at + 1) & mask;
    slots_[at] = slot;
  }
}

}  // namespace polgraph
