// polgraph.*: entities by the words a person would use.
#include "graph/search.h"

#include "query/procedures.h"

namespace polgraph::procedures {

namespace {

using Rows = std::vector<ValueList>;
using Arguments = std::span<const Value>;

Rows find(Arguments arguments, Context& context) {
  Rows rows;
  if (arguments[0].is_null()) return rows;
  for (const Hit& hit : polgraph::search(context.view(), arguments[0].as_string())) {
    rows.push_back({Value::node(hit.node), Value::string(display_name(context.view(), hit.node)),
                    Value::string(hit.reason), Value::floating(hit.score)});
  }
  return rows;
}

}  // namespace

std::vector<Procedure> search() {
  return {
      {"polgraph.find",
       {{"words", kStringKind, "STRING", false}},
       {{"node", kNodeKind, "NODE", false},
        {"name", kStringKind, "STRING", false},
        {"reason", kStringKind, "STRING", false},
        {"score", StaticType::bit(ValueKind::Float), "FLOAT", false}},
       "The nodes meant by words, in any spelling.",
       "CALL polgraph.find('METI') YIELD node, reason RETURN *",
       &find},
  };
}

}  // namespace polgraph::procedures
