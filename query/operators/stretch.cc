#include "query/operators/stretch.h"

#include <algorithm>

namespace polgraph {

std::size_t Stretches::bytes() const {
  return relationships.capacity() * sizeof(PathStep) + nodes.capacity() * sizeof(NodeId) +
         values.capacity() * sizeof(Value);
}

Stretches RelationshipFinder::find(Value* row, NodeId from, Context& context) {
  Stretches found;
  found.width = slots_.values.size();
  if (!types_.possible(context.view())) return found;
  const std::size_t here = slots_.backwards ? slots_.nodes[1] : slots_.nodes[0];
  const std::size_t there = slots_.backwards ? slots_.nodes[0] : slots_.nodes[1];
  auto steps = source_.steps(from, direction_, types_.ids, context);
  while (steps.next()) {
    context.tick();
    const Step& step = steps.step();
    if (here == there && step.neighbour != from) continue;
    row[here] = Value::node(from);
    row[there] = Value::node(step.neighbour);
    row[slots_.relationships[0]] = Value::relationship(step.relationship, step.type);
    const bool fits = std::all_of(conditions_.begin(), conditions_.end(),
                                  [&](const ExprPtr& condition) { return is_true(*condition, row, context); });
    if (!fits) continue;
    ++found.count;
    found.relationships.emplace_back(step.relationship, step.type);
    found.nodes.push_back(step.neighbour);
    for (const std::size_t slot : slots_.values) found.values.push_back(row[slot]);
  }
  return found;
}

Stretches PlanFinder::find(Value* row, NodeId from, Context& context) {
  Stretches found;
  found.length = slots_.relationships.size();
  found.width = slots_.values.size();
  given_.assign(row, row + context.width());
  given_[slots_.backwards ? slots_.nodes.back() : slots_.nodes.front()] = Value::node(from);
  pipeline_.start(given_.data(), context);
  reader_.open();
  while (const Value* match = reader_.next(*pipeline_.root, context)) {
    ++found.count;
    for (std::size_t k = 0; k < found.length; ++k) {
      const std::size_t i = slots_.backwards ? found.length - 1 - k : k;
      const Value& relationship = match[slots_.relationships[i]];
      found.relationships.emplace_back(relationship.as_relationship(), relationship.relationship_type());
      found.nodes.push_back(match[slots_.nodes[slots_.backwards ? i : i + 1]].as_node());
    }
    for (const std::size_t slot : slots_.values) found.values.push_back(match[slot]);
    if (found.count % 1024 == 0) context.reserve(found.bytes());
  }
  return found;
}

}  // namespace polgraph
