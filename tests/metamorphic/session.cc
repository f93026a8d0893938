#include "tests/metamorphic/session.h"

#include <algorithm>
#include <cmath>

#include "graph/check.h"
#include "graph/snapshot.h"
#include "graph/text/cypher.h"

namespace polgraph::meta {

namespace {

std::string text_of(const Value& value, const Snapshot& view, bool bag);

std::string properties_text(const std::vector<Property>& properties, const Snapshot& view) {
  std::map<std::string, std::string> sorted;
  for (const auto& [key, value] : properties) sorted[view.name(key)] = text_of(value, view, false);
  std::string text = "{";
  for (const auto& [key, value] : sorted) text += (text.size() > 1 ? ", " : "") + key + ": " + value;
  return text + "}";
}

std::string whole_node(NodeId id, const Snapshot& view) {
  const auto node = view.find_node(id);
  if (!node) return "(gone)";
  std::vector<std::string> labels;
  for (const LabelId label : node->labels) labels.push_back(view.name(label));
  std::sort(labels.begin(), labels.end());
  std::string text = "(";
  for (const std::string& label : labels) text += ":" + label;
  return text + properties_text(node->properties, view) + ")";
}

template <class Id>
std::optional<std::string> number_of(Id id, const Snapshot& view) {
  const auto key = view.find_key("k");
  if (!key) return std::nullopt;
  const Value number = view.property(id, *key);
  if (number.is_null()) return std::nullopt;
  return to_cypher(number);
}

std::string node_text(NodeId id, const Snapshot& view) {
  const auto number = number_of(id, view);
  return number ? "(" + *number + ")" : whole_node(id, view);
}

std::string relationship_text(RelId id, TypeId type, const Snapshot& view) {
  const auto number = number_of(id, view);
  return "[" + (number ? *number : ":" + view.name(type)) + "]";
}

std::string float_text(double value) {
  if (std::isnan(value)) return "NaN";
  if (value == 0) return "0";
  if (std::abs(value) < 1e15 && std::floor(value) == value) return std::to_string(static_cast<std::int64_t>(value));
  return to_cypher(Value::floating(value));
}

std::string list_text(std::span<const Value> items, const Snapshot& view, bool bag) {
  std::vector<std::string> parts;
  for (const Value& item : items) parts.push_back(text_of(item, view, false));
  if (bag) std::sort(parts.begin(), parts.end());
  std::string text = "[";
  for (const std::string& part : parts) text += (text.size() > 1 ? ", " : "") + part;
  return text + "]";
}

std::string text_of(const Value& value, const Snapshot& view, bool bag) {
  switch (value.kind()) {
    case ValueKind::Float: return float_text(value.as_float());
    case ValueKind::List: return list_text(value.as_list(), view, bag);
    case ValueKind::Map: {
      std::string text = "{";
      for (const auto& [key, item] : value.as_map()) {
        text += (text.size() > 1 ? ", " : "") + key + ": " + text_of(item, view, false);
      }
      return text + "}";
    }
    case ValueKind::Node: return node_text(value.as_node(), view);
    case ValueKind::Relationship: return relationship_text(value.as_relationship(), value.relationship_type(), view);
    case ValueKind::Path: {
      const PathValue& path = value.as_path();
      std::string text = "<" + node_text(path.nodes[0], view);
      for (std::size_t i = 0; i < path.relationships.size(); ++i) {
        text += relationship_text(path.relationships[i].first, path.relationships[i].second, view) +
                node_text(path.nodes[i + 1], view);
      }
      return text + ">";
    }
    default: return to_cypher(value);
  }
}

class Collector : public RowSink {
 public:
  explicit Collector(Answer& answer) : answer_(answer) {}
  void columns(const std::vector<std::string>& names) override { answer_.columns = names; }
  void row(std::span<const Value> values, const Snapshot& view) override {
    std::string line;
    for (std::size_t i = 0; i < values.size(); ++i) {
      line += (i > 0 ? " | " : "") + text_of(values[i], view, answer_.columns[i].starts_with("bag"));
    }
    if (answer_.rows.empty()) answer_.first.assign(values.begin(), values.end());
    answer_.rows.push_back(std::move(line));
  }
  void end(const Counters& counters) override { answer_.counters = counters; }

