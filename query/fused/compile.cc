#include <algorithm>
#include <limits>
#include <numeric>

#include "query/fused/program.h"
#include "query/text_filter.h"
#include "query/views.h"

namespace polgraph::fused {

namespace {

using Kind = ExprShape::Kind;

constexpr std::size_t kMostTries = 2'000;      // of orders: some tenths of a millisecond
constexpr std::size_t kMostKeys = 31;          // two bits each in a word
constexpr double kEqual = 0.05, kOther = 0.3;  // of what a condition on a property keeps, for want of knowledge

bool is_slot(const Expr* expr) {
  return expr != nullptr && expr->shape().kind == Kind::Slot;
}

bool compares(ast::BinaryOp op) {
  using Op = ast::BinaryOp;
  return op == Op::Equal || op == Op::NotEqual || op == Op::Less || op == Op::LessEqual || op == Op::Greater ||
         op == Op::GreaterEqual || op == Op::StartsWith || op == Op::EndsWith || op == Op::Contains;
}

bool names_all(const ast::LabelExpression& labels, std::vector<std::string>& names) {
  using Op = ast::LabelExpression::Op;
  if (labels.op == Op::Name) {
    names.push_back(labels.name);
    return true;
  }
  return labels.op == Op::And && std::all_of(labels.operands.begin(), labels.operands.end(),
                                             [&](const auto& part) { return names_all(part, names); });
}

bool overlap(const std::vector<std::string>& a, const std::vector<std::string>& b) {
  if (a.empty() || b.empty()) return true;
  return std::any_of(a.begin(), a.end(), [&](const auto& name) { return std::count(b.begin(), b.end(), name) > 0; });
}

std::vector<TypeId> types_of_edge(const SketchEdge& edge, const Snapshot& view) {
  std::vector<TypeId> types;
  for (const std::string& name : edge.types)
    if (const auto type = view.find_type(name)) types.push_back(*type);
  if (edge.types.empty())
    for (const auto& [type, count] : view.statistics().relationships_by_type) types.push_back(type);
  std::sort(types.begin(), types.end());
  types.erase(std::unique(types.begin(), types.end()), types.end());
  return types;
}

// What is known of one node or edge of a sketch while it is compiled.
struct NodePlan {
  bool needed = false, peeled = false;
  std::vector<const NodeSet*> labels;  // it has all of these
  Tests own;                           // of this node alone
  std::vector<Branch> branches;
};

struct EdgePlan {
  bool needed = false, peeled = false;
  std::vector<TypeId> types;
  Lists forth, back;  // from `from`, from `to`
  Tests own;
};

class Compiler {
 public:
  Compiler(const Sketch& sketch, GraphImage& image, Context& context, Program& program)
      : sketch_(sketch),
        image_(image),
        context_(context),
        work_(context),
        program_(program),
        nodes_(sketch.nodes.size()),
        edges_(sketch.edges.size()) {}

  void run(const Aggregate& aggregate) {
    read_pattern();
    for (const auto& key : aggregate.keys()) add_key(key.first, *key.second);
    for (const AggregateCall& call : aggregate.calls()) add_measure(call);
    program_.only_distinct = !program_.measures.empty() &&
                             std::all_of(program_.measures.begin(), program_.measures.end(),
                                         [](const Measure& m) { return m.kind == Measure::Kind::DistinctNodes; });
    keep_apart();
    for (const Sketch& optional : sketch_.optionals) hang_optional(optional);
    peel();
    // What is tested of a relationship is tested of that one; in a branch it is at hand.
    for (EdgePlan& edge : edges_)
      if (!edge.peeled && !edge.own.empty()) edge.needed = true;
    order();
    check_whole();
    program_.edge_needed.resize(edges_.size());
    for (Step& step : program_.steps) {
      const auto simple = [&](std::size_t edge, const Lists& lists) {
        return !edges_[edge].needed && lists.size() == 1;
      };
      step.intersects = step.kind == Step::Kind::Expand && !step.closings.empty() &&
                        step.closings.size() < kMostSides && simple(step.edge, step.lists) &&
                        std::all_of(step.closings.begin(), step.closings.end(),
                                    [&](const Closing& c) { return c.from != step.node && simple(c.edge, c.lists); });
    }
    if (!program_.steps.empty()) program_.steps.back().sums_list = sums_list(program_.steps.back());
    program_.edge_types.resize(edges_.size());
    for (std::size_t i = 0; i < edges_.size(); ++i) {
      program_.edge_needed[i] = edges_[i].needed;
      if (edges_[i].types.size() == 1) program_.edge_types[i] = edges_[i].types[0];
    }
  }

