#include "graph/constraints.h"

#include <algorithm>

#include "graph/compare.h"
#include "graph/error.h"
#include "graph/index.h"
#include "graph/text/cypher.h"

namespace polgraph::constraints {

using rocks::Family;

// Long values are cut in an index, and NaN equals nothing: the records decide.
bool all_equal(const SchemaRule& rule, const std::vector<Property>& a, const std::vector<Property>& b) {
  return std::all_of(rule.keys.begin(), rule.keys.end(), [&](KeyId key) {
    const Value* left = index::find(a, key);
    const Value* right = index::find(b, key);
    return left != nullptr && right != nullptr && equals(*left, *right) == std::optional(true);
  });
}

namespace {

// ---- words ---------------------------------------------------------------------------------------------------------

std::string ticked(std::string_view name) {
  return "`" + std::string(name) + "`";
}

constexpr std::size_t kLongestValue = 200;  // of a value in a message

std::string shown(const Value& value) {
  const std::string text = to_cypher(value);
  const std::string_view start = codec::cut_utf8(text, kLongestValue);
  return std::string(start) + (start.size() < text.size() ? "..." : "");
}

// A rule in the words of messages.
class Words {
 public:
  Words(const Writes& writes, const SchemaRule& rule) : writes_(writes), rule_(rule) {}

  std::string label() const {
    const Dictionaries& names = *writes_.catalog()->names;
    const auto& all = rule_.on_nodes ? names.labels.all() : names.types.all();
    return ticked(all[rule_.token]);
  }
  std::string key(KeyId key) const { return ticked(writes_.catalog()->names->keys.all()[key.value]); }
  std::string keys() const {
    std::string text;
    for (const KeyId each : rule_.keys) text += (text.empty() ? "" : ", ") + key(each);
    return rule_.keys.size() == 1 ? text : "(" + text + ")";
  }
  std::string about() const { return (rule_.on_nodes ? "label " : "type ") + label(); }
  // node 17, or by the id that it is known by from outside
  std::string entity(std::uint64_t id) const {
    const EntityId which = rule_.on_nodes ? EntityId::of(NodeId(id)) : EntityId::of(RelId(id));
    const std::string what = rule_.on_nodes ? "node" : "relationship";
    std::string outside;
    if (!rule_.on_nodes) {
      outside = writes_.relationship(RelId(id)).identity.value_or("");
    } else if (const auto identity = writes_.node(NodeId(id)).identity) {
      outside = (identity->group.empty() ? "" : identity->group + "/") + identity->id;
    }
    if (!outside.empty()) return what + " " + shown(Value::string(outside));
    return writes_.is_new(which) ? "a new " + what : what + " " + std::to_string(id);
  }
  std::string values(const std::vector<Property>& properties) const {
    std::string text;
    for (const KeyId each : rule_.keys) {
      const Value* value = index::find(properties, each);
      text += (text.empty() ? "" : ", ") + key(each) + " = " + shown(value ? *value : Value::null());
    }
    return text;
  }
  std::string name() const { return "constraint " + ticked(rule_.name); }

