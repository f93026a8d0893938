#include "graph/trace_money.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <unordered_set>

#include "graph/error.h"
#include "graph/go_on.h"
#include "graph/search.h"
#include "graph/trace_budgets.h"
#include "graph/trace_evidence.h"
#include "graph/trace_items.h"

namespace polgraph {

namespace {

using Why = MoneyLeftOut::Why;

template <class T>
void settle(std::vector<T>& all) {
  std::sort(all.begin(), all.end());
  all.erase(std::unique(all.begin(), all.end()), all.end());
}

template <class T>
void append(std::vector<T>& to, const std::vector<T>& from) {
  to.insert(to.end(), from.begin(), from.end());
}

// Amounts with one heading become totals, converted where that was asked for and can be done.
class Totals {
 public:
  Totals(MoneyEvidence& evidence, const Exchange* exchange, LeftOutList& left_out)
      : evidence_(evidence), exchange_(exchange), left_out_(left_out) {}

  void add(const MoneyItem& item) {
    go_on();
    if (seen_.insert(item.money.on).second && evidence_.of(item.money.on).two_amounts) {
      left_out_.add(Why::TwoAmounts, item.stock, item.money, item.amount);
    }
    if (item.comes_back) left_out_.add(Why::ComesBack, item.stock, item.money, item.amount);
    if (exchange_ == nullptr || item.money.currency == exchange_->currency()) {
      add(item, item.money.currency, {}).amount.add(item.amount);
      return;
    }
    const Exchange::Result got = exchange_->convert(item.money);
    if (got.why != Exchange::Why::Converted) {
      add(item, item.money.currency, reason(got.why)).amount.add(item.amount);
      return;
    }
    MoneyTotal& total = add(item, exchange_->currency(), {});
    if (got.printed) {
      total.amount.add(*got.printed);
      ++total.printed;
    } else {
      to_convert_[{key_of(item, exchange_->currency(), {}), *got.rate}].add(item.amount);
    }
  }

  // Amounts under one heading and rate are converted together and rounded once.
  std::vector<MoneyTotal> take() {
    for (const auto& [key, amount] : to_convert_) {
      bool exact = false;
      MoneyTotal& total = totals_.at(key.first);
      total.amount.add(exchange_->apply(key.second, amount, exact));
      if (!exact) total.modality = modality_of_sum(total.modality, "about");
      total.rates.push_back(key.second);
    }
    std::vector<MoneyTotal> all;
    for (auto& [key, total] : totals_) {
      settle(total.on);
      settle(total.from);
      settle(total.to);
      settle(total.types);
      all.push_back(std::move(total));
    }
    return all;
  }

 private:
  // In the order of the answer: no currency and no period last.
  using Key = std::tuple<MoneyStage, bool, bool, std::string, std::string, bool, std::string>;
  static Key key_of(const MoneyItem& item, const std::string& currency, const std::string& why) {
    return {item.at, !item.stock, currency.empty(), currency, why, item.money.period.empty(), item.money.period};
  }
  MoneyTotal& add(const MoneyItem& item, const std::string& currency, const std::string& why) {
    const auto [at, fresh] = totals_.try_emplace(key_of(item, currency, why));
    MoneyTotal& total = at->second;
    if (fresh) {
      total.at = item.at;
      total.stock = item.stock;
      total.currency = currency;
      total.period = item.money.period;
      total.fiscal_year = item.money.fiscal_year;
      total.not_converted = why;
    }
    total.modality = modality_of_sum(total.modality, item.money.modality);
    total.on.push_back(item.money.on);
    append(total.from, item.from);
    append(total.to, item.to);
    append(total.types, item.types);
    for (const SourcePlace& place : evidence_.of(item.money.on).places) {
      if (!places_[&total].insert(place).second) continue;
      if (++total.place_count <= MoneyTotal::kMostPlaces) total.places.push_back(place);
    }
    return total;
  }
  static std::string reason(Exchange::Why why) {
    if (why == Exchange::Why::NoCurrency) return "no currency is stated";
    return why == Exchange::Why::Conflict ? "the data hold two different conversions, none preferred"
                                          : "the data hold no rate for it";
  }
  MoneyEvidence& evidence_;
  const Exchange* exchange_;
  LeftOutList& left_out_;
  std::set<EntityId> seen_;
  std::map<const MoneyTotal*, std::set<SourcePlace>> places_;  // a map's values stay where they are
  std::map<Key, MoneyTotal> totals_;
  std::map<std::pair<Key, std::size_t>, ExactSum> to_convert_;
};

class MoneyTracer {
 public:
  MoneyTracer(const Snapshot& snapshot, const std::vector<TraceStop>& stops, const MoneyOptions& options)
      : snapshot_(snapshot),
        options_(options),
        stops_(stops),
        funding_(snapshot, options.trace),
        roles_(snapshot),
        evidence_(snapshot) {
    if (!options.currency.empty()) exchange_.emplace(snapshot, options.currency);
  }

  MoneyReport trace(const std::vector<NodeId>& starts, const TraceStop* first) {
    LeftOutList left_out;
    Totals totals(evidence_, exchange_ ? &*exchange_ : nullptr, left_out);
    const MoneyWalk walk = first == nullptr ? walk_from(funding_, starts, options_.max_depth) : between(*first);
    steps_ += walk.edges.size();
    if (first != nullptr && walk.edges.empty()) return {};  // there is no way
    std::vector<MoneyItem> items = items_of(funding_, roles_, walk, false, left_out);
    if (first == nullptr && !funding_.is_reversed()) append(items, received(starts, left_out));
    drop_parts(snapshot_, roles_, items, left_out);
    for (const MoneyItem& item : items) totals.add(item);
    if (first != nullptr) note_other_sources(walk, left_out);
    note_what_flows_on(walk, items, left_out);
    return {totals.take(), left_out.take(), exchange_ ? exchange_->rates() : std::vector<ExchangeRate>{}};
  }
  std::size_t steps() const { return steps_; }

