// One says that two entities are the same, another that they are not; the first perhaps over others in between. Any
// sum or path drawn from one of the two judgements is wrong. Cost: as Judgements.
#include "graph/audit/detectors.h"
#include "graph/audit/judged.h"
#include "graph/audit/reader.h"

namespace polgraph {

namespace {

Finding finding_of(const AuditReader& reader, const Judgements::Judgement& different, const std::vector<RelId>& chain) {
  Finding finding;
  finding.severity = Severity::High;
  finding.entity = EntityId::of(different.a);
  finding.predicate = "SAME_AS";
  append(finding.statements, reader.existence(EntityId::of(different.relationship)));
  for (const RelId same : chain) append(finding.statements, reader.existence(EntityId::of(same)));
  const std::string way = chain.empty() ? "is DIFFERENT_FROM "
                          : chain.size() == 1
                              ? "is both SAME_AS and DIFFERENT_FROM "
                              : "is DIFFERENT_FROM and, over " + std::to_string(chain.size()) + " judgements, SAME_AS ";
  finding.why = reader.told(different.a) + " " + way + (chain.empty() ? "itself" : reader.told(different.b));
  return finding;
}

void run(const AuditRun& run) {
  const Judgements judgements(run);
  const AuditReader reader(run.snapshot);
  for (const auto& different : judgements.different()) {
    run.tick();
    if (!judgements.same(different.a, different.b)) continue;
    run.tell(finding_of(reader, different, judgements.chain(different.a, different.b)));
  }
}

}  // namespace

const Detector kRivalJudgementsDetector{
    .id = "rival-judgements",
    .severity = Severity::High,
    .finds = "SAME_AS and DIFFERENT_FROM between the same two entities, also over a chain of SAME_AS",
    .example = "A SAME_AS B, B SAME_AS C, and A DIFFERENT_FROM C",
    .run = &run};

}  // namespace polgraph
