#include "query/syntax/unparse_writer.h"

namespace polgraph::unparsing {

namespace {

std::string hops_text(const std::optional<Hops>& hops) {
  if (!hops) return "";
  if (hops->min && hops->max && *hops->min == *hops->max) return "*" + std::to_string(*hops->min);
  if (!hops->min && !hops->max) return "*";
  return "*" + (hops->min ? std::to_string(*hops->min) : "") + ".." + (hops->max ? std::to_string(*hops->max) : "");
}

std::string quantifier_text(const Hops& hops) {
  if (!hops.max && *hops.min <= 1) return *hops.min == 0 ? "*" : "+";
  if (hops.max == hops.min) return "{" + std::to_string(*hops.min) + "}";
  return "{" + std::to_string(*hops.min) + "," + (hops.max ? std::to_string(*hops.max) : "") + "}";
}

}  // namespace

void Writer::labels(const LabelExpression& expression) {
  text += ':';
  write(expression, 0);
}

void Writer::write(const LabelExpression& labels, int needed) {
  const int own = labels.op == LabelExpression::Op::Or ? 0 : labels.op == LabelExpression::Op::And ? 1 : 2;
  if (own < needed) text += '(';
  switch (labels.op) {
    case LabelExpression::Op::Name: name(labels.name); break;
    case LabelExpression::Op::Any: text += '%'; break;
    case LabelExpression::Op::Dynamic:
      text += labels.any_of ? "$any(" : "$(";
      write(*labels.value, kAny);
      text += ')';
      break;
    case LabelExpression::Op::Not:
      text += '!';
      write(labels.operands[0], 2);
      break;
    default: joined(labels.operands, own == 0 ? "|" : "&", [&](const LabelExpression& each) { write(each, own + 1); });
  }
  if (own < needed) text += ')';
}

void Writer::write(const NodePattern& node) {
  text += '(';
  detail(node, node.labels, "");
  text += ')';
}

void Writer::write(const RelationshipPattern& step) {
  if (step.kind == RelationshipPattern::Kind::Group) {
    text += '(';
    steps(*step.group);
    optional(" WHERE ", step.group->where);
    text += ")" + quantifier_text(*step.hops);
    return;
  }
  text += step.arrow == RelationshipPattern::Arrow::Left ? "<-" : "-";
  if (!step.variable.empty() || step.types || step.hops || step.properties || step.where) {
    text += '[';
    detail(step, step.types, hops_text(step.hops));
    text += ']';
  }
  text += step.arrow == RelationshipPattern::Arrow::Right ? "->" : "-";
}

void Writer::write(const PathPattern& path) {
  if (!path.variable.empty()) {
    variable(path.variable);
    text += " = ";
  }
  selector(path);
  const bool function = path.selector != PathPattern::Selector::All && !path.selective();
  if (function) text += path.selector == PathPattern::Selector::Shortest ? "shortestPath(" : "allShortestPaths(";
  if (path.where) text += '(';
  steps(path);
  optional(" WHERE ", path.where);
  if (path.where) text += ')';
  if (function) text += ')';
}

void Writer::selector(const PathPattern& path) {
  using Selector = PathPattern::Selector;
  static constexpr std::string_view kModes[] = {"", "ACYCLIC ", "SIMPLE "};
  if (path.selective()) text += path.selector == Selector::AnyK ? "ANY " : "SHORTEST ";
  if (path.count) {
    write(path.count);
    text += ' ';
  }
  text += kModes[static_cast<int>(path.mode)];
  if (path.selector == Selector::ShortestGroups) text += "GROUPS ";
}

void Writer::steps(const PathPattern& path) {
  std::size_t open = 0;
  for (std::size_t i = 0; i < path.nodes.size(); ++i) {
    if (i > 0 && path.relationships[i - 1].kind == RelationshipPattern::Kind::Join) {
      text += '(';
      ++open;
    } else if (i > 0) {
      write(path.relationships[i - 1]);
    }
    if (!path.nodes[i].implied) write(path.nodes[i]);
  }
  text.append(open, ')');
}

void Writer::write(const Pattern& pattern) {
  joined(pattern, ", ", [&](const PathPattern& path) { write(path); });
}

}  // namespace polgraph::unparsing
