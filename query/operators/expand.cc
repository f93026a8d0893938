#include "graph/error.h"
#include "query/operators/match_operators.h"

namespace polgraph {

namespace {

// The node to go on from; nothing where an OPTIONAL MATCH left null. Throws for anything else.
std::optional<NodeId> known_node(const Value& value) {
  if (value.is_null()) return std::nullopt;
  if (value.is_node()) return value.as_node();
  throw Error(Kind::Type, "InvalidArgumentType",
              "the pattern needs a node here, this is " + std::string(kind_name(value.kind())));
}

}  // namespace

bool NodeCheck::apply(Value* row, Context& context) {
  const auto node = known_node(row[slot_]);
  return node && !context.deleted(*node);
}

void Expand::begin(Value* row, Context& context) {
  cursor_.reset();
  const auto from = known_node(row[spec_.from]);
  if (!from || !spec_.types.possible(context.view())) return;
  if (!spec_.into) {
    cursor_ = source_.steps(*from, spec_.direction, spec_.types.ids, context);
  } else if (const auto to = known_node(row[spec_.to])) {
    cursor_ = source_.steps_to(*from, *to, spec_.direction, spec_.types.ids, context);
  }
}

bool Expand::step(Value* row, Context& context) {
  while (cursor_ && cursor_->next()) {
    context.tick();
    const Step& found = cursor_->step();
    if (!spec_.taken.empty() && is_taken(row, spec_.taken, found.relationship)) continue;
    row[spec_.relationship] = Value::relationship(found.relationship, found.type);
    if (!spec_.into) row[spec_.to] = Value::node(found.neighbour);
    return true;
  }
  return false;
}

void RelationshipEnds::begin(Value* row, Context& context) {
  ways_.clear();
  at_ = 0;
  const Value& value = row[spec_.relationship];
  if (value.is_null()) return;
  if (!value.is_relationship()) {
    throw Error(Kind::Type, "InvalidArgumentType",
                "the pattern needs a relationship here, this is " + std::string(kind_name(value.kind())));
  }
  const auto found = context.view().find_ends(value.as_relationship());
  if (!found || is_taken(row, spec_.taken, value.as_relationship()) || !spec_.types.possible(context.view())) return;
  bool wanted = spec_.types.names.empty();
  for (const TypeId type : spec_.types.ids) wanted = wanted || type == found->type;
  if (!wanted) return;
  if (spec_.direction != Direction::In && fits(row, found->start, found->end))
    ways_.emplace_back(found->start, found->end);
  const bool other_way =
      spec_.direction == Direction::In || (spec_.direction == Direction::Both && found->start != found->end);
  if (other_way && fits(row, found->end, found->start)) ways_.emplace_back(found->end, found->start);
}

bool RelationshipEnds::fits(const Value* row, NodeId from, NodeId to) const {
  if (from_known_ && known_node(row[spec_.from]) != from) return false;
  if (spec_.into && known_node(row[spec_.to]) != to) return false;
  return from_known_ || spec_.from != spec_.to || from == to;
}

bool RelationshipEnds::step(Value* row, Context&) {
  if (at_ == ways_.size()) return false;
  row[spec_.from] = Value::node(ways_[at_].first);
  row[spec_.to] = Value::node(ways_[at_].second);
  ++at_;
  return true;
}

}  // namespace polgraph
