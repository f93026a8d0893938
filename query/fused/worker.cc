#include "query/fused/worker.h"

#include <algorithm>
#include <array>

#include "graph/compare.h"
#include "graph/text/find.h"
#include "query/views.h"

namespace polgraph::fused {

namespace {

constexpr std::size_t kStepsOfLook = 1024;
constexpr std::uint8_t kHolds = 1, kFails = 2;

bool ordered(ast::BinaryOp op, std::partial_ordering order) {
  switch (op) {
    case ast::BinaryOp::Less: return order < 0;
    case ast::BinaryOp::LessEqual: return order <= 0;
    case ast::BinaryOp::Greater: return order > 0;
    default: return order >= 0;
  }
}

// As the condition `value op constant` of a query; null is not true.
bool decide(ast::BinaryOp op, const Value& value, const Value& constant) {
  using Op = ast::BinaryOp;
  if (op == Op::Equal) return equals(value, constant) == true;
  if (op == Op::NotEqual) return equals(value, constant) == false;
  if (op == Op::StartsWith || op == Op::EndsWith || op == Op::Contains) {
    if (!value.is_string() || !constant.is_string()) return false;
    const std::string_view text = value.as_string(), part = constant.as_string();
    if (op == Op::StartsWith) return text.starts_with(part);
    return op == Op::EndsWith ? text.ends_with(part) : holds_text(text, part);
  }
  const auto order = compare(value, constant);
  return order && ordered(op, *order);
}

bool decide(ast::BinaryOp op, std::int64_t value, std::int64_t constant) {
  switch (op) {
    case ast::BinaryOp::Equal: return value == constant;
    case ast::BinaryOp::NotEqual: return value != constant;
    case ast::BinaryOp::Less: return value < constant;
    case ast::BinaryOp::LessEqual: return value <= constant;
    case ast::BinaryOp::Greater: return value > constant;
    case ast::BinaryOp::GreaterEqual: return value >= constant;
    default: return false;
  }
}

// Entries of `node` in a list that lead to `other`: neighbours are sorted.
std::pair<std::uint32_t, std::uint32_t> entries(const Adjacents& list, std::uint32_t node, std::uint32_t other) {
  const auto* all = list.neighbours.data();
  const auto [first, last] = std::equal_range(all + list.begin(node), all + list.end(node), other);
  return {static_cast<std::uint32_t>(first - all), static_cast<std::uint32_t>(last - all)};
}

}  // namespace

Worker::Worker(const Program& program, Context* context)
    : program_(program),
      context_(context),
      nodes_(program.sketch->nodes.size()),
      edges_(program.sketch->edges.size()),
      positions_(program.sketch->edges.size()),
      scans_(!program.steps.empty() && program.steps.front().kind == Step::Kind::Scan),
      decided_(program.column_tests),
      tested_(program.column_tests),
      walks_(program.steps.size(), Walks(program.image->nodes())),
      trails_(program.steps.size()) {}

Worker::Source Worker::source_by_id(bool of_node, std::size_t variable, std::size_t column) const {
  const PropertyColumns& columns = of_node ? program_.image->node_columns() : program_.image->relationship_columns();
  return {columns.pieces(column), of_node, variable, column, nullptr};
}

// Only the statement's own thread makes parts of the image.
Worker::Source Worker::source(bool of_node, std::size_t variable, std::size_t column) const {
  Source made = source_by_id(of_node, variable, column);
  if (of_node || !scans_) return made;
  for (const Step& step : program_.steps) {
    if (step.kind != Step::Kind::Expand || step.edge != variable || step.along.lists.size() != 1) continue;
    const Adjacents& list = *step.along.lists[0];
    const bool may_make = context_ != nullptr && image_may_grow(*context_, list.relationships.size() * 8);
    const ListColumn* in_list = program_.image->list_column(list, column, may_make);
    if (in_list != nullptr && in_list->possible) made.in_list = in_list;
  }
  return made;
}

Worker::Source Worker::source(const PropertyOf& property) const {
  Source made = source(property.of_node, property.variable, property.column);
  made.key = property.key;
  return made;
}

std::size_t Worker::bytes() const {
  std::size_t held = 0;
  for (const Walks& walks : walks_) held += walks.bytes();
  for (const Trail& trail : trails_) held += trail.bytes();
  return held;
}

void Worker::charge() {
  const std::size_t held = bytes();
  if (held <= charged_) return;
  context_->charge(held - charged_);
  charged_ = held;
}

void Worker::tick(std::size_t steps) {
  ticks_ += steps;
  if (ticks_ < kStepsOfLook) return;
  if (turn_ != nullptr) turn_->look();
  if (context_ != nullptr) {
    context_->tick(ticks_);
    charge();
  }
  ticks_ = 0;
}

void Worker::run(Value* input) {
  if (!program_.plain) scratch_.assign(input, input + context_->width());
  for (const Step& step : program_.steps) {
    if (step.kind != Step::Kind::Given) break;
    const Value& value = input[program_.sketch->nodes[step.node].slot];
    if (value.is_null()) return;
    if (!value.is_node() || value.as_node().value >= program_.image->nodes()) throw Declined{};
    nodes_[step.node] = static_cast<std::uint32_t>(value.as_node().value);
  }
  go(0, 1);
}

void Worker::run_words(std::size_t begin, std::size_t end, const Turn& turn) {
  turn_ = turn.is_callers() ? nullptr : &turn;  // the caller's thread is asked by its context
  const Step& step = program_.steps.front();
  for (std::size_t at = begin; at < end; ++at) {
    for (std::uint64_t word = step.members->words()[at]; word != 0; word &= word - 1) {
      nodes_[step.node] = static_cast<std::uint32_t>(at * 64 + static_cast<std::size_t>(std::countr_zero(word)));
      position_ = std::uint64_t{nodes_[step.node]} << 32;
      sequence_ = 0;
      tick(1);
      bound(0, 1, 0);
      scanned();
    }
  }
}

void Worker::go(std::size_t step, std::uint64_t ways) {
  if (step == program_.steps.size()) return found(ways);
  switch (program_.steps[step].kind) {
    case Step::Kind::Given: return bound(step, ways, 0);
    case Step::Kind::Scan: return scan(step, ways);
    case Step::Kind::Expand: return expand(step, ways);
    case Step::Kind::Walk: return walk(step, ways);
  }
}

void Worker::scan(std::size_t step, std::uint64_t ways) {
  const Step& here = program_.steps[step];
  const auto& words = here.members->words();
  for (std::size_t at = 0; at < words.size(); ++at) {
    for (std::uint64_t word = words[at]; word != 0; word &= word - 1) {
      tick(1);
      nodes_[here.node] = static_cast<std::uint32_t>(at * 64 + static_cast<std::size_t>(std::countr_zero(word)));
      bound(step, ways, 0);
      if (step == 0) scanned();
    }
  }
}

// Where other edges lead to the same node, the shortest of their sorted lists is walked and the others are searched,
// each from where the last search ended.
void Worker::intersect(std::size_t step, std::uint64_t ways) {
  const Step& here = program_.steps[step];
  struct Side {
    const Adjacents* list;
    std::uint32_t at, end;
  };
  std::array<Side, kMostSides> sides;
  std::size_t count = 0;
  const auto add = [&](const Adjacents* list, std::uint32_t from) {
    sides[count++] = {list, list->begin(from), list->end(from)};
  };
  add(here.along.lists[0], nodes_[here.from]);
  for (const Closing& edge : here.closings) add(edge.along.lists[0], nodes_[edge.from]);
  std::iter_swap(sides.begin(),
                 std::min_element(sides.begin(), sides.begin() + static_cast<std::ptrdiff_t>(count),
                                  [](const Side& a, const Side& b) { return a.end - a.at < b.end - b.at; }));
  const Side& least = sides[0];
  tick(least.end - least.at + 1);
  for (std::uint32_t i = least.at; i < least.end; ++i) {
    const std::uint32_t node = least.list->neighbours[i];
    std::uint64_t found = 1;
    for (std::size_t k = 1; k < count && found > 0; ++k) {
      Side& side = sides[k];
      const auto* all = side.list->neighbours.data();
      side.at = static_cast<std::uint32_t>(std::lower_bound(all + side.at, all + side.end, node) - all);
      if (side.at == side.end) return;
      std::uint64_t same = 0;
      for (std::uint32_t at = side.at; at < side.end && all[at] == node; ++at) ++same;
      found *= same;
    }
    if (found == 0) continue;
    nodes_[here.node] = node;
    settled(step, times(ways, found));
  }
}

void Worker::expand(std::size_t step, std::uint64_t ways) {
  const Step& here = program_.steps[step];
  if (here.intersects) return intersect(step, ways);
  if (here.sums_list && found_list(here, ways)) return;
  const bool needed = program_.edge_needed[here.edge];
  const std::uint32_t from = nodes_[here.from];
  for (std::size_t k = 0; k < here.along.lists.size(); ++k) {
    const Adjacents* list = here.along.lists[k];
    const bool once = k >= here.along.once_from;
    const std::uint32_t end = list->end(from);
    tick(end - list->begin(from) + 1);
    for (std::uint32_t i = list->begin(from); i < end; ++i) {
      nodes_[here.node] = list->neighbours[i];
      if (once && nodes_[here.node] == from) continue;
      if (needed) {
        edges_[here.edge] = list->relationships[i];
        positions_[here.edge] = i;
      }
      bound(step, ways, 0);
    }
  }
}

void Worker::walk(std::size_t step, std::uint64_t ways) {
  const Step& here = program_.steps[step];
  if (here.trails) return trails(step, ways);
  const auto look = [this](std::size_t steps) { tick(steps); };
  Walks& walks = walks_[step];
  if (program_.only_distinct) {
    walks.reach(here, nodes_[here.from], look);
  } else {
    walks.count(here, nodes_[here.from], look);
  }
  for (const std::uint32_t end : walks.ends()) {
    nodes_[here.node] = end;
    bound(step, program_.only_distinct ? ways : times(ways, walks.ways(end)), 0);
  }
}

// Depth first, each end before what lies behind it.
void Worker::trails(std::size_t step, std::uint64_t ways) {
  const Step& here = program_.steps[step];
  Trail& trail = trails_[step];
  trail.start(here, nodes_[here.from]);
  while (trail.next()) {
    tick(trail.looked_at());
    if (trail.length() < here.min) continue;
    nodes_[here.node] = trail.end();
    bound(step, ways, 0);
  }
}

// The step's node is bound: the closings one after the other, then the tests.
void Worker::bound(std::size_t step, std::uint64_t ways, std::size_t closing) {
  const Step& here = program_.steps[step];
  if (closing == here.closings.size()) return settled(step, ways);
  const Closing& edge = here.closings[closing];
  std::uint64_t found = 0;
  const std::uint32_t from = nodes_[edge.from], to = nodes_[edge.to];
  for (std::size_t k = 0; k < edge.along.lists.size() && !(from == to && k >= edge.along.once_from); ++k) {
    const Adjacents* list = edge.along.lists[k];
    const auto [first, last] = entries(*list, from, to);
    found += last - first;
    if (!program_.edge_needed[edge.edge]) continue;
    for (std::uint32_t i = first; i < last; ++i) {
      tick(1);  // parallel relationships multiply
      edges_[edge.edge] = list->relationships[i];
      bound(step, ways, closing + 1);
    }
  }
  if (found > 0 && !program_.edge_needed[edge.edge]) bound(step, times(ways, found), closing + 1);
}

void Worker::settled(std::size_t step, std::uint64_t ways) {
  const Step& here = program_.steps[step];
  if (!here.tests.empty() && !holds(here.tests)) return;
  for (const PairCount& pairs : here.tests.counts) {
    ways = times(ways, count(pairs));
    if (ways == 0) return;
  }
  for (const Branch& branch : here.branches) {
    const std::uint64_t more = ways_of(branch, nodes_[here.node]);
    if (more == 0) return;
    if (!program_.only_distinct) ways = times(ways, more);
  }
  go(step + 1, ways);
}

// ---- conditions

const PropertyColumns::Piece& Worker::read_piece(const Source& from, std::uint32_t id) {
  if (context_ == nullptr) throw Declined{};
  PropertyColumns& columns = from.of_node ? program_.image->node_columns() : program_.image->relationship_columns();
  StatementWork work(*context_);
  try {
    columns.read(id, work);
  } catch (const PropertyColumns::Full&) {
    throw Declined{};
  }
  return *columns.piece(from.column, id);
}

bool Worker::holds(const ColumnTest& test, std::uint32_t id) {
  Source& from = tested_[test.number];
  if (from.pieces == nullptr) {
    from = source_by_id(test.of_node, test.variable, test.column);
    from.key = test.key;
  }
  if (is_missing(from, id)) return decide(test.op, read_value(from, id), *test.constant);
  const PropertyColumns::Piece& values = piece(from, id);
  const std::uint64_t at = id % PropertyColumns::kPiece;
  switch (values.kind) {
    case PropertyColumns::Piece::Kind::Empty: return false;
    case PropertyColumns::Piece::Kind::Integers:
      if (values.is_null(id)) return false;
      return test.constant->is_integer() ? decide(test.op, values.integers[at], test.constant->as_integer())
                                         : decide(test.op, Value::integer(values.integers[at]), *test.constant);
    case PropertyColumns::Piece::Kind::Texts: {
      const std::uint32_t text = values.texts[at];
      if (text == 0) return false;
      std::vector<std::uint8_t>& decided = decided_[test.number];
      const PropertyColumns& columns =
          test.of_node ? program_.image->node_columns() : program_.image->relationship_columns();
      if (decided.size() <= text) decided.resize(columns.text_count(test.column) + 1, 0);
      if (decided[text] == 0)
        decided[text] = decide(test.op, columns.text(test.column, text), *test.constant) ? kHolds : kFails;
      return decided[text] == kHolds;
    }
    case PropertyColumns::Piece::Kind::Values: return decide(test.op, values.values[at], *test.constant);
  }
  return false;
}

bool Worker::holds(const EdgeTest& test) const {
  for (std::size_t i = 0; i < test.lists.size(); ++i) {
    std::uint32_t from = nodes_[test.from], to = nodes_[test.to];
    const Adjacents* list = test.lists[i];
    if (list->degree(from) > test.back[i]->degree(to)) {
      std::swap(from, to);
      list = test.back[i];
    }
    const auto [first, last] = entries(*list, from, to);
    if (first < last) return test.wanted;
  }
  return !test.wanted;
}

bool Worker::holds(const SketchTest& test) {
  for (const std::size_t slot : test.uses) {
    if (const auto node = program_.sketch->node(slot)) {
      scratch_[slot] = Value::node(NodeId(nodes_[*node]));
    } else if (const auto edge = program_.sketch->edge(slot)) {
      scratch_[slot] = Value::relationship(RelId(edges_[*edge]), *program_.edge_types[*edge]);
    }
  }
  return is_true(*test.condition, scratch_.data(), *context_);
}

bool Worker::holds(const Tests& tests) {
  for (const LabelTest& test : tests.labels)
    if (!test.members->has(nodes_[test.node])) return false;
  for (const PairTest& test : tests.pairs)
    if ((nodes_[test.left] == nodes_[test.right]) != test.same) return false;
  for (const auto& [left, right] : tests.different)
    if (edges_[left] == edges_[right]) return false;
  for (const ColumnTest& test : tests.columns)
    if (!holds(test, id_of(test.of_node, test.variable))) return false;
  for (const EdgeTest& test : tests.edges)
    if (!holds(test)) return false;
  for (const SketchTest* test : tests.others)
    if (!holds(*test)) return false;
  return true;
}

bool Worker::holds(const Tests& tests, std::uint32_t node, std::uint32_t relationship) {
  for (const LabelTest& test : tests.labels)
    if (!test.members->has(node)) return false;
  for (const ColumnTest& test : tests.columns)
    if (!holds(test, test.of_node ? node : relationship)) return false;
  return true;
}

// ---- branches

std::uint64_t Worker::ways_of(const Branch& branch, std::uint32_t from) {
  std::uint64_t ways = 0;
  if (branch.tests.empty() && branch.branches.empty()) {
    for (const Adjacents* list : branch.lists) ways += list->degree(from);
  } else {
    std::atomic_ref<std::uint64_t> known((*branch.ways)[from]);
    if (const std::uint64_t before = known.load(std::memory_order_relaxed); before != 0) {
      ways = before - 1;
    } else {
      for (const Adjacents* list : branch.lists) {
        tick(list->degree(from) + 1);
        for (std::uint32_t i = list->begin(from); i < list->end(from); ++i) {
          const std::uint32_t node = list->neighbours[i];
          if (!holds(branch.tests, node, list->relationships[i])) continue;
          std::uint64_t each = 1;
          for (const Branch& further : branch.branches) {
            each = times(each, ways_of(further, node));
            if (each == 0) break;
          }
          ways = plus(ways, each);
        }
      }
      known.store(plus(ways, 1), std::memory_order_relaxed);
    }
  }
  return branch.optional && ways == 0 ? 1 : ways;
}

// How often one node comes at the ends of both.
std::uint64_t Worker::common(const Adjacents& few, std::uint32_t a, const Adjacents& many, std::uint32_t b) {
  constexpr std::uint32_t kSkewed = 16;  // beyond, searching is cheaper than going along
  const bool searches = many.degree(b) / kSkewed > few.degree(a);
  const auto* all = many.neighbours.data();
  const std::uint32_t end = many.end(b);
  std::uint32_t at = many.begin(b);
  tick(few.degree(a) + (searches ? 0 : end - at) + 1);
  std::uint64_t found = 0;
  for (std::uint32_t i = few.begin(a); i < few.end(a) && at < end; ++i) {
    const std::uint32_t node = few.neighbours[i];
    if (searches) {
      at = static_cast<std::uint32_t>(std::lower_bound(all + at, all + end, node) - all);
    } else {
      while (at < end && all[at] < node) ++at;
    }
    for (std::uint32_t same = at; same < end && all[same] == node; ++same) ++found;
  }
  return found;
}

std::uint64_t Worker::count(const PairCount& pairs) {
  const Adjacents &left = *pairs.left_ends, &right = *pairs.right_ends;
  const std::uint32_t a = nodes_[pairs.left], b = nodes_[pairs.right];
  const std::uint64_t all = std::uint64_t{left.degree(a)} * right.degree(b);
  if (all == 0) return 0;
  return all - (left.degree(a) <= right.degree(b) ? common(left, a, right, b) : common(right, b, left, a));
}

// ---- values

// A value here and there is read from the store, until its piece is worth it.
Value Worker::read_value(const Source& from, std::uint32_t id) {
  const EntityId entity = from.of_node ? EntityId::of(NodeId(id)) : EntityId::of(RelId(id));
  return read_property(*context_, entity, from.key);
}

Value Worker::value(const Source& from) {
  if (from.in_list != nullptr) {
    const auto number = integer(from);
    return number ? Value::integer(*number) : Value();
  }
  const std::uint32_t id = id_of(from.of_node, from.variable);
  if (is_missing(from, id)) return read_value(from, id);
  const PropertyColumns& columns =
      from.of_node ? program_.image->node_columns() : program_.image->relationship_columns();
  return columns.value(from.column, piece(from, id), id);
}

std::optional<std::int64_t> Worker::integer(const Source& from) {
  if (from.in_list != nullptr) {
    const std::uint32_t at = positions_[from.variable];
    return from.in_list->is_null(at) ? std::nullopt : std::optional(from.in_list->integers[at]);
  }
  const std::uint32_t id = id_of(from.of_node, from.variable);
  const PropertyColumns::Piece& values = piece(from, id);
  if (values.is_null(id)) return {};
  if (values.kind != PropertyColumns::Piece::Kind::Integers) throw Declined{};
  return values.integers[id % PropertyColumns::kPiece];
}

}  // namespace polgraph::fused
