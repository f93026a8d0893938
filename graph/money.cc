#include "graph/money.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>

#include "graph/compare.h"
#include "graph/text/number.h"

namespace polgraph {

namespace {

// Properties of one record by name.
class Fields {
 public:
  Fields(const Snapshot& snapshot, const std::vector<Property>& properties)
      : snapshot_(&snapshot), properties_(&properties) {}
  Value value(std::string_view name) const {
    const auto key = snapshot_->find_key(name);
    if (!key) return {};
    for (const auto& [id, value] : *properties_) {
      if (id == *key) return value;
    }
    return {};
  }
  std::string text(std::string_view name) const {
    const Value found = value(name);
    if (found.is_string()) return std::string(found.as_string());
    if (found.is_integer()) return std::to_string(found.as_integer());
    return {};
  }

 private:
  const Snapshot* snapshot_;
  const std::vector<Property>* properties_;
};

std::string period_of(const Fields& fields) {
  if (const auto year = fields.text("fiscal_year"); !year.empty()) return "fiscal year " + year;
  if (const auto year = fields.text("year"); !year.empty()) return year;
  const std::string start = fields.text("period_start"), end = fields.text("period_end");
  if (start.empty() && end.empty()) return {};
  if (end.empty()) return "from " + start;
  return start.empty() ? "until " + end : start + " to " + end;
}

std::optional<Money> read_money(const Snapshot& snapshot, EntityId on, const std::vector<Property>& properties) {
  const Fields fields(snapshot, properties);
  Money money;
  money.amount = fields.value("amount");
  if (!money.amount.is_number()) return {};
  money.currency = fields.text("currency");
  money.modality = fields.text("modality");
  money.printed = fields.text("amount_printed");
  money.period = period_of(fields);
  if (const Value year = fields.value("fiscal_year"); year.is_integer()) money.fiscal_year = year.as_integer();
  money.on = on;
  return money;
}

// 1234567.5 -> "1,234,567.5": all digits that read back as the same number, no exponent.
std::string float_text(double amount) {
  std::array<char, 400> digits{};
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), amount, std::chars_format::fixed).ptr;
  std::string text(digits.data(), end);
  if (!std::isfinite(amount)) return text;
  const std::size_t first = text.starts_with('-') ? 1 : 0;
  for (std::size_t at = std::min(text.find('.'), text.size()); at > first + 3;) text.insert(at -= 3, 1, ',');
  return text;
}

}  // namespace

std::optional<Money> money_of(const Snapshot& snapshot, EntityId entity) {
  if (entity.is_node) {
    const auto node = snapshot.find_node(entity.node());
    return node ? read_money(snapshot, entity, node->properties) : std::nullopt;
  }
  const auto relationship = snapshot.find_relationship(entity.relationship());
  return relationship ? read_money(snapshot, entity, relationship->properties) : std::nullopt;
}

std::vector<Money> budgets_of(const Snapshot& snapshot, NodeId node) {
  std::vector<Money> budgets;
  const auto type = snapshot.find_type("HAS_BUDGET");
  if (!type) return budgets;
  for (auto steps = snapshot.steps(node, Direction::Out, {&*type, 1}); steps.next();) {
    if (auto money = money_of(snapshot, EntityId::of(steps.step().neighbour))) budgets.push_back(std::move(*money));
  }
  std::stable_sort(budgets.begin(), budgets.end(),
                   [](const Money& a, const Money& b) { return rank_of_money(a, b) < 0; });
  return budgets;
}

std::string modality_text(const std::string& modality) {
  if (modality.empty() || modality == "exact") return {};
  std::string words = modality + " ";
  std::replace(words.begin(), words.end(), '_', ' ');
  return words;
}

std::string modality_of_sum(const std::string& a, const std::string& b) {
  const bool a_is_exact = a.empty() || a == "exact", b_is_exact = b.empty() || b == "exact";
  if (a_is_exact && b_is_exact) return {};
  if (a_is_exact || a == b) return b;
  return b_is_exact ? a : "about";
}

std::string amount_text(const Value& amount) {
  return amount.is_integer() ? with_separators(amount.as_integer()) : float_text(amount.as_float());
}

std::string to_text(const Money& money) {
  std::string text = modality_text(money.modality);
  if (!money.currency.empty()) text += money.currency + " ";
  text += amount_text(money.amount);
  std::string inside = money.printed;
  if (!money.period.empty()) inside += (inside.empty() ? "" : ", ") + money.period;
  return inside.empty() ? text : text + " (" + inside + ")";
}

std::strong_ordering rank_of_money(const Money& a, const Money& b) {
  if (a.currency.empty() != b.currency.empty()) return a.currency.empty() <=> b.currency.empty();
  if (a.currency != b.currency) return a.currency <=> b.currency;
  return order(b.amount, a.amount);
}

}  // namespace polgraph
