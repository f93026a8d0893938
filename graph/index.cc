#include "graph/index.h"

#include <algorithm>
#include <bit>
#include <iterator>

#include "graph/fold.h"

namespace polgraph::index {

using rocks::Family;

bool identical(const Value& a, const Value& b) {
  if (a.kind() != b.kind()) return false;
  switch (a.kind()) {
    case ValueKind::Null: return true;
    case ValueKind::Boolean: return a.as_boolean() == b.as_boolean();
    case ValueKind::Integer: return a.as_integer() == b.as_integer();
    case ValueKind::Float:
      return std::bit_cast<std::uint64_t>(a.as_float()) == std::bit_cast<std::uint64_t>(b.as_float());
    case ValueKind::String: return a.as_string() == b.as_string();
    default: return codec::value_bytes(a) == codec::value_bytes(b);
  }
}

namespace {

static_assert(codec::kMaxWholeNameBytes == kMaxWholeTermBytes);  // the first of name_terms() is the whole name

// Calls changed(key, before or null, after or null) for each property that differs.
template <class Changed>
void compare(const std::vector<Property>& before, const std::vector<Property>& after, Changed changed) {
  auto old_one = before.begin();
  auto new_one = after.begin();
  while (old_one != before.end() || new_one != after.end()) {
    if (new_one == after.end() || (old_one != before.end() && old_one->first < new_one->first)) {
      changed(old_one->first, &old_one->second, nullptr);
      ++old_one;
    } else if (old_one == before.end() || new_one->first < old_one->first) {
      changed(new_one->first, nullptr, &new_one->second);
      ++new_one;
    } else {
      if (!identical(old_one->second, new_one->second)) changed(old_one->first, &old_one->second, &new_one->second);
      ++old_one;
      ++new_one;
    }
  }
}

void count(Catalog& catalog, LabelId label, bool more) {
  if (more) {
    ++catalog.counts.nodes_by_label[label];
  } else if (--catalog.counts.nodes_by_label[label] == 0) {
    catalog.counts.nodes_by_label.erase(label);
  }
}

void update_labels(rocks::Overlay& writes, Catalog& catalog, NodeId node, const std::vector<LabelId>& before,
                   const std::vector<LabelId>& after) {
  for (const LabelId label : after) {
    if (std::binary_search(before.begin(), before.end(), label)) continue;
    writes.put(Family::Labels, codec::label_key(label, node), {});
    count(catalog, label, true);
  }
  for (const LabelId label : before) {
    if (std::binary_search(after.begin(), after.end(), label)) continue;
    writes.remove(Family::Labels, codec::label_key(label, node));
    count(catalog, label, false);
  }
}

void update_names(rocks::Overlay& writes, const Catalog& catalog, NodeId node, const std::vector<Property>& before,
                  const std::vector<Property>& after) {
  NameTerms old_terms, new_terms;
  const auto gather = [&](const std::vector<Property>& properties, NameTerms& terms) {
    for (const auto& [key, value] : properties)
      if (catalog.is_named(key)) terms.add(value);
    return terms.sorted();
  };
  const auto old_ones = gather(before, old_terms), new_ones = gather(after, new_terms);
  const auto among = [](const std::vector<std::string_view>& terms, std::string_view term) {
    return std::binary_search(terms.begin(), terms.end(), term);
  };
  for (const std::string_view term : new_ones)
    if (!among(old_ones, term)) writes.put(Family::Text, codec::text_key(term, node), {});
  for (const std::string_view term : old_ones)
    if (!among(new_ones, term)) writes.remove(Family::Text, codec::text_key(term, node));
}

void update_properties(rocks::Overlay& writes, const Catalog& catalog, NodeId node, const std::vector<Property>& before,
                       const std::vector<Property>& after) {
  bool names_changed = false;
  compare(before, after, [&](KeyId key, const Value* old_value, const Value* new_value) {
    names_changed = names_changed || catalog.is_named(key);
    if (!catalog.is_indexed(key)) return;
    if (old_value) writes.remove(Family::Properties, codec::property_key(key, codec::index_value(*old_value), node));
    if (new_value) writes.put(Family::Properties, codec::property_key(key, codec::index_value(*new_value), node), {});
  });
  if (names_changed) update_names(writes, catalog, node, before, after);
}

template <class Record>
void update_rules(rocks::Overlay& writes, Catalog& catalog, std::uint64_t entity, const Record* before,
                  const Record* after) {
  const auto entry = [&](const SchemaRule& rule, const Record* record) {
    return record && concerns(rule, *record) ? rule_entry(rule, record->properties, entity) : std::nullopt;
  };
  for (const SchemaRule& rule : catalog.schema->rules) {
    if (!rule.has_index()) continue;
    std::optional<std::string> old_one = entry(rule, before), new_one = entry(rule, after);
    if (old_one == new_one) continue;
    if (old_one) {
      writes.remove(Family::Rules, std::move(*old_one));
      --catalog.rule_entries[rule.number];
    }
    if (new_one) {
      writes.put(Family::Rules, std::move(*new_one), {});
      ++catalog.rule_entries[rule.number];
    }
  }
}

}  // namespace

const Value* find(const std::vector<Property>& properties, KeyId key) {
  const auto at = std::lower_bound(properties.begin(), properties.end(), key,
                                   [](const Property& property, KeyId wanted) { return property.first < wanted; });
  return at != properties.end() && at->first == key ? &at->second : nullptr;
}

bool concerns(const SchemaRule& rule, const codec::NodeRecord& record) {
  return rule.on_nodes && std::binary_search(record.labels.begin(), record.labels.end(), LabelId(rule.token));
}

bool concerns(const SchemaRule& rule, const codec::RelationshipRecord& record) {
  return !rule.on_nodes && record.type.value == rule.token;
}

std::optional<std::string> rule_entry(const SchemaRule& rule, const std::vector<Property>& properties,
                                      std::uint64_t entity) {
  std::string bytes = codec::rule_prefix(rule.number);
  for (const KeyId key : rule.keys) {
    const Value* value = find(properties, key);
    if (value == nullptr || (rule.kind == RuleKind::TextIndex && !value->is_string())) return {};
    bytes += codec::index_value(*value);
  }
  return codec::rule_key(bytes, entity);
}

void NameTerms::clear() {
  bytes_.clear();
  ends_.clear();
}

void NameTerms::add(const Value& value) {
  if (value.is_string()) return add_name(value.as_string());
  if (!value.is_list()) return;
  for (const Value& item : value.as_list())
    if (item.is_string()) add_name(item.as_string());
}

void NameTerms::add_name(std::string_view name) {
  each_name_term(name, scratch_, [this](std::string_view term) {
    bytes_.append(term);
    ends_.push_back(bytes_.size());
  });
}

const std::vector<std::string_view>& NameTerms::sorted() {
  sorted_.clear();
  std::size_t begin = 0;
  for (const std::size_t end : ends_) {
    sorted_.push_back(std::string_view(bytes_).substr(begin, end - begin));
    begin = end;
  }
  std::sort(sorted_.begin(), sorted_.end());
  sorted_.erase(std::unique(sorted_.begin(), sorted_.end()), sorted_.end());
  return sorted_;
}

void update(rocks::Overlay& writes, Catalog& catalog, NodeId node, const codec::NodeRecord* before,
            const codec::NodeRecord* after) {
  static const codec::NodeRecord kNothing;
  const codec::NodeRecord& old_record = before ? *before : kNothing;
  const codec::NodeRecord& new_record = after ? *after : kNothing;
  update_labels(writes, catalog, node, old_record.labels, new_record.labels);
  update_properties(writes, catalog, node, old_record.properties, new_record.properties);
  update_rules(writes, catalog, node.value, before, after);
}

void update(rocks::Overlay& writes, Catalog& catalog, RelId relationship, const codec::RelationshipRecord* before,
            const codec::RelationshipRecord* after) {
  update_rules(writes, catalog, relationship.value, before, after);
}

}  // namespace polgraph::index
