#include "query/creation.h"

#include <algorithm>

#include "query/bind.h"
#include "query/labels.h"
#include "query/tree.h"
#include "query/writes.h"

namespace polgraph {

namespace {

class CreationBinder {
 public:
  CreationBinder(Binder& binder, Scope& scope, bool merge, std::size_t known)
      : binder_(binder), scope_(scope), merge_(merge), known_(known) {}

  Creation run(const ast::PathPattern& pattern) {
    if (pattern.selector != ast::PathPattern::Selector::All) {
      throw binder_.error(Kind::Syntax, "UnexpectedSyntax", std::string(word()) + " makes no shortest path",
                          pattern.span);
    }
    const bool alone = pattern.nodes.size() == 1;
    std::vector<std::size_t> slots;
    for (const ast::NodePattern& node : pattern.nodes) slots.push_back(bind_node(node, alone));
    for (std::size_t i = 0; i < pattern.relationships.size(); ++i) {
      bind_relationship(pattern.relationships[i], slots[i], slots[i + 1]);
    }
    if (!pattern.variable.empty()) bind_path(pattern, slots);
    return std::move(made_);
  }

 private:
  const char* word() const { return merge_ ? "MERGE" : "CREATE"; }

  Error bound_already(const std::string& name, ast::Span span) const {
    return binder_.error(Kind::Syntax, "VariableAlreadyBound", "variable `" + name + "` is bound already", span);
  }

  std::size_t bind_node(const ast::NodePattern& node, bool alone) {
    const Variable* given = node.variable.empty() ? nullptr : scope_.find(node.variable);
    if (given != nullptr) {
      if (alone || node.labels || node.properties) throw bound_already(node.variable, node.span);
      if (!given->type.may_be(kNodeKind)) {
        throw binder_.error(
            Kind::Syntax, "VariableTypeConflict",
            "variable `" + node.variable + "` is " + type_text(given->type.kinds) + " and cannot stand for a node",
            node.span);
      }
      return given->slot;
    }
    NodeCreation creation;
    creation.span = node.span;
    if (node.labels) collect_labels(*node.labels, creation, node.span);
    creation.properties = bind_properties(node.properties);
    creation.slot = binder_.new_slot();
    if (!node.variable.empty()) scope_.declare(node.variable, {creation.slot, StaticType::of(ValueKind::Node)});
    made_.nodes.push_back(std::move(creation));
    return made_.nodes.back().slot;
  }

  void collect_labels(const ast::LabelExpression& labels, NodeCreation& to, ast::Span span) {
    using Op = ast::LabelExpression::Op;
    if (labels.op == Op::Name) {
      binder_.written(labels.name);
      to.labels.push_back(labels.name);
    } else if (labels.op == Op::And) {
      for (const auto& operand : labels.operands) collect_labels(operand, to, span);
    } else if (labels.op == Op::Dynamic && !labels.any_of) {
      to.computed.push_back(bind_written_names(binder_, scope_, *labels.value));
    } else {
      throw binder_.error(Kind::Syntax, "UnexpectedSyntax", std::string(word()) + " needs plain labels, like :A:B",
                          span);
    }
  }

  ExprPtr bind_properties(const ast::ExpressionPtr& properties) {
    if (!properties) return nullptr;
    if (merge_ && std::holds_alternative<ast::Parameter>(properties->node)) {
      throw binder_
          .error(Kind::Syntax, "InvalidParameterUse", "a parameter cannot stand for the properties of MERGE",
                 properties->span)
          .hint("name them: {id: $p.id}");
    }
    binder_.written_keys(*properties);
    ExpressionBinder bind(binder_, scope_);
    ExprPtr made = bind.bind(*properties);
    const bool of_own =
        std::any_of(bind.uses().begin(), bind.uses().end(), [&](std::size_t at) { return at >= known_; });
    if (merge_ || of_own || !contains_plan(*properties)) return made;
    made_.before.emplace_back(binder_.new_slot(), std::move(made));
    const auto& [slot, value] = made_.before.back();
    return make_slot(slot, value->type);
  }

