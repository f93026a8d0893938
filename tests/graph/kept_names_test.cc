#include "graph/kept_names.h"

#include <catch2/catch.hpp>
#include <random>
#include <string>

#include "graph/database.h"
#include "graph/search.h"
#include "graph/store.h"
#include "graph/transaction.h"

using namespace polgraph;

namespace {

std::shared_ptr<const std::vector<NodeId>> nodes(std::size_t count) {
  return std::make_shared<const std::vector<NodeId>>(count, NodeId(count));
}

std::string text_of(std::uint64_t node, KeptNames::Which which) {
  return which == KeptNames::Which::Name ? std::to_string(node) : std::string(node % 30, 'a');
}

bool same(const std::vector<Hit>& a, const std::vector<Hit>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const Hit& x, const Hit& y) {
    return x.node == y.node && x.matched == y.matched && x.reason == y.reason && x.score == y.score;
  });
}

}  // namespace

TEST_CASE("a kept list is the one that was read, and many make room", "[graph][kept]") {
  KeptNames kept;
  REQUIRE(kept.find_list("a").nodes == nullptr);
  kept.spend("a", 5);
  kept.spend("a", 6);
  REQUIRE(kept.find_list("a").nodes == nullptr);
  REQUIRE(kept.find_list("a").spent == 11);
  kept.keep_list("a", nodes(3));
  REQUIRE(kept.find_list("a").nodes->size() == 3);
  kept.keep_list("long", nodes(KeptNames::kLongestList + 1));
  REQUIRE(kept.find_list("long").nodes == nullptr);
  for (std::size_t i = 0; i < 3 * KeptNames::kMostLists; ++i) {
    const std::string prefix = "p" + std::to_string(i);
    kept.keep_list(prefix, nodes(i));
    REQUIRE(kept.find_list(prefix).nodes->size() == i);
  }
  REQUIRE(kept.find_list("a").nodes == nullptr);
}

TEST_CASE("a kept text is the one that was read, or it is not known", "[graph][kept]") {
  KeptNames kept;
  std::string text;
  REQUIRE_FALSE(kept.find_text(NodeId(0), KeptNames::Which::Name, text));
  kept.keep_text(NodeId(1), KeptNames::Which::Name, std::string(KeptNames::kLongestText + 1, 'x'));
  REQUIRE_FALSE(kept.find_text(NodeId(1), KeptNames::Which::Name, text));
  for (std::uint64_t node = 0; node < 2 * KeptNames::kMostTexts; ++node) {
    for (const auto which : {KeptNames::Which::Name, KeptNames::Which::All})
      kept.keep_text(NodeId(node), which, text_of(node, which));
    for (const std::uint64_t back : {0u, 1u, 1000u, 60'000u}) {
      if (back > node) continue;
      for (const auto which : {KeptNames::Which::Name, KeptNames::Which::All})
        if (kept.find_text(NodeId(node - back), which, text))
          REQUIRE(text == text_of(node - back, which));
        else
          REQUIRE(back > 0);
    }
  }
}

TEST_CASE("what is found is what the store says now, whatever was kept of it before", "[search][kept]") {
  std::mt19937 random(3);
  const std::vector<std::string> words = {"green", "grown", "greek", "ocean", "council", "経済産業省", "産業", "é"};
  const std::vector<std::string> asked = {
      "green ocean", "gren", "ocean council green", "green co", "経産省", "greek ozean", "grown", "id3", "産業", "gre"};
  const auto name = [&] {
    std::string made;
    for (std::size_t i = 0; i <= random() % 3; ++i) made += (i ? " " : "") + words[random() % words.size()];
    return Value::string(made);
  };
  Store store = Store::memory();
  std::vector<NodeId> made;
  for (int commit = 0; commit < 120; ++commit) {
    Transaction transaction = store.begin();
    const NodeId node = made.empty() ? NodeId() : made[random() % made.size()];
    switch (made.size() < 30 ? 0 : random() % 5) {
      case 0:
        made.push_back(transaction.create_node(
            {"L"}, {{"id", Value::string("id" + std::to_string(made.size()))}, {"name", name()}}));
        break;
      case 1: transaction.set_property(EntityId::of(node), "name", name()); break;
      case 2: transaction.set_property(EntityId::of(node), "aliases", Value::list({name(), name()})); break;
      case 3: transaction.assert_facts(EntityId::of(node), Assertion{{}, {Fact{"name:former", name(), {}}}}); break;
      default: transaction.create_relationship("R", node, made.front(), {}); break;
    }
    // The transaction's own writes over what was kept: of one search, since from then on its view counts.
    const std::string& one = asked[random() % asked.size()];
    const auto in_transaction = search(transaction.view(), one);
    transaction.view().view().count_accesses();  // then nothing is kept
    REQUIRE(same(in_transaction, search(transaction.view(), one)));
    transaction.commit();
    for (const std::string& text : asked) {
      INFO(commit << " " << text);
      const Snapshot now = store.snapshot(), plain = store.snapshot();
      plain.view().count_accesses();
      REQUIRE(plain.view().kept_names({}) == nullptr);
      const auto found = search(now, text);
      REQUIRE(same(found, search(plain, text)));
      REQUIRE(same(found, search(now, text)));
    }
  }
}
