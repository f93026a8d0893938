// The phrases that all forms of a portrait share.
#include <algorithm>

#include "graph/text/number.h"
#include "tools/describe.h"
#include "tools/portrait.h"

namespace polgraph::cli {

namespace {

constexpr std::size_t kSumsTold = 6;  // of one group: one for each currency, period and modality

int place_of(std::string_view predicate) {
  if (predicate.starts_with("name:")) return 0;
  if (predicate.starts_with("label:")) return 2;
  return predicate == "exists" ? 3 : 1;
}

std::string joined(const std::vector<std::string>& parts, const char* between) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : between) + part;
  return text;
}

}  // namespace

std::vector<FactGroup> grouped_facts(const Portrait& portrait) {
  std::vector<FactGroup> groups;
  for (const ShownFact& fact : portrait.facts) {
    const std::string& predicate = fact.statement.fact.predicate;
    auto group = std::find_if(groups.begin(), groups.end(), [&](const auto& g) { return g.predicate == predicate; });
    if (group == groups.end()) group = groups.insert(group, {predicate, false, {}});
    group->in_conflict = group->in_conflict || fact.in_conflict;
    group->facts.push_back(&fact);
  }
  std::stable_sort(groups.begin(), groups.end(), [](const FactGroup& a, const FactGroup& b) {
    const int left = place_of(a.predicate), right = place_of(b.predicate);
    return left != right ? left < right : a.predicate < b.predicate;
  });
  return groups;
}

std::string count_text(std::size_t count) {
  return with_separators(static_cast<std::int64_t>(count));
}

std::string marks(const Numbers& sources) {
  std::string text;
  for (const std::size_t number : sources) text += "[" + std::to_string(number) + "]";
  return text;
}

std::string kind_text(const ShownName& name) {
  return name.language.empty() ? name.kind : name.kind + ", " + name.language;
}

std::string conflict_text(const std::vector<OtherValue>& also, bool for_people) {
  std::string text;
  for (const OtherValue& other : also) {
    text += (text.empty() ? "" : ", ") + (for_people ? other.value : plain_text(other.raw));
    if (!other.sources.empty()) text += " " + marks(other.sources);
  }
  return text;
}

std::string fact_notes(const ShownFact& fact) {
  std::vector<std::string> notes;
  if (!fact.original.empty()) notes.push_back("printed \"" + fact.original + "\"");
  if (!fact.validity.empty()) notes.push_back("valid " + fact.validity);
  if (!fact.rank.empty()) notes.push_back(fact.rank);
  return joined(notes, "; ");
}

std::string group_title(const RelationshipGroup& group) {
  return group.outgoing ? "-" + group.type + "->" : "<-" + group.type + "-";
}

std::string arrow_text(const std::string& type, bool outgoing) {
  return (outgoing ? "→ " : "← ") + type;
}

std::string group_summary(const RelationshipGroup& group) {
  std::string text;
  if (group.left_out() > 0 || !group.totals.empty()) text = count_text(group.count) + " relationships";
  if (group.totals.empty()) return text;
  const bool all = group.with_amount == group.count;
  text += all ? ", together " : ", " + count_text(group.with_amount) + " of them together ";
  const std::size_t told = std::min(group.totals.size(), kSumsTold);
  text += joined({group.totals.begin(), group.totals.begin() + static_cast<std::ptrdiff_t>(told)}, ", ");
  if (told < group.totals.size()) text += ", and " + count_text(group.totals.size() - told) + " more sums";
  return text;
}

}  // namespace polgraph::cli
