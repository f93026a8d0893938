#include "tools/timeline.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "graph/compare.h"
#include "tools/describe.h"

namespace polgraph::cli {

namespace {

constexpr std::size_t kToldOneByOne = 6;
constexpr std::array<std::string_view, 15> kDateKeys{
    "on",          "start",           "end",          "since",      "until",     "by",        "as_of",      "year",
    "fiscal_year", "fiscal_year_end", "period_start", "period_end", "announced", "published", "established"};
// Over these the other end's dates belong to the story of this one.
constexpr std::array<std::string_view, 13> kTellingTypes{
    "LAUNCHED", "UPDATED", "PREPARED", "DEVELOPED",     "PRECEDES",   "HAS_TARGET", "HAS_BUDGET",
    "PAID_BY",  "PAID_TO", "FOR",      "HAS_INDICATOR", "DRAWN_FROM", "PROVIDED_BY"};

template <class Names>
bool contains(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

struct Dated {
  std::string key;
  std::string date;
  std::vector<Evidence> evidence;
  bool in_conflict = false;
};

std::string date_of(const std::string& key, const Value& value) {
  const bool is_date = value.is_integer() || value.is_string() || value.is_temporal();
  if (!is_date) return {};
  const std::string text = plain_text(value);
  return key.starts_with("fiscal_year") && value.is_integer() ? "fiscal year " + text : text;
}

// Every date that is stated of an entity, conflicting ones too, and from when to when its statements hold.
class Dates {
 public:
  Dates(const Snapshot& snapshot, EntityId entity) : conflicts_(snapshot.conflicts(entity)) {
    for (const Statement& statement : snapshot.statements(entity)) {
      if (statement.evidence.rank == Rank::Deprecated) continue;
      const std::string& key = statement.fact.predicate;
      if (contains(kDateKeys, key))
        add(key, date_of(key, statement.fact.value), statement.evidence, in_conflict(statement));
      validity(statement);
    }
    unstated(snapshot, entity);
    drop_years();
  }
  std::vector<Dated> all() && { return std::move(dates_); }

 private:
  // Dates that nothing is cited for.
  void unstated(const Snapshot& snapshot, EntityId entity) {
    for (const auto& [id, value] : properties_of(snapshot, entity)) {
      const std::string& key = snapshot.name(id);
      const bool is_told =
          std::any_of(dates_.begin(), dates_.end(), [&](const Dated& dated) { return dated.key == key; });
      if (!is_told && contains(kDateKeys, key)) add(key, date_of(key, value), {}, false);
    }
  }

  static std::vector<Property> properties_of(const Snapshot& snapshot, EntityId entity) {
    if (entity.is_node) {
      auto node = snapshot.find_node(entity.node());
      return node ? std::move(node->properties) : std::vector<Property>();
    }
    auto relationship = snapshot.find_relationship(entity.relationship());
    return relationship ? std::move(relationship->properties) : std::vector<Property>();
  }

  // The year of a publication whose month is known says nothing more.
  void drop_years() {
    const std::vector<Dated> all = dates_;
    std::erase_if(dates_, [&](const Dated& year) {
      return year.key == "year" && !year.in_conflict && std::any_of(all.begin(), all.end(), [&](const Dated& other) {
               return other.date.size() > year.date.size() && other.date.starts_with(year.date + "-");
             });
    });
  }

  void validity(const Statement& statement) {
    const Evidence& evidence = statement.evidence;
    const std::string& predicate = statement.fact.predicate;
    const std::string fact = predicate == "exists" ? "" : predicate + " = " + plain_text(statement.fact.value) + ", ";
    if (!evidence.valid_from.empty()) add(fact + "valid from", evidence.valid_from, evidence, false);
    if (!evidence.valid_to.empty()) add(fact + "valid to", evidence.valid_to, evidence, false);
  }

  void add(const std::string& key, const std::string& date, const Evidence& evidence, bool in_conflict) {
    if (date.empty()) return;
    auto known = std::find_if(dates_.begin(), dates_.end(),
                              [&](const Dated& dated) { return dated.key == key && dated.date == date; });
    if (known == dates_.end()) known = dates_.insert(known, {key, date, {}, in_conflict});
    known->evidence.push_back(evidence);
  }

  bool in_conflict(const Statement& statement) const {
    return std::any_of(conflicts_.begin(), conflicts_.end(), [&](const Conflict& conflict) {
      return conflict.predicate == statement.fact.predicate &&
             std::any_of(conflict.statements.begin(), conflict.statements.end(),
                         [&](const Statement& other) { return same(other.fact.value, statement.fact.value); });
    });
  }

  std::vector<Conflict> conflicts_;
  std::vector<Dated> dates_;
};

// Events that read alike but for the name of the other end.
struct Kind {
  std::string date, arrow, key;
  bool of_neighbour = false;
  auto operator<=>(const Kind&) const = default;
};

struct Occurrence {
  Step step;
  Dated dated;
};

std::string words_of(std::string key) {
  std::replace(key.begin(), key.end(), '_', ' ');
  return key;
}

class Teller {
 public:
  Teller(const Snapshot& snapshot, NodeId node, Citations& citations)
      : snapshot_(snapshot), node_(node), citations_(citations) {}

  Timeline tell(std::size_t limit) {
    for (const Dated& dated : Dates(snapshot_, EntityId::of(node_)).all()) add(dated, words_of(dated.key));
    relationships();
    std::stable_sort(drafts_.begin(), drafts_.end(), [](const Draft& a, const Draft& b) { return a.order < b.order; });
    Timeline timeline;
    for (Draft& draft : drafts_) {
      if (timeline.events.size() == limit) break;
      for (const Evidence& evidence : draft.evidence) citations_.add(draft.event.sources, evidence);
      timeline.events.push_back(std::move(draft.event));
    }
    timeline.left_out = drafts_.size() - timeline.events.size();
    return timeline;
  }

 private:
  struct Draft {  // not yet cited: it may be left out
    std::int64_t order = 0;
    TimelineEvent event;
    std::vector<Evidence> evidence;
  };

  void relationships() {
    std::map<Kind, std::vector<Occurrence>> kinds;
    std::set<NodeId> told;
    for (StepCursor steps = snapshot_.steps(node_, Direction::Both); steps.next();) {
      const Step step = steps.step();
      const std::string& type = snapshot_.name(step.type);
      const std::string arrow = arrow_text(type, step.outgoing);
      for (const Dated& dated : Dates(snapshot_, EntityId::of(step.relationship)).all())
        kinds[{dated.date, arrow, dated.key, false}].push_back({step, dated});
      if (step.neighbour == node_ || !contains(kTellingTypes, type) || !told.insert(step.neighbour).second) continue;
      for (const Dated& dated : Dates(snapshot_, EntityId::of(step.neighbour)).all())
        kinds[{dated.date, arrow, dated.key, true}].push_back({step, dated});
    }
    for (const auto& [kind, occurrences] : kinds) tell(kind, occurrences);
  }

  void tell(const Kind& kind, const std::vector<Occurrence>& occurrences) {
    if (occurrences.size() > kToldOneByOne) {
      Dated all{kind.key, kind.date, {}, false};
      for (const Occurrence& one : occurrences) all.in_conflict = all.in_conflict || one.dated.in_conflict;
      const std::string count = count_text(occurrences.size());
      if (kind.of_neighbour) return add(all, kind.arrow + " " + count + " others · their " + words_of(kind.key));
      return add(all, kind.arrow + " " + count + " relationships" + key_text(kind.key));
    }
    for (const Occurrence& one : occurrences) add(one.dated, told_text(kind, one.step));
  }

  // What the relationship says beside its date comes along; the key only where it tells more than "on".
  std::string told_text(const Kind& kind, const Step& step) {
    std::string text = kind.arrow + " " + name_with_acronym(snapshot_, step.neighbour);
    if (kind.of_neighbour) return text + " · its " + words_of(kind.key);
    const Value verb = verb_of(step.relationship);
    if (!verb.is_null()) text += " · " + plain_text(verb);
    if (const auto money = money_of(snapshot_, EntityId::of(step.relationship))) text += " · " + to_text(*money);
    return text + key_text(kind.key);
  }

  // What the date is, where it is more than when.
  static std::string key_text(const std::string& key) {
    return key == "on" || key.ends_with("year") ? "" : " · " + words_of(key);
  }

  Value verb_of(RelId relationship) const {
    const auto verb = snapshot_.find_key("verb");
    return verb ? snapshot_.property(relationship, *verb) : Value::null();
  }

  void add(const Dated& dated, std::string what) {
    drafts_.push_back(
        {.order = date_order(dated.date),
         .event = {.date = dated.date, .what = std::move(what), .sources = {}, .in_conflict = dated.in_conflict},
         .evidence = dated.evidence});
  }

  const Snapshot& snapshot_;
  NodeId node_;
  Citations& citations_;
  std::vector<Draft> drafts_;
};

}  // namespace

std::int64_t date_order(const std::string& date) {
  constexpr std::int64_t kNoDate = 100'000'000;
  std::string_view rest(date);
  if (rest.starts_with("fiscal year ")) rest.remove_prefix(12);
  std::int64_t order = 0;
  for (const std::size_t length : {4u, 2u, 2u}) {
    std::int64_t part = 0;
    const std::string_view digits = rest.substr(0, length);
    const bool has_part = digits.size() == length &&
                          std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!has_part && length == 4) return kNoDate;
    if (has_part)
      for (const char c : digits) part = part * 10 + (c - '0');
    order = order * (length == 4 ? 1 : 100) + part;
    rest.remove_prefix(has_part ? length : rest.size());
    if (rest.starts_with('-')) rest.remove_prefix(1);
  }
  return order;
}

Timeline make_timeline(const Snapshot& snapshot, NodeId node, std::size_t limit, Citations& citations) {
  return Teller(snapshot, node, citations).tell(limit);
}

}  // namespace polgraph::cli
