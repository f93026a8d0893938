// The syntax tree of openCypher: expressions, patterns, clauses, as variants, each with the place it was written at.
// Made by query/syntax/parser.h, read by the binder (query/scope.h) and the clauses; names are still names here.
//
//   Lives   a tree owns its parts (unique_ptr); the destructor is safe, nesting is bounded by the parser (kMaxNesting)
//   Source  openCypher 9 grammar, and the extensions of DESIGN 5
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "graph/place.h"
#include "graph/property_type.h"
#include "graph/value.h"

namespace polgraph::syntax {
class Grammar;
}

namespace polgraph::ast {

inline constexpr int kMaxNesting = 1000;

// Byte offsets into the text that was parsed; turned into a Place only when an error needs one.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
};

struct Expression;
using ExpressionPtr = std::unique_ptr<Expression>;
struct Query;
using QueryPtr = std::unique_ptr<Query>;

// ---- label expressions: A, A&B, A|B, !A, %, $(x) -------------------------------------------------------------------
struct LabelExpression {  // %: Any
  enum class Op { Name, And, Or, Not, Any, Dynamic } op = Op::Name;
  std::string name;                         // Op::Name
  std::vector<LabelExpression> operands;    // And, Or: two or more; Not: one
  std::shared_ptr<const Expression> value;  // Op::Dynamic: a name or a list of names
  bool any_of = false;                      // Op::Dynamic: $any(x); else all of them
};

// ---- patterns ------------------------------------------------------------------------------------------------------
struct NodePattern {
  std::string variable;  // empty: anonymous
  std::optional<LabelExpression> labels;
  ExpressionPtr properties;  // a map literal or a parameter; null: none
  ExpressionPtr where;       // (n WHERE ...)
  bool implied = false;      // not written: the end of a group, ((a)-->(b))+, without a node beside it
  Span span;
};

struct Hops {  // *, *2, *1..3, *..3, and the quantifiers +, *, {2}, {1,3}
  std::optional<std::int64_t> min;
  std::optional<std::int64_t> max;
};

struct PathPattern;

// What stands between two nodes of a path. Group: a part of the path that repeats, ((a)-[r]->(b) WHERE a.x < b.x){1,3},
// with `hops` as its quantifier. Join: nothing, the two nodes are one, as in (x) ((a)-->(b)).
struct RelationshipPattern {
  enum class Kind { Relationship, Group, Join } kind = Kind::Relationship;
  enum class Arrow { Right, Left, None } arrow = Arrow::None;  // <--> is None
  std::string variable;
  std::optional<LabelExpression> types;  // alternatives with |
  std::optional<Hops> hops;
  ExpressionPtr properties;
  ExpressionPtr where;
  std::unique_ptr<PathPattern> group;  // Kind::Group
  Span span;
};

struct PathPattern {
  // shortestPath(...), allShortestPaths(...); ANY k, SHORTEST k, SHORTEST k GROUPS (ALL SHORTEST: 1) for each pair of ends
  enum class Selector { All, Shortest, AllShortest, AnyK, ShortestK, ShortestGroups } selector = Selector::All;
  enum class Mode { Trail, Acyclic, Simple } mode = Mode::Trail;  // what may not come twice: relationships, nodes,
                                                                  // nodes but for the two ends
  ExpressionPtr count;   // k; null: 1
  std::string variable;  // p = ...
  std::vector<NodePattern> nodes;
  std::vector<RelationshipPattern> relationships;  // one less than nodes
  ExpressionPtr where;                             // of parentheses around the path or parts of it: (... WHERE ...)
  Span span;

  bool selective() const { return selector >= Selector::AnyK; }
};
using Pattern = std::vector<PathPattern>;  // comma separated

// ---- expressions ---------------------------------------------------------------------------------------------------
enum class UnaryOp { Not, Plus, Minus, IsNull, IsNotNull };
enum class BinaryOp { Or, Xor, And, Equal, NotEqual, Less, LessEqual, Greater, GreaterEqual, StartsWith, EndsWith,
                      Contains, In, Matches, Add, Subtract, Multiply, Divide, Modulo, Power, Concat };
std::string_view symbol(UnaryOp op);
std::string_view symbol(BinaryOp op);

