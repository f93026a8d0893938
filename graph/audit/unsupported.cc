// Facts that nothing is given for: statements without a source or without a place in it (one finding for each data set
// or source), parts of a footnoted document that have no footnote (graph/audit/footnotes.h), nodes of which only the
// name is known.
//   Cost    four scans over all statements, one over all nodes
#include <algorithm>
#include <array>
#include <map>

#include "graph/audit/detectors.h"
#include "graph/audit/footnotes.h"
#include "graph/audit/reader.h"

namespace polgraph {

namespace {

constexpr std::size_t kMostBare = 20;  // nodes told one by one; more are told by label

struct Lacking {
  std::size_t facts = 0;
  std::vector<Statement> examples;
};

void take(Lacking& lacking, EntityId entity, const Assertion& assertion) {
  lacking.facts += assertion.facts.size();
  if (lacking.examples.size() < kMostTold && !assertion.facts.empty())
    lacking.examples.push_back({entity, assertion.facts.back(), assertion.evidence, {}, false});
}

class Unsupported {
 public:
  explicit Unsupported(const AuditRun& run) : run_(run), reader_(run.snapshot) {}

  void find_without_source() {
    std::map<std::string, Lacking> no_source, no_locator;  // by data set, by source
    std::uint64_t nodes = 0, relationships = 0;
    run_.snapshot.each_stated([&](EntityId entity, const std::vector<Assertion>& assertions) {
      run_.tick();
      ++(entity.is_node ? nodes : relationships);
      for (const Assertion& one : assertions) {
        if (one.evidence.rank == Rank::Deprecated) continue;
        if (one.evidence.source.empty())
          take(no_source[one.evidence.dataset], entity, one);
        else if (one.evidence.locator.empty())
          take(no_locator[one.evidence.source], entity, one);
      }
    });
    tell_unstated(nodes, relationships);
    for (const auto& [dataset, lacking] : no_source) {
      tell(lacking, counted(lacking.facts, "fact", "facts") +
                        (dataset.empty() ? " written by queries" : " of the data set `" + dataset + "`") +
                        " name no source");
    }
    for (const auto& [source, lacking] : no_locator) {
      tell(lacking,
           counted(lacking.facts, "fact names", "facts name") + " the source `" + source + "` without a place in it");
    }
  }

  void find_bare() {
    std::map<std::string, std::vector<NodeId>> bare;  // by labels
    for (auto cursor = run_.snapshot.nodes(); cursor.next();) {
      run_.tick();
      const auto node = run_.snapshot.find_node(cursor.id());
      if (node && is_bare(*node)) bare[labels_of(*node)].push_back(node->id);
    }
    for (const auto& [labels, nodes] : bare) tell_bare(labels, nodes);
  }

 private:
  void tell(const Lacking& lacking, const std::string& why) {
    Finding finding;
    finding.entity = lacking.examples.empty() ? EntityId() : lacking.examples.front().subject;
    finding.statements = lacking.examples;
    finding.why = why + "; for example " + reader_.told(finding.entity);
    run_.tell(std::move(finding));
  }

  void tell_unstated(std::uint64_t nodes, std::uint64_t relationships) {
    const Statistics all = run_.snapshot.statistics();
    const std::uint64_t lost_nodes = all.nodes - std::min(nodes, all.nodes);
    const std::uint64_t lost_relationships = all.relationships - std::min(relationships, all.relationships);
    if (lost_nodes + lost_relationships == 0) return;
    Finding finding;
    finding.entity = first_unstated(lost_nodes > 0);
    finding.why = counted(lost_nodes, "node", "nodes") + " and " +
                  counted(lost_relationships, "relationship", "relationships") +
                  " rest on no statement, so on no source; for example " + reader_.told(finding.entity);
    run_.tell(std::move(finding));
  }

  EntityId first_unstated(bool among_nodes) const {
    if (among_nodes) {
      for (auto cursor = run_.snapshot.nodes(); cursor.next();) {
        if (run_.snapshot.assertions(EntityId::of(cursor.id())).empty()) return EntityId::of(cursor.id());
      }
    }
    for (auto cursor = run_.snapshot.relationships(); cursor.next();) {
      if (run_.snapshot.assertions(EntityId::of(cursor.id())).empty()) return EntityId::of(cursor.id());
    }
    return {};
  }

  bool is_bare(const Node& node) const {
    constexpr std::array<std::string_view, 5> kNaming{"id", "name", "title", "acronym", "aliases"};
    const bool only_named = std::all_of(node.properties.begin(), node.properties.end(), [&](const Property& one) {
      return std::find(kNaming.begin(), kNaming.end(), run_.snapshot.name(one.first)) != kNaming.end();
    });
    return only_named && run_.snapshot.degree(node.id, Direction::Both) == 0;
  }

  std::string labels_of(const Node& node) const {
    std::string labels;
    for (const LabelId label : node.labels) labels += ":" + run_.snapshot.name(label);
    return labels;
  }

  void tell_bare(const std::string& labels, const std::vector<NodeId>& nodes) {
    const bool together = nodes.size() > kMostBare;
    for (std::size_t i = 0; i < (together ? 1 : nodes.size()); ++i) {
      Finding finding;
      finding.entity = EntityId::of(nodes[i]);
      finding.statements = reader_.existence(finding.entity);
      finding.why = together ? std::to_string(nodes.size()) +
                                   (labels.empty() ? " nodes without a label" : " nodes " + labels) +
                                   " have no fact but their name; for example " + reader_.told(nodes)
                             : reader_.told(nodes[i]) + " has no fact but its name";
      run_.tell(std::move(finding));
    }
  }

  const AuditRun& run_;
  AuditReader reader_;
};

void run(const AuditRun& run) {
  Unsupported detector(run);
  detector.find_without_source();
  for (Finding& finding : facts_without_footnote(AuditReader(run.snapshot), run.tick)) run.tell(std::move(finding));
  detector.find_bare();
}

}  // namespace

const Detector kUnsupportedDetector{
    .id = "unsupported",
    .severity = Severity::Medium,
    .finds = "facts without a source, a place in it or a footnote; entities of which only the name is known",
    .example = "the section on the Green Growth Strategy has no footnote at all",
    .run = &run};

}  // namespace polgraph