  bool sums_list(const Step& step) const {
    const bool bare = step.kind == Step::Kind::Expand && step.lists.size() == 1 && step.closings.empty() &&
                      step.tests.empty() && step.branches.empty();
    const auto is_of_step = [&](bool of_node, std::size_t variable) {
      return variable == (of_node ? step.node : step.edge);
    };
    const bool keys_before = std::none_of(program_.keys.begin(), program_.keys.end(), [&](const KeyPart& key) {
      return key.kind != KeyPart::Kind::Given && is_of_step(key.of_node, key.variable);
    });
    return bare && keys_before &&
           std::all_of(program_.measures.begin(), program_.measures.end(), [&](const Measure& m) {
             const bool sums = m.kind == Measure::Kind::Sum || m.kind == Measure::Kind::Average;
             return m.kind == Measure::Kind::CountRows || (sums && !m.of_node && m.variable == step.edge);
           });
  }

  // The branch of an optional part, which hangs on its one given node.
  Branch as_branch() {
    read_pattern();
    if (!shared_.empty() || !pairs_.empty()) throw Declined{};
    keep_apart();
    for (const EdgePlan& edge : edges_)
      if (edge.needed) throw Declined{};
    std::size_t given = 0;
    for (std::size_t i = 0; i < nodes_.size(); ++i)
      if (sketch_.nodes[i].given) given = i;
    if (!nodes_[given].own.empty() || !nodes_[given].labels.empty()) throw Declined{};
    peel();
    if (nodes_[given].branches.size() != 1) throw Declined{};
    for (std::size_t i = 0; i < nodes_.size(); ++i)
      if (i != given && !nodes_[i].peeled) throw Declined{};
    for (const EdgePlan& edge : edges_)
      if (!edge.peeled) throw Declined{};
    Branch made = std::move(nodes_[given].branches.front());
    made.optional = true;
    return made;
  }

 private:
  // A test of more than one variable, with those that it reads.
  struct Shared {
    std::vector<std::size_t> nodes, edges;
    std::function<void(Tests&)> add;
  };

  void read_pattern() {
    read_edges();
    for (const auto& [node, name] : sketch_.labels) add_label(node, name);
    for (const SketchTest& test : sketch_.tests) add_test(test);
    drop_implied_labels();
    for (std::size_t i = 0; i < nodes_.size(); ++i)
      if (sketch_.nodes[i].given) nodes_[i].needed = true;
  }

  void read_edges() {
    for (std::size_t i = 0; i < edges_.size(); ++i) {
      const SketchEdge& edge = sketch_.edges[i];
      EdgePlan& plan = edges_[i];
      plan.types = types_of_edge(edge, context_.view());
      for (const TypeId type : plan.types) {
        const TypeArrays& arrays = image_.type(type);
        const bool both = edge.direction == Direction::Both, out = edge.direction == Direction::Out;
        plan.forth.push_back(both ? &image_.both(type) : out ? &arrays.out : &arrays.in);
        plan.back.push_back(both ? &image_.both(type) : out ? &arrays.in : &arrays.out);
      }
      if (edge.walk) nodes_[edge.from].needed = nodes_[edge.to].needed = true;
    }
  }

  const NodeSet* members(const std::string& label) {
    const auto id = context_.view().find_label(label);
    if (id) return &image_.label(*id, work_);
    program_.own_sets.push_back(std::make_unique<NodeSet>(image_.nodes()));
    return program_.own_sets.back().get();
  }

  void add_label(std::size_t node, const std::string& name) {
    const NodeSet* set = members(name);
    nodes_[node].labels.push_back(set);
    nodes_[node].own.labels.push_back({node, set});
    label_names_.emplace_back(std::pair(node, set), name);
  }

  // ---- conditions

  void add_test(const SketchTest& test) {
    if (add_texts(test)) return;
    const ExprShape shape = test.condition->shape();
    if (shape.kind == Kind::HasLabels && add_labels(shape)) return;
    if (shape.kind == Kind::Binary && (add_column_test(shape) || add_pair(shape))) return;
    if (shape.kind == Kind::Exists && add_edge_test(shape, true)) return;
    if (shape.kind == Kind::Not && shape.left->shape().kind == Kind::Exists &&
        add_edge_test(shape.left->shape(), false))
      return;
    add_other(test);
  }

