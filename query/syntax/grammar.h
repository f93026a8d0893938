// Private to query/syntax: the recursive-descent parser. Its functions follow the grammar's rules; expression.cc,
// pattern.cc, clause.cc and parser.cc hold a part each. Whether a parenthesis opens a pattern or an expression is
// decided by a look ahead of a few tokens (paired brackets make that constant), never by trying both.
#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "query/syntax/cursor.h"
#include "query/syntax/parser.h"

namespace polgraph::syntax {

class Grammar : public Cursor {
 public:
  explicit Grammar(std::string_view text, Limits* limits = nullptr, OwnClauses own = {})
      : Cursor(text, limits), own_(own) {}

  // ---- parser.cc
  ast::Statement statement();
  ast::ExpressionPtr whole_expression();
  std::vector<std::pair<std::string, std::string>> param_line();

  // ---- expression.cc
  ast::ExpressionPtr value();      // an expression; a bare pattern is refused
  ast::ExpressionPtr predicate();  // an expression that is asked for true: a bare pattern will do

  // ---- for clauses in files of their own
  enum class PatternUse { Match, Create, Merge, Predicate };
  ast::Pattern pattern(PatternUse use);                // path.cc
  void projection_order(ast::Projection& projection);  // clause.cc: ORDER BY, SKIP, LIMIT
  ast::Clause::Node delete_clause();                   // clause.cc

 private:
  using Ptr = ast::ExpressionPtr;

  // Counts recursion; keeps the stack, and every later walk of the tree, within bounds.
  class Level {
   public:
    explicit Level(Grammar& grammar);
    ~Level() { --grammar_.depth_; }
    Level(const Level&) = delete;
    Level& operator=(const Level&) = delete;

   private:
    Grammar& grammar_;
  };
  // Height of what is made while it lives: a node with parts in patterns and queries is one higher than the highest.
  class Heights {
   public:
    explicit Heights(Grammar& grammar) : grammar_(grammar), outer_(std::exchange(grammar.tallest_, 0)) {}
    ~Heights() { grammar_.tallest_ = std::max(grammar_.tallest_, outer_); }
    Heights(const Heights&) = delete;
    Heights& operator=(const Heights&) = delete;
    int highest() const { return grammar_.tallest_; }

   private:
    Grammar& grammar_;
    int outer_;
  };
  // Inside of `[x IN list WHERE here | there]` a bar ends the expression instead of joining labels.
  class Bars {
   public:
    Bars(Grammar& grammar, bool end) : grammar_(grammar), outer_(std::exchange(grammar.bar_ends_, end)) {}
    ~Bars() { grammar_.bar_ends_ = outer_; }
    Bars(const Bars&) = delete;
    Bars& operator=(const Bars&) = delete;

   private:
    Grammar& grammar_;
    bool outer_;
  };

  // ---- expression.cc
  void count_part(std::uint32_t begin);
  Ptr make(ast::Expression::Node node, std::uint32_t begin, int height_of_parts);
  Ptr expression(int level);
  Ptr boolean_chain(Ptr first, ast::BinaryOp op, int level);
  Ptr comparisons(Ptr first);
  Ptr string_or_list_predicate(Ptr left, ast::BinaryOp op, int words);
  Ptr is_something(Ptr operand);
  Ptr is_normalized(Ptr operand, bool negated);
  Ptr binary(ast::BinaryOp op, Ptr left, Ptr right);
  Ptr prefix(int level);
  Ptr sign();
  Ptr postfix(bool with_labels);
  Ptr subscript(Ptr object);
  Ptr no_pattern(Ptr expression) const;
  void refuse_pattern(const Ptr& expression) const;

  // ---- atom.cc
  Ptr atom();
  Ptr number(bool negative, std::uint32_t begin);
  Ptr word();
  Ptr parenthesis();
  Ptr bracket();
  Ptr map_literal();
  Ptr list_literal();
  Ptr list_comprehension();
  Ptr pattern_comprehension();
  Ptr case_expression();
  Ptr case_operand(std::uint32_t at);
  Ptr equals_operand(Ptr value);
  Ptr case_test();
  Ptr case_tests(std::vector<bool>& plain);
  Ptr quantifier(ast::Quantifier::Kind kind);
  Ptr reduce(bool every_step);
  Ptr trim_call();
  void name_of_form(ast::Expression& argument);
  Ptr filter_or_extract();
  Ptr subquery(ast::Subquery::Kind kind);
  Ptr exists_of_pattern();
  Ptr path_expression();
  Ptr function_call(std::size_t name_tokens);
  Ptr map_projection();
  ast::MapProjection::Item projection_item();
  bool at_subquery_brace(std::size_t ahead) const;
  bool has_comma_inside(std::size_t ahead) const;

