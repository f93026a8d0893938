// EXPLAIN and PROFILE inside: each operator says what it does, and for PROFILE each is wrapped in one that counts.
// Without them there is no Explainer, and nothing is made, wrapped or counted.
#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "query/operator.h"
#include "query/plan_report.h"

namespace polgraph {

inline constexpr double kKept = 0.25;  // of the rows that a condition sees, for want of knowledge

// One operator of a plan as EXPLAIN shows it. Made when its pipeline is chained.
struct PlanNode {
  PlanStep step;
  std::chrono::steady_clock::duration time{};
  std::vector<std::shared_ptr<PlanNode>> plans;  // run by it, for each row or once
  std::shared_ptr<PlanNode> input;
};

class Explainer;

// What an operator says of itself, in Operator::explain().
class Explanation {
 public:
  Explanation(Explainer& owner, PlanNode& node, double rows)
      : owner_(owner), node_(node), rows_in_(rows), rows_(rows) {}

  void text(std::string_view text);  // one more detail; once is enough
  void source(ast::Span span);       // the statement's own words
  void expr(const Expr& expr, std::string_view before = {}, std::string_view after = {});  // and the plans inside
  void plans(const Expr& expr);                      // the plans inside, without its words
  void condition(const Expr& expr);                  // words and plans; keeps some of the rows
  void plan(const Pipeline& pipeline);               // is run for each row
  double plan_rows(const Pipeline& pipeline) const;  // that it is expected to give for one row

  double rows_in() const { return rows_in_; }
  double rows() const { return rows_; }
  void rows(double expected) { rows_ = expected; }  // without a word: as many as come in
  const Snapshot& view() const;

 private:
  Explainer& owner_;
  PlanNode& node_;
  double rows_in_, rows_;
  std::vector<std::string> said_;
};

class Explainer {
 public:
  Explainer(std::string_view text, const Snapshot& view, bool profile);

  // Chains as make_pipeline() does; the pipeline knows its plan, and counts if this is PROFILE.
  Pipeline chain(std::vector<OperatorPtr> operators, std::unique_ptr<Argument> argument);
  // Plans chained so far: those made while an expression was bound are inside it.
  std::size_t chained() const { return chained_.size(); }

  // The whole statement, once it is planned: `root` is its last step, its result.
  void set_root(const Pipeline& pipeline, const std::vector<std::string>& columns);
  PlanReport report() const;

  // PROFILE: from now on time and hits are those of `node`.
  class Turn {
   public:
    Turn(Explainer& owner, PlanNode* node) : owner_(owner), before_(owner.turn(node)) {}
    ~Turn() { owner_.turn(before_); }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;

   private:
    Explainer& owner_;
    PlanNode* before_;
  };
  PlanNode& root() { return *root_; }
  bool profiles() const { return profile_; }

 private:
  friend class Explanation;
  PlanNode* turn(PlanNode* to);

  std::string_view text_;
  const Snapshot& view_;
  bool profile_;
  std::shared_ptr<PlanNode> root_;
  std::vector<std::shared_ptr<PlanNode>> chained_;  // null: taken by the operator that runs it
  PlanNode* running_ = nullptr;
  std::chrono::steady_clock::time_point since_;
  std::uint64_t hits_since_ = 0;
};

}  // namespace polgraph
