// Sources that do not meet: entries that nothing cites, footnotes that lead to no entry, a footnote of another year
// than its entry, two sources that are one, statements whose source is no node. What a source must do is taken from
// those of its own `kind`: entries are expected to be cited where others of the kind are.
//   Cost    a scan over all statements; a few seeks for each Source
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "graph/audit/detectors.h"
#include "graph/audit/reader.h"
#include "graph/citation.h"
#include "graph/fold.h"

namespace polgraph {

namespace {

constexpr std::size_t kMostAlike = 50;  // findings of one sort about one kind; more are told as one

struct SourceKind {
  std::vector<NodeId> all, cited, uncited, citing, not_citing;
};

struct Use {
  std::size_t statements = 0;
  Statement example;
};

class Sources {
 public:
  explicit Sources(const AuditRun& run) : run_(run), reader_(run.snapshot) {}

  void find() {
    collect_uses();
    const auto label = run_.snapshot.find_label("Source");
    if (label) {
      for (auto cursor = run_.snapshot.nodes_with_label(*label); cursor.next();) take(cursor.id());
    }
    for (const auto& [kind, sources] : kinds_) {
      tell_uncited(kind, sources);
      tell_not_citing(kind, sources);
      for (const NodeId citing : sources.citing) tell_years(kind, citing);
      tell_doubles(kind, sources.all);
    }
    tell_unknown();
  }

 private:
  void collect_uses() {
    run_.snapshot.each_stated([&](EntityId entity, const std::vector<Assertion>& assertions) {
      run_.tick();
      for (const Assertion& one : assertions) {
        if (one.evidence.source.empty() || one.facts.empty()) continue;
        Use& use = uses_[one.evidence.source];
        if (use.statements == 0) use.example = {entity, one.facts.front(), one.evidence, {}, false};
        use.statements += one.facts.size();
      }
    });
  }

  void take(NodeId node) {
    run_.tick();
    SourceKind& kind = kinds_[reader_.text(node, "kind")];
    kind.all.push_back(node);
    const bool reached = !reader_.steps(node, "CITES", Direction::In).empty() || uses_.count(reader_.id(node)) > 0;
    (reached ? kind.cited : kind.uncited).push_back(node);
    (reader_.steps(node, "CITES", Direction::Out).empty() ? kind.not_citing : kind.citing).push_back(node);
  }

  static std::string kind_word(const std::string& kind) { return kind.empty() ? "source" : kind; }

  void tell_each(Severity severity, const std::vector<NodeId>& nodes, const std::string& predicate,
                 const std::string& one, const std::string& many) {
    const bool together = nodes.size() > kMostAlike;
    for (std::size_t i = 0; i < (together ? std::min<std::size_t>(nodes.size(), 1) : nodes.size()); ++i) {
      Finding finding;
      finding.severity = severity;
      finding.entity = EntityId::of(nodes[i]);
      finding.predicate = predicate;
      finding.statements = reader_.existence(finding.entity);
      finding.why = together ? std::to_string(nodes.size()) + " " + many + ": " + reader_.told(nodes)
                             : reader_.told(nodes[i]) + " " + one;
      tell_unless_judged(run_, std::move(finding));
    }
  }

  // Parts of which others of the kind are never reached either (sections, figures) are no entries to be cited.
  void tell_uncited(const std::string& kind, const SourceKind& sources) {
    std::vector<NodeId> uncited;
    for (const NodeId node : sources.uncited) {
      if (reader_.steps(node, "PART_OF", Direction::In).empty()) uncited.push_back(node);
    }
    if (sources.cited.empty()) return;
    tell_each(Severity::Low, uncited, "CITES",
              "is never cited, while " + std::to_string(sources.cited.size()) + " others of its kind (" +
                  kind_word(kind) + ") are",
              "sources of one kind (" + kind_word(kind) + ") are never cited");
  }

  // A footnote that gives a year or an address points at a work; one that explains a word need not.
  void tell_not_citing(const std::string& kind, const SourceKind& sources) {
    if (sources.citing.size() <= sources.not_citing.size() || kind == "section") return;
    std::vector<NodeId> pointing;
    for (const NodeId node : sources.not_citing) {
      if (!reader_.text(node, "year").empty() || !reader_.text(node, "url").empty()) pointing.push_back(node);
    }
    tell_each(Severity::Medium, pointing, "CITES",
              "cites a work but leads to no entry, while " + std::to_string(sources.citing.size()) +
                  " others of its kind (" + kind_word(kind) + ") do",
              "sources of one kind (" + kind_word(kind) + ") lead to no entry");
  }