 private:
  Answer& answer_;
};

}  // namespace

Session::Session(const Model& model) : model_(model) {
  const std::string text = create_text(model);
  if (text.empty()) return;
  const Answer answer = ask({text});
  if (answer.error) throw *answer.error;
}

// Some are made before the data comes, some after. The data comes twice, so that names have the numbers that they have
// without indexes: labels and keys are listed in that order.
Session& Session::with_indexes() {
  if (indexed_) return *indexed_;
  indexed_ = std::make_unique<Session>(Model{});
  const auto run = [&](const std::string& text) {
    const Answer answer = indexed_->ask({text});
    if (answer.error) throw *answer.error;
  };
  if (!model_.nodes.empty()) run(create_text(model_));
  run("MATCH (n) DETACH DELETE n");
  for (const char* key : {"i", "s", "v", "l"}) run("CREATE INDEX FOR (n:A) ON (n." + std::string(key) + ")");
  run("CREATE INDEX FOR ()-[r:T]-() ON (r.i)");
  if (!model_.nodes.empty()) run(create_text(model_));
  for (const char* key : {"i", "d", "f", "v", "z", "u"}) run("CREATE INDEX FOR (n:B) ON (n." + std::string(key) + ")");
  run("CREATE INDEX FOR ()-[r:U]-() ON (r.s)");
  return *indexed_;
}

// Nothing is forced here: what is read, kept and made into arrays is as it is for everyone.
void Session::ask_keeping(const Prepared& statement, RunOptions options, RowSink& sink) {
  options.adjacency = Adjacency::Auto;
  if (!keeping_) keeping_ = std::make_unique<Engine>(store_);
  if (!statement.writes()) {
    Answer before;
    Collector collector(before);
    keeping_->run(statement, options, collector);
  }
  keeping_->run(statement, options, sink);
}

Answer Session::ask(const Run& run) {
  if (run.indexed) {
    Run plain = run;
    plain.indexed = false;
    return with_indexes().ask(plain);
  }
  Answer answer;
  Collector collector(answer);
  RunOptions options;
  options.parameters = run.parameters;
  options.rewrites = run.rewrites;
  options.adjacency = run.arrays ? Adjacency::Arrays : Adjacency::Store;
  options.timeout_s = 3;
  options.memory_bytes = 64u << 20;
  options.clock = [] { return DateTime{1625097600, 0, 0, {}}; };  // 2021-07-01T00:00Z
  try {
    const Prepared statement = prepare(run.query);
    if (run.again) {
      ask_keeping(statement, options, collector);
    } else {
      Engine(store_).run(statement, options, collector);
    }
  } catch (const Error& error) {
    answer.error = error;
  }
  return answer;
}

std::vector<std::string> Session::dump() const {
  const Snapshot view = store_.snapshot();
  std::vector<std::string> lines;
  for (NodeCursor nodes = view.nodes(); nodes.next();) lines.push_back(whole_node(nodes.id(), view));
  for (RelationshipCursor all = view.relationships(); all.next();) {
    const auto found = view.find_relationship(all.id());
    lines.push_back(whole_node(found->start, view) + "-[:" + view.name(found->type) +
                    properties_text(found->properties, view) + "]->" + whole_node(found->end, view));
  }
  std::sort(lines.begin(), lines.end());
  return lines;
}

Session::Size Session::size() const {
  const Snapshot view = store_.snapshot();
  Size size;
  for (NodeCursor nodes = view.nodes(); nodes.next(); ++size.nodes) size.labels += view.labels(nodes.id()).size();
  for (RelationshipCursor all = view.relationships(); all.next();) ++size.relationships;
  return size;
}

std::string Session::complaint() const {
  std::string text;
  check(store_.snapshot(), [&](const std::string& finding) { text += finding + "\n"; });
  return text;
}

}  // namespace polgraph::meta
