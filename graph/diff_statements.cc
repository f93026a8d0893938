#include "graph/diff_statements.h"

#include <algorithm>
#include <tuple>

#include "graph/codec.h"
#include "graph/evidence_fold.h"
#include "graph/index.h"
#include "graph/text/sha256.h"

namespace polgraph::diffing {

namespace {

constexpr std::size_t kSortedBytes = 64;  // of a digest, before its fingerprint

int order_of_values(const Statement& a, const Statement& b) {
  if (const int order = a.fact.predicate.compare(b.fact.predicate); order != 0) return order;
  if (index::identical(a.fact.value, b.fact.value)) return 0;
  return codec::value_bytes(a.fact.value).compare(codec::value_bytes(b.fact.value));
}

auto place(const Statement& s) {
  return std::tie(s.evidence.source, s.evidence.locator);
}

auto others(const Statement& s) {
  const Evidence& e = s.evidence;
  return std::tie(s.fact.original, e.rank, e.rank_reason, e.anchors, e.valid_from, e.valid_to, e.recorded_on, s.best);
}

bool less(const Statement& a, const Statement& b) {
  if (const int order = order_of_values(a, b); order != 0) return order < 0;
  if (place(a) != place(b)) return place(a) < place(b);
  return others(a) < others(b);
}

bool alike(const Statement& a, const Statement& b) {
  return a.fact.predicate == b.fact.predicate && index::identical(a.fact.value, b.fact.value) && place(a) == place(b) &&
         others(a) == others(b);
}

// What one data set asserts.
Statements asserted(const DiffSide& side, EntityId entity) {
  Statements statements;
  for (Assertion& record : side.graph.records(entity)) {
    if (record.evidence.dataset != *side.dataset || record.evidence.judgement) continue;
    for (Fact& fact : record.facts) statements.push_back({entity, std::move(fact), record.evidence, {}, true});
  }
  return statements;
}

template <class Applies>
bool any(const Statements& statements, std::size_t count, Applies applies) {
  return std::any_of(statements.begin(), statements.begin() + static_cast<std::ptrdiff_t>(count), applies);
}

// What the record holds and no statement gives.
void add_unstated(const DiffSide& side, EntityId entity, Statements& statements) {
  const Snapshot& graph = side.graph;
  const std::size_t stated = statements.size();
  const auto add = [&](std::string predicate, const Value& value) {
    statements.push_back({entity, {std::move(predicate), value, {}}, {}, {}, true});
  };
  const auto add_property = [&](const Property& property) {
    const std::string& key = graph.name(property.first);
    if (!any(statements, stated, [&](const Statement& s) { return property_of_predicate(s.fact.predicate) == key; }))
      add(key, property.second);
  };
  if (!any(statements, stated, [](const Statement& s) { return s.fact.predicate == "exists"; }))
    add("exists", Value::boolean(true));
  if (!entity.is_node) {
    const auto relationship = graph.find_relationship(entity.relationship());
    if (relationship) std::for_each(relationship->properties.begin(), relationship->properties.end(), add_property);
    return;
  }
  const auto node = graph.find_node(entity.node());
  if (!node) return;
  for (const LabelId label : node->labels) {
    const std::string& name = graph.name(label);
    if (!any(statements, stated, [&](const Statement& s) {
          return s.evidence.rank != Rank::Deprecated && label_of_predicate(s.fact.predicate) == name;
        }))
      add("label:" + name, Value::boolean(true));
  }
  std::for_each(node->properties.begin(), node->properties.end(), add_property);
}

}  // namespace

Statements statements_of(const DiffSide& side, EntityId entity, bool with_best) {
  Statements statements = side.dataset ? asserted(side, entity) : side.graph.statements(entity);
  if (!side.dataset) add_unstated(side, entity, statements);
  for (Statement& statement : statements) {
    statement.evidence.dataset.clear();
    if (!with_best) statement.best = true;
  }
  std::sort(statements.begin(), statements.end(), less);
  statements.erase(std::unique(statements.begin(), statements.end(), alike), statements.end());
  return statements;
}

// Comparing ---------------------------------------------------------------------------------------------------------

namespace {

using Left = std::vector<const Statement*>;  // statements that have no counterpart yet

// Takes out what both sides have.
void strike(const Statements& before, const Statements& after, Left& only_before, Left& only_after) {
  auto a = before.begin();
  auto b = after.begin();
  while (a != before.end() && b != after.end()) {
    if (alike(*a, *b)) {
      ++a, ++b;
    } else if (less(*a, *b)) {
      only_before.push_back(&*a++);
    } else {
      only_after.push_back(&*b++);
    }
  }
  for (; a != before.end(); ++a) only_before.push_back(&*a);
  for (; b != after.end(); ++b) only_after.push_back(&*b);
}

int order_of_source(const Statement& a, const Statement& b) {
  return a.evidence.source.compare(b.evidence.source);
}

int order_of_place(const Statement& a, const Statement& b) {
  const int order = order_of_source(a, b);
  return order != 0 ? order : a.evidence.locator.compare(b.evidence.locator);
}

int order_of_sourced_value(const Statement& a, const Statement& b) {
  const int order = order_of_values(a, b);
  return order != 0 ? order : order_of_source(a, b);
}

int order_of_placed_value(const Statement& a, const Statement& b) {
  const int order = order_of_values(a, b);
  return order != 0 ? order : order_of_place(a, b);
}

using Order = int (*)(const Statement&, const Statement&);

// Those from `at` on that are alike by `order`.
std::size_t run_length(const Left& left, std::size_t at, Order order) {
  std::size_t end = at;
  while (end < left.size() && order(*left[at], *left[end]) == 0) ++end;
  return end - at;
}

// The statements about one predicate that are left on either side.
class Matcher {
 public:
  Matcher(Left before, Left after, std::vector<StatementDifference>& found)
      : before_(std::move(before)), after_(std::move(after)), found_(found) {}

