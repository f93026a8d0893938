// A portrait as text for a terminal.
#include <algorithm>
#include <ostream>

#include "graph/text/utf8.h"
#include "tools/portrait.h"

namespace polgraph::cli {

namespace {

constexpr std::size_t kWidestKey = 32;  // longer ones push their values to the right

std::string with_marks(std::string text, const Numbers& sources) {
  return sources.empty() ? text : text + " " + marks(sources);
}

std::string padded(const std::string& text, std::size_t width) {
  const std::size_t used = display_width(text);
  return text + std::string(used < width ? width - used : 0, ' ');
}

template <class Items, class Text>
std::size_t widest(const Items& items, Text text) {
  std::size_t width = 0;
  for (const auto& item : items) width = std::max(width, display_width(printable(text(item))));
  return std::min(width, kWidestKey);
}

class TextPrinter {
 public:
  TextPrinter(const Portrait& portrait, std::ostream& out) : portrait_(portrait), out_(out) {}

  void print() {
    header();
    names();
    money();
    values();
    relationships();
    statements();
    sources();
  }

 private:
  void line(std::size_t indent, const std::string& text) {
    out_ << std::string(indent, ' ') << printable(text) << '\n';
  }

  void header() {
    line(0, portrait_.name);
    std::string kind = portrait_.type;
    for (const std::string& label : portrait_.labels) kind += (kind.empty() ? "" : ":") + label;
    if (!portrait_.id.empty()) kind += (kind.empty() ? "" : " · ") + portrait_.id;
    line(0, kind);
    if (portrait_.entity.is_node) return;
    line(2, "from " + portrait_.start.name + " · " + portrait_.start.id);
    line(2, "to   " + portrait_.end.name + " · " + portrait_.end.id);
  }

  void names() {
    if (!portrait_.names.empty()) out_ << "\nAlso called\n";
    for (const ShownName& name : portrait_.names) {
      const std::string rank = name.rank.empty() ? "" : "; " + name.rank;
      line(2, with_marks(name.text + " (" + kind_text(name) + rank + ")", name.sources));
    }
  }

  void money() {
    const bool has_totals = std::any_of(portrait_.groups.begin(), portrait_.groups.end(),
                                        [](const RelationshipGroup& group) { return !group.totals.empty(); });
    if (portrait_.money.empty() && !has_totals) return;
    out_ << "\nMoney\n";
    amounts(MoneyKind::Stock, "budgets");
    amounts(MoneyKind::Flow, "payments");
    amounts(MoneyKind::Figure, "figures");
    if (portrait_.money_left_out > 0) left_out(4, portrait_.money_left_out);
    for (const RelationshipGroup& group : portrait_.groups) {
      if (!group.totals.empty()) line(2, group_title(group) + " " + group_summary(group));
    }
  }

  void amounts(MoneyKind kind, const char* title) {
    bool is_first = true;
    for (const ShownMoney& money : portrait_.money) {
      if (money.kind != kind) continue;
      if (is_first) line(2, title);
      is_first = false;
      amount(money);
    }
  }

  void amount(const ShownMoney& money) {
    const std::size_t indent = money.is_conversion() ? 6 : 4;
    std::string text = with_marks(to_text(money.best.money), money.best.sources);
    const bool is_own = money.role.empty() && money.kind != MoneyKind::Figure;
    if (money.is_conversion())
      text += " as the source converts it";
    else if (!is_own)
      text += " · " + money.what;
    if (!money.is_conversion() && !money.role.empty() && money.role != "HAS_BUDGET") text += " · " + money.role;
    line(indent, text);
    for (const ShownAmount& also : money.also)
      line(indent + 2, "conflict: also " + with_marks(to_text(also.money), also.sources));
  }

  void values() {
    if (portrait_.properties.empty()) return;
    out_ << "\nValues\n";
    const std::size_t width = widest(portrait_.properties, [](const auto& property) { return property.key; });
    for (const ShownProperty& property : portrait_.properties) {
      std::string text = with_marks(property.value, property.sources);
      if (!property.also.empty()) text += "  (conflict: also " + conflict_text(property.also, true) + ")";
      out_ << "  " << padded(printable(property.key), width) << "  " << printable(text) << '\n';
    }
  }

  void relationships() {
    if (!portrait_.groups.empty()) out_ << "\nRelationships\n";
    for (const RelationshipGroup& group : portrait_.groups) {
      const std::string summary = group_summary(group);
      line(2, group_title(group) + (summary.empty() ? "" : " " + summary));
      for (const ShownRelationship& relationship : group.shown) {
        std::string text = relationship.other;
        if (!relationship.details.empty()) text += " · " + relationship.details;
        text = with_marks(text, relationship.sources);
        if (!relationship.conflict.empty()) text += "  (conflict: " + relationship.conflict + ")";
        line(4, text);
      }
      if (group.left_out() > 0) left_out(4, group.left_out());
    }
  }

  void left_out(std::size_t indent, std::size_t count) {
    line(indent, "... and " + count_text(count) + " more (--all shows them)");
  }

  // One line a statement; the value that queries see has a star.
  void statements() {
    if (portrait_.facts.empty() && portrait_.deprecated == 0) return;
    out_ << "\nStatements (* is what queries see)\n";
    const std::vector<FactGroup> groups = grouped_facts(portrait_);
    const std::size_t width = widest(groups, [](const auto& group) { return group.predicate; });
    for (const FactGroup& group : groups) {
      std::string key = printable(group.predicate);
      for (const ShownFact* fact : group.facts) {
        const std::string notes = fact_notes(*fact);
        std::string text = fact->value + (notes.empty() ? "" : " (" + notes + ")");
        text = with_marks(text, fact->sources) + (fact->in_conflict ? "  (conflict)" : "");
        out_ << "  " << padded(key, width) << (fact->statement.best ? " * " : "   ") << printable(text) << '\n';
        key.clear();
      }
    }
    if (portrait_.deprecated > 0)
      line(2, "... and " + count_text(portrait_.deprecated) + " of rank deprecated (--all-ranks shows them)");
  }

  void sources() {
    if (!portrait_.sources.empty()) out_ << "\nSources\n";
    std::size_t number = 0;
    for (const ShownSource& source : portrait_.sources) line(2, "[" + std::to_string(++number) + "] " + source.text);
  }

  const Portrait& portrait_;
  std::ostream& out_;
};

}  // namespace

void print_text(const Portrait& portrait, std::ostream& out) {
  TextPrinter(portrait, out).print();
}

}  // namespace polgraph::cli
