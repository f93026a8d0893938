#include "graph/texts.h"

#include <algorithm>
#include <bit>
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

// Three letters of a part, by which nearly all places are told at once that do not begin it.
struct Probe {
  explicit Probe(std::string_view part)
      : middle(part.size() / 2), last(part.size() - 1), a(part.front()), b(part[middle]), c(part.back()) {}
  unsigned char differs(const char* at) const {
    return static_cast<unsigned char>((at[0] ^ a) | (at[middle] ^ b) | (at[last] ^ c));
  }
  // One of kWindow places may begin it. (A loop without a branch, which compilers make wide.)
  bool fits_any(const char* at) const {
    unsigned char any = 0;
    for (std::size_t i = 0; i < kWindow; ++i) any |= static_cast<unsigned char>(differs(at + i) == 0 ? 0xFF : 0);
    return any != 0;
  }
  std::size_t middle, last;
  char a, b, c;
};

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
  const std::uint64_t end = ends_[last - 1];
  std::uint32_t number = first;  // not decided yet, as are those that follow
  std::uint64_t at = ends_[first - 1];
  const auto here = [&](std::uint64_t position) {
    return probe.differs(bytes_.data() + position) == 0 &&
           std::string_view(bytes_).substr(position, part.size()) == part;
  };
  while (at + part.size() <= end) {
    if (at + kWindow + part.size() <= end && !probe.fits_any(bytes_.data() + at)) {
      at += kWindow;
      continue;
    }
    const std::uint64_t window = std::min(at + kWindow, end - part.size() + 1);
    while (at < window && !here(at)) ++at;
    if (at >= window) continue;
    const std::uint32_t found = text_at(at, number);
    for (; number < found; ++number) drop(kept, number);
    if (at + part.size() > ends_[found]) {
      ++at;
    } else {
      at = ends_[found];
      number = found + 1;
    }
  }
  for (; number < last; ++number) drop(kept, number);
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