  void match() {
    pair(Change::Evidence, order_of_placed_value, false);
    pair(Change::Evidence, order_of_sourced_value, true);
    pair(Change::Value, order_of_place, true);
    pair(Change::Value, order_of_source, true);
    for (const Statement* statement : before_) found_.push_back({Change::Removed, statement, nullptr});
    for (const Statement* statement : after_) found_.push_back({Change::Added, nullptr, statement});
  }

 private:
  static void sort(Left& left, Order order) {
    std::sort(left.begin(), left.end(), [order](const Statement* a, const Statement* b) {
      const int first = order(*a, *b);
      return first != 0 ? first < 0 : less(*a, *b);
    });
  }

  // Pairs off those alike by `order`; if `only_single`, only where either side has one such.
  void pair(Change change, Order order, bool only_single) {
    if (before_.empty() || after_.empty()) return;
    sort(before_, order);
    sort(after_, order);
    Left before, after;
    for (std::size_t a = 0, b = 0; a < before_.size() || b < after_.size();) {
      const int first = a == before_.size() ? 1 : b == after_.size() ? -1 : order(*before_[a], *after_[b]);
      std::size_t of_before = first <= 0 ? run_length(before_, a, order) : 0;
      std::size_t of_after = first >= 0 ? run_length(after_, b, order) : 0;
      std::size_t paired = std::min(of_before, of_after);
      if (only_single && (of_before > 1 || of_after > 1)) paired = 0;
      of_before -= paired, of_after -= paired;
      for (; paired > 0; --paired) found_.push_back({change, before_[a++], after_[b++]});
      for (; of_before > 0; --of_before) before.push_back(before_[a++]);
      for (; of_after > 0; --of_after) after.push_back(after_[b++]);
    }
    before_ = std::move(before);
    after_ = std::move(after);
  }

  Left before_, after_;
  std::vector<StatementDifference>& found_;
};

// The statements at the front of `left` that are about `predicate`.
Left take(const Left& left, std::size_t& at, const std::string& predicate) {
  Left taken;
  while (at < left.size() && left[at]->fact.predicate == predicate) taken.push_back(left[at++]);
  return taken;
}

}  // namespace

std::vector<StatementDifference> compare(const Statements& before, const Statements& after) {
  Left only_before, only_after;
  strike(before, after, only_before, only_after);
  std::vector<StatementDifference> found;
  for (std::size_t a = 0, b = 0; a < only_before.size() || b < only_after.size();) {
    const bool from_after = a == only_before.size() ||
                            (b < only_after.size() && only_after[b]->fact.predicate < only_before[a]->fact.predicate);
    const std::string& predicate = (from_after ? only_after[b] : only_before[a])->fact.predicate;
    Left of_before = take(only_before, a, predicate);
    Left of_after = take(only_after, b, predicate);
    Matcher(std::move(of_before), std::move(of_after), found).match();
  }
  return found;
}

std::size_t agreement(const Statements& a, const Statements& b) {
  std::size_t agreed = 0;
  auto left = a.begin();
  auto right = b.begin();
  while (left != a.end() && right != b.end()) {
    const int order = order_of_values(*left, *right);
    if (order == 0 && left->fact.predicate != "exists") ++agreed;
    if (order <= 0) ++left;
    if (order >= 0) ++right;
  }
  return agreed;
}

Digest digest(const Statements& statements) {
  std::string front, values, all;
  codec::Writer to_values(values), to_all(all);
  for (const Statement& s : statements) {
    if (front.size() < kSortedBytes && s.fact.predicate != "exists")
      front += s.fact.predicate + '\0' + codec::index_value(s.fact.value);
    to_values.text(s.fact.predicate);
    to_values.text(codec::value_bytes(s.fact.value));
    const Evidence& e = s.evidence;
    for (const std::string* text :
         {&e.source, &e.locator, &s.fact.original, &e.rank_reason, &e.valid_from, &e.valid_to, &e.recorded_on})
      to_all.text(*text);
    to_all.byte(static_cast<std::uint8_t>(e.rank));
    to_all.byte(s.best ? 1 : 0);
    to_all.varint(e.anchors.size());
    for (const std::string& anchor : e.anchors) to_all.text(anchor);
  }
  return {front.substr(0, kSortedBytes) + sha256_hex(values), all.substr(0, kSortedBytes) + sha256_hex(all)};
}

}  // namespace polgraph::diffing

namespace polgraph {

namespace {

std::string joined(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += (all.empty() ? "" : "; ") + text;
  return all;
}

}  // namespace

std::vector<EvidenceDifference> evidence_differences(const Statement& before, const Statement& after) {
  std::vector<EvidenceDifference> found;
  const auto compare = [&](std::string_view what, const std::string& a, const std::string& b) {
    if (a != b) found.push_back({what, a, b});
  };
  const Evidence& a = before.evidence;
  const Evidence& b = after.evidence;
  compare("locator", a.locator, b.locator);
  compare("printed", before.fact.original, after.fact.original);
  compare("rank", std::string(rank_name(a.rank)), std::string(rank_name(b.rank)));
  compare("reason of the rank", a.rank_reason, b.rank_reason);
  compare("anchors", joined(a.anchors), joined(b.anchors));
  compare("valid from", a.valid_from, b.valid_from);
  compare("valid to", a.valid_to, b.valid_to);
  compare("recorded on", a.recorded_on, b.recorded_on);
  compare("seen by queries", before.best ? "yes" : "no", after.best ? "yes" : "no");
  return found;
}

}  // namespace polgraph
