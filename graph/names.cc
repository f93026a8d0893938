#include "graph/names.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <utility>

#include "graph/database.h"
#include "graph/fold.h"
#include "graph/kept_names.h"
#include "graph/search.h"

namespace polgraph {

namespace {

// The properties whose values are names; the name index of the store covers the same.
constexpr std::array<std::pair<std::string_view, NameClass>, 5> kNameKeys{{{"id", NameClass::Id},
                                                                           {"name", NameClass::Name},
                                                                           {"title", NameClass::Name},
                                                                           {"acronym", NameClass::Acronym},
                                                                           {"aliases", NameClass::Alias}}};

constexpr std::array<std::pair<std::string_view, NameClass>, 5> kStatedKinds{{{"acronym", NameClass::Acronym},
                                                                              {"alias", NameClass::Alias},
                                                                              {"translation", NameClass::Translation},
                                                                              {"former", NameClass::Former},
                                                                              {"misspelling", NameClass::Misspelling}}};

// Of a predicate that states a name: "name" itself, or "name:KIND@LANG". An unknown kind is an alias.
std::optional<NameClass> stated_class(std::string_view predicate) {
  if (predicate == "name") return NameClass::Name;
  if (!predicate.starts_with("name:")) return {};
  predicate.remove_prefix(5);
  predicate = predicate.substr(0, predicate.find('@'));
  for (const auto& [kind, name_class] : kStatedKinds) {
    if (predicate == kind) return name_class;
  }
  return NameClass::Alias;
}

void append(std::vector<NodeName>& names, const Value& value, NameClass kind) {
  if (value.is_string() && !value.as_string().empty()) names.push_back({std::string(value.as_string()), kind});
  if (!value.is_list()) return;
  for (const Value& item : value.as_list()) append(names, item, kind);
}

std::vector<NodeName> stated_names(const Snapshot& snapshot, NodeId node) {
  std::vector<NodeName> names;
  for (const Assertion& assertion : snapshot.assertions(EntityId::of(node))) {
    if (assertion.evidence.rank == Rank::Deprecated) continue;
    for (const Fact& fact : assertion.facts) {
      if (const auto kind = stated_class(fact.predicate)) append(names, fact.value, *kind);
    }
  }
  return names;
}

// What a node's names are made of.
const rocks::Families kNamesFrom = rocks::Families()
                                       .set(static_cast<std::size_t>(rocks::Family::Nodes))
                                       .set(static_cast<std::size_t>(rocks::Family::Evidence));

// Names in one run of bytes: kind, size, text.
void write_name(std::string& bytes, NameClass kind, std::string_view text) {
  const std::uint32_t size = static_cast<std::uint32_t>(text.size());
  bytes.push_back(static_cast<char>(kind));
  bytes.append(reinterpret_cast<const char*>(&size), sizeof size).append(text);
}

FoldedName take_name(std::string_view& bytes) {
  const auto kind = static_cast<NameClass>(bytes.front());
  std::uint32_t size = 0;
  std::memcpy(&size, bytes.data() + 1, sizeof size);
  const std::string_view text = bytes.substr(1 + sizeof size, size);
  bytes.remove_prefix(1 + sizeof size + size);
  return {text, kind};
}

bool better_class(const NodeName& a, const NodeName& b) {
  return a.kind < b.kind;
}

}  // namespace

std::string_view reason_of(NameClass kind) {
  constexpr std::array<std::string_view, 7> kReasons{"id",          "name",        "acronym",    "alias",
                                                     "translation", "former name", "misspelling"};
  return kReasons[static_cast<std::size_t>(kind)];
}

NameReader::NameReader(const Snapshot& snapshot)
    : snapshot_(&snapshot), kept_(snapshot.view().kept_names(kNamesFrom)), name_(snapshot.find_key("name")) {
  for (const auto& [key, kind] : kNameKeys) {
    if (const auto id = snapshot.find_key(key)) keys_.push_back({*id, kind});
  }
}

std::string NameReader::name(NodeId node) const {
  if (!name_) return {};
  const Value value = snapshot_->property(node, *name_);
  return value.is_string() ? std::string(value.as_string()) : std::string();
}

std::vector<NodeName> NameReader::all(NodeId node) const {
  std::vector<NodeName> names = stated_names(*snapshot_, node);
  const std::size_t stated = names.size();
  if (const auto record = snapshot_->find_node(node)) {
    for (const auto& [key, value] : record->properties) {
      for (const auto& [known, kind] : keys_) {
        if (known == key) append(names, value, kind);
      }
    }
  }
  // The property `aliases` also repeats what statements call a former name or a misspelling: they know better.
  std::stable_sort(names.begin() + static_cast<std::ptrdiff_t>(stated), names.end(), better_class);
  std::vector<NodeName> unique;
  for (auto& name : names) {
    const auto same_text = [&](const NodeName& other) {
      return other.text == name.text && (name.kind == NameClass::Alias || other.kind <= name.kind);
    };
    if (std::none_of(unique.begin(), unique.end(), same_text)) unique.push_back(std::move(name));
  }
  std::stable_sort(unique.begin(), unique.end(), better_class);
  return unique;
}

std::string_view NameReader::folded_name(NodeId node) {
  if (kept_ != nullptr && kept_->find_text(node, KeptNames::Which::Name, folded_name_)) return folded_name_;
  folded_name_ = fold_name(name(node));
  if (kept_ != nullptr) kept_->keep_text(node, KeptNames::Which::Name, folded_name_);
  return folded_name_;
}

std::span<const FoldedName> NameReader::folded_all(NodeId node) {
  if (kept_ == nullptr || !kept_->find_text(node, KeptNames::Which::All, folded_all_)) {
    folded_all_.clear();
    for (const NodeName& name : all(node)) write_name(folded_all_, name.kind, fold_name(name.text));
    if (kept_ != nullptr) kept_->keep_text(node, KeptNames::Which::All, folded_all_);
  }
  all_.clear();
  for (std::string_view rest = folded_all_; !rest.empty();) all_.push_back(take_name(rest));
  return all_;
}

std::string display_name(const Snapshot& snapshot, NodeId node) {
  for (const std::string_view key : {"name", "title", "id"}) {
    const auto id = snapshot.find_key(key);
    if (!id) continue;
    const Value value = snapshot.property(node, *id);
    if (value.is_string() && !value.as_string().empty()) return std::string(value.as_string());
  }
  const auto identity = snapshot.identity(node);
  if (identity && !identity->id.empty()) return identity->id;
  const auto labels = snapshot.labels(node);
  return (labels.empty() ? std::string("node") : snapshot.name(labels.front())) + "#" + std::to_string(node.value);
}

}  // namespace polgraph
