#include "tools/subject.h"

#include "graph/search.h"

namespace polgraph::cli {

EntityId meant_subject(const Snapshot& snapshot, const std::string& text) {
  const auto relationship = snapshot.find_relationship(text);
  if (!relationship) return EntityId::of(resolve(snapshot, text));
  if (const auto node = snapshot.find_node(Identity{"", text})) return EntityId::of(*node);
  if (const auto key = snapshot.find_key("id")) {
    if (auto found = snapshot.nodes_with_property(*key, Value::string(text)); found.next())
      return EntityId::of(resolve(snapshot, text));
  }
  return EntityId::of(*relationship);
}

}  // namespace polgraph::cli
