#include "graph/audit/vocabulary.h"

#include <algorithm>

#include "graph/error.h"
#include "graph/text/json.h"

namespace polgraph {

namespace {

std::string text_of(const Value& entry, std::string_view key) {
  const Value* found = entry.is_map() ? entry.find(key) : nullptr;
  if (!found || !found->is_string())
    throw Error(Kind::Input, "InvalidVocabulary", "an entry of the vocabulary has no text `" + std::string(key) + "`");
  return std::string(found->as_string());
}

std::span<const Value> list_of(const Value& entry, std::string_view key) {
  const Value* found = entry.is_map() ? entry.find(key) : nullptr;
  if (!found || !found->is_list())
    throw Error(Kind::Input, "InvalidVocabulary", "the vocabulary has no list `" + std::string(key) + "`");
  return found->as_list();
}

std::vector<std::string> texts_of(const Value& entry, std::string_view key) {
  std::vector<std::string> texts;
  for (const Value& item : list_of(entry, key)) {
    if (!item.is_string())
      throw Error(Kind::Input, "InvalidVocabulary",
                  "the list `" + std::string(key) + "` of the vocabulary holds no text");
    texts.emplace_back(item.as_string());
  }
  return texts;
}

bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

}  // namespace

Vocabulary parse_vocabulary(std::string_view json) {
  const Value root = parse_json(json, "ontology.json");
  Vocabulary vocabulary;
  for (const Value& one : list_of(root, "labels"))
    vocabulary.labels.push_back({text_of(one, "label"), text_of(one, "umbrella"), text_of(one, "meaning")});
  for (const Value& one : list_of(root, "relationship_types"))
    vocabulary.types.push_back({text_of(one, "type"), texts_of(one, "from"), texts_of(one, "to")});
  for (const Value& one : list_of(root, "name_kinds")) vocabulary.name_kinds.push_back(text_of(one, "kind"));
  for (const Value& one : list_of(root, "modalities")) vocabulary.modalities.push_back(text_of(one, "modality"));
  return vocabulary;
}

const Vocabulary& vocabulary() {
  static const Vocabulary known = parse_vocabulary(kVocabularyJson);
  return known;
}

const Vocabulary::Label* Vocabulary::find_label(std::string_view name) const {
  const auto found = std::find_if(labels.begin(), labels.end(), [&](const Label& one) { return one.name == name; });
  return found == labels.end() ? nullptr : &*found;
}

const Vocabulary::Type* Vocabulary::find_type(std::string_view name) const {
  const auto found = std::find_if(types.begin(), types.end(), [&](const Type& one) { return one.name == name; });
  return found == types.end() ? nullptr : &*found;
}

bool Vocabulary::is_umbrella(std::string_view name) const {
  return std::any_of(labels.begin(), labels.end(),
                     [&](const Label& one) { return !name.empty() && one.umbrella == name; });
}

bool has_word(std::string_view text, std::string_view word) {
  for (std::size_t at = text.find(word); at != std::string_view::npos && !word.empty(); at = text.find(word, at + 1)) {
    const std::size_t end = at + word.size();
    if ((at == 0 || !is_letter(text[at - 1])) && (end == text.size() || !is_letter(text[end]))) return true;
  }
  return false;
}

}  // namespace polgraph
