#include "tests/metamorphic/reference.h"

#include <algorithm>
#include <functional>

namespace polgraph::meta {

namespace {

// What a variable stands for: a place among the nodes, among the relationships, or several of these; -1: null.
struct Thing {
  enum class Kind { Node, Relationship, Walk } kind = Kind::Node;
  int place = -1;
  std::vector<int> places;
  bool null_walk = false;
};
using Row = std::map<std::string, Thing>;
using Truth = std::optional<bool>;

Truth negated(Truth value) {
  return value ? Truth(!*value) : value;
}

Truth both(Truth a, Truth b) {
  if ((a && !*a) || (b && !*b)) return false;
  return a && b ? Truth(true) : std::nullopt;
}

class Trial {
 public:
  explicit Trial(const Model& model) : model_(model) {}

  std::vector<Row> match(const std::vector<Row>& rows, const ReferenceClause& clause) {
    std::vector<Row> made;
    for (const Row& row : rows) {
      found_.clear();
      used_.assign(model_.relationships.size(), false);
      clause_ = &clause;
      part(0, row);
      if (found_.empty() && clause.optional) found_.push_back(with_nulls(row));
      made.insert(made.end(), found_.begin(), found_.end());
    }
    return made;
  }

 private:
  void part(std::size_t number, const Row& row) {
    if (number == clause_->pattern.size()) {
      if (!clause_->where || truth(*clause_->where, row).value_or(false)) found_.push_back(row);
      return;
    }
    const PathShape& path = clause_->pattern[number];
    each_node(path.nodes[0], row, [&](const Row& next, int place) { step(number, 0, next, place); });
  }

  void step(std::size_t number, std::size_t at, const Row& row, int from) {
    const PathShape& path = clause_->pattern[number];
    if (at == path.steps.size()) return part(number + 1, row);
    const StepShape& wanted = path.steps[at];
    const auto arrive = [&](const Row& next, int to) {
      each_node(path.nodes[at + 1], next, [&](const Row& reached, int place) {
        if (place == to) step(number, at + 1, reached, to);
      });
    };
    if (wanted.walk) {
      std::vector<int> taken;
      walk(wanted, row, from, taken, arrive);
      return;
    }
    each_step(wanted, from, [&](int relationship, int to) {
      const auto bound = row.find(wanted.variable);
      if (bound != row.end() && bound->second.place != relationship) return;
      Row next = row;
      next[wanted.variable] = Thing{Thing::Kind::Relationship, relationship, {}, false};
      const auto place = static_cast<std::size_t>(relationship);
      used_[place] = true;
      arrive(next, to);
      used_[place] = false;
    });
  }

  template <class Arrive>
  void walk(const StepShape& wanted, const Row& row, int at, std::vector<int>& taken, const Arrive& arrive) {
    const int length = static_cast<int>(taken.size());
    if (length >= wanted.min) {
      Row next = row;
      next[wanted.variable] = Thing{Thing::Kind::Walk, 0, taken, false};
      arrive(next, at);
    }
    if (wanted.max >= 0 && length == wanted.max) return;
    each_step(wanted, at, [&](int relationship, int to) {
      const auto place = static_cast<std::size_t>(relationship);
      used_[place] = true;
      taken.push_back(relationship);
      walk(wanted, row, to, taken, arrive);
      taken.pop_back();
      used_[place] = false;
    });
  }

  // Unused relationships of the right type and properties that leave `from` in the right direction.
  void each_step(const StepShape& wanted, int from, const std::function<void(int, int)>& visit) {
    for (std::size_t i = 0; i < model_.relationships.size(); ++i) {
      const ModelRelationship& each = model_.relationships[i];
      if (used_[i] || (wanted.types && !has(*wanted.types, {each.type})) || !fits(wanted.wanted, each.properties)) continue;
      const int start = static_cast<int>(each.from), end = static_cast<int>(each.to), number = static_cast<int>(i);
      if (wanted.arrow != Arrow::Left && start == from) visit(number, end);
      if (wanted.arrow == Arrow::Left && end == from) visit(number, start);
      if (wanted.arrow == Arrow::Both && end == from && start != end) visit(number, start);
    }
  }

  void each_node(const NodeShape& wanted, const Row& row, const std::function<void(const Row&, int)>& visit) {
    for (std::size_t i = 0; i < model_.nodes.size(); ++i) {
      const auto bound = row.find(wanted.variable);
      if (bound != row.end() && bound->second.place != static_cast<int>(i)) continue;
      const ModelNode& node = model_.nodes[i];
      if ((wanted.labels && !has(*wanted.labels, node.labels)) || !fits(wanted.wanted, node.properties)) continue;
      Row next = row;
      next[wanted.variable] = Thing{Thing::Kind::Node, static_cast<int>(i), {}, false};
      visit(next, static_cast<int>(i));
    }
  }

  Row with_nulls(const Row& row) const {
    Row made = row;
    const auto add = [&](const std::string& name, Thing::Kind kind) {
      if (made.count(name) == 0) made[name] = Thing{kind, -1, {}, true};
    };
    for (const PathShape& path : clause_->pattern) {
      for (const NodeShape& node : path.nodes) add(node.variable, Thing::Kind::Node);
      for (const StepShape& each : path.steps) {
        add(each.variable, each.walk ? Thing::Kind::Walk : Thing::Kind::Relationship);
      }
    }
    return made;
  }

