// Evidence: which document, which place in it, which rank. A row of a source asserts several facts with one evidence,
// so the store keeps them together as one Assertion; a Statement is one fact of it, spread out for a reader.
//
// Each data set keeps its own records, so that one can be taken back without touching what the others say. Records that
// agree in predicate, value, source and locator make one statement, in the place of the first. Its rank is the last one
// that says more than "normal": a rank, or a reason. So a data set, or a query, can judge what another one states. What
// the first record leaves open (anchors, validity, recorded_on, original) is filled from the later ones.
//
// Best value (what queries see) of a single-valued predicate: of all statements about it the preferred ones if there
// are any, else the normal ones; of those the one recorded first (load order). Deprecated ones are never seen. If no
// statement that is not deprecated is left, the property is absent.
// Source: ../shared/ONTOLOGY.md "Evidence: statements"; ranks as in Wikidata.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "graph/record.h"
#include "graph/value.h"

namespace polgraph {

enum class Rank : std::uint8_t { Normal = 0, Preferred = 1, Deprecated = 2 };  // on disk: never renumber

std::string_view rank_name(Rank rank);  // "normal" ...

struct Evidence {
  std::string source;   // id of a Source node; empty: no source was given
  std::string locator;  // "#L410", a page, a cell, a JSON pointer ...
  std::vector<std::string> anchors;
  Rank rank = Rank::Normal;
  std::string rank_reason;
  std::string valid_from;  // ISO 8601 at the precision known; empty: open
  std::string valid_to;
  std::string recorded_on;
  std::string dataset;     // name of the load that brought it; empty: a query
  bool judgement = false;  // a query's word on how good a statement is that somebody else makes: it does not make it
  bool operator==(const Evidence&) const = default;
  bool empty() const { return *this == Evidence{}; }
};

// predicate: a property key, "label:NAME", "exists", or "name:KIND@LANG" (kinds: alias acronym former translation
// misspelling). The value of "exists" and "label:" is true.
struct Fact {
  std::string predicate;
  Value value;
  std::string original;  // as printed, where it differs
};

struct Assertion {
  Evidence evidence;
  std::vector<Fact> facts;
};

struct Statement {
  EntityId subject;
  Fact fact;
  Evidence evidence;                  // rank and reason are those that count; `dataset` made it first
  std::vector<std::string> datasets;  // all that make it, in load order; the empty name: queries
  bool best = false;                  // queries see this one (or one with the same value)
};

struct Conflict {  // two or more different best-ranked values of one single-valued predicate, validity overlapping
  EntityId subject;
  std::string predicate;
  std::vector<Statement> statements;
};

}  // namespace polgraph
