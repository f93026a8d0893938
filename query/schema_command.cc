#include "query/schema_command.h"

#include "graph/error.h"

namespace polgraph {

namespace {

using Command = ast::SchemaCommand;

RuleKind rule_kind(Command::Kind kind) {
  switch (kind) {
    case Command::Kind::TextIndex: return RuleKind::TextIndex;
    case Command::Kind::Unique: return RuleKind::Unique;
    case Command::Kind::NotNull: return RuleKind::Exists;
    case Command::Kind::Key: return RuleKind::Key;
    case Command::Kind::Typed: return RuleKind::Type;
    default: return RuleKind::RangeIndex;
  }
}

bool is_index(const Command& command) {
  return command.kind == Command::Kind::Index || command.kind == Command::Kind::TextIndex;
}

NewRule new_rule(const Command& command) {
  return {command.name, rule_kind(command.kind), command.on_nodes, command.label, command.keys, command.type};
}

// The rule that says what the command says, but for its name; null: there is none. The index of a constraint counts as
// the index that it is.
const SchemaRule* find_like(const Command& command, const Snapshot& view) {
  SchemaRule wanted;
  wanted.kind = rule_kind(command.kind);
  wanted.on_nodes = command.on_nodes;
  const auto label = view.find_label(command.label);
  const auto type = view.find_type(command.label);
  if (command.on_nodes ? !label : !type) return nullptr;
  wanted.token = command.on_nodes ? label->value : type->value;
  for (const std::string& name : command.keys) {
    const auto key = view.find_key(name);
    if (!key) return nullptr;
    wanted.keys.push_back(*key);
  }
  const SchemaRule* found = view.schema().find_like(wanted);
  for (const RuleKind kind : {RuleKind::Unique, RuleKind::Key}) {
    if (found != nullptr || command.kind != Command::Kind::Index) break;
    wanted.kind = kind;
    found = view.schema().find_like(wanted);
  }
  return found;
}

void create(const Command& command, Transaction& transaction, Counters& counters, const Transaction::Tick& tick) {
  if (command.kind == Command::Kind::TextIndex && command.keys.size() > 1) {
    throw Error(Kind::Semantic, "UnsupportedFeature", "a TEXT index is about one property")
        .hint("leave TEXT out for an index of several properties");
  }
  const Schema& schema = transaction.view().schema();
  if (command.conditional && (schema.find(command.name) != nullptr || find_like(command, transaction.view()) != nullptr))
    return;
  transaction.add_rule(new_rule(command), tick);
  ++(is_index(command) ? counters.indexes_added : counters.constraints_added);
}

Error missing(const Command& command, bool index) {
  std::string what = index ? "there is no index" : "there is no constraint";
  if (!command.name.empty()) what += " `" + command.name + "`";
  if (command.name.empty()) what += " on `" + command.label + "` and these properties";
  return Error(Kind::NotFound, index ? "NoSuchIndex" : "NoSuchConstraint", what)
      .hint(index ? "SHOW INDEXES lists them" : "SHOW CONSTRAINTS lists them");
}

void drop(const Command& command, Transaction& transaction, Counters& counters, const Transaction::Tick& tick) {
  const bool index = is_index(command);
  const Schema& schema = transaction.view().schema();
  const SchemaRule* rule = command.label.empty() ? schema.find(command.name) : find_like(command, transaction.view());
  if (rule != nullptr && index && rule->is_constraint()) {
    throw Error(Kind::Constraint, "IndexOfConstraint", "the index `" + rule->name + "` belongs to a constraint")
        .hint("DROP CONSTRAINT " + rule->name + " drops both");
  }
  const bool fits = rule != nullptr && rule->is_constraint() != index;
  if (!fits && command.conditional) return;
  if (!fits) {
    Error none = missing(command, index);
    if (rule != nullptr) none.hint("it is an index: DROP INDEX " + rule->name);
    throw none;
  }
  transaction.drop_rule(std::string(rule->name), tick);
  ++(index ? counters.indexes_removed : counters.constraints_removed);
}

}  // namespace

void run_schema_command(const Command& command, Transaction& transaction, Counters& counters, const Transaction::Tick& tick) {
  if (command.action == Command::Action::Create) {
    create(command, transaction, counters, tick);
  } else {
    drop(command, transaction, counters, tick);
  }
}

}  // namespace polgraph
