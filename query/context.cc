#include "query/context.h"

#include "graph/byte_sum.h"

namespace polgraph {

const DateTime& Context::now() {
  if (!now_) now_ = real_now();
  return *now_;
}

DateTime Context::real_now() const {
  if (options_.clock) return options_.clock();
  throw Error(Kind::Argument, "NoClock", "the current time was asked for, but this run was given no clock")
      .hint("set RunOptions::clock");
}

void Context::refuse_deleted(const Value& entity) const {
  const bool gone =
      entity.is_node() ? deleted(entity.as_node()) : entity.is_relationship() && deleted(entity.as_relationship());
  if (!gone) return;
  throw Error(
      Kind::NotFound, "DeletedEntityAccess",
      std::string("this ") + (entity.is_node() ? "node" : "relationship") + " was deleted earlier in the statement")
      .hint("read what is needed before DELETE: WITH n, n.name AS name DELETE n RETURN name");
}

void Context::mark_deleted(NodeId node) {
  anything_deleted_ = true;
  nodes_deleted_.insert(node);
}

void Context::mark_deleted(RelId relationship) {
  anything_deleted_ = true;
  relationships_deleted_.insert(relationship);
}

std::size_t row_bytes(const Value* row, std::size_t width) {
  std::size_t bytes = width * sizeof(Value);
  for (std::size_t i = 0; i < width; ++i) bytes = add_bytes(bytes, row[i].heap_bytes());
  return bytes;
}

}  // namespace polgraph
