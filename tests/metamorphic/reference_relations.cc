// The engine's MATCH against one that tries every assignment.
#include <algorithm>

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

void add_names(const ReferenceClause& clause, std::vector<std::string>& nodes, std::vector<std::string>& steps,
               std::vector<std::string>& walks) {
  const auto add = [](std::vector<std::string>& names, const std::string& name) {
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
  };
  for (const PathShape& path : clause.pattern) {
    for (const NodeShape& node : path.nodes) add(nodes, node.variable);
    for (const StepShape& step : path.steps) add(step.walk ? walks : steps, step.variable);
  }
}

std::optional<Case> by_trying(Generator& g) {
  std::vector<ReferenceClause> clauses;
  std::vector<std::string> nodes, steps, walks;
  std::string text;
  const int count = g.random.between(1, 3);
  for (int i = 0; i < count; ++i) {
    ReferenceClause clause;
    clause.optional = g.random.percent(30);
    std::vector<Name> made;
    clause.pattern = g.pattern({2, i == 0 ? 3 : 2, true, true, true, i > 0}, made);
    for (PathShape& path : clause.pattern) make_plain(g, path);
    add_names(clause, nodes, steps, walks);
    if (g.random.percent(60)) clause.where = random_test(g, nodes, steps, 2);
    g.scope.clear();
    for (const std::string& name : nodes) g.scope.push_back({name, 'N'});
    for (const std::string& name : steps) g.scope.push_back({name, 'R'});
    text += text_of(clause) + " ";
    clauses.push_back(std::move(clause));
  }
  std::string columns;
  std::vector<std::string> names;
  const auto add = [&](const std::vector<std::string>& from, const std::string& before, const std::string& after) {
    for (const std::string& name : from) {
      columns += (columns.empty() ? "" : ", ") + before + name + after;
      names.push_back(name);
    }
  };
  add(nodes, "", ".k");
  add(steps, "", ".k");
  add(walks, "[x IN ", " | x.k]");
  Case made{runs({text + "RETURN " + columns}), {}};
  made.left[0].rewrites = g.random.percent(70);
  made.reference = [clauses, names](const Model& model) { return match_by_trying(model, clauses, names); };
  return made;
}

const Relation kRelations[] = {{"MATCH by trying everything", 40, &by_trying}};

}  // namespace

std::span<const Relation> reference_relations() {
  return kRelations;
}

}  // namespace polgraph::meta
