// The engine's MATCH against one that tries every assignment.
#include <algorithm>
#include <map>
#include <memory>

#include "tests/metamorphic/reference.h"
#include "tests/metamorphic/relation.h"

namespace polgraph::meta {

namespace {

const char* const kTexts = "'a' 'b' 'ab' 'Ab' ''";

Test random_test(Generator& g, const std::vector<std::string>& nodes, const std::vector<std::string>& steps, int depth) {
  using Op = Test::Op;
  Random& random = g.random;
  if (depth > 0 && random.percent(60)) {
    const auto part = [&] { return random_test(g, nodes, steps, depth - 1); };
    const int choice = random.between(0, 3);
    if (choice == 0) return {Op::Not, "", "", "", false, {part()}};
    return {choice == 1 ? Op::And : choice == 2 ? Op::Or : Op::Xor, "", "", "", false, {part(), part()}};
  }
  const std::string node = random.pick(nodes);
  const std::string any = steps.empty() || random.percent(60) ? node : random.pick(steps);
  switch (random.below(8)) {
    case 0: return {Op::Less, any, "i", random.word("0 1 2 3 -1"), false, {}};
    case 1: return {Op::Less, any, "i", random.pick(nodes), true, {}};
    case 2: return {Op::Equal, any, "i", random.pick(nodes), true, {}};
    case 3: return {Op::Equal, any, "s", random.word(kTexts), false, {}};
    case 4: return {Op::IsNull, any, random.word("i s k"), "", false, {}};
    case 5: return {Op::SameNode, node, "", random.pick(nodes), false, {}};
    case 6: return {Op::StartsWith, any, "s", random.word(kTexts), false, {}};
    default: return {Op::HasLabel, node, random.word("A B C D"), "", false, {}};
  }
}

// Names for what has none, wanted properties the reference can compare, and no relationship that is bound already.
void make_plain(Generator& g, PathShape& path) {
  const auto plain = [&](Wanted& wanted) {
    for (auto& [key, value] : wanted) {
      key = g.random.percent(60) ? "i" : "s";
      value = key == "i" ? g.random.word("0 1 2 3") : g.random.word(kTexts);
    }
  };
  for (NodeShape& node : path.nodes) {
    if (node.variable.empty()) node.variable = g.fresh('N');
    plain(node.wanted);
    node.where.clear();
  }
  for (StepShape& step : path.steps) {
    if (step.variable.empty()) step.variable = g.fresh(step.walk ? 'Q' : 'R');
    plain(step.wanted);
  }
}

struct Names {
  std::vector<std::string> nodes, steps, walks;
};

void add_names(const ReferenceClause& clause, Names& names) {
  const auto add = [](std::vector<std::string>& to, const std::string& name) {
    if (std::find(to.begin(), to.end(), name) == to.end()) to.push_back(name);
  };
  for (const PathShape& path : clause.pattern) {
    for (const NodeShape& node : path.nodes) add(names.nodes, node.variable);
    for (const StepShape& step : path.steps) add(step.walk ? names.walks : names.steps, step.variable);
  }
}

void see(Generator& g, const Names& names) {
  g.scope.clear();
  for (const std::string& name : names.nodes) g.scope.push_back({name, 'N'});
  for (const std::string& name : names.steps) g.scope.push_back({name, 'R'});
}

// EXISTS { ... } or COUNT { ... } = n, about a path that may begin at what is known.
Test inner_test(Generator& g, Names names) {
  auto inner = std::make_shared<ReferenceClause>();
  std::vector<Name> made;
  inner->pattern = {g.path({1, 2, true, true, true, true, true}, made)};
  make_plain(g, inner->pattern[0]);
  add_names(*inner, names);
  if (g.random.percent(50)) inner->where = random_test(g, names.nodes, names.steps, 1);
  Test test{g.random.percent(60) ? Test::Op::Exists : Test::Op::Count, "", "", g.random.word("0 1 2"), false, {}};
  test.inner = std::move(inner);
  if (g.random.percent(30)) return {Test::Op::Not, "", "", "", false, {std::move(test)}};
  return test;
}

std::vector<ReferenceClause> random_clauses(Generator& g, Names& names) {
  std::vector<ReferenceClause> clauses;
  const int count = g.random.between(1, 3);
  for (int i = 0; i < count; ++i) {
    ReferenceClause clause;
    clause.optional = g.random.percent(30);
    std::vector<Name> made;
    clause.pattern = g.pattern({2, i == 0 ? 3 : 2, true, true, true, i > 0}, made);
    for (PathShape& path : clause.pattern) make_plain(g, path);
    add_names(clause, names);
    see(g, names);
    if (g.random.percent(60)) clause.where = random_test(g, names.nodes, names.steps, 2);
    if (g.random.percent(20)) {
      Test inner = inner_test(g, names);
      clause.where = clause.where ? Test{Test::Op::And, "", "", "", false, {*clause.where, inner}} : inner;
    }
    clauses.push_back(std::move(clause));
  }
  return clauses;
}

// What is asked of the rows: all of them, those that differ, how many of each, or the first ones in order.
enum class Question { Rows, Distinct, Groups, Sorted };

std::string row_text(const ReferenceRow& row) {
  std::string text;
  for (const std::string& cell : row) text += (text.empty() ? "" : " | ") + cell;
  return text;
}

// Numbers, null last.
bool comes_before(const ReferenceRow& a, const ReferenceRow& b) {
  const auto key = [](const std::string& cell) { return cell == "null" ? 1000 : std::stoi(cell); };
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (key(a[i]) != key(b[i])) return key(a[i]) < key(b[i]);
  }
  return false;
}

std::vector<std::string> answer(std::vector<ReferenceRow> rows, Question question, std::size_t first) {
  std::vector<std::string> texts;
  std::map<std::string, int> groups;
  if (question == Question::Sorted) std::sort(rows.begin(), rows.end(), &comes_before);
  for (const ReferenceRow& row : rows) {
    const std::string text = row_text(row);
    const int count = ++groups[text];
    if (question == Question::Distinct && count > 1) continue;
    if (question == Question::Sorted && texts.size() == first) break;
    texts.push_back(text);
  }
  if (question != Question::Groups) return texts;
  texts.clear();
  for (const auto& [text, count] : groups) texts.push_back(text + " | " + std::to_string(count));
  return texts;
}

std::string column(const Names& names, const std::string& name) {
  const bool walk = std::find(names.walks.begin(), names.walks.end(), name) != names.walks.end();
  return walk ? "[x IN " + name + " | x.k]" : name + ".k";
}

std::optional<Case> by_trying(Generator& g) {
  Names names;
  const std::vector<ReferenceClause> clauses = random_clauses(g, names);
  std::vector<std::string> asked = names.nodes;
  asked.insert(asked.end(), names.steps.begin(), names.steps.end());
  Question question = Question::Rows;
  if (g.random.percent(40)) question = g.random.pick(std::vector{Question::Distinct, Question::Groups, Question::Sorted});
  if (question != Question::Sorted) asked.insert(asked.end(), names.walks.begin(), names.walks.end());
  if (question != Question::Rows) {
    g.random.shuffle(asked);
    asked.resize(1 + g.random.below(asked.size()));
  }
  std::string text, columns;
  for (const ReferenceClause& clause : clauses) text += text_of(clause) + " ";
  for (std::size_t i = 0; i < asked.size(); ++i) {
    columns += (i > 0 ? ", " : "") + column(names, asked[i]) + " AS c" + std::to_string(i);
  }
  const std::size_t first = g.random.below(8);
  text += question == Question::Distinct ? "RETURN DISTINCT " + columns : "RETURN " + columns;
  if (question == Question::Groups) text += ", count(*)";
  if (question == Question::Sorted) {
    for (std::size_t i = 0; i < asked.size(); ++i) text += (i > 0 ? ", c" : " ORDER BY c") + std::to_string(i);
    text += " LIMIT " + std::to_string(first);
  }
  Case made{runs({text}), {}, question == Question::Sorted ? Compare::Ordered : Compare::Bag};
  made.left[0].rewrites = g.random.percent(70);
  made.reference = [clauses, asked, question, first](const Model& model) {
    return answer(match_by_trying(model, clauses, asked), question, first);
  };
  return made;
}

const Relation kRelations[] = {{"MATCH by trying everything", 45, &by_trying}};

}  // namespace

std::span<const Relation> reference_relations() {
  return kRelations;
}

}  // namespace polgraph::meta
