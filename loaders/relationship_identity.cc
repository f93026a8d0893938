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

Fingerprint fingerprint(std::string_view bytes) {
  SipState state;
  std::size_t at = 0;
  for (; bytes.size() - at >= 8; at += 8) state.take(little_endian(bytes.data() + at, 8));
  state.take(std::uint64_t{bytes.size() & 0xFF} << 56 | little_endian(bytes.data() + at, bytes.size() - at));
  state.v2 ^= 0xee;
  state.rounds(4);
  const std::uint64_t first = state.mixed();
  state.v1 ^= 0xdd;
  state.rounds(4);
  return {first, state.mixed()};
}

namespace {

// As to_text() spells it, without a string of its own: rows have many.
class Decimal {
 public:
  template <class Number>
  explicit Decimal(Number number) : end_(std::to_chars(digits_.data(), digits_.data() + digits_.size(), number).ptr) {}
  std::string_view text() const { return {digits_.data(), static_cast<std::size_t>(end_ - digits_.data())}; }

 private:
  std::array<char, 24> digits_;
  const char* end_;
};

}  // namespace

void append_part(std::string& bytes, std::string_view text) {
  bytes += Decimal(text.size()).text();
  bytes += ':';
  bytes += text;
}

void append_part(std::string& bytes, const Value& value) {
  bytes += static_cast<char>('a' + static_cast<int>(value.kind()));
  if (value.is_integer()) return append_part(bytes, Decimal(value.as_integer()).text());
  append_part(bytes, value.is_string() ? value.as_string() : std::string_view(to_json(value)));
}

std::string RelationshipIdentities::next(std::string_view parts) {
  const Fingerprint print = fingerprint(parts);
  const std::uint32_t before = seen_[print]++;
  return codec::fingerprint_identity(print.high, before);
}

}  // namespace polgraph
