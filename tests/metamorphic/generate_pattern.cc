#include "tests/metamorphic/generator.h"

namespace polgraph::meta {

namespace {

Labels random_labels(Random& random) {
  using Op = Labels::Op;
  const auto name = [&] { return Labels{Op::Name, random.word("A A B B C D"), {}}; };
  const int choice = random.between(0, 99);
  if (choice < 60) return name();
  if (choice < 72) return {Op::And, "", {name(), name()}};
  if (choice < 84) return {Op::Or, "", {name(), name()}};
  if (choice < 92) return {Op::Not, "", {name()}};
  if (choice < 96) return {Op::Any, "", {}};
  return {Op::And, "", {name(), {Op::Not, "", {{Op::Or, "", {name(), name()}}}}}};
}

Labels random_types(Random& random) {
  using Op = Labels::Op;
  const auto name = [&] { return Labels{Op::Name, random.word("T T T U U V W"), {}}; };
  if (random.percent(65)) return name();
  return {Op::Or, "", {name(), name()}};
}

}  // namespace

void Generator::add_wanted(Wanted& wanted) {
  const char kind = random.word("I I I S S A")[0];
  const std::string key = kind == 'I'   ? random.word("i i j id")
                          : kind == 'S' ? random.word("s s id name")
                                        : random.word("v id name");
  wanted.emplace_back(key, random.percent(70) ? literal(kind) : expression(kind, 1));
}

NodeShape Generator::node(const PatternWish& wish, std::vector<Name>& made) {
  NodeShape shape;
  const std::string bound = wish.bound && random.percent(30) ? any_of('N') : "";
  if (!bound.empty()) {
    shape.variable = bound;
    if (random.percent(80)) return shape;
  } else if (random.percent(15)) {
    for (const Name& each : made) {
      if (each.kind == 'N') shape.variable = each.name;
    }
  }
  const bool anonymous = shape.variable.empty() && random.percent(20);
  if (shape.variable.empty() && !anonymous) {
    shape.variable = fresh('N');
    made.push_back({shape.variable, 'N'});
  }
  if (random.percent(35)) shape.labels = random_labels(random);
  if (!wish.conditions) return shape;
  if (random.percent(15)) add_wanted(shape.wanted);
  if (random.percent(8) && !anonymous) {
    scope.push_back({shape.variable, 'N'});
    shape.where = expression('B', 2);
    scope.pop_back();
  }
  return shape;
}

PathShape Generator::path(const PatternWish& wish, std::vector<Name>& made) {
  PathShape shape;
  shape.nodes.push_back(node(wish, made));
  const int steps = !wish.linked && random.percent(10) ? 0 : random.between(1, wish.steps);
  for (int i = 0; i < steps; ++i) {
    StepShape step;
    const int arrow = random.between(0, 9);
    step.arrow = arrow < 5 ? Arrow::Right : arrow < 8 ? Arrow::Left : Arrow::Both;
    if (random.percent(45)) step.types = random_types(random);
    step.walk = wish.walks && random.percent(20);
    if (step.walk) {
      step.min = random.between(0, 2);
      step.max = step.min + random.between(0, 2);
      if (step.max == 0) step.max = 1;
      if (random.percent(15) && model_.relationships.size() <= 6) step.max = -1;
    }
    const std::string bound = wish.bound && !step.walk && random.percent(6) ? any_of('R') : "";
    if (!bound.empty()) {
      bool taken = false;
      for (const StepShape& other : shape.steps) taken = taken || other.variable == bound;
      if (!taken) step.variable = bound;
    } else if (random.percent(60) && !(step.walk && wish.directed)) {
      step.variable = fresh(step.walk ? 'Q' : 'R');
      made.push_back({step.variable, step.walk ? 'Q' : 'R'});
    }
    if (wish.conditions && random.percent(10)) add_wanted(step.wanted);
    shape.steps.push_back(std::move(step));
    shape.nodes.push_back(node(wish, made));
  }
  if (!wish.directed && random.percent(20)) {
    shape.variable = fresh('P');
    made.push_back({shape.variable, 'P'});
  }
  return shape;
}

PatternShape Generator::pattern(const PatternWish& wish, std::vector<Name>& made) {
  PatternShape shape;
  const int parts = random.percent(70) ? 1 : random.between(1, wish.parts);
  PatternWish each = wish;
  for (int i = 0; i < parts; ++i) {
    shape.push_back(path(each, made));
    // A relationship that is bound stands at most once in a pattern.
    each.bound = false;
  }
  return shape;
}

// Starts at a node in scope where there is one: else it tells nothing about the row.
std::string Generator::anonymous_pattern() {
  std::vector<Name> none;
  PathShape shape = path({1, 2, false, true, true, false}, none);
  if (shape.steps.empty()) {
    shape.steps.emplace_back();
    shape.nodes.emplace_back();
  }
  for (NodeShape& each : shape.nodes) each.variable.clear(), each.where.clear();
  for (StepShape& each : shape.steps) each.variable.clear();
  if (has('N')) shape.nodes.front().variable = any_of('N');
  if (has('N') && random.percent(30)) shape.nodes.back().variable = any_of('N');
  return text_of(shape);
}

ClauseShape Generator::match(const PatternWish& wish, bool optional) {
  ClauseShape clause;
  clause.match = true;
  clause.optional = optional;
  std::vector<Name> made;
  clause.pattern = pattern(wish, made);
  scope.insert(scope.end(), made.begin(), made.end());
  if (random.percent(35)) clause.where = condition();
  return clause;
}

}  // namespace polgraph::meta
