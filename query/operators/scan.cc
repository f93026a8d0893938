#include "graph/error.h"
#include "query/operators/match_operators.h"

namespace polgraph {

bool Types::possible(const Snapshot& view) {
  ids.clear();
  for (const std::string& name : names) {
    if (const auto id = view.find_type(name)) ids.push_back(*id);
  }
  return names.empty() || !ids.empty();
}

bool is_taken(const Value* row, const std::vector<std::size_t>& slots, RelId relationship) {
  for (const std::size_t slot : slots) {
    const Value& other = row[slot];
    if (other.is_relationship() && other.as_relationship() == relationship) return true;
    if (!other.is_list()) continue;
    for (const Value& item : other.as_list()) {
      if (item.is_relationship() && item.as_relationship() == relationship) return true;
    }
  }
  return false;
}

std::string NodeScan::name() const {
  return label_.empty() ? "AllNodes (" + variable_ + ")" : "NodeByLabel (" + variable_ + ":" + label_ + ")";
}

void NodeScan::begin(Value*, Context& context) {
  const Snapshot& view = context.view();
  cursor_.reset();
  if (!label_.empty()) {
    if (const auto label = view.find_label(label_)) cursor_ = view.nodes_with_label(*label);
  } else {
    cursor_ = view.nodes();
  }
}

bool NodeScan::step(Value* row, Context&) {
  if (!cursor_ || !cursor_->next()) return false;
  row[slot_] = Value::node(cursor_->id());
  return true;
}

void RelationshipScan::begin(Value*, Context& context) {
  cursor_.reset();
  known_ = context.view().find_type(type_);
  if (known_) cursor_ = context.view().relationships_of_type(*known_);
}

bool RelationshipScan::step(Value* row, Context&) {
  if (!cursor_) return false;
  if (!cursor_->next()) {
    cursor_.reset();
    return false;
  }
  row[slot_] = Value::relationship(cursor_->id(), *known_);
  return true;
}

}  // namespace polgraph
