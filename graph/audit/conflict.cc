// Two sources, or one source twice, say different things of which only one can be: best-ranked values of one
// single-valued predicate whose validity overlaps (graph/provenance.h). A rank with a reason settles it.
#include "graph/audit/detectors.h"

namespace polgraph {

namespace {

void run(const AuditRun& run) {
  for (Conflict& conflict : run.snapshot.conflicts()) {
    run.tick();
    Finding finding;
    finding.severity = Severity::High;
    finding.entity = conflict.subject;
    finding.predicate = conflict.predicate;
    finding.statements = std::move(conflict.statements);
    finding.why = "its statements give `" + finding.predicate + "` different values";
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
