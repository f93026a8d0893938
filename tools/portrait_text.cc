// A portrait as text for a terminal, as Markdown, and as a value for JSON.
#include <algorithm>
#include <ostream>

#include "graph/text/utf8.h"
#include "tools/describe.h"
#include "tools/portrait.h"

namespace polgraph::cli {

namespace {

std::string marks(const std::vector<std::size_t>& sources) {
  std::string text;
  for (const std::size_t number : sources) text += "[" + std::to_string(number) + "]";
  return text;
}

std::string with_marks(std::string text, const std::vector<std::size_t>& sources) {
  if (!sources.empty()) text += " " + marks(sources);
  return text;
}

std::string joined(const std::vector<std::string>& parts, const char* between) {
  std::string text;
  for (const std::string& part : parts) text += (text.empty() ? "" : between) + part;
  return text;
}

std::string padded(const std::string& text, std::size_t width) {
  const std::size_t used = display_width(text);
  return text + std::string(used < width ? width - used : 0, ' ');
}

template <class Items, class Text>
std::size_t widest(const Items& items, Text text) {
  std::size_t width = 0;
  for (const auto& item : items) width = std::max(width, display_width(text(item)));
  return std::min<std::size_t>(width, 32);
}

std::string fact_notes(const ShownFact& fact) {
  std::string text;
  const auto add = [&text](const std::string& note) {
    if (!note.empty()) text += (text.empty() ? "" : "; ") + note;
  };
  add(fact.original.empty() ? "" : "printed \"" + fact.original + "\"");
  add(fact.validity.empty() ? "" : "valid " + fact.validity);
  add(fact.rank);
  return text.empty() ? "" : " (" + text + ")";
}

Value numbers(const std::vector<std::size_t>& sources) {
  ValueList list;
  for (const std::size_t number : sources) list.push_back(Value::integer(static_cast<std::int64_t>(number)));
  return Value::list(std::move(list));
}

template <class Items, class Make>
Value list_of(const Items& items, Make make) {
  ValueList list;
  for (const auto& item : items) list.push_back(make(item));
  return Value::list(std::move(list));
}

Value text_or_null(const std::string& text) {
  return text.empty() ? Value::null() : Value::string(text);
}

}  // namespace

void print_text(const Portrait& portrait, std::ostream& out) {
  out << printable(portrait.name) << '\n' << printable(joined(portrait.labels, ":"));
  if (!portrait.id.empty()) out << " · " << printable(portrait.id);
  out << '\n';

  if (!portrait.names.empty()) out << "\nAlso called\n";
  for (const ShownName& name : portrait.names) out << "  " << printable(name.text + " (" + name.kind + ")") << '\n';

  if (!portrait.money.empty()) out << "\nMoney\n";
  for (const std::string& money : portrait.money) out << "  " << printable(money) << '\n';

  if (!portrait.properties.empty()) out << "\nValues\n";
  const std::size_t width = widest(portrait.properties, [](const auto& p) { return printable(p.key); });
  for (const ShownProperty& property : portrait.properties) {
    out << "  " << padded(printable(property.key), width) << "  "
        << printable(with_marks(property.value, property.sources));
    if (!property.also.empty()) out << "  (conflict: also " << printable(property.also) << ")";
    out << '\n';
  }

  std::string group;
  for (const ShownRelationship& relationship : portrait.relationships) {
    const std::string title = (relationship.outgoing ? "-" + relationship.type + "->" : "<-" + relationship.type + "-");
    if (title != group) out << (group.empty() ? "\nRelationships\n" : "") << "  " << printable(title) << '\n';
    group = title;
    std::string line = relationship.other;
    if (!relationship.details.empty()) line += " · " + relationship.details;
    out << "    " << printable(with_marks(line, relationship.sources)) << '\n';
  }

  if (!portrait.facts.empty()) out << "\nFacts\n";
  for (const ShownFact& fact : portrait.facts) {
    out << "  " << printable(with_marks(fact.predicate + " = " + fact.value + fact_notes(fact), fact.sources)) << '\n';
  }
  if (!portrait.sources.empty()) out << "\nSources\n";
  for (std::size_t i = 0; i < portrait.sources.size(); ++i)
    out << "  [" << i + 1 << "] " << printable(portrait.sources[i]) << '\n';
}

void print_markdown(const Portrait& portrait, std::ostream& out) {
  out << "# " << markdown_text(portrait.name) << "\n\n" << markdown_text(joined(portrait.labels, ":"));
  if (!portrait.id.empty()) out << " · " << markdown_text(portrait.id);
  out << '\n';

  if (!portrait.names.empty()) out << "\n## Also called\n\n";
  for (const ShownName& name : portrait.names)
    out << "- " << markdown_text(name.text) << " (" << markdown_text(name.kind) << ")\n";
  if (!portrait.money.empty()) out << "\n## Money\n\n";
  for (const std::string& money : portrait.money) out << "- " << markdown_text(money) << '\n';

  if (!portrait.properties.empty())
    out << "\n## Values\n\n| key | value | conflicting values | sources |\n|---|---|---|---|\n";
  for (const ShownProperty& property : portrait.properties) {
    out << "| " << markdown_text(property.key) << " | " << markdown_text(property.value) << " | "
        << markdown_text(property.also) << " | " << markdown_text(marks(property.sources)) << " |\n";
  }
  if (!portrait.relationships.empty())
    out << "\n## Relationships\n\n| | type | who | details | sources |\n|---|---|---|---|---|\n";
  for (const ShownRelationship& relationship : portrait.relationships) {
    out << "| " << (relationship.outgoing ? "→" : "←") << " | " << markdown_text(relationship.type) << " | "
        << markdown_text(relationship.other) << " | " << markdown_text(relationship.details) << " | "
        << markdown_text(marks(relationship.sources)) << " |\n";
  }
  if (!portrait.facts.empty()) out << "\n## Facts\n\n";
  for (const ShownFact& fact : portrait.facts) {
    out << "- " << markdown_text(with_marks(fact.predicate + " = " + fact.value + fact_notes(fact), fact.sources))
        << '\n';
  }
  if (!portrait.sources.empty()) out << "\n## Sources\n\n";
  for (std::size_t i = 0; i < portrait.sources.size(); ++i) {
    out << "- " << markdown_text("[" + std::to_string(i + 1) + "] " + portrait.sources[i]) << '\n';
  }
}

Value as_value(const Portrait& portrait) {
  const auto property = [](const ShownProperty& p) {
    return Value::map({{"key", Value::string(p.key)},
                       {"value", p.raw},
                       {"also", text_or_null(p.also)},
                       {"sources", numbers(p.sources)}});
  };
  const auto relationship = [](const ShownRelationship& r) {
    return Value::map({{"type", Value::string(r.type)},
                       {"direction", Value::string(r.outgoing ? "out" : "in")},
                       {"other", Value::string(r.other)},
                       {"other_id", text_or_null(r.other_id)},
                       {"details", text_or_null(r.details)},
                       {"sources", numbers(r.sources)}});
  };
  const auto fact = [](const ShownFact& f) {
    return Value::map({{"predicate", Value::string(f.predicate)},
                       {"value", f.raw},
                       {"original", text_or_null(f.original)},
                       {"rank", Value::string(f.rank.empty() ? "normal" : f.rank)},
                       {"validity", text_or_null(f.validity)},
                       {"best", Value::boolean(f.best)},
                       {"sources", numbers(f.sources)}});
  };
  std::size_t number = 0;
  const auto source = [&](const std::pair<std::string, std::string>& place) {
    const std::string& text = portrait.sources[number++];
    return Value::map({{"number", Value::integer(static_cast<std::int64_t>(number))},
                       {"source", Value::string(place.first)},
                       {"locator", text_or_null(place.second)},
                       {"text", Value::string(text)}});
  };
  const auto name = [](const ShownName& n) {
    return Value::map({{"text", Value::string(n.text)}, {"kind", Value::string(n.kind)}});
  };
  const auto text = [](const std::string& t) { return Value::string(t); };
  return Value::map({{"id", text_or_null(portrait.id)},
                     {"name", Value::string(portrait.name)},
                     {"labels", list_of(portrait.labels, text)},
                     {"names", list_of(portrait.names, name)},
                     {"money", list_of(portrait.money, text)},
                     {"properties", list_of(portrait.properties, property)},
                     {"relationships", list_of(portrait.relationships, relationship)},
                     {"statements", list_of(portrait.facts, fact)},
                     {"sources", list_of(portrait.source_places, source)}});
}

}  // namespace polgraph::cli
