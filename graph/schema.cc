#include "graph/schema.h"

#include <algorithm>

namespace polgraph {

const SchemaRule* Schema::find(std::string_view name) const {
  const auto found =
      std::find_if(rules.begin(), rules.end(), [&](const SchemaRule& rule) { return rule.name == name; });
  return found == rules.end() ? nullptr : &*found;
}

const SchemaRule* Schema::find_like(const SchemaRule& wanted) const {
  const auto found = std::find_if(rules.begin(), rules.end(), [&](const SchemaRule& rule) {
    return rule.kind == wanted.kind && rule.on_nodes == wanted.on_nodes && rule.token == wanted.token &&
           rule.keys == wanted.keys;
  });
  return found == rules.end() ? nullptr : &*found;
}

}  // namespace polgraph
