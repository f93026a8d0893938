#include "loaders/relationship_identity.h"

#include <array>
#include <bit>
#include <charconv>
#include <cstring>

#include "graph/codec.h"
#include "graph/text/json.h"

namespace polgraph {
namespace {

constexpr std::uint64_t kKey0 = 0x0706050403020100ull;
constexpr std::uint64_t kKey1 = 0x0f0e0d0c0b0a0908ull;

struct SipState {
  std::uint64_t v0 = kKey0 ^ 0x736f6d6570736575ull;
  std::uint64_t v1 = kKey1 ^ 0x646f72616e646f6dull ^ 0xee;
  std::uint64_t v2 = kKey0 ^ 0x6c7967656e657261ull;
  std::uint64_t v3 = kKey1 ^ 0x7465646279746573ull;

  void rounds(int count) {
    for (; count > 0; --count) {
      v0 += v1, v1 = std::rotl(v1, 13), v1 ^= v0, v0 = std::rotl(v0, 32);
      v2 += v3, v3 = std::rotl(v3, 16), v3 ^= v2;
      v0 += v3, v3 = std::rotl(v3, 21), v3 ^= v0;
      v2 += v1, v1 = std::rotl(v1, 17), v1 ^= v2, v2 = std::rotl(v2, 32);
    }
  }
  void take(std::uint64_t word) {
    v3 ^= word;
    rounds(2);
    v0 ^= word;
  }
  std::uint64_t mixed() const { return v0 ^ v1 ^ v2 ^ v3; }
};

std::uint64_t little_endian(const char* bytes, std::size_t count) {
  std::uint64_t word = 0;
  std::memcpy(&word, bytes, count);
  return std::endian::native == std::endian::little ? word : __builtin_bswap64(word);
}

}  // namespace

FingerprintBegin::FingerprintBegin(std::string_view begin) : taken_(begin.size() / 8 * 8), tail_(begin.substr(taken_)) {
  SipState state;
  for (std::size_t at = 0; at < taken_; at += 8) state.take(little_endian(begin.data() + at, 8));
  state_[0] = state.v0, state_[1] = state.v1, state_[2] = state.v2, state_[3] = state.v3;
}

Fingerprint FingerprintBegin::finish(std::string_view rest) const {
  SipState state{state_[0], state_[1], state_[2], state_[3]};
  std::size_t at = 0;
  for (; rest.size() - at >= 8; at += 8) state.take(little_endian(rest.data() + at, 8));
  const std::uint64_t size = taken_ + rest.size();
  state.take((size & 0xFF) << 56 | little_endian(rest.data() + at, rest.size() - at));
  state.v2 ^= 0xee;
  state.rounds(4);
  const std::uint64_t first = state.mixed();
  state.v1 ^= 0xdd;
  state.rounds(4);
  return {first, state.mixed()};
}

Fingerprint fingerprint(std::string_view bytes) {
  return FingerprintBegin().finish(bytes);
}

// Numbers as to_text() spells them, without a string of their own: rows have many.
void append_part(std::string& bytes, std::string_view text) {
  std::array<char, 24> size;
  char* end = std::to_chars(size.data(), size.data() + size.size() - 1, text.size()).ptr;
  *end++ = ':';
  bytes.append(size.data(), static_cast<std::size_t>(end - size.data()));
  bytes.append(text);
}

void append_part(std::string& bytes, const Value& value) {
  bytes += static_cast<char>('a' + static_cast<int>(value.kind()));
  if (value.is_integer()) {
    std::array<char, 24> digits;
    const char* end = std::to_chars(digits.data(), digits.data() + digits.size(), value.as_integer()).ptr;
    return append_part(bytes, std::string_view(digits.data(), static_cast<std::size_t>(end - digits.data())));
  }
  append_part(bytes, value.is_string() ? value.as_string() : std::string_view(to_json(value)));
}

std::string RelationshipIdentities::next(std::string_view parts) {
  const Fingerprint print = fingerprint(parts);
  const std::uint32_t before = seen_[print]++;
  return codec::fingerprint_identity(print.high, before);
}

}  // namespace polgraph