  // A condition on texts is a set of nodes like a label. (toLower() must not come before what may fail and was written
  // before it.)
  bool add_texts(const SketchTest& test) {
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      const auto found = text_test(*test.condition, sketch_.nodes[i].slot, context_);
      if (!found || sketch_.nodes[i].given || (found->lower && !program_.plain)) continue;
      auto set = nodes_worth_texts(*found, static_cast<std::uint64_t>(size_of(i)), context_);
      if (!set) return false;
      program_.own_sets.push_back(std::move(set));
      nodes_[i].labels.push_back(program_.own_sets.back().get());
      nodes_[i].own.labels.push_back({i, program_.own_sets.back().get()});
      return true;
    }
    return false;
  }

  bool add_labels(const ExprShape& shape) {
    const auto node = is_slot(shape.left) ? sketch_.node(shape.left->shape().slot) : std::nullopt;
    std::vector<std::string> names;
    if (!node || !names_all(*shape.labels, names)) return false;
    for (const std::string& name : names) add_label(*node, name);
    return true;
  }

  // The property of a variable of the pattern: which column it is.
  struct Found {
    bool of_node;
    std::size_t variable, column;
  };
  std::optional<Found> property(const Expr& expr) {
    const ExprShape shape = expr.shape();
    if (shape.kind != Kind::PropertyOf || !is_slot(shape.left)) return {};
    const std::size_t slot = shape.left->shape().slot;
    const auto node = sketch_.node(slot), edge = sketch_.edge(slot);
    const auto key = context_.view().find_key(shape.key);
    if ((!node && !edge) || !key) return {};
    if (edge && sketch_.edges[*edge].walk) return {};
    if (node) {
      program_.reads_nodes = true;
      return Found{true, *node, image_.node_columns().column(*key)};
    }
    Lists& read = program_.reads_relationships;
    read.insert(read.end(), edges_[*edge].forth.begin(), edges_[*edge].forth.end());
    return Found{false, *edge, image_.relationship_columns().column(*key)};
  }

  bool add_column_test(const ExprShape& shape) {
    const Value* known = shape.right->constant() != nullptr ? shape.right->constant() : shape.right->shape().value;
    if (!compares(shape.op) || known == nullptr) return false;
    const Value& constant = *known;
    if (!constant.is_integer() && !constant.is_string()) return false;
    const auto found = property(*shape.left);
    if (!found) return false;
    Tests& own = found->of_node ? nodes_[found->variable].own : edges_[found->variable].own;
    own.columns.push_back(
        {found->of_node, found->variable, found->column, shape.op, &constant, program_.column_tests++});
    return true;
  }

  bool add_pair(const ExprShape& shape) {
    const bool same = shape.op == ast::BinaryOp::Equal;
    if ((!same && shape.op != ast::BinaryOp::NotEqual) || !is_slot(shape.left) || !is_slot(shape.right)) return false;
    const auto left = sketch_.node(shape.left->shape().slot), right = sketch_.node(shape.right->shape().slot);
    if (!left || !right) return false;
    pairs_.push_back({*left, *right, same});
    share({{*left, *right}, {}, [pair = pairs_.back()](Tests& to) { to.pairs.push_back(pair); }});
    return true;
  }

  bool add_edge_test(const ExprShape& shape, bool wanted) {
    Sketch inner;
    if (!inner.pipeline(*shape.pipeline)) return false;
    const bool plain = inner.edges.size() == 1 && inner.nodes.size() == 2 && inner.tests.empty() &&
                       inner.labels.empty() && inner.optionals.empty() && !inner.edges[0].walk &&
                       inner.nodes[0].given && inner.nodes[1].given;
    if (!plain) return false;
    const SketchEdge& edge = inner.edges[0];
    const auto from = sketch_.node(inner.nodes[edge.from].slot), to = sketch_.node(inner.nodes[edge.to].slot);
    if (!from || !to) return false;
    EdgeTest made{*from, *to, {}, {}, wanted};
    for (const TypeId type : types_of_edge(edge, context_.view())) {
      if (!image_.has_type(type)) return false;
      const bool both = edge.direction == Direction::Both, out = edge.direction == Direction::Out;
      made.lists.push_back(both ? &image_.both(type) : out ? &image_.type(type).out : &image_.type(type).in);
      made.back.push_back(both ? &image_.both(type) : out ? &image_.type(type).in : &image_.type(type).out);
    }
    share({{*from, *to}, {}, [made](Tests& tests) { tests.edges.push_back(made); }});
    return true;
  }

