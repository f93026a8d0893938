// A figure printed in two currencies implies a rate. Within one document the rates of the same two currencies agree,
// but for the rounding of what is printed and the time between; a slip of a decimal point does not.
//
// Each pair is compared with those nearest to it in time. Two agree if their rates, each as wide as the rounding of its
// figures, come within a quarter of each other, and 10 % more for each year between them. A pair is sound if it agrees
// with at least as many as it disagrees with; one that is not is told where most of its neighbours are sound. Where
// they are not, nobody can tell which figure is wrong, and that is told, once, as a minor finding. Documents of one or
// two pairs are compared with each other.
//   Cost  n log n, and kNeighbours comparisons a pair
#include <algorithm>
#include <array>
#include <cmath>
#include <map>

#include "graph/audit/detectors.h"
#include "graph/audit/facts.h"
#include "graph/audit/money_pairs.h"
#include "graph/audit/sources.h"
#include "graph/text/number.h"

namespace polgraph {

namespace {

constexpr std::size_t kNeighbours = 40;
constexpr double kTolerance = 1.25;    // other day, buying or selling
constexpr double kDrift = 1.10;        // a year
constexpr double kUnknownYears = 3;    // between two pairs of which one has no date
constexpr double kGrave = 2;           // factor from which a total would be wrong beyond any rate of another day
constexpr std::size_t kMostShown = 8;  // pairs in a finding that cannot tell which
constexpr double kDaysPerYear = 365.2425;

using Pairs = std::vector<const MoneyPair*>;

double years_between(const MoneyPair& a, const MoneyPair& b) {
  if (!a.when || !b.when) return kUnknownYears;
  const std::int64_t days = std::max(a.when->first - b.when->last, b.when->first - a.when->last);
  return static_cast<double>(std::max<std::int64_t>(days, 0)) / kDaysPerYear;
}

bool agree(const MoneyPair& a, const MoneyPair& b) {
  const double apart = std::max(a.low, b.low) - std::min(a.high, b.high);
  return apart <= std::log(kTolerance) + years_between(a, b) * std::log(kDrift);
}

// The indices of the pairs nearest to `at` in a group sorted by time.
std::pair<std::size_t, std::size_t> neighbourhood(std::size_t at, std::size_t size) {
  const std::size_t begin = at < kNeighbours / 2 ? 0 : at - kNeighbours / 2;
  const std::size_t end = std::min(size, begin + kNeighbours + 1);
  return {end < kNeighbours + 1 ? 0 : end - (kNeighbours + 1), end};
}

enum class Verdict { Sound, Outlier, Open };

std::vector<Verdict> judge(const Pairs& group) {
  std::vector<bool> sound(group.size());
  for (std::size_t i = 0; i < group.size(); ++i) {
    const auto [begin, end] = neighbourhood(i, group.size());
    std::size_t agreeing = 0;
    for (std::size_t j = begin; j < end; ++j)
      if (j != i && agree(*group[i], *group[j])) ++agreeing;
    sound[i] = agreeing > 0 && 2 * agreeing >= end - begin - 1;
  }
  std::vector<Verdict> verdicts(group.size(), Verdict::Sound);
  for (std::size_t i = 0; i < group.size(); ++i) {
    if (sound[i]) continue;
    const auto [begin, end] = neighbourhood(i, group.size());
    const auto from = sound.begin() + static_cast<std::ptrdiff_t>(begin);
    const auto count =
        static_cast<std::size_t>(std::count(from, sound.begin() + static_cast<std::ptrdiff_t>(end), true));
    verdicts[i] = count >= 2 && 2 * count > end - begin - 1 ? Verdict::Outlier : Verdict::Open;
  }
  return verdicts;
}

std::string whole_words(double number) {
  constexpr double kCounted = 1e15;  // beyond it digits say nothing
  return number < kCounted ? with_separators(std::llround(number)) : to_text(number);
}

std::string rate_words(double rate) {
  if (rate >= 100) return whole_words(rate);
  const double scale = std::pow(10.0, 2 - std::floor(std::log10(rate)));
  std::string text = to_text(std::round(rate * scale) / scale);
  if (text.ends_with(".0")) text.resize(text.size() - 2);
  return text;
}

// "about 10 times", "1/10 of", "2.5 times"
std::string factor_words(double factor) {
  const bool more = factor >= 1;
  const double size = more ? factor : 1 / factor;
  const double ten = std::pow(10.0, std::round(std::log10(size)));
  const bool is_power = ten > 1 && std::abs(std::log(size / ten)) < std::log(kTolerance);
  const std::string words = is_power ? whole_words(ten) : rate_words(size);
  if (!more) return "about 1/" + words + " of";
  return (is_power ? "about " : "") + words + " times";
}

class Rates {  // of one group, told so that they are above one
 public:
  explicit Rates(const MoneyPair& pair) : pair_(pair), turned_(pair.rate < 0) {}
  std::string unit() const { return turned_ ? pair_.quote + " per " + pair_.base : pair_.base + " per " + pair_.quote; }
  double rate(const MoneyPair& pair) const { return std::exp(turned_ ? -pair.rate : pair.rate); }
  std::string range(const Pairs& pairs) const {
    std::vector<double> rates;
    for (const MoneyPair* one : pairs) rates.push_back(rate(*one));
    const auto [least, most] = std::minmax_element(rates.begin(), rates.end());
    const std::string low = rate_words(*least), high = rate_words(*most);
    return low == high ? low : low + " to " + high;
  }
  double median(const Pairs& pairs) const {
    std::vector<double> rates;
    for (const MoneyPair* one : pairs) rates.push_back(rate(*one));
    std::nth_element(rates.begin(), rates.begin() + static_cast<std::ptrdiff_t>(rates.size() / 2), rates.end());
    return rates[rates.size() / 2];
  }

