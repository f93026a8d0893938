#include "graph/error.h"

#include <algorithm>
#include <vector>

namespace polgraph {

Error::Error(Kind kind, std::string_view detail, std::string message, std::optional<Place> place)
    : kind_(kind), detail_(detail), message_(std::move(message)), place_(std::move(place)) {}

Error& Error::hint(std::string text) {
  hint_ = std::move(text);
  return *this;
}

Error& Error::phase(Phase when) {
  phase_ = when;
  return *this;
}

// Where a signal was heard is nobody's fault.
Error& Error::at(Place place) {
  if (!place_ && kind_ != Kind::Interrupted) place_ = std::move(place);
  return *this;
}

std::string_view tck_type(Kind kind) {
  switch (kind) {
    case Kind::Syntax: return "SyntaxError";
    case Kind::Semantic: return "SemanticError";
    case Kind::Type: return "TypeError";
    case Kind::Argument: return "ArgumentError";
    case Kind::Arithmetic: return "ArithmeticError";
    case Kind::NotFound: return "EntityNotFound";
    case Kind::Constraint: return "ConstraintVerificationFailed";
    case Kind::Parameter: return "ParameterMissing";
    case Kind::Procedure: return "ProcedureError";
    case Kind::Input: return "InputError";
    case Kind::Usage: return "UsageError";
    case Kind::Storage: return "StorageError";
    case Kind::Corrupt: return "CorruptStore";
    case Kind::Limit: return "LimitExceeded";
    case Kind::Interrupted: return "Interrupted";
    case Kind::Internal: return "InternalError";
  }
  return "InternalError";
}

// Optimal string alignment distance over bytes, cut off at `at_most` (then `at_most` is returned).
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t at_most) {
  const std::size_t gap = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
  if (gap >= at_most) return at_most;
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    std::size_t best = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replace = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, replace});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) row[j] = std::min(row[j], before[j - 2] + 1);
      best = std::min(best, row[j]);
    }
    if (best >= at_most) return at_most;
    std::swap(before, last);
    std::swap(last, row);
  }
  return std::min(last[b.size()], at_most);
}

}  // namespace polgraph