  void add_other(const SketchTest& test) {
    Shared made{{}, {}, [&test](Tests& to) { to.others.push_back(&test); }};
    for (const std::size_t slot : test.uses) {
      if (const auto node = sketch_.node(slot)) made.nodes.push_back(*node);
      if (const auto edge = sketch_.edge(slot)) {
        if (edges_[*edge].types.size() > 1) throw Declined{};
        made.edges.push_back(*edge);
      }
    }
    program_.plain = false;
    share(std::move(made));
  }

  void share(Shared made) {
    for (const std::size_t node : made.nodes) nodes_[node].needed = true;
    for (const std::size_t edge : made.edges) need_edge(edge);
    shared_.push_back(std::move(made));
  }

  void need_edge(std::size_t edge) {
    if (sketch_.edges[edge].walk) throw Declined{};
    edges_[edge].needed = true;
    nodes_[sketch_.edges[edge].from].needed = nodes_[sketch_.edges[edge].to].needed = true;
  }

  // A label that whatever stands at the end of such a relationship has need not be tested.
  void drop_implied_labels() {
    for (const auto& [which, name] : label_names_) {
      const auto label = context_.view().find_label(name);
      if (!label) continue;
      const std::size_t node = which.first;
      for (std::size_t i = 0; i < edges_.size(); ++i) {
        const SketchEdge& edge = sketch_.edges[i];
        if (edge.walk || (edge.from != node && edge.to != node)) continue;
        const bool implied = std::all_of(edges_[i].types.begin(), edges_[i].types.end(), [&](TypeId type) {
          const bool at_head = (edge.direction == Direction::Out) == (edge.to == node);
          if (edge.direction != Direction::Both && edge.from != edge.to)
            return image_.all_have(type, at_head, *label, work_);
          return image_.all_have(type, true, *label, work_) && image_.all_have(type, false, *label, work_);
        });
        if (!implied) continue;
        std::erase_if(nodes_[node].own.labels, [&](const LabelTest& test) { return test.members == which.second; });
        break;
      }
    }
  }

  // ---- what the answer asks for

  void add_key(std::size_t slot, const Expr& expr) {
    if (program_.keys.size() == kMostKeys) throw Declined{};
    const ExprShape shape = expr.shape();
    KeyPart part{KeyPart::Kind::Given, 0, 0, true, &expr, slot};
    if (shape.kind == Kind::Slot && sketch_.node(shape.slot)) {
      part.kind = KeyPart::Kind::Node;
      part.variable = *sketch_.node(shape.slot);
      nodes_[part.variable].needed = true;
    } else if (const auto found = property(expr)) {
      part.kind = KeyPart::Kind::Property;
      part.variable = found->variable;
      part.column = found->column;
      part.of_node = found->of_node;
      need(*found);
    } else if (!is_outside(expr)) {
      throw Declined{};
    }
    program_.keys.push_back(part);
  }

  // Of what was bound before the pattern and nothing else.
  bool is_outside(const Expr& expr) const {
    if (expr.constant() != nullptr) return true;
    const ExprShape shape = expr.shape();
    if (shape.kind == Kind::Input) return true;
    if (shape.kind == Kind::PropertyOf) return is_outside(*shape.left);
    if (shape.kind != Kind::Slot) return false;
    return !sketch_.has(shape.slot) && std::none_of(sketch_.optionals.begin(), sketch_.optionals.end(),
                                                    [&](const Sketch& s) { return s.has(shape.slot); });
  }

  void need(const Found& found) {
    if (found.of_node) {
      nodes_[found.variable].needed = true;
    } else {
      need_edge(found.variable);
    }
  }

