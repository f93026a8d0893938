// Nodes that stand for many ("others", その他, 年金受給者等, 個人A) and are not marked `aggregate: true`: a trace that
// walks through one of them joins payers and payees that have nothing to do with each other. Only those are proposed
// that two or more relationships meet at; a deprecated name or `aggregate: false` settles it.
//   Cost    one record a node; a seek for each candidate
#include <algorithm>
#include <array>
#include <map>

#include "graph/audit/detectors.h"
#include "graph/audit/name_form.h"
#include "graph/audit/reader.h"
#include "graph/text/utf8.h"

namespace polgraph {

namespace {

// The name of a policy says what it is for, that of a document what it is about.
bool is_actor(const AuditReader& reader, NodeId node) {
  constexpr std::array<std::string_view, 9> kOthers{"Policy", "Source",  "Finding",     "Indicator",    "Target",
                                                    "Budget", "Project", "Transaction", "PriorityField"};
  return std::none_of(kOthers.begin(), kOthers.end(),
                      [&](std::string_view label) { return reader.has_label(node, label); });
}

// 年金受給者, 被保険者: the Japanese for "those who". A company's name may end so, a body with a number is one body.
bool is_group(const std::string& name) {
  constexpr std::array<std::string_view, 9> kGroups{"受給者", "受給権者", "被保険者", "加入者", "事業者",
                                                    "利用者", "対象者",   "参加者",   "従事者"};
  return std::any_of(kGroups.begin(), kGroups.end(), [&](std::string_view end) { return name.ends_with(end); });
}

class Placeholders {
 public:
  explicit Placeholders(const AuditRun& run) : run_(run), reader_(run.snapshot) {}

  void find() {
    for (auto cursor = run_.snapshot.nodes(); cursor.next();) {
      run_.tick();
      take(cursor.id());
    }
    for (const auto& [stem, nodes] : unnamed_) tell_unnamed(nodes);
  }

 private:
  void take(NodeId node) {
    const std::string name = reader_.text(node, "name");
    if (name.empty() || reader_.property(node, "aggregate").is_boolean()) return;
    const NameForm form = name_form(name);
    const bool unnamed = form.cjk && form.anonymous;
    if (!unnamed && !is_placeholder_name(name) && !is_group(name)) return;
    if (!reader_.text(node, "corporate_number").empty() || !is_actor(reader_, node)) return;
    const std::uint64_t degree = run_.snapshot.degree(node, Direction::Both);
    if (degree < 2) return;
    if (unnamed)
      unnamed_[stem_of(form)].push_back(node);
    else
      tell({node}, reader_.told(node) + " seems to stand for many, joins " + std::to_string(degree) +
                       " relationships and is not marked `aggregate: true`");
  }

  // 個人A, 個人B: one family.
  static std::string stem_of(const NameForm& form) {
    std::string stem;
    for (const char32_t letter : form.letters) {
      if (letter >= 0x80) append_utf8(stem, letter);
    }
    return stem;
  }

  void tell_unnamed(const std::vector<NodeId>& nodes) {
    tell(nodes, reader_.told(nodes) +
                    (nodes.size() == 1 ? " seems to stand for somebody unnamed, joins"
                                       : " seem to stand for people or bodies unnamed, each joins") +
                    " several relationships and is not marked `aggregate: true`");
  }

  void tell(const std::vector<NodeId>& nodes, const std::string& why) {
    Finding finding;
    finding.severity = Severity::Medium;
    finding.entity = EntityId::of(nodes.front());
    finding.predicate = "aggregate";
    for (std::size_t i = 0; i < std::min(nodes.size(), kMostTold); ++i)
      append(finding.statements, reader_.naming(nodes[i], reader_.text(nodes[i], "name")));
    finding.why = why;
    tell_unless_judged(run_, std::move(finding));
  }

  const AuditRun& run_;
  AuditReader reader_;
  std::map<std::string, std::vector<NodeId>> unnamed_;  // by what their names have in common
};

void run(const AuditRun& run) {
  Placeholders(run).find();
}

}  // namespace

const Detector kPlaceholderDetector{
    .id = "placeholder",
    .severity = Severity::Medium,
    .finds = "entities that seem to stand for many and are not marked as aggregates",
    .example = "`その他` (\"others\") is paid by 3,000 projects, which a trace would join",
    .run = &run};

}  // namespace polgraph
