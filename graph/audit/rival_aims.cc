// Two aims for one thing and one year, of which only one can be the aim: Targets with the same year of `by` that one
// holder has (HAS_TARGET) under like words, or that are ABOUT the same thing, and that ask for different values.
//
// Not rivals: aims of different units, directions or baselines (they may be one aim counted in two ways); aims of
// different companies, or of holders in different countries; what DIFFERENT_FROM says to be different things.
//   Cost  some seeks a Target, then n log n
#include <algorithm>
#include <map>
#include <set>

#include "graph/audit/detectors.h"
#include "graph/audit/lifetime.h"
#include "graph/citation.h"
#include "graph/compare.h"
#include "graph/fold.h"

namespace polgraph {

namespace {

constexpr std::size_t kMostCompared = 30;  // Targets of one subject and year; a longer list is a table, not a rivalry
constexpr double kAlike = 0.5;             // share of the words that two names have in common

struct Aim {
  NodeId node;
  Facts facts;
  std::int64_t year = 0;
  std::set<NodeId> holders;
  std::set<NodeId> about;
  std::set<std::string> words;
};

std::set<NodeId> neighbours(const AuditRun& run, NodeId node, Direction direction, std::string_view type) {
  std::set<NodeId> found;
  if (const auto id = run.snapshot.find_type(type))
    for (auto steps = run.snapshot.steps(node, direction, {&*id, 1}); steps.next();)
      found.insert(steps.step().neighbour);
  return found;
}

bool is_number_word(const std::string& word) {
  return std::any_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// What is measured, as its name says it: "greenhouse gas emissions: 80% less by 2050" without figures.
std::set<std::string> measure_words(const std::string& name) {
  static const std::set<std::string> kEmpty{"by", "of", "the", "a", "in", "to", "for", "and", "than", "less", "more"};
  std::set<std::string> words;
  for (std::string& word : query_terms(name))
    if (!is_number_word(word) && !kEmpty.contains(word)) words.insert(std::move(word));
  return words;
}

double likeness(const std::set<std::string>& a, const std::set<std::string>& b) {
  if (a.empty() || b.empty()) return 0;
  std::size_t common = 0;
  for (const std::string& word : a)
    if (b.contains(word)) ++common;
  return static_cast<double>(common) / static_cast<double>(a.size() + b.size() - common);
}

bool share_one(const std::set<NodeId>& a, const std::set<NodeId>& b) {
  return std::any_of(a.begin(), a.end(), [&](NodeId node) { return b.contains(node); });
}

std::optional<Aim> aim_of(const AuditRun& run, NodeId node) {
  Facts facts(run.snapshot, EntityId::of(node));
  const auto by = dates_about(facts, {"by"});
  if (by.empty()) return {};
  const std::string name = facts.text("metric").empty() ? facts.text("name") : facts.text("metric");
  Aim aim{node,
          std::move(facts),
          year_of(by.front().span.last),
          neighbours(run, node, Direction::In, "HAS_TARGET"),
          neighbours(run, node, Direction::Out, "ABOUT"),
          measure_words(name)};
  return aim;
}

bool differs(const Aim& a, const Aim& b, std::string_view key) {
  const Value of_a = a.facts.value(key), of_b = b.facts.value(key);
  return !of_a.is_null() && !of_b.is_null() && !same(of_a, of_b);
}

// Companies and associations each have aims of their own.
bool is_private(const AuditRun& run, const Aim& aim) {
  return !aim.holders.empty() && std::all_of(aim.holders.begin(), aim.holders.end(), [&](NodeId holder) {
    return is_labelled(run.snapshot, holder, "Company") || is_labelled(run.snapshot, holder, "Association") ||
           is_labelled(run.snapshot, holder, "ResearchOrganization");
  });
}

// Places that the holders are, or lie in, or belong to somebody who lies in.
std::set<NodeId> places(const AuditRun& run, const Aim& aim) {
  std::set<NodeId> found;
  for (const NodeId holder : aim.holders) {
    if (is_labelled(run.snapshot, holder, "Place")) found.insert(holder);
    found.merge(neighbours(run, holder, Direction::Out, "LOCATED_IN"));
  }
  std::set<NodeId> wider = found;
  for (const NodeId place : found) wider.merge(neighbours(run, place, Direction::Out, "PART_OF"));
  return wider;
}

bool of_one_holder(const AuditRun& run, const Aim& a, const Aim& b) {
  if (share_one(a.holders, b.holders)) return true;
  if (is_private(run, a) || is_private(run, b)) return false;
  const auto of_a = places(run, a), of_b = places(run, b);
  return of_a.empty() || of_b.empty() || share_one(of_a, of_b);
}

bool judged_different(const AuditRun& run, const Aim& a, const Aim& b) {
  const auto type = run.snapshot.find_type("DIFFERENT_FROM");
  return type && run.snapshot.steps_to(a.node, b.node, Direction::Both, {&*type, 1}).next();
}

std::vector<Statement> aimed(const Aim& aim) {
  auto value = aim.facts.about_first({"value", "value_printed"});
  return value.empty() ? aim.facts.about("name") : value;
}

bool are_rivals(const AuditRun& run, const Aim& a, const Aim& b) {
  for (const std::string_view key : {"unit", "direction", "currency", "baseline", "metric"})
    if (differs(a, b, key)) return false;
  const Value of_a = a.facts.value("value"), of_b = b.facts.value("value");
  const bool figures = !of_a.is_null() && !of_b.is_null();
  if (figures && same(of_a, of_b)) return false;
  // Of two aims in words nobody can tell whether they exclude each other.
  if (of_a.is_null() && of_b.is_null()) return false;
  const bool one_subject = share_one(a.about, b.about);
  const bool one_measure = share_one(a.holders, b.holders) && likeness(a.words, b.words) >= kAlike;
  return (one_subject || one_measure) && of_one_holder(run, a, b) && !judged_different(run, a, b);
}

std::string holder_words(const AuditRun& run, const Aim& aim) {
  std::string words;
  for (const NodeId holder : aim.holders)
    words += (words.empty() ? " of " : ", ") + entity_words(run.snapshot, EntityId::of(holder));
  return words;
}

std::string aim_words(const AuditRun& run, const Aim& aim) {
  std::string words = "\"" + entity_words(run.snapshot, EntityId::of(aim.node)) + "\"" + holder_words(run, aim);
  const auto value = aimed(aim);
  const std::string unit = aim.facts.text("unit");
  if (value.empty() || value.front().fact.predicate == "name") return words;
  const Statement& one = value.front();
  words += ", " + value_words(one.fact.value);
  if (one.fact.predicate == "value" && !unit.empty()) words += " " + unit;
  const std::string place = locator_text(one.evidence.locator);
  if (!place.empty()) words += " (" + place + ")";
  return words;
}

void tell(const AuditRun& run, const Aim& a, const Aim& b) {
  Finding finding;
  const bool figures = !a.facts.value("value").is_null() && !b.facts.value("value").is_null();
  finding.severity = figures ? Severity::High : Severity::Medium;
  finding.entity = EntityId::of(a.node);
  finding.predicate = "value";
  finding.statements = aimed(a);
  for (Statement& one : aimed(b)) finding.statements.push_back(std::move(one));
  finding.why = "two aims for " + std::to_string(a.year) + ": " + aim_words(run, a) + "; and " + aim_words(run, b);
  tell_unless_judged(run, std::move(finding));
}

using Told = std::set<std::pair<NodeId, NodeId>>;

void compare(const AuditRun& run, const std::vector<const Aim*>& group, Told& told) {
  if (group.size() > kMostCompared) return;
  for (std::size_t i = 0; i < group.size(); ++i)
    for (std::size_t j = i + 1; j < group.size(); ++j) {
      const auto pair = std::minmax(group[i]->node, group[j]->node);
      if (are_rivals(run, *group[i], *group[j]) && told.insert(pair).second) tell(run, *group[i], *group[j]);
    }
}

void run(const AuditRun& run) {
  const auto label = run.snapshot.find_label("Target");
  if (!label) return;
  std::vector<Aim> aims;
  for (auto nodes = run.snapshot.nodes_with_label(*label); nodes.next();) {
    run.tick();
    if (auto aim = aim_of(run, nodes.id())) aims.push_back(std::move(*aim));
  }
  std::map<std::pair<NodeId, std::int64_t>, std::vector<const Aim*>> groups;  // by what or whose, and year
  for (const Aim& aim : aims) {
    std::set<NodeId> subjects = aim.holders;
    subjects.insert(aim.about.begin(), aim.about.end());
    for (const NodeId subject : subjects) groups[{subject, aim.year}].push_back(&aim);
  }
  Told told;
  for (const auto& [subject, group] : groups) {
    run.tick();
    compare(run, group, told);
  }
}

}  // namespace

const Detector kRivalAimsDetector{.id = "rival-aims",
                                  .severity = Severity::High,
                                  .finds = "two Targets of different value for one thing and one year",
                                  .example = "greenhouse gas emissions of 2050: 80 % less, and carbon neutral",
                                  .run = &run};

}  // namespace polgraph
