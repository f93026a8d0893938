#include <catch2/catch.hpp>
#include <map>
#include <string>

#include "graph/compare.h"
#include "graph/kept_steps.h"
#include "graph/kept_values.h"

using namespace polgraph;

namespace {

Value value_of(std::uint32_t what, std::uint64_t id) {
  if (id % 5 == 0) return {};
  return id % 2 == 0 ? Value::integer(static_cast<std::int64_t>(id * what))
                     : Value::string(std::to_string(what) + " " + std::to_string(id));
}

std::vector<KeptStep> steps_of(std::uint32_t node) {
  std::vector<KeptStep> steps;
  for (std::uint32_t i = 0; i < node % 40; ++i) steps.push_back({i % 3, node + i, node * 40 + i, i % 2 == 0});
  return steps;
}

bool alike(KeptSteps::List a, const std::vector<KeptStep>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const KeptStep& x, const KeptStep& y) {
    return x.type == y.type && x.neighbour == y.neighbour && x.relationship == y.relationship &&
           x.outgoing == y.outgoing;
  });
}

}  // namespace

TEST_CASE("a kept value is the one that was read, or it is not known", "[graph][kept]") {
  KeptValues kept;
  REQUIRE(kept.find(0, 0) == nullptr);
  std::size_t known = 0, asked = 0;
  for (std::uint64_t id = 0; id < 60'000; ++id) {
    for (const std::uint32_t what : {0u, 1u, 77u}) kept.keep(what, id, value_of(what, id));
    for (std::uint64_t back = 0; back < 400 && back <= id; back += 37) {
      for (const std::uint32_t what : {0u, 1u, 77u}) {
        ++asked;
        const Value* found = kept.find(what, id - back);
        if (found == nullptr) continue;
        ++known;
        REQUIRE(same(*found, value_of(what, id - back)));
      }
      REQUIRE(kept.find(2, id - back) == nullptr);
    }
  }
  REQUIRE(known * 10 > asked * 9);
  REQUIRE(kept.bytes() < (4u << 20));
}

TEST_CASE("long values are not kept, and many make room", "[graph][kept]") {
  KeptValues kept;
  kept.keep(1, 2, Value::string(std::string(KeptValues::kLongestValue, 'x')));
  REQUIRE(kept.find(1, 2) == nullptr);
  const std::string text(KeptValues::kLongestValue / 2, 'x');
  for (std::uint64_t id = 0; id < 50'000; ++id) {
    kept.keep(1, id, Value::string(text));
    REQUIRE(kept.bytes() < (4u << 20));
    REQUIRE(kept.find(1, id)->as_string() == text);
  }
}

TEST_CASE("kept steps are those that were read, or they are not known", "[graph][kept]") {
  KeptSteps kept;
  REQUIRE_FALSE(kept.find({1, 2}));
  for (int statement = 0; statement < 30; ++statement) {
    kept.forget_if_full();
    std::map<std::uint32_t, KeptSteps::List> lent;  // good until the statement ends, whatever is kept meanwhile
    for (std::uint32_t i = 0; i < 3000; ++i) {
      const auto node = static_cast<std::uint32_t>(statement) * 2000 + i;
      kept.keep({1, node}, steps_of(node));
      kept.keep({2, node}, {});
      kept.keep({1, node, 5}, steps_of(node + 1));
      if (const auto found = kept.find({1, node})) lent.emplace(node, *found);
      if (const auto found = kept.find({2, node})) REQUIRE(found->empty());
      if (const auto found = kept.find({1, node, 5})) REQUIRE(alike(*found, steps_of(node + 1)));
      REQUIRE_FALSE(kept.find({1, node, 6}));
    }
    for (const auto& [node, steps] : lent) REQUIRE(alike(steps, steps_of(node)));
    REQUIRE(kept.bytes() < (6u << 20));
    if (statement == 0) REQUIRE(lent.size() == 3000);
  }
}

TEST_CASE("a list of steps that is too long is not kept", "[graph][kept]") {
  KeptSteps kept;
  kept.keep({1, 1}, std::vector<KeptStep>(KeptSteps::kLongestList + 1));
  REQUIRE_FALSE(kept.find({1, 1}));
  kept.keep({1, 1}, std::vector<KeptStep>(KeptSteps::kLongestList));
  REQUIRE(kept.find({1, 1})->size() == KeptSteps::kLongestList);
}