 private:
  const MoneyPair& pair_;
  bool turned_;
};

std::string figures_words(const MoneyPair& pair) {
  return value_words(pair.amount.fact.value) + " " + pair.currency + " as " + value_words(pair.conversion.fact.value) +
         " " + pair.converted_to;
}

std::string where_words(const AuditRun& run, const Pairs& group) {
  const std::string& document = group.front()->document;
  for (const MoneyPair* one : group)
    if (one->document != document) return "in other documents";
  return document.empty() ? "without a source" : "of " + SourceBook(run.snapshot).title(document);
}

void tell_outlier(const AuditRun& run, const Pairs& group, const std::vector<Verdict>& verdicts, std::size_t at) {
  Pairs others;
  const auto [begin, end] = neighbourhood(at, group.size());
  for (std::size_t j = begin; j < end; ++j)
    if (verdicts[j] == Verdict::Sound) others.push_back(group[j]);
  const MoneyPair& pair = *group[at];
  const Rates rates(*others.front());
  const double factor = rates.rate(pair) / rates.median(others);
  Finding finding;
  finding.severity = factor >= kGrave || factor <= 1 / kGrave ? Severity::High : Severity::Medium;
  finding.entity = pair.entity;
  finding.predicate = pair.conversion.fact.predicate;
  finding.statements = {pair.amount, pair.conversion};
  finding.why = figures_words(pair) + " is " + rate_words(rates.rate(pair)) + " " + rates.unit() + ", " +
                factor_words(factor) + " the " + rates.range(others) + " in " +
                counted(others.size(), "other pair ", "other pairs ") + where_words(run, group);
  tell_unless_judged(run, std::move(finding));
}

void tell_open(const AuditRun& run, const Pairs& open, const Pairs& group) {
  Finding finding;
  finding.severity = Severity::Low;
  finding.entity = open.front()->entity;
  finding.predicate = open.front()->conversion.fact.predicate;
  for (std::size_t i = 0; i < std::min(open.size(), kMostShown); ++i) {
    finding.statements.push_back(open[i]->amount);
    finding.statements.push_back(open[i]->conversion);
  }
  const Rates rates(*open.front());
  finding.why = counted(open.size(), "pair ", "pairs ") + where_words(run, group) + " imply " + rates.range(open) +
                " " + rates.unit() + "; too few agree to tell which is wrong";
  tell_unless_judged(run, std::move(finding));
}

void look_at(const AuditRun& run, Pairs& group) {
  if (group.size() < 2) return;
  const auto time = [](const MoneyPair* one) { return one->when ? one->when->first + one->when->last : 0; };
  std::stable_sort(group.begin(), group.end(),
                   [&](const MoneyPair* a, const MoneyPair* b) { return time(a) < time(b); });
  const auto verdicts = judge(group);
  Pairs open;
  for (std::size_t i = 0; i < group.size(); ++i) {
    run.tick();
    if (verdicts[i] == Verdict::Outlier) tell_outlier(run, group, verdicts, i);
    if (verdicts[i] == Verdict::Open) open.push_back(group[i]);
  }
  if (!open.empty()) tell_open(run, open, group);
}

void run(const AuditRun& run) {
  const std::vector<MoneyPair> pairs = money_pairs(run);
  std::map<std::array<std::string, 3>, Pairs> documents;
  for (const MoneyPair& pair : pairs) documents[{pair.base, pair.quote, pair.document}].push_back(&pair);
  std::map<std::pair<std::string, std::string>, Pairs> small;
  for (auto& [key, group] : documents) {
    if (group.size() > 2) {
      look_at(run, group);
      continue;
    }
    Pairs& together = small[{key[0], key[1]}];
    together.insert(together.end(), group.begin(), group.end());
  }
  for (auto& [key, group] : small) look_at(run, group);
}

}  // namespace

const Detector kExchangeRateDetector{
    .id = "exchange-rate",
    .severity = Severity::High,
    .finds = "amounts whose printed conversion implies another exchange rate than the others of the document",
    .example =
        "100,000,000,000 JPY as 77,000,000 EUR is 1,299 yen per euro, about 10 times the 126 to 131 of the others",
    .run = &run};

}  // namespace polgraph
