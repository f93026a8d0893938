#include "query/operators/repeat.h"

#include <algorithm>
#include <unordered_set>

#include "graph/error.h"

namespace polgraph {

using Mode = ast::PathPattern::Mode;

namespace {

class PathModeExpr final : public Expr {
 public:
  PathModeExpr(std::size_t path, Mode mode) : path_(path), mode_(mode) {}
  Value eval(Value* row, Context&) const override {
    const Value& path = row[path_];
    return path.is_path() ? Value::boolean(keeps_mode(path.as_path().nodes, mode_)) : Value();
  }

 private:
  std::size_t path_;
  Mode mode_;
};

}  // namespace

bool keeps_mode(const std::vector<NodeId>& nodes, Mode mode) {
  if (mode == Mode::Trail) return true;
  const bool closed = mode == Mode::Simple && nodes.size() > 1 && nodes.front() == nodes.back();
  std::unordered_set<NodeId> seen(nodes.begin() + (closed ? 1 : 0), nodes.end());
  return seen.size() == nodes.size() - (closed ? 1 : 0);
}

ExprPtr make_path_mode(std::size_t path, Mode mode) {
  auto made = std::make_unique<PathModeExpr>(path, mode);
  made->type = StaticType::of(ValueKind::Boolean);
  return made;
}

void Repeat::open(Context& context) {
  while (!levels_.empty()) leave(context);
  ExpandOperator::open(context);
}

void Repeat::begin(Value* row, Context& context) {
  while (!levels_.empty()) leave(context);
  relationships_.clear();
  nodes_.clear();
  values_.clear();
  laps_ = 0;
  first_ = false;
  const Value& from = row[spec_.from];
  if (from.is_null() || (spec_.into && row[spec_.to].is_null())) return;
  if (!from.is_node() || (spec_.into && !row[spec_.to].is_node())) {
    throw Error(Kind::Type, "InvalidArgumentType", "the pattern needs a node here");
  }
  nodes_.push_back(from.as_node());
  first_ = true;
}

void Repeat::enter(Value* row, Context& context) {
  if (!spec_.unbounded && laps_ >= spec_.max) return;
  // A closed walk of mode SIMPLE is at its end.
  if (spec_.mode == Mode::Simple && nodes_.size() > 1 && nodes_.back() == nodes_.front()) return;
  Level made;
  made.found = spec_.finder->find(row, nodes_.back(), context);
  made.charged = made.found.bytes();
  context.charge(made.charged);
  levels_.push_back(std::move(made));
}

void Repeat::leave(Context& context) {
  context.release(levels_.back().charged);
  levels_.pop_back();
}

// May the stretch follow what has been walked?
bool Repeat::fits(const Value* row, const Stretches& found, std::size_t i) const {
  const std::size_t begin = i * found.length, end = begin + found.length;
  for (std::size_t k = begin; k < end; ++k) {
    const RelId relationship = found.relationships[k].first;
    for (const PathStep& walked : relationships_) {
      if (walked.first == relationship) return false;
    }
    if (!spec_.taken.empty() && is_taken(row, spec_.taken, relationship)) return false;
    if (spec_.mode == Mode::Trail) continue;
    const NodeId node = found.nodes[k];
    const bool closes = spec_.mode == Mode::Simple && k + 1 == end && node == nodes_.front();
    const auto seen = [&](auto first, auto last) { return std::find(first, last, node) != last; };
    if (seen(nodes_.begin() + (closes ? 1 : 0), nodes_.end())) return false;
    if (seen(found.nodes.begin() + static_cast<std::ptrdiff_t>(begin),
             found.nodes.begin() + static_cast<std::ptrdiff_t>(k))) {
      return false;
    }
  }
  return true;
}

bool Repeat::report(Value* row) {
  if (laps_ < spec_.min) return false;
  if (spec_.into && row[spec_.to].as_node() != nodes_.back()) return false;
  write(row);
  return true;
}

void Repeat::write(Value* row) const {
  ValueList relationships;
  for (const auto& [id, type] : relationships_) relationships.push_back(Value::relationship(id, type));
  if (spec_.backwards) std::reverse(relationships.begin(), relationships.end());
  row[spec_.relationship] = Value::list(std::move(relationships));
  if (!spec_.into) row[spec_.to] = Value::node(nodes_.back());
  for (std::size_t i = 0; i < spec_.lists.size(); ++i) {
    ValueList list;
    for (std::size_t lap = 0; lap < laps_; ++lap) list.push_back(values_[lap * spec_.lists.size() + i]);
    if (spec_.backwards) std::reverse(list.begin(), list.end());
    row[spec_.lists[i]] = Value::list(std::move(list));
  }
  if (spec_.path == kNoSlot) return;
  PathValue path{nodes_, relationships_};
  if (spec_.backwards) {
    std::reverse(path.nodes.begin(), path.nodes.end());
    std::reverse(path.relationships.begin(), path.relationships.end());
  }
  row[spec_.path] = Value::path(std::move(path));
}

bool Repeat::step(Value* row, Context& context) {
  if (nodes_.empty()) return false;
  if (first_) {
    first_ = false;
    enter(row, context);
    if (report(row)) return true;
  }
  while (!levels_.empty()) {
    context.tick();
    Level& level = levels_.back();
    // The walk is as long as the deepest open level says: what hangs below it has been walked.
    laps_ = levels_.size() - 1;
    relationships_.resize(laps_ * level.found.length);
    nodes_.resize(laps_ * level.found.length + 1);
    values_.resize(laps_ * level.found.width);
    if (level.at == level.found.count) {
      leave(context);
      continue;
    }
    const std::size_t i = level.at++;
    const Stretches& found = level.found;
    if (!fits(row, found, i)) continue;
    for (std::size_t k = i * found.length; k < (i + 1) * found.length; ++k) {
      relationships_.push_back(found.relationships[k]);
      nodes_.push_back(found.nodes[k]);
    }
    for (std::size_t k = 0; k < found.width; ++k) values_.push_back(found.values[i * found.width + k]);
    ++laps_;
    enter(row, context);
    if (report(row)) return true;
  }
  return false;
}

}  // namespace polgraph
