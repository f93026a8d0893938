// polgraph.trace: who funds what, along the funding profile (graph/trace.h).
#include "graph/trace.h"

#include "graph/error.h"
#include "graph/search.h"
#include "query/procedures.h"

namespace polgraph::procedures {

namespace {

using Rows = std::vector<ValueList>;
using Arguments = std::span<const Value>;

TraceStop stop_of(const Value& value, Context& context) {
  context.check_alive(value);
  if (value.is_node()) return {value.as_node(), ""};
  if (!value.is_string()) {
    throw Error(Kind::Type, "InvalidArgumentType",
                "a stop is a node, the name of one or a \":Label\", this is " + std::string(kind_name(value.kind())));
  }
  const std::string text(value.as_string());
  if (text.starts_with(':')) return {{}, text.substr(1)};
  return {resolve(context.view(), text), ""};
}

std::vector<TraceStop> stops_of(const Value& value, Context& context) {
  if (!value.is_list()) return {stop_of(value, context)};
  std::vector<TraceStop> stops;
  for (const Value& item : value.as_list()) stops.push_back(stop_of(item, context));
  if (stops.empty()) throw Error(Kind::Argument, "TooFewStops", "polgraph.trace needs a stop to begin at");
  return stops;
}

// Rows, and the memory that they take.
struct Answer {
  Rows rows;
  std::size_t bytes = 0;
};

void add_row(Answer& answer, PathValue path, Context& context) {
  const NodeId end = path.nodes.back();
  answer.rows.push_back({Value::integer(static_cast<std::int64_t>(answer.rows.size()) + 1),
                         Value::path(std::move(path)), Value::node(end)});
  const ValueList& row = answer.rows.back();
  answer.bytes += row_bytes(row.data(), row.size());
  context.reserve(answer.bytes);
}

// Each node below the root, with the way to it.
void add_branches(const TraceTree& tree, const PathValue& before, Answer& answer, Context& context) {
  for (const TraceTree& child : tree.children) {
    context.tick();
    PathValue path = before;
    path.relationships.emplace_back(child.hop->step.relationship, child.hop->step.type);
    path.nodes.push_back(child.node);
    add_row(answer, path, context);
    add_branches(child, path, answer, context);
  }
}

Rows trace(Arguments arguments, Context& context) {
  Answer answer;
  if (arguments[0].is_null()) return {};
  const std::vector<TraceStop> stops = stops_of(arguments[0], context);
  TraceOptions options;
  const auto bound = [&](const char* key, std::size_t& into) {
    const Value* given = arguments[1].is_map() ? arguments[1].find(key) : nullptr;
    if (given == nullptr || given->is_null()) return;
    if (given->as_integer() < 1) {
      throw Error(Kind::Argument, "InvalidArgumentValue", std::string("`") + key + "` of polgraph.trace is 1 or more");
    }
    into = static_cast<std::size_t>(given->as_integer());
  };
  bound("max_depth", options.max_depth);
  bound("max_paths", options.max_paths);
  if (stops.size() == 1) {
    if (!stops[0].node)
      throw Error(Kind::Argument, "TooFewStops", "a trace of one stop begins at an entity, not a label");
    const TraceTree tree = trace_tree(context.view(), *stops[0].node, options);
    add_branches(tree, {{tree.node}, {}}, answer, context);
    return std::move(answer.rows);
  }
  for (const TracePath& found : trace_paths(context.view(), stops, options)) {
    PathValue path{{found.start}, {}};
    for (const TraceHop& hop : found.hops) {
      path.relationships.emplace_back(hop.step.relationship, hop.step.type);
      path.nodes.push_back(hop.step.neighbour);
    }
    add_row(answer, std::move(path), context);
  }
  return std::move(answer.rows);
}

}  // namespace

std::vector<Procedure> tracing() {
  return {
      {"polgraph.trace",
       {{"stops", kNodeKind | kStringKind | kListKind, "NODE | STRING | LIST", false},
        {"options", kMapKind, "MAP?", true}},
       {{"index", kIntegerKind, "INTEGER", false},
        {"path", kPathKind, "PATH", false},
        {"node", kNodeKind, "NODE", false}},
       "Who funds what, as the command trace finds it: from one entity everything below it, from several stops "
       "(entities, "
       "names, ':Label') the ranked paths over them, in order.",
       "CALL polgraph.trace(['meti', ':Agency']) YIELD index, path RETURN index, [n IN nodes(path) | n.name]",
       &trace,
       {{"max_depth", kIntegerKind, "INTEGER", "relationships between two stops (6)"},
        {"max_paths", kIntegerKind, "INTEGER", "how many paths at most (20)"}}},
  };
}

}  // namespace polgraph::procedures
