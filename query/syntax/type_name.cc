// Types as they stand behind `::`: INTEGER NOT NULL, LIST<STRING | FLOAT>, ZONED DATETIME, ANY.
// Source: openCypher CIP2015-09-16 (public type system), GQL's names for the same types.
#include <array>

#include "query/syntax/grammar.h"

namespace polgraph::syntax {

using TokenKind = Token::Kind;

namespace {

constexpr std::uint32_t bit(ValueKind kind) {
  return 1u << static_cast<unsigned>(kind);
}

constexpr std::uint32_t kStorable = bit(ValueKind::Boolean) | bit(ValueKind::Integer) | bit(ValueKind::Float) |
                                    bit(ValueKind::String) | bit(ValueKind::Date) | bit(ValueKind::LocalTime) |
                                    bit(ValueKind::Time) | bit(ValueKind::LocalDateTime) | bit(ValueKind::DateTime) |
                                    bit(ValueKind::Duration) | bit(ValueKind::List);
constexpr std::uint32_t kEverything = kStorable | bit(ValueKind::Map) | bit(ValueKind::Node) |
                                      bit(ValueKind::Relationship) | bit(ValueKind::Path);

struct Spelling {
  std::string_view words, canonical;
  std::uint32_t kinds;
};

// Longer spellings before those that begin them.
constexpr std::array kSpellings = {
    Spelling{"BOOLEAN", "BOOLEAN", bit(ValueKind::Boolean)},
    Spelling{"BOOL", "BOOLEAN", bit(ValueKind::Boolean)},
    Spelling{"STRING", "STRING", bit(ValueKind::String)},
    Spelling{"VARCHAR", "STRING", bit(ValueKind::String)},
    Spelling{"SIGNED INTEGER", "INTEGER", bit(ValueKind::Integer)},
    Spelling{"INTEGER", "INTEGER", bit(ValueKind::Integer)},
    Spelling{"INT", "INTEGER", bit(ValueKind::Integer)},
    Spelling{"FLOAT", "FLOAT", bit(ValueKind::Float)},
    Spelling{"DATE", "DATE", bit(ValueKind::Date)},
    Spelling{"LOCAL TIME", "LOCAL TIME", bit(ValueKind::LocalTime)},
    Spelling{"TIME WITHOUT TIME ZONE", "LOCAL TIME", bit(ValueKind::LocalTime)},
    Spelling{"TIME WITHOUT TIMEZONE", "LOCAL TIME", bit(ValueKind::LocalTime)},
    Spelling{"ZONED TIME", "ZONED TIME", bit(ValueKind::Time)},
    Spelling{"TIME WITH TIME ZONE", "ZONED TIME", bit(ValueKind::Time)},
    Spelling{"TIME WITH TIMEZONE", "ZONED TIME", bit(ValueKind::Time)},
    Spelling{"LOCAL DATETIME", "LOCAL DATETIME", bit(ValueKind::LocalDateTime)},
    Spelling{"TIMESTAMP WITHOUT TIME ZONE", "LOCAL DATETIME", bit(ValueKind::LocalDateTime)},
    Spelling{"TIMESTAMP WITHOUT TIMEZONE", "LOCAL DATETIME", bit(ValueKind::LocalDateTime)},
    Spelling{"ZONED DATETIME", "ZONED DATETIME", bit(ValueKind::DateTime)},
    Spelling{"TIMESTAMP WITH TIME ZONE", "ZONED DATETIME", bit(ValueKind::DateTime)},
    Spelling{"TIMESTAMP WITH TIMEZONE", "ZONED DATETIME", bit(ValueKind::DateTime)},
    Spelling{"DURATION", "DURATION", bit(ValueKind::Duration)},
    Spelling{"POINT", "POINT", 0},  // there are none
    Spelling{"ANY NODE", "NODE", bit(ValueKind::Node)},
    Spelling{"ANY VERTEX", "NODE", bit(ValueKind::Node)},
    Spelling{"NODE", "NODE", bit(ValueKind::Node)},
    Spelling{"VERTEX", "NODE", bit(ValueKind::Node)},
    Spelling{"ANY RELATIONSHIP", "RELATIONSHIP", bit(ValueKind::Relationship)},
    Spelling{"ANY EDGE", "RELATIONSHIP", bit(ValueKind::Relationship)},
    Spelling{"RELATIONSHIP", "RELATIONSHIP", bit(ValueKind::Relationship)},
    Spelling{"EDGE", "RELATIONSHIP", bit(ValueKind::Relationship)},
    Spelling{"ANY MAP", "MAP", bit(ValueKind::Map)},
    Spelling{"MAP", "MAP", bit(ValueKind::Map)},
    Spelling{"PATH", "PATH", bit(ValueKind::Path)},
    Spelling{"NOTHING", "NOTHING", 0},
    Spelling{"NULL", "NULL", 0},
    Spelling{"ANY PROPERTY VALUE", "PROPERTY VALUE", kStorable},
    Spelling{"PROPERTY VALUE", "PROPERTY VALUE", kStorable},
    Spelling{"ANY VALUE", "ANY", kEverything},
    Spelling{"ANY", "ANY", kEverything},
};

// The first word of `words`, which is cut off.
std::string_view next_word(std::string_view& words) {
  const std::size_t gap = words.find(' ');
  const std::string_view word = words.substr(0, gap);
  words = gap == std::string_view::npos ? std::string_view() : words.substr(gap + 1);
  return word;
}

}  // namespace

// `::`, or IS [NOT] followed by `::` or TYPED: here only the two colons.
bool Grammar::at_type_test() const {
  return at(TokenKind::Colon) && at(TokenKind::Colon, 1) && peek().end == peek(1).begin;
}

Grammar::Ptr Grammar::type_test(Ptr operand, bool negated) {
  refuse_pattern(operand);
  if (at_type_test()) take();
  take();
  const std::uint32_t start = operand->span.begin;
  const int height = operand->height;
  ast::TypeTest made;
  made.operand = std::move(operand);
  made.types = type_names();
  made.negated = negated;
  return make(std::move(made), start, height);
}

std::vector<ast::TypeName> Grammar::type_names() {
  const Level guard(*this);
  const std::uint32_t start = begin();
  std::vector<ast::TypeName> types{type_name()};
  while (!bar_ends_ && accept(TokenKind::Bar)) types.push_back(type_name());
  const auto same_about_null = [&](const ast::TypeName& type) { return type.null_too == types[0].null_too; };
  if (!std::all_of(types.begin(), types.end(), same_about_null)) {
    throw error("UnexpectedSyntax", "either all or none of the types in A | B are NOT NULL", start)
        .hint("write INTEGER NOT NULL | FLOAT NOT NULL");
  }
  return types;
}

// A type, then LIST and NOT NULL as often as they come: STRING NOT NULL LIST NOT NULL
ast::TypeName Grammar::type_name() {
  ast::TypeName made = simple_type();
  const auto not_null = [&] {
    if (!at(Keyword::Not) || !at(Keyword::Null, 1)) return;
    take();
    take();
    if (made.text == "NULL") made.text = "NOTHING";
    made.null_too = false;
    made.text += made.text == "NOTHING" ? "" : " NOT NULL";
  };
  not_null();
  while (at(TokenKind::Name) && (is_word(text_of(peek()), "LIST") || is_word(text_of(peek()), "ARRAY"))) {
    take();
    ast::TypeName list;
    list.kinds = bit(ValueKind::List);
    list.text = "LIST<" + made.text + ">";
    list.elements.push_back(std::move(made));
    made = std::move(list);
    not_null();
  }
  return made;
}

ast::TypeName Grammar::simple_type() {
  ast::TypeName made;
  if (!at(TokenKind::Name)) fail("a type such as INTEGER or LIST<STRING>");
  const std::string_view first = text_of(peek());
  const bool union_type = is_word(first, "ANY") && at(TokenKind::Less, is_word(text_of(peek(1)), "VALUE") ? 2 : 1);
  const bool list = is_word(first, "LIST") || is_word(first, "ARRAY");
  if (list || union_type) {
    take();
    if (union_type && !at(TokenKind::Less)) take();
    made.kinds = bit(ValueKind::List);
    made.text = "LIST";
    if (!accept(TokenKind::Less)) return made;
    const Bars bars(*this, false);
    std::vector<ast::TypeName> inner = type_names();
    expect(TokenKind::Greater, "`|` or `>`");
    std::string text;
    for (const ast::TypeName& each : inner) text += (text.empty() ? "" : " | ") + each.text;
    if (union_type) {
      if (inner.size() > 1) throw error("UnsupportedFeature", "write ANY<A | B> as A | B", begin());
      return std::move(inner[0]);
    }
    made.text = "LIST<" + text + ">";
    made.elements = std::move(inner);
    return made;
  }
  for (const Spelling& spelling : kSpellings) {
    std::string_view words = spelling.words;
    std::size_t count = 0;
    bool fits = true;
    while (fits && !words.empty()) {
      fits = at(TokenKind::Name, count) && is_word(text_of(peek(count)), next_word(words));
      ++count;
    }
    if (!fits) continue;
    while (count-- > 0) take();
    made.kinds = spelling.kinds;
    made.text = spelling.canonical;
    made.storable = spelling.canonical == "PROPERTY VALUE";
    if (made.text == "NOTHING") made.null_too = false;
    return made;
  }
  fail("a type such as INTEGER or LIST<STRING>");
}

}  // namespace polgraph::syntax
