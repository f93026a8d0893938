#include "tests/scenarios/thing.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <stdexcept>

#include "graph/text/cypher.h"
#include "graph/text/number.h"
#include "graph/text/temporal.h"

namespace polgraph::scenarios {

namespace {

using Kind = Thing::Kind;

class Notation {
 public:
  explicit Notation(std::string_view text) : text_(text) {}

  Thing whole() {
    Thing thing = value();
    skip();
    if (at_ != text_.size()) fail("something follows the value");
    return thing;
  }

 private:
  [[noreturn]] void fail(const std::string& what) const {
    throw std::runtime_error(what + " at " + std::to_string(at_) + " in " + std::string(text_));
  }
  void skip() {
    while (at_ < text_.size() && std::string_view(" \t\r\n").find(text_[at_]) != std::string_view::npos) ++at_;
  }
  bool accept(std::string_view word) {
    skip();
    if (text_.substr(at_, word.size()) != word) return false;
    at_ += word.size();
    return true;
  }
  void expect(std::string_view word) {
    if (!accept(word)) fail("`" + std::string(word) + "` expected");
  }
  static bool in_name(char letter) {
    return letter == '_' || letter == '$' || (letter >= '0' && letter <= '9') || (letter >= 'a' && letter <= 'z') ||
           (letter >= 'A' && letter <= 'Z') || static_cast<unsigned char>(letter) >= 0x80;
  }
  std::string name() {
    skip();
    if (accept("`")) {
      const std::size_t end = text_.find('`', at_);
      if (end == std::string_view::npos) fail("an open `");
      const std::string name(text_.substr(at_, end - at_));
      at_ = end + 1;
      return name;
    }
    const std::size_t begin = at_;
    while (at_ < text_.size() && in_name(text_[at_])) ++at_;
    if (begin == at_) fail("a name expected");
    return std::string(text_.substr(begin, at_ - begin));
  }

  Thing value() {
    skip();
    switch (at_ < text_.size() ? text_[at_] : '\0') {
      case '(': return node();
      case '<': return path();
      case '[': return text_.substr(at_, 2) == "[:" ? relationship() : list();
      case '{': {
        Thing made;
        made.kind = Kind::Map;
        made.entries = map();
        return made;
      }
      case '\'': return string();
      default: return word();
    }
  }

  Thing word() {
    const std::size_t begin = at_;
    while (at_ < text_.size() && std::string_view(",]}: )").find(text_[at_]) == std::string_view::npos) ++at_;
    const std::string_view word = text_.substr(begin, at_ - begin);
    Thing made;
    if (word == "null") return made;
    if (word == "true" || word == "false") {
      made.kind = Kind::Boolean;
      made.boolean = word == "true";
      return made;
    }
    if (const auto integer = parse_integer(word)) {
      made.kind = Kind::Integer;
      made.integer = *integer;
      return made;
    }
    made.kind = Kind::Float;
    const bool negative = word.starts_with('-');
    const std::string_view size = negative ? word.substr(1) : word;
    if (word == "NaN") {
      made.floating = std::numeric_limits<double>::quiet_NaN();
    } else if (size == "Infinity" || size == "Inf") {
      made.floating = negative ? -std::numeric_limits<double>::infinity() : std::numeric_limits<double>::infinity();
    } else if (const auto number = parse_float(word)) {
      made.floating = *number;
    } else {
      fail("a value expected");
    }
    return made;
  }

  Thing string() {
    Thing made;
    made.kind = Kind::String;
    for (++at_; at_ < text_.size() && text_[at_] != '\''; ++at_) {
      if (text_[at_] == '\\') ++at_;
      if (at_ < text_.size()) made.text += text_[at_];
    }
    expect("'");
    return made;
  }

  Thing list() {
    Thing made;
    made.kind = Kind::List;
    expect("[");
    if (accept("]")) return made;
    do {
      made.items.push_back(value());
    } while (accept(","));
    expect("]");
    return made;
  }

  std::map<std::string, Thing> map() {
    std::map<std::string, Thing> entries;
    expect("{");
    if (accept("}")) return entries;
    do {
      std::string key = name();
      expect(":");
      entries.emplace(std::move(key), value());
    } while (accept(","));
    expect("}");
    return entries;
  }

  Thing node() {
    Thing made;
    made.kind = Kind::Node;
    expect("(");
    while (accept(":")) made.labels.push_back(name());
    std::sort(made.labels.begin(), made.labels.end());
    skip();
    if (at_ < text_.size() && text_[at_] == '{') made.entries = map();
    expect(")");
    return made;
  }

  Thing relationship() {
    Thing made;
    made.kind = Kind::Relationship;
    expect("[:");
    made.text = name();
    skip();
    if (at_ < text_.size() && text_[at_] == '{') made.entries = map();
    expect("]");
    return made;
  }

