#include "graph/exchange.h"

#include <algorithm>

namespace polgraph {

namespace {

std::string text_of(const Snapshot& snapshot, NodeId node, const char* key) {
  const auto id = snapshot.find_key(key);
  const Value value = id ? snapshot.property(node, *id) : Value::null();
  if (value.is_string()) return std::string(value.as_string());
  return value.is_integer() ? std::to_string(value.as_integer()) : std::string();
}

std::string lower(std::string code) {
  for (char& letter : code) {
    if (letter >= 'A' && letter <= 'Z') letter = static_cast<char>(letter - 'A' + 'a');
  }
  return code;
}

}  // namespace

Exchange::Exchange(const Snapshot& snapshot, std::string currency)
    : snapshot_(&snapshot),
      currency_(std::move(currency)),
      property_("amount_" + lower(currency_)),
      printed_(snapshot.find_key(property_)) {
  const auto label = snapshot.find_label("ExchangeRate");
  if (!label) return;
  for (auto nodes = snapshot.nodes_with_label(*label); nodes.next();) read(nodes.id());
}

void Exchange::read(NodeId node) {
  const auto key = snapshot_->find_key("rate");
  const auto rate = key ? ExactSum::of(snapshot_->property(node, *key)) : std::nullopt;
  ExchangeRate found{node, text_of(*snapshot_, node, "from"), text_of(*snapshot_, node, "to"), {}, {}, {}};
  if (!rate || rate->is_zero() || rate->is_negative() || (found.from == currency_) == (found.to == currency_)) return;
  found.rate = *rate;
  found.source = text_of(*snapshot_, node, "source");
  if (const auto year = text_of(*snapshot_, node, "fiscal_year"); !year.empty()) {
    found.period = "fiscal year " + year;
  } else {
    found.period = text_of(*snapshot_, node, "year");
  }
  const std::string& other = found.from == currency_ ? found.to : found.from;
  const auto [at, fresh] = entries_.try_emplace({other, found.period}, Entry{rates_.size(), false});
  if (!fresh) {
    const ExchangeRate& first = rates_[at->second.rate];
    at->second.conflict = at->second.conflict || first.rate != found.rate || first.from != found.from;
  }
  if (conflicts(EntityId::of(node), "rate")) at->second.conflict = true;
  if (fresh) rates_.push_back(std::move(found));
}

bool Exchange::conflicts(EntityId entity, const std::string& predicate) const {
  const auto found = snapshot_->conflicts(entity);
  return std::any_of(found.begin(), found.end(), [&](const Conflict& one) { return one.predicate == predicate; });
}

Exchange::Result Exchange::convert(const Money& money) const {
  if (printed_) {
    const Value value = money.on.is_node ? snapshot_->property(money.on.node(), *printed_)
                                         : snapshot_->property(money.on.relationship(), *printed_);
    if (const auto printed = ExactSum::of(value)) {
      if (conflicts(money.on, property_)) return {Why::Conflict, {}, {}};
      return {Why::Converted, printed, {}};
    }
  }
  if (money.currency.empty()) return {Why::NoCurrency, {}, {}};
  for (const std::string& period : {money.period, std::string()}) {
    const auto found = entries_.find({money.currency, period});
    if (found == entries_.end()) continue;
    if (found->second.conflict) return {Why::Conflict, {}, {}};
    return {Why::Converted, {}, found->second.rate};
  }
  return {Why::NoRate, {}, {}};
}

ExactSum Exchange::apply(std::size_t rate, const ExactSum& amount, bool& exact) const {
  const ExchangeRate& used = rates_[rate];
  return used.to == currency_ ? amount.times(used.rate, exact) : amount.divided_by(used.rate, exact);
}

}  // namespace polgraph
