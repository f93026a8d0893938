#include "tools/portrait.h"

#include <algorithm>

#include "graph/compare.h"
#include "graph/search.h"
#include "tools/describe.h"
#include "tools/relationship_groups.h"
#include "tools/stated_money.h"

namespace polgraph::cli {

namespace {

constexpr std::string_view kNamePrefix = "name:";

// "2018 to 2020", "from 2018", "to 2020"; empty: always.
std::string validity_of(const Evidence& evidence) {
  std::string words = evidence.valid_from;
  if (!words.empty() && evidence.valid_to.empty()) return "from " + words;
  if (!evidence.valid_to.empty()) words += (words.empty() ? "to " : " to ") + evidence.valid_to;
  return words;
}

class Painter {
 public:
  Painter(const Snapshot& snapshot, EntityId entity, const PortraitOptions& options, Citations& citations)
      : snapshot_(snapshot),
        options_(options),
        citations_(citations),
        statements_(snapshot.statements(entity)),
        conflicts_(snapshot.conflicts(entity)) {
    portrait_.entity = entity;
  }

  Portrait paint() {
    const EntityId entity = portrait_.entity;
    std::vector<Property> own;
    if (entity.is_node) {
      if (auto node = snapshot_.find_node(entity.node())) own = std::move(node->properties);
    } else if (auto relationship = snapshot_.find_relationship(entity.relationship())) {
      ends(*relationship);
      own = std::move(relationship->properties);
    }
    has_currency_ = std::any_of(own.begin(), own.end(),
                                [&](const Property& property) { return snapshot_.name(property.first) == "currency"; });
    names();
    properties(own);
    entity.is_node ? of_node(entity.node()) : of_relationship(entity);
    facts();
    return std::move(portrait_);
  }

 private:
  void of_node(NodeId node) {
    portrait_.name = display_name(snapshot_, node);
    portrait_.id = plain_text(id_of(snapshot_, node));
    portrait_.labels = label_names(snapshot_, node);
    MoneyFound found = money_around(snapshot_, node, options_.limit, citations_);
    portrait_.money = std::move(found.money);
    portrait_.money_left_out = found.left_out;
    portrait_.groups = relationship_groups(snapshot_, node, options_.limit, citations_);
  }

  void of_relationship(EntityId entity) {
    portrait_.id = snapshot_.identity(entity.relationship()).value_or("");
    portrait_.money = carried_money(snapshot_, entity, citations_);
    for (ShownMoney& money : portrait_.money) {
      money.kind = MoneyKind::Flow;
      money.what = portrait_.name;
      money.id = portrait_.id;
    }
  }

  void ends(const Relationship& relationship) {
    portrait_.type = snapshot_.name(relationship.type);
    portrait_.start = {name_with_acronym(snapshot_, relationship.start),
                       plain_text(id_of(snapshot_, relationship.start))};
    portrait_.end = {name_with_acronym(snapshot_, relationship.end), plain_text(id_of(snapshot_, relationship.end))};
    portrait_.name = portrait_.start.name + " -" + portrait_.type + "-> " + portrait_.end.name;
  }

  bool is_hidden(const Statement& statement) const {
    return statement.evidence.rank == Rank::Deprecated && !options_.all_ranks;
  }

  static std::string rank_of(const Evidence& evidence) {
    if (evidence.rank == Rank::Normal) return {};
    return std::string(rank_name(evidence.rank)) + (evidence.rank_reason.empty() ? "" : ": " + evidence.rank_reason);
  }

  // "name:acronym@en": stated by several sources it is one name.
  void names() {
    for (const Statement& statement : statements_) {
      const std::string_view predicate = statement.fact.predicate;
      if (!predicate.starts_with(kNamePrefix) || is_hidden(statement)) continue;
      const std::string_view kind = predicate.substr(kNamePrefix.size());
      const std::size_t at = std::min(kind.find('@'), kind.size());
      ShownName name{.text = plain_text(statement.fact.value),
                     .kind = std::string(kind.substr(0, at)),
                     .language = std::string(kind.substr(std::min(at + 1, kind.size()))),
                     .rank = rank_of(statement.evidence),
                     .sources = {}};
      auto known = std::find_if(portrait_.names.begin(), portrait_.names.end(), [&](const ShownName& other) {
        return other.text == name.text && other.kind == name.kind && other.language == name.language &&
               other.rank == name.rank;
      });
      if (known == portrait_.names.end()) known = portrait_.names.insert(known, std::move(name));
      citations_.add(known->sources, statement.evidence);
    }
  }

