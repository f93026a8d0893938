// What is shown of one year and claimed of another: a figure or table with a `year` that is ABOUT a Finding or
// Indicator of a different year.
//   Cost  some seeks for each ABOUT between them
#include "graph/audit/detectors.h"
#include "graph/audit/lifetime.h"

namespace polgraph {

namespace {

bool is_claim(const AuditRun& run, NodeId node) {
  return is_labelled(run.snapshot, node, "Finding") || is_labelled(run.snapshot, node, "Indicator");
}

bool agree(const std::vector<Stated>& a, const std::vector<Stated>& b) {
  for (const Stated& one : a)
    for (const Stated& other : b)
      if (one.span.overlaps(other.span)) return true;
  return false;
}

void look_at(const AuditRun& run, const Link& link) {
  if (!is_claim(run, link.end)) return;
  const Facts source(run.snapshot, EntityId::of(link.start));
  const std::string kind = source.text("kind");
  if (kind != "figure" && kind != "table") return;
  const auto shown = dates_about(source, {"year"});
  const auto claimed = dates_about(Facts(run.snapshot, EntityId::of(link.end)), {"year"});
  if (shown.empty() || claimed.empty() || agree(shown, claimed)) return;
  Finding finding;
  finding.severity = Severity::Medium;
  finding.entity = EntityId::of(link.end);
  finding.predicate = "year";
  finding.statements = {claimed.front().statement, shown.front().statement};
  finding.why = "it is of " + stated_words(claimed.front().statement) + ", but the " + kind + " that shows it, " +
                entity_words(run.snapshot, EntityId::of(link.start)) + ", is of " +
                stated_words(shown.front().statement);
  tell_of_link(run, std::move(finding), link.id);
}

void run(const AuditRun& run) {
  if (any_known(run.snapshot, {"year"})) each_link(run, {"ABOUT"}, [&](const Link& link) { look_at(run, link); });
}

}  // namespace

const Detector kYearMismatchDetector{.id = "year-mismatch",
                                     .severity = Severity::Medium,
                                     .finds = "a claim of one year that a figure or table of another year shows",
                                     .example = "the EU27's lead in 2017 is read from a figure that shows 2018",
                                     .run = &run};

}  // namespace polgraph