struct Literal { Value value; };
struct Parameter { std::string name; };
struct Variable { std::string name; };
struct PropertyAccess { ExpressionPtr object; std::string key; };
struct IndexAccess { ExpressionPtr object, index; };
struct Slice { ExpressionPtr object, from, to; };  // from and to may be null: open
struct Unary { UnaryOp op; ExpressionPtr operand; };
struct Binary { BinaryOp op; ExpressionPtr left, right; };
struct ComparisonChain { std::vector<ExpressionPtr> operands; std::vector<BinaryOp> ops; };  // a < b <= c; 2 or more ops
struct HasLabels { ExpressionPtr object; LabelExpression labels; };
struct TypeName {  // INTEGER, STRING NOT NULL, LIST<FLOAT | INTEGER>; after `::`
  std::uint32_t kinds = 0;           // a bit for each ValueKind, without Null
  bool null_too = true;              // false: NOT NULL
  std::vector<TypeName> elements;    // of a list: alternatives; empty: lists of anything
  bool storable = false;             // PROPERTY VALUE: of lists only those that can be stored
  std::string text;                  // canonical
};
struct TypeTest { ExpressionPtr operand; std::vector<TypeName> types; bool negated = false; };  // x IS [NOT] :: A | B
struct ListLiteral { std::vector<ExpressionPtr> items; };
struct MapLiteral { std::vector<std::pair<std::string, ExpressionPtr>> entries; };
struct MapProjection {
  struct Item { enum class Kind { Property, AllProperties, Entry, Variable } kind; std::string key; ExpressionPtr value; };
  std::string variable;
  std::vector<Item> items;
};
struct FunctionCall { std::string name; bool distinct = false; std::vector<ExpressionPtr> arguments; };  // name as written, dots inside
struct CountStar {};
struct Case {
  ExpressionPtr operand;
  std::vector<std::pair<ExpressionPtr, ExpressionPtr>> whens;
  ExpressionPtr otherwise;
  bool extended = false;  // CASE x WHEN > 3, 0 THEN: every `when` is a condition about the CaseOperand, joined by OR
};
struct CaseOperand {};  // the x of an extended CASE
struct ListComprehension { std::string variable; ExpressionPtr list, where, projection; };
struct PatternComprehension { PathPattern pattern; ExpressionPtr where, projection; };
struct Quantifier { enum class Kind { All, Any, None, Single } kind; std::string variable; ExpressionPtr list, where; };
struct Reduce { std::string accumulator; ExpressionPtr initial; std::string variable; ExpressionPtr list, body;
                ExpressionPtr always; };  // allReduce(a = 0, x IN list | a + x, a < 9): is `always` true after every step?
struct PatternPredicate { PathPattern pattern; bool called = false; };  // WHERE (a)-->(b); called: exists((a)-->(b))
struct PathExpression { PathPattern pattern; };  // RETURN shortestPath((a)-[*]->(b)): a path or null; all: a list
struct Subquery { enum class Kind { Exists, Count, Collect } kind; QueryPtr query; };  // EXISTS { MATCH ... } and EXISTS { (a)-->() WHERE ... }

struct Expression {
  using Node = std::variant<Literal, Parameter, Variable, PropertyAccess, IndexAccess, Slice, Unary, Binary,
                            ComparisonChain, HasLabels, TypeTest, ListLiteral, MapLiteral, MapProjection, FunctionCall, CountStar,
                            Case, CaseOperand, ListComprehension, PatternComprehension, Quantifier, Reduce, PatternPredicate, PathExpression, Subquery>;
  Node node;
  Span span;
  std::uint16_t height = 1;  // of the tree below, this node included; at most kMaxNesting
};

// ---- clauses -------------------------------------------------------------------------------------------------------
struct ProjectionItem {
  ExpressionPtr expression;
  std::string alias;  // as written after AS; empty: none
  std::string text;   // the expression as written: the column's name without AS
  Span span;
};
struct SortItem { ExpressionPtr expression; bool descending = false; };
struct Projection {  // of WITH and RETURN
  bool distinct = false;
  bool star = false;  // *
  std::vector<ProjectionItem> items;
  std::vector<SortItem> order;
  ExpressionPtr skip, limit;
  Span span;
};

