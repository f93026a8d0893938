// A dossier as one HTML page.
#include <algorithm>
#include <map>
#include <ostream>

#include "tools/dossier.h"
#include "tools/html.h"

namespace polgraph::cli {

namespace {

constexpr std::size_t kBackReferences = 12;

std::string bare(Money money) {
  money.printed.clear();
  money.period.clear();
  return to_text(money);
}

class Page {
 public:
  Page(const Dossier& dossier, const Picture& picture, std::ostream& out)
      : dossier_(dossier), portrait_(dossier.portrait), picture_(picture), out_(out), html_(out) {}

  void write() {
    out_ << "<!DOCTYPE html>\n";
    html_.open("html", {{"xmlns", "http://www.w3.org/1999/xhtml"}, {"lang", "en"}});
    head();
    html_.open("body");
    title();
    contents();
    html_.open("main");
    picture();
    money();
    timeline();
    relationships();
    values();
    statements();
    sources();
    html_.close();
    colophon();
    html_.close().close();
  }

 private:
  void head() {
    html_.open("head").empty("meta", {{"charset", "utf-8"}});
    html_.empty("meta",
                {{"http-equiv", "Content-Security-Policy"},
                 {"content", "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"}});
    html_.empty("meta", {{"name", "referrer"}, {"content", "no-referrer"}});
    html_.empty("meta", {{"name", "viewport"}, {"content", "width=device-width, initial-scale=1"}});
    html_.empty("meta", {{"name", "generator"}, {"content", dossier_.made_by}});
    html_.element("title", portrait_.name + " – dossier");
    html_.open("style").verbatim(dossier_style()).close().close();
  }

  // ---- what stands at the head

  void title() {
    html_.open("header");
    html_.open("p", {{"class", "kind"}}).text("Dossier");
    for (const std::string& label : portrait_.labels) html_.element("span", label, {{"class", "label"}});
    html_.close();
    html_.element("h1", portrait_.name, {{"lang", language_of(portrait_.name)}});
    if (!portrait_.names.empty()) names();
    if (!portrait_.id.empty()) html_.open("p", {{"class", "id"}}).element("code", portrait_.id).close();
    html_.open("dl", {{"class", "figures"}});
    for (const Figure& figure : headline(dossier_)) {
      html_.open("div", {{"class", figure.is_warning ? "figure warning" : "figure"}});
      html_.element("dt", figure.what).element("dd", figure.value).close();
    }
    html_.close().close();
  }

  void names() {
    html_.open("ul", {{"class", "names"}});
    for (const ShownName& name : portrait_.names) {
      const std::string language = name.language.empty() ? language_of(name.text) : name.language;
      html_.open("li").element("b", name.text, {{"lang", language}}).text(" ");
      html_.element("small", kind_text(name) + (name.rank.empty() ? "" : "; " + name.rank));
      cite(name.sources);
      html_.close();
    }
    html_.close();
  }

  void contents() {
    html_.open("nav", {{"aria-label", "Contents"}}).open("ol");
    for (const auto& [id, name] : sections()) html_.open("li").element("a", name, {{"href", "#" + id}}).close();
    html_.close().close();
  }

  bool has_money() const {
    return !portrait_.money.empty() || std::any_of(portrait_.groups.begin(), portrait_.groups.end(),
                                                   [](const auto& g) { return !g.totals.empty(); });
  }

  std::vector<std::pair<std::string, std::string>> sections() const {
    std::vector<std::pair<std::string, std::string>> all;
    const auto add = [&](bool is_there, const char* id, const char* name) {
      if (is_there) all.emplace_back(id, name);
    };
    add(dossier_.around.neighbours > 0, "picture", "Neighbourhood");
    add(has_money(), "money", "Money");
    add(!dossier_.timeline.events.empty(), "timeline", "Timeline");
    add(!portrait_.groups.empty(), "relationships", "Relationships");
    add(!portrait_.properties.empty(), "values", "Values");
    add(!portrait_.facts.empty(), "statements", "Statements");
    add(!portrait_.sources.empty(), "sources", "Sources");
    return all;
  }

  void section(const char* id, const char* name) { html_.open("section", {{"id", id}}).element("h2", name); }

  // ---- pieces

  // [3] leads to the source, which leads back.
  void cite(const Numbers& sources) {
    if (sources.empty()) return;
    html_.text(" ").open("span", {{"class", "cites"}});
    for (const std::size_t number : sources) {
      const std::string text = std::to_string(number);
      const std::string use = "cite-" + text + "-" + std::to_string(++uses_[number]);
      html_.element("a", "[" + text + "]", {{"id", use}, {"href", "#source-" + text}});
    }
    html_.close();
  }

  void cell(std::string_view text, const char* kind = "") {
    html_.element("td", text, {{"class", kind}, {"lang", language_of(text)}});
  }
  void cite_cell(const Numbers& sources) {
    html_.open("td", {{"class", "cited"}});
    cite(sources);
    html_.close();
  }

