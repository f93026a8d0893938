// Nodes that stand for many ("others", その他, 年金受給者等, 個人A) and are not marked `aggregate: true`: a trace that
// walks through one of them joins payers and payees that have nothing to do with each other. Only those are proposed
// that two or more relationships meet at; a deprecated name or `aggregate: false` settles it.
//   Cost    one record a node; a seek for each candidate
#include <algorithm>
#include <array>

#include "graph/audit/detectors.h"
#include "graph/audit/name_form.h"
#include "graph/audit/reader.h"

namespace polgraph {

namespace {

// What a trace may walk over; a document that is titled "Others" misleads nobody.
bool is_walked(const AuditReader& reader, NodeId node) {
  return !reader.has_label(node, "Source") && !reader.has_label(node, "Finding") &&
         !reader.has_label(node, "Indicator");
}

// 年金受給者, 被保険者: the Japanese for "those who". A company's name may end so, a body with a number is one body.
bool is_group(const std::string& name) {
  constexpr std::array<std::string_view, 9> kGroups{"受給者", "受給権者", "被保険者", "加入者", "事業者",
                                                    "利用者", "対象者",   "参加者",   "従事者"};
  return std::any_of(kGroups.begin(), kGroups.end(), [&](std::string_view end) { return name.ends_with(end); });
}

void run(const AuditRun& run) {
  const AuditReader reader(run.snapshot);
  for (auto cursor = run.snapshot.nodes(); cursor.next();) {
    run.tick();
    const NodeId node = cursor.id();
    const std::string name = reader.text(node, "name");
    if (name.empty() || reader.property(node, "aggregate").is_boolean()) continue;
    const NameForm form = name_form(name);
    const bool anonymous = form.cjk && form.anonymous;
    if (!anonymous && !is_placeholder_name(name) && !is_group(name)) continue;
    if (!reader.text(node, "corporate_number").empty() || !is_walked(reader, node)) continue;
    const std::uint64_t degree = run.snapshot.degree(node, Direction::Both);
    if (degree < 2) continue;
    Finding finding;
    finding.entity = EntityId::of(node);
    finding.predicate = "aggregate";
    finding.severity = Severity::Medium;
    finding.statements = reader.naming(node, name);
    finding.why = reader.told(node) + " seems to stand for " + (anonymous ? "somebody unnamed" : "many") + ", joins " +
                  std::to_string(degree) + " relationships and is not marked `aggregate: true`";
    run.tell(std::move(finding));
  }
}

}  // namespace

const Detector kPlaceholderDetector{
    .id = "placeholder",
    .severity = Severity::Medium,
    .finds = "entities that seem to stand for many and are not marked as aggregates",
    .example = "`その他` (\"others\") is paid by 3,000 projects, which a trace would join",
    .run = &run};

}  // namespace polgraph
