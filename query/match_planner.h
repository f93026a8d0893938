// Private to query/match*.cc: one MATCH while it is planned. Three passes, a file each, over numbered nodes and steps:
// match_bind.cc gives names their slots, match_conditions.cc takes conditions apart (match_start.h sees those that can
// find a node), match_order.cc chooses what comes next and match_emit.cc appends the operators for it.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "query/match_start.h"
#include "query/operators/path_search.h"
#include "query/plan.h"

namespace polgraph {

struct PatternNode {
  std::size_t slot = 0;
  std::string name;
  bool known = false;
  bool inner = false;  // inside of a path with a selector: found by its search alone
};

struct PatternGroup;

// A condition on a shortest path that each of its steps can be asked for.
struct SearchRule {
  std::size_t condition = 0;  // its number
  bool of_nodes = false;      // else of relationships
  ExprPtr where;
  std::vector<std::size_t> uses;
};

struct PatternStep {
  using Kind = ast::RelationshipPattern::Kind;
  Kind kind = Kind::Relationship;
  std::size_t slot = 0, left = 0, right = 0;  // left, right: numbers of nodes
  ast::RelationshipPattern::Arrow arrow = ast::RelationshipPattern::Arrow::None;
  std::vector<std::string> types;
  bool known = false, walk = false, done = false;
  std::optional<std::uint64_t> min, max;
  std::size_t path = kNoSlot, each = kNoSlot, each_node = kNoSlot;
  ExprPtr where;  // for each relationship of a walk
  ast::PathPattern::Selector selector = ast::PathPattern::Selector::All;
  ast::PathPattern::Mode mode = ast::PathPattern::Mode::Trail;
  std::unique_ptr<PatternGroup> group;  // Kind::Group
  std::string text;
  bool searched = false;        // part of a path with a selector
  std::string name, path_name;  // its variable, and that of its path
  std::vector<SearchRule> rules;

  // shortestPath(...), allShortestPaths(...)
  bool is_function() const {
    return selector == ast::PathPattern::Selector::Shortest || selector == ast::PathPattern::Selector::AllShortest;
  }
};

// A path with a selector, SHORTEST 2 (a)-->+(b): one search from one end.
struct PatternSearch {
  std::vector<std::size_t> nodes;  // their numbers, as written
  std::size_t first_step = 0;      // of its steps, which stand one behind the other
  std::size_t path = kNoSlot;
  ast::PathPattern::Mode mode = ast::PathPattern::Mode::Trail;
  std::uint64_t count = 1;
  bool groups = false;
  bool done = false;
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
  ast::Span span;
  bool chooses = false;  // inside of a path with a selector: tested before paths are chosen
  bool done = false;
};

class PatternPlanner {
 public:
  PatternPlanner(Binder& binder, Scope& scope, Plan& plan);
  ~PatternPlanner();
  PatternPlanner(const PatternPlanner&) = delete;
  PatternPlanner& operator=(const PatternPlanner&) = delete;

  // Binds what the pattern names; the slot of the one path goes to `path_slot` if it is asked for. match_bind.cc
  void declare(std::span<const ast::PathPattern> pattern, std::size_t* path_slot);
  // Takes the conditions of the pattern and of WHERE apart. match_conditions.cc
  void conditions(std::span<const ast::PathPattern> pattern, const ast::Expression* where);
  // USING. Throws Error Semantic "InvalidIndexHint", "IndexNotFound". match_conditions.cc
  void use_hints(std::span<const ast::IndexHint> hints);
  // Appends the operators, each condition as soon as it can be tested. match_order.cc
  void order();

  // Plans the pattern from one of its nodes, which is given.
  void order_from(std::size_t node);
  std::size_t slot_of_node(std::size_t node) const { return nodes_[node].slot; }

 private:
  using Arrow = ast::RelationshipPattern::Arrow;

  // match_bind.cc
  std::size_t declare_node(const ast::NodePattern& node);
  void declare_step(const ast::PathPattern& path, std::size_t i, std::size_t left, std::size_t right);
  void declare_hops(const ast::RelationshipPattern& written, PatternStep& step);
  void declare_path(const ast::PathPattern& path, const std::vector<std::size_t>& nodes, std::size_t first_step);