  std::string for_people(const std::string& key, const Value& value) const {
    return has_currency_ && is_money_figure(key, value) ? separated(value) : plain_text(value);
  }

  void properties(const std::vector<Property>& own) {
    for (const auto& [id, value] : own) {
      const std::string& key = snapshot_.name(id);
      if (key == "aliases" && !portrait_.names.empty()) continue;  // told with their kinds above
      ShownProperty shown{.key = key, .value = for_people(key, value), .sources = {}, .raw = value, .also = {}};
      for (const Statement& statement : statements_) {
        if (statement.fact.predicate == key && statement.best && same(statement.fact.value, value))
          citations_.add(shown.sources, statement.evidence);
      }
      portrait_.properties.push_back(std::move(shown));
    }
    std::sort(portrait_.properties.begin(), portrait_.properties.end(),
              [](const auto& a, const auto& b) { return a.key < b.key; });
    for (ShownProperty& shown : portrait_.properties) conflicting(shown);
  }

  void conflicting(ShownProperty& shown) {
    for (const Conflict& conflict : conflicts_) {
      if (conflict.predicate != shown.key) continue;
      shown.also = other_values(conflict, shown.raw, citations_);
      for (OtherValue& other : shown.also) other.value = for_people(shown.key, other.raw);
    }
  }

  bool in_conflict(const Statement& statement) const {
    const auto is_it = [&](const Statement& other) {
      return other.evidence.rank == statement.evidence.rank && same(other.fact.value, statement.fact.value);
    };
    return std::any_of(conflicts_.begin(), conflicts_.end(), [&](const Conflict& conflict) {
      return conflict.predicate == statement.fact.predicate &&
             std::any_of(conflict.statements.begin(), conflict.statements.end(), is_it);
    });
  }

  void facts() {
    for (const Statement& statement : statements_) {
      if (is_hidden(statement)) {
        ++portrait_.deprecated;
        continue;
      }
      const Evidence& evidence = statement.evidence;
      ShownFact shown{.statement = statement,
                      .value = for_people(statement.fact.predicate, statement.fact.value),
                      .original = statement.fact.original,
                      .rank = rank_of(evidence),
                      .validity = {},
                      .sources = {},
                      .in_conflict = in_conflict(statement)};
      citations_.add(shown.sources, evidence);
      if (shown.original == shown.value) shown.original.clear();
      shown.validity = validity_of(evidence);
      portrait_.facts.push_back(std::move(shown));
    }
  }

  const Snapshot& snapshot_;
  PortraitOptions options_;
  Citations& citations_;
  std::vector<Statement> statements_;
  std::vector<Conflict> conflicts_;
  Portrait portrait_;
  bool has_currency_ = false;
};

}  // namespace

Portrait make_portrait(const Snapshot& snapshot, EntityId entity, const PortraitOptions& options,
                       Citations& citations) {
  return Painter(snapshot, entity, options, citations).paint();
}

std::vector<OtherValue> other_values(const Conflict& conflict, const Value& best, Citations& citations) {
  std::vector<OtherValue> others;
  for (const Statement& statement : conflict.statements) {
    if (same(statement.fact.value, best)) continue;
    auto known = std::find_if(others.begin(), others.end(),
                              [&](const OtherValue& other) { return same(other.raw, statement.fact.value); });
    if (known == others.end())
      known = others.insert(known, {statement.fact.value, plain_text(statement.fact.value), {}});
    citations.add(known->sources, statement.evidence);
  }
  return others;
}

std::vector<ShownSource> listed_sources(const Citations& citations) {
  std::vector<ShownSource> sources;
  for (const auto& [source, locator] : citations.listed()) {
    sources.push_back({source, locator, citations.line(sources.size() + 1)});
  }
  return sources;
}

}  // namespace polgraph::cli