  void add_measure(const AggregateCall& call) {
    Measure made{Measure::Kind::CountRows, 0, 0, true, call.slot};
    if (call.function != nullptr) {
      if (call.arguments.size() != 1) throw Declined{};
      const Expr& argument = *call.arguments[0];
      const std::string_view name = call.function->name;
      const ExprShape shape = argument.shape();
      if (name == "count" && shape.kind == Kind::Slot && sketch_.has(shape.slot)) {
        const auto node = sketch_.node(shape.slot);
        if (call.distinct && !node) throw Declined{};
        if (call.distinct) {
          made.kind = Measure::Kind::DistinctNodes;
          made.variable = *node;
          nodes_[*node].needed = true;
        }
      } else {
        const auto found = call.distinct ? std::nullopt : property(argument);
        if (!found) throw Declined{};
        if (name == "count")
          made.kind = Measure::Kind::Count;
        else if (name == "sum")
          made.kind = Measure::Kind::Sum;
        else if (name == "avg")
          made.kind = Measure::Kind::Average;
        else if (name == "min")
          made.kind = Measure::Kind::Least;
        else if (name == "max")
          made.kind = Measure::Kind::Greatest;
        else
          throw Declined{};
        made.variable = found->variable;
        made.column = found->column;
        made.of_node = found->of_node;
        need(*found);
      }
    }
    program_.measures.push_back(made);
  }

  // ---- relationships that must differ

  void keep_apart() {
    for (std::size_t i = 0; i < edges_.size(); ++i) {
      for (const std::size_t slot : sketch_.edges[i].differs) {
        const auto other = sketch_.edge(slot);
        if (!other) throw Declined{};
        if (!overlap(sketch_.edges[i].types, sketch_.edges[*other].types)) continue;
        if (sketch_.edges[i].walk || sketch_.edges[*other].walk) throw Declined{};  // any of several relationships
        if (cannot_be_one(i, *other)) continue;
        need_edge(i);
        need_edge(*other);
        const std::pair<std::size_t, std::size_t> both(i, *other);
        share({{}, {i, *other}, [both](Tests& to) { to.different.push_back(both); }});
      }
    }
  }

  // If they were one relationship, nodes of the pattern would be one that cannot be.
  bool cannot_be_one(std::size_t a, std::size_t b) const {
    const SketchEdge &first = sketch_.edges[a], &second = sketch_.edges[b];
    const auto straight = [](const SketchEdge& e) {
      return e.direction == Direction::In ? std::pair(e.to, e.from) : std::pair(e.from, e.to);
    };
    const auto [start, end] = straight(first);
    const auto [other_start, other_end] = straight(second);
    if (!cannot_be_same(start, other_start, end, other_end)) return false;
    const bool either_way = first.direction == Direction::Both || second.direction == Direction::Both;
    return !either_way || cannot_be_same(start, other_end, end, other_start);
  }

  bool cannot_be_same(std::size_t a, std::size_t b, std::size_t c, std::size_t d) const {
    if (known_different(a, b) || known_different(c, d)) return true;
    std::vector<std::size_t> one(nodes_.size());
    std::iota(one.begin(), one.end(), 0);
    const auto merge = [&](std::size_t x, std::size_t y) {
      const std::size_t from = one[x], to = one[y];
      std::replace(one.begin(), one.end(), from, to);
    };
    merge(a, b);
    merge(c, d);
    for (std::size_t i = 0; i < edges_.size(); ++i) {
      const SketchEdge& edge = sketch_.edges[i];
      if (edge.walk || one[edge.from] != one[edge.to]) continue;
      const bool no_loops = std::none_of(edges_[i].types.begin(), edges_[i].types.end(),
                                         [&](TypeId type) { return image_.type(type).loops; });
      if (no_loops) return true;
    }
    return false;
  }

  bool known_different(std::size_t a, std::size_t b) const {
    if (a == b) return false;
    for (const PairTest& pair : pairs_) {
      const bool these = (pair.left == a && pair.right == b) || (pair.left == b && pair.right == a);
      if (these && !pair.same) return true;
    }
    for (const NodeSet* x : nodes_[a].labels) {
      for (const NodeSet* y : nodes_[b].labels) {
        bool disjoint = true;
        for (std::size_t i = 0; disjoint && i < x->words().size(); ++i) disjoint = (x->words()[i] & y->words()[i]) == 0;
        if (disjoint) return true;
      }
    }
    return false;
  }

  // ---- branches