  void table(const char* kind, std::initializer_list<const char*> columns) {
    html_.open("table", {{"class", kind}}).open("thead").open("tr");
    for (const char* column : columns) html_.element("th", column, {{"scope", "col"}});
    html_.close().close().open("tbody");
  }
  void end_table() { html_.close().close(); }

  void note(const std::string& text) {
    if (!text.empty()) html_.element("p", text, {{"class", "note"}});
  }
  void left_out(std::size_t count) {
    if (count > 0) note("and " + count_text(count) + " more (polgraph dossier --all lists them)");
  }
  void conflict_mark(const std::string& text) { html_.text(" ").element("span", text, {{"class", "conflict-mark"}}); }

  // ---- sections

  void picture() {
    if (dossier_.around.neighbours == 0) return;
    section("picture", "Neighbourhood");
    if (picture_.svg.empty()) {
      note("No picture: " + picture_.why + ". The relationships below tell the same.");
    } else {
      html_.open("figure").verbatim(picture_.svg);
      const std::string caption = left_out_of_picture(dossier_.around);
      html_.element("figcaption",
                    caption.empty() ? "All neighbours. Amounts as their sources print them." : caption + ".");
      html_.close();
    }
    html_.close();
  }

  void money() {
    if (!has_money()) return;
    section("money", "Money");
    money_table(MoneyKind::Stock, "Budgets (stocks: planned or allotted)");
    money_table(MoneyKind::Flow, "Payments (flows: contracts, grants)");
    flows();
    money_table(MoneyKind::Figure, "Figures under names of their own");
    left_out(portrait_.money_left_out);
    note(
        "Amounts stand as their sources have them. Stocks and flows are never added to each other, currencies never "
        "converted.");
    html_.close();
  }

  void money_table(MoneyKind kind, const char* title) {
    const auto is_it = [&](const ShownMoney& money) { return money.kind == kind; };
    if (std::none_of(portrait_.money.begin(), portrait_.money.end(), is_it)) return;
    html_.element("h3", title);
    table("money", {"What", "Amount", "Period", "As printed", "Sources"});
    for (const ShownMoney& money : portrait_.money) {
      if (!is_it(money)) continue;
      const char* style = money.is_conversion() ? "conversion" : "";
      amount_row(money, money.best,
                 money.also.empty()      ? style
                 : money.is_conversion() ? "conversion conflict"
                                         : "conflict",
                 false);
      for (const ShownAmount& also : money.also) amount_row(money, also, "conflict also", true);
    }
    end_table();
  }

  void amount_row(const ShownMoney& money, const ShownAmount& amount, const char* style, bool is_other) {
    html_.open("tr", {{"class", style}}).open("td", {{"lang", language_of(money.what)}});
    if (is_other) {
      conflict_mark("conflict: also stated");
    } else if (money.is_conversion()) {
      html_.element("small", "as the source converts it");
    } else {
      html_.text(money.what);
      if (!money.role.empty() && money.role != "HAS_BUDGET") html_.text(" ").element("small", money.role);
    }
    html_.close();
    cell(bare(amount.money), "amount");
    cell(amount.money.period);
    cell(amount.money.printed);
    cite_cell(amount.sources);
    html_.close();
  }

  void flows() {
    const auto has_totals = [](const RelationshipGroup& group) { return !group.totals.empty(); };
    if (std::none_of(portrait_.groups.begin(), portrait_.groups.end(), has_totals)) return;
    html_.element("h3", "Flows on relationships");
    table("totals", {"Relationship", "How many", "Amounts", "Together"});
    for (const RelationshipGroup& group : portrait_.groups) {
      if (!has_totals(group)) continue;
      html_.open("tr");
      cell(arrow_text(group.type, group.outgoing));
      cell(count_text(group.count), "count");
      cell(count_text(group.with_amount), "count");
      html_.open("td", {{"class", "amount"}});
      for (std::size_t i = 0; i < group.totals.size(); ++i) {
        if (i > 0) html_.empty("br");
        html_.text(group.totals[i]);
      }
      html_.close().close();
    }
    end_table();
  }

  void timeline() {
    if (dossier_.timeline.events.empty()) return;
    section("timeline", "Timeline");
    html_.open("ol", {{"class", "timeline"}});
    for (const TimelineEvent& event : dossier_.timeline.events) {
      html_.open("li").element("span", event.date, {{"class", "date"}});
      html_.open("span", {{"class", "what"}, {"lang", language_of(event.what)}}).text(event.what);
      if (event.in_conflict) conflict_mark("conflict");
      cite(event.sources);
      html_.close().close();
    }
    html_.close();
    left_out(dossier_.timeline.left_out);
    html_.close();
  }

