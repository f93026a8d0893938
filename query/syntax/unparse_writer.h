// The inside of unparse.h: one function for each kind of node of a syntax tree, which appends its text.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "graph/text/cypher.h"
#include "query/syntax/ast.h"

namespace polgraph::unparsing {

using namespace ast;

// Binding strength, as in expression.cc; a part that binds less than its place asks for gets parentheses.
enum Strength : int { kAny = 0, kOr, kXor, kAnd, kNot, kComparison, kPredicate, kAdd, kMultiply, kPower, kSign, kAtom };

class Writer {
 public:
  std::string text;

  // ---- names, lists
  void name(std::string_view name) { append_cypher_name(text, name); }
  // Where a variable stands a keyword could be taken for itself.
  void variable(std::string_view name);
  void dotted(std::string_view names);
  template <class Items, class One>
  void joined(const Items& items, std::string_view gap, One&& one) {
    bool first = true;
    for (const auto& item : items) {
      if (!first) text += gap;
      first = false;
      one(item);
    }
  }
  void optional(std::string_view word, const ExpressionPtr& expression);

  // ---- expressions
  void write(const ExpressionPtr& expression, int needed = kAny) { write(*expression, needed); }
  void write(const Expression& expression, int needed = kAny);
  void write(const Literal& literal) { append_cypher(text, literal.value); }
  void write(const Parameter& parameter);
  void write(const Variable& made) { variable(made.name); }
  void write(const PropertyAccess& access);
  void write(const IndexAccess& access);
  void write(const Slice& slice);
  // `1.x` would be read otherwise than (1).x
  void clinging(const ExpressionPtr& object);
  void write(const Unary& unary);
  // Chains read from left to right; a long chain of ANDs would be read as a balanced tree, so its head is enclosed.
  void write(const Binary& binary);
  void write(const ComparisonChain& chain);
  void write(const HasLabels& has);
  void write(const TypeTest& test);
  void write(const CaseOperand&) {}  // it stands before every condition of the CASE
  void write(const ListLiteral& list);
  void write(const MapLiteral& map);
  void key_value(const std::string& key, const ExpressionPtr& value);
  void write(const MapProjection& projection);
  void write(const MapProjection::Item& item);
  void write(const FunctionCall& call);
  void write(const CountStar&) { text += "count(*)"; }
  void write(const Case& choice);
  // WHEN > 3, 0: conditions about the operand, joined by OR.
  void tests(const Expression& when, bool spelled_out = false);
  // A bar ends what stands before it, so label alternatives there are in parentheses: (x:A|B).
  void before_bar(std::string_view word, const ExpressionPtr& expression);
  void write(const ListComprehension& each);
  void write(const PatternComprehension& each);
  void write(const Quantifier& quantifier);
  void write(const Reduce& reduce);
  void write(const PatternPredicate& predicate);
  void write(const PathExpression& path) { write(path.pattern); }
  void write(const Subquery& subquery);

  // ---- patterns
  void labels(const LabelExpression& expression);
  void write(const LabelExpression& labels, int needed);
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
  void write(const NodePattern& node);
  void write(const RelationshipPattern& step);
  void write(const PathPattern& path);
  void selector(const PathPattern& path);
  // A node beside another is one with it; that needs parentheses around one side, and here it is the right one.
  void steps(const PathPattern& path);
  void write(const Pattern& pattern);

  // ---- clauses
  void write(const Query& query);
  void write(const Clause& clause);
  void write(const Match& match);
  void write(const IndexHint& hint);
  void write(const Unwind& unwind);
  void write(const With& with);
  void write(const Return& result);
  void write(const Projection& projection);
  void order(const Projection& projection, std::string_view gap);
  void write(const Create& create);
  void write(const std::vector<SetItem>& items);
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
  void write(const Set& set);
  void write(const Remove& remove);
  void write(const Merge& merge);
  void write(const Delete& del);
  void write(const Call& call);
  void write(const OwnClause& own);
  void write(const CallSubquery& call);
  void write(const Foreach& each);
  void write(const LoadCsv& load);
  void write(const Show& show);

  // ---- commands
  void write(const SchemaCommand& command);
  // What is only dropped has no name: it is written in the old form, which is the only one.
  void rule(const SchemaCommand& command, bool creates, bool index);
};

}  // namespace polgraph::unparsing