  void hang_optional(const Sketch& optional) {
    Branch branch = Compiler(optional, image_, context_, program_).as_branch();
    for (const SketchNode& node : optional.nodes)
      if (node.given) nodes_[*sketch_.node(node.slot)].branches.push_back(std::move(branch));
  }

  double size_of(std::size_t node) const {
    double size = image_.nodes();
    for (const NodeSet* set : nodes_[node].labels) size = std::min(size, static_cast<double>(set->count()));
    for (const ColumnTest& test : nodes_[node].own.columns) size *= test.op == ast::BinaryOp::Equal ? kEqual : kOther;
    return size;
  }

  void peel() {
    for (;;) {
      std::optional<std::size_t> best, along;
      for (std::size_t i = 0; i < nodes_.size(); ++i) {
        if (nodes_[i].needed || nodes_[i].peeled) continue;
        std::optional<std::size_t> only;
        std::size_t degree = 0;
        for (std::size_t k = 0; k < edges_.size(); ++k) {
          const SketchEdge& edge = sketch_.edges[k];
          if (edges_[k].peeled || (edge.from != i && edge.to != i)) continue;
          degree += edge.from == edge.to ? 2 : 1;
          only = k;
        }
        if (degree != 1 || edges_[*only].needed || sketch_.edges[*only].walk) continue;
        if (best && size_of(i) <= size_of(*best)) continue;
        best = i;
        along = only;
      }
      if (!best) return;
      hang(*best, *along);
    }
  }

  void hang(std::size_t node, std::size_t edge) {
    const SketchEdge& written = sketch_.edges[edge];
    const bool forth = written.to == node;
    Branch made;
    made.node = node;
    made.edge = edge;
    made.lists = forth ? edges_[edge].forth : edges_[edge].back;
    made.tests.labels = nodes_[node].own.labels;
    made.tests.columns = nodes_[node].own.columns;
    made.tests.columns.insert(made.tests.columns.end(), edges_[edge].own.columns.begin(),
                              edges_[edge].own.columns.end());
    made.branches = std::move(nodes_[node].branches);
    if (!made.tests.empty() || !made.branches.empty()) {
      context_.charge(std::size_t{image_.nodes()} * 8);
      program_.charged += std::size_t{image_.nodes()} * 8;
      made.ways = std::make_unique<std::vector<std::uint64_t>>(image_.nodes(), 0);
    }
    nodes_[node].peeled = edges_[edge].peeled = true;
    nodes_[forth ? written.from : written.to].branches.push_back(std::move(made));
  }

  // ---- the order of the rest

  struct Way {
    std::size_t edge;
    std::size_t from, to;
    const Lists* lists;
    double fan = 0;
    double all = 0;  // relationships in the lists: no node that is looked at once can have more
  };

  std::optional<Way> way(std::size_t edge, const std::vector<bool>& bound) const {
    const SketchEdge& written = sketch_.edges[edge];
    if (edges_[edge].peeled || bound[written.from] == bound[written.to]) return {};
    const bool forth = bound[written.from];
    if (written.walk && !forth) return {};
    Way made{edge, forth ? written.from : written.to, forth ? written.to : written.from,
             forth ? &edges_[edge].forth : &edges_[edge].back};
    double ends = 0, starts = 1;
    for (const Adjacents* list : *made.lists) {
      ends += static_cast<double>(list->neighbours.size());
      starts = std::max(starts, static_cast<double>(list->starts));
    }
    made.fan = ends / starts;
    made.all = ends;
    for (const ColumnTest& test : nodes_[made.to].own.columns)
      made.fan *= test.op == ast::BinaryOp::Equal ? kEqual : kOther;
    for (const ColumnTest& test : edges_[edge].own.columns)
      made.fan *= test.op == ast::BinaryOp::Equal ? kEqual : kOther;
    if (written.walk) made.fan = made.fan * 1000 + 1000;  // last: it may be anything
    return made;
  }

  std::optional<Way> best_way(const std::vector<bool>& bound) const {
    std::optional<Way> best;
    for (std::size_t i = 0; i < edges_.size(); ++i) {
      const auto found = way(i, bound);
      if (found && (!best || found->fan < best->fan)) best = found;
    }
    return best;
  }

