// What a pattern and its conditions say about where to start, and which start is taken.
#include "query/match_start.h"

#include <algorithm>
#include <cmath>

#include "query/bind.h"
#include "query/operators/lookup.h"
#include "query/operators/match_operators.h"
#include "query/tree.h"

namespace polgraph {

Starts::Starts(Binder& binder, const Scope& scope, const Statistics& statistics)
    : binder_(binder), scope_(scope), statistics_(statistics) {}
Starts::~Starts() = default;

// ---- what is known -------------------------------------------------------------------------------------------------

// The labels that a node must have for the expression to hold.
void Starts::labels(std::size_t node, const ast::LabelExpression& labels) {
  using Op = ast::LabelExpression::Op;
  if (labels.op == Op::Name) names_.push_back({{true, node}, labels.name});
  if (labels.op != Op::And) return;
  for (const auto& operand : labels.operands) this->labels(node, operand);
}

void Starts::type(std::size_t step, const std::string& type) {
  names_.push_back({{false, step}, type});
}

void Starts::equality(Target target, const std::string& key, const ast::Expression& value) {
  ask(target, key, Asked::How::Equal, &value);
}

// `id` and `name` are indexed for all nodes from their first use on.
bool Starts::everywhere(const std::string& key) const {
  if (key == "id" || key == "name") return true;
  const auto id = binder_.view().find_key(key);
  return id && binder_.view().is_indexed(*id);
}

bool Starts::may_help(const std::string& key) const {
  if (everywhere(key)) return true;
  const auto& rules = binder_.view().schema().rules;
  const auto id = rules.empty() ? std::nullopt : binder_.view().find_key(key);
  return id && std::any_of(rules.begin(), rules.end(), [&](const SchemaRule& rule) {
           return rule.has_index() && std::count(rule.keys.begin(), rule.keys.end(), *id) > 0;
         });
}

// A value that holds a plan would be planned twice on every level of nesting; one that is impure has another value here
// than in the condition. That the key is there is known all the same.
void Starts::ask(Target target, const std::string& key, Asked::How how, const ast::Expression* value) {
  if (!may_help(key)) return;
  Asked made{how, target, key, nullptr, {}};
  if (value != nullptr && (contains_impure(*value) || contains_plan(*value))) {
    made.how = how == Asked::How::StartsWith ? Asked::How::String : Asked::How::There;
  } else if (value != nullptr) {
    ExpressionBinder bind(binder_, scope_);
    made.value = bind.bind(*value);
    made.uses = bind.uses();
  }
  asked_.push_back(std::move(made));
}

void Starts::ask_number(Target target, bool element, bool list, const ast::Expression& value) {
  if (contains_impure(value) || contains_plan(value)) return;
  ExpressionBinder bind(binder_, scope_);
  ExprPtr wanted = bind.bind(value);
  numbers_.push_back({target, element, list, std::move(wanted), bind.uses()});
}

namespace {

ast::BinaryOp turned(ast::BinaryOp op) {
  switch (op) {
    case ast::BinaryOp::Less: return ast::BinaryOp::Greater;
    case ast::BinaryOp::LessEqual: return ast::BinaryOp::GreaterEqual;
    case ast::BinaryOp::Greater: return ast::BinaryOp::Less;
    case ast::BinaryOp::GreaterEqual: return ast::BinaryOp::LessEqual;
    default: return op;
  }
}

bool is_symmetric(ast::BinaryOp op) {
  switch (op) {
    case ast::BinaryOp::Equal:
    case ast::BinaryOp::NotEqual:
    case ast::BinaryOp::Less:
    case ast::BinaryOp::LessEqual:
    case ast::BinaryOp::Greater:
    case ast::BinaryOp::GreaterEqual: return true;
    default: return false;
  }
}

}  // namespace

// n:Label, n.key IS NOT NULL, n.key = value ..., 1 <= n.key < 9, id(n) = value
void Starts::condition(const ast::Expression& condition, const Named& named) {
  if (const auto* test = std::get_if<ast::HasLabels>(&condition.node)) {
    const auto target = named(*test->object);
    if (target && target->is_node) labels(target->number, test->labels);
  } else if (const auto* unary = std::get_if<ast::Unary>(&condition.node)) {
    const auto* property = std::get_if<ast::PropertyAccess>(&unary->operand->node);
    if (unary->op != ast::UnaryOp::IsNotNull || property == nullptr) return;
    if (const auto target = named(*property->object)) ask(*target, property->key, Asked::How::There, nullptr);
  } else if (const auto* binary = std::get_if<ast::Binary>(&condition.node)) {
    comparison(binary->op, *binary->left, *binary->right, named);
  } else if (const auto* chain = std::get_if<ast::ComparisonChain>(&condition.node)) {
    for (std::size_t i = 0; i < chain->ops.size(); ++i)
      comparison(chain->ops[i], *chain->operands[i], *chain->operands[i + 1], named);
  }
}

void Starts::comparison(ast::BinaryOp op, const ast::Expression& left, const ast::Expression& right,
                        const Named& named) {
  one_side(op, left, right, named);
  if (is_symmetric(op)) one_side(turned(op), right, left, named);
}

void Starts::one_side(ast::BinaryOp op, const ast::Expression& side, const ast::Expression& other,
                      const Named& named) {
  using How = Asked::How;
  if (const auto* call = std::get_if<ast::FunctionCall>(&side.node)) {
    const Function* function = call->arguments.size() == 1 ? find_function(call->name) : nullptr;
    const bool element = function != nullptr && function->name == "elementId";
    if (function == nullptr || (!element && function->name != "id")) return;
    if (op != ast::BinaryOp::Equal && op != ast::BinaryOp::In) return;
    if (const auto target = named(*call->arguments[0])) ask_number(*target, element, op == ast::BinaryOp::In, other);
    return;
  }
  const auto* property = std::get_if<ast::PropertyAccess>(&side.node);
  const auto target = property == nullptr ? std::nullopt : named(*property->object);
  if (!target) return;
  const auto ask_how = [&](How how, bool with_value) { ask(*target, property->key, how, with_value ? &other : nullptr); };
  switch (op) {
    case ast::BinaryOp::Equal: return ask_how(How::Equal, true);
    case ast::BinaryOp::In: return ask_how(How::In, true);
    case ast::BinaryOp::Less: return ask_how(How::Less, true);
    case ast::BinaryOp::LessEqual: return ask_how(How::LessEqual, true);
    case ast::BinaryOp::Greater: return ask_how(How::Greater, true);
    case ast::BinaryOp::GreaterEqual: return ask_how(How::GreaterEqual, true);
    case ast::BinaryOp::StartsWith: return ask_how(How::StartsWith, true);
    case ast::BinaryOp::EndsWith:
    case ast::BinaryOp::Contains:
    case ast::BinaryOp::Matches: return ask_how(How::String, false);
    case ast::BinaryOp::NotEqual: return ask_how(How::There, false);
    default: return;
  }
}

// ---- hints ---------------------------------------------------------------------------------------------------------

bool Starts::has_name(Target target, std::string_view name) const {
  return std::any_of(names_.begin(), names_.end(),
                     [&](const Name& each) { return each.target == target && each.name == name; });
}

const Starts::Hint* Starts::hint_of(Target target) const {
  const auto found = std::find_if(hints_.begin(), hints_.end(), [&](const Hint& hint) { return hint.target == target; });
  return found == hints_.end() ? nullptr : &*found;
}

bool Starts::has_hint(Target target) const {
  return hint_of(target) != nullptr;
}

void Starts::hint(Target target, const ast::IndexHint& hint) {
  const auto refuse = [&](std::string message, std::string what_to_do) {
    throw binder_.error(Kind::Semantic, "InvalidIndexHint", std::move(message), hint.span).hint(std::move(what_to_do));
  };
  const std::string what = target.is_node ? "the label `" : "the type `";
  if (hint_of(target) != nullptr) refuse("`" + hint.variable + "` has two hints", "leave one of them out");
  if (!has_name(target, hint.name)) {
    refuse("the pattern does not say that `" + hint.variable + "` has " + what + hint.name + "`",
           target.is_node ? "write (" + hint.variable + ":" + hint.name + ")"
                          : "write [" + hint.variable + ":" + hint.name + "]");
  }
  if (hint.kind == ast::IndexHint::Kind::Scan) {
    if (!target.is_node) refuse("relationships are not scanned by type", "leave the hint out");
    hints_.push_back({target, hint.kind, hint.name, 0});
    return;
  }
  const bool text = hint.kind == ast::IndexHint::Kind::TextIndex;
  const Snapshot& view = binder_.view();
  for (const SchemaRule& rule : view.schema().rules) {
    const bool other_kind = text != (rule.kind == RuleKind::TextIndex);
    const bool either = hint.kind == ast::IndexHint::Kind::Index;
    if (!rule.has_index() || rule.on_nodes != target.is_node || (other_kind && !either)) continue;
    const std::string& name = rule.on_nodes ? view.name(LabelId(rule.token)) : view.name(TypeId(rule.token));
    const bool same_keys = std::equal(rule.keys.begin(), rule.keys.end(), hint.keys.begin(), hint.keys.end(),
                                      [&](KeyId key, const std::string& written) { return view.name(key) == written; });
    if (name != hint.name || !same_keys) continue;
    if (!rule_rows(target, rule, [](const auto&) { return true; })) {
      refuse("no condition on `" + hint.variable + "` can be answered by the index `" + rule.name + "`",
             "compare all of its properties in this MATCH, or leave the hint out");
    }
    hints_.push_back({target, hint.kind, hint.name, rule.number});
    return;
  }
  throw binder_
      .error(Kind::Semantic, "IndexNotFound",
             "there is no such index on `" + hint.name + "` and " + (hint.keys.size() > 1 ? "these properties" : "`" + hint.keys[0] + "`"),
             hint.span)
      .hint("SHOW INDEXES lists those that there are");
}

// ---- what to do ----------------------------------------------------------------------------------------------------

// The conditions on a key that an index look-up can use, by their numbers: one Equal, else one In, else one StartsWith,
// else bounds, else one String. A TEXT index knows only those about strings.
std::vector<std::size_t> Starts::chosen(Target target, const std::string& key, bool strings,
                                        const Solved& solved) const {
  using How = Asked::How;
  const auto find = [&](std::initializer_list<How> hows) -> std::vector<std::size_t> {
    for (std::size_t i = 0; i < asked_.size(); ++i) {
      const Asked& asked = asked_[i];
      const bool fits = std::count(hows.begin(), hows.end(), asked.how) > 0;
      if (fits && asked.target == target && asked.key == key && solved(asked.uses)) return {i};
    }
    return {};
  };
  for (const How how : {How::Equal, How::In, How::StartsWith})
    if (auto found = find({how}); !found.empty()) return found;
  if (strings) return find({How::String});
  std::vector<std::size_t> bounds = find({How::Greater, How::GreaterEqual});
  const std::vector<std::size_t> high = find({How::Less, How::LessEqual});
  bounds.insert(bounds.end(), high.begin(), high.end());
  return !bounds.empty() ? bounds : find({How::String});
}

// How many entries a look-up in the rule's index gives; nothing where it cannot answer: an entry has all the keys, so
// each of them must be asked for. Source of the shares: none, but for the order among them.
std::optional<double> Starts::rule_rows(Target target, const SchemaRule& rule, const Solved& solved) const {
  const Snapshot& view = binder_.view();
  const bool strings = rule.kind == RuleKind::TextIndex;
  for (const KeyId key : rule.keys) {
    const bool there = std::any_of(asked_.begin(), asked_.end(), [&](const Asked& asked) {
      const bool fits = !strings || asked.how == Asked::How::String || asked.how == Asked::How::StartsWith ||
                        ((asked.how == Asked::How::Equal || asked.how == Asked::How::In) && solved(asked.uses));
      return asked.target == target && asked.key == view.name(key) && fits;
    });
    if (!there) return std::nullopt;
  }
  const double entries = static_cast<double>(view.index_entries(rule));
  double rows = entries;
  std::size_t equal = 0;
  for (const KeyId key : rule.keys) {
    const auto found = chosen(target, view.name(key), strings, solved);
    if (found.empty()) break;
    const Asked::How how = asked_[found.front()].how;
    if (how == Asked::How::Equal) ++equal;
    rows = how == Asked::How::Equal || how == Asked::How::In ? std::sqrt(rows) : rows / (found.size() > 1 ? 8 : 4);
    if (how == Asked::How::In) rows *= 4;
    if (how != Asked::How::Equal && how != Asked::How::In) break;
  }
  if (rule.is_unique() && equal == rule.keys.size()) rows = std::min(rows, 1.0);
  return std::max(rows, 1.0);
}

std::optional<double> Starts::members(std::size_t node) const {
  std::optional<double> least;
  for (const Name& name : names_)
    if (name.target == Target{true, node}) least = std::min(least.value_or(label_rows(name)), label_rows(name));
  return least;
}

double Starts::label_rows(const Name& label) const {
  const auto id = binder_.view().find_label(label.name);
  const auto found = id ? statistics_.nodes_by_label.find(*id) : statistics_.nodes_by_label.end();
  return 1.5 + (found == statistics_.nodes_by_label.end() ? 0 : static_cast<double>(found->second));
}

double Starts::property_rows(const std::vector<std::size_t>& chosen) const {
  const Asked::How how = asked_[chosen.front()].how;
  if (how == Asked::How::Equal) return 1;
  if (how == Asked::How::In) return 4;
  return std::max(static_cast<double>(statistics_.nodes) / (chosen.size() > 1 ? 8 : 4), 1.0);
}

void Starts::offer_rules(Target target, const Hint* hint, const Solved& solved, std::vector<Start>& to) const {
  const Snapshot& view = binder_.view();
  const auto& rules = view.schema().rules;
  for (std::size_t i = 0; i < rules.size(); ++i) {
    const SchemaRule& rule = rules[i];
    if (!rule.has_index() || rule.on_nodes != target.is_node) continue;
    if (hint != nullptr && (hint->kind == ast::IndexHint::Kind::Scan || hint->rule != rule.number)) continue;
    if (!has_name(target, rule.on_nodes ? view.name(LabelId(rule.token)) : view.name(TypeId(rule.token)))) continue;
    if (const auto rows = rule_rows(target, rule, solved)) to.push_back({Start::Kind::OfRule, i, *rows});
  }
}

std::optional<Starts::Start> Starts::best(Target target, const Solved& solved) const {
  if (!binder_.options().rewrites) return std::nullopt;
  const Hint* hint = hint_of(target);
  std::vector<Start> all;
  offer_rules(target, hint, solved, all);
  for (std::size_t i = 0; i < names_.size(); ++i) {
    if (names_[i].target != target || !target.is_node) continue;
    if (hint != nullptr && (hint->kind != ast::IndexHint::Kind::Scan || hint->name != names_[i].name)) continue;
    all.push_back({Start::Kind::ByLabel, i, label_rows(names_[i])});
  }
  for (std::size_t i = 0; i < numbers_.size() && hint == nullptr; ++i)
    if (numbers_[i].target == target && solved(numbers_[i].uses))
      all.push_back({Start::Kind::ByNumber, i, numbers_[i].list ? 4.0 : 0.9});
  for (std::size_t i = 0; i < asked_.size() && hint == nullptr; ++i) {
    const Asked& asked = asked_[i];
    if (asked.target != target || !target.is_node || !asked.value || !everywhere(asked.key)) continue;
    const auto found = chosen(target, asked.key, false, solved);
    if (!found.empty() && found.front() == i) all.push_back({Start::Kind::OfAll, i, property_rows(found)});
  }
  const auto least =
      std::min_element(all.begin(), all.end(), [](const Start& a, const Start& b) { return a.rows < b.rows; });
  if (least == all.end()) return std::nullopt;
  return *least;
}

std::optional<double> Starts::cost(Target target, const Solved& solved) const {
  const auto found = best(target, solved);
  if (!found) return std::nullopt;
  return found->rows;
}

LookupPart Starts::take_part(const std::vector<std::size_t>& chosen) {
  using How = Asked::How;
  LookupPart part;
  for (const std::size_t i : chosen) {
    Asked& asked = asked_[i];
    const bool low = asked.how == How::Greater || asked.how == How::GreaterEqual;
    switch (asked.how) {
      case How::Equal: part.kind = LookupPart::Kind::Equal; break;
      case How::In: part.kind = LookupPart::Kind::In; break;
      case How::StartsWith: part.kind = LookupPart::Kind::StartsWith; break;
      case How::String: part.kind = LookupPart::Kind::String; break;
      default: part.kind = LookupPart::Kind::Range;
    }
    (part.kind != LookupPart::Kind::Range ? part.value : low ? part.low : part.high) = std::move(asked.value);
  }
  return part;
}

void Starts::emit_index(Target target, const Start& start, std::size_t slot, const std::string& text,
                        const Solved& solved, Plan& plan) {
  const Snapshot& view = binder_.view();
  LookupSpec spec;
  spec.slot = slot;
  spec.on_nodes = target.is_node;
  spec.rows = start.rows;
  std::vector<std::string> keys;
  if (start.kind == Start::Kind::OfRule) {
    const SchemaRule& rule = view.schema().rules[start.which];
    spec.rule = rule.number;
    spec.strings_only = rule.kind == RuleKind::TextIndex;
    spec.label = rule.on_nodes ? view.name(LabelId(rule.token)) : view.name(TypeId(rule.token));
    for (const KeyId key : rule.keys) keys.push_back(view.name(key));
  } else {
    spec.key = asked_[start.which].key;
    keys.push_back(spec.key);
  }
  std::string shown;
  for (const std::string& key : keys) {
    shown += (shown.empty() ? "" : ", ") + key;
    const auto found = chosen(target, key, spec.strings_only, solved);
    if (found.empty()) break;
    const Asked::How how = asked_[found.front()].how;
    spec.parts.push_back(take_part(found));
    if (how != Asked::How::Equal && how != Asked::How::In) break;
  }
  spec.text = text + (spec.label.empty() ? "" : ":" + spec.label) + " {" + shown + "}";
  spec.text = target.is_node ? "(" + spec.text + ")" : "[" + spec.text + "]";
  plan.add<IndexLookup>(std::move(spec));
}

void Starts::emit_number(AskedNumber& number, std::size_t slot, const std::string& text, Plan& plan) {
  NumberSpec spec;
  spec.slot = slot;
  spec.on_nodes = number.target.is_node;
  spec.element = number.element;
  spec.list = number.list;
  spec.value = std::move(number.value);
  spec.text = number.target.is_node ? "(" + text + ")" : "[" + text + "]";
  plan.add<NumberLookup>(std::move(spec));
}

void Starts::emit(Target target, std::size_t slot, const std::string& text, const Solved& solved, Plan& plan) {
  const auto start = best(target, solved);
  if (start && start->kind == Start::Kind::ByNumber) return emit_number(numbers_[start->which], slot, text, plan);
  if (start && start->kind != Start::Kind::ByLabel) return emit_index(target, *start, slot, text, solved, plan);
  auto& scan = plan.add<NodeScan>(slot, text);
  if (start) scan.by_label(names_[start->which].name);
}

}  // namespace polgraph
