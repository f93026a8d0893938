#include "tests/metamorphic/shapes.h"

#include <algorithm>

namespace polgraph::meta {

namespace {

std::string wanted_text(const Wanted& wanted) {
  std::string text;
  for (const auto& [key, value] : wanted) text += (text.empty() ? "{" : ", ") + key + ": " + value;
  return text.empty() ? "" : text + "}";
}

std::string inside(const std::string& variable, const std::optional<Labels>& labels) {
  return variable + (labels ? ":" + text_of(*labels) : "");
}

void add_part(std::string& text, const std::string& part) {
  if (part.empty()) return;
  if (!text.empty()) text += ' ';
  text += part;
}

}  // namespace

std::string text_of(const Labels& labels) {
  using Op = Labels::Op;
  const auto joined = [&](const char* between) {
    std::string text;
    for (const Labels& part : labels.parts) {
      const bool name = part.op == Op::Name || part.op == Op::Any;
      text += (text.empty() ? "" : between) + (name ? text_of(part) : "(" + text_of(part) + ")");
    }
    return text;
  };
  switch (labels.op) {
    case Op::Name: return labels.name;
    case Op::Any: return "%";
    case Op::Not: return "!" + joined("");
    case Op::And: return joined("&");
    case Op::Or: return joined("|");
  }
  return "";
}

Arrow turned(Arrow arrow) {
  return arrow == Arrow::Both ? Arrow::Both : arrow == Arrow::Left ? Arrow::Right : Arrow::Left;
}

std::string text_of(const NodeShape& node) {
  std::string text = inside(node.variable, node.labels);
  add_part(text, wanted_text(node.wanted));
  if (!node.where.empty()) add_part(text, "WHERE " + node.where);
  return "(" + text + ")";
}

std::string text_of(const StepShape& step) {
  std::string text = inside(step.variable, step.types);
  if (step.walk) {
    text += "*" + std::to_string(step.min);
    if (step.max != step.min) text += ".." + (step.max < 0 ? "" : std::to_string(step.max));
  }
  add_part(text, wanted_text(step.wanted));
  if (!step.where.empty()) add_part(text, "WHERE " + step.where);
  if (!text.empty()) text = "[" + text + "]";
  return (step.arrow == Arrow::Left ? "<-" : "-") + text + (step.arrow == Arrow::Right ? "->" : "-");
}

std::string text_of(const PathShape& path) {
  std::string text;
  for (std::size_t i = 0; i < path.nodes.size(); ++i) {
    if (i > 0) text += text_of(path.steps[i - 1]);
    text += text_of(path.nodes[i]);
  }
  if (!path.selector.empty()) text = path.selector + "(" + text + ")";
  return path.variable.empty() ? text : path.variable + " = " + text;
}

std::string text_of(const PatternShape& pattern) {
  std::string text;
  for (const PathShape& path : pattern) text += (text.empty() ? "" : ", ") + text_of(path);
  return text;
}

PathShape reversed(const PathShape& path) {
  PathShape made = path;
  std::reverse(made.nodes.begin(), made.nodes.end());
  std::reverse(made.steps.begin(), made.steps.end());
  for (StepShape& step : made.steps) step.arrow = turned(step.arrow);
  return made;
}

std::vector<std::string> step_variables(const PatternShape& pattern, bool walks) {
  std::vector<std::string> names;
  for (const PathShape& path : pattern) {
    for (const StepShape& step : path.steps) {
      if (step.walk == walks && !step.variable.empty()) names.push_back(step.variable);
    }
  }
  return names;
}

std::string text_of(const ClauseShape& clause) {
  if (!clause.match) return clause.text;
  std::string text = (clause.optional ? "OPTIONAL MATCH " : "MATCH ") + text_of(clause.pattern);
  return clause.where.empty() ? text : text + " WHERE " + clause.where;
}

std::string text_of(const std::vector<ClauseShape>& clauses) {
  std::string text;
  for (const ClauseShape& clause : clauses) add_part(text, text_of(clause));
  return text;
}

}  // namespace polgraph::meta
