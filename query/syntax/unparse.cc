#include "query/syntax/unparse.h"

#include <algorithm>

#include "graph/text/cypher.h"
#include "query/syntax/keywords.h"

namespace polgraph {

namespace {

using namespace ast;

// Binding strength, as in expression.cc; a part that binds less than its place asks for gets parentheses.
enum Strength : int { kAny = 0, kOr, kXor, kAnd, kNot, kComparison, kPredicate, kAdd, kMultiply, kPower, kSign, kAtom };

constexpr int kLongChain = 60;  // below what expression.cc balances

int strength(BinaryOp op) {
  switch (op) {
    case BinaryOp::Or: return kOr;
    case BinaryOp::Xor: return kXor;
    case BinaryOp::And: return kAnd;
    case BinaryOp::Equal:
    case BinaryOp::NotEqual:
    case BinaryOp::Less:
    case BinaryOp::LessEqual:
    case BinaryOp::Greater:
    case BinaryOp::GreaterEqual: return kComparison;
    case BinaryOp::StartsWith:
    case BinaryOp::EndsWith:
    case BinaryOp::Contains:
    case BinaryOp::In:
    case BinaryOp::Matches: return kPredicate;
    case BinaryOp::Add:
    case BinaryOp::Subtract:
    case BinaryOp::Concat: return kAdd;
    case BinaryOp::Multiply:
    case BinaryOp::Divide:
    case BinaryOp::Modulo: return kMultiply;
    case BinaryOp::Power: return kPower;
  }
  return kAtom;
}

int strength(const Expression& expression) {
  if (const auto* binary = std::get_if<Binary>(&expression.node)) return strength(binary->op);
  if (std::holds_alternative<ComparisonChain>(expression.node)) return kComparison;
  if (std::holds_alternative<TypeTest>(expression.node)) return kPredicate;
  if (const auto* unary = std::get_if<Unary>(&expression.node)) {
    if (unary->op == UnaryOp::Not) return kNot;
    return unary->op == UnaryOp::Plus || unary->op == UnaryOp::Minus ? kSign : kPredicate;
  }
  if (const auto* literal = std::get_if<Literal>(&expression.node)) {
    if (literal->value.is_number() && to_cypher(literal->value)[0] == '-') return kSign;
  }
  // `x:A` clings like `x.a`, but nothing clings to it.
  if (std::holds_alternative<HasLabels>(expression.node)) return kSign;
  return kAtom;
}

class Writer {
 public:
  std::string text;

  void write(const ExpressionPtr& expression, int needed = kAny) { write(*expression, needed); }
  void write(const Expression& expression, int needed = kAny) {
    const bool enclosed = strength(expression) < needed;
    if (enclosed) text += '(';
    std::visit([&](const auto& node) { write(node); }, expression.node);
    if (enclosed) text += ')';
  }

  // ---- names
  void name(std::string_view name) { append_cypher_name(text, name); }
  // Where a variable stands a keyword could be taken for itself.
  void variable(std::string_view name) {
    if (syntax::find_keyword(name) == syntax::Keyword::None) {
      append_cypher_name(text, name);
    } else {
      ((text += '`') += name) += '`';
    }
  }
  void dotted(std::string_view names) {
    while (true) {
      const std::size_t dot = names.find('.');
      name(names.substr(0, dot));
      if (dot == std::string_view::npos) return;
      text += '.';
      names.remove_prefix(dot + 1);
    }
  }
  template <class Items, class One>
  void joined(const Items& items, std::string_view gap, One&& one) {
    bool first = true;
    for (const auto& item : items) {
      if (!first) text += gap;
      first = false;
      one(item);
    }
  }
  void optional(std::string_view word, const ExpressionPtr& expression) {
    if (!expression) return;
    text += word;
    write(expression);
  }