struct IndexHint {  // USING INDEX n:L(k), USING SCAN n:L, USING JOIN ON a, b
  enum class Kind { Index, RangeIndex, TextIndex, Scan, Join } kind = Kind::Index;
  std::string variable, name;     // name: of the label or type
  std::vector<std::string> keys;  // Join: the variables
  Span span;
};
struct Match { bool optional = false; Pattern pattern; ExpressionPtr where; std::vector<IndexHint> hints; };
struct Unwind { ExpressionPtr list; std::string variable; };
struct With {
  enum class Word { With, Let, Filter, Order, Next } word = Word::With;  // the others are WITH *, ... spelled shorter
  Projection projection;
  ExpressionPtr where;
};
struct Return { Projection projection; };
struct Create { Pattern pattern; };
struct SetItem {
  enum class Kind { Property, Replace, Merge, Labels } kind;  // a.b = e | a = e | a += e | a:L
  ExpressionPtr target;  // Property: a PropertyAccess or IndexAccess; else the entity
  ExpressionPtr value;
  std::vector<std::string> labels;
  std::vector<ExpressionPtr> dynamic;  // a:$(x)
  Span span;
};
struct Set { std::vector<SetItem> items; };
struct RemoveItem { ExpressionPtr property; ExpressionPtr target; std::vector<std::string> labels; std::vector<ExpressionPtr> dynamic; Span span; };  // property or target:labels
struct Remove { std::vector<RemoveItem> items; };
struct Merge { PathPattern pattern; std::vector<SetItem> on_create, on_match; };
struct Delete { bool detach = false; std::vector<ExpressionPtr> expressions; };
struct YieldItem { std::string field, name; Span field_span, name_span; };  // without AS: name is field
struct Call {  // CALL proc(...) YIELD a AS b WHERE ...
  std::string procedure;
  Span name_span;
  bool has_arguments = false;  // false: CALL proc  (standalone: arguments are taken from parameters of their names)
  std::vector<ExpressionPtr> arguments;
  bool yield_star = false;
  bool has_yield = false;
  Span star_span;
  std::vector<YieldItem> yields;
  ExpressionPtr where;
};
struct CallSubquery {  // CALL { ... }, CALL (a, b) { ... }, CALL (*) { ... }
  QueryPtr query;
  std::optional<std::vector<std::string>> imports;
  bool import_all = false;
  bool optional = false;  // OPTIONAL CALL { ... }
};
struct Foreach { std::string variable; ExpressionPtr list; std::vector<struct Clause> body; };
struct LoadCsv { bool with_headers = false; ExpressionPtr from; std::string variable; ExpressionPtr field_terminator; };

struct Show {  // SHOW INDEXES YIELD ... WHERE ...; a query begins with it, and ends or goes on with RETURN
  enum class What { Indexes, Constraints, Functions, Procedures } what = What::Indexes;
  std::string filter;         // RANGE, NODE KEY ...: capitals, one blank between words; empty: all
  std::optional<With> yield;  // YIELD with all that may follow it, as the WITH that it is
  ExpressionPtr where;        // of a SHOW without YIELD
};

// A clause that lives in a file of its own (query/clauses/x.cc) and is named in no other but the table of clauses.
struct ClauseSyntax {
  std::string_view word;  // upper case; found where a clause may begin
  bool writes = false;
  bool ends = false;  // a query may end with it
  struct Clause (*parse)(syntax::Grammar& grammar) = nullptr;  // called at the word; may make any clause, or an OwnClause
};
struct OwnTree {  // what only that file understands
  virtual ~OwnTree() = default;
  virtual std::string text() const = 0;  // canonical, what stands behind the word
};
struct OwnClause { const ClauseSyntax* syntax; std::unique_ptr<OwnTree> tree; };  // no tree: the word is all

struct Clause {
  using Node = std::variant<Match, Unwind, With, Return, Create, Set, Remove, Merge, Delete, Call, CallSubquery, Foreach,
                            LoadCsv, Show, OwnClause>;
  Node node;
  Span span;
};

struct Query {  // one or more single queries, joined by UNION; the word before the i-th (i > 0) is all[i - 1]
  std::vector<std::vector<Clause>> parts;
  std::vector<bool> union_all;
  std::vector<Span> part_spans;
  Span span;
};

// ---- schema commands -----------------------------------------------------------------------------------------------
struct SchemaCommand {  // CREATE | DROP INDEX | CONSTRAINT
  enum class Action { Create, Drop } action = Action::Create;
  enum class Kind { Index, TextIndex, Constraint, Unique, NotNull, Key, Typed } kind = Kind::Index;  // Constraint: DROP
  std::string name;         // empty: none is given
  bool conditional = false;  // IF NOT EXISTS, IF EXISTS
  bool on_nodes = true;
  std::string label;              // or type; empty: DROP by name
  std::vector<std::string> keys;  // in their order
  PropertyType type;              // Typed
};

struct Statement {  // a query or a command; with a command the query has no parts
  enum class Mode { Run, Explain, Profile } mode = Mode::Run;
  Query query;
  std::optional<SchemaCommand> command;
  Span span;
};

bool is_updating(const Clause& clause);  // CREATE, MERGE, SET, REMOVE, DELETE, FOREACH

// Does anything in it write (CREATE, MERGE, SET, REMOVE, DELETE, FOREACH, a command)? Decides how the store is opened.
bool writes(const Statement& statement);

}  // namespace polgraph::ast
