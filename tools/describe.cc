#include "tools/describe.h"

#include <algorithm>
#include <array>

#include "graph/money.h"
#include "graph/search.h"
#include "graph/text/json.h"
#include "graph/text/number.h"
#include "graph/text/utf8.h"

namespace polgraph::cli {

namespace {

// Keys that money_of() has already spoken of.
constexpr std::array<std::string_view, 9> kMoneyKeys{"amount",         "currency",    "modality",
                                                     "amount_printed", "fiscal_year", "fiscal_year_end",
                                                     "period_start",   "period_end",  "year"};
// Said first, in this order; without their key where it would say nothing.
constexpr std::array<std::string_view, 2> kBareKeys{"verb", "role"};
constexpr std::array<std::string_view, 6> kDateKeys{"on", "start", "end", "since", "until", "year"};

template <std::size_t Size>
bool contains(const std::array<std::string_view, Size>& keys, std::string_view key) {
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

void append_part(std::string& text, const std::string& part) {
  if (!text.empty()) text += " · ";
  text += part;
}

std::string acronym_of(const Snapshot& snapshot, NodeId node) {
  for (const Statement& statement : snapshot.statements(EntityId::of(node))) {
    if (statement.fact.predicate.starts_with("name:acronym") && statement.evidence.rank != Rank::Deprecated) {
      return plain_text(statement.fact.value);
    }
  }
  const auto key = snapshot.find_key("acronym");
  return key ? plain_text(snapshot.property(node, *key)) : std::string();
}

}  // namespace

std::string counted(std::uint64_t count, const char* one, const char* many) {
  return with_separators(static_cast<std::int64_t>(count)) + " " + (count == 1 ? one : many);
}

std::string plain_text(const Value& value) {
  if (value.is_null()) return "";
  if (value.is_string()) return std::string(value.as_string());
  if (!value.is_list()) return to_json(value);
  std::string text;
  for (const Value& item : value.as_list()) text += (text.empty() ? "" : "; ") + plain_text(item);
  return text;
}

std::vector<std::string> label_names(const Snapshot& snapshot, NodeId node) {
  std::vector<std::string> names;
  for (const LabelId label : snapshot.labels(node)) names.push_back(snapshot.name(label));
  return names;
}

std::string label_text(const Snapshot& snapshot, NodeId node) {
  std::string text;
  for (const std::string& name : label_names(snapshot, node)) text += (text.empty() ? "" : ":") + name;
  return text;
}

Value id_of(const Snapshot& snapshot, NodeId node) {
  if (const auto identity = snapshot.identity(node); identity && !identity->id.empty())
    return Value::string(identity->id);
  const auto key = snapshot.find_key("id");
  return key ? snapshot.property(node, *key) : Value::null();
}

std::string name_with_acronym(const Snapshot& snapshot, NodeId node) {
  std::string text = display_name(snapshot, node);
  const std::string acronym = acronym_of(snapshot, node);
  if (!acronym.empty() && acronym != text) text += " (" + acronym + ")";
  return text;
}

std::string relationship_details(const Snapshot& snapshot, RelId id) {
  const std::optional<Relationship> relationship = snapshot.find_relationship(id);
  if (!relationship) return "";
  std::string text;
  const auto value_of = [&](std::string_view key) {
    const auto known = snapshot.find_key(key);
    return known ? plain_text(snapshot.property(id, *known)) : std::string();
  };
  for (const std::string_view key : kBareKeys) {
    if (const std::string value = value_of(key); !value.empty()) append_part(text, value);
  }
  const std::optional<Money> money = money_of(snapshot, EntityId::of(id));
  if (money) append_part(text, to_text(*money));
  for (const std::string_view key : kDateKeys) {
    const std::string value = money && contains(kMoneyKeys, key) ? "" : value_of(key);
    if (!value.empty()) append_part(text, (key == "year" ? "" : std::string(key) + " ") + value);
  }
  for (const auto& [key, value] : relationship->properties) {
    const std::string& name = snapshot.name(key);
    if (contains(kBareKeys, name) || contains(kDateKeys, name) || (money && contains(kMoneyKeys, name))) continue;
    if (name == "id" || name.ends_with("_printed")) continue;
    append_part(text, name + " " + plain_text(value));
  }
  return text;
}

std::string markdown_text(const std::string& text) {
  std::string out;
  for (const char c : printable(text)) {
    if (std::string_view("\\`*_[]<>|#").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

}  // namespace polgraph::cli