  void relationships() {
    if (portrait_.groups.empty()) return;
    section("relationships", "Relationships");
    bool is_first = true;
    for (const RelationshipGroup& group : portrait_.groups) {
      html_.open("h3").text(arrow_text(group.type, group.outgoing)).text(" ");
      html_.element("small", count_text(group.count) + (group.outgoing ? ", outgoing" : ", incoming")).close();
      if (!group.totals.empty()) note(group_summary(group));
      table(is_first ? "relationships" : "relationships quiet", {"Who or what", "Details", "Sources"});
      is_first = false;
      for (const ShownRelationship& relationship : group.shown) relationship_row(relationship);
      end_table();
      left_out(group.left_out());
    }
    html_.close();
  }

  void relationship_row(const ShownRelationship& relationship) {
    html_.open("tr", {{"class", relationship.conflict.empty() ? "" : "conflict"}});
    cell(relationship.other);
    html_.open("td", {{"lang", language_of(relationship.details)}}).linked(relationship.details);
    if (!relationship.conflict.empty()) conflict_mark("conflict: " + relationship.conflict);
    html_.close();
    cite_cell(relationship.sources);
    html_.close();
  }

  void values() {
    if (portrait_.properties.empty()) return;
    section("values", "Values");
    note("The values that queries see.");
    table("values", {"Key", "Value", "Sources"});
    for (const ShownProperty& property : portrait_.properties) {
      html_.open("tr", {{"class", property.also.empty() ? "" : "conflict"}});
      html_.element("td", property.key, {{"class", "key"}});
      html_.open("td", {{"lang", language_of(property.value)}}).linked(property.value);
      if (!property.also.empty()) {
        conflict_mark("conflict: also");
        for (const OtherValue& other : property.also) {
          html_.text(" " + other.value);
          cite(other.sources);
        }
      }
      html_.close();
      cite_cell(property.sources);
      html_.close();
    }
    end_table();
    html_.close();
  }

  void statements() {
    if (portrait_.facts.empty()) return;
    section("statements", "Statements");
    note("Every statement with its source; a star marks the value that queries see.");
    table("statements", {"Fact", "Value", "Notes", "Sources"});
    for (const FactGroup& group : grouped_facts(portrait_)) {
      for (const ShownFact* fact : group.facts) statement_row(group, *fact, fact == group.facts.front());
    }
    end_table();
    if (portrait_.deprecated > 0)
      note("and " + count_text(portrait_.deprecated) + " of rank deprecated (polgraph dossier --all-ranks lists them)");
    html_.close();
  }

  void statement_row(const FactGroup& group, const ShownFact& fact, bool is_first) {
    html_.open("tr", {{"class", fact.in_conflict ? "conflict" : ""}});
    html_.element("td", is_first ? group.predicate : "", {{"class", "key"}});
    html_.open("td", {{"lang", language_of(fact.value)}})
        .element("span", fact.statement.best ? "★ " : "", {{"class", "best"}});
    html_.linked(fact.value).close();
    html_.open("td").text(fact_notes(fact));
    if (fact.in_conflict) conflict_mark("conflict");
    html_.close();
    cite_cell(fact.sources);
    html_.close();
  }

  void sources() {
    if (portrait_.sources.empty()) return;
    section("sources", "Sources");
    html_.open("ol", {{"class", "sources"}});
    std::size_t number = 0;
    for (const ShownSource& source : portrait_.sources) {
      ++number;
      html_.open("li", {{"id", "source-" + std::to_string(number)}, {"lang", language_of(source.text)}});
      html_.element("span", "[" + std::to_string(number) + "]", {{"class", "number"}});
      html_.open("span", {{"class", "place"}}).linked(source.text);
      back_references(number);
      html_.close().close();
    }
    html_.close().close();
  }

  void back_references(std::size_t number) {
    const std::size_t uses = uses_[number];
    if (uses == 0) return;
    html_.text(" ").open("span", {{"class", "back"}}).text("↩");
    for (std::size_t use = 1; use <= std::min(uses, kBackReferences); ++use) {
      html_.text(" ").element("a", std::to_string(use),
                              {{"href", "#cite-" + std::to_string(number) + "-" + std::to_string(use)}});
    }
    if (uses > kBackReferences) html_.text(" and " + count_text(uses - kBackReferences) + " more");
    html_.close();
  }

  void colophon() {
    html_.open("footer").open("p").text("Made by " + dossier_.made_by + " on " + dossier_.made_on + " from ");
    bool is_first = true;
    for (const Dataset& dataset : dossier_.datasets) {
      html_.text(is_first ? "" : "; ").linked(dataset_text(dataset));
      is_first = false;
    }
    html_.text(is_first ? "facts that no data set brought." : ".").close().close();
  }

  const Dossier& dossier_;
  const Portrait& portrait_;
  const Picture& picture_;
  std::ostream& out_;
  Html html_;
  std::map<std::size_t, std::size_t> uses_;  // of each source so far
};

}  // namespace

void write_html(const Dossier& dossier, const Picture& picture, std::ostream& out) {
  Page(dossier, picture, out).write();
}

}  // namespace polgraph::cli
