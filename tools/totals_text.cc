#include <algorithm>
#include <map>
#include <ostream>
#include <set>

#include "graph/search.h"
#include "graph/text/number.h"
#include "graph/text/utf8.h"
#include "tools/describe.h"
#include "tools/totals.h"

namespace polgraph::cli {

namespace {

constexpr std::size_t kMostNames = 3;
constexpr std::size_t kMostLines = 25;  // of a list by each start

using Why = MoneyLeftOut::Why;

std::string counted(std::size_t count, const std::string& one, const std::string& many) {
  return with_separators(static_cast<std::int64_t>(count)) + " " + (count == 1 ? one : many);
}

template <class T>
std::vector<T> all_of(const std::vector<const MoneyTotal*>& totals, std::vector<T> MoneyTotal::*member) {
  std::set<T> all;
  for (const MoneyTotal* total : totals) all.insert((total->*member).begin(), (total->*member).end());
  return {all.begin(), all.end()};
}

// The rarest label that all of them have, of equally rare ones the last; empty if there is none.
std::string common_label(const Snapshot& snapshot, const std::vector<NodeId>& nodes) {
  std::vector<LabelId> common = snapshot.labels(nodes.front());
  for (std::size_t i = 1; i < nodes.size() && !common.empty(); ++i) {
    const std::vector<LabelId> labels = snapshot.labels(nodes[i]);
    std::erase_if(common, [&](LabelId label) { return !std::binary_search(labels.begin(), labels.end(), label); });
  }
  if (common.empty()) return {};
  const auto counts = snapshot.statistics().nodes_by_label;
  const auto count = [&](LabelId label) {
    const auto at = counts.find(label);
    return at == counts.end() ? 0 : at->second;
  };
  std::reverse(common.begin(), common.end());
  return snapshot.name(
      *std::min_element(common.begin(), common.end(), [&](LabelId a, LabelId b) { return count(a) < count(b); }));
}

std::string side(const Snapshot& snapshot, const std::vector<NodeId>& nodes) {
  if (nodes.empty()) return "?";
  if (nodes.size() == 1) return name_with_acronym(snapshot, nodes.front());
  const std::string label = common_label(snapshot, nodes);
  return with_separators(static_cast<std::int64_t>(nodes.size())) + " " + (label.empty() ? "nodes" : label);
}

std::string names(const Snapshot& snapshot, const std::vector<NodeId>& nodes) {
  std::string text;
  for (std::size_t i = 0; i < std::min(nodes.size(), kMostNames); ++i) {
    text += (i == 0 ? "" : ", ") + display_name(snapshot, nodes[i]);
  }
  return nodes.size() > kMostNames ? text + " ..." : text;
}

std::string sum_text(const TraceSum& sum) {
  return modality_text(sum.modality) + (sum.currency.empty() ? "" : sum.currency + " ") + sum.amount.text() +
         (sum.stock ? " as budgets" : "");
}

std::string heading(const Snapshot& snapshot, const std::vector<const MoneyTotal*>& totals, bool backward) {
  const MoneyStage& at = totals.front()->at;
  std::string text;
  if (at.part == MoneyPart::Received) text = "received";
  if (at.part == MoneyPart::Arrives) text = "arrives, at most";
  if (at.part == MoneyPart::Stage) text = "stage " + std::to_string(at.stage);
  if (totals.front()->stock) text += ", budgets";
  if (at.by_mandate) text += ", by mandate";
  return text + ": " + flow_text(snapshot, totals, backward);
}

class TotalsPrinter {
 public:
  TotalsPrinter(std::ostream& out, const Snapshot& snapshot, Citations& citations, const MoneyAnswer& answer)
      : out_(out), snapshot_(snapshot), citations_(citations), answer_(answer) {}

  void print() {
    out_ << "\nMoney\n";
    report(answer_.report, "  ");
    each();
    rates();
  }

