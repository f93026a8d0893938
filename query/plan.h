// Binder: turns a syntax tree into a plan. All mistakes that the text shows are found here, before any data.
//
// A Plan is the list of operators of one (sub-)query, in the order in which rows go through them; query/rewrite.h may
// change it before make_pipeline() chains it.
//   Throws  Error Syntax, Semantic, Parameter, Procedure with places
#pragma once

#include <memory>
#include <set>
#include <span>
#include <string>
#include <vector>

#include "query/operator.h"
#include "query/procedures.h"
#include "query/scope.h"

namespace polgraph {

struct Plan {
  std::vector<OperatorPtr> operators;
  std::unique_ptr<Argument> argument = std::make_unique<Argument>();
  bool writes = false;  // what comes so far

  template <class Step, class... Arguments>
  Step& add(Arguments&&... arguments) {
    auto made = std::make_unique<Step>(std::forward<Arguments>(arguments)...);
    Step& step = *made;
    operators.push_back(std::move(made));
    return step;
  }
};

// What a query hands out.
struct Columns {
  std::vector<std::string> names;
  std::vector<std::size_t> slots;
  std::vector<StaticType> types;
  bool returns = false;
};

class Explainer;  // query/explain.h
class Inputs;     // query/inputs.h

class Binder {
 public:
  // `explainer` may be null.
  Binder(const std::string& text, const Snapshot& view, const RunOptions& options, const ProcedureTable& procedures,
         Limits& limits, Explainer* explainer)
      : text_(text), view_(view), options_(options), procedures_(procedures), limits_(limits), explainer_(explainer) {}

  const Snapshot& view() const { return view_; }
  const RunOptions& options() const { return options_; }
  const ProcedureTable& procedures() const { return procedures_; }
  std::size_t new_slot() { return width_++; }
  std::size_t width() const { return width_; }
  Place place(ast::Span span) const { return place_at(text_, span.begin); }
  std::string_view source(ast::Span span) const {
    return std::string_view(text_).substr(span.begin, span.end - span.begin);
  }

  Error error(Kind kind, std::string_view detail, std::string message, ast::Span span) const {
    return Error(kind, detail, std::move(message), place(span));
  }
  Error undefined(const std::string& name, const Scope& scope, ast::Span span) const;

  // Expression: EXISTS, COUNT, COLLECT, and what sees all of `outer`. Call: sees only what its first WITH imports.
  enum class Use { Statement, Expression, Call, CallWithImports };
  // A query inside `outer`.
  Pipeline query(const ast::Query& query, const Scope* outer, Use use, Columns& columns);
  Pipeline finish(Plan plan);  // rewrites, then chains

  // To be called for each part of the statement that is bound: planning is bounded as running is.
  void count_part() {
    limits_.tick();
    limits_.charge(kBoundBytes);
  }
  std::uint32_t plans_made() const;  // for EXPLAIN

  // What the plan is to be given at each run; null: it is made for one run.
  Inputs* inputs() const { return inputs_; }
  void set_inputs(Inputs& inputs) { inputs_ = &inputs; }
  bool writes() const { return writes_; }  // the statement, somewhere
  void set_writes() { writes_ = true; }
  void fix_inputs();  // the plan holds something of this run

  // Warnings about names that nobody uses; a name that the statement itself writes is no mistake.
  void read_label(const std::string& name) { labels_read_.insert(name); }
  void read_type(const std::string& name) { types_read_.insert(name); }
  void read_key(const std::string& name) { keys_read_.insert(name); }
  void read_labels(const ast::LabelExpression& labels, const StaticType& of);  // labels of a node or types
  void written(const std::string& name) { written_.insert(name); }
  void written_keys(const ast::Expression& map);  // those of a literal; else any
  void written_any_key() { any_key_written_ = true; }
  // From here on the names of `before` that are not in `after` are out of scope, which an error says.
  void scope_ends(const Scope& before, const Scope& after);
  void warn();
  bool warns() const { return static_cast<bool>(options_.warn); }
  void warn(std::string text);  // where anybody listens
  std::vector<std::string> take_warnings() { return std::move(warnings_); }

 private:
  static constexpr std::size_t kBoundBytes = 150;  // of an expression, roughly
  Plan single(std::span<const ast::Clause> clauses, const Scope* outer, Use use, Columns& columns);
  Pipeline all_parts(const ast::Query& query, std::vector<Plan> parts, std::vector<Columns>& columns, Columns& out);

  const std::string& text_;
  const Snapshot& view_;
  const RunOptions& options_;
  const ProcedureTable& procedures_;
  Limits& limits_;
  Explainer* explainer_;
  std::size_t width_ = 0;
  std::set<std::string> labels_read_, types_read_, keys_read_, written_;
  bool any_key_written_ = false;
  std::set<std::string> out_of_scope_;
  Inputs* inputs_ = nullptr;
  bool writes_ = false;
  std::vector<std::string> warnings_;  // all that were told
};

bool query_writes(const ast::Query& query);

// What a clause sees while it is bound.
struct ClauseContext {
  Binder& binder;
  Scope& scope;  // replaced by WITH
  Plan& plan;
  Binder::Use use;
  bool first, last;
  bool standalone;               // the only clause of the statement
  Columns& columns;              // of RETURN
  const Scope* outer = nullptr;  // what CALL { } may import
};

}  // namespace polgraph
