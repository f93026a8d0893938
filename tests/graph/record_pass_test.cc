#include "graph/record_pass.h"

#include <catch2/catch.hpp>
#include <stdexcept>

#include "graph/codec.h"
#include "graph/read_cache.h"

using namespace polgraph;
using namespace polgraph::rocks;

namespace {

using Told = std::vector<std::pair<std::uint64_t, std::string>>;

constexpr std::uint64_t kBound = 40'000;  // a second thread takes part

std::string record(std::uint64_t id) {
  return (id % 3 == 0 ? "a" : "b") + std::to_string(id) + std::string(id % 1009 == 0 ? 2000 : id % 40, 'x');
}

// Every seventh id is of a relationship that is gone, and so are 5,000 to 9,999.
std::shared_ptr<Reading> many() {
  const auto instance = Instance::memory();
  Overlay writes;
  for (std::uint64_t id = 0; id < kBound; ++id)
    if (id % 7 != 0 && (id < 5000 || id >= 10'000)) writes.put(Family::Relationships, codec::id_bytes(id), record(id));
  instance->write(*instance->batch(writes));
  return cached(instance->reading());
}

bool begins_with_a(std::string_view bytes) {
  return bytes.starts_with('a');
}

}  // namespace

TEST_CASE("a pass tells what a cursor would, in its order", "[graph][pass]") {
  const auto reading = many();
  Told expected;
  for (auto cursor = reading->cursor(Family::Relationships, ""); cursor->next();)
    if (begins_with_a(cursor->value())) expected.emplace_back(codec::last_id(cursor->key()), cursor->value());
  for (int turn = 0; turn < 5; ++turn) {
    Told told;
    RecordPass pass(reading, kBound, begins_with_a);
    while (pass.next()) told.emplace_back(pass.id(), pass.record());
    REQUIRE_FALSE(pass.next());
    REQUIRE(told == expected);
  }
}

TEST_CASE("a pass ends below its bound, wherever that lies", "[graph][pass]") {
  const auto reading = many();
  for (const std::uint64_t bound : {0u, 1u, 2u, 63u, 64u, 65u, 4032u, 4033u, 12'224u, 12'225u, 39'999u}) {
    std::uint64_t count = 0, last = 0;
    RecordPass pass(reading, bound, [](std::string_view) { return true; });
    for (; pass.next(); ++count) last = pass.id();
    const std::uint64_t below = std::min<std::uint64_t>(bound, 5000), above = bound > 10'000 ? bound : 10'000;
    REQUIRE(count == below - (below + 6) / 7 + (above - 10'000) - ((above + 6) / 7 - (10'000 + 6) / 7));
    REQUIRE((count == 0 || last < bound));
  }
}

TEST_CASE("a pass that is left early leaves nothing running", "[graph][pass]") {
  const auto reading = many();
  for (const std::size_t steps : {0u, 1u, 3000u, 9000u}) {
    RecordPass pass(reading, kBound, begins_with_a);
    for (std::size_t i = 0; i < steps; ++i) REQUIRE(pass.next());
  }
  REQUIRE(reading.use_count() == 1);
}

TEST_CASE("what goes wrong in a pass comes where the record would have come", "[graph][pass]") {
  const auto reading = many();
  for (const std::uint64_t bad : {1u, 100u, 20'001u}) {
    RecordPass pass(reading, kBound, [&](std::string_view bytes) {
      if (bytes == record(bad)) throw std::runtime_error("bad record");
      return true;
    });
    std::uint64_t last = 0;
    REQUIRE_THROWS_AS(
        [&] {
          while (pass.next()) last = pass.id();
        }(),
        std::runtime_error);
    REQUIRE(last < bad);
    REQUIRE(last + 4 > bad);
  }
}
