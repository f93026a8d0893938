// The one exception class of polgraph: a request that cannot be done, said so that a person can act on it.
//
//   throw Error(Kind::Semantic, "UndefinedVariable", "variable `x` is not defined", place).hint("did you mean `xs`?");
//
// What may well be absent is returned as std::optional or bool, never thrown. Nothing throws per row.
// Thread: plain data.
#pragma once

#include <exception>
#include <optional>
#include <string>
#include <string_view>

#include "graph/place.h"

namespace polgraph {

// What went wrong. The first ten have a name in the openCypher TCK (see tck_type).
enum class Kind {
  Syntax,       // SyntaxError: the text is no statement, or cannot mean anything
  Semantic,     // SemanticError
  Type,         // TypeError
  Argument,     // ArgumentError
  Arithmetic,   // ArithmeticError
  NotFound,     // EntityNotFound
  Constraint,   // ConstraintValidationFailed
  Parameter,    // ParameterMissing
  Procedure,    // ProcedureError
  Input,        // a data file holds what cannot be loaded
  Usage,        // wrong use of the command line: exit status 2
  Storage,      // reading or writing the store failed (disk full, permission, lock)
  Corrupt,      // the store holds what cannot be right
  Limit,        // a limit on time, memory, depth or size was reached
  Interrupted,  // Ctrl-C, TERM, HUP
  Internal,     // our own mistake: asks for a report
};

enum class Phase { Compile, Run };

class Error : public std::exception {
 public:
  // `detail` is the TCK's word where it has one (UndefinedVariable ...), else a CamelCase word of ours.
  // `message` is one line, lower case, no full stop: what was wrong, what was got, what was expected.
  Error(Kind kind, std::string_view detail, std::string message, std::optional<Place> place = {});

  Error& hint(std::string text);  // one thing the user can do
  Error& phase(Phase when);       // set once, by the engine
  Error& at(Place place);         // kept only if no place is known yet

  Kind kind() const { return kind_; }
  const std::string& detail() const { return detail_; }
  const std::string& message() const { return message_; }
  const std::optional<Place>& place() const { return place_; }
  const std::string& hint() const { return hint_; }
  Phase phase() const { return phase_; }
  const char* what() const noexcept override { return message_.c_str(); }

 private:
  Kind kind_;
  std::string detail_;
  std::string message_;
  std::optional<Place> place_;
  std::string hint_;
  Phase phase_ = Phase::Run;
};

// The TCK's name of a kind: "SyntaxError", "TypeError" ...; kinds the TCK does not know get a name in its manner.
std::string_view tck_type(Kind kind);

// The candidate nearest to `word` by edit distance (at most a third of its length), or nothing.
template <class Names>
std::optional<std::string> nearest(std::string_view word, const Names& candidates);

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t at_most);

template <class Names>
std::optional<std::string> nearest(std::string_view word, const Names& candidates) {
  std::optional<std::string> best;
  std::size_t best_distance = word.size() / 3 + 1;
  for (const auto& candidate : candidates) {
    const std::size_t distance = edit_distance(word, candidate, best_distance);
    if (distance < best_distance) {
      best_distance = distance;
      best = std::string(candidate);
    }
  }
  return best;
}

}  // namespace polgraph
