#include "graph/audit/spellings.h"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "graph/audit/name_form.h"
#include "graph/audit/slip.h"

namespace polgraph {

namespace {

constexpr std::size_t kMostNames = 40;  // of one entity that are compared with each other

struct Spelling {
  std::string name;
  std::string language;  // empty: not said
  NameForm form;
};

// Of "name" and "name:alias@en" the language; nothing for other predicates and kinds of names.
std::optional<std::string> language_of(std::string_view predicate) {
  if (predicate == "name" || predicate == "title") return std::string();
  constexpr std::string_view kAlias = "name:alias";
  if (!predicate.starts_with(kAlias)) return {};
  const std::string_view rest = predicate.substr(kAlias.size());
  if (!rest.empty() && rest.front() != '@') return {};
  return std::string(rest.empty() ? rest : rest.substr(1));
}

void add(std::vector<Spelling>& spellings, const Value& name, const std::string& language) {
  if (name.is_list()) {
    for (const Value& item : name.as_list()) add(spellings, item, language);
  }
  if (!name.is_string() || spellings.size() == kMostNames) return;
  const std::string text(name.as_string());
  const auto known = [&](const Spelling& one) { return one.name == text; };
  if (std::any_of(spellings.begin(), spellings.end(), known)) return;
  spellings.push_back({text, language, name_form(text)});
}

// Statements know the kind of a name; the properties are read where there are none.
std::vector<Spelling> spellings_of(const AuditReader& reader, NodeId node) {
  std::vector<Spelling> spellings;
  bool stated = false;
  for (const Statement& one : reader.snapshot().statements(EntityId::of(node))) {
    stated = stated || one.fact.predicate == "name" || one.fact.predicate.starts_with("name:");
    if (one.evidence.rank == Rank::Deprecated) continue;
    if (const auto language = language_of(one.fact.predicate)) add(spellings, one.fact.value, *language);
  }
  if (stated) return spellings;
  constexpr std::array<std::string_view, 3> kKeys{"name", "title", "aliases"};
  for (const std::string_view key : kKeys) add(spellings, reader.property(node, key), {});
  return spellings;
}

struct WordSlip {
  std::string a, b;
  std::size_t letters = 0;
  bool inflection = false;
};

std::vector<std::string> without(const std::vector<std::string>& words, const std::vector<std::string>& others) {
  std::vector<std::string> left;
  for (const std::string& word : words) {
    if (std::find(others.begin(), others.end(), word) == others.end()) left.push_back(word);
  }
  return left;
}

std::optional<WordSlip> word_slip(const NameForm& a, const NameForm& b) {
  const auto only_a = without(a.words, b.words), only_b = without(b.words, a.words);
  for (const std::string& in_a : only_a) {
    for (const std::string& in_b : only_b) {
      const bool inflection = is_inflection(in_a, in_b);
      const auto letters =
          inflection ? letters_apart(letters_of(in_a), letters_of(in_b), 2) : slip_between_words(in_a, in_b);
      if (!letters || name_form(in_a).digits != name_form(in_b).digits) continue;
      if (inflection && (only_a.size() > 1 || only_b.size() > 1 || a.words.size() != b.words.size())) continue;
      return WordSlip{in_a, in_b, *letters, inflection};
    }
  }
  return {};
}

std::optional<WordSlip> slip(const Spelling& a, const Spelling& b) {
  const bool one_language = a.language == b.language || a.language.empty() || b.language.empty();
  if (!one_language || a.form.cjk != b.form.cjk || a.form.core == b.form.core) return {};
  if (!a.form.cjk) return word_slip(a.form, b.form);
  const auto letters = slip_between(a.form, b.form);
  if (!letters) return {};
  return WordSlip{a.form.core, b.form.core, *letters, false};
}

Finding finding_of(const AuditReader& reader, NodeId node, const Spelling& a, const Spelling& b, const WordSlip& slip) {
  Finding finding;
  finding.severity = slip.inflection ? Severity::Low : Severity::Medium;
  finding.entity = EntityId::of(node);
  finding.predicate = "name";
  append(finding.statements, reader.naming(node, a.name));
  append(finding.statements, reader.naming(node, b.name));
  const std::string words = slip.a == a.form.core ? "" : ": `" + slip.a + "` and `" + slip.b + "`";
  finding.why =
      "two of the names of " + reader.told(node) + ", `" + a.name + "` and `" + b.name + "`, " +
      (slip.inflection ? "spell one word in two ways" : "differ by " + counted(slip.letters, "letter", "letters")) +
      words;
  return finding;
}

}  // namespace

std::vector<Finding> slips_in_names(const AuditReader& reader, NodeId node) {
  std::vector<Finding> findings;
  const std::vector<Spelling> spellings = spellings_of(reader, node);
  std::set<std::pair<std::string, std::string>> told;
  for (std::size_t i = 0; i < spellings.size(); ++i) {
    for (std::size_t j = i + 1; j < spellings.size(); ++j) {
      const auto found = slip(spellings[i], spellings[j]);
      if (!found || !told.insert(std::minmax(found->a, found->b)).second) continue;
      findings.push_back(finding_of(reader, node, spellings[i], spellings[j], *found));
    }
  }
  return findings;
}

}  // namespace polgraph