 private:
  void line(const std::string& text) { out_ << printable(text) << '\n'; }

  void report(const MoneyReport& report, const std::string& indent) {
    for (const auto& group : groups(report)) {
      line(indent + heading(snapshot_, group, answer_.backward));
      for (const MoneyTotal* total : group) line(indent + "  " + total_line(*total));
    }
    if (report.totals.empty()) line(indent + "no amounts");
    for (const MoneyLeftOut& left_out : report.left_out) line(indent + "note: " + left_out_text(snapshot_, left_out));
  }

  static std::vector<std::vector<const MoneyTotal*>> groups(const MoneyReport& report) {
    std::vector<std::vector<const MoneyTotal*>> all;
    for (const MoneyTotal& total : report.totals) {
      if (all.empty() || all.back().front()->at != total.at || all.back().front()->stock != total.stock)
        all.emplace_back();
      all.back().push_back(&total);
    }
    return all;
  }

  std::string total_line(const MoneyTotal& total) {
    std::string text = total_text(total) + " · " + counted(total.on.size(), "amount", "amounts");
    for (const std::size_t rate : total.rates) used_rates_.insert(rate);
    if (total.place_count == 0) return text;
    if (total.place_count > total.places.size()) {
      return text + " · " + counted(total.place_count, "place", "places") + " in sources";
    }
    text += " ";
    for (const auto& [source, locator] : total.places) {
      text += "[" + std::to_string(citations_.number(source, locator)) + "]";
    }
    return text;
  }

  void each() {
    if (answer_.each.empty()) return;
    line("  by each");
    std::size_t shown = 0;
    for (const MoneyOfStart& one : answer_.each) {
      if (shown++ == kMostLines) break;
      line("    " + name_with_acronym(snapshot_, one.start));
      for (const MoneyTotal& total : one.report.totals) line("      " + short_heading(total) + total_text(total));
    }
    if (answer_.each.size() > kMostLines) {
      line("    ... " + std::to_string(answer_.each.size() - kMostLines) + " more, all with --format table or json");
    }
  }
  std::string short_heading(const MoneyTotal& total) const {
    std::string text(part_name(total.at.part));
    if (total.at.part == MoneyPart::Stage) text += " " + std::to_string(total.at.stage);
    if (total.stock) text += ", budgets";
    if (total.at.by_mandate) text += ", by mandate";
    return text + ": ";
  }

  void rates() {
    for (const std::size_t at : used_rates_) {
      const ExchangeRate& rate = answer_.report.rates[at];
      const std::string marks = citations_.marks(EntityId::of(rate.node));
      line("  rate: " + rate_text(rate) + (rate.source.empty() ? "" : " · " + rate.source) +
           (marks.empty() ? "" : " " + marks));
    }
  }