  // ---- expressions
  void write(const Literal& literal) { append_cypher(text, literal.value); }
  void write(const Parameter& parameter) {
    text += '$';
    name(parameter.name);
  }
  void write(const Variable& made) { variable(made.name); }
  void write(const PropertyAccess& access) {
    clinging(access.object);
    text += '.';
    name(access.key);
  }
  void write(const IndexAccess& access) {
    clinging(access.object);
    optional("[", access.index);
    text += ']';
  }
  void write(const Slice& slice) {
    clinging(slice.object);
    text += '[';
    if (slice.from) write(slice.from);
    optional("..", slice.to);
    if (!slice.to) text += "..";
    text += ']';
  }
  // `1.x` would be read otherwise than (1).x
  void clinging(const ExpressionPtr& object) {
    const auto* literal = std::get_if<Literal>(&object->node);
    const bool number = literal != nullptr && literal->value.is_number();
    write(object, number ? kAtom + 1 : kAtom);
  }
  void write(const Unary& unary) {
    switch (unary.op) {
      case UnaryOp::Not: text += "NOT "; return write(unary.operand, kNot);
      case UnaryOp::Plus:
      case UnaryOp::Minus: {
        text += symbol(unary.op);
        const auto* literal = std::get_if<Literal>(&unary.operand->node);
        const bool number = literal != nullptr && literal->value.is_number();
        return write(unary.operand, number ? kAtom + 1 : kSign + 1);  // -(1) is no literal, - -1 no comment
      }
      case UnaryOp::IsNull:
      case UnaryOp::IsNotNull: write(unary.operand, kPredicate); (text += ' ') += symbol(unary.op);
    }
  }
  // Chains read from left to right; a long chain of ANDs would be read as a balanced tree, so its head is enclosed.
  void write(const Binary& binary) {
    const int own = strength(binary.op);
    const bool head = own == kComparison || (own <= kAnd && binary.left->height >= kLongChain);
    write(binary.left, head ? own + 1 : own);
    ((text += ' ') += symbol(binary.op)) += ' ';
    write(binary.right, own + 1);
  }
  void write(const ComparisonChain& chain) {
    for (std::size_t i = 0; i < chain.operands.size(); ++i) {
      if (i > 0) ((text += ' ') += symbol(chain.ops[i - 1])) += ' ';
      write(chain.operands[i], kPredicate);
    }
  }
  void write(const HasLabels& has) {
    write(has.object, kAtom);
    labels(has.labels);
  }
  void write(const TypeTest& test) {
    write(test.operand, kPredicate);
    text += test.negated ? " IS NOT :: " : " IS :: ";
    joined(test.types, " | ", [&](const TypeName& type) { text += type.text; });
  }
  void write(const CaseOperand&) {}  // it stands before every condition of the CASE
  void write(const ListLiteral& list) {
    text += '[';
    // [x IN y] alone would be a comprehension.
    const bool alone = list.items.size() == 1 && strength(*list.items[0]) <= kPredicate;
    joined(list.items, ", ", [&](const ExpressionPtr& item) { write(item, alone ? kAtom : kAny); });
    text += ']';
  }
  void write(const MapLiteral& map) {
    text += '{';
    joined(map.entries, ", ", [&](const auto& entry) { key_value(entry.first, entry.second); });
    text += '}';
  }
  void key_value(const std::string& key, const ExpressionPtr& value) {
    name(key);
    optional(": ", value);
  }
  void write(const MapProjection& projection) {
    variable(projection.variable);
    text += " {";
    joined(projection.items, ", ", [&](const MapProjection::Item& item) { write(item); });
    text += '}';
  }
  void write(const MapProjection::Item& item) {
    using Kind = MapProjection::Item::Kind;
    switch (item.kind) {
      case Kind::AllProperties: text += ".*"; return;
      case Kind::Property: text += '.'; return name(item.key);
      case Kind::Entry: return key_value(item.key, item.value);
      case Kind::Variable: return variable(item.key);
    }
  }
  void write(const FunctionCall& call) {
    // Names that would begin something else are quoted: `any`(x IN y) is a call with a truth value.
    const bool plain = call.name.find('.') != std::string::npos || !begins_binding(call);
    if (plain) {
      dotted(call.name);
    } else {
      ((text += '`') += call.name) += '`';
    }
    text += call.distinct ? "(DISTINCT " : "(";
    joined(call.arguments, ", ", [&](const ExpressionPtr& argument) { write(argument); });
    text += ')';
  }
  static bool begins_binding(const FunctionCall& call) {
    switch (syntax::find_keyword(call.name)) {
      case syntax::Keyword::None:
      case syntax::Keyword::Count:
      case syntax::Keyword::Collect:
      case syntax::Keyword::Exists: return false;
      default: return true;
    }
  }
  void write(const CountStar&) { text += "count(*)"; }
  void write(const Case& choice) {
    text += "CASE";
    optional(" ", choice.operand);
    // Where nothing else tells that these are tests, the first one does: WHEN = 5.
    bool told = !std::all_of(choice.whens.begin(), choice.whens.end(), [](const auto& each) { return is_value(*each.first); });
    for (const auto& [when, then] : choice.whens) {
      text += " WHEN ";
      choice.extended ? tests(*when, !told) : write(when);
      told = true;
      optional(" THEN ", then);
    }
    optional(" ELSE ", choice.otherwise);
    text += " END";
  }
  // Is it `operand = value`?
  static bool is_value(const Expression& when) {
    const auto* binary = std::get_if<Binary>(&when.node);
    return binary != nullptr && binary->op == BinaryOp::Equal &&
           std::holds_alternative<CaseOperand>(binary->left->node);
  }
  // WHEN > 3, 0: conditions about the operand, joined by OR.
  void tests(const Expression& when, bool spelled_out = false) {
    const auto* binary = std::get_if<Binary>(&when.node);
    if (binary != nullptr && binary->op == BinaryOp::Or) {
      tests(*binary->left);
      text += ", ";
      return tests(*binary->right);
    }
    if (is_value(when) && !spelled_out) return write(binary->right);
    const std::size_t begin = text.size();
    write(when);
    if (text.size() > begin && text[begin] == ' ') text.erase(begin, 1);
  }
  // A bar ends what stands before it, so label alternatives there are in parentheses: (x:A|B).
  void before_bar(std::string_view word, const ExpressionPtr& expression) {
    if (!expression) return;
    text += word;
    write(expression, has_labels(expression) ? kAtom + 1 : kAny);
  }
  static bool has_labels(const ExpressionPtr& expression) {
    if (std::holds_alternative<HasLabels>(expression->node)) return true;
    if (const auto* binary = std::get_if<Binary>(&expression->node)) {
      return has_labels(binary->left) || has_labels(binary->right);
    }
    if (const auto* chain = std::get_if<ComparisonChain>(&expression->node)) {
      return std::any_of(chain->operands.begin(), chain->operands.end(), has_labels);
    }
    const auto* unary = std::get_if<Unary>(&expression->node);
    return unary != nullptr && has_labels(unary->operand);
  }
  void write(const ListComprehension& each) {
    text += '[';
    variable(each.variable);
    before_bar(" IN ", each.list);
    before_bar(" WHERE ", each.where);
    optional(" | ", each.projection);
    text += ']';
  }
  void write(const PatternComprehension& each) {
    text += '[';
    write(each.pattern);
    before_bar(" WHERE ", each.where);
    optional(" | ", each.projection);
    text += ']';
  }
  void write(const Quantifier& quantifier) {
    static constexpr std::string_view kWords[] = {"all(", "any(", "none(", "single("};
    text += kWords[static_cast<int>(quantifier.kind)];
    variable(quantifier.variable);
    optional(" IN ", quantifier.list);
    optional(" WHERE ", quantifier.where);
    text += ')';
  }
  void write(const Reduce& reduce) {
    text += reduce.always ? "allReduce(" : "reduce(";
    variable(reduce.accumulator);
    optional(" = ", reduce.initial);
    text += ", ";
    variable(reduce.variable);
    before_bar(" IN ", reduce.list);
    optional(" | ", reduce.body);
    optional(", ", reduce.always);
    text += ')';
  }
  void write(const PatternPredicate& predicate) {
    if (predicate.called) text += "exists(";
    write(predicate.pattern);
    if (predicate.called) text += ')';
  }
  void write(const PathExpression& path) { write(path.pattern); }
  void write(const Subquery& subquery) {
    static constexpr std::string_view kWords[] = {"EXISTS { ", "COUNT { ", "COLLECT { "};
    text += kWords[static_cast<int>(subquery.kind)];
    write(*subquery.query);
    text += " }";
  }

