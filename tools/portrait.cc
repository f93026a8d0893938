#include "tools/portrait.h"

#include <algorithm>

#include "graph/compare.h"
#include "graph/money.h"
#include "graph/search.h"
#include "tools/citation.h"
#include "tools/describe.h"

namespace polgraph::cli {

namespace {

class Painter {
 public:
  Painter(const Snapshot& snapshot, NodeId node, bool all_ranks)
      : snapshot_(snapshot),
        node_(node),
        all_ranks_(all_ranks),
        citations_(snapshot),
        statements_(snapshot.statements(EntityId::of(node))) {}

  Portrait paint() {
    portrait_.name = display_name(snapshot_, node_);
    portrait_.id = plain_text(id_of(snapshot_, node_));
    for (const std::string& label : label_names(snapshot_, node_)) portrait_.labels.push_back(label);
    names();
    properties();
    money();
    relationships();
    facts();
    sources();
    return std::move(portrait_);
  }

 private:
  std::vector<std::size_t> numbers(const Evidence& evidence) {
    if (evidence.source.empty()) return {};
    return {citations_.number(evidence.source, evidence.locator)};
  }

  // "name:acronym@en" -> "acronym, en"
  void names() {
    for (const Statement& statement : statements_) {
      const std::string_view predicate = statement.fact.predicate;
      if (!predicate.starts_with("name:") || statement.evidence.rank == Rank::Deprecated) continue;
      std::string kind(predicate.substr(5));
      if (const std::size_t at = kind.find('@'); at != std::string::npos) kind.replace(at, 1, ", ");
      portrait_.names.push_back({plain_text(statement.fact.value), kind});
    }
  }

  void properties() {
    const std::optional<Node> node = snapshot_.find_node(node_);
    if (!node) return;
    const std::vector<Conflict> conflicts = snapshot_.conflicts(EntityId::of(node_));
    for (const auto& [key, value] : node->properties) {
      if (snapshot_.name(key) == "aliases" && !portrait_.names.empty()) continue;  // told with their kinds above
      ShownProperty shown{
          .key = snapshot_.name(key), .value = plain_text(value), .also = {}, .sources = {}, .raw = value};
      for (const Statement& statement : statements_) {
        if (statement.fact.predicate != snapshot_.name(key) || !statement.best || !same(statement.fact.value, value))
          continue;
        for (const std::size_t number : numbers(statement.evidence)) {
          if (std::find(shown.sources.begin(), shown.sources.end(), number) == shown.sources.end())
            shown.sources.push_back(number);
        }
      }
      for (const Conflict& conflict : conflicts) {
        if (conflict.predicate == snapshot_.name(key)) shown.also = others(conflict, value);
      }
      portrait_.properties.push_back(std::move(shown));
    }
    std::sort(portrait_.properties.begin(), portrait_.properties.end(),
              [](const auto& a, const auto& b) { return a.key < b.key; });
  }

  std::string others(const Conflict& conflict, const Value& best) {
    std::string text;
    for (const Statement& statement : conflict.statements) {
      if (same(statement.fact.value, best)) continue;
      text += (text.empty() ? "" : ", ") + plain_text(statement.fact.value);
      const std::string mark = citations_.mark(statement.evidence);
      if (!mark.empty()) text += " " + mark;
    }
    return text;
  }

  void money() {
    if (const auto own = money_of(snapshot_, EntityId::of(node_))) portrait_.money.push_back(to_text(*own));
    for (const Money& budget : budgets_of(snapshot_, node_)) portrait_.money.push_back(to_text(budget));
  }

  void relationships() {
    for (StepCursor steps = snapshot_.steps(node_, Direction::Both); steps.next();) {
      const Step& step = steps.step();
      ShownRelationship shown{.type = snapshot_.name(step.type),
                              .outgoing = step.outgoing,
                              .other = name_with_acronym(snapshot_, step.neighbour),
                              .other_id = {},
                              .details = relationship_details(snapshot_, step.relationship),
                              .sources = {}};
      shown.other_id = plain_text(id_of(snapshot_, step.neighbour));
      if (const auto carried = money_of(snapshot_, EntityId::of(step.neighbour))) {
        shown.details = to_text(*carried) + (shown.details.empty() ? "" : " · " + shown.details);
      }
      for (const auto& [source, locator] : citations_.places(EntityId::of(step.relationship))) {
        shown.sources.push_back(citations_.number(source, locator));
      }
      portrait_.relationships.push_back(std::move(shown));
    }
    std::stable_sort(portrait_.relationships.begin(), portrait_.relationships.end(), [](const auto& a, const auto& b) {
      return a.outgoing != b.outgoing ? a.outgoing : a.type < b.type;
    });
  }

  void facts() {
    for (const Statement& statement : statements_) {
      const Evidence& evidence = statement.evidence;
      if (evidence.rank == Rank::Deprecated && !all_ranks_) continue;
      ShownFact shown{.predicate = statement.fact.predicate,
                      .value = plain_text(statement.fact.value),
                      .original = statement.fact.original,
                      .rank = {},
                      .validity = {},
                      .sources = numbers(evidence),
                      .best = statement.best,
                      .raw = statement.fact.value};
      if (shown.original == shown.value) shown.original.clear();
      if (evidence.rank != Rank::Normal) {
        shown.rank = std::string(rank_name(evidence.rank));
        if (!evidence.rank_reason.empty()) shown.rank += ": " + evidence.rank_reason;
      }
      if (!evidence.valid_from.empty() || !evidence.valid_to.empty()) {
        shown.validity = evidence.valid_from + " to " + evidence.valid_to;
      }
      portrait_.facts.push_back(std::move(shown));
    }
  }

  void sources() {
    portrait_.source_places = citations_.listed();
    for (std::size_t i = 1; i <= portrait_.source_places.size(); ++i) portrait_.sources.push_back(citations_.line(i));
  }

  const Snapshot& snapshot_;
  NodeId node_;
  bool all_ranks_;
  Citations citations_;
  std::vector<Statement> statements_;
  Portrait portrait_;
};

}  // namespace

Portrait make_portrait(const Snapshot& snapshot, NodeId node, bool all_ranks) {
  return Painter(snapshot, node, all_ranks).paint();
}

}  // namespace polgraph::cli
