// A source cannot know what came after it: a fact with a date later than the source that it rests on, or than what its
// footnote cites. Plans are no error: Targets, what has the status planned, and all but the dates at which something
// happened or began. A document that cites a younger one is told too.
//   Cost  a scan over all statements, some seeks for each source
#include <algorithm>
#include <array>

#include "graph/audit/detectors.h"
#include "graph/audit/facts.h"
#include "graph/audit/sources.h"

namespace polgraph {

namespace {

constexpr std::array<std::string_view, 8> kDone{"on",          "as_of",   "since",     "stated_on",
                                                "established", "founded", "announced", "updated"};
constexpr std::array<std::string_view, 4> kBegun{"start", "year", "date", "published"};  // may have been foreseen

template <std::size_t Size>
bool contains(const std::array<std::string_view, Size>& keys, std::string_view key) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

bool is_plan(const AuditRun& run, const Facts& facts, EntityId subject) {
  if (subject.is_node && is_labelled(run.snapshot, subject.node(), "Target")) return true;
  const std::string status = facts.text("status");
  return status == "planned" || status == "proposed" || status == "announced";
}

class Scan {
 public:
  explicit Scan(const AuditRun& run) : run_(run), book_(run.snapshot) {}

  void look_at(EntityId subject, const std::vector<Assertion>& assertions) {
    if (!has_late_date(assertions)) return;
    const Facts facts(run_.snapshot, subject);
    if (is_plan(run_, facts, subject)) return;
    for (const Statement& one : facts.all()) look_at(one);
  }

  void look_at_citation(const Link& link) {
    const auto citing = book_.document_date(link.start), cited = book_.own_date(link.end);
    if (!citing || !cited || !citing->span.before(cited->span)) return;
    Finding finding;
    finding.severity = Severity::Medium;
    finding.entity = EntityId::of(link.id);
    finding.predicate = cited->statement.fact.predicate;
    finding.statements = {cited->statement, citing->statement};
    finding.why = entity_words(run_.snapshot, citing->statement.subject) + ", of " + stated_words(citing->statement) +
                  ", cites " + entity_words(run_.snapshot, EntityId::of(link.end)) +
                  ", which is younger: " + stated_words(cited->statement);
    tell_of_link(run_, std::move(finding), link.id);
  }

 private:
  bool is_late(const Evidence& evidence, const Fact& fact) {
    if (evidence.source.empty()) return false;  // ranks: Facts knows those that count
    if (!contains(kDone, fact.predicate) && !contains(kBegun, fact.predicate)) return false;
    const auto date = date_span(fact.value);
    const Stated* source = date ? book_.date_of(evidence.source) : nullptr;
    return source != nullptr && source->span.before(*date);
  }

  bool has_late_date(const std::vector<Assertion>& assertions) {
    return std::any_of(assertions.begin(), assertions.end(), [&](const Assertion& assertion) {
      return std::any_of(assertion.facts.begin(), assertion.facts.end(),
                         [&](const Fact& fact) { return is_late(assertion.evidence, fact); });
    });
  }

  void look_at(const Statement& one) {
    if (!is_late(one.evidence, one.fact)) return;
    Finding finding;
    finding.severity = contains(kDone, one.fact.predicate) ? Severity::High : Severity::Medium;
    finding.entity = one.subject;
    finding.predicate = one.fact.predicate;
    finding.statements = {one};
    const Stated& source = *book_.date_of(one.evidence.source);
    finding.statements.push_back(source.statement);
    finding.why = "its `" + one.fact.predicate + "` is " + stated_words(one) + ", but what that rests on, " +
                  entity_words(run_.snapshot, source.statement.subject) + ", is of " +
                  value_words(source.statement.fact.value);
    tell_unless_judged(run_, std::move(finding));
  }

  const AuditRun& run_;
  SourceBook book_;
};

void run(const AuditRun& run) {
  Scan scan(run);
  run.snapshot.each_stated([&](EntityId subject, const std::vector<Assertion>& assertions) {
    run.tick();
    scan.look_at(subject, assertions);
  });
  each_link(run, {"CITES"}, [&](const Link& link) { scan.look_at_citation(link); });
}

}  // namespace

const Detector kSourceOlderDetector{.id = "source-older",
                                    .severity = Severity::High,
                                    .finds = "a fact with a date later than the source that it rests on",
                                    .example = "the portal launched in April 2020 rests on a press page of March 2020",
                                    .run = &run};

}  // namespace polgraph
