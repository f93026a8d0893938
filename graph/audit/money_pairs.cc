#include "graph/audit/money_pairs.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include "graph/audit/facts.h"
#include "graph/audit/figure.h"
#include "graph/audit/sources.h"
#include "graph/compare.h"

namespace polgraph {

namespace {

// ISO 4217, currencies in use and those that the euro replaced.
constexpr std::string_view kCurrencies =
    " AED AFN ALL AMD ANG AOA ARS ATS AUD AWG AZN BAM BBD BDT BEF BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD "
    "CDF CHF CLP CNY COP CRC CUP CVE CYP CZK DEM DJF DKK DOP DZD EEK EGP ERN ESP ETB EUR FIM FJD FKP FRF GBP GEL GHS "
    "GIP GMD GNF GRD GTQ GYD HKD HNL HRK HTG HUF IDR IEP ILS INR IQD IRR ISK ITL JMD JOD JPY KES KGS KHR KMF KPW KRW "
    "KWD KYD KZT LAK LBP LKR LRD LSL LTL LUF LVL LYD MAD MDL MGA MKD MMK MNT MOP MRU MTL MUR MVR MWK MXN MYR MZN NAD "
    "NGN NIO NLG NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PTE PYG QAR RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SIT "
    "SKK SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VED VES VND VUV WST "
    "XAF XCD XDR XOF XPF YER ZAR ZMW ZWL ";

struct CurrencyKey {  // "amount_eur"
  std::string stem;
  std::string currency;
};

std::string in_capitals(std::string_view text) {
  std::string capitals(text);
  for (char& c : capitals)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return capitals;
}

std::optional<CurrencyKey> as_currency_key(const std::string& key) {
  const std::size_t mark = key.rfind('_');
  if (mark == std::string::npos || mark == 0 || key.size() - mark != 4) return {};
  std::string currency = in_capitals(std::string_view(key).substr(mark + 1));
  if (!is_currency(currency)) return {};
  return CurrencyKey{key.substr(0, mark), std::move(currency)};
}

struct Column {  // one currency of a stem on one entity
  std::string key;
  std::string currency;
};

bool is_amount(const Statement& statement) {
  const Value& value = statement.fact.value;
  return value.is_number() && value.as_number() > 0 && std::isfinite(value.as_number());
}

bool at_one_place(const Statement& a, const Statement& b) {
  return a.evidence.source == b.evidence.source && a.evidence.locator == b.evidence.locator;
}

std::optional<DateSpan> time_of(const Facts& facts) {
  if (const auto span = fiscal_span(facts.value("fiscal_year"))) return span;
  const auto start = date_span(facts.value("period_start")), end = date_span(facts.value("period_end"));
  if (start && end) return DateSpan{start->first, end->last};
  for (const std::string_view key : {"year", "on", "announced", "date", "period_start", "period_end"})
    if (const auto span = date_span(facts.value(key))) return span;
  return {};
}

class Collector {
 public:
  explicit Collector(const AuditRun& run) : run_(run), book_(run.snapshot) {
    for (const std::string& key : run.snapshot.keys())
      if (as_currency_key(key)) keys_.insert(*run.snapshot.find_key(key));
  }
  bool has_keys() const { return !keys_.empty(); }

  void look_at(EntityId entity, const std::vector<Property>& properties) {
    if (std::none_of(properties.begin(), properties.end(), [&](const Property& p) { return keys_.contains(p.first); }))
      return;
    const Facts facts(run_.snapshot, entity);
    std::map<std::string, std::vector<Column>> stems;
    for (const auto& property : properties) {
      const std::string& key = run_.snapshot.name(property.first);
      if (const auto known = as_currency_key(key)) stems[known->stem].push_back({key, known->currency});
    }
    for (auto& [stem, columns] : stems) pair_up(facts, stem, columns, entity);
  }

  std::vector<MoneyPair> pairs;

 private:
  void pair_up(const Facts& facts, const std::string& stem, std::vector<Column>& columns, EntityId entity) {
    std::sort(columns.begin(), columns.end(), [](const Column& a, const Column& b) { return a.key < b.key; });
    const std::string own = in_capitals(facts.text("currency"));
    if (!own.empty() && !facts.about(stem).empty()) columns.insert(columns.begin(), Column{stem, own});
    for (std::size_t i = 1; i < columns.size(); ++i)
      if (columns[i].currency != columns[0].currency) pair_up(facts, columns[0], columns[i], entity);
  }

  void pair_up(const Facts& facts, const Column& base, const Column& other, EntityId entity) {
    const auto bases = facts.about(base.key);
    std::vector<MoneyPair> found;
    for (const Statement& converted : facts.about(other.key)) {
      if (!is_amount(converted)) continue;
      auto from =
          std::find_if(bases.begin(), bases.end(), [&](const Statement& one) { return at_one_place(one, converted); });
      if (from == bases.end())
        from = std::find_if(bases.begin(), bases.end(), [](const Statement& one) { return one.best; });
      if (from == bases.end() || !is_amount(*from)) continue;
      MoneyPair pair = make_pair(facts, base, other, *from, converted);
      pair.entity = entity;
      const bool known = std::any_of(found.begin(), found.end(), [&](const MoneyPair& one) {
        return one.document == pair.document && one.low == pair.low && one.high == pair.high;
      });
      if (!known) found.push_back(std::move(pair));
    }
    for (MoneyPair& pair : found) pairs.push_back(std::move(pair));
  }

  MoneyPair make_pair(const Facts& facts, const Column& base, const Column& other, const Statement& from,
                      const Statement& to) {
    const std::string modality = facts.text("modality");
    const FigureRange a = figure_range(from.fact.value, facts.printed(from), modality);
    const FigureRange b = figure_range(to.fact.value, facts.printed(to), {});
    MoneyPair pair{.entity = {},
                   .document = to.evidence.source.empty() ? "" : book_.document(to.evidence.source),
                   .base = base.currency,
                   .quote = other.currency,
                   .amount = from,
                   .conversion = to,
                   .currency = base.currency,
                   .converted_to = other.currency,
                   .low = std::log(a.low / b.high),
                   .high = std::log(a.high / b.low),
                   .rate = std::log(from.fact.value.as_number() / to.fact.value.as_number()),
                   .when = time_of(facts)};
    if (!pair.when && !to.evidence.source.empty()) {
      if (const Stated* date = book_.date_of(to.evidence.source)) pair.when = date->span;
    }
    if (pair.quote < pair.base) turn_round(pair);
    return pair;
  }

  static void turn_round(MoneyPair& pair) {
    std::swap(pair.base, pair.quote);
    std::swap(pair.low, pair.high);
    pair.low = -pair.low;
    pair.high = -pair.high;
    pair.rate = -pair.rate;
  }

  const AuditRun& run_;
  SourceBook book_;
  std::set<KeyId> keys_;
};

}  // namespace

bool is_currency(std::string_view code) {
  return code.size() == 3 && code.find(' ') == std::string_view::npos &&
         kCurrencies.find(" " + std::string(code) + " ") != std::string_view::npos;
}

std::vector<MoneyPair> money_pairs(const AuditRun& run) {
  Collector collector(run);
  if (!collector.has_keys()) return {};
  each_node(run, [&](const Node& node) { collector.look_at(EntityId::of(node.id), node.properties); });
  each_relationship(run, [&](const Relationship& relationship) {
    collector.look_at(EntityId::of(relationship.id), relationship.properties);
  });
  return std::move(collector.pairs);
}

}  // namespace polgraph