  std::string year_of(NodeId node) const {
    const std::string year = reader_.text(node, "year");
    return year.empty() ? reader_.text(node, "published").substr(0, 4) : year;
  }
  std::vector<Statement> year_statements(NodeId node) const {
    auto all = reader_.statements(EntityId::of(node), "year");
    return all.empty() ? reader_.statements(EntityId::of(node), "published") : all;
  }

  // Of a figure the year is that of its data, so only footnotes and their like are held against their entries.
  void tell_years(const std::string& kind, NodeId citing) {
    constexpr std::array<std::string_view, 5> kPointing{"footnote", "endnote", "citation", "reference", ""};
    const std::string year = year_of(citing);
    if (year.empty() || std::find(kPointing.begin(), kPointing.end(), kind) == kPointing.end()) return;
    std::vector<NodeId> others;
    for (const NodeId cited : reader_.neighbours(citing, "CITES", Direction::Out)) {
      const std::string own = year_of(cited);
      if (own == year) return;
      if (!own.empty()) others.push_back(cited);
    }
    for (const NodeId cited : others) {
      Finding finding;
      finding.severity = Severity::Medium;
      finding.entity = EntityId::of(citing);
      finding.predicate = "year";
      append(finding.statements, year_statements(citing));
      append(finding.statements, year_statements(cited));
      finding.why = reader_.told(citing) + " is of " + year + ", the entry it cites, " + reader_.told(cited) + ", of " +
                    year_of(cited);
      tell_unless_judged(run_, std::move(finding));
    }
  }

  // "Footnote 7: OECD Japan Policy Brief, 2019" says "oecd japan policy brief 2019"; a bare number says nothing.
  std::string said_by(const std::string& kind, NodeId node) const {
    std::string text = fold_name(reader_.text(node, "name"));
    const std::string start = fold_name(kind) + " " + fold_name(reader_.text(node, "number"));
    if (text.starts_with(start)) text.erase(0, start.size());
    if (!text.empty() && text.front() == ' ') text.erase(0, 1);
    return text;
  }

  void tell_doubles(const std::string& kind, const std::vector<NodeId>& sources) {
    std::map<std::pair<std::string, std::string>, std::vector<NodeId>> alike;  // by whole and text
    for (const NodeId node : sources) {
      const std::string text = said_by(kind, node);
      const auto wholes = reader_.neighbours(node, "PART_OF", Direction::Out);
      if (!text.empty()) alike[{wholes.empty() ? std::string() : reader_.id(wholes.front()), text}].push_back(node);
    }
    for (const auto& [key, nodes] : alike) {
      if (nodes.size() < 2) continue;
      Finding finding;
      finding.entity = EntityId::of(nodes.front());
      finding.predicate = "name";
      for (std::size_t i = 0; i < std::min(nodes.size(), kMostTold + 1); ++i)
        append(finding.statements, reader_.existence(EntityId::of(nodes[i])));
      finding.why = reader_.told(nodes) + " say the same";
      tell_unless_judged(run_, std::move(finding));
    }
  }

  void tell_unknown() {
    for (const auto& [source, use] : uses_) {
      run_.tick();
      if (source_node(run_.snapshot, source)) continue;
      Finding finding;
      finding.severity = Severity::Medium;
      finding.entity = use.example.subject;
      finding.predicate = use.example.fact.predicate;
      finding.statements = {use.example};
      finding.why = counted(use.statements, "fact cites", "facts cite") + " the source `" + source +
                    "`, which is no node of this graph";
      tell_unless_judged(run_, std::move(finding));
    }
  }

  const AuditRun& run_;
  AuditReader reader_;
  std::map<std::string, Use> uses_;
  std::map<std::string, SourceKind> kinds_;
};

void run(const AuditRun& run) {
  Sources(run).find();
}

}  // namespace

const Detector kSourcesDetector{
    .id = "sources",
    .severity = Severity::Medium,
    .finds = "sources never cited, footnotes without entry or of another year, doubles, citations of no node",
    .example = "footnote 26 is of 2021, the entry it cites of 2020; twelve entries of the bibliography are never cited",
    .run = &run};

}  // namespace polgraph
