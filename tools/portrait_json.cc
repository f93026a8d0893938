// A portrait as a value, for JSON. Its shape is relied upon: keys are added, none is taken away.
#include "tools/describe.h"
#include "tools/portrait.h"
#include "tools/rows.h"

namespace polgraph::cli {

namespace {

Value numbers(const Numbers& sources) {
  ValueList list;
  for (const std::size_t number : sources) list.push_back(count_value(number));
  return Value::list(std::move(list));
}

template <class Items, class Make>
Value list_of(const Items& items, Make make) {
  ValueList list;
  for (const auto& item : items) list.push_back(make(item));
  return Value::list(std::move(list));
}

Value text_of(const std::string& text) {
  return Value::string(text);
}

Value as_value(const ShownName& name) {
  return Value::map({{"text", text_of(name.text)},
                     {"kind", text_of(kind_text(name))},
                     {"language", text_value(name.language)},
                     {"rank", text_of(name.rank.empty() ? "normal" : name.rank)},
                     {"sources", numbers(name.sources)}});
}

Value as_value(const OtherValue& other) {
  return Value::map({{"value", other.raw}, {"sources", numbers(other.sources)}});
}

Value as_value(const ShownProperty& property) {
  return Value::map({{"key", text_of(property.key)},
                     {"value", property.raw},
                     {"also", text_value(conflict_text(property.also, false))},
                     {"conflicting", list_of(property.also, [](const auto& other) { return as_value(other); })},
                     {"sources", numbers(property.sources)}});
}

Value as_value(const ShownAmount& amount) {
  return Value::map({{"amount", amount.money.amount},
                     {"currency", text_value(amount.money.currency)},
                     {"modality", text_value(amount.money.modality)},
                     {"period", text_value(amount.money.period)},
                     {"printed", text_value(amount.money.printed)},
                     {"sources", numbers(amount.sources)}});
}

Value as_value(const ShownMoney& money) {
  const char* kind = money.kind == MoneyKind::Stock ? "stock" : money.kind == MoneyKind::Flow ? "flow" : "figure";
  return Value::map({{"kind", Value::string(kind)},
                     {"what", text_of(money.what)},
                     {"id", text_value(money.id)},
                     {"role", text_value(money.role)},
                     {"key", text_of(money.key)},
                     {"best", as_value(money.best)},
                     {"conflicting", list_of(money.also, [](const auto& other) { return as_value(other); })}});
}

Value as_value(const ShownRelationship& relationship) {
  return Value::map({{"id", text_value(relationship.id)},
                     {"type", text_of(relationship.type)},
                     {"direction", Value::string(relationship.outgoing ? "out" : "in")},
                     {"other", text_of(relationship.other)},
                     {"other_id", text_value(relationship.other_id)},
                     {"details", text_value(relationship.details)},
                     {"conflict", text_value(relationship.conflict)},
                     {"sources", numbers(relationship.sources)}});
}

Value as_value(const RelationshipGroup& group) {
  return Value::map({{"type", text_of(group.type)},
                     {"direction", Value::string(group.outgoing ? "out" : "in")},
                     {"count", count_value(group.count)},
                     {"with_amount", count_value(group.with_amount)},
                     {"totals", list_of(group.totals, text_of)}});
}

Value as_value(const ShownFact& fact) {
  const Evidence& evidence = fact.statement.evidence;
  return Value::map({{"predicate", text_of(fact.statement.fact.predicate)},
                     {"value", fact.statement.fact.value},
                     {"original", text_value(fact.original)},
                     {"rank", text_of(fact.rank.empty() ? "normal" : fact.rank)},
                     {"validity", text_value(fact.validity)},
                     {"best", Value::boolean(fact.statement.best)},
                     {"conflict", Value::boolean(fact.in_conflict)},
                     {"source", text_value(evidence.source)},
                     {"locator", text_value(evidence.locator)},
                     {"recorded_on", text_value(evidence.recorded_on)},
                     {"dataset", text_value(evidence.dataset)},
                     {"anchors", list_of(evidence.anchors, text_of)},
                     {"sources", numbers(fact.sources)}});
}

Value as_value(const ShownEnd& end) {
  return Value::map({{"name", text_of(end.name)}, {"id", text_value(end.id)}});
}

Value sources_value(const Portrait& portrait) {
  std::size_t number = 0;
  return list_of(portrait.sources, [&](const ShownSource& source) {
    return Value::map({{"number", count_value(++number)},
                       {"source", text_of(source.source)},
                       {"locator", text_value(source.locator)},
                       {"text", text_of(source.text)}});
  });
}

// "money": the amounts as lines, without conversions and figures, as it has always been.
Value money_lines(const Portrait& portrait) {
  ValueList lines;
  for (const ShownMoney& money : portrait.money) {
    if (money.key == "amount") lines.push_back(Value::string(to_text(money.best.money)));
  }
  return Value::list(std::move(lines));
}

}  // namespace

Value as_value(const Portrait& portrait) {
  ValueList relationships;
  for (const RelationshipGroup& group : portrait.groups) {
    for (const ShownRelationship& relationship : group.shown) relationships.push_back(as_value(relationship));
  }
  const auto convert = [](const auto& item) { return as_value(item); };
  ValueMap map{{"id", text_value(portrait.id)},
               {"kind", Value::string(portrait.entity.is_node ? "node" : "relationship")},
               {"name", text_of(portrait.name)},
               {"labels", list_of(portrait.labels, text_of)},
               {"names", list_of(portrait.names, convert)},
               {"money", money_lines(portrait)},
               {"amounts", list_of(portrait.money, convert)},
               {"properties", list_of(portrait.properties, convert)},
               {"groups", list_of(portrait.groups, convert)},
               {"relationships", Value::list(std::move(relationships))},
               {"statements", list_of(portrait.facts, convert)},
               {"sources", sources_value(portrait)}};
  if (!portrait.entity.is_node) {
    map.emplace_back("type", text_of(portrait.type));
    map.emplace_back("start", as_value(portrait.start));
    map.emplace_back("end", as_value(portrait.end));
  }
  return Value::map(std::move(map));
}

}  // namespace polgraph::cli
