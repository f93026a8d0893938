// Two makers of one thing, two wholes of one part: different organisations are said to have launched, prepared,
// developed or to lead a policy, none of them part of another; an organisation or policy is PART_OF two, neither of
// which is part of the other. Who is named in one breath (the same relationship type at the same place of a source)
// acts together. Where more than a fifth of all is so, it is how things are in that graph: one finding says so.
//   Cost    two scans over all relationships; for two actors the wholes above them
#include <algorithm>
#include <map>
#include <set>
#include <unordered_set>

#include "graph/audit/detectors.h"
#include "graph/audit/judged.h"
#include "graph/audit/reader.h"

namespace polgraph {

namespace {

constexpr std::size_t kMostWholes = 1000;  // looked at above one actor
constexpr std::size_t kUsual = 5;          // one in so many is usual

struct Act {
  RelId relationship;
  TypeId type;
  NodeId actor;
  std::set<std::string> places;  // source and locator of its statements
};

class Wholes {
 public:
  Wholes(const AuditReader& reader, const Judgements& judgements) : reader_(reader), judgements_(judgements) {}

  bool within(NodeId part, NodeId whole) const {
    std::vector<NodeId> queue{part};
    std::unordered_set<NodeId> seen{part};
    for (std::size_t i = 0; i < queue.size() && i < kMostWholes; ++i) {
      if (judgements_.same(queue[i], whole)) return true;
      for (const NodeId next : reader_.neighbours(queue[i], "PART_OF", Direction::Out)) {
        if (seen.insert(next).second) queue.push_back(next);
      }
    }
    return false;
  }
  bool apart(NodeId a, NodeId b) const { return !within(a, b) && !within(b, a) && !judgements_.judged(a, b); }

 private:
  const AuditReader& reader_;
  const Judgements& judgements_;
};

bool meet(const std::set<std::string>& a, const std::set<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& place) { return b.count(place) > 0; });
}

class TwoMakers {
 public:
  explicit TwoMakers(const AuditRun& run)
      : run_(run), reader_(run.snapshot), judgements_(run), wholes_(reader_, judgements_) {}

  void find_makers() {
    std::map<NodeId, std::vector<Act>> made;
    each_link(run_, {"LAUNCHED", "PREPARED", "DEVELOPED", "LEADS"}, [&](const Link& one) {
      if (reader_.has_label(one.end, "Source") || reader_.has_label(one.start, "Person")) return;
      if (!reader_.denied(one.id)) made[one.end].push_back({one.id, one.type, one.start, {}});
    });
    std::vector<Finding> findings;
    for (auto& [thing, acts] : made) {
      run_.tick();
      if (acts.size() > 1) take_makers(thing, acts, findings);
    }
    tell(findings, made.size(), "have makers of whom none is part of another");
  }

  void find_wholes() {
    std::map<NodeId, std::vector<Act>> parts;
    each_link(run_, {"PART_OF"}, [&](const Link& one) {
      if (reader_.has_label(one.start, "Source") || reader_.denied(one.id)) return;
      parts[one.start].push_back({one.id, one.type, one.end, {}});
    });
    std::vector<Finding> findings;
    for (auto& [part, acts] : parts) {
      run_.tick();
      if (acts.size() > 1) take_wholes(part, acts, findings);
    }
    tell(findings, parts.size(), "are PART_OF several wholes of which none is part of another");
  }

 private:
  std::set<std::string> places(RelId relationship) const {
    std::set<std::string> all;
    for (const Statement& one : reader_.existence(EntityId::of(relationship))) {
      if (!one.evidence.locator.empty()) all.insert(one.evidence.source + " " + one.evidence.locator);
    }
    return all;
  }

  // Acts of one type are joint unless different places of a source tell them.
  bool at_odds(const Act& a, const Act& b) const {
    if (a.actor == b.actor) return false;
    if (a.type == b.type && (a.places.empty() || b.places.empty() || meet(a.places, b.places))) return false;
    return wholes_.apart(a.actor, b.actor);
  }

  void take_makers(NodeId thing, std::vector<Act>& acts, std::vector<Finding>& findings) const {
    for (Act& act : acts) act.places = places(act.relationship);
    for (std::size_t i = 0; i < acts.size(); ++i) {
      for (std::size_t j = i + 1; j < acts.size(); ++j) {
        if (!at_odds(acts[i], acts[j])) continue;
        Finding finding = start(thing, acts[i], acts[j]);
        finding.predicate = run_.snapshot.name(acts[i].type);
        finding.why =
            reader_.told(thing) + " has two makers, neither part of the other: " + told(acts[i]) + ", " + told(acts[j]);
        findings.push_back(std::move(finding));
        return;
      }
    }
  }

  void take_wholes(NodeId part, const std::vector<Act>& acts, std::vector<Finding>& findings) const {
    for (std::size_t i = 0; i < acts.size(); ++i) {
      for (std::size_t j = i + 1; j < acts.size(); ++j) {
        if (acts[i].actor == acts[j].actor || !wholes_.apart(acts[i].actor, acts[j].actor)) continue;
        Finding finding = start(part, acts[i], acts[j]);
        finding.predicate = "PART_OF";
        finding.why = reader_.told(part) + " is part of " + reader_.told(acts[i].actor) + " and of " +
                      reader_.told(acts[j].actor) + ", neither of which is part of the other";
        findings.push_back(std::move(finding));
        return;
      }
    }
  }

  Finding start(NodeId thing, const Act& a, const Act& b) const {
    Finding finding;
    finding.severity = Severity::Medium;
    finding.entity = EntityId::of(thing);
    append(finding.statements, reader_.existence(EntityId::of(a.relationship)));
    append(finding.statements, reader_.existence(EntityId::of(b.relationship)));
    return finding;
  }

  std::string told(const Act& act) const { return reader_.told(act.actor) + " by " + run_.snapshot.name(act.type); }

  void tell(std::vector<Finding>& findings, std::size_t all, const std::string& what) const {
    if (findings.size() <= kMostTold || findings.size() * kUsual <= all) {
      for (Finding& finding : findings) tell_unless_judged(run_, std::move(finding));
      return;
    }
    Finding& first = findings.front();
    first.severity = Severity::Low;
    first.why = counted(findings.size(), "entity", "entities") + " of " + std::to_string(all) + " " + what +
                ", which seems to be usual here; for example " + first.why;
    tell_unless_judged(run_, std::move(first));
  }

  const AuditRun& run_;
  AuditReader reader_;
  Judgements judgements_;
  Wholes wholes_;
};

void run(const AuditRun& run) {
  TwoMakers detector(run);
  detector.find_makers();
  detector.find_wholes();
}

}  // namespace

const Detector kTwoMakersDetector{
    .id = "two-makers",
    .severity = Severity::Medium,
    .finds = "one policy made or led by different bodies, one part of two wholes, none part of the other",
    .example =
        "NESTI 2050 is launched by METI and compiled by CSTI; CSTI is part of the Cabinet Office and of the government",
    .run = &run};

}  // namespace polgraph
