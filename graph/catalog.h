// Private: what a store knows about itself and holds in memory: names given to labels, types and keys, counts, the
// next ids. Part of every View; a Transaction has its own copy until it commits.
//   Thread  immutable once a View shares it
#pragma once

#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>

#include "graph/schema.h"
#include "graph/snapshot.h"

namespace polgraph {

// Names numbered from 0 in the order they came. References to them stay good while it lives.
class Names {
 public:
  Names() = default;
  Names(const Names& other) : names_(other.names_) { reindex(); }
  Names& operator=(const Names&) = delete;
  std::optional<std::uint32_t> find(std::string_view name) const;
  std::uint32_t add(std::string_view name);  // its number, new or not
  const std::deque<std::string>& all() const { return names_; }

 private:
  void reindex();
  std::deque<std::string> names_;
  std::unordered_map<std::string_view, std::uint32_t> numbers_;
};

struct Dictionaries {
  Names labels, types, keys;
};

struct Catalog {
  std::shared_ptr<const Dictionaries> names = std::make_shared<Dictionaries>();
  std::string uuid;
  std::uint64_t graph_version = 0;
  std::uint64_t next_node = 0;
  std::uint64_t next_relationship = 0;
  std::uint64_t next_assertion = 0;
  Statistics counts;
  std::set<std::string, std::less<>> indexed = {"id", "name"};  // property keys in the property index
  std::shared_ptr<const Schema> schema = std::make_shared<Schema>();
  bool lists_dated = true;  // false: a store of format 1 or 2, which has no family Dated until it is written
  std::map<std::uint32_t, std::uint64_t> rule_entries;  // of each rule that has an index: how many

  bool is_indexed(KeyId key) const;
  bool is_indexed(std::string_view key) const { return indexed.contains(key); }
  bool is_named(KeyId key) const;  // in the name index: name, title, acronym, aliases, id
  static bool is_named(std::string_view key);
};

// Records of the family Meta.
inline constexpr std::string_view kNamesKey = "names";
inline constexpr std::string_view kStateKey = "state";
inline constexpr std::string_view kDatasetPrefix = "dataset/";

std::string encode_names(const Dictionaries& names);
std::shared_ptr<const Dictionaries> decode_names(std::string_view bytes);
// Everything but the names. Throws Error Corrupt for a format above `newest`, which FORMAT says.
std::string encode_state(const Catalog& catalog);
void decode_state(std::string_view bytes, Catalog& catalog, std::uint32_t newest);
std::string encode(const Dataset& dataset);
Dataset decode_dataset(std::string_view bytes);

}  // namespace polgraph
