#include "tests/metamorphic/generator.h"

#include <algorithm>

namespace polgraph::meta {

namespace {

std::string marked(const std::string& literal) {
  return kLiteralBegin + literal + kLiteralEnd;
}

}  // namespace

std::string Generator::fresh(char kind) {
  return std::string(1, static_cast<char>(kind - 'A' + 'a')) + std::to_string(counter_++);
}

bool Generator::has(char kind) const {
  return std::any_of(scope.begin(), scope.end(), [&](const Name& each) { return each.kind == kind; });
}

std::string Generator::any_of(char kind) {
  std::vector<std::string> names;
  for (const Name& each : scope) {
    if (each.kind == kind) names.push_back(each.name);
  }
  return names.empty() ? "" : random.pick(names);
}

// Entities cannot be written down: a template that asks for one needs a variable.
bool Generator::possible(const std::string& pattern) const {
  for (std::size_t at = pattern.find('$'); at != std::string::npos; at = pattern.find('$', at + 1)) {
    const char kind = pattern[at + 1];
    const char needed = kind == 'V' ? 'N' : kind;
    if (std::string_view("NRQP").find(needed) != std::string_view::npos && !has(needed)) return false;
    if (std::string_view("plec").find(kind) != std::string_view::npos && budget_ <= 0) return false;
  }
  return true;
}

std::string Generator::literal(char kind) {
  const bool list = kind == 'L' || kind == 'T';  // null + 1 can be no list, as a list is wanted: refused
  if (!list && random.percent(3)) return marked("null");
  switch (kind) {
    case 'I': return marked(random.percent(1) ? "9223372036854775807" : random_value('i', random));
    case 'T': return marked(random.word("['a','b'] [] ['ab',null]"));
    case 'L': return marked(random.percent(20) ? "[1,null,2]" : random_value('l', random));
    case 'M': return marked("{a: " + random_value('i', random) + "}");
    case 'A': return marked(random_value('v', random));
    default: return marked(random_value(static_cast<char>(kind - 'A' + 'a'), random));
  }
}

std::string Generator::expression(char kind, int depth) {
  const bool entity = std::string_view("NRQP").find(kind) != std::string_view::npos;
  if (has(kind) && (depth <= 0 || random.percent(entity ? 85 : 25))) return any_of(kind);
  std::vector<std::string> choices;
  for (const std::string& each : templates_of(kind)) {
    const bool leaf = each.size() <= 8 && each.find('.') == 2;  // $N.key
    if ((depth > 0 || leaf) && possible(each)) choices.push_back(each);
  }
  if (entity && choices.empty()) return any_of(kind);
  if (!entity && (choices.empty() || (depth <= 0 && random.percent(40)))) return literal(kind);
  return expand(random.pick(choices), depth - 1);
}

std::string Generator::expand(const std::string& pattern, int depth) {
  std::string text;
  std::vector<Name> pending;
  std::vector<std::size_t> frames;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const char c = pattern[i];
    if (c == '$' && (pattern[i + 1] == 'p' || pattern[i + 1] == 'l')) {
      --budget_;
      PatternWish wish{1, 2, true, false, true, true};
      wish.linked = pattern[++i] == 'l';
      text += text_of(path(wish, pending));
    } else if (c == '$' && pattern[i + 1] == 'e') {
      --budget_, ++i;
      text += anonymous_pattern();
    } else if (c == '$' && pattern[i + 1] == 'c') {
      ++i;
      text += expand("[$l# WHERE $B | $I;]", depth);
    } else if (c == '$') {
      const char kind = pattern[++i];
      text += kind == 'V' ? any_of('N') : expression(kind, depth);
    } else if (c == '@') {
      const char kind = pattern[++i];
      pending.push_back({fresh(kind), kind});
      text += pending.back().name;
    } else if (c == '#') {
      frames.push_back(pending.size());
      scope.insert(scope.end(), pending.begin(), pending.end());
      pending.clear();
    } else if (c == ';') {
      scope.resize(scope.size() - frames.back());
      frames.pop_back();
    } else {
      text += c;
    }
  }
  return text;
}

// Only here a pattern may stand for a truth value.
std::string Generator::condition() {
  static const std::vector<std::string> kForms = {"$e", "NOT $e", "$e AND $B", "($e OR $B)", "NOT ($e XOR $B)"};
  const std::string& form = random.pick(kForms);
  return random.percent(15) && possible(form) ? expand(form, 2) : expression('B');
}

// Everything by which rows can be told apart and sorted, so that SKIP and LIMIT are certain.
std::string Generator::sort_by(const std::vector<std::string>& names) {
  std::vector<std::string> keys = names;
  random.shuffle(keys);
  std::string text;
  for (const std::string& key : keys) {
    text += (text.empty() ? " ORDER BY " : ", ") + key + (random.percent(30) ? " DESC" : "");
  }
  if (random.percent(30)) text += " SKIP " + std::to_string(random.between(0, 3));
  if (random.percent(60)) text += " LIMIT " + std::to_string(random.between(0, 6));
  return text;
}

