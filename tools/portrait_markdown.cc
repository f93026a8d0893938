#include "tools/portrait_markdown.h"

#include <algorithm>
#include <initializer_list>
#include <ostream>

#include "tools/markdown.h"

namespace polgraph::cli {

namespace {

void row(std::ostream& out, std::initializer_list<std::string> cells) {
  out << '|';
  for (const std::string& cell : cells) out << ' ' << markdown_escaped(cell) << " |";
  out << '\n';
}

void item(std::ostream& out, const std::string& text) {
  out << "- " << markdown_escaped(text) << '\n';
}

void left_out(std::ostream& out, std::size_t count) {
  if (count > 0) out << "\n*and " << count_text(count) << " more (`--all` shows them)*\n";
}

std::string money_kind(const ShownMoney& money) {
  if (money.is_conversion()) return "as the source converts it";
  switch (money.kind) {
    case MoneyKind::Stock: return "budget (stock)";
    case MoneyKind::Flow: return "payment (flow)";
    case MoneyKind::Figure: break;
  }
  return "figure";
}

void money_row(std::ostream& out, const ShownMoney& money, const ShownAmount& amount, const std::string& kind) {
  Money bare = amount.money;
  bare.printed.clear();
  bare.period.clear();
  row(out, {money.what, kind, to_text(bare), amount.money.period, amount.money.printed, marks(amount.sources)});
}

}  // namespace

void markdown_head(const Portrait& portrait, std::ostream& out) {
  std::string labels = portrait.type;
  for (const std::string& label : portrait.labels) labels += (labels.empty() ? "" : ":") + label;
  out << "# " << markdown_escaped(portrait.name) << "\n\n" << markdown_escaped(labels);
  if (!portrait.id.empty()) out << (labels.empty() ? "" : " · ") << markdown_escaped(portrait.id);
  out << '\n';
  if (!portrait.entity.is_node) {
    out << '\n';
    item(out, "from " + portrait.start.name + " · " + portrait.start.id);
    item(out, "to " + portrait.end.name + " · " + portrait.end.id);
  }
  if (!portrait.names.empty()) out << "\n## Also called\n\n";
  for (const ShownName& name : portrait.names) {
    const std::string rank = name.rank.empty() ? "" : "; " + name.rank;
    item(out, name.text + " (" + kind_text(name) + rank + ") " + marks(name.sources));
  }
}

void markdown_money(const Portrait& portrait, std::ostream& out) {
  const auto has_totals = [](const RelationshipGroup& group) { return !group.totals.empty(); };
  const bool totals = std::any_of(portrait.groups.begin(), portrait.groups.end(), has_totals);
  if (portrait.money.empty() && !totals) return;
  out << "\n## Money\n";
  if (!portrait.money.empty())
    out << "\n| what | kind | amount | period | printed | sources |\n|---|---|---:|---|---|---|\n";
  for (const ShownMoney& money : portrait.money) {
    money_row(out, money, money.best, money_kind(money));
    for (const ShownAmount& also : money.also) money_row(out, money, also, "conflict: also stated");
  }
  left_out(out, portrait.money_left_out);
  if (totals) out << '\n';
  for (const RelationshipGroup& group : portrait.groups) {
    if (has_totals(group)) item(out, arrow_text(group.type, group.outgoing) + " " + group_summary(group));
  }
}

void markdown_values(const Portrait& portrait, std::ostream& out) {
  if (portrait.properties.empty()) return;
  out << "\n## Values\n\n| key | value | conflicting values | sources |\n|---|---|---|---|\n";
  for (const ShownProperty& property : portrait.properties)
    row(out, {property.key, property.value, conflict_text(property.also, true), marks(property.sources)});
}

void markdown_relationships(const Portrait& portrait, std::ostream& out) {
  if (portrait.groups.empty()) return;
  out << "\n## Relationships\n";
  for (const RelationshipGroup& group : portrait.groups) {
    out << "\n### " << markdown_escaped(arrow_text(group.type, group.outgoing)) << "\n\n";
    const std::string summary = group_summary(group);
    if (!summary.empty()) out << markdown_escaped(summary) << "\n\n";
    out << "| who | details | sources |\n|---|---|---|\n";
    for (const ShownRelationship& relationship : group.shown) {
      const std::string conflict = relationship.conflict.empty() ? "" : " (conflict: " + relationship.conflict + ")";
      row(out, {relationship.other, relationship.details + conflict, marks(relationship.sources)});
    }
    left_out(out, group.left_out());
  }
}

void markdown_facts(const Portrait& portrait, std::ostream& out) {
  if (portrait.facts.empty()) return;
  out << "\n## Statements\n\n| fact | value | notes | sources |\n|---|---|---|---|\n";
  for (const FactGroup& group : grouped_facts(portrait)) {
    for (const ShownFact* fact : group.facts) {
      std::string notes = fact_notes(*fact);
      if (fact->in_conflict) notes = notes.empty() ? "conflict" : "conflict; " + notes;
      row(out, {group.predicate, fact->value, notes, marks(fact->sources)});
    }
  }
  if (portrait.deprecated > 0)
    out << "\n*and " << count_text(portrait.deprecated) << " of rank deprecated (`--all-ranks` shows them)*\n";
}

void markdown_sources(const Portrait& portrait, std::ostream& out) {
  if (!portrait.sources.empty()) out << "\n## Sources\n\n";
  std::size_t number = 0;
  for (const ShownSource& source : portrait.sources) item(out, "[" + std::to_string(++number) + "] " + source.text);
}

void print_markdown(const Portrait& portrait, std::ostream& out) {
  markdown_head(portrait, out);
  markdown_money(portrait, out);
  markdown_values(portrait, out);
  markdown_relationships(portrait, out);
  markdown_facts(portrait, out);
  markdown_sources(portrait, out);
}

}  // namespace polgraph::cli
