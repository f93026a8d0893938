// A part cannot be there before or after its whole: what is PART_OF a plan, a PriorityField that a policy owns
// (HAS_PRIORITY), the budget of a policy (HAS_BUDGET). Dates are compared at the precision that both have.
//   Cost  some seeks for each of these relationships
#include <algorithm>

#include "graph/audit/detectors.h"
#include "graph/audit/lifetime.h"

namespace polgraph {

namespace {

struct Outside {
  std::string words;
  std::vector<Statement> statements;
  Severity severity = Severity::Medium;
};

void add(Outside& outside, Severity severity, const std::string& words, const Statement& part, const Statement& whole) {
  outside.severity = std::max(outside.severity, severity);
  outside.words += (outside.words.empty() ? "" : " and ") + words;
  for (const Statement* one : {&part, &whole}) {
    const auto same = [&](const Statement& known) {
      return known.subject == one->subject && known.fact.predicate == one->fact.predicate &&
             known.evidence == one->evidence;
    };
    if (std::none_of(outside.statements.begin(), outside.statements.end(), same)) outside.statements.push_back(*one);
  }
}

void add_disjoint(Outside& outside, const Lifetime& part, const Lifetime& whole) {
  if (const auto late = first_before(whole.ends, part.starts))
    add(outside, Severity::High,
        "starts " + stated_words(late->second.statement) + ", after the end of that, " +
            stated_words(late->first.statement),
        late->second.statement, late->first.statement);
  else if (const auto early = first_before(part.ends, whole.starts))
    add(outside, Severity::High,
        "ends " + stated_words(early->first.statement) + ", before that starts, " +
            stated_words(early->second.statement),
        early->first.statement, early->second.statement);
}

void add_beyond(Outside& outside, const Lifetime& part, const Lifetime& whole) {
  if (const auto early = first_before(part.starts, whole.starts))
    add(outside, Severity::High,
        "starts " + stated_words(early->first.statement) + ", before that does, " +
            stated_words(early->second.statement),
        early->first.statement, early->second.statement);
  if (const auto late = first_before(whole.ends, part.ends))
    add(outside, Severity::Medium,
        "ends " + stated_words(late->second.statement) + ", after that does, " + stated_words(late->first.statement),
        late->second.statement, late->first.statement);
  if (part.ongoing && !whole.ends.empty())
    add(outside, Severity::Medium,
        "is " + stated_words(*part.ongoing) + " beyond the end of that, " + stated_words(whole.ends.front().statement),
        *part.ongoing, whole.ends.front().statement);
}

// Organisations and places come to their whole and leave it: an agency is older than the ministry it went to.
bool lives_apart(const AuditRun& run, NodeId part) {
  return is_labelled(run.snapshot, part, "Organization") || is_labelled(run.snapshot, part, "Place");
}

void look_at(const AuditRun& run, RelId link, NodeId part, NodeId whole) {
  const Lifetime of_part = lifetime(Facts(run.snapshot, EntityId::of(part)));
  if (of_part.starts.empty() && of_part.ends.empty() && !of_part.ongoing) return;
  const Lifetime of_whole = lifetime(Facts(run.snapshot, EntityId::of(whole)));
  Outside outside;
  add_disjoint(outside, of_part, of_whole);
  if (outside.words.empty() && !lives_apart(run, part)) add_beyond(outside, of_part, of_whole);
  if (outside.words.empty()) return;
  Finding finding;
  finding.severity = outside.severity;
  finding.entity = EntityId::of(part);
  finding.predicate = outside.statements.front().fact.predicate;
  finding.statements = std::move(outside.statements);
  finding.why = "part of " + entity_words(run.snapshot, EntityId::of(whole)) + ", it " + outside.words;
  tell_of_link(run, std::move(finding), link);
}

void run(const AuditRun& run) {
  const auto is_type = [&](const Link& link, std::string_view name) { return run.snapshot.name(link.type) == name; };
  each_link(run, {"PART_OF", "HAS_PRIORITY", "HAS_BUDGET"}, [&](const Link& link) {
    if (is_type(link, "PART_OF")) return look_at(run, link.id, link.start, link.end);
    const bool owned = is_type(link, "HAS_BUDGET") || is_labelled(run.snapshot, link.end, "PriorityField");
    if (owned) look_at(run, link.id, link.end, link.start);
  });
}

}  // namespace

const Detector kPartOutsideWholeDetector{
    .id = "part-outside-whole",
    .severity = Severity::High,
    .finds = "a part that starts before, ends after or goes on beyond the whole that it is part of",
    .example = "Society 5.0, ongoing, is part of the Fifth Science and Technology Basic Plan, which ends in 2020",
    .run = &run};

}  // namespace polgraph