  // ---- path.cc
  ast::PathPattern path(PatternUse use);
  ast::PathPattern path_steps(PatternUse use);
  ast::PathPattern shortest_path(PatternUse use);
  ast::PathPattern selected_path(PatternUse use);
  Ptr path_count();
  ast::PathPattern::Mode path_mode();
  void close_path(ast::PathPattern& path);
  void add_node(ast::PathPattern& path, ast::NodePattern node);
  void parenthesised_path(ast::PathPattern& path, PatternUse use);
  void add_group(ast::PathPattern& path, ast::PathPattern inner, ast::Hops hops, PatternUse use);
  void splice(ast::PathPattern& path, ast::PathPattern inner);
  std::optional<ast::Hops> quantifier_of_path();
  bool at_word(std::string_view word, std::size_t ahead = 0) const;
  bool accept_word(std::string_view word);
  bool at_selector() const;
  bool at_path_parenthesis() const;

  // ---- pattern.cc
  void count_pattern_node(std::uint32_t begin);
  ast::NodePattern node_pattern(PatternUse use);
  ast::RelationshipPattern relationship_pattern(PatternUse use);
  void relationship_detail(ast::RelationshipPattern& relationship, PatternUse use);
  void hops_after(ast::RelationshipPattern& relationship);
  ast::Hops hops();
  std::int64_t hop_count();
  Ptr properties(PatternUse use);
  void check_written_relationship(const ast::RelationshipPattern& relationship, PatternUse use) const;
  ast::LabelExpression label_expression(bool bars);
  ast::LabelExpression label_or(bool bars);
  ast::LabelExpression label_and();
  ast::LabelExpression label_atom();
  std::vector<std::string> plain_labels(std::vector<Ptr>& computed);
  bool at_computed_name(std::string_view word = {}) const;
  Ptr computed_name();
  bool at_minus(std::size_t ahead = 0) const;
  bool at_less(std::size_t ahead = 0) const;
  bool at_greater(std::size_t ahead = 0) const;
  bool at_node_pattern(std::size_t ahead) const;
  bool at_pattern(std::size_t ahead) const;  // a node pattern and a relationship after it
  bool at_shortest_path(std::size_t ahead = 0) const;

  // ---- parser.cc
  enum class QueryUse { Statement, Subquery, Predicate };
  ast::Query query(QueryUse use);
  std::vector<ast::Clause> single_query(QueryUse use);
  void check_composition(const std::vector<ast::Clause>& clauses, QueryUse use);
  void check_calls(const std::vector<ast::Clause>& clauses, bool standalone) const;
  bool at_clause() const;
  const ast::ClauseSyntax* own_clause() const;  // the one that begins here; null: none

  // ---- dialect.cc
  void skip_settings();
  [[noreturn]] void fail_clause() const;
  bool take_next(std::vector<ast::Clause>& clauses);
  void refuse_next(const ast::Query& query) const;
  void refuse_old_parameter() const;

  // ---- type_name.cc
  bool at_type_test() const;
  Ptr type_test(Ptr operand, bool negated);
  std::vector<ast::TypeName> type_names();
  ast::TypeName type_name();
  ast::TypeName simple_type();

  // ---- schema.cc
  bool at_schema_command() const;
  ast::SchemaCommand schema_command();
  void create_rule(ast::SchemaCommand& command);
  void drop_rule(ast::SchemaCommand& command);
  void create_index(ast::SchemaCommand& command);
  void create_constraint(ast::SchemaCommand& command);
  std::string index_kind();
  void if_exists(ast::SchemaCommand& command, bool wanted);
  std::string schema_pattern(ast::SchemaCommand& command);
  void schema_keys(ast::SchemaCommand& command, const std::string& variable);
  void schema_key(ast::SchemaCommand& command, const std::string& variable);
  void old_index_keys(ast::SchemaCommand& command);
  void requirement(ast::SchemaCommand& command);
  void no_options();
  PropertyType property_type();
  void one_type(PropertyType& type, bool in_list);
  std::uint32_t scalar_type();
  void not_null(bool needed);

  // ---- show.cc
  ast::Query show_query();
  ast::Clause::Node show();
  ast::Show::What show_what(std::string& filter);
  ast::With show_yield();

  // ---- clause.cc
  ast::Clause clause();
  ast::Clause::Node clause_node();
  ast::Clause::Node match();
  std::vector<ast::IndexHint> index_hints();
  ast::IndexHint index_hint();
  ast::Clause::Node unwind();
  ast::Clause::Node with();
  ast::Clause::Node create();
  ast::Clause::Node merge();
  ast::Clause::Node set();
  ast::Clause::Node remove();
  ast::Clause::Node call();
  ast::Call procedure_call();
  ast::Clause::Node optional_call(ast::Call made, std::uint32_t begun);
  ast::Clause::Node call_subquery(bool optional);
  ast::Clause::Node foreach ();
  ast::Clause::Node load_csv();
  ast::Projection projection();
  void projection_items(ast::Projection& projection);
  std::vector<ast::SetItem> set_items();
  ast::SetItem set_item();
  void yields(ast::Call& call);
  ast::YieldItem yield_item();
  Ptr where();

  OwnClauses own_;
  int depth_ = 0;
  int tallest_ = 0;
  std::size_t parts_ = 0;
  std::size_t pattern_nodes_ = 0;
  bool bar_ends_ = false;
};

}  // namespace polgraph::syntax
