// Effects before their causes: a deed on something that is not there yet or no more, something made by one who is
// younger, a successor older than what it follows, a policy served before it starts, a reason younger than what it is
// the reason of.
//   Cost  some seeks for each relationship of the types named in run()
#include <functional>

#include "graph/audit/detectors.h"
#include "graph/audit/lifetime.h"

namespace polgraph {

namespace {

using Sentence = std::function<std::string(const std::string& early, const std::string& late)>;

class Comparison {
 public:
  Comparison(const AuditRun& run, const Link& link) : run_(run), link_(link), facts_(run.snapshot, relationship()) {}

  std::vector<Stated> dates() const { return dates_about(facts_, {"on", "as_of", "since", "start", "date", "year"}); }
  std::string text(std::string_view key) const { return facts_.text(key); }
  std::string start() const { return entity_words(run_.snapshot, EntityId::of(link_.start)); }
  std::string end() const { return entity_words(run_.snapshot, EntityId::of(link_.end)); }

  // Tells where a date of `early` lies wholly before one of `late`.
  bool tell(Severity severity, const std::vector<Stated>& early, const std::vector<Stated>& late,
            const Sentence& sentence) const {
    const auto wrong = first_before(early, late);
    if (!wrong) return false;
    Finding finding;
    finding.severity = severity;
    finding.entity = relationship();
    finding.predicate = wrong->first.statement.fact.predicate;
    finding.statements = {wrong->first.statement, wrong->second.statement};
    finding.why = sentence(stated_words(wrong->first.statement), stated_words(wrong->second.statement));
    tell_of_link(run_, std::move(finding), link_.id);
    return true;
  }

 private:
  EntityId relationship() const { return EntityId::of(link_.id); }

  const AuditRun& run_;
  const Link& link_;
  Facts facts_;
};

Facts facts_of(const AuditRun& run, NodeId node) {
  return Facts(run.snapshot, EntityId::of(node));
}

// Updated, led, run, taken part in, belonged to: only while it is there.
void deed_on(const AuditRun& run, const Link& link) {
  const Comparison compared(run, link);
  const auto dates = compared.dates();
  if (dates.empty()) return;
  const std::string role = compared.text("role").empty() ? compared.text("verb") : compared.text("role");
  const std::string deed = compared.start() + " -" + run.snapshot.name(link.type) + "-> " + compared.end() +
                           (role.empty() ? "" : " (" + role + ")") + " is of ";
  const auto too_early = [&](const std::string& early, const std::string& late) {
    return deed + early + ", before " + compared.end() + " starts, " + late;
  };
  const auto too_late = [&](const std::string& early, const std::string& late) {
    return deed + late + ", after " + compared.end() + " ends, " + early;
  };
  if (compared.tell(Severity::High, dates, beginnings(run.snapshot, link.end), too_early)) return;
  compared.tell(Severity::Medium, lifetime(facts_of(run, link.end)).ends, dates, too_late);
}

// Whoever makes something is there before it, and what is launched does not run before.
void making(const AuditRun& run, const Link& link) {
  const Comparison compared(run, link);
  auto made = compared.dates();
  const auto started = lifetime(facts_of(run, link.end)).starts;
  const auto before_launch = [&](const std::string& early, const std::string& late) {
    return compared.end() + " starts " + early + ", before " + compared.start() + " launched it, " + late;
  };
  if (run.snapshot.name(link.type) == "LAUNCHED" && compared.tell(Severity::Medium, started, made, before_launch))
    return;
  if (made.empty()) made = started;
  compared.tell(Severity::High, made, beginnings(run.snapshot, link.start),
                [&](const std::string& early, const std::string& late) {
                  return compared.end() + " is of " + early + ", when " + compared.start() +
                         ", said to have made it, was not there yet: " + late;
                });
}

void support(const AuditRun& run, const Link& link) {
  const Comparison compared(run, link);
  const bool actor = is_labelled(run.snapshot, link.start, "Organization");
  compared.tell(actor ? Severity::Medium : Severity::Low, beginnings(run.snapshot, link.start),
                beginnings(run.snapshot, link.end), [&](const std::string& early, const std::string& late) {
                  return compared.start() + ", of " + early + ", supports " + compared.end() +
                         ", which starts later, " + late;
                });
}

void succession(const AuditRun& run, const Link& link) {
  const auto dates = [&](NodeId node) {
    return dates_about(facts_of(run, node), {"start", "established", "founded", "period_start", "published", "year"});
  };
  const Comparison compared(run, link);
  compared.tell(
      Severity::High, dates(link.end), dates(link.start), [&](const std::string& early, const std::string& late) {
        return compared.start() + ", of " + late + ", precedes " + compared.end() + ", which is older, " + early;
      });
}

// (finding)-[:ABOUT {role: 'effect'}]->(policy): what the finding says is the reason of the policy.
void reason(const AuditRun& run, const Link& link) {
  const Comparison compared(run, link);
  if (compared.text("role") != "effect") return;
  const auto named = dates_about(facts_of(run, link.start), {"stated_on", "on", "published", "start", "year"});
  compared.tell(Severity::Medium, beginnings(run.snapshot, link.end), named,
                [&](const std::string& early, const std::string& late) {
                  return compared.end() + " starts " + early + ", before its reason, " + compared.start() +
                         ", was named, " + late;
                });
}

void run(const AuditRun& run) {
  each_link(run, {"UPDATED", "LEADS", "MANAGES", "IMPLEMENTS", "PARTICIPATES_IN", "AFFILIATED_WITH", "MEMBER_OF"},
            [&](const Link& link) { deed_on(run, link); });
  each_link(run, {"LAUNCHED", "PREPARED", "DEVELOPED"}, [&](const Link& link) { making(run, link); });
  each_link(run, {"SUPPORTS"}, [&](const Link& link) { support(run, link); });
  each_link(run, {"PRECEDES"}, [&](const Link& link) { succession(run, link); });
  each_link(run, {"ABOUT"}, [&](const Link& link) { reason(run, link); });
}

}  // namespace

const Detector kBeforeCauseDetector{
    .id = "before-cause",
    .severity = Severity::High,
    .finds = "effects before their causes: led, updated, served or launched before it starts, made before its maker",
    .example = "Jun Iwamatsu is Director for SIP on 2016-06-28, before SIP starts, 2018",
    .run = &run};

}  // namespace polgraph