 private:
  MoneyWalk between(const TraceStop& first) const {
    std::vector<TraceStop> stops = stops_;
    stops.front() = first;
    return walk_between(funding_, stops, options_.max_depth);
  }

  std::vector<MoneyItem> received(const std::vector<NodeId>& starts, LeftOutList& left_out) {
    std::vector<NodeId> ends;
    for (const NodeId node : starts) {
      if (roles_.of(node) == MoneyRole::Somebody) ends.push_back(node);
    }
    const MoneyWalk walk = walk_into(funding_, ends);
    steps_ += walk.edges.size();
    return items_of(funding_, roles_, walk, true, left_out);
  }

  // Who pays on the way and also receives from elsewhere: what arrives need not come from the start.
  void note_other_sources(const MoneyWalk& walk, LeftOutList& left_out) const {
    std::unordered_set<RelId> inside;
    for (const MoneyWalk::Edge& edge : walk.edges) inside.insert(edge.edge.relationship);
    std::set<NodeId> middle;
    for (const MoneyWalk::Edge& edge : walk.edges) {
      if (edge.money && roles_.of_source(edge.edge) == MoneyRole::Somebody) middle.insert(edge.edge.source);
    }
    for (const NodeId start : walk.starts) middle.erase(start);
    for (const NodeId node : middle) {
      const auto& before = funding_.backward(node);
      const bool other = std::any_of(before.begin(), before.end(), [&](const FundingGraph::Edge& edge) {
        return !inside.contains(edge.relationship) && funding_.is_money(funding_.rule_of(edge));
      });
      if (other) left_out.add(Why::OtherSources, node);
    }
  }

  // Where the walk ended before the flow did.
  void note_what_flows_on(const MoneyWalk& walk, const std::vector<MoneyItem>& items, LeftOutList& left_out) const {
    std::set<EntityId> counted;
    for (const MoneyItem& item : items) counted.insert(item.money.on);
    const auto note = [&](Why why, const std::vector<NodeId>& nodes) {
      for (const NodeId node : nodes) {
        left_out.add(why, node);
        for (const FundingGraph::Edge& edge : funding_.forward(node)) {
          if (!funding_.is_money(funding_.rule_of(edge))) continue;
          const auto& money = funding_.money_of_hop(edge);
          const auto amount = money ? ExactSum::of(money->amount) : std::nullopt;
          if (!amount || !counted.insert(money->on).second) continue;
          auto& sums = left_out.of(why).sums;
          add_to_sums(sums, roles_.of_target(edge) == MoneyRole::Budget, *money, *amount);
        }
      }
    };
    note(Why::Aggregate, walk.aggregates);
    note(Why::TooDeep, walk.too_deep);
  }

  const Snapshot& snapshot_;
  const MoneyOptions& options_;
  const std::vector<TraceStop>& stops_;
  FundingGraph funding_;
  MoneyRoles roles_;
  MoneyEvidence evidence_;
  std::optional<Exchange> exchange_;
  std::size_t steps_ = 0;
};

bool stands_before(const MoneyOfStart& a, const MoneyOfStart& b) {
  if (a.report.totals.empty() != b.report.totals.empty()) return b.report.totals.empty();
  if (a.report.totals.empty()) return false;
  const MoneyTotal &x = a.report.totals.front(), &y = b.report.totals.front();
  if (x.currency != y.currency) return x.currency < y.currency;
  return x.amount > y.amount;
}

}  // namespace

MoneyReport trace_money(const Snapshot& snapshot, const std::vector<TraceStop>& stops, const MoneyOptions& options) {
  if (stops.empty()) throw Error(Kind::Argument, "TooFewStops", "a trace needs a stop");
  MoneyTracer tracer(snapshot, stops, options);
  const auto starts = nodes_of_stop(snapshot, stops.front());
  return tracer.trace(starts, stops.size() == 1 ? nullptr : &stops.front());
}

std::vector<MoneyOfStart> trace_money_each(const Snapshot& snapshot, const std::vector<TraceStop>& stops,
                                           const MoneyOptions& options) {
  if (stops.empty()) throw Error(Kind::Argument, "TooFewStops", "a trace needs a stop");
  MoneyTracer tracer(snapshot, stops, options);
  std::vector<std::pair<std::string, MoneyOfStart>> named;
  for (const NodeId node : nodes_of_stop(snapshot, stops.front())) {
    const TraceStop start{.node = node, .label = {}};
    MoneyReport report = tracer.trace({node}, stops.size() == 1 ? nullptr : &start);
    if (tracer.steps() > MoneyWalk::kMaxEdges) {
      throw Error(
          Kind::Limit, "TraceTooLarge",
          "the totals of each one rest on more than " + std::to_string(MoneyWalk::kMaxEdges) + " steps together")
          .hint("trace one of them by name, or lower --max-depth");
    }
    if (!report.empty()) named.emplace_back(display_name(snapshot, node), MoneyOfStart{node, std::move(report)});
  }
  std::stable_sort(named.begin(), named.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::stable_sort(named.begin(), named.end(),
                   [](const auto& a, const auto& b) { return stands_before(a.second, b.second); });
  std::vector<MoneyOfStart> all;
  for (auto& [name, one] : named) all.push_back(std::move(one));
  return all;
}

}  // namespace polgraph