  // What lets a node that is bound along `chosen` through: its own other edges to bound nodes.
  double closed(const Way& chosen, const std::vector<bool>& bound) const {
    double kept = 1;
    for (std::size_t i = 0; i < edges_.size(); ++i) {
      const auto other = i == chosen.edge ? std::nullopt : way(i, bound);
      if (other && other->to == chosen.to) kept *= std::min(1.0, other->fan / std::max(1.0, size_of(chosen.to)));
    }
    return kept;
  }

  // The cheapest order of what is left, by trying: first along the least fan, and no further once that cannot win.
  struct Plan {
    std::vector<std::size_t> nodes;  // in the order in which they are bound
    double cost = std::numeric_limits<double>::infinity();
  };

  void search(std::vector<bool>& bound, double rows, double cost, std::vector<std::size_t>& so_far, Plan& best) {
    if (cost >= best.cost || tried_++ > kMostTries) return;
    std::vector<Way> ways;
    for (std::size_t i = 0; i < edges_.size(); ++i) {
      const auto found = way(i, bound);
      if (!found) continue;
      const auto same = std::find_if(ways.begin(), ways.end(), [&](const Way& w) { return w.to == found->to; });
      if (same == ways.end())
        ways.push_back(*found);
      else if (found->fan < same->fan)
        *same = *found;
    }
    std::sort(ways.begin(), ways.end(), [](const Way& a, const Way& b) { return a.fan < b.fan; });
    for (const Way& next : ways) {
      const double found = so_far.size() == 1 ? std::min(rows * next.fan, next.all) : rows * next.fan;
      go_on(next.to, found, found * closed(next, bound), bound, cost, so_far, best);
    }
    if (!ways.empty()) return;
    bool all = true;
    for (const bool of_key : {true, false}) {  // groups that come one after the other need no look-up each
      for (std::size_t i = 0; i < nodes_.size(); ++i) {
        if (bound[i] || nodes_[i].peeled || is_key(i) != of_key || ends_walk(i)) continue;
        all = false;
        go_on(i, rows * size_of(i), rows * size_of(i), bound, cost, so_far, best);
      }
    }
    if (all) best = {so_far, cost};
  }

  bool ends_walk(std::size_t node) const {
    return std::any_of(sketch_.edges.begin(), sketch_.edges.end(),
                       [&](const SketchEdge& edge) { return edge.walk && edge.to == node; });
  }

  bool is_key(std::size_t node) const {
    return std::any_of(program_.keys.begin(), program_.keys.end(), [&](const KeyPart& key) {
      return key.kind != KeyPart::Kind::Given && key.of_node && key.variable == node;
    });
  }

  void go_on(std::size_t node, double looked_at, double rows, std::vector<bool>& bound, double cost,
             std::vector<std::size_t>& so_far, Plan& best) {
    bound[node] = true;
    so_far.push_back(node);
    search(bound, rows, cost + looked_at, so_far, best);
    so_far.pop_back();
    bound[node] = false;
  }

  std::optional<Way> best_way(std::size_t to, const std::vector<bool>& bound) const {
    std::optional<Way> best;
    for (std::size_t i = 0; i < edges_.size(); ++i) {
      const auto found = way(i, bound);
      if (found && found->to == to && (!best || found->fan < best->fan)) best = found;
    }
    return best;
  }

  void order() {
    std::vector<bool> bound(nodes_.size(), false);
    done_.assign(edges_.size(), false);
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      if (!sketch_.nodes[i].given) continue;
      Step step;
      step.kind = Step::Kind::Given;
      step.node = i;
      bind(std::move(step), bound);
    }
    Plan plan;
    std::vector<std::size_t> so_far;
    std::vector<bool> trial = bound;
    search(trial, 1, 0, so_far, plan);
    for (const std::size_t node : plan.nodes) {
      Step step;
      step.node = node;
      if (const auto next = best_way(node, bound)) {
        const SketchEdge& written = sketch_.edges[next->edge];
        step.kind = written.walk ? Step::Kind::Walk : Step::Kind::Expand;
        step.edge = next->edge;
        step.from = next->from;
        step.lists = *next->lists;
        step.min = written.min;
        step.max = written.max;
        done_[next->edge] = true;
      } else {
        step.kind = Step::Kind::Scan;
        step.members = scanned(node);
      }
      bind(std::move(step), bound);
    }
    if (placed_.size() != shared_.size()) throw Declined{};
  }