  static bool has(const Labels& labels, const std::vector<std::string>& names) {
    const auto part = [&](const Labels& each) { return has(each, names); };
    switch (labels.op) {
      case Labels::Op::Name: return std::count(names.begin(), names.end(), labels.name) > 0;
      case Labels::Op::Any: return !names.empty();
      case Labels::Op::Not: return !part(labels.parts[0]);
      case Labels::Op::And: return std::all_of(labels.parts.begin(), labels.parts.end(), part);
      case Labels::Op::Or: return std::any_of(labels.parts.begin(), labels.parts.end(), part);
    }
    return false;
  }

  // Only values whose texts are equal exactly when the values are: integers and plain texts.
  static bool fits(const Wanted& wanted, const Properties& properties) {
    return std::all_of(wanted.begin(), wanted.end(), [&](const auto& each) {
      const auto found = properties.find(each.first);
      return found != properties.end() && found->second == each.second;
    });
  }

  std::optional<std::string> property(const Row& row, const std::string& name, const std::string& key) const {
    const Thing& thing = row.at(name);
    if (thing.place < 0) return std::nullopt;
    const auto place = static_cast<std::size_t>(thing.place);
    const Properties& all = thing.kind == Thing::Kind::Node ? model_.nodes[place].properties
                                                            : model_.relationships[place].properties;
    const auto found = all.find(key);
    return found == all.end() ? std::nullopt : std::optional(found->second);
  }

  Truth truth(const Test& test, const Row& row) const {
    const auto part = [&](std::size_t i) { return truth(test.parts[i], row); };
    switch (test.op) {
      case Test::Op::And: return both(part(0), part(1));
      case Test::Op::Or: return negated(both(negated(part(0)), negated(part(1))));
      case Test::Op::Xor: return part(0) && part(1) ? Truth(*part(0) != *part(1)) : std::nullopt;
      case Test::Op::Not: return negated(part(0));
      case Test::Op::IsNull: return !property(row, test.a, test.key).has_value();
      case Test::Op::HasLabel: {
        const int place = row.at(test.a).place;
        if (place < 0) return std::nullopt;
        return has(Labels{Labels::Op::Name, test.key, {}}, model_.nodes[static_cast<std::size_t>(place)].labels);
      }
      case Test::Op::SameNode: {
        const int a = row.at(test.a).place, b = row.at(test.b).place;
        return a < 0 || b < 0 ? std::nullopt : Truth(a == b);
      }
      case Test::Op::Exists: return !Trial(model_).match({row}, *test.inner).empty();
      case Test::Op::Count: return std::to_string(Trial(model_).match({row}, *test.inner).size()) == test.b;
      default: break;
    }
    const auto left = property(row, test.a, test.key);
    const auto right = test.b_is_name ? property(row, test.b, test.key) : std::optional(test.b);
    if (!left || !right) return std::nullopt;
    if (test.op == Test::Op::Equal) return *left == *right;
    if (test.op == Test::Op::StartsWith) return starts_with(*left, *right);
    return std::stoll(*left) < std::stoll(*right);
  }

  // Of two quoted texts.
  static bool starts_with(const std::string& text, const std::string& begin) {
    return text.substr(0, text.size() - 1).starts_with(begin.substr(0, begin.size() - 1));
  }

  const Model& model_;
  const ReferenceClause* clause_ = nullptr;
  std::vector<bool> used_;
  std::vector<Row> found_;
};

std::string thing_text(const Thing& thing, const Model& model) {
  const auto number = [&](int place) {
    if (place < 0) return std::string("null");
    const auto at = static_cast<std::size_t>(place);
    return thing.kind == Thing::Kind::Node ? model.nodes[at].properties.at("k")
                                           : model.relationships[at].properties.at("k");
  };
  if (thing.kind != Thing::Kind::Walk) return number(thing.place);
  if (thing.null_walk) return "null";
  std::string text = "[";
  for (const int place : thing.places) text += (text.size() > 1 ? ", " : "") + number(place);
  return text + "]";
}

}  // namespace

std::string text_of(const Test& test) {
  const auto part = [&](std::size_t i) { return "(" + text_of(test.parts[i]) + ")"; };
  const std::string left = test.a + "." + test.key, right = test.b_is_name ? test.b + "." + test.key : test.b;
  switch (test.op) {
    case Test::Op::Less: return left + " < " + right;
    case Test::Op::Equal: return left + " = " + right;
    case Test::Op::StartsWith: return left + " STARTS WITH " + right;
    case Test::Op::IsNull: return left + " IS NULL";
    case Test::Op::HasLabel: return test.a + ":" + test.key;
    case Test::Op::SameNode: return test.a + " = " + test.b;
    case Test::Op::And: return part(0) + " AND " + part(1);
    case Test::Op::Or: return part(0) + " OR " + part(1);
    case Test::Op::Xor: return part(0) + " XOR " + part(1);
    case Test::Op::Not: return "NOT " + part(0);
    case Test::Op::Exists: return "EXISTS { " + text_of(*test.inner) + " }";
    case Test::Op::Count: return "COUNT { " + text_of(*test.inner) + " } = " + test.b;
  }
  return "";
}

std::string text_of(const ReferenceClause& clause) {
  std::string text = (clause.optional ? "OPTIONAL MATCH " : "MATCH ") + text_of(clause.pattern);
  return clause.where ? text + " WHERE " + text_of(*clause.where) : text;
}

std::vector<ReferenceRow> match_by_trying(const Model& model, const std::vector<ReferenceClause>& clauses,
                                          const std::vector<std::string>& names) {
  std::vector<Row> rows(1);
  Trial trial(model);
  for (const ReferenceClause& clause : clauses) rows = trial.match(rows, clause);
  std::vector<ReferenceRow> texts;
  for (const Row& row : rows) {
    texts.emplace_back();
    for (const std::string& name : names) texts.back().push_back(thing_text(row.at(name), model));
  }
  return texts;
}

}  // namespace polgraph::meta