  // ---- patterns
  void labels(const LabelExpression& expression) {
    text += ':';
    write(expression, 0);
  }
  void write(const LabelExpression& labels, int needed) {
    const int own = labels.op == LabelExpression::Op::Or ? 0 : labels.op == LabelExpression::Op::And ? 1 : 2;
    if (own < needed) text += '(';
    switch (labels.op) {
      case LabelExpression::Op::Name: name(labels.name); break;
      case LabelExpression::Op::Any: text += '%'; break;
      case LabelExpression::Op::Dynamic:
        text += labels.any_of ? "$any(" : "$(";
        write(*labels.value, kAny);
        text += ')';
        break;
      case LabelExpression::Op::Not:
        text += '!';
        write(labels.operands[0], 2);
        break;
      default:
        joined(labels.operands, own == 0 ? "|" : "&", [&](const LabelExpression& each) { write(each, own + 1); });
    }
    if (own < needed) text += ')';
  }
  // What stands between the brackets of a node or relationship.
  template <class PatternPart>
  void detail(const PatternPart& part, const std::optional<LabelExpression>& kinds, const std::string& hops) {
    const std::size_t begin = text.size();
    if (!part.variable.empty()) variable(part.variable);
    if (kinds) labels(*kinds);
    text += hops;
    if (part.properties) {
      if (text.size() > begin) text += ' ';
      write(part.properties);
    }
    optional(text.size() > begin ? " WHERE " : "WHERE ", part.where);
  }
  void write(const NodePattern& node) {
    text += '(';
    detail(node, node.labels, "");
    text += ')';
  }
  static std::string hops_text(const std::optional<Hops>& hops) {
    if (!hops) return "";
    if (hops->min && hops->max && *hops->min == *hops->max) return "*" + std::to_string(*hops->min);
    if (!hops->min && !hops->max) return "*";
    return "*" + (hops->min ? std::to_string(*hops->min) : "") + ".." + (hops->max ? std::to_string(*hops->max) : "");
  }
  static std::string quantifier_text(const Hops& hops) {
    if (!hops.max && *hops.min <= 1) return *hops.min == 0 ? "*" : "+";
    if (hops.max == hops.min) return "{" + std::to_string(*hops.min) + "}";
    return "{" + std::to_string(*hops.min) + "," + (hops.max ? std::to_string(*hops.max) : "") + "}";
  }
  void write(const RelationshipPattern& step) {
    if (step.kind == RelationshipPattern::Kind::Group) {
      text += '(';
      steps(*step.group);
      optional(" WHERE ", step.group->where);
      text += ")" + quantifier_text(*step.hops);
      return;
    }
    text += step.arrow == RelationshipPattern::Arrow::Left ? "<-" : "-";
    if (!step.variable.empty() || step.types || step.hops || step.properties || step.where) {
      text += '[';
      detail(step, step.types, hops_text(step.hops));
      text += ']';
    }
    text += step.arrow == RelationshipPattern::Arrow::Right ? "->" : "-";
  }
  void write(const PathPattern& path) {
    if (!path.variable.empty()) {
      variable(path.variable);
      text += " = ";
    }
    selector(path);
    const bool function = path.selector != PathPattern::Selector::All && !path.selective();
    if (function) text += path.selector == PathPattern::Selector::Shortest ? "shortestPath(" : "allShortestPaths(";
    if (path.where) text += '(';
    steps(path);
    optional(" WHERE ", path.where);
    if (path.where) text += ')';
    if (function) text += ')';
  }
  void selector(const PathPattern& path) {
    using Selector = PathPattern::Selector;
    static constexpr std::string_view kModes[] = {"", "ACYCLIC ", "SIMPLE "};
    if (path.selective()) text += path.selector == Selector::AnyK ? "ANY " : "SHORTEST ";
    if (path.count) {
      write(path.count);
      text += ' ';
    }
    text += kModes[static_cast<int>(path.mode)];
    if (path.selector == Selector::ShortestGroups) text += "GROUPS ";
  }
  // A node beside another is one with it; that needs parentheses around one side, and here it is the right one.
  void steps(const PathPattern& path) {
    std::size_t open = 0;
    for (std::size_t i = 0; i < path.nodes.size(); ++i) {
      if (i > 0 && path.relationships[i - 1].kind == RelationshipPattern::Kind::Join) {
        text += '(';
        ++open;
      } else if (i > 0) {
        write(path.relationships[i - 1]);
      }
      if (!path.nodes[i].implied) write(path.nodes[i]);
    }
    text.append(open, ')');
  }
  void write(const Pattern& pattern) {
    joined(pattern, ", ", [&](const PathPattern& path) { write(path); });
  }

