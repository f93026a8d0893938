#include "query/explain.h"

#include <algorithm>

namespace polgraph {

namespace {

// PROFILE: lets an operator run, and counts its rows, time and hits.
class Profiled final : public Operator {
 public:
  Profiled(OperatorPtr step, Explainer& explainer, std::shared_ptr<PlanNode> node)
      : explainer_(explainer), node_(std::move(node)) {
    input_ = std::move(step);
  }
  void open(Context& context) override {
    const Explainer::Turn turn(explainer_, node_.get());
    input_->open(context);
  }
  void next(Batch& out, Context& context) override {
    const Explainer::Turn turn(explainer_, node_.get());
    input_->next(out, context);
    node_->step.rows += out.rows();
  }
  std::string name() const override { return input_->name(); }

 private:
  Explainer& explainer_;
  std::shared_ptr<PlanNode> node_;
};

// Blanks, line ends and comments between words do not show.
std::string on_one_line(std::string_view text) {
  std::string line;
  for (const char letter : text) {
    const bool blank = letter == ' ' || letter == '\n' || letter == '\r' || letter == '\t';
    if (blank && (line.empty() || line.back() == ' ')) continue;
    line += blank ? ' ' : letter;
  }
  return line;
}

void scale(PlanNode& node, double times) {
  for (PlanNode* at = &node; at != nullptr; at = at->input.get()) {
    at->step.estimated_rows *= times;
    for (const auto& plan : at->plans) scale(*plan, times);
  }
}

void flatten(const PlanNode* node, std::size_t depth, std::vector<PlanStep>& steps) {
  for (bool first = true; node != nullptr; node = node->input.get(), first = false) {
    PlanStep step = node->step;
    step.depth = depth;
    step.begins = first && depth > 0;
    step.time_ms = std::chrono::duration<double, std::milli>(node->time).count();
    steps.push_back(std::move(step));
    for (const auto& plan : node->plans) {
      const std::size_t at = steps.size();
      flatten(plan.get(), depth + 1, steps);
      steps[at].last = plan == node->plans.back();
    }
  }
}

}  // namespace

void Explanation::text(std::string_view text) {
  if (text.empty() || std::find(said_.begin(), said_.end(), text) != said_.end()) return;
  said_.emplace_back(text);
  std::string& details = node_.step.details;
  if (!details.empty()) details += ", ";
  details += text;
}

void Explanation::source(ast::Span span) {
  if (span.end > span.begin) text(on_one_line(owner_.text_.substr(span.begin, span.end - span.begin)));
}

void Explanation::expr(const Expr& expr, std::string_view before, std::string_view after) {
  if (expr.span.end > expr.span.begin) {
    const std::string_view words = owner_.text_.substr(expr.span.begin, expr.span.end - expr.span.begin);
    text(std::string(before) + on_one_line(words) + std::string(after));
  }
  plans(expr);
}

void Explanation::plans(const Expr& expr) {
  for (std::size_t i = expr.first_plan; i < expr.last_plan && i < owner_.chained_.size(); ++i) {
    if (!owner_.chained_[i]) continue;
    scale(*owner_.chained_[i], rows_in_);
    node_.plans.push_back(std::move(owner_.chained_[i]));
  }
}

void Explanation::condition(const Expr& tested) {
  expr(tested);
  rows_ *= kKept;
}

void Explanation::plan(const Pipeline& pipeline) {
  if (!pipeline.plan) return;
  const auto found = std::find(owner_.chained_.begin(), owner_.chained_.end(), pipeline.plan);
  if (found == owner_.chained_.end()) return;
  scale(*pipeline.plan, rows_in_);
  node_.plans.push_back(std::move(*found));
}

double Explanation::plan_rows(const Pipeline& pipeline) const {
  return pipeline.plan ? pipeline.plan->step.estimated_rows : 1;
}

const Snapshot& Explanation::view() const {
  return owner_.view_;
}

Explainer::Explainer(std::string_view text, const Snapshot& view, bool profile)
    : text_(text), view_(view), profile_(profile), root_(std::make_shared<PlanNode>()) {
  if (!profile) return;
  view.count_accesses();
  since_ = std::chrono::steady_clock::now();
  hits_since_ = view.accesses();
}

Pipeline Explainer::chain(std::vector<OperatorPtr> operators, std::unique_ptr<Argument> argument) {
  std::vector<std::shared_ptr<PlanNode>> nodes;
  std::shared_ptr<PlanNode> below;
  double rows = 1;
  for (const OperatorPtr& step : operators) {
    auto node = std::make_shared<PlanNode>();
    const std::string name = step->name();
    const std::size_t blank = std::min(name.find(' '), name.size());
    node->step.name = name.substr(0, blank);
    Explanation explanation(*this, *node, rows);
    if (blank < name.size()) explanation.text(name.substr(blank + 1));
    step->explain(explanation);
    rows = node->step.estimated_rows = explanation.rows();
    node->input = std::move(below);
    below = node;
    nodes.push_back(std::move(node));
  }
  WrapOperator wrap;
  if (profile_) {
    wrap = [&](OperatorPtr step, std::size_t i) {
      return std::make_unique<Profiled>(std::move(step), *this, std::move(nodes[i]));
    };
  }
  Pipeline made = make_pipeline(std::move(operators), std::move(argument), wrap);
  if (!below) {
    below = std::make_shared<PlanNode>();
    below->step.name = "Argument";
    below->step.estimated_rows = 1;
  }
  made.plan = below;
  chained_.push_back(std::move(below));
  return made;
}

void Explainer::set_root(const Pipeline& pipeline, const std::vector<std::string>& columns) {
  root_->step.name = columns.empty() ? "EmptyResult" : "ProduceResults";
  for (const std::string& column : columns) root_->step.details += (&column == &columns[0] ? "" : ", ") + column;
  root_->step.estimated_rows = columns.empty() ? 0 : pipeline.plan->step.estimated_rows;
  if (pipeline.plan->step.name != "Argument") root_->input = pipeline.plan;
  for (auto& left : chained_) {
    if (left && left != pipeline.plan) root_->plans.push_back(std::move(left));
  }
  running_ = nullptr;
}

PlanNode* Explainer::turn(PlanNode* to) {
  PlanNode* before = running_;
  const auto now = std::chrono::steady_clock::now();
  const std::uint64_t hits = view_.accesses();
  if (before != nullptr) {
    before->time += now - since_;
    before->step.hits += hits - hits_since_;
  }
  since_ = now;
  hits_since_ = hits;
  running_ = to;
  return before;
}

PlanReport Explainer::report() const {
  PlanReport made;
  made.profiled = profile_;
  flatten(root_.get(), 0, made.steps);
  made.rows = root_->step.rows;
  for (const PlanStep& step : made.steps) made.hits += step.hits;
  return made;
}

}  // namespace polgraph
