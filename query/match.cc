#include "query/match.h"

#include <algorithm>
#include <map>
#include <optional>

#include "query/bind.h"
#include "query/operators/basic.h"
#include "query/operators/match_operators.h"
#include "query/tree.h"

namespace polgraph {

namespace {

struct PatternNode {
  std::size_t slot = 0;
  std::string name;
  bool known = false;
  std::vector<std::string> labels;  // it must have all of these: for the choice of the scan
};

struct PatternStep {
  std::size_t slot = 0, left = 0, right = 0;  // left, right: numbers of nodes
  ast::RelationshipPattern::Arrow arrow = ast::RelationshipPattern::Arrow::None;
  std::vector<std::string> types;
  bool known = false, walk = false, done = false;
  std::optional<std::uint64_t> min, max;
  std::size_t path = kNoSlot, each = kNoSlot;
  ExprPtr where;  // for each relationship of a walk
  ast::PathPattern::Selector selector = ast::PathPattern::Selector::All;
  std::string text;
};

struct NamedPath {
  std::size_t slot;
  std::vector<BuildPath::Part> parts;
  bool done = false;
};

struct Condition {
  ExprPtr expr;
  std::vector<std::size_t> uses;
  std::string text;
  bool done = false;
};

// node.key = value, where the key is indexed.
struct Lookup {
  std::size_t node;
  std::string key;
  ExprPtr value;
  std::vector<std::size_t> uses;
};

class PatternPlanner {
 public:
  PatternPlanner(Binder& binder, Scope& scope, Plan& plan)
      : binder_(binder), scope_(scope), plan_(plan), statistics_(binder.view().statistics()) {}

  void declare(std::span<const ast::PathPattern> pattern, std::size_t* path_slot);
  void conditions(std::span<const ast::PathPattern> pattern, const ast::Expression* where);
  void order();

 private:
  using Arrow = ast::RelationshipPattern::Arrow;

  // binding
  std::size_t declare_node(const ast::NodePattern& node);
  void declare_step(const ast::PathPattern& path, std::size_t i, std::size_t left, std::size_t right);
  void declare_path(const ast::PathPattern& path, const std::vector<std::size_t>& nodes, std::size_t first_step);
  void add_types(PatternStep& step, const ast::RelationshipPattern& written);
  void node_conditions(const ast::NodePattern& written, std::size_t node);
  void step_conditions(const ast::RelationshipPattern& written, PatternStep& step);
  void walk_conditions(const ast::RelationshipPattern& written, PatternStep& step);
  void add_condition(const ast::Expression& condition);
  void add_property(std::size_t slot, StaticType type, const std::string& key, const ast::Expression& value,
                    std::optional<std::size_t> node);
  void add_lookup(std::size_t node, const std::string& key, const ast::Expression& value);
  void hints(const ast::Expression& condition);
  void refuse_parameter(const ast::ExpressionPtr& properties) const;

  // planning
  bool solved(const std::vector<std::size_t>& uses) const;
  void solve(std::size_t slot) { solved_.push_back(slot); }
  void solve_node(std::size_t node);
  void apply_conditions();
  double scan_cost(std::size_t node) const;
  double fan_out(const PatternStep& step) const;
  std::optional<std::size_t> next_step() const;
  std::size_t next_node() const;
  void emit_scan(std::size_t node);
  void emit_step(std::size_t index);
  bool is_ready(const NamedPath& path) const;
  void emit_paths();
  void check_lonely_nodes();
  ExpandSpec spec_of(const PatternStep& step, bool forwards) const;
  WalkSpec walk_of(PatternStep& step, bool forwards);
  ExprPtr path_condition(const PatternStep& step);