  std::ostream& out_;
  const Snapshot& snapshot_;
  Citations& citations_;
  const MoneyAnswer& answer_;
  std::set<std::size_t> used_rates_;
};

}  // namespace

std::string flow_text(const Snapshot& snapshot, const std::vector<const MoneyTotal*>& totals, bool backward) {
  std::string types;
  for (const TypeId type : all_of(totals, &MoneyTotal::types))
    types += (types.empty() ? "" : ", ") + snapshot.name(type);
  const std::string from = side(snapshot, all_of(totals, &MoneyTotal::from));
  const std::string to = side(snapshot, all_of(totals, &MoneyTotal::to));
  return (backward ? to : from) + " → " + (backward ? from : to) + (types.empty() ? "" : " (" + types + ")");
}

std::string total_text(const MoneyTotal& total) {
  std::string text = modality_text(total.modality);
  text += (total.currency.empty() ? "" : total.currency + " ") + total.amount.text();
  text += " (" + (total.period.empty() ? "no year stated" : total.period);
  if (total.currency.empty()) text += ", no currency stated";
  if (total.printed > 0) {
    const bool all = total.printed == total.on.size();
    text += all ? ", as the source converts"
                : ", " + counted(total.printed, "amount", "amounts") + " as the source converts";
  }
  if (!total.rates.empty()) text += ", converted at the rate below";
  if (!total.not_converted.empty()) text += ", not converted: " + total.not_converted;
  return text + ")";
}

std::string sums_text(const std::vector<TraceSum>& sums) {
  std::string text;
  for (std::size_t i = 0; i < sums.size(); ++i) {
    text += (i == 0 ? "" : i + 1 == sums.size() ? " and " : ", ") + sum_text(sums[i]);
  }
  return text;
}

std::string rate_text(const ExchangeRate& rate) {
  return rate.rate.text() + " " + rate.to + " for 1 " + rate.from + ", " +
         (rate.period.empty() ? "no year stated" : rate.period);
}

std::string left_out_text(const Snapshot& snapshot, const MoneyLeftOut& one) {
  const std::string sums = sums_text(one.sums), which = names(snapshot, one.nodes);
  const auto amounts = counted(one.count, "amount", "amounts");
  const auto flows_on = sums.empty() ? std::string() : "; " + sums + " flows on from there";
  switch (one.why) {
    case Why::Aggregate:
      return "not walked through: " + counted(one.count, "placeholder", "placeholders") + " (" + which + ")" +
             flows_on + " (--through-aggregates)";
    case Why::TooDeep:
      return "not walked on from: " + counted(one.count, "node", "nodes") + " at --max-depth (" + which + ")" +
             flows_on;
    case Why::Round:
      return sums + " in " + amounts + " goes round, among some that pay each other in a circle: not in the totals";
    case Why::Between: return sums + " in " + amounts + " goes from one start to another: not in the totals together";
    case Why::PartOf: return sums + " in " + amounts + " is part of a budget that counts: not in the totals";
    case Why::Shared:
      return sums + " in " + amounts + " is shared with others, and the share is not stated: not in the totals";
    case Why::ArrivesAgain:
      return sums + " in " + amounts + " arrives after passing another of the last stop: not in what arrives";
    case Why::NoAmount: return counted(one.count, "step", "steps") + " of money without an amount";
    case Why::NotExact: return amounts + " that cannot be added exactly";
    case Why::NoRole:
      return sums + " on " + counted(one.count, "node", "nodes") + " that " + (one.count == 1 ? "is" : "are") +
             " neither Budget nor Transaction (" + which + "): not in the totals";
    case Why::ComesBack:
      return sums + " in " + amounts + " comes back to the start: what it pays out may hold it again";
    case Why::OtherSources:
      return counted(one.count, "payer", "payers") + " on the way (" + which + ") also " +
             (one.count == 1 ? "receives" : "receive") + " money from elsewhere";
    case Why::TwoAmounts: return amounts + " of which the sources state two: the best value counts";
  }
  return {};
}

std::string_view part_name(MoneyPart part) {
  if (part == MoneyPart::Received) return "received";
  return part == MoneyPart::Stage ? "stage" : "arrives";
}

std::string_view reason_name(Why why) {
  switch (why) {
    case Why::Aggregate: return "aggregate";
    case Why::TooDeep: return "too_deep";
    case Why::Round: return "round";
    case Why::Between: return "between";
    case Why::PartOf: return "part_of";
    case Why::Shared: return "shared";
    case Why::ArrivesAgain: return "arrives_again";
    case Why::NoAmount: return "no_amount";
    case Why::NotExact: return "not_exact";
    case Why::NoRole: return "no_role";
    case Why::ComesBack: return "comes_back";
    case Why::OtherSources: return "other_sources";
    case Why::TwoAmounts: return "two_amounts";
  }
  return "";
}

void print_totals(std::ostream& out, const Snapshot& snapshot, Citations& citations, const MoneyAnswer& answer) {
  TotalsPrinter(out, snapshot, citations, answer).print();
}

}  // namespace polgraph::cli
