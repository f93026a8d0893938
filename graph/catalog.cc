#include "graph/catalog.h"

#include <algorithm>
#include <array>

#include "graph/codec.h"
#include "graph/error.h"

namespace polgraph {
namespace {

constexpr std::array<std::string_view, 5> kNamed = {"acronym", "aliases", "id", "name", "title"};

void write_names(codec::Writer& writer, const Names& names) {
  writer.varint(names.all().size());
  for (const std::string& name : names.all()) writer.text(name);
}

void read_names(codec::Reader& reader, Names& names) {
  const std::uint64_t count = reader.count();
  for (std::uint64_t i = 0; i < count; ++i)
    if (names.add(reader.text()) != i) reader.fail("a name is there twice");
}

template <class IdType>
void write_counts(codec::Writer& writer, const Counts<IdType>& counts) {
  writer.varint(counts.size());
  for (const auto& [id, count] : counts) {
    writer.varint(id.value);
    writer.varint(count);
  }
}

template <class IdType>
void read_counts(codec::Reader& reader, Counts<IdType>& counts) {
  counts.clear();
  for (std::uint64_t left = reader.count(); left > 0; --left) {
    const IdType id(reader.varint32());
    counts[id] = reader.varint();
  }
}

}  // namespace

void Names::reindex() {
  for (std::uint32_t number = 0; number < names_.size(); ++number) numbers_.emplace(names_[number], number);
}

std::optional<std::uint32_t> Names::find(std::string_view name) const {
  const auto found = numbers_.find(name);
  if (found == numbers_.end()) return {};
  return found->second;
}

std::uint32_t Names::add(std::string_view name) {
  if (const auto known = find(name)) return *known;
  const auto number = static_cast<std::uint32_t>(names_.size());
  names_.emplace_back(name);
  numbers_.emplace(names_.back(), number);
  return number;
}

bool Catalog::is_indexed(KeyId key) const {
  return key.value < names->keys.all().size() && is_indexed(names->keys.all()[key.value]);
}

bool Catalog::is_named(KeyId key) const {
  return key.value < names->keys.all().size() && is_named(names->keys.all()[key.value]);
}

bool Catalog::is_named(std::string_view key) {
  return std::find(kNamed.begin(), kNamed.end(), key) != kNamed.end();
}

std::string encode_names(const Dictionaries& names) {
  std::string bytes;
  codec::Writer writer(bytes);
  write_names(writer, names.labels);
  write_names(writer, names.types);
  write_names(writer, names.keys);
  return bytes;
}

std::shared_ptr<const Dictionaries> decode_names(std::string_view bytes) {
  codec::Reader reader(bytes, "record of names");
  auto names = std::make_shared<Dictionaries>();
  read_names(reader, names->labels);
  read_names(reader, names->types);
  read_names(reader, names->keys);
  if (!reader.at_end()) reader.fail("bytes left over");
  return names;
}

namespace {

void write_type(codec::Writer& writer, const PropertyType& type) {
  writer.varint(type.kinds);
  writer.varint(type.lists.size());
  for (const std::uint32_t elements : type.lists) writer.varint(elements);
}

void read_type(codec::Reader& reader, PropertyType& type) {
  type.kinds = reader.varint32();
  for (std::uint64_t left = reader.count(); left > 0; --left) type.lists.push_back(reader.varint32());
}

void write_schema(codec::Writer& writer, const Catalog& catalog) {
  writer.varint(catalog.schema->next);
  writer.varint(catalog.schema->rules.size());
  for (const SchemaRule& rule : catalog.schema->rules) {
    writer.varint(rule.number);
    writer.byte(static_cast<std::uint8_t>(rule.kind));
    writer.byte(rule.on_nodes ? 'N' : 'R');
    writer.text(rule.name);
    writer.varint(rule.token);
    writer.varint(rule.keys.size());
    for (const KeyId key : rule.keys) writer.varint(key.value);
    if (rule.kind == RuleKind::Type) write_type(writer, rule.type);
    if (rule.has_index()) writer.varint(catalog.rule_entries.at(rule.number));
  }
}

SchemaRule read_rule(codec::Reader& reader) {
  SchemaRule rule;
  rule.number = reader.varint32();
  const std::uint8_t kind = reader.byte();
  if (kind < static_cast<std::uint8_t>(RuleKind::RangeIndex) || kind > static_cast<std::uint8_t>(RuleKind::Type))
    reader.fail("unknown kind of index or constraint");
  rule.kind = static_cast<RuleKind>(kind);
  const std::uint8_t entity = reader.byte();
  if (entity != 'N' && entity != 'R') reader.fail("an index or constraint is about nodes or relationships");
  rule.on_nodes = entity == 'N';
  rule.name = reader.text();
  rule.token = reader.varint32();
  for (std::uint64_t left = reader.count(); left > 0; --left) rule.keys.emplace_back(reader.varint32());
  if (rule.keys.empty()) reader.fail("an index or constraint without properties");
  if (rule.kind == RuleKind::Type) read_type(reader, rule.type);
  return rule;
}

void read_schema(codec::Reader& reader, Catalog& catalog) {
  auto schema = std::make_shared<Schema>();
  schema->next = reader.varint32();
  for (std::uint64_t left = reader.count(); left > 0; --left) {
    SchemaRule rule = read_rule(reader);
    const bool in_order = schema->rules.empty() || schema->rules.back().number < rule.number;
    if (!in_order || rule.number >= schema->next) reader.fail("the numbers of indexes and constraints are wrong");
    if (rule.has_index()) catalog.rule_entries[rule.number] = reader.varint();
    schema->rules.push_back(std::move(rule));
  }
  catalog.schema = std::move(schema);
}

}  // namespace

std::string encode_state(const Catalog& catalog) {
  std::string bytes;
  codec::Writer writer(bytes);
  writer.fixed32(codec::kFormat);
  writer.text(catalog.uuid);
  writer.fixed64(catalog.graph_version);
  writer.varint(catalog.next_node);
  writer.varint(catalog.next_relationship);
  writer.varint(catalog.next_assertion);
  writer.varint(catalog.counts.nodes);
  writer.varint(catalog.counts.relationships);
  writer.varint(catalog.counts.assertions);
  write_counts(writer, catalog.counts.nodes_by_label);
  write_counts(writer, catalog.counts.relationships_by_type);
  writer.varint(catalog.indexed.size());
  for (const std::string& key : catalog.indexed) writer.text(key);
  write_schema(writer, catalog);
  return bytes;
}

void decode_state(std::string_view bytes, Catalog& catalog, std::uint32_t newest) {
  codec::Reader reader(bytes, "record of the store's state");
  const std::uint32_t format = reader.fixed32();
  if (format > newest) reader.fail("it has a newer format than the file FORMAT says");
  catalog.lists_dated = format >= codec::kFormatWithDated;
  catalog.uuid = reader.text();
  catalog.graph_version = reader.fixed64();
  catalog.next_node = reader.varint();
  catalog.next_relationship = reader.varint();
  catalog.next_assertion = reader.varint();
  catalog.counts.nodes = reader.varint();
  catalog.counts.relationships = reader.varint();
  catalog.counts.assertions = reader.varint();
  read_counts(reader, catalog.counts.nodes_by_label);
  read_counts(reader, catalog.counts.relationships_by_type);
  catalog.indexed.clear();
  for (std::uint64_t left = reader.count(); left > 0; --left) catalog.indexed.emplace(reader.text());
  catalog.schema = std::make_shared<Schema>();
  catalog.rule_entries.clear();
  if (format >= codec::kFormatWithSchema) read_schema(reader, catalog);
  if (!reader.at_end()) reader.fail("bytes left over");
}

namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

void write_pairs(codec::Writer& writer, const Pairs& pairs) {
  writer.varint(pairs.size());
  for (const auto& [first, second] : pairs) {
    writer.text(first);
    writer.text(second);
  }
}

void read_pairs(codec::Reader& reader, Pairs& pairs) {
  for (std::uint64_t left = reader.count(); left > 0; --left) {
    std::string first(reader.text());
    pairs.emplace_back(std::move(first), reader.text());
  }
}

}  // namespace

std::string encode(const Dataset& dataset) {
  std::string bytes;
  codec::Writer writer(bytes);
  writer.text(dataset.name);
  writer.text(dataset.loaded_on);
  write_pairs(writer, dataset.files);
  write_pairs(writer, dataset.about);
  writer.varint(dataset.earlier.size());
  for (const Dataset::Load& load : dataset.earlier) {
    writer.text(load.loaded_on);
    write_pairs(writer, load.files);
  }
  return bytes;
}

Dataset decode_dataset(std::string_view bytes) {
  codec::Reader reader(bytes, "record of a data set");
  Dataset dataset;
  dataset.name = reader.text();
  dataset.loaded_on = reader.text();
  read_pairs(reader, dataset.files);
  read_pairs(reader, dataset.about);
  if (reader.at_end()) return dataset;  // formats 1 and 2
  for (std::uint64_t left = reader.count(); left > 0; --left) {
    Dataset::Load& load = dataset.earlier.emplace_back();
    load.loaded_on = reader.text();
    read_pairs(reader, load.files);
  }
  if (!reader.at_end()) reader.fail("bytes left over");
  return dataset;
}

}  // namespace polgraph
