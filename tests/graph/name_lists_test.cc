#include "graph/name_lists.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <random>

#include "graph/fold.h"
#include "graph/nearness.h"
#include "tests/support/small_graph.h"

using namespace polgraph;
using test::SmallGraph;
using test::text;

namespace {

// Names of a few words, some words in nearly all of them and some in one or two.
struct ManyNames : SmallGraph {
  ManyNames() {
    std::mt19937 random(2);
    const char* often[] = {"green", "greek", "grew", "fund", "funds", "found"};
    for (int i = 0; i < 400; ++i) {
      std::string name;
      for (const char* word : often)
        if (random() % 2 == 0) name += std::string(word) + " ";
      name += "n" + std::to_string(random() % 300);
      names.push_back(name);
      nodes.push_back(node("id" + std::to_string(i), {"Fund"}, {{"name", text(name)}}));
    }
  }
  template <class Test>
  NodeList with(const Test& test) const {
    NodeList met;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      const auto terms = name_terms(names[i]);
      if (std::any_of(terms.begin(), terms.end(), test)) met.push_back(nodes[i]);
    }
    return met;
  }
  NodeList with_term(const AskedTerm& asked) const {
    return with(
        [&](const std::string& term) { return asked.is_begun ? term.starts_with(asked.term) : term == asked.term; });
  }
  std::vector<std::string> names;
  std::vector<NodeId> nodes;
};

NodeList both(const NodeList& a, const NodeList& b) {
  NodeList common;
  std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(common));
  return common;
}

}  // namespace

TEST_CASE("nodes with all terms are those that each term has, however long the lists are", "[search]") {
  ManyNames graph;
  const Snapshot snapshot = graph.done();
  const std::vector<AskedTerm> all = {{"green"},    {"fund"},       {"fund", true}, {"gre", true}, {"n1", true},
                                      {"n1"},       {"n17"},        {"n250"},       {"nowhere"},   {"n", true},
                                      {"nn", true}, {"grew", true}, {"foun", true}};
  for (const AskedTerm& a : all) {
    INFO(a.term << " " << a.is_begun);
    REQUIRE(nodes_with(snapshot, a) == graph.with_term(a));
    for (const AskedTerm& b : all) {
      INFO(b.term << " " << b.is_begun);
      const NodeList two = both(graph.with_term(a), graph.with_term(b));
      REQUIRE(nodes_with_all(snapshot, std::vector<AskedTerm>{a, b}) == two);
      for (const AskedTerm& c : all)
        REQUIRE(nodes_with_all(snapshot, std::vector<AskedTerm>{a, b, c}) == both(two, graph.with_term(c)));
    }
  }
}

TEST_CASE("nodes near a word are those that have a term with a slip or two in it, the least of them", "[search]") {
  ManyNames graph;
  const Snapshot snapshot = graph.done();
  for (const char* word :
       {"gren", "geren", "foud", "funsd", "n17", "n1234", "greenish", "xgreenxx", "nx250", "é", ""}) {
    INFO(word);
    const LetterList letters = letters_of(word);
    const std::size_t most = letters.size() < 4 ? 0 : letters.size() < 8 ? 1 : 2;
    const auto distance = [&](const std::string& term) -> std::optional<std::size_t> {
      const bool begins = !letters.empty() && term[0] == word[0];
      return most > 0 && term[0] != '=' && (begins || letters.size() >= 6)
                 ? letters_apart(letters, letters_of(term), most)
                 : std::nullopt;
    };
    NodeList found;
    const Misspelt near = nodes_near(snapshot, word);
    for (const Misspelt::Found& at : near.found) {
      found.push_back(at.node);
      REQUIRE(distance(near.terms[at.term]) == at.distance);
      REQUIRE(&near.of(at.node) == &at);
    }
    REQUIRE(found == graph.with([&](const std::string& term) { return distance(term).has_value(); }));
  }
}