std::string Generator::projection(std::vector<Name>& made, bool final) {
  std::string text;
  std::vector<std::string> names;
  bool bag = false;
  const auto item = [&](const std::string& expression, char kind, std::string name) {
    text += (text.empty() ? "" : ", ") + (expression == name ? name : expression + " AS " + name);
    made.push_back({name, kind});
    names.push_back(std::move(name));
  };
  const bool grouped = random.percent(30);
  for (const Name& each : scope) {
    if (random.percent(grouped ? 30 : 70)) item(each.name, each.kind, each.name);
  }
  for (int i = random.between(0, 2); i > 0; --i) {
    const char kind = random.word("I I S A A B F D L")[0];
    item(expression(kind), kind, fresh(kind));
  }
  if (grouped) {
    for (int i = random.between(1, 2); i > 0; --i) {
      const auto& [kind, pattern] = random.pick(aggregates());
      if (possible(pattern)) item(expand(pattern, 2), kind, fresh(kind));
    }
    if (final && random.percent(40)) {
      text += (text.empty() ? "" : ", ") + expand("collect($A) AS bag", 2);
      bag = true;
    }
  }
  if (text.empty()) item(expression('I', 1), 'I', fresh('I'));
  if (random.percent(15) && !bag) text = "DISTINCT " + text;
  if (random.percent(20) && !bag) text += sort_by(names);
  return text;
}

ClauseShape Generator::unwind() {
  static const std::vector<std::pair<char, std::string>> kLists = {
      {'I', "$L"},         {'A', "[$A, $A, $A]"},     {'S', "$T"},  {'I', "range(1, 3)"},
      {'N', "nodes($P)"},  {'R', "relationships($P)"}, {'R', "$Q"}, {'I', "range(0, coalesce($I, 1) % 4)"},
      {'I', "[1, 2, null]"}, {'N', "[$N, $N]"},        {'M', "[$M, $M]"}};
  while (true) {
    const auto& [kind, pattern] = random.pick(kLists);
    if (!possible(pattern)) continue;
    const std::string list = expand(pattern, 2), name = fresh(kind);
    scope.push_back({name, kind});
    return {false, false, {}, "", "UNWIND " + list + " AS " + name};
  }
}

ClauseShape Generator::with() {
  std::vector<Name> made;
  std::string text = "WITH " + projection(made, false);
  scope = made;
  if (random.percent(30)) text += " WHERE " + condition();
  return {false, false, {}, "", std::move(text)};
}

ClauseShape Generator::call() {
  std::vector<std::string> imports;
  std::vector<Name> inner;
  for (const Name& each : scope) {
    if (!random.percent(60)) continue;
    imports.push_back(each.name);
    inner.push_back(each);
  }
  std::string list;
  for (const std::string& name : imports) list += (list.empty() ? "" : ", ") + name;
  const std::vector<Name> outer = scope;
  scope = inner;
  const bool old_form = random.percent(50);
  std::string body = old_form && !list.empty() ? "WITH " + list + " " : "";
  const std::size_t before = scope.size();
  body += text_of(random.percent(70) ? match({1, 1, true, false, true, true}, random.percent(30)) : unwind());
  const char kind = scope.size() > before && random.percent(50) ? scope.back().kind : 'I';
  const std::string result = fresh(kind);
  const bool grouped = kind == 'I' && random.percent(50);
  body += " RETURN " + (grouped ? expand("count($A)", 2) : expression(kind, 1)) + " AS " + result;
  scope = outer;
  scope.push_back({result, kind});
  return {false, false, {}, "", (old_form ? "CALL { " : "CALL (" + list + ") { ") + body + " }"};
}

std::vector<ClauseShape> Generator::reading(int clauses) {
  std::vector<ClauseShape> made;
  for (int i = 0; i < clauses || made.empty(); ++i) {
    const int choice = random.between(0, 99);
    if (i == 0 && scope.empty()) {
      made.push_back(choice < 85 ? match({}, choice < 8) : unwind());
    } else if (choice < 35) {
      made.push_back(match({1, 2, true, false, true, true}));
    } else if (choice < 52) {
      made.push_back(match({1, 2, true, false, true, true}, true));
    } else if (choice < 67) {
      made.push_back(unwind());
    } else if (choice < 88) {
      made.push_back(with());
    } else {
      made.push_back(call());
    }
  }
  return made;
}

std::string Generator::all_columns() {
  std::string text;
  for (const Name& each : scope) text += (text.empty() ? "" : ", ") + each.name;
  return text.empty() ? "1 AS one" : text;
}

std::string Generator::query(int clauses) {
  const std::string text = text_of(reading(clauses));
  return text + " " + ending();
}

std::string Generator::ending() {
  std::string text;
  if (random.percent(35)) text = text_of(reading(1)) + " ";
  if (random.percent(40)) return text + "RETURN " + all_columns();
  std::vector<Name> made;
  return text + "RETURN " + projection(made, true);
}

}  // namespace polgraph::meta
