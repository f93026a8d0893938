// Schema: the indexes and constraints of a store, each about one label or relationship type and some property keys.
// Made and dropped through Transaction::add_rule and drop_rule, read through Snapshot::schema. What a rule asks is
// kept in step with every write and tested at every commit, whoever writes.
//
//   Thread  immutable once a Snapshot shares it
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "graph/ids.h"
#include "graph/property_type.h"

namespace polgraph {

// On disk: never renumber.
enum class RuleKind : std::uint8_t {
  RangeIndex = 1,  // of all entities that have all the keys
  TextIndex = 2,   // of those whose one key holds a string
  Unique = 3,      // no two entities with equal values of all the keys; has an index
  Exists = 4,      // every entity has the key
  Key = 5,         // Unique, and every entity has all the keys
  Type = 6,        // the key, where it is there, holds a value of `type`
};

struct SchemaRule {
  std::uint32_t number = 0;  // of its index entries; never used again
  std::string name;
  RuleKind kind = RuleKind::RangeIndex;
  bool on_nodes = true;
  std::uint32_t token = 0;  // of the LabelId or the TypeId
  std::vector<KeyId> keys;  // in the order in which they were named
  PropertyType type;        // RuleKind::Type

  bool has_index() const { return kind != RuleKind::Exists && kind != RuleKind::Type; }
  bool is_constraint() const { return kind != RuleKind::RangeIndex && kind != RuleKind::TextIndex; }
  bool is_unique() const { return kind == RuleKind::Unique || kind == RuleKind::Key; }
  bool needs_keys() const { return kind == RuleKind::Exists || kind == RuleKind::Key; }
  bool operator==(const SchemaRule&) const = default;
};

struct Schema {
  std::vector<SchemaRule> rules;  // ascending by number
  std::uint32_t next = 0;         // number of the next rule; 0: there never was one

  const SchemaRule* find(std::string_view name) const;  // null: there is none
  // A rule that says the same but for its name (and the type of a Type); null: there is none.
  const SchemaRule* find_like(const SchemaRule& rule) const;
  bool operator==(const Schema&) const = default;
};

// A rule by names, as Transaction::add_rule takes it.
struct NewRule {
  std::string name;  // empty: one is made from the label and the keys
  RuleKind kind = RuleKind::RangeIndex;
  bool on_nodes = true;
  std::string label;  // or relationship type
  std::vector<std::string> keys;
  PropertyType type;
};

}  // namespace polgraph