  void bind_relationship(const ast::RelationshipPattern& written, std::size_t left, std::size_t right) {
    using Arrow = ast::RelationshipPattern::Arrow;
    if (!written.variable.empty() && scope_.find(written.variable) != nullptr) {
      throw bound_already(written.variable, written.span);
    }
    if (written.hops) {
      throw binder_.error(Kind::Syntax, "CreatingVarLength",
                          std::string(word()) + " makes one relationship at a time, not a variable-length one",
                          written.span);
    }
    using Op = ast::LabelExpression::Op;
    const bool computed = written.types && written.types->op == Op::Dynamic && !written.types->any_of;
    const bool one_type = computed || (written.types && written.types->op == Op::Name);
    if (!one_type) {
      throw binder_.error(Kind::Syntax, "NoSingleRelationshipType",
                          std::string(word()) + " needs exactly one relationship type: -[:TYPE]->", written.span);
    }
    if (written.arrow == Arrow::None && !merge_) {
      throw binder_.error(Kind::Syntax, "RequiresDirectedRelationship", "CREATE needs a direction: -[:TYPE]->",
                          written.span);
    }
    RelationshipCreation creation;
    creation.span = written.span;
    creation.type = written.types->name;
    if (computed) {
      creation.type_of = bind_written_names(binder_, scope_, *written.types->value);
    } else {
      binder_.written(creation.type);
    }
    const bool backwards = written.arrow == Arrow::Left;
    creation.start = backwards ? right : left;
    creation.end = backwards ? left : right;
    creation.properties = bind_properties(written.properties);
    creation.slot = binder_.new_slot();
    if (!written.variable.empty()) {
      scope_.declare(written.variable, {creation.slot, StaticType::of(ValueKind::Relationship)});
    }
    made_.relationships.push_back(std::move(creation));
  }

  void bind_path(const ast::PathPattern& pattern, const std::vector<std::size_t>& slots) {
    if (scope_.find(pattern.variable) != nullptr) throw bound_already(pattern.variable, pattern.span);
    for (std::size_t i = 0; i < slots.size(); ++i) {
      if (i > 0) made_.path.push_back({made_.relationships[i - 1].slot, false});
      made_.path.push_back({slots[i], false});
    }
  }

  Binder& binder_;
  Scope& scope_;
  bool merge_;
  std::size_t known_;
  Creation made_;
};

}  // namespace

Creation bind_creation(Binder& binder, Scope& scope, const ast::PathPattern& pattern, bool merge, std::size_t known) {
  return CreationBinder(binder, scope, merge, known).run(pattern);
}

namespace {

std::string one_type(const Expr& computed, Value* row, Context& context) {
  std::vector<std::string> names = computed_names(computed.eval(row, context));
  if (names.size() == 1) return std::move(names[0]);
  throw Error(Kind::Argument, "NoSingleRelationshipType",
              "a relationship has one type, not " + std::to_string(names.size()));
}

}  // namespace

void Creation::run(Value* row, Context& context) const {
  const auto with_place = [&](ast::Span span, const auto& make) {
    try {
      make();
    } catch (Error& error) {
      error.at(context.place(span));
      throw;
    }
  };
  for (const NodeCreation& node : nodes) {
    with_place(node.span, [&] {
      std::vector<std::string> labels = node.labels;
      for (const ExprPtr& computed : node.computed) {
        for (std::string& name : computed_names(computed->eval(row, context))) labels.push_back(std::move(name));
      }
      row[node.slot] = write_node(labels, node.properties ? node.properties->eval(row, context) : Value(), context);
    });
  }
  for (const RelationshipCreation& made : relationships) {
    with_place(made.span, [&] {
      row[made.slot] =
          write_relationship(made.type_of ? one_type(*made.type_of, row, context) : made.type, row[made.start],
                             row[made.end], made.properties ? made.properties->eval(row, context) : Value(), context);
    });
  }
}

}  // namespace polgraph
