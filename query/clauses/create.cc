// CREATE.
#include "query/clause.h"
#include "query/creation.h"

namespace polgraph::clauses {

namespace {

// Reads all its input first: what is created must not be found by the same statement's earlier clauses.
class Create final : public BufferOperator {
 public:
  explicit Create(std::vector<Creation> creations) : creations_(std::move(creations)) {}
  std::string name() const override { return "Create"; }

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

}  // namespace

void bind_create(const ast::Clause& clause, ClauseContext& context) {
  std::vector<Creation> creations;
  std::vector<std::pair<std::size_t, std::vector<BuildPath::Part>>> paths;
  for (const ast::PathPattern& pattern : std::get<ast::Create>(clause.node).pattern) {
    creations.push_back(bind_creation(context.binder, context.scope, pattern, false));
    if (pattern.variable.empty()) continue;
    paths.emplace_back(context.binder.new_slot(), creations.back().path);
    context.scope.declare(pattern.variable, {paths.back().first, StaticType::of(ValueKind::Path)});
  }
  context.plan.add<Create>(std::move(creations));
  for (auto& [slot, parts] : paths) context.plan.add<BuildPath>(slot, std::move(parts));
}

}  // namespace polgraph::clauses
