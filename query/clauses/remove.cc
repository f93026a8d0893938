// REMOVE.
#include "query/bind.h"
#include "query/clause.h"
#include "query/clauses/set_actions.h"
#include "query/labels.h"

namespace polgraph::clauses {

void bind_remove(const ast::Clause& clause, ClauseContext& context) {
  std::vector<WriteAction> actions;
  for (const ast::RemoveItem& item : std::get<ast::Remove>(clause.node).items) {
    WriteAction action;
    action.span = item.span;
    if (item.property) {
      bind_property(context.binder, context.scope, *item.property, action);
      if (!action.key_of) context.binder.read_key(action.key);
    } else {
      action.what = WriteAction::What::RemoveLabels;
      action.target = bind_changed(context.binder, context.scope, *item.target, true);
      action.labels = item.labels;
      for (const auto& computed : item.dynamic) {
        action.computed.push_back(bind_written_names(context.binder, context.scope, *computed));
      }
      for (const std::string& label : item.labels) context.binder.read_label(label);
    }
    actions.push_back(std::move(action));
  }
  context.plan.add<Write>(std::move(actions));
}

}  // namespace polgraph::clauses
