// A diff for people: signs, subjects, their statements.
#include <ostream>
#include <utility>

#include "graph/search.h"
#include "graph/text/cypher.h"
#include "graph/text/utf8.h"
#include "tools/describe.h"
#include "tools/diff_report.h"

namespace polgraph::cli {

namespace {

constexpr std::size_t kMostLetters = 160;   // of a value
constexpr std::size_t kLettersBefore = 40;  // of a cut value, before the first letter that differs
constexpr std::size_t kMostNameLetters = 80;

const char* colour_of(char sign) {
  return sign == '+' ? "\x1b[32m" : sign == '-' ? "\x1b[31m" : "\x1b[33m";
}

// The letters of `text` from `begin` on, as many as are shown.
std::string part(const std::string& text, std::size_t begin) {
  const std::string shown = begin == 0 ? text : "…" + text.substr(code_point_offset(text, begin));
  return cut_code_points(shown, kMostLetters);
}

std::size_t common_letters(std::string_view a, std::string_view b) {
  std::size_t at = 0;
  while (at < a.size() && at < b.size() && a[at] == b[at]) ++at;
  return count_code_points(a.substr(0, at));
}

// Two values so that what differs is seen, however long they are.
std::string change_text(const Value& before, const Value& after) {
  const std::string a = to_cypher(before), b = to_cypher(after);
  const std::size_t common = common_letters(a, b);
  const std::size_t begin = common + 1 < kMostLetters ? 0 : common - kLettersBefore;
  return part(a, begin) + " -> " + part(b, begin);
}

std::string place_text(const std::string& source, const std::string& locator) {
  return source + (source.empty() || locator.empty() ? "" : " ") + locator;
}

std::string in_brackets(const std::string& text) {
  return text.empty() ? "" : "  [" + text + "]";
}

std::string place_text(const Statement& statement) {
  return in_brackets(place_text(statement.evidence.source, statement.evidence.locator));
}

std::string both_places(const Statement& before, const Statement& after) {
  if (before.evidence.locator == after.evidence.locator) return place_text(before);
  const auto shown = [](const std::string& locator) { return locator.empty() ? "no place" : locator; };
  return in_brackets(
      place_text(before.evidence.source, shown(before.evidence.locator) + " -> " + shown(after.evidence.locator)));
}

std::string fact_text(const Statement& statement) {
  const Fact& fact = statement.fact;
  if (fact.value.is_boolean() && (fact.predicate == "exists" || fact.predicate.starts_with("label:")))
    return fact.predicate;  // their value is true
  return fact.predicate + " = " + part(to_cypher(fact.value), 0);
}

std::string node_text(const Snapshot& graph, NodeId node) {
  const std::string id = diff_id(graph, EntityId::of(node));
  if (!id.empty()) return id;
  const auto held = graph.find_node(node);
  std::string text = "(" + label_text(graph, node);
  std::string between = " {";
  for (const auto& [key, value] : held ? held->properties : std::vector<Property>{}) {
    text += std::exchange(between, ", ") + graph.name(key) + ": " + part(to_cypher(value), 0);
  }
  if (between == ", ") text += "}";
  return cut_code_points(text, kMostNameLetters) + ")";
}

std::string subject_text(const Snapshot& graph, EntityId entity, bool with_details) {
  if (entity.is_node) {
    std::string text = "node " + node_text(graph, entity.node());
    const std::string name = display_name(graph, entity.node());
    const std::string id = diff_id(graph, entity);
    if (!id.empty() && name != id) text += " \"" + cut_code_points(name, kMostNameLetters) + "\"";
    return text;
  }
  const auto held = graph.find_relationship(entity.relationship());
  if (!held) return "relationship";
  const std::string id = diff_id(graph, entity);
  std::string text = "relationship " + (id.empty() ? "" : id + ": ") + node_text(graph, held->start) + " -" +
                     graph.name(held->type) + "-> " + node_text(graph, held->end);
  const std::string details = with_details ? relationship_details(graph, entity.relationship()) : "";
  return details.empty() ? text : text + " · " + cut_code_points(details, kMostLetters);
}

std::string statements_text(std::size_t count) {
  return " (" + std::to_string(count) + (count == 1 ? " statement)" : " statements)");
}

}  // namespace

DiffText::DiffText(Context& context, const DiffSide& before, const DiffSide& after, bool verbose)
    : context_(context), before_(before), after_(after), verbose_(verbose) {}

void DiffText::line(char sign, std::string_view indent, const std::string& text) {
  const bool colour = context_.colour;
  context_.out << indent << (colour ? colour_of(sign) : "") << sign << ' ' << printable(text)
               << (colour ? "\x1b[0m" : "") << '\n';
}

void DiffText::print(const SubjectDifference& subject) {
  const bool both = subject.before && subject.after;
  const std::string text = subject.before ? subject_text(before_.graph, *subject.before, !both)
                                          : subject_text(after_.graph, *subject.after, true);
  line(both ? '~' : subject.before ? '-' : '+', "", both ? text : text + statements_text(subject.statements.size()));
  if (!both && !verbose_) return;
  for (const StatementDifference& one : subject.statements) print_statement(one);
}

void DiffText::print_statement(const StatementDifference& one) {
  constexpr std::string_view kIndent = "    ";
  switch (one.change) {
    case Change::Removed: return line('-', kIndent, fact_text(*one.before) + place_text(*one.before));
    case Change::Added: return line('+', kIndent, fact_text(*one.after) + place_text(*one.after));
    case Change::Value:
      return line('~', kIndent,
                  one.before->fact.predicate + ": " + change_text(one.before->fact.value, one.after->fact.value) +
                      both_places(*one.before, *one.after));
    case Change::Evidence:
      return line('~', kIndent,
                  fact_text(*one.before) + ": " + evidence_text(one) + in_brackets(one.before->evidence.source));
  }
}

}  // namespace polgraph::cli
