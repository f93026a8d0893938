// Dates that cannot be, whatever the source says: an end before its start, a month 13, a fiscal year outside its own
// period, a deed later than the day on which it was recorded, a negative amount of what cannot be negative.
//   Cost  a scan of all nodes and relationships; some seeks for those at fault
#include <algorithm>
#include <array>
#include <set>

#include "graph/audit/detectors.h"
#include "graph/audit/lifetime.h"

namespace polgraph {

namespace {

struct Span {
  std::string_view from, to;
};
constexpr std::array<Span, 7> kSpans{Span{"start", "end"},
                                     Span{"period_start", "period_end"},
                                     Span{"since", "until"},
                                     Span{"from_date", "to_date"},
                                     Span{"established", "dissolved"},
                                     Span{"year", "year_end"},
                                     Span{"fiscal_year", "fiscal_year_end"}};
constexpr std::array<std::string_view, 22> kDates{
    "start",     "end",     "period_start", "period_end", "since",       "until",   "from_date", "to_date",
    "on",        "as_of",   "by",           "date",       "established", "founded", "dissolved", "published",
    "announced", "updated", "launched",     "stated_on",  "valid_from",  "valid_to"};
constexpr std::array<std::string_view, 6> kDeeds{"on", "as_of", "since", "stated_on", "announced", "published"};
// Repayments and cuts are negative, so `amount` alone says nothing.
constexpr std::array<std::string_view, 6> kNeverNegative{"total_budget", "initial_budget", "received",
                                                         "spent",        "executed",       "paid"};

template <std::size_t Size>
bool contains(const std::array<std::string_view, Size>& keys, std::string_view key) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

// The day of the latest load: nothing that was loaded can have happened after it. Nothing where it is not known.
std::optional<DateSpan> last_load(const Snapshot& snapshot) {
  std::optional<DateSpan> last;
  for (const Dataset& one : snapshot.datasets()) {
    const auto day = date_span(Value::string(std::string_view(one.loaded_on).substr(0, 10)));
    if (day && (!last || last->before(*day))) last = day;
  }
  return last;
}

class Scan {
 public:
  explicit Scan(const AuditRun& run) : run_(run), loaded_(last_load(run.snapshot)) {
    for (const Span& span : kSpans) add(dates_, span.to);
    for (const std::string_view key : kDates) add(dates_, key);
    for (const std::string_view key : kNeverNegative) add(amounts_, key);
    add(amounts_, "amount");
  }

  void look_at(EntityId entity, const std::vector<Property>& properties) {
    const auto may_be_wrong = [&](const Property& property) {
      const auto& [key, value] = property;
      return dates_.contains(key) || (value.is_number() && value.as_number() < 0 && amounts_.contains(key));
    };
    if (std::none_of(properties.begin(), properties.end(), may_be_wrong)) return;
    const Facts facts(run_.snapshot, entity);
    for (const Span& span : kSpans) order(facts, span);
    fiscal_year(facts);
    for (const Statement& one : facts.all()) single(facts, one);
  }

 private:
  void add(std::set<KeyId>& keys, std::string_view key) const {
    if (const auto id = run_.snapshot.find_key(key)) keys.insert(*id);
  }

  void tell(Severity severity, std::vector<Statement> statements, std::string why) const {
    Finding finding;
    finding.severity = severity;
    finding.entity = statements.front().subject;
    finding.predicate = statements.front().fact.predicate;
    finding.statements = std::move(statements);
    finding.why = std::move(why);
    tell_unless_judged(run_, std::move(finding));
  }

  void order(const Facts& facts, const Span& span) const {
    const auto wrong = first_before(dates_about(facts, {span.to}), dates_about(facts, {span.from}));
    if (!wrong) return;
    const auto& [end, start] = *wrong;
    tell(Severity::High, {start.statement, end.statement},
         "its `" + std::string(span.to) + "`, " + stated_words(end.statement) + ", lies before its `" +
             std::string(span.from) + "`, " + stated_words(start.statement));
  }

  void fiscal_year(const Facts& facts) const {
    const auto starts = dates_about(facts, {"period_start"}), ends = dates_about(facts, {"period_end"});
    for (const Statement& year : facts.about("fiscal_year")) {
      const auto span = fiscal_span(year.fact.value);
      if (!span) continue;
      const std::vector<Stated> of_year{{*span, year}};
      auto outside = first_before(of_year, starts);
      if (!outside) outside = first_before(ends, of_year);
      if (!outside) continue;
      const Statement& other = outside->first.statement.fact.predicate == "fiscal_year" ? outside->second.statement
                                                                                        : outside->first.statement;
      return tell(Severity::Medium, {year, other},
                  "its fiscal year " + stated_words(year) + " lies outside of its period: `" + other.fact.predicate +
                      "` is " + stated_words(other));
    }
  }

  void single(const Facts& facts, const Statement& one) const {
    const std::string& key = one.fact.predicate;
    if (contains(kDates, key) && is_impossible_date(one.fact.value))
      return tell(Severity::High, {one},
                  "its `" + key + "`, " + stated_words(one) + ", is no date: there is no such day");
    if (contains(kDeeds, key) && loaded_) future(facts, one);
    if (is_negative(one) && contains(kNeverNegative, key))
      tell(Severity::Medium, {one}, "its `" + key + "` is negative: " + stated_words(one));
    if (is_negative(one) && key == "amount" && one.subject.is_node &&
        is_labelled(run_.snapshot, one.subject.node(), "Budget"))
      tell(Severity::Medium, {one}, "a Budget cannot hold a negative amount: " + stated_words(one));
  }

  static bool is_negative(const Statement& one) { return one.fact.value.is_number() && one.fact.value.as_number() < 0; }

  void future(const Facts& facts, const Statement& one) const {
    const auto date = date_span(one.fact.value);
    const std::string status = facts.text("status");
    if (!date || !loaded_->before(*date) || status == "planned" || status == "proposed") return;
    tell(Severity::Medium, {one},
         "its `" + one.fact.predicate + "` is " + stated_words(one) + ", later than the day on which it was loaded");
  }

  const AuditRun& run_;
  std::optional<DateSpan> loaded_;
  std::set<KeyId> dates_, amounts_;
};

void run(const AuditRun& run) {
  Scan scan(run);
  each_node(run, [&](const Node& node) { scan.look_at(EntityId::of(node.id), node.properties); });
  each_relationship(run, [&](const Relationship& relationship) {
    scan.look_at(EntityId::of(relationship.id), relationship.properties);
  });
}

}  // namespace

const Detector kTimeOrderDetector{
    .id = "time-order",
    .severity = Severity::High,
    .finds = "dates and amounts that cannot be: an end before its start, a month 13, a negative budget",
    .example = "a measure that starts in 2018 and ends in 2016",
    .run = &run};

}  // namespace polgraph