  const NodeSet* scanned(std::size_t node) {
    const NodeSet* least = nullptr;
    for (const NodeSet* set : nodes_[node].labels)
      if (least == nullptr || set->count() < least->count()) least = set;
    if (least == nullptr) return &image_.all_nodes(work_);
    std::erase_if(nodes_[node].own.labels, [&](const LabelTest& test) { return test.members == least; });
    return least;
  }

  // A net under all of the above: each part of the pattern is bound by a step or counted in a branch.
  void check_whole() const {
    std::size_t bound = program_.steps.size();
    for (const NodePlan& node : nodes_) bound += node.peeled ? 1 : 0;
    if (bound != nodes_.size()) throw Declined{};
    for (std::size_t i = 0; i < edges_.size(); ++i)
      if (!done_[i] && !edges_[i].peeled) throw Declined{};
  }

  // The node of a step is bound now: with it come the other edges to it, and whatever can be tested.
  void bind(Step step, std::vector<bool>& bound) {
    bound[step.node] = true;
    for (std::size_t i = 0; i < edges_.size(); ++i) {
      const SketchEdge& edge = sketch_.edges[i];
      if (done_[i] || edges_[i].peeled || (edge.from != step.node && edge.to != step.node)) continue;
      if (!bound[edge.from] || !bound[edge.to]) continue;
      if (edge.walk) throw Declined{};
      const bool forth = edge.to == step.node;
      step.closings.push_back({i, forth ? edge.from : edge.to, forth ? edges_[i].forth : edges_[i].back});
      done_[i] = true;
      add_own(step.tests, edges_[i].own);
    }
    if (step.kind == Step::Kind::Expand) add_own(step.tests, edges_[step.edge].own);
    add_own(step.tests, nodes_[step.node].own);
    step.branches = std::move(nodes_[step.node].branches);
    for (std::size_t i = 0; i < shared_.size(); ++i) {
      if (std::count(placed_.begin(), placed_.end(), i) > 0) continue;
      const Shared& test = shared_[i];
      const bool ready =
          std::all_of(test.nodes.begin(), test.nodes.end(), [&](std::size_t node) { return bound[node]; }) &&
          std::all_of(test.edges.begin(), test.edges.end(), [&](std::size_t edge) { return done_[edge]; });
      if (!ready) continue;
      placed_.push_back(i);
      test.add(step.tests);
    }
    program_.steps.push_back(std::move(step));
  }

  static void add_own(Tests& to, const Tests& own) {
    to.labels.insert(to.labels.end(), own.labels.begin(), own.labels.end());
    to.columns.insert(to.columns.end(), own.columns.begin(), own.columns.end());
  }

  const Sketch& sketch_;
  GraphImage& image_;
  Context& context_;
  StatementWork work_;
  Program& program_;
  std::vector<NodePlan> nodes_;
  std::vector<EdgePlan> edges_;
  std::vector<Shared> shared_;
  std::vector<std::size_t> placed_;
  std::vector<PairTest> pairs_;
  std::size_t tried_ = 0;
  std::vector<bool> done_;  // edges that a step follows or closes
  std::vector<std::pair<std::pair<std::size_t, const NodeSet*>, std::string>> label_names_;
};

}  // namespace

std::vector<TypeId> types_of(const Sketch& sketch, const Snapshot& view) {
  std::vector<TypeId> types;
  const auto add = [&](const Sketch& from) {
    for (const SketchEdge& edge : from.edges)
      for (const TypeId type : types_of_edge(edge, view)) types.push_back(type);
    for (const SketchTest& test : from.tests) {
      ExprShape shape = test.condition->shape();
      if (shape.kind == Kind::Not) shape = shape.left->shape();
      Sketch inner;
      if (shape.kind != Kind::Exists || !inner.pipeline(*shape.pipeline)) continue;
      for (const SketchEdge& edge : inner.edges)
        for (const TypeId type : types_of_edge(edge, view)) types.push_back(type);
    }
  };
  add(sketch);
  for (const Sketch& optional : sketch.optionals) add(optional);
  std::sort(types.begin(), types.end());
  types.erase(std::unique(types.begin(), types.end()), types.end());
  return types;
}

Program compile(const Sketch& sketch, const Aggregate& aggregate, GraphImage& image, Context& context) {
  Program program;
  program.image = &image;
  program.sketch = &sketch;
  Compiler(sketch, image, context, program).run(aggregate);
  return program;
}

}  // namespace polgraph::fused
