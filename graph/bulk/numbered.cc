#include "graph/bulk/numbered.h"

#include <cstring>
#include <functional>

#include "graph/error.h"

namespace polgraph::bulk {

namespace {

constexpr std::size_t kBlockBytes = kLargePage;

std::uint32_t hash_of(std::string_view text) {
  return static_cast<std::uint32_t>(std::hash<std::string_view>()(text) >> 16);
}

}  // namespace

std::uint32_t Numbered::number(std::string_view text) {
  return number(text, hash_of(text));
}

// What each look-up will need is asked for while the others are looked up: slot, place, text.
void Numbered::number_all(std::span<const std::string_view> texts, std::vector<std::uint32_t>& numbers) {
  const auto first_slot = [&](std::size_t i) -> const Slot& { return slots_[numbers[i] & (slots_.size() - 1)]; };
  numbers.resize(texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i) {
    numbers[i] = hash_of(texts[i]);
    __builtin_prefetch(&first_slot(i));
  }
  for (std::size_t i = 0; i < texts.size(); ++i)
    if (const std::uint32_t known = first_slot(i).number; known != kNoNumber) __builtin_prefetch(&places_[known]);
  for (std::size_t i = 0; i < texts.size(); ++i)
    if (const std::uint32_t known = first_slot(i).number; known != kNoNumber) __builtin_prefetch(places_[known].at);
  for (std::size_t i = 0; i < texts.size(); ++i) numbers[i] = number(texts[i], numbers[i]);
}

std::uint32_t Numbered::number(std::string_view text, std::uint32_t hash) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = hash & mask;
  for (; slots_[at].number != kNoNumber; at = (at + 1) & mask)
    if (slots_[at].hash == hash && this->text(slots_[at].number) == text) return slots_[at].number;
  if (places_.size() >= kNoNumber)
    throw Error(Kind::Limit, "TooManyEntities", "more than four billion entities in one load");
  const auto number = static_cast<std::uint32_t>(places_.size());
  places_.push_back({keep(text), static_cast<std::uint32_t>(text.size())});
  slots_[at] = {hash, number};
  if (places_.size() * 4 > slots_.size() * 3) grow();
  return number;
}

const char* Numbered::keep(std::string_view text) {
  if (left_ < text.size()) {
    left_ = text.size() > kBlockBytes ? text.size() : kBlockBytes;
    blocks_.push_back(make_large_array<char>(left_));
    free_ = blocks_.back().get();
  }
  char* at = free_;
  std::memcpy(at, text.data(), text.size());
  free_ += text.size();
  left_ -= text.size();
  return at;
}

void Numbered::grow() {
  Slots wider(slots_.size() * 2);
  const std::size_t mask = wider.size() - 1;
  for (const Slot& slot : slots_) {
    if (slot.number == kNoNumber) continue;
    std::size_t at = slot.hash & mask;
    while (wider[at].number != kNoNumber) at = (at + 1) & mask;
    wider[at] = slot;
  }
  slots_ = std::move(wider);
}

}  // namespace polgraph::bulk