  // match_group.cc
  void declare_group(const ast::RelationshipPattern& written, PatternStep& step);
  void refuse_known_names(const ast::PathPattern& body);
  void group_conditions(const ast::RelationshipPattern& written, PatternStep& step);
  StretchFinderPtr finder_of(PatternStep& step, bool forwards);
  void emit_group(PatternStep& step, bool forwards);

  // match_shortest.cc
  void add_rule(const ast::Expression& written, std::size_t condition);
  std::vector<SearchRule> ready_rules(PatternStep& step);
  ExprPtr path_condition(const PatternStep& step);
  void emit_shortest(PatternStep& step);

  // match_search.cc
  void declare_search(const ast::PathPattern& path);
  std::uint64_t path_count(const ast::PathPattern& path) const;
  std::size_t declare_inner_node(const ast::NodePattern& node);
  bool search_ready() const;
  void emit_search();
  SearchPart part_of(PatternStep& step, bool forwards, std::vector<ExprPtr> conditions);
  void add_search_conditions(SearchSpec& spec, const std::vector<std::size_t>& steps,
                             std::vector<std::vector<ExprPtr>>& of_parts);

  // match_conditions.cc
  void node_conditions(const ast::NodePattern& written, std::size_t node);
  void step_conditions(const ast::RelationshipPattern& written, PatternStep& step);
  void walk_conditions(const ast::RelationshipPattern& written, PatternStep& step);
  void add_condition(const ast::Expression& condition);
  void add_where(const ast::Expression& where);
  void add_property(std::size_t slot, StaticType type, const std::string& key, const ast::Expression& value,
                    Target target);
  bool is_known(Target target) const;
  Target target_of(const PatternStep& step) const { return {false, static_cast<std::size_t>(&step - steps_.data())}; }
  std::optional<Target> named(const std::string& name) const;
  void note(const ast::Expression& condition);
  void refuse_parameter(const ast::ExpressionPtr& properties) const;

  // match_order.cc
  bool solved(const std::vector<std::size_t>& uses) const;
  void solve(std::size_t slot) { solved_.push_back(slot); }
  void solve_node(std::size_t node);
  void apply_conditions();
  double fan_out(const PatternStep& step) const;
  std::optional<std::size_t> next_step() const;
  std::optional<Target> next_start() const;
  std::optional<std::size_t> scanned_step(const std::optional<Target>& start) const;
  double start_cost(Target target) const;
  bool passes_over_hint(const PatternStep& step) const;
  void check_hints() const;
  void check_lonely_nodes();

  // match_emit.cc
  void emit_start(Target target);
  void emit_scan(PatternStep& step);
  void emit_step(std::size_t index);
  void emit_relationship(PatternStep& step);
  void emit_join(const PatternStep& step);
  bool is_ready(const NamedPath& path) const;
  void emit_paths();
  ExpandSpec spec_of(const PatternStep& step, bool forwards) const;
  WalkSpec walk_of(PatternStep& step, bool forwards);

  Binder& binder_;
  Scope& scope_;
  Plan& plan_;
  Statistics statistics_;
  Starts starts_;
  std::vector<PatternNode> nodes_;
  std::vector<PatternStep> steps_;
  std::optional<PatternSearch> search_;
  std::vector<NamedPath> paths_;
  std::vector<Condition> conditions_;
  std::map<std::string, std::size_t> node_numbers_, step_numbers_;
  std::vector<std::size_t> path_nodes_;  // numbers of the nodes as they are written
  std::vector<std::string> step_names_;
  std::vector<std::size_t> declared_;  // slots that this pattern binds
  std::vector<std::size_t> solved_;    // of those, bound so far
  std::vector<std::size_t> taken_;     // relationship slots bound so far in this MATCH
};

// The repeated part of a quantified path pattern: a pattern of its own, with one value a repetition for each of its
// variables; outside they are lists.
struct PatternGroup {
  PatternGroup(Binder& binder, Scope& outer) : scope(&outer), planner(binder, scope, plan) {}
  Scope scope;
  Plan plan;
  PatternPlanner planner;
  std::size_t first = 0, last = 0;  // numbers of the nodes at which a repetition begins and ends
  StretchSlots slots;               // values: of the variables
  std::vector<std::size_t> lists;   // outside, in the same order
};

}  // namespace polgraph
