// What must not matter: how a query is written, and whether a value is written into it.
#include <cctype>

#include "query/syntax/parser.h"
#include "query/syntax/unparse.h"
#include "tests/metamorphic/relation.h"

namespace polgraph::meta {

namespace {

std::string random_query(Generator& g) {
  return g.query(g.random.between(1, 3));
}

std::optional<Case> unparsed(Generator& g) {
  const std::string text = without_marks(random_query(g));
  Case made = same_rows(text, text);
  try {
    made.right[0].query = unparse(parse(text));
  } catch (const Error&) {
    return std::nullopt;  // counted where the query runs
  }
  made.same_errors = true;
  return made;
}

// The values of literals are asked of the engine once; a literal has one meaning wherever it stands.
Value value_of(const std::string& literal) {
  static Session* const session = new Session(Model{});
  static std::map<std::string, Value>* const known = new std::map<std::string, Value>;
  const auto found = known->find(literal);
  if (found != known->end()) return found->second;
  const Answer answer = session->ask({"RETURN " + literal + " AS x"});
  if (answer.error) throw *answer.error;
  return (*known)[literal] = answer.first[0];
}

std::optional<Case> parameters(Generator& g) {
  const std::string text = random_query(g);
  Case made = same_rows(text, text);
  std::map<std::string, Value>& given = made.right[0].parameters;
  made.right[0].query = replace_literals(text, [&](const std::string& literal) {
    const std::string name = "p" + std::to_string(given.size());
    given[name] = value_of(literal);
    return "$" + name;
  });
  if (given.empty()) return std::nullopt;
  return made;
}

std::optional<Case> wrapped_literals(Generator& g) {
  const std::string text = random_query(g);
  bool any = false;
  const std::string other = replace_literals(text, [&](const std::string& literal) {
    any = true;
    switch (g.random.below(5)) {
      case 0: return "[" + literal + "][0]";
      case 1: return "{x: " + literal + "}.x";
      case 2: return "CASE WHEN true THEN " + literal + " ELSE null END";
      case 3: return "coalesce(null, " + literal + ")";
      default: return "head([xx IN [" + literal + "] | xx])";
    }
  });
  if (!any) return std::nullopt;
  return same_rows(text, other);
}

// Calls `other` for every stretch of the text outside of quotes.
template <class Change>
std::string outside_quotes(const std::string& text, const Change& change) {
  std::string made, plain;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\'') {
      plain += text[i];
      continue;
    }
    made += change(plain);
    plain.clear();
    std::size_t end = i + 1;
    while (text[end] != '\'') end += text[end] == '\\' ? 2u : 1u;
    made += text.substr(i, end - i + 1);
    i = end;
  }
  return made + change(plain);
}

std::optional<Case> blanks_and_case(Generator& g) {
  const std::string text = without_marks(random_query(g));
  const std::string other = outside_quotes(text, [&](const std::string& part) {
    std::string changed, word;
    const auto flush = [&] {
      const bool keyword = word.size() > 1 && std::isupper(static_cast<unsigned char>(word[0])) &&
                           std::isupper(static_cast<unsigned char>(word[1]));
      for (const char c : word) {
        changed += keyword && g.random.percent(50) ? static_cast<char>(std::tolower(static_cast<unsigned char>(c))) : c;
      }
      word.clear();
    };
    for (const char c : part) {
      if (std::isalnum(static_cast<unsigned char>(c))) {
        word += c;
        continue;
      }
      flush();
      changed += c;
      if (c == ' ' && g.random.percent(30)) changed += g.random.percent(50) ? "/* ' */" : "\n  // \"\n\t";
    }
    flush();
    return changed;
  });
  return same_rows(text, other);
}

// n1 -> `the n1`: other names, quoted ones.
std::optional<Case> other_names(Generator& g) {
  const std::string text = without_marks(random_query(g));
  const std::string other = outside_quotes(text, [](const std::string& part) {
    std::string changed;
    for (std::size_t i = 0; i < part.size();) {
      const auto is_word = [&](std::size_t at) {
        return at < part.size() && (std::isalnum(static_cast<unsigned char>(part[at])) || part[at] == '_');
      };
      if (!is_word(i)) {
        changed += part[i++];
        continue;
      }
      std::size_t end = i;
      while (is_word(end)) ++end;
      const std::string word = part.substr(i, end - i);
      const bool variable = std::islower(static_cast<unsigned char>(word[0])) && word.size() > 1 &&
                            word.find_first_not_of("0123456789", 1) == std::string::npos && (i == 0 || part[i - 1] != '.');
      changed += variable ? "`match 省 " + word + "`" : word;
      i = end;
    }
    return changed;
  });
  return same_rows(text, other);
}

std::optional<Case> with_star(Generator& g) {
  std::vector<ClauseShape> clauses = g.reading(1);
  if (g.scope.empty()) return std::nullopt;
  const std::vector<ClauseShape> more = g.reading(g.random.between(1, 2));
  clauses.insert(clauses.end(), more.begin(), more.end());
  const std::string end = g.ending();
  std::string text, other;
  for (const ClauseShape& clause : clauses) {
    text += text_of(clause) + " ";
    other += text_of(clause) + (g.random.percent(60) ? " WITH * " : " ");
  }
  return same_rows(text + end, other + "WITH * " + end);
}

const Relation kRelations[] = {
    {"canonical text", 5, &unparsed},
    {"parameters for literals", 5, &parameters},
    {"literals wrapped", 4, &wrapped_literals},
    {"blanks, comments, case", 3, &blanks_and_case},
    {"other names", 3, &other_names},
    {"WITH * between clauses", 4, &with_star},
};

}  // namespace

std::span<const Relation> syntax_relations() {
  return kRelations;
}

}  // namespace polgraph::meta
