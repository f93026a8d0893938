// CREATE.
#include <iterator>

#include "query/clause.h"
#include "query/creation.h"
#include "query/explain.h"
#include "query/operators/basic.h"
#include "query/tree.h"

namespace polgraph::clauses {

namespace {

// Reads all its input first: what is created must not be found by the same statement's earlier clauses.
class Create final : public BufferOperator {
 public:
  explicit Create(std::vector<Creation> creations) : creations_(std::move(creations)) {}
  std::string name() const override { return "Create"; }
  void explain(Explanation& to) const override {
    for (const Creation& creation : creations_) creation.explain(to);
  }
  void also(std::vector<Creation> more) {
    for (Creation& creation : more) creations_.push_back(std::move(creation));
  }

 protected:
  void fill(Context& context) override {
    Reader reader;
    reader.open();
    while (const Value* row = reader.next(*input_, context)) keep(row, context);
    for (std::size_t i = 0; i < kept(); ++i) {
      context.tick();
      for (const Creation& creation : creations_) creation.run(kept_row(i), context);
    }
  }

 private:
  std::vector<Creation> creations_;
};

bool asks_the_graph(const ast::Pattern& pattern) {
  const auto plan_in = [](const ast::ExpressionPtr& properties) { return properties && contains_plan(*properties); };
  for (const ast::PathPattern& path : pattern) {
    for (const auto& node : path.nodes) {
      if (plan_in(node.properties)) return true;
    }
    for (const auto& relationship : path.relationships) {
      if (plan_in(relationship.properties)) return true;
    }
  }
  return false;
}

}  // namespace

void bind_create(const ast::Clause& clause, ClauseContext& context) {
  std::vector<Creation> creations;
  std::vector<std::pair<std::size_t, std::vector<BuildPath::Part>>> paths;
  std::vector<std::pair<std::size_t, ExprPtr>> asked;
  const std::size_t known = context.binder.width();
  for (const ast::PathPattern& pattern : std::get<ast::Create>(clause.node).pattern) {
    creations.push_back(bind_creation(context.binder, context.scope, pattern, false, known));
    std::move(creations.back().before.begin(), creations.back().before.end(), std::back_inserter(asked));
    creations.back().before.clear();
    if (pattern.variable.empty()) continue;
    paths.emplace_back(context.binder.new_slot(), creations.back().path);
    context.scope.declare(pattern.variable, {paths.back().first, StaticType::of(ValueKind::Path)});
  }
  // CREATE after CREATE makes one operator, as scripts have them by the thousand; not where the second one asks the
  // graph, which must have all rows of the first.
  auto* before = context.plan.operators.empty() ? nullptr : dynamic_cast<Create*>(context.plan.operators.back().get());
  if (before != nullptr && !asks_the_graph(std::get<ast::Create>(clause.node).pattern)) {
    before->also(std::move(creations));
  } else {
    if (!asked.empty()) context.plan.add<Project>(std::move(asked));
    context.plan.add<Create>(std::move(creations));
  }
  for (auto& [slot, parts] : paths) context.plan.add<BuildPath>(slot, std::move(parts));
}

}  // namespace polgraph::clauses
