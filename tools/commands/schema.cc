// schema: which labels, relationship types and property keys there are, where, and how often.
#include <CLI/CLI.hpp>
#include <map>
#include <memory>
#include <tuple>

#include "graph/error.h"
#include "tools/commands.h"
#include "tools/describe.h"
#include "tools/rows.h"

namespace polgraph::cli {

namespace {

// Ordered maps, so that the answer is the same whenever it is asked.
struct Schema {
  std::map<std::string, std::uint64_t> labels;                                         // "Organization:Ministry"
  std::map<std::tuple<std::string, std::string, std::string>, std::uint64_t> triples;  // type, from, to
  std::map<std::tuple<std::string, std::string, std::string>, std::uint64_t> keys;     // key, on what, kind of value
};

void stop_if_asked(const Context& context) {
  if (context.cancelled->load()) throw Error(Kind::Interrupted, "Interrupted", "interrupted");
}

void count_keys(Schema& schema, const Snapshot& snapshot, const std::vector<Property>& properties,
                const std::string& on) {
  for (const auto& [key, value] : properties)
    ++schema.keys[{snapshot.name(key), on, std::string(kind_name(value.kind()))}];
}

Schema read_schema(const Snapshot& snapshot, const Context& context) {
  Schema schema;
  for (NodeCursor nodes = snapshot.nodes(); nodes.next();) {
    stop_if_asked(context);
    const std::string on = label_text(snapshot, nodes.id());
    ++schema.labels[on];
    if (const auto node = snapshot.find_node(nodes.id())) count_keys(schema, snapshot, node->properties, on);
  }
  for (RelationshipCursor relationships = snapshot.relationships(); relationships.next();) {
    stop_if_asked(context);
    const auto relationship = snapshot.find_relationship(relationships.id());
    if (!relationship) continue;
    const std::string& type = snapshot.name(relationship->type);
    ++schema.triples[{type, label_text(snapshot, relationship->start), label_text(snapshot, relationship->end)}];
    count_keys(schema, snapshot, relationship->properties, type);
  }
  return schema;
}

int run(const std::string& format, Context& context) {
  const Store store = context.open(Store::Mode::Read);
  const Snapshot snapshot = store.snapshot();
  const Schema schema = read_schema(snapshot, context);

  Rows rows(context, format, snapshot, {"kind", "name", "from", "to", "on", "value", "count"});
  const Value none;
  for (const auto& [labels, count] : schema.labels) {
    rows.add({Value::string("label"), text_value(labels), none, none, none, none, count_value(count)});
  }
  for (const auto& [triple, count] : schema.triples) {
    const auto& [type, from, to] = triple;
    rows.add(
        {Value::string("type"), Value::string(type), text_value(from), text_value(to), none, none, count_value(count)});
  }
  for (const auto& [key, count] : schema.keys) {
    const auto& [name, on, kind] = key;
    rows.add({Value::string("property"), Value::string(name), none, none, text_value(on), Value::string(kind),
              count_value(count)});
  }
  rows.end();
  return 0;
}

std::function<int(Context&)> add(CLI::App& app) {
  auto format = std::make_shared<std::string>("table");
  CLI::App* sub = app.add_subcommand("schema", "list labels, relationship types between them, and property keys");
  add_row_format(*sub, *format);
  sub->footer(examples({
      {"polgraph schema", "what can be asked for"},
      {"polgraph schema --format csv > schema.csv", ""},
  }));
  return [format](Context& context) { return run(*format, context); };
}

}  // namespace

const Command kSchema{"schema", &add};

}  // namespace polgraph::cli
