#include "graph/audit/facts.h"

#include <algorithm>
#include <set>

#include "graph/citation.h"
#include "graph/search.h"
#include "graph/text/json.h"
#include "graph/text/number.h"
#include "graph/view.h"

namespace polgraph {

namespace {

std::vector<Property> properties_of(const Snapshot& snapshot, EntityId entity) {
  if (entity.is_node) {
    const auto node = snapshot.find_node(entity.node());
    return node ? node->properties : std::vector<Property>();
  }
  const auto relationship = snapshot.find_relationship(entity.relationship());
  return relationship ? relationship->properties : std::vector<Property>();
}

void keep_what_counts(std::vector<Statement>& statements) {
  std::erase_if(statements, [](const Statement& one) { return one.evidence.rank == Rank::Deprecated; });
  std::set<std::string, std::less<>> settled;
  for (const Statement& one : statements)
    if (one.evidence.rank == Rank::Preferred) settled.insert(one.fact.predicate);
  std::erase_if(statements, [&](const Statement& one) {
    return one.evidence.rank != Rank::Preferred && settled.contains(one.fact.predicate);
  });
}

class TickingWork : public Work {
 public:
  explicit TickingWork(const AuditRun& run) : run_(run) {}
  void look() override { run_.tick(); }

 private:
  const AuditRun& run_;
};

constexpr std::size_t kTickEvery = 256;

}  // namespace

Facts::Facts(const Snapshot& snapshot, EntityId entity) : entity_(entity), counting_(snapshot.statements(entity)) {
  std::set<std::string, std::less<>> stated;
  for (const Statement& one : counting_) stated.insert(one.fact.predicate);
  keep_what_counts(counting_);
  for (const auto& [key, value] : properties_of(snapshot, entity)) {
    const std::string& name = snapshot.name(key);
    properties_.emplace_back(name, value);
    if (!stated.contains(name)) counting_.push_back(Statement{entity, Fact{name, value, {}}, {}, {}, true});
  }
}

std::vector<Statement> Facts::about(std::string_view predicate) const {
  std::vector<Statement> found;
  for (const Statement& one : counting_)
    if (one.fact.predicate == predicate) found.push_back(one);
  return found;
}

std::vector<Statement> Facts::about_first(std::initializer_list<std::string_view> keys) const {
  for (const std::string_view key : keys)
    if (auto found = about(key); !found.empty()) return found;
  return {};
}

Value Facts::value(std::string_view key) const {
  for (const auto& [name, value] : properties_)
    if (name == key) return value;
  return {};
}

std::string Facts::text(std::string_view key) const {
  const Value found = value(key);
  return found.is_string() ? std::string(found.as_string()) : std::string();
}

std::string Facts::printed(const Statement& statement) const {
  if (!statement.fact.original.empty()) return statement.fact.original;
  for (const Statement& one : about(statement.fact.predicate + "_printed")) {
    const bool same_place =
        one.evidence.source == statement.evidence.source && one.evidence.locator == statement.evidence.locator;
    if (same_place && one.fact.value.is_string()) return std::string(one.fact.value.as_string());
  }
  return {};
}

bool is_judged(const Statement& statement) {
  return statement.evidence.rank == Rank::Preferred && !statement.evidence.rank_reason.empty();
}

void tell_unless_judged(const AuditRun& run, Finding finding) {
  if (std::none_of(finding.statements.begin(), finding.statements.end(), is_judged)) run.tell(std::move(finding));
}

void tell_of_link(const AuditRun& run, Finding finding, RelId link) {
  bool stated = false, counts = false;
  for (Statement& one : run.snapshot.statements(EntityId::of(link))) {
    if (one.fact.predicate != "exists") continue;
    stated = true;
    if (one.evidence.rank == Rank::Deprecated) continue;
    counts = true;
    finding.statements.push_back(std::move(one));
  }
  if (counts || !stated) tell_unless_judged(run, std::move(finding));
}

bool any_known(const Snapshot& snapshot, std::initializer_list<std::string_view> keys) {
  return std::any_of(keys.begin(), keys.end(),
                     [&](std::string_view key) { return snapshot.find_key(key).has_value(); });
}

void each_link(const AuditRun& run, std::initializer_list<std::string_view> types,
               const std::function<void(const Link& link)>& visit) {
  ViewOptions options;
  TickingWork work(run);
  options.work = &work;
  for (const std::string_view name : types)
    if (const auto type = run.snapshot.find_type(name)) options.types.push_back(*type);
  if (options.types.empty()) return;  // no types would mean all of them
  const GraphView view(run.snapshot, options);
  for (std::size_t i = 0; i < view.edge_count(); ++i) {
    work.tick();
    const GraphView::Edge edge = view.edge_at(static_cast<std::uint32_t>(i));
    visit({view.relationship(edge), view.type(edge), view.node(edge.source), view.node(edge.target)});
  }
}

void each_node(const AuditRun& run, const std::function<void(const Node& node)>& visit) {
  std::size_t steps = 0;
  for (auto nodes = run.snapshot.nodes(); nodes.next();) {
    if (++steps % kTickEvery == 0) run.tick();
    if (const auto node = run.snapshot.find_node(nodes.id())) visit(*node);
  }
}

void each_relationship(const AuditRun& run, const std::function<void(const Relationship& relationship)>& visit) {
  std::size_t steps = 0;
  for (auto all = run.snapshot.relationships(); all.next();) {
    if (++steps % kTickEvery == 0) run.tick();
    if (const auto relationship = run.snapshot.find_relationship(all.id())) visit(*relationship);
  }
}

bool is_labelled(const Snapshot& snapshot, NodeId node, std::string_view label) {
  const auto id = snapshot.find_label(label);
  return id && snapshot.has_label(node, *id);
}

std::string value_words(const Value& value) {
  if (value.is_string()) return std::string(value.as_string());
  if (value.is_integer() && (value.as_integer() >= 10000 || value.as_integer() <= -10000))
    return with_separators(value.as_integer());
  return to_json(value);
}

std::string entity_words(const Snapshot& snapshot, EntityId entity) {
  if (entity.is_node) return display_name(snapshot, entity.node());
  const auto relationship = snapshot.find_relationship(entity.relationship());
  if (!relationship) return "a relationship";
  return display_name(snapshot, relationship->start) + " -" + snapshot.name(relationship->type) + "-> " +
         display_name(snapshot, relationship->end);
}

std::string stated_words(const Statement& statement) {
  const std::string words = value_words(statement.fact.value);
  const std::string place = locator_text(statement.evidence.locator);
  return place.empty() ? words : words + " (" + place + ")";
}

std::string counted(std::size_t count, std::string_view one, std::string_view many) {
  return with_separators(static_cast<std::int64_t>(count)) + " " + std::string(count == 1 ? one : many);
}

}  // namespace polgraph
