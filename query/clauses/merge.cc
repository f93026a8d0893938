// MERGE: finds the pattern, or makes it whole.
#include <algorithm>
#include <optional>

#include "query/bind.h"
#include "query/clause.h"
#include "query/clauses/set_actions.h"
#include "query/creation.h"
#include "query/explain.h"
#include "query/match.h"

namespace polgraph::clauses {

namespace {

// Row by row, after all input is read: a row finds what an earlier row has made.
class MergeRows final : public BufferOperator {
 public:
  MergeRows(Pipeline match, Creation creation, std::vector<std::pair<std::size_t, std::size_t>> moves,
            std::optional<std::size_t> path, std::vector<WriteAction> on_create, std::vector<WriteAction> on_match)
      : match_(std::move(match)),
        creation_(std::move(creation)),
        moves_(std::move(moves)),
        path_(path),
        on_create_(std::move(on_create)),
        on_match_(std::move(on_match)) {}
  std::string name() const override { return "Merge"; }
  void explain(Explanation& to) const override {
    creation_.explain(to);
    for (const WriteAction& action : on_create_) action.explain(to);
    for (const WriteAction& action : on_match_) action.explain(to);
    to.plan(match_);
    to.rows(to.rows_in() * std::max(to.plan_rows(match_), 1.0));
  }

 protected:
  void fill(Context& context) override {
    std::vector<Value> input;
    Growth growth(context);
    std::size_t rows = 0;
    Reader reader;
    reader.open();
    while (const Value* row = reader.next(*input_, context)) {
      growth.add(row_bytes(row, context.width()) + context.width() * sizeof(Value));  // the list doubles
      input.insert(input.end(), row, row + context.width());
      ++rows;
    }
    for (std::size_t i = 0; i < rows; ++i) merge(input.data() + i * context.width(), context);
  }

 private:
  void merge(Value* row, Context& context) {
    refuse_nulls(row, context);
    const std::vector<std::vector<Value>> found = matches(row, context);
    for (const std::vector<Value>& match : found) {
      std::vector<Value> out = match;
      for (const WriteAction& action : on_match_) action.run(out.data(), context);
      keep(out.data(), context);
    }
    if (!found.empty()) return;
    creation_.run(row, context);
    for (const auto& [from, to] : moves_) row[to] = row[from];
    if (path_) row[*path_] = build_path(row, creation_.path);
    for (const WriteAction& action : on_create_) action.run(row, context);
    keep(row, context);
  }

  // All matches are read before anything is written.
  std::vector<std::vector<Value>> matches(const Value* row, Context& context) {
    std::vector<std::vector<Value>> found;
    match_.start(row, context);
    Reader reader;
    reader.open();
    while (const Value* match = reader.next(*match_.root, context)) found.emplace_back(match, match + context.width());
    return found;
  }

  // A pattern with a null property can never be found, so MERGE would make a new one each time.
  void refuse_nulls(Value* row, Context& context) const {
    const auto check = [&](const ExprPtr& properties, ast::Span span) {
      if (!properties) return;
      const Value map = properties->eval(row, context);
      if (!map.is_map()) return;
      for (const auto& [key, value] : map.as_map()) {
        if (!value.is_null()) continue;
        throw Error(Kind::Semantic, "MergeReadOwnWrites", "MERGE cannot use null for property `" + key + "`",
                    context.place(span));
      }
    };
    for (const NodeCreation& node : creation_.nodes) check(node.properties, node.span);
    for (const RelationshipCreation& relationship : creation_.relationships) {
      check(relationship.properties, relationship.span);
    }
  }

  Pipeline match_;
  Creation creation_;
  std::vector<std::pair<std::size_t, std::size_t>> moves_;  // from the creation's slots to the match's
  std::optional<std::size_t> path_;
  std::vector<WriteAction> on_create_, on_match_;
};

}  // namespace

void bind_merge(const ast::Clause& clause, ClauseContext& context) {
  const auto& merge = std::get<ast::Merge>(clause.node);
  const std::span<const ast::PathPattern> pattern(&merge.pattern, 1);
  Scope made = context.scope;
  Creation creation = bind_creation(context.binder, made, merge.pattern, true, 0);
  Plan inner;
  plan_match(context.binder, context.scope, pattern, nullptr, inner);
  Pipeline match = context.binder.finish(std::move(inner));
  // Both sides declared the same names; what is created moves to where a match would stand.
  std::vector<std::pair<std::size_t, std::size_t>> moves;
  for (const auto& [name, variable] : made.here()) {
    const Variable* own = context.scope.find_here(name);
    if (own != nullptr && own->slot != variable.slot) moves.emplace_back(variable.slot, own->slot);
  }
  std::vector<WriteAction> on_create = bind_set_items(context.binder, context.scope, merge.on_create);
  std::vector<WriteAction> on_match = bind_set_items(context.binder, context.scope, merge.on_match);
  std::optional<std::size_t> path;
  if (!merge.pattern.variable.empty()) path = context.scope.find(merge.pattern.variable)->slot;
  context.plan.add<MergeRows>(std::move(match), std::move(creation), std::move(moves), path, std::move(on_create),
                              std::move(on_match));
}

}  // namespace polgraph::clauses