  Binder& binder_;
  Scope& scope_;
  Plan& plan_;
  Statistics statistics_;
  std::vector<PatternNode> nodes_;
  std::vector<PatternStep> steps_;
  std::vector<NamedPath> paths_;
  std::vector<Condition> conditions_;
  std::vector<Lookup> lookups_;
  std::map<std::string, std::size_t> node_numbers_;
  std::vector<std::string> step_names_;
  std::vector<std::size_t> declared_;  // slots that this pattern binds
  std::vector<std::size_t> solved_;    // of those, bound so far
  std::vector<std::size_t> taken_;     // relationship slots bound so far in this MATCH
};

// ---- binding -------------------------------------------------------------------------------------------------------

void PatternPlanner::declare(std::span<const ast::PathPattern> pattern, std::size_t* path_slot) {
  for (const ast::PathPattern& path : pattern) {
    const std::size_t first_step = steps_.size();
    std::vector<std::size_t> nodes;
    for (std::size_t i = 0; i < path.nodes.size(); ++i) {
      nodes.push_back(declare_node(path.nodes[i]));
      if (i > 0) declare_step(path, i - 1, nodes[i - 1], nodes[i]);
    }
    if (!path.variable.empty() || path_slot != nullptr) declare_path(path, nodes, first_step);
    if (path_slot != nullptr) *path_slot = paths_.back().slot;
  }
}

std::size_t PatternPlanner::declare_node(const ast::NodePattern& node) {
  if (!node.variable.empty()) {
    const auto known = node_numbers_.find(node.variable);
    if (known != node_numbers_.end()) return known->second;
  }
  PatternNode made;
  made.name = node.variable;
  const Variable* given = node.variable.empty() ? nullptr : scope_.find(node.variable);
  if (given != nullptr) {
    if (!given->type.may_be(kNodeKind)) {
      throw binder_.error(
          Kind::Syntax, "VariableTypeConflict",
          "variable `" + node.variable + "` is " + type_text(given->type.kinds) + " and cannot stand for a node",
          node.span);
    }
    made.slot = given->slot;
    made.known = true;
  } else {
    made.slot = binder_.new_slot();
    declared_.push_back(made.slot);
    if (!node.variable.empty()) scope_.declare(node.variable, {made.slot, StaticType::of(ValueKind::Node)});
  }
  nodes_.push_back(std::move(made));
  if (!node.variable.empty()) node_numbers_[node.variable] = nodes_.size() - 1;
  return nodes_.size() - 1;
}

void PatternPlanner::declare_step(const ast::PathPattern& path, std::size_t i, std::size_t left, std::size_t right) {
  const ast::RelationshipPattern& written = path.relationships[i];
  PatternStep made;
  made.left = left;
  made.right = right;
  made.arrow = written.arrow;
  made.walk = written.hops.has_value() || path.selector != ast::PathPattern::Selector::All;
  made.selector = path.selector;
  made.text = binder_.source(written.span);
  if (written.hops) {
    made.min = written.hops->min ? static_cast<std::uint64_t>(*written.hops->min) : 1;
    if (written.hops->max) made.max = static_cast<std::uint64_t>(*written.hops->max);
  } else if (made.walk) {
    made.min = made.max = 1;
  }
  const std::string& name = written.variable;
  if (!name.empty() && std::count(step_names_.begin(), step_names_.end(), name) > 0) {
    throw binder_.error(Kind::Syntax, "RelationshipUniquenessViolation",
                        "relationship `" + name + "` stands twice in one pattern, where all relationships differ",
                        written.span);
  }
  const Variable* given = name.empty() ? nullptr : scope_.find(name);
  const StaticType type = made.walk ? StaticType::list_of(kRelationshipKind) : StaticType::of(ValueKind::Relationship);
  if (given != nullptr) {
    const bool fits = given->type.may_be(type.kinds) && (!made.walk || !given->type.is_only(ValueKind::List) ||
                                                         (given->type.elements & kRelationshipKind) != 0);
    if (!fits) {
      throw binder_.error(Kind::Syntax, "VariableTypeConflict",
                          "variable `" + name + "` is " + type_text(given->type.kinds) + " and cannot stand for " +
                              (made.walk ? "a list of relationships" : "a relationship"),
                          written.span);
    }
    made.slot = given->slot;
    made.known = true;
  } else {
    made.slot = binder_.new_slot();
    declared_.push_back(made.slot);
    if (!name.empty()) scope_.declare(name, {made.slot, type});
  }
  if (!name.empty()) step_names_.push_back(name);
  steps_.push_back(std::move(made));
}

void PatternPlanner::declare_path(const ast::PathPattern& path, const std::vector<std::size_t>& nodes,
                                  std::size_t first_step) {
  if (!path.variable.empty() && scope_.find(path.variable) != nullptr) {
    throw binder_.error(Kind::Syntax, "VariableAlreadyBound", "variable `" + path.variable + "` is bound already",
                        path.span);
  }
  NamedPath made;
  made.slot = binder_.new_slot();
  declared_.push_back(made.slot);
  if (!path.variable.empty()) scope_.declare(path.variable, {made.slot, StaticType::of(ValueKind::Path)});
  for (std::size_t i = 0; i < nodes.size(); ++i) {
    if (i > 0) {
      PatternStep& step = steps_[first_step + i - 1];
      if (step.walk) step.path = binder_.new_slot();
      made.parts.push_back({step.walk ? step.path : step.slot, step.walk});
    }
    made.parts.push_back({nodes_[nodes[i]].slot, false});
  }
  paths_.push_back(std::move(made));
}

void PatternPlanner::refuse_parameter(const ast::ExpressionPtr& properties) const {
  if (!properties || !std::holds_alternative<ast::Parameter>(properties->node)) return;
  throw binder_
      .error(Kind::Syntax, "InvalidParameterUse", "a parameter cannot stand for the properties of a pattern here",
             properties->span)
      .hint("compare the properties one by one: {name: $p.name}");
}

void PatternPlanner::conditions(std::span<const ast::PathPattern> pattern, const ast::Expression* where) {
  std::size_t step = 0;
  std::map<std::string, std::size_t> numbers = node_numbers_;
  std::size_t next_anonymous = 0;
  for (const ast::PathPattern& path : pattern) {
    for (std::size_t i = 0; i < path.nodes.size(); ++i) {
      std::size_t number = 0;
      if (path.nodes[i].variable.empty()) {
        while (!nodes_[next_anonymous].name.empty()) ++next_anonymous;
        number = next_anonymous++;
      } else {
        number = numbers.at(path.nodes[i].variable);
      }
      node_conditions(path.nodes[i], number);
      if (i > 0) step_conditions(path.relationships[i - 1], steps_[step++]);
    }
  }
  if (where == nullptr) return;
  for (const ast::Expression* part : conjuncts(*where)) {
    hints(*part);
    add_condition(*part);
  }
}

void collect_names(const ast::LabelExpression& labels, std::vector<std::string>& names) {
  if (labels.op == ast::LabelExpression::Op::Name) names.push_back(labels.name);
  for (const auto& operand : labels.operands) collect_names(operand, names);
}

// The labels that a node must have for the expression to hold.
void required_labels(const ast::LabelExpression& labels, std::vector<std::string>& names) {
  if (labels.op == ast::LabelExpression::Op::Name) names.push_back(labels.name);
  if (labels.op != ast::LabelExpression::Op::And) return;
  for (const auto& operand : labels.operands) required_labels(operand, names);
}

void PatternPlanner::node_conditions(const ast::NodePattern& written, std::size_t node) {
  const std::size_t slot = nodes_[node].slot;
  if (written.labels) {
    std::vector<std::string> names;
    collect_names(*written.labels, names);
    for (const std::string& name : names) binder_.read_label(name);
    required_labels(*written.labels, nodes_[node].labels);
    Condition made;
    made.expr = make_has_labels(make_slot(slot, StaticType::of(ValueKind::Node)), *written.labels);
    made.expr->span = written.span;
    made.uses = {slot};
    made.text = binder_.source(written.span);
    conditions_.push_back(std::move(made));
  }
  refuse_parameter(written.properties);
  if (written.properties) {
    for (const auto& [key, value] : std::get<ast::MapLiteral>(written.properties->node).entries) {
      add_property(slot, StaticType::of(ValueKind::Node), key, *value, node);
    }
  }
  if (!written.where) return;
  for (const ast::Expression* part : conjuncts(*written.where)) {
    hints(*part);
    add_condition(*part);
  }
}

void PatternPlanner::add_property(std::size_t slot, StaticType type, const std::string& key,
                                  const ast::Expression& value, std::optional<std::size_t> node) {
  binder_.read_key(key);
  ExpressionBinder bind(binder_, scope_);
  Condition made;
  ExprPtr wanted = bind.bind(value);
  ExprPtr property = make_property(make_slot(slot, type), key);
  property->span = value.span;
  made.expr = make_binary(ast::BinaryOp::Equal, std::move(property), std::move(wanted));
  made.expr->span = value.span;
  made.uses = bind.uses();
  made.uses.push_back(slot);
  made.text = key + " = " + std::string(binder_.source(value.span));
  conditions_.push_back(std::move(made));
  if (node) add_lookup(*node, key, value);
}

void PatternPlanner::add_lookup(std::size_t node, const std::string& key, const ast::Expression& value) {
  if (!binder_.options().rewrites || nodes_[node].known) return;
  const auto id = binder_.view().find_key(key);
  const bool always = key == "id" || key == "name";  // indexed from their first use on
  if (!always && (!id || !binder_.view().is_indexed(*id))) return;
  // Bound a second time below: what holds a plan would be planned twice on every level of nesting.
  if (contains_impure(value) || contains_plan(value)) return;
  ExpressionBinder bind(binder_, scope_);
  ExprPtr wanted = bind.bind(value);
  lookups_.push_back({node, key, std::move(wanted), bind.uses()});
}

// What a condition says about where to start: n.key = value, n:Label.
void PatternPlanner::hints(const ast::Expression& condition) {
  const auto node_named = [&](const ast::Expression& e) -> std::optional<std::size_t> {
    const auto* variable = std::get_if<ast::Variable>(&e.node);
    if (variable == nullptr) return std::nullopt;
    const auto found = node_numbers_.find(variable->name);
    if (found == node_numbers_.end()) return std::nullopt;
    return found->second;
  };
  if (const auto* test = std::get_if<ast::HasLabels>(&condition.node)) {
    if (const auto node = node_named(*test->object)) required_labels(test->labels, nodes_[*node].labels);
    return;
  }
  const auto* equal = std::get_if<ast::Binary>(&condition.node);
  if (equal == nullptr || equal->op != ast::BinaryOp::Equal) return;
  const auto try_side = [&](const ast::Expression& side, const ast::Expression& other) {
    const auto* property = std::get_if<ast::PropertyAccess>(&side.node);
    if (property == nullptr) return;
    if (const auto node = node_named(*property->object)) add_lookup(*node, property->key, other);
  };
  try_side(*equal->left, *equal->right);
  try_side(*equal->right, *equal->left);
}

void PatternPlanner::add_condition(const ast::Expression& condition) {
  ExpressionBinder bind(binder_, scope_);
  Condition made;
  made.expr = bind.condition(condition);
  made.uses = bind.uses();
  made.text = binder_.source(condition.span);
  conditions_.push_back(std::move(made));
}

bool names_only(const ast::LabelExpression& types) {
  using Op = ast::LabelExpression::Op;
  if (types.op == Op::Name) return true;
  return types.op == Op::Or && std::all_of(types.operands.begin(), types.operands.end(), names_only);
}

void PatternPlanner::step_conditions(const ast::RelationshipPattern& written, PatternStep& step) {
  refuse_parameter(written.properties);
  if (written.types) {
    std::vector<std::string> names;
    collect_names(*written.types, names);
    for (const std::string& name : names) binder_.read_type(name);
    if (names_only(*written.types)) step.types = std::move(names);
  }
  if (step.walk) {
    walk_conditions(written, step);
    return;
  }
  if (written.types && step.types.empty()) {
    Condition made;
    made.expr = make_has_labels(make_slot(step.slot, StaticType::of(ValueKind::Relationship)), *written.types);
    made.expr->span = written.span;
    made.uses = {step.slot};
    conditions_.push_back(std::move(made));
  }
  if (written.properties) {
    for (const auto& [key, value] : std::get<ast::MapLiteral>(written.properties->node).entries) {
      add_property(step.slot, StaticType::of(ValueKind::Relationship), key, *value, std::nullopt);
    }
  }
  if (!written.where) return;
  for (const ast::Expression* part : conjuncts(*written.where)) add_condition(*part);
}

// Conditions inside [*]: they hold for each relationship of the walk.
void PatternPlanner::walk_conditions(const ast::RelationshipPattern& written, PatternStep& step) {
  std::vector<ExprPtr> parts;
  std::vector<std::size_t> uses;
  step.each = binder_.new_slot();
  const StaticType type = StaticType::of(ValueKind::Relationship);
  Scope inner(&scope_);
  if (!written.variable.empty()) inner.declare(written.variable, {step.each, type});
  if (written.types && step.types.empty()) parts.push_back(make_has_labels(make_slot(step.each, type), *written.types));
  if (written.properties) {
    for (const auto& [key, value] : std::get<ast::MapLiteral>(written.properties->node).entries) {
      binder_.read_key(key);
      ExpressionBinder bind(binder_, scope_);
      ExprPtr wanted = bind.bind(*value);
      uses.insert(uses.end(), bind.uses().begin(), bind.uses().end());
      parts.push_back(
          make_binary(ast::BinaryOp::Equal, make_property(make_slot(step.each, type), key), std::move(wanted)));
      parts.back()->span = value->span;
    }
  }
  if (written.where) parts.push_back(ExpressionBinder(binder_, inner).condition(*written.where));
  for (ExprPtr& part : parts) {
    step.where = step.where ? make_binary(ast::BinaryOp::And, std::move(step.where), std::move(part)) : std::move(part);
  }
  for (const std::size_t slot : uses) {
    if (std::count(declared_.begin(), declared_.end(), slot) == 0) continue;
    throw binder_
        .error(Kind::Syntax, "InvalidArgumentType",
               "a variable-length relationship cannot compare with a variable of its own MATCH", written.span)
        .hint("write the condition in WHERE: all(r IN rs WHERE ...)");
  }
}

// ---- planning ------------------------------------------------------------------------------------------------------

bool PatternPlanner::solved(const std::vector<std::size_t>& uses) const {
  return std::all_of(uses.begin(), uses.end(), [&](std::size_t slot) {
    return std::count(declared_.begin(), declared_.end(), slot) == 0 ||
           std::count(solved_.begin(), solved_.end(), slot) > 0;
  });
}

void PatternPlanner::solve_node(std::size_t node) {
  nodes_[node].known = true;
  solve(nodes_[node].slot);
}

void PatternPlanner::apply_conditions() {
  if (!binder_.options().rewrites && solved_.size() < declared_.size()) return;
  for (Condition& condition : conditions_) {
    if (condition.done || !solved(condition.uses)) continue;
    condition.done = true;
    plan_.add<Filter>(std::move(condition.expr), condition.text);
  }
}

double PatternPlanner::scan_cost(std::size_t node) const {
  for (const Lookup& lookup : lookups_) {
    if (lookup.node == node && solved(lookup.uses)) return 1;
  }
  double least = static_cast<double>(statistics_.nodes) + 2;
  for (const std::string& label : nodes_[node].labels) {
    const auto id = binder_.view().find_label(label);
    const auto found = id ? statistics_.nodes_by_label.find(*id) : statistics_.nodes_by_label.end();
    const double count = found == statistics_.nodes_by_label.end() ? 0 : static_cast<double>(found->second);
    least = std::min(least, count + 1.5);
  }
  return least;
}

double PatternPlanner::fan_out(const PatternStep& step) const {
  double relationships = static_cast<double>(statistics_.relationships);
  if (!step.types.empty()) {
    relationships = 0;
    for (const std::string& type : step.types) {
      const auto id = binder_.view().find_type(type);
      const auto found = id ? statistics_.relationships_by_type.find(*id) : statistics_.relationships_by_type.end();
      if (found != statistics_.relationships_by_type.end()) relationships += static_cast<double>(found->second);
    }
  }
  double each = relationships / (static_cast<double>(statistics_.nodes) + 1);
  if (step.arrow == Arrow::None) each *= 2;
  const bool closes = nodes_[step.left].known && nodes_[step.right].known;
  if (closes) each /= static_cast<double>(statistics_.nodes) + 1;
  if (step.walk) each = (each + 1) * 1000;  // last: it may be anything
  return each;
}

std::optional<std::size_t> PatternPlanner::next_step() const {
  std::optional<std::size_t> best;
  double best_cost = 0;
  for (std::size_t i = 0; i < steps_.size(); ++i) {
    const PatternStep& step = steps_[i];
    if (step.done) continue;
    const bool left = nodes_[step.left].known, right = nodes_[step.right].known;
    const bool shortest = step.selector != ast::PathPattern::Selector::All;
    const bool ready = shortest ? left && right : step.known || left || right;
    if (!ready) continue;
    const double cost = !binder_.options().rewrites ? static_cast<double>(i) : step.known ? -1 : fan_out(step);
    if (!best || cost < best_cost) {
      best = i;
      best_cost = cost;
    }
  }
  return best;
}

std::size_t PatternPlanner::next_node() const {
  std::size_t best = nodes_.size();
  double best_cost = 0;
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    if (nodes_[i].known) continue;
    const double cost = binder_.options().rewrites ? scan_cost(i) : static_cast<double>(i);
    if (best == nodes_.size() || cost < best_cost) {
      best = i;
      best_cost = cost;
    }
  }
  return best;
}

void PatternPlanner::emit_scan(std::size_t node) {
  auto& scan = plan_.add<NodeScan>(nodes_[node].slot, nodes_[node].name);
  if (binder_.options().rewrites) {
    const auto lookup = std::find_if(lookups_.begin(), lookups_.end(), [&](const Lookup& candidate) {
      return candidate.node == node && candidate.value && solved(candidate.uses);
    });
    if (lookup != lookups_.end()) {
      scan.by_property(lookup->key, std::move(lookup->value));
    } else if (!nodes_[node].labels.empty()) {
      std::string best;
      double best_count = 0;
      for (const std::string& label : nodes_[node].labels) {
        const auto id = binder_.view().find_label(label);
        const auto found = id ? statistics_.nodes_by_label.find(*id) : statistics_.nodes_by_label.end();
        const double count = found == statistics_.nodes_by_label.end() ? 0 : static_cast<double>(found->second);
        if (best.empty() || count < best_count) {
          best = label;
          best_count = count;
        }
      }
      scan.by_label(best);
    }
  }
  solve_node(node);
}

ExpandSpec PatternPlanner::spec_of(const PatternStep& step, bool forwards) const {
  ExpandSpec spec;
  spec.from = nodes_[forwards ? step.left : step.right].slot;
  spec.to = nodes_[forwards ? step.right : step.left].slot;
  spec.relationship = step.slot;
  spec.direction = step.arrow == Arrow::None                  ? Direction::Both
                   : (step.arrow == Arrow::Right) == forwards ? Direction::Out
                                                              : Direction::In;
  spec.types.names = step.types;
  spec.into = nodes_[forwards ? step.right : step.left].known;
  spec.taken = taken_;
  const std::string left = "(" + nodes_[step.left].name + ")", right = "(" + nodes_[step.right].name + ")";
  spec.text = left + step.text + right;
  return spec;
}

WalkSpec PatternPlanner::walk_of(PatternStep& step, bool forwards) {
  WalkSpec spec;
  static_cast<ExpandSpec&>(spec) = spec_of(step, forwards);
  spec.min = step.min.value_or(1);
  spec.unbounded = !step.max.has_value();
  spec.max = step.max.value_or(0);
  spec.backwards = !forwards;
  spec.path = step.path;
  spec.each = step.each;
  spec.where = std::move(step.where);
  return spec;
}

// The conditions on a shortest path that must hold while it is searched: all that need it and can be tested then.
ExprPtr PatternPlanner::path_condition(const PatternStep& step) {
  std::vector<std::size_t> path_slots{step.slot};
  for (NamedPath& path : paths_) {
    if (path.parts.size() == 3 && path.parts[1].slot == step.path) path_slots.push_back(path.slot);
  }
  ExprPtr all;
  for (Condition& condition : conditions_) {
    if (condition.done) continue;
    std::vector<std::size_t> others;
    for (const std::size_t slot : condition.uses) {
      if (std::count(path_slots.begin(), path_slots.end(), slot) == 0) others.push_back(slot);
    }
    if (others.size() == condition.uses.size() || !solved(others)) continue;
    condition.done = true;
    all = all ? make_binary(ast::BinaryOp::And, std::move(all), std::move(condition.expr)) : std::move(condition.expr);
  }
  return all;
}

void PatternPlanner::emit_step(std::size_t index) {
  PatternStep& step = steps_[index];
  step.done = true;
  const bool left = nodes_[step.left].known;
  const bool forwards = left || step.known || !nodes_[step.right].known;
  if (step.selector != ast::PathPattern::Selector::All) {
    for (NamedPath& path : paths_) {
      if (path.parts.size() == 3 && path.parts[1].slot == step.path) {
        step.path = path.slot;  // written at once, so that conditions can see it
        path.done = true;
        solve(path.slot);
      }
    }
    ExprPtr condition = path_condition(step);
    if (step.path == kNoSlot) step.path = binder_.new_slot();
    plan_.add<ShortestPath>(walk_of(step, true), step.selector == ast::PathPattern::Selector::AllShortest,
                            std::move(condition));
  } else if (step.known && step.walk) {
    plan_.add<WalkAlong>(walk_of(step, true), left);
  } else if (step.known) {
    plan_.add<RelationshipEnds>(spec_of(step, true), left);
  } else if (step.walk) {
    plan_.add<Walk>(walk_of(step, forwards));
  } else {
    plan_.add<Expand>(spec_of(step, forwards));
  }
  if (!step.known) solve(step.slot);
  taken_.push_back(step.slot);
  for (const std::size_t node : {step.left, step.right}) {
    if (!nodes_[node].known) solve_node(node);
  }
}

bool PatternPlanner::is_ready(const NamedPath& path) const {
  for (const BuildPath::Part& part : path.parts) {
    for (const PatternStep& step : steps_) {
      if (!step.done && (part.slot == step.slot || part.slot == step.path)) return false;
    }
    for (const PatternNode& node : nodes_) {
      if (!node.known && part.slot == node.slot) return false;
    }
  }
  return true;
}

void PatternPlanner::emit_paths() {
  for (NamedPath& path : paths_) {
    if (path.done || !is_ready(path)) continue;
    path.done = true;
    plan_.add<BuildPath>(path.slot, path.parts);
    solve(path.slot);
  }
}

// A given node that no relationship of the pattern touches: it must be one.
void PatternPlanner::check_lonely_nodes() {
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    const bool touched = std::any_of(steps_.begin(), steps_.end(),
                                     [&](const PatternStep& step) { return step.left == i || step.right == i; });
    if (nodes_[i].known && !touched) plan_.add<NodeCheck>(nodes_[i].slot);
  }
}

void PatternPlanner::order() {
  check_lonely_nodes();
  apply_conditions();
  while (true) {
    emit_paths();
    apply_conditions();
    if (const auto step = next_step()) {
      emit_step(*step);
    } else if (const std::size_t node = next_node(); node < nodes_.size()) {
      emit_scan(node);
    } else {
      break;
    }
  }
}

}  // namespace

void plan_match(Binder& binder, Scope& scope, std::span<const ast::PathPattern> pattern, const ast::Expression* where,
                Plan& plan, std::size_t* path) {
  PatternPlanner planner(binder, scope, plan);
  planner.declare(pattern, path);
  planner.conditions(pattern, where);
  planner.order();
}

void refuse_new_variables(Binder& binder, const Scope& scope, const ast::PathPattern& pattern) {
  const auto check = [&](const std::string& name, ast::Span span) {
    if (!name.empty() && scope.find(name) == nullptr) throw binder.undefined(name, scope, span);
  };
  for (const auto& node : pattern.nodes) check(node.variable, node.span);
  for (const auto& relationship : pattern.relationships) check(relationship.variable, relationship.span);
  check(pattern.variable, pattern.span);
}

}  // namespace polgraph