  Thing path() {
    Thing made;
    made.kind = Kind::Path;
    expect("<");
    made.items.push_back(node());
    while (!accept(">")) {
      const bool back = accept("<");
      expect("-");
      made.items.push_back(relationship());
      made.items.back().direction = back ? '<' : '>';
      expect(back ? "-" : "->");
      made.items.push_back(node());
    }
    return made;
  }

  std::string_view text_;
  std::size_t at_ = 0;
};

std::map<std::string, Thing> entries_of(const std::vector<Property>& properties, const Snapshot& view) {
  std::map<std::string, Thing> entries;
  for (const auto& [key, value] : properties) entries.emplace(view.name(key), thing_of(value, view));
  return entries;
}

Thing node_of(NodeId id, const Snapshot& view) {
  Thing made;
  made.kind = Kind::Node;
  if (const auto node = view.find_node(id)) {
    for (const LabelId label : node->labels) made.labels.push_back(view.name(label));
    std::sort(made.labels.begin(), made.labels.end());
    made.entries = entries_of(node->properties, view);
  }
  return made;
}

Thing relationship_of(RelId id, TypeId type, const Snapshot& view) {
  Thing made;
  made.kind = Kind::Relationship;
  made.text = view.name(type);
  if (const auto found = view.find_relationship(id)) made.entries = entries_of(found->properties, view);
  return made;
}

Thing path_of(const PathValue& path, const Snapshot& view) {
  Thing made;
  made.kind = Kind::Path;
  made.items.push_back(node_of(path.nodes[0], view));
  for (std::size_t i = 0; i < path.relationships.size(); ++i) {
    const auto& [id, type] = path.relationships[i];
    made.items.push_back(relationship_of(id, type, view));
    const auto found = view.find_relationship(id);
    const bool loop = path.nodes[i] == path.nodes[i + 1];
    made.items.back().direction = !found || loop ? '=' : found->start == path.nodes[i] ? '>' : '<';
    made.items.push_back(node_of(path.nodes[i + 1], view));
  }
  return made;
}

bool matches_map(const std::map<std::string, Thing>& expected, const std::map<std::string, Thing>& actual, bool bags) {
  return expected.size() == actual.size() &&
         std::equal(expected.begin(), expected.end(), actual.begin(), [&](const auto& a, const auto& b) {
           return a.first == b.first && matches(a.second, b.second, bags);
         });
}

template <class Item, class Same>
bool match_as_bags(const std::vector<Item>& expected, const std::vector<Item>& actual, const Same& same) {
  if (expected.size() != actual.size()) return false;
  std::vector<bool> used(actual.size(), false);
  for (const Item& item : expected) {
    std::size_t i = 0;
    while (i < actual.size() && (used[i] || !same(item, actual[i]))) ++i;
    if (i == actual.size()) return false;
    used[i] = true;
  }
  return true;
}

bool matches_float(double expected, double actual) {
  if (std::isnan(expected) || std::isnan(actual)) return std::isnan(expected) && std::isnan(actual);
  if (expected == actual) return true;
  if (std::isinf(expected) || std::isinf(actual)) return false;
  return std::abs(expected - actual) <= 1e-12 * std::max(std::abs(expected), std::abs(actual));
}

bool matches_path(const Thing& expected, const Thing& actual, bool bags) {
  if (expected.items.size() != actual.items.size()) return false;
  for (std::size_t i = 0; i < expected.items.size(); ++i) {
    const Thing& step = actual.items[i];
    if (i % 2 == 1 && step.direction != '=' && step.direction != expected.items[i].direction) return false;
    if (!matches(expected.items[i], step, bags)) return false;
  }
  return true;
}

std::string text_of_map(const std::map<std::string, Thing>& entries) {
  std::string text = "{";
  for (const auto& [key, value] : entries) text += (text.size() > 1 ? ", " : "") + key + ": " + to_text(value);
  return text + "}";
}

std::string text_of_path(const Thing& path) {
  std::string text = "<";
  for (std::size_t i = 0; i < path.items.size(); ++i) {
    const char direction = path.items[i].direction;
    if (i % 2 == 1) text += direction == '<' ? "<-" : "-";
    text += to_text(path.items[i]);
    if (i % 2 == 1) text += direction == '<' ? "-" : "->";
  }
  return text + ">";
}

}  // namespace

Thing read_thing(std::string_view notation) {
  return Notation(notation).whole();
}

Thing thing_of(const Value& value, const Snapshot& view) {
  Thing made;
  switch (value.kind()) {
    case ValueKind::Null: return made;
    case ValueKind::Boolean:
      made.kind = Kind::Boolean;
      made.boolean = value.as_boolean();
      return made;
    case ValueKind::Integer:
      made.kind = Kind::Integer;
      made.integer = value.as_integer();
      return made;
    case ValueKind::Float:
      made.kind = Kind::Float;
      made.floating = value.as_float();
      return made;
    case ValueKind::String:
      made.kind = Kind::String;
      made.text = value.as_string();
      return made;
    case ValueKind::List:
      made.kind = Kind::List;
      for (const Value& item : value.as_list()) made.items.push_back(thing_of(item, view));
      return made;
    case ValueKind::Map:
      made.kind = Kind::Map;
      for (const auto& [key, item] : value.as_map()) made.entries.emplace(key, thing_of(item, view));
      return made;
    case ValueKind::Node: return node_of(value.as_node(), view);
    case ValueKind::Relationship: return relationship_of(value.as_relationship(), value.relationship_type(), view);
    case ValueKind::Path: return path_of(value.as_path(), view);
    default:
      made.kind = Kind::Temporal;
      made.text = temporal_text(value);
      return made;
  }
}

Value value_of(const Thing& thing) {
  switch (thing.kind) {
    case Kind::Null: return Value::null();
    case Kind::Boolean: return Value::boolean(thing.boolean);
    case Kind::Integer: return Value::integer(thing.integer);
    case Kind::Float: return Value::floating(thing.floating);
    case Kind::String: return Value::string(thing.text);
    case Kind::List: {
      ValueList items;
      for (const Thing& item : thing.items) items.push_back(value_of(item));
      return Value::list(std::move(items));
    }
    case Kind::Map: {
      ValueMap entries;
      for (const auto& [key, item] : thing.entries) entries.emplace_back(key, value_of(item));
      return Value::map(std::move(entries));
    }
    default: throw std::runtime_error("a parameter cannot be " + to_text(thing));
  }
}

std::string to_text(const Thing& thing) {
  switch (thing.kind) {
    case Kind::Null: return "null";
    case Kind::Boolean: return thing.boolean ? "true" : "false";
    case Kind::Integer: return polgraph::to_text(thing.integer);
    case Kind::Float: return polgraph::to_text(thing.floating);
    case Kind::String:
    case Kind::Temporal: {
      std::string text;
      append_cypher_string(text, thing.text);
      return text;
    }
    case Kind::List: {
      std::string text = "[";
      for (const Thing& item : thing.items) text += (text.size() > 1 ? ", " : "") + to_text(item);
      return text + "]";
    }
    case Kind::Map: return text_of_map(thing.entries);
    case Kind::Node: {
      std::string text = "(";
      for (const std::string& label : thing.labels) text += ":" + label;
      if (!thing.entries.empty()) text += (text.size() > 1 ? " " : "") + text_of_map(thing.entries);
      return text + ")";
    }
    case Kind::Relationship:
      return "[:" + thing.text + (thing.entries.empty() ? "" : " " + text_of_map(thing.entries)) + "]";
    case Kind::Path: return text_of_path(thing);
  }
  return "";
}

bool matches(const Thing& expected, const Thing& actual, bool bags) {
  if (expected.kind == Kind::String && actual.kind == Kind::Temporal) return expected.text == actual.text;
  if (expected.kind != actual.kind) return false;
  switch (expected.kind) {
    case Kind::Null: return true;
    case Kind::Boolean: return expected.boolean == actual.boolean;
    case Kind::Integer: return expected.integer == actual.integer;
    case Kind::Float: return matches_float(expected.floating, actual.floating);
    case Kind::String:
    case Kind::Temporal: return expected.text == actual.text;
    case Kind::List: {
      const auto same = [&](const Thing& a, const Thing& b) { return matches(a, b, bags); };
      if (bags) return match_as_bags(expected.items, actual.items, same);
      return std::equal(expected.items.begin(), expected.items.end(), actual.items.begin(), actual.items.end(), same);
    }
    case Kind::Map: return matches_map(expected.entries, actual.entries, bags);
    case Kind::Node: return expected.labels == actual.labels && matches_map(expected.entries, actual.entries, bags);
    case Kind::Relationship: return expected.text == actual.text && matches_map(expected.entries, actual.entries, bags);
    case Kind::Path: return matches_path(expected, actual, bags);
  }
  return false;
}

bool matches_rows(const std::vector<std::vector<Thing>>& expected, const std::vector<std::vector<Thing>>& actual,
                  bool ordered, bool bags) {
  const auto same = [&](const std::vector<Thing>& a, const std::vector<Thing>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [&](const Thing& x, const Thing& y) { return matches(x, y, bags); });
  };
  if (ordered) return std::equal(expected.begin(), expected.end(), actual.begin(), actual.end(), same);
  return match_as_bags(expected, actual, same);
}

}  // namespace polgraph::scenarios