 private:
  const Writes& writes_;
  const SchemaRule& rule_;
};

// `fresh`: the rule is new, and what breaks it was there before.
Error broken(const Words& words, bool fresh, std::string_view detail, const std::string& how) {
  return Error(Kind::Constraint, detail, words.name() + (fresh ? " cannot be made: " : " is broken: ") + how);
}

// ---- what must hold ------------------------------------------------------------------------------------------------

void require_properties(const Writes& writes, const SchemaRule& rule, std::uint64_t entity,
                        const std::vector<Property>& properties, bool fresh) {
  const Words words(writes, rule);
  for (const KeyId key : rule.keys) {
    const Value* value = index::find(properties, key);
    if (rule.needs_keys() && value == nullptr) {
      throw broken(words, fresh, "PropertyMissing",
                   words.entity(entity) + " of " + words.about() + " has no property " + words.key(key));
    }
    if (rule.kind == RuleKind::Type && value != nullptr && !rule.type.holds(*value)) {
      throw broken(words, fresh, "PropertyTypeViolated",
                   words.entity(entity) + " of " + words.about() + " has " + words.key(key) + " = " + shown(*value) +
                       ", which is no " + text(rule.type));
    }
  }
}

std::vector<Property> properties_of(const Writes& writes, const SchemaRule& rule, std::uint64_t entity) {
  return rule.on_nodes ? writes.node(NodeId(entity)).properties : writes.relationship(RelId(entity)).properties;
}

// The entry `key` of the index of a unique rule against all others with the same bytes.
void require_unique(const Writes& writes, const SchemaRule& rule, std::string_view key, rocks::Cursor& others,
                    bool fresh) {
  const std::string values(key.substr(0, key.size() - 8));
  others.reset(rocks::prefix_range(values));
  for (std::optional<std::vector<Property>> own; others.next();) {
    if (others.key().size() != key.size() || others.key() == key) continue;
    const std::uint64_t entity = codec::last_id(key), other = codec::last_id(others.key());
    if (!own) own = properties_of(writes, rule, entity);
    if (!all_equal(rule, *own, *own)) return;  // NaN
    if (!all_equal(rule, *own, properties_of(writes, rule, other))) continue;
    const Words words(writes, rule);
    throw broken(words, fresh, "UniquenessViolated",
                 words.entity(std::min(entity, other)) + " and " + words.entity(std::max(entity, other)) + " of " +
                     words.about() + " both have " + words.values(*own));
  }
}

// ---- making
// ----------------------------------------------------------------------------------------------------------

Error exists_already(const Writes& writes, const SchemaRule& wanted, const SchemaRule& there) {
  const auto word = [](const SchemaRule& rule) { return rule.is_constraint() ? "constraint " : "index "; };
  if (wanted.name == there.name) {
    return Error(Kind::Constraint, "SchemaRuleExists",
                 std::string("there is ") + (there.is_constraint() ? "a " : "an ") + word(there) + ticked(there.name) +
                     " already")
        .hint("choose another name, or write IF NOT EXISTS");
  }
  const Words words(writes, there);
  Error made(Kind::Constraint, "SchemaRuleExists",
             word(there) + ticked(there.name) + " on " + words.about() + " and " + words.keys() +
                 (wanted.kind == there.kind ? " says the same already" : " stands in the way"));
  made.hint(std::string("drop it first: DROP ") + (there.is_constraint() ? "CONSTRAINT " : "INDEX ") + there.name);
  return made;
}

// One index or constraint that answers for another cannot stand beside it.
bool in_the_way(const SchemaRule& wanted, const SchemaRule& there) {
  if (there.name == wanted.name) return true;
  if (there.on_nodes != wanted.on_nodes || there.token != wanted.token || there.keys != wanted.keys) return false;
  const auto ordered = [](const SchemaRule& rule) { return rule.has_index() && rule.kind != RuleKind::TextIndex; };
  return there.kind == wanted.kind || (ordered(there) && ordered(wanted));
}

std::string name_for(const Writes& writes, const SchemaRule& rule) {
  static constexpr std::string_view kEnds[] = {"", "", "_text", "_unique", "_exists", "_key", "_type"};
  const Dictionaries& names = *writes.catalog()->names;
  std::string base = rule.is_constraint() ? "constraint_" : "index_";
  base += rule.on_nodes ? names.labels.all()[rule.token] : names.types.all()[rule.token];
  for (const KeyId key : rule.keys) base += "_" + names.keys.all()[key.value];
  base += kEnds[static_cast<std::size_t>(rule.kind)];
  std::string name = base;
  for (int number = 2; writes.catalog()->schema->find(name) != nullptr; ++number)
    name = base + "_" + std::to_string(number);
  return name;
}

template <class Record>
void take_in(Writes& writes, const SchemaRule& rule, std::uint64_t entity, const Record& record) {
  if (!index::concerns(rule, record)) return;
  require_properties(writes, rule, entity, record.properties, true);
  if (!rule.has_index()) return;
  std::optional<std::string> entry = index::rule_entry(rule, record.properties, entity);
  if (!entry) return;
  writes.overlay()->put(Family::Rules, std::move(*entry), {});
  ++writes.catalog()->rule_entries[rule.number];
}

void take_in_all(Writes& writes, const SchemaRule& rule, const Tick& tick) {
  if (rule.on_nodes) {
    for (auto at = writes.view()->cursor(Family::Labels, codec::label_prefix(LabelId(rule.token))); at->next();) {
      if (tick) tick();
      const NodeId node(codec::last_id(at->key()));
      take_in(writes, rule, node.value, writes.node(node));
    }
  } else {
    for (auto at = writes.view()->cursor(Family::Relationships); at->next();) {
      if (tick) tick();
      if (codec::decode_type(at->value()).value != rule.token) continue;
      take_in(writes, rule, codec::last_id(at->key()), codec::decode_relationship(at->value()));
    }
  }
}

void require_all_unique(const Writes& writes, const SchemaRule& rule) {
  const std::string prefix = codec::rule_prefix(rule.number);
  const auto others = writes.view()->cursor(Family::Rules, prefix);
  std::string_view last;
  const auto& entries = writes.overlay()->entries(Family::Rules);
  for (auto at = entries.lower_bound(prefix); at != entries.end() && at->first.starts_with(prefix); ++at) {
    if (!at->second) continue;
    const std::string_view values = std::string_view(at->first).substr(0, at->first.size() - 8);
    if (values == last) require_unique(writes, rule, at->first, *others, true);
    last = values;
  }
}

}  // namespace

const SchemaRule& add_rule(Writes& writes, SchemaRule rule, const Tick& tick) {
  Catalog& catalog = *writes.catalog();
  for (const SchemaRule& there : catalog.schema->rules)
    if (in_the_way(rule, there)) throw exists_already(writes, rule, there);
  if (rule.name.empty()) rule.name = name_for(writes, rule);
  auto schema = std::make_shared<Schema>(*catalog.schema);
  rule.number = schema->next++;
  if (rule.has_index()) catalog.rule_entries[rule.number] = 0;
  schema->rules.push_back(std::move(rule));
  const SchemaRule& made = schema->rules.back();
  take_in_all(writes, made, tick);
  if (made.is_unique()) require_all_unique(writes, made);
  catalog.schema = std::move(schema);
  writes.changed_schema();
  return made;
}

void drop_rule(Writes& writes, std::string_view name, const Tick& tick) {
  Catalog& catalog = *writes.catalog();
  const SchemaRule* rule = catalog.schema->find(name);
  if (rule == nullptr) {
    throw Error(Kind::NotFound, "NoSuchRule", "there is no index or constraint " + ticked(name))
        .hint("SHOW INDEXES and SHOW CONSTRAINTS list them");
  }
  const std::uint32_t number = rule->number;
  for (auto at = writes.view()->cursor(Family::Rules, codec::rule_prefix(number)); at->next();) {
    if (tick) tick();
    writes.overlay()->remove(Family::Rules, std::string(at->key()));
  }
  catalog.rule_entries.erase(number);
  auto schema = std::make_shared<Schema>(*catalog.schema);
  std::erase_if(schema->rules, [&](const SchemaRule& each) { return each.number == number; });
  catalog.schema = std::move(schema);
  writes.changed_schema();
}

namespace {

template <class Record, class Decode>
void check_records(const Writes& writes, Family family, Decode decode) {
  const std::vector<SchemaRule>& rules = writes.catalog()->schema->rules;
  for (const auto& [key, bytes] : writes.overlay()->entries(family)) {
    if (!bytes) continue;
    const Record record = decode(*bytes);
    for (const SchemaRule& rule : rules) {
      if ((rule.needs_keys() || rule.kind == RuleKind::Type) && index::concerns(rule, record))
        require_properties(writes, rule, codec::last_id(key), record.properties, false);
    }
  }
}

void check_unique(const Writes& writes) {
  std::unique_ptr<rocks::Cursor> others;
  const std::vector<SchemaRule>& rules = writes.catalog()->schema->rules;
  for (const auto& [key, written] : writes.overlay()->entries(Family::Rules)) {
    if (!written) continue;
    const auto rule = std::find_if(rules.begin(), rules.end(), [number = codec::rule_of(key)](const SchemaRule& each) {
      return each.number == number;
    });
    if (rule == rules.end() || !rule->is_unique()) continue;
    if (!others) others = writes.view()->cursor(Family::Rules, key);
    require_unique(writes, *rule, key, *others, false);
  }
}

}  // namespace

void check_written(const Writes& writes) {
  const std::vector<SchemaRule>& rules = writes.catalog()->schema->rules;
  const auto asks = [&](bool on_nodes) {
    return std::any_of(rules.begin(), rules.end(), [&](const SchemaRule& rule) {
      return rule.on_nodes == on_nodes && (rule.needs_keys() || rule.kind == RuleKind::Type);
    });
  };
  if (asks(true)) check_records<codec::NodeRecord>(writes, Family::Nodes, &codec::decode_node);
  if (asks(false)) check_records<codec::RelationshipRecord>(writes, Family::Relationships, &codec::decode_relationship);
  check_unique(writes);
}

}  // namespace polgraph::constraints
