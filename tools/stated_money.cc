#include "tools/stated_money.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <set>

#include "graph/compare.h"
#include "tools/describe.h"

namespace polgraph::cli {

namespace {

constexpr std::array<std::string_view, 15> kNoMoney{
    "year", "fiscal_year", "fiscal_year_end", "period_start", "period_end", "position", "rank", "number",
    "code", "id",          "factor",          "baseline",     "start",      "end",      "by"};
// A relationship of these types to a Budget or Transaction says whose money it is.
constexpr std::array<std::string_view, 6> kMoneyTypes{"HAS_BUDGET", "PROVIDED_BY", "DRAWN_FROM",
                                                      "PAID_BY",    "PAID_TO",     "FOR"};

template <class Names>
bool contains(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_conversion_key(std::string_view key) {
  return key.size() == 10 && key.starts_with("amount_") &&
         std::all_of(key.begin() + 7, key.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

std::string upper(std::string_view text) {
  std::string out;
  for (const char c : text) out += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  return out;
}

// What one entity states about its own money.
class Stated {
 public:
  Stated(const Snapshot& snapshot, EntityId entity, Citations& citations)
      : entity_(entity),
        citations_(citations),
        statements_(snapshot.statements(entity)),
        conflicts_(snapshot.conflicts(entity)) {
    if (entity.is_node) {
      if (const auto node = snapshot.find_node(entity.node())) read(snapshot, node->properties);
    } else if (const auto relationship = snapshot.find_relationship(entity.relationship())) {
      read(snapshot, relationship->properties);
    }
    money_ = money_of(snapshot, entity);
  }

  std::vector<ShownMoney> amounts() {
    std::vector<ShownMoney> all;
    if (money_) all.push_back(shown("amount", *money_));
    for (const auto& [key, value] : properties_) {
      if (is_conversion_key(key) && value.is_number())
        all.push_back(shown(key, figure(key, value, upper(key.substr(7)))));
    }
    return all;
  }

  std::vector<ShownMoney> figures() {
    std::vector<ShownMoney> all;
    const std::string currency = text("currency");
    if (currency.empty()) return all;
    for (const auto& [key, value] : properties_) {
      if (key == "amount" || is_conversion_key(key) || !is_money_figure(key, value)) continue;
      all.push_back(shown(key, figure(key, value, currency)));
      all.back().what = key;
    }
    return all;
  }

 private:
  void read(const Snapshot& snapshot, const std::vector<Property>& properties) {
    for (const auto& [key, value] : properties) properties_.emplace_back(snapshot.name(key), value);
    std::sort(properties_.begin(), properties_.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  }

  std::string text(std::string_view key) const {
    for (const auto& [own, value] : properties_) {
      if (own == key) return plain_text(value);
    }
    return {};
  }

  Money figure(const std::string& key, const Value& value, std::string currency) const {
    const std::string year = text("fiscal_year");
    Money money;
    money.amount = value;
    money.currency = std::move(currency);
    money.printed = text(key + "_printed");
    money.period = money_ ? money_->period : year.empty() ? "" : "fiscal year " + year;
    money.on = entity_;
    return money;
  }

  ShownMoney shown(const std::string& key, Money money) {
    ShownMoney shown;
    shown.key = key;
    for (const Statement& statement : statements_) {
      if (statement.fact.predicate == key && statement.best && same(statement.fact.value, money.amount))
        citations_.add(shown.best.sources, statement.evidence);
    }
    for (const Conflict& conflict : conflicts_) {
      if (conflict.predicate != key) continue;
      for (const Statement& statement : conflict.statements) other(shown, key, money, statement);
    }
    shown.best.money = std::move(money);
    return shown;
  }

  void other(ShownMoney& shown, const std::string& key, const Money& best, const Statement& statement) {
    if (same(statement.fact.value, best.amount) || !statement.fact.value.is_number()) return;
    const auto at = std::find_if(shown.also.begin(), shown.also.end(), [&](const ShownAmount& amount) {
      return same(amount.money.amount, statement.fact.value);
    });
    if (at != shown.also.end()) return citations_.add(at->sources, statement.evidence);
    ShownAmount amount{.money = best, .sources = {}};
    amount.money.amount = statement.fact.value;
    amount.money.printed = printed(key, statement);
    citations_.add(amount.sources, statement.evidence);
    shown.also.push_back(std::move(amount));
  }

  // As the very place prints it that gives the value.
  std::string printed(const std::string& key, const Statement& statement) const {
    if (!statement.fact.original.empty()) return statement.fact.original;
    for (const Statement& beside : statements_) {
      if (beside.fact.predicate == key + "_printed" && beside.evidence.source == statement.evidence.source &&
          beside.evidence.locator == statement.evidence.locator)
        return plain_text(beside.fact.value);
    }
    return {};
  }

  EntityId entity_;
  Citations& citations_;
  std::vector<Statement> statements_;
  std::vector<Conflict> conflicts_;
  std::vector<std::pair<std::string, Value>> properties_;
  std::optional<Money> money_;
};

MoneyKind kind_of(const Snapshot& snapshot, NodeId node) {
  for (const std::string& label : label_names(snapshot, node)) {
    if (label == "Budget") return MoneyKind::Stock;
    if (label == "Transaction") return MoneyKind::Flow;
  }
  return MoneyKind::Figure;
}

// A budget or transaction beside the entity.
struct Carrier {
  NodeId node;
  std::string role;
  Money money;
};

std::vector<Carrier> carriers(const Snapshot& snapshot, NodeId node, MoneyKind kind) {
  std::vector<Carrier> found;
  std::vector<TypeId> types;
  for (const std::string_view name : kMoneyTypes) {
    if (const auto type = snapshot.find_type(name)) types.push_back(*type);
  }
  if (types.empty()) return found;
  std::set<NodeId> seen;
  for (auto steps = snapshot.steps(node, Direction::Both, types); steps.next();) {
    const NodeId neighbour = steps.step().neighbour;
    if (neighbour == node || kind_of(snapshot, neighbour) != kind) continue;
    auto money = money_of(snapshot, EntityId::of(neighbour));
    if (money && seen.insert(neighbour).second)
      found.push_back({neighbour, snapshot.name(steps.step().type), std::move(*money)});
  }
  std::stable_sort(found.begin(), found.end(),
                   [](const Carrier& a, const Carrier& b) { return rank_of_money(a.money, b.money) < 0; });
  return found;
}

}  // namespace

bool is_money_figure(std::string_view key, const Value& value) {
  return value.is_number() && !contains(kNoMoney, key) && !key.ends_with("count") && !key.ends_with("_year");
}

std::vector<ShownMoney> carried_money(const Snapshot& snapshot, EntityId entity, Citations& citations) {
  return Stated(snapshot, entity, citations).amounts();
}

MoneyFound money_around(const Snapshot& snapshot, NodeId node, std::size_t limit, Citations& citations) {
  MoneyFound all;
  const auto add = [&](NodeId of, MoneyKind kind, const std::string& role) {
    for (ShownMoney& shown : carried_money(snapshot, EntityId::of(of), citations)) {
      shown.kind = kind;
      shown.role = role;
      shown.what = name_with_acronym(snapshot, of);
      shown.id = plain_text(id_of(snapshot, of));
      all.money.push_back(std::move(shown));
    }
  };
  const MoneyKind own = kind_of(snapshot, node);
  for (const MoneyKind kind : {MoneyKind::Stock, MoneyKind::Flow}) {
    if (own == kind) add(node, kind, "");
    const std::vector<Carrier> beside = carriers(snapshot, node, kind);
    for (std::size_t i = 0; i < std::min(limit, beside.size()); ++i) add(beside[i].node, kind, beside[i].role);
    if (beside.size() > limit) all.left_out += beside.size() - limit;
  }
  if (own == MoneyKind::Figure) add(node, own, "");
  const std::vector<std::string> labels = label_names(snapshot, node);
  const bool is_aim = contains(labels, "Target") || contains(labels, "Indicator") || contains(labels, "Finding");
  if (is_aim) return all;  // an aim or a measured state is no money
  for (ShownMoney& figure : Stated(snapshot, EntityId::of(node), citations).figures()) {
    figure.id = plain_text(id_of(snapshot, node));
    all.money.push_back(std::move(figure));
  }
  return all;
}

}  // namespace polgraph::cli
