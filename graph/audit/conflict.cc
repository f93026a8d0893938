// Two sources, or one source twice, say different things of which only one can be: best-ranked values of one
// single-valued predicate whose validity overlaps (graph/provenance.h). A rank with a reason settles it.
//
// Figures and years are grave; where a thing stands in a document, and what kind of thing it is, less so; two spellings
// of one text, or one date more exact than the other, hardly.
//   Cost  a scan over all statements
#include <algorithm>
#include <array>

#include "graph/audit/dates.h"
#include "graph/audit/detectors.h"
#include "graph/audit/facts.h"
#include "graph/audit/sources.h"
#include "graph/compare.h"
#include "graph/fold.h"

namespace polgraph {

namespace {

constexpr std::array<std::string_view, 6> kPlaces{"page", "number", "position", "line", "marker_line", "section"};
constexpr std::size_t kMostValues = 5;

bool spelled_alike(const Value& a, const Value& b) {
  return a.is_string() && b.is_string() && fold_name(a.as_string()) == fold_name(b.as_string());
}

Severity gravity(const std::string& predicate, const Value& a, const Value& b) {
  if (spelled_alike(a, b)) return Severity::Low;
  const auto date = date_span(a), other = date_span(b);
  if (date && other && !a.is_integer() && !b.is_integer())
    return date->overlaps(*other) ? Severity::Low : Severity::High;
  const bool is_place = std::find(kPlaces.begin(), kPlaces.end(), predicate) != kPlaces.end();
  const bool is_figure = (a.is_number() && b.is_number()) || (a.is_boolean() && b.is_boolean());
  return is_figure && !is_place ? Severity::High : Severity::Medium;
}

// One statement for each different value, in load order.
std::vector<const Statement*> different(const std::vector<Statement>& statements) {
  std::vector<const Statement*> found;
  for (const Statement& one : statements) {
    const auto known = [&](const Statement* other) { return same(other->fact.value, one.fact.value); };
    if (std::none_of(found.begin(), found.end(), known)) found.push_back(&one);
  }
  return found;
}

Severity gravest(const std::string& predicate, const std::vector<const Statement*>& values) {
  Severity severity = Severity::Low;
  for (std::size_t i = 1; i < values.size(); ++i)
    severity = std::max(severity, gravity(predicate, values[0]->fact.value, values[i]->fact.value));
  return severity;
}

// "15,500,000,000 (line 410) in Footnote 32, 1,500,000,000 (line 216) in Report on Japan": a source that all have in
// common is not named, nor the same one twice in a row.
std::string sentence(const Snapshot& snapshot, const std::string& predicate,
                     const std::vector<const Statement*>& values) {
  const auto source_of = [](const Statement* one) -> const std::string& { return one->evidence.source; };
  const SourceBook book(snapshot);
  std::string text = "its `" + predicate + "` is ", named = source_of(values.front());
  const bool several =
      std::any_of(values.begin(), values.end(), [&](const Statement* one) { return source_of(one) != named; });
  if (several) named.clear();
  for (std::size_t i = 0; i < std::min(values.size(), kMostValues); ++i) {
    if (i > 0) text += several ? ", and " : " and ";
    text += stated_words(*values[i]);
    if (const std::string& source = source_of(values[i]); source != named) {
      if (!source.empty()) text += " in " + book.title(source);
      named = source;
    }
  }
  if (values.size() > kMostValues) text += " and " + counted(values.size() - kMostValues, "other", "others");
  return text;
}

void run(const AuditRun& run) {
  for (Conflict& conflict : run.snapshot.conflicts()) {
    run.tick();
    const auto values = different(conflict.statements);
    Finding finding;
    finding.severity = gravest(conflict.predicate, values);
    finding.entity = conflict.subject;
    finding.predicate = conflict.predicate;
    finding.why = sentence(run.snapshot, conflict.predicate, values);
    finding.statements = std::move(conflict.statements);
    run.tell(std::move(finding));
  }
}

}  // namespace

const Detector kConflictDetector{
    .id = "conflict",
    .severity = Severity::High,
    .finds = "different best values of one property for one time",
    .example = "the Green Innovation Fund's amount_eur is 1,500,000,000 in a table and 15,500,000,000 in the text",
    .run = &run};

}  // namespace polgraph
