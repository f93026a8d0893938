// SET.
#include "query/bind.h"
#include "query/clause.h"
#include "query/clauses/set_actions.h"
#include "query/clauses/settle.h"
#include "query/labels.h"

namespace polgraph::clauses {

ExprPtr bind_changed(Binder& binder, const Scope& scope, const ast::Expression& target, bool labels) {
  ExprPtr made = bind_expression(binder, scope, target);
  if (made->type.may_be(labels ? kNodeKind : kNodeKind | kRelationshipKind)) return made;
  throw binder.error(Kind::Syntax, "InvalidArgumentType",
                     std::string(labels ? "only nodes have labels to change, this is "
                                        : "only nodes and relationships can be changed, this is ") +
                         type_text(made->type.kinds),
                     target.span);
}

void bind_property(Binder& binder, const Scope& scope, const ast::Expression& target, WriteAction& action) {
  if (const auto* indexed = std::get_if<ast::IndexAccess>(&target.node)) {
    action.target = bind_changed(binder, scope, *indexed->object, false);
    action.key_of = bind_expression(binder, scope, *indexed->index);
    if (action.key_of->type.may_be(kStringKind)) return;
    throw binder.error(Kind::Syntax, "InvalidArgumentType",
                       "the key of a property is a string, this is " + type_text(action.key_of->type.kinds),
                       indexed->index->span);
  }
  const auto& property = std::get<ast::PropertyAccess>(target.node);
  action.target = bind_changed(binder, scope, *property.object, false);
  action.key = property.key;
}

namespace {

WriteAction bind_item(Binder& binder, const Scope& scope, const ast::SetItem& item) {
  using Kind = ast::SetItem::Kind;
  WriteAction action;
  action.span = item.span;
  switch (item.kind) {
    case Kind::Property:
      bind_property(binder, scope, *item.target, action);
      if (action.key_of) {
        binder.written_any_key();
      } else {
        binder.written(action.key);
      }
      break;
    case Kind::Replace: action.what = WriteAction::What::Replace; break;
    case Kind::Merge: action.what = WriteAction::What::Merge; break;
    case Kind::Labels:
      action.what = WriteAction::What::AddLabels;
      action.labels = item.labels;
      for (const std::string& label : item.labels) binder.written(label);
      for (const auto& computed : item.dynamic) action.computed.push_back(bind_written_names(binder, scope, *computed));
      break;
  }
  if (!action.target) action.target = bind_changed(binder, scope, *item.target, item.kind == Kind::Labels);
  if (item.value) {
    action.value = bind_expression(binder, scope, *item.value);
    if (item.kind != Kind::Property && !action.value->type.may_be(kMapKind | kNodeKind | kRelationshipKind)) {
      throw binder.error(
          polgraph::Kind::Syntax, "InvalidArgumentType",
          "properties must be a map, a node or a relationship, this is " + type_text(action.value->type.kinds),
          item.value->span);
    }
    if (item.kind != Kind::Property) binder.written_keys(*item.value);
  }
  return action;
}

}  // namespace

std::vector<WriteAction> bind_set_items(Binder& binder, const Scope& scope, const std::vector<ast::SetItem>& items) {
  std::vector<WriteAction> actions;
  for (const ast::SetItem& item : items) actions.push_back(bind_item(binder, scope, item));
  return actions;
}

void Write::fill(Context& context) {
  Reader reader;
  reader.open();
  while (const Value* row = reader.next(*input_, context)) keep(row, context);
  for (std::size_t i = 0; i < kept(); ++i) {
    context.tick();
    for (const WriteAction& action : actions_) action.run(kept_row(i), context);
  }
}

void bind_set(const ast::Clause& clause, ClauseContext& context) {
  const auto& set = std::get<ast::Set>(clause.node);
  std::vector<WriteAction> actions = bind_set_items(context.binder, context.scope, set.items);
  for (std::size_t i = 0; i < actions.size(); ++i) {
    if (!set.items[i].value) continue;
    actions[i].value = settle(context.binder, context.plan, *set.items[i].value, std::move(actions[i].value));
  }
  context.plan.add<Write>(std::move(actions));
}

}  // namespace polgraph::clauses
