#include "tools/dossier.h"

#include <algorithm>
#include <set>

#include "graph/text/json.h"

namespace polgraph::cli {

namespace {

constexpr std::size_t kMoneyAtHead = 2;

std::string bare(Money money) {
  money.printed.clear();
  money.period.clear();
  return to_text(money);
}

std::vector<Figure> money_figures(const Portrait& portrait) {
  std::vector<Figure> figures;
  for (const ShownMoney& money : portrait.money) {
    if (money.is_conversion()) continue;
    const std::string what = money.role.empty() && money.kind != MoneyKind::Figure ? "amount" : money.what;
    figures.push_back({bare(money.best.money),
                       what + (money.best.money.period.empty() ? "" : ", " + money.best.money.period),
                       !money.also.empty()});
    if (figures.size() == kMoneyAtHead) return figures;
  }
  for (const RelationshipGroup& group : portrait.groups) {
    if (group.totals.size() != 1) continue;
    figures.push_back(
        {group.totals.front(),
         arrow_text(group.type, group.outgoing) + ", " + count_text(group.with_amount) + " amounts together", false});
    if (figures.size() == kMoneyAtHead) break;
  }
  return figures;
}

std::size_t conflicts_shown(const Portrait& portrait) {
  std::size_t count = 0;
  for (const FactGroup& group : grouped_facts(portrait)) count += group.in_conflict ? 1u : 0u;
  for (const ShownMoney& money : portrait.money) count += !money.also.empty() && money.id != portrait.id ? 1u : 0u;
  for (const RelationshipGroup& group : portrait.groups) {
    for (const ShownRelationship& relationship : group.shown) count += relationship.conflict.empty() ? 0u : 1u;
  }
  return count;
}

std::string years(const Timeline& timeline) {
  std::string first, last;
  for (const TimelineEvent& event : timeline.events) {
    const std::int64_t order = date_order(event.date);
    if (order >= date_order("none")) continue;
    (first.empty() ? first : last) = std::to_string(order / 10000);
  }
  return last.empty() || last == first ? first : first + " – " + last;
}

std::vector<Dataset> datasets_of(const Snapshot& snapshot, NodeId node) {
  std::set<std::string> names;
  for (const Assertion& assertion : snapshot.assertions(EntityId::of(node))) names.insert(assertion.evidence.dataset);
  std::vector<Dataset> found;
  for (Dataset& dataset : snapshot.datasets()) {
    if (names.contains(dataset.name)) found.push_back(std::move(dataset));
  }
  return found;
}

// "[{\"name\": \"CC-BY-4.0\", ...}]", which a data package has in its description -> ", CC-BY-4.0"
std::string licences(const std::string& json) {
  std::string text;
  const Value list = parse_json(json);
  if (!list.is_list()) return text;
  for (const Value& licence : list.as_list()) {
    if (!licence.is_map()) continue;
    for (const std::string_view key : {"name", "title", "path"}) {
      const Value* said = licence.find(key);
      if (said == nullptr || !said->is_string()) continue;
      text += ", " + std::string(said->as_string());
      break;
    }
  }
  return text;
}

}  // namespace

Dossier make_dossier(const Snapshot& snapshot, NodeId node, const DossierOptions& options) {
  Citations citations(snapshot);
  Dossier dossier;
  dossier.portrait = make_portrait(snapshot, EntityId::of(node), options.portrait, citations);
  dossier.timeline = make_timeline(snapshot, node, options.events, citations);
  dossier.portrait.sources = listed_sources(citations);
  dossier.around = neighbourhood(snapshot, node, options.neighbours);
  dossier.datasets = datasets_of(snapshot, node);
  return dossier;
}

std::vector<Figure> headline(const Dossier& dossier) {
  const Portrait& portrait = dossier.portrait;
  std::vector<Figure> figures = money_figures(portrait);
  std::size_t relationships = 0;
  for (const RelationshipGroup& group : portrait.groups) relationships += group.count;
  const auto add = [&](std::size_t count, const char* one, const char* many) {
    if (count > 0) figures.push_back({count_text(count), count == 1 ? one : many, false});
  };
  if (const std::string span = years(dossier.timeline); !span.empty()) figures.push_back({span, "dated facts", false});
  add(relationships, "relationship", "relationships");
  add(portrait.facts.size(), "statement", "statements");
  add(portrait.sources.size(), "place in the sources", "places in the sources");
  add(conflicts_shown(portrait), "conflict", "conflicts");
  if (conflicts_shown(portrait) > 0) figures.back().is_warning = true;
  return figures;
}

std::string left_out_of_picture(const Neighbourhood& around) {
  if (around.shown == around.neighbours) return {};
  return count_text(around.shown) + " of " + count_text(around.neighbours) + " neighbours are drawn, " +
         count_text(around.neighbours - around.shown) +
         " are left out: each type of relationship has its turn, greatest amounts first";
}

std::string dataset_text(const Dataset& dataset) {
  std::string text = dataset.name;
  for (const auto& [key, value] : dataset.about) {
    if (key == "licenses") {
      text += licences(value);
    } else if ((key == "title" || key == "version") && value != dataset.name) {
      text += ", " + value;
    }
  }
  return text + (dataset.loaded_on.empty() ? "" : ", loaded " + dataset.loaded_on);
}

}  // namespace polgraph::cli
