#include "query/procedures/graph_call.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "graph/compare.h"
#include "graph/error.h"
#include "graph/search.h"

namespace polgraph::procedures {

namespace {

using Vertex = GraphView::Vertex;
constexpr double kExact = 9007199254740992.0;  // 2^53

// The ids of names that the graph knows. Throws Error NotFound.
template <class Find>
auto ids_of(const std::vector<std::string>& names, const std::vector<std::string>& known, const char* what,
            std::string_view detail, const Find& find) {
  std::vector<typename decltype(find(names[0]))::value_type> ids;
  for (const std::string& name : names) {
    const auto id = find(name);
    if (!id) {
      Error unknown(Kind::NotFound, detail, std::string("no ") + what + " `" + name + "` in the graph");
      if (const auto near = nearest(name, known)) unknown.hint("did you mean `" + *near + "`?");
      throw unknown;
    }
    ids.push_back(*id);
  }
  std::sort(ids.begin(), ids.end());
  ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
  return ids;
}

}  // namespace

Error GraphCall::fault(std::string_view key, const std::string& what) const {
  return Error(Kind::Argument, "InvalidArgumentValue", "`" + std::string(key) + "` of " + name_ + " " + what);
}

const Value* GraphCall::find(std::string_view key) const {
  const Value* found = options_.is_map() ? options_.find(key) : nullptr;
  return found == nullptr || found->is_null() ? nullptr : found;
}

std::vector<std::string> GraphCall::texts(std::string_view key) const {
  const Value* found = find(key);
  if (found == nullptr) return {};
  if (found->is_string()) return {std::string(found->as_string())};
  std::vector<std::string> all;
  for (const Value& item : found->as_list()) {
    if (!item.is_string()) {
      throw fault(key, "is a string or a list of strings, this list has " + std::string(kind_name(item.kind())));
    }
    all.emplace_back(item.as_string());
  }
  if (all.empty()) throw fault(key, "is an empty list").hint("leave `" + std::string(key) + "` out to take all");
  return all;
}

bool GraphCall::directed() const {
  return flag("directed", true);
}

bool GraphCall::flag(std::string_view key, bool otherwise) const {
  const Value* found = find(key);
  return found == nullptr ? otherwise : found->as_boolean();
}

std::optional<double> GraphCall::number(std::string_view key, double least, double most) const {
  const Value* found = find(key);
  if (found == nullptr) return {};
  const double value = found->as_number();
  if (value >= least && value <= most) return value;
  std::string range = "is a number of " + std::to_string(static_cast<std::int64_t>(least)) + " or more";
  if (std::isfinite(most)) {
    range = "is a number from " + std::to_string(static_cast<std::int64_t>(least)) + " to " +
            std::to_string(static_cast<std::int64_t>(most));
  }
  throw fault(key, range);
}

std::optional<std::size_t> GraphCall::whole(std::string_view key, std::size_t least) const {
  const Value* found = find(key);
  if (found == nullptr) return {};
  if (found->as_integer() < static_cast<std::int64_t>(least)) {
    throw fault(key, "is a whole number of " + std::to_string(least) + " or more, this is " +
                         std::to_string(found->as_integer()));
  }
  return static_cast<std::size_t>(found->as_integer());
}

ViewOptions GraphCall::view_options() const {
  const Snapshot& graph = context_.view();
  ViewOptions options;
  options.labels = ids_of(texts("label"), graph.labels(), "label", "UnknownLabel",
                          [&](const std::string& name) { return graph.find_label(name); });
  options.types = ids_of(texts("type"), graph.types(), "relationship type", "UnknownType",
                         [&](const std::string& name) { return graph.find_type(name); });
  const auto keys = ids_of(texts("weight"), graph.keys(), "property", "UnknownKey",
                           [&](const std::string& name) { return graph.find_key(name); });
  options.missing_weight = number("default_weight", 0, std::numeric_limits<double>::infinity());
  if (!keys.empty()) {
    options.weight = keys[0];
  } else if (options.missing_weight) {
    throw fault("default_weight", "says what relationships without the weight count as, but no `weight` is given");
  } else {
    options.missing_weight = 1;
  }
  return options;
}

void GraphCall::make_view(ViewOptions options) {
  try {
    view_ = graph_view(context_, std::move(options));
  } catch (Error& error) {
    if (error.detail() == "MissingWeight") {
      error.hint("`default_weight: 1` counts such relationships as 1; `type` leaves others out");
    }
    throw;
  }
  held_.emplace(work_, view_->bytes());
}

const GraphView& GraphCall::view(Ways ways) {
  if (view_) return *view_;
  ViewOptions options = view_options();
  const Value* asked = find("directed");
  const bool wrong = asked != nullptr && ways != Ways::AsAsked && asked->as_boolean() == (ways == Ways::Both);
  if (wrong) {
    throw fault("directed", ways == Ways::Both ? "can only be false: it is asked of relationships without direction"
                                               : "can only be true: it is asked of relationships along their arrows");
  }
  options.both_ways = ways == Ways::Both || (ways == Ways::AsAsked && !directed());
  make_view(std::move(options));
  return *view_;
}

const GraphView& GraphCall::one_way_view() {
  if (!view_) make_view(view_options());
  return *view_;
}

// By the property id; else by the number that id() gives. Where both mean a node, neither is guessed.
NodeId GraphCall::node_of_number(const Value& value) const {
  const Snapshot& graph = context_.view();
  std::vector<NodeId> found;
  if (const auto key = graph.find_key("id")) {
    for (auto nodes = graph.nodes_with_property(*key, value); nodes.next();) found.push_back(nodes.id());
  }
  const std::int64_t number = value.as_integer();
  const NodeId internal(static_cast<std::uint64_t>(number));
  const bool is_internal = number >= 0 && graph.exists(internal);
  const std::string text = std::to_string(number);
  if (found.size() > 1) {
    throw Error(Kind::NotFound, "AmbiguousEntity", "several nodes have the id " + text).hint("give the node itself");
  }
  if (found.size() == 1 && is_internal && found[0] != internal) {
    throw Error(Kind::NotFound, "AmbiguousEntity",
                text + " is the property `id` of one node and the internal number of another")
        .hint("give the node itself: MATCH (n {id: " + text + "}) CALL " + name_ + "({... n ...})");
  }
  if (found.size() == 1) return found[0];
  if (is_internal) return internal;
  throw Error(Kind::NotFound, "UnknownEntity", "no node has the id " + text);
}

NodeId GraphCall::node_of(const Value& value, std::string_view key) const {
  context_.check_alive(value);
  if (value.is_node()) return value.as_node();
  if (value.is_integer()) return node_of_number(value);
  if (!value.is_string()) {
    throw fault(key, "takes nodes, ids or names, this is " + std::string(kind_name(value.kind())));
  }
  const Snapshot& graph = context_.view();
  std::vector<NodeId> found;
  if (const auto id = graph.find_key("id")) {
    for (auto nodes = graph.nodes_with_property(*id, value); nodes.next();) found.push_back(nodes.id());
  }
  if (found.size() == 1) return found[0];
  if (found.size() > 1) {
    throw Error(Kind::NotFound, "AmbiguousEntity", "several nodes have the id '" + std::string(value.as_string()) + "'")
        .hint("give the node itself");
  }
  if (const auto outside = graph.find_node(Identity{"", std::string(value.as_string())})) return *outside;
  return resolve(graph, value.as_string());
}

Vertex GraphCall::vertex(const Value& value, std::string_view key) const {
  const NodeId node = node_of(value, key);
  if (const auto found = view_->find_vertex(node)) return *found;
  throw Error(Kind::NotFound, "NodeNotInGraph",
              "`" + std::string(key) + "`: " + display_name(context_.view(), node) +
                  " is not among the nodes that `label` leaves");
}

std::optional<std::vector<Vertex>> GraphCall::nodes(std::string_view key) {
  const Value* found = find(key);
  if (found == nullptr) return {};
  std::vector<Vertex> all;
  if (!found->is_list()) {
    all.push_back(vertex(*found, key));
  } else {
    for (const Value& item : found->as_list()) all.push_back(vertex(item, key));
    if (all.empty()) throw fault(key, "is an empty list");
  }
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
  return all;
}

Vertex GraphCall::node(std::string_view key) {
  const Value* found = find(key);
  if (found != nullptr) return vertex(*found, key);
  throw Error(Kind::Argument, "MissingOption", name_ + " needs `" + std::string(key) + "`: a node, an id or a name");
}

std::vector<Vertex> GraphCall::sources() {
  const auto all = nodes("sources");
  const auto one = nodes("source");
  if (all && one) throw fault("source", "and `sources` say the same thing").hint("give one of them");
  if (all) return *all;
  if (one) return *one;
  throw Error(Kind::Argument, "MissingOption", name_ + " needs `sources`: nodes, ids or names to begin at");
}

ProcedureRows GraphCall::each_of(std::vector<Vertex> vertices, std::size_t bytes_a_node, std::size_t width,
                                 std::function<void(Vertex, ValueList&)> fill) {
  const std::size_t bytes = vertices.size() * (bytes_a_node + sizeof(Vertex));
  auto next = [view = view_, fill = std::move(fill), width, at = std::size_t{0},
               vertices = std::move(vertices)](ValueList& row) mutable {
    if (at == vertices.size()) return false;
    row.assign(width, Value());
    row[0] = Value::node(view->node(vertices[at]));
    fill(vertices[at++], row);
    return true;
  };
  return rows(std::move(next), bytes);
}

Value GraphCall::weight(double sum, const GraphView& view) {
  if (!view.whole_weights()) return Value::floating(sum);
  if (sum <= kExact) return Value::integer(static_cast<std::int64_t>(sum));
  throw Error(Kind::Arithmetic, "IntegerOverflow", "a sum of weights is beyond 2^53, where it would not be exact");
}

Value path_value(const Path& path, Context& context) {
  PathValue value{{path.start}, {}};
  for (const PathHop& hop : path.hops) {
    const auto found = context.view().find_relationship(hop.relationship);
    if (!found)
      throw Error(Kind::NotFound, "EntityNotFound", "a relationship of the path is not in the graph any more");
    value.relationships.emplace_back(found->id, found->type);
    value.nodes.push_back(hop.node);
  }
  return Value::path(std::move(value));
}

// ---- parts of the tables -------------------------------------------------------------------------------------------

namespace {

constexpr std::uint32_t kTexts = kStringKind | kListKind;
constexpr std::uint32_t kNodes = kNodeKind | kStringKind | kIntegerKind;

std::vector<Procedure::Option> joined(std::vector<Procedure::Option> first, std::vector<Procedure::Option> more) {
  for (auto& option : more) first.push_back(std::move(option));
  return first;
}

}  // namespace

std::vector<Procedure::Option> graph_options(std::vector<Procedure::Option> more) {
  return joined({{"label", kTexts, "STRING | LIST<STRING>", "only nodes with this label, or any of these"},
                 {"type", kTexts, "STRING | LIST<STRING>", "only relationships of this type, or any of these"},
                 {"directed", kBooleanKind, "BOOLEAN", "false: relationships count both ways; true unless said"}},
                std::move(more));
}

std::vector<Procedure::Option> weighted_options(std::vector<Procedure::Option> more) {
  return joined(
      graph_options({{"weight", kStringKind, "STRING",
                      "the property of the relationships that holds a number of 0 or more; without it each counts 1"},
                     {"default_weight", kNumberKinds, "NUMBER",
                      "what a relationship without that property counts; without it that is an error"}}),
      std::move(more));
}

std::vector<Procedure::Field> options_field() {
  return {{"options", kMapKind, "MAP?", true}};
}
Procedure::Field node_field(const char* name) {
  return {name, kNodeKind, "NODE", false};
}
Procedure::Field float_field(const char* name) {
  return {name, StaticType::bit(ValueKind::Float), "FLOAT", false};
}
Procedure::Field integer_field(const char* name) {
  return {name, kIntegerKind, "INTEGER", false};
}
Procedure::Field number_field(const char* name) {
  return {name, kNumberKinds, "NUMBER", false};
}
Procedure::Option sources_option(const char* sentence) {
  return {"sources", kNodes | kListKind, "NODE | STRING | INTEGER | LIST", sentence};
}
Procedure::Option node_option(const char* name, const char* sentence) {
  return {name, kNodes, "NODE | STRING | INTEGER", sentence};
}

}  // namespace polgraph::procedures