  // ---- clauses
  void write(const Clause& clause) {
    std::visit([&](const auto& node) { write(node); }, clause.node);
  }
  void write(const Match& match) {
    text += match.optional ? "OPTIONAL MATCH " : "MATCH ";
    write(match.pattern);
    for (const IndexHint& hint : match.hints) write(hint);
    optional(" WHERE ", match.where);
  }
  void write(const IndexHint& hint) {
    static constexpr std::string_view kWords[] = {" USING INDEX ", " USING RANGE INDEX ", " USING TEXT INDEX ",
                                                  " USING SCAN ", " USING JOIN ON "};
    text += kWords[static_cast<int>(hint.kind)];
    if (hint.kind == IndexHint::Kind::Join) return joined(hint.keys, ", ", [&](const auto& key) { variable(key); });
    variable(hint.variable);
    text += ':';
    name(hint.name);
    if (hint.kind == IndexHint::Kind::Scan) return;
    text += '(';
    joined(hint.keys, ", ", [&](const std::string& key) { name(key); });
    text += ')';
  }
  void write(const Unwind& unwind) {
    optional("UNWIND ", unwind.list);
    text += " AS ";
    variable(unwind.variable);
  }
  void write(const With& with) {
    using Word = With::Word;
    switch (with.word) {
      case Word::With: text += "WITH "; break;
      case Word::Next: text += "RETURN "; break;
      case Word::Order: return order(with.projection, "");
      case Word::Filter: return optional("FILTER ", with.where);
      case Word::Let:
        text += "LET ";
        return joined(with.projection.items, ", ", [&](const ProjectionItem& item) {
          variable(item.alias);
          optional(" = ", item.expression);
        });
    }
    write(with.projection);
    optional(" WHERE ", with.where);
    if (with.word == Word::Next) text += " NEXT";
  }
  void write(const Return& result) {
    text += "RETURN ";
    write(result.projection);
  }
  void write(const Projection& projection) {
    if (projection.distinct) text += "DISTINCT ";
    if (projection.star) text += projection.items.empty() ? "*" : "*, ";
    joined(projection.items, ", ", [&](const ProjectionItem& item) {
      write(item.expression);
      if (item.alias.empty()) return;
      text += " AS ";
      variable(item.alias);
    });
    order(projection, " ");
  }
  void order(const Projection& projection, std::string_view gap) {
    const auto next = [&](std::string_view word) {
      text += gap;
      text += word;
      gap = " ";
    };
    if (!projection.order.empty()) next("ORDER BY ");
    joined(projection.order, ", ", [&](const SortItem& item) {
      write(item.expression);
      if (item.descending) text += " DESC";
    });
    if (projection.skip) next("SKIP ");
    optional("", projection.skip);
    if (projection.limit) next("LIMIT ");
    optional("", projection.limit);
  }
  void write(const Create& create) {
    text += "CREATE ";
    write(create.pattern);
  }
  void write(const std::vector<SetItem>& items) {
    joined(items, ", ", [&](const SetItem& item) {
      write(item.target, kAtom);
      if (item.kind == SetItem::Kind::Labels) return plain_labels(item);
      optional(item.kind == SetItem::Kind::Merge ? " += " : " = ", item.value);
    });
  }
  template <class Item>
  void plain_labels(const Item& item) {
    for (const std::string& label : item.labels) {
      text += ':';
      name(label);
    }
    for (const ExpressionPtr& computed : item.dynamic) {
      text += ":$(";
      write(computed);
      text += ')';
    }
  }
  void write(const Set& set) {
    text += "SET ";
    write(set.items);
  }
  void write(const Remove& remove) {
    text += "REMOVE ";
    joined(remove.items, ", ", [&](const RemoveItem& item) {
      if (item.property) return write(item.property, kAtom);
      write(item.target, kAtom);
      plain_labels(item);
    });
  }
  void write(const Merge& merge) {
    text += "MERGE ";
    write(merge.pattern);
    if (!merge.on_create.empty()) text += " ON CREATE SET ";
    write(merge.on_create);
    if (!merge.on_match.empty()) text += " ON MATCH SET ";
    write(merge.on_match);
  }
  void write(const Delete& del) {
    text += del.detach ? "DETACH DELETE " : "DELETE ";
    joined(del.expressions, ", ", [&](const ExpressionPtr& expression) { write(expression); });
  }
  void write(const Call& call) {
    text += "CALL ";
    dotted(call.procedure);
    if (call.has_arguments) {
      text += '(';
      joined(call.arguments, ", ", [&](const ExpressionPtr& argument) { write(argument); });
      text += ')';
    }
    if (call.has_yield) text += call.yield_star ? " YIELD *" : " YIELD ";
    joined(call.yields, ", ", [&](const auto& yield) {
      name(yield.field);
      if (yield.field == yield.name) return;
      text += " AS ";
      variable(yield.name);
    });
    optional(" WHERE ", call.where);
  }
  void write(const OwnClause& own) {
    text += own.syntax->word;
    if (own.tree) (text += ' ') += own.tree->text();
  }
  void write(const CallSubquery& call) {
    text += call.optional ? "OPTIONAL CALL " : "CALL ";
    if (call.imports) {
      text += call.import_all ? "(*" : "(";
      joined(*call.imports, ", ", [&](const std::string& each) { variable(each); });
      text += ") ";
    }
    text += "{ ";
    write(*call.query);
    text += " }";
  }
  void write(const Foreach& each) {
    text += "FOREACH (";
    variable(each.variable);
    before_bar(" IN ", each.list);
    text += " | ";
    joined(each.body, " ", [&](const Clause& clause) { write(clause); });
    text += ')';
  }
  void write(const LoadCsv& load) {
    text += load.with_headers ? "LOAD CSV WITH HEADERS FROM " : "LOAD CSV FROM ";
    write(load.from);
    text += " AS ";
    variable(load.variable);
    optional(" FIELDTERMINATOR ", load.field_terminator);
  }
  void write(const Show& show) {
    static constexpr std::string_view kWords[] = {"INDEXES", "CONSTRAINTS", "FUNCTIONS", "PROCEDURES"};
    text += "SHOW ";
    if (!show.filter.empty()) text += show.filter + ' ';
    text += kWords[static_cast<int>(show.what)];
    if (show.yield) {
      text += " YIELD ";
      write(show.yield->projection);
      optional(" WHERE ", show.yield->where);
    }
    optional(" WHERE ", show.where);
  }

  // ---- commands
  void write(const SchemaCommand& command) {
    const bool creates = command.action == SchemaCommand::Action::Create;
    const bool index = command.kind == SchemaCommand::Kind::Index || command.kind == SchemaCommand::Kind::TextIndex;
    text += creates ? "CREATE " : "DROP ";
    if (command.kind == SchemaCommand::Kind::TextIndex) text += "TEXT ";
    text += index ? "INDEX" : "CONSTRAINT";
    if (!command.name.empty()) {
      text += ' ';
      name(command.name);
    }
    if (command.conditional) text += creates ? " IF NOT EXISTS" : " IF EXISTS";
    if (!command.label.empty()) rule(command, creates, index);
  }
  // What is only dropped has no name: it is written in the old form, which is the only one.
  void rule(const SchemaCommand& command, bool creates, bool index) {
    if (!creates && index) {
      text += " ON :";
      name(command.label);
      text += '(';
      joined(command.keys, ", ", [&](const std::string& key) { name(key); });
      text += ')';
      return;
    }
    text += creates ? " FOR " : " ON ";
    text += command.on_nodes ? "(x:" : "()-[x:";
    name(command.label);
    text += command.on_nodes ? ")" : "]-()";
    text += index ? " ON (" : creates ? " REQUIRE (" : " ASSERT (";
    joined(command.keys, ", ", [&](const std::string& key) {
      text += "x.";
      name(key);
    });
    text += ')';
    if (!index) text += requirement(command);
  }
  static std::string requirement(const SchemaCommand& command) {
    switch (command.kind) {
      case SchemaCommand::Kind::Unique: return " IS UNIQUE";
      case SchemaCommand::Kind::NotNull: return " IS NOT NULL";
      case SchemaCommand::Kind::Key: return command.on_nodes ? " IS NODE KEY" : " IS RELATIONSHIP KEY";
      default: return " IS :: " + polgraph::text(command.type);
    }
  }
  void write(const Query& query) {
    for (std::size_t i = 0; i < query.parts.size(); ++i) {
      if (i > 0) text += query.union_all[i - 1] ? " UNION ALL " : " UNION ";
      joined(query.parts[i], " ", [&](const Clause& clause) { write(clause); });
    }
  }
};

template <class Tree>
std::string unparsed(const Tree& tree) {
  Writer writer;
  writer.write(tree);
  return std::move(writer.text);
}

}  // namespace

std::string unparse(const ast::Statement& statement) {
  static constexpr std::string_view kModes[] = {"", "EXPLAIN ", "PROFILE "};
  return std::string(kModes[static_cast<int>(statement.mode)]) +
         (statement.command ? unparsed(*statement.command) : unparsed(statement.query));
}

std::string unparse(const ast::Query& query) {
  return unparsed(query);
}
std::string unparse(const ast::Clause& clause) {
  return unparsed(clause);
}
std::string unparse(const ast::PathPattern& path) {
  return unparsed(path);
}
std::string unparse(const ast::Expression& expression) {
  return unparsed(expression);
}
std::string unparse(const ast::LabelExpression& labels) {
  Writer writer;
  writer.write(labels, 0);
  return std::move(writer.text);
}

}  // namespace polgraph
