// Indexes and constraints: CREATE, DROP, in Neo4j's form of today and the one before it.
#include <array>

#include "query/syntax/grammar.h"

namespace polgraph::syntax {

using TokenKind = Token::Kind;
using Command = ast::SchemaCommand;

namespace {

// What may stand between CREATE and INDEX, and why it is refused; "" where it is not.
struct IndexKind {
  std::string_view word, refusal;
};
constexpr std::array<IndexKind, 7> kIndexKinds{{
    {"RANGE", ""},
    {"BTREE", ""},
    {"TEXT", ""},
    {"FULLTEXT", "names are found in any spelling with `CALL polgraph.find('words')`, without an index of one's own"},
    {"LOOKUP", "labels and relationship types are looked up without an index of one's own"},
    {"POINT", "there are no points"},
    {"VECTOR", "there are no vectors"},
}};

struct TypeName {
  std::string_view words;  // one blank between them
  ValueKind kind;
};
// Longer names before those that they begin with.
constexpr std::array<TypeName, 22> kTypeNames{{
    {"BOOLEAN", ValueKind::Boolean},
    {"BOOL", ValueKind::Boolean},
    {"STRING", ValueKind::String},
    {"VARCHAR", ValueKind::String},
    {"INTEGER", ValueKind::Integer},
    {"INT", ValueKind::Integer},
    {"SIGNED INTEGER", ValueKind::Integer},
    {"FLOAT", ValueKind::Float},
    {"DATE", ValueKind::Date},
    {"LOCAL TIME", ValueKind::LocalTime},
    {"TIME WITHOUT TIMEZONE", ValueKind::LocalTime},
    {"TIME WITHOUT TIME ZONE", ValueKind::LocalTime},
    {"ZONED TIME", ValueKind::Time},
    {"TIME WITH TIMEZONE", ValueKind::Time},
    {"TIME WITH TIME ZONE", ValueKind::Time},
    {"LOCAL DATETIME", ValueKind::LocalDateTime},
    {"TIMESTAMP WITHOUT TIMEZONE", ValueKind::LocalDateTime},
    {"TIMESTAMP WITHOUT TIME ZONE", ValueKind::LocalDateTime},
    {"ZONED DATETIME", ValueKind::DateTime},
    {"TIMESTAMP WITH TIMEZONE", ValueKind::DateTime},
    {"TIMESTAMP WITH TIME ZONE", ValueKind::DateTime},
    {"DURATION", ValueKind::Duration},
}};

constexpr std::string_view kTypeHint =
    "the types are BOOLEAN, STRING, INTEGER, FLOAT, DATE, LOCAL TIME, ZONED TIME, LOCAL DATETIME, ZONED DATETIME, "
    "DURATION, LIST<... NOT NULL>, and unions of them with |";

}  // namespace

// CREATE and a word is no pattern but for `CREATE p = ...`.
bool Grammar::at_schema_command() const {
  if (at_word("DROP")) return at_word("INDEX", 1) || at_word("CONSTRAINT", 1);
  if (!at(Keyword::Create) || at(TokenKind::Equal, 2)) return false;
  if (at_word("INDEX", 1) || at_word("CONSTRAINT", 1)) return true;
  return std::any_of(kIndexKinds.begin(), kIndexKinds.end(), [&](const IndexKind& kind) {
    return at_word(kind.word, 1) && at_word("INDEX", 2);
  });
}

Command Grammar::schema_command() {
  Command made;
  if (accept_word("DROP")) {
    made.action = Command::Action::Drop;
    drop_rule(made);
  } else {
    take();
    create_rule(made);
  }
  return made;
}

void Grammar::create_rule(Command& command) {
  const std::string kind = index_kind();
  if (kind == "TEXT") command.kind = Command::Kind::TextIndex;
  const bool index = accept_word("INDEX");
  if (!index) {
    expect_word("CONSTRAINT");
    command.kind = Command::Kind::Constraint;
  }
  if (at(Keyword::On) && index) return old_index_keys(command);
  const bool named = at_name() && !at_word("FOR") && !at(Keyword::On) && !(at_word("IF") && at(Keyword::Not, 1));
  if (named || (at_word("FOR") && at_word("FOR", 1))) command.name = any_name("a name");
  if (at(TokenKind::Parameter)) {
    throw error("UnsupportedFeature", "the name of an index or constraint cannot be a parameter", begin())
        .hint("write it out");
  }
  if_exists(command, false);
  if (index) {
    create_index(command);
  } else {
    create_constraint(command);
  }
  no_options();
}

// RANGE, TEXT ... as written before INDEX; empty: none.
std::string Grammar::index_kind() {
  for (const IndexKind& kind : kIndexKinds) {
    if (!at_word(kind.word) || !at_word("INDEX", 1)) continue;
    if (!kind.refusal.empty()) {
      throw error("UnsupportedFeature", "a " + std::string(kind.word) + " index is not supported", begin())
          .hint(std::string(kind.refusal));
    }
    take();
    return std::string(kind.word);
  }
  return {};
}

// IF NOT EXISTS, or IF EXISTS where that is `wanted`.
void Grammar::if_exists(Command& command, bool wanted) {
  if (!accept_word("IF")) return;
  if (!wanted) expect(Keyword::Not);
  expect(Keyword::Exists);
  command.conditional = true;
}

// FOR (n:Label) ON (n.a, n.b), FOR ()-[r:TYPE]-() ON (r.a)
void Grammar::create_index(Command& command) {
  expect_word("FOR");
  const std::string variable = schema_pattern(command);
  expect(Keyword::On);
  if (at_word("EACH")) {
    throw error("UnsupportedFeature", "an index with ON EACH is not supported", begin())
        .hint("labels and names are indexed already; name the properties: ON (n.key)");
  }
  schema_keys(command, variable);
}

// FOR pattern REQUIRE ..., before Neo4j 5 ON pattern ASSERT ...
void Grammar::create_constraint(Command& command) {
  const bool old = accept(Keyword::On);
  if (!old && !accept_word("FOR")) fail("FOR");
  const std::string variable = schema_pattern(command);
  if (old || at_word("ASSERT")) {
    expect_word("ASSERT");
  } else {
    expect_word("REQUIRE");
  }
  if (at(Keyword::Exists)) {  // ASSERT exists(n.key)
    take();
    expect(TokenKind::LeftParen, "`(`");
    schema_key(command, variable);
    expect(TokenKind::RightParen, "`)`");
    command.kind = Command::Kind::NotNull;
    return;
  }
  schema_keys(command, variable);
  requirement(command);
}

// (n:Label) or ()-[r:TYPE]-() with or without an arrow; gives the variable.
std::string Grammar::schema_pattern(Command& command) {
  expect(TokenKind::LeftParen, "`(n:Label)` or `()-[r:TYPE]-()`");
  std::string name;
  if (accept(TokenKind::RightParen)) {
    command.on_nodes = false;
    if (at_less()) take();
    if (!at_minus()) fail("`-`");
    take();
    expect(TokenKind::LeftBracket, "`[`");
  }
  name = variable();
  expect(TokenKind::Colon, command.on_nodes ? "`:Label`" : "`:TYPE`");
  command.label = any_name(command.on_nodes ? "a label" : "a relationship type");
  if (at(TokenKind::Bar)) {
    throw error("UnsupportedFeature",
                std::string("an index or constraint is about one ") + (command.on_nodes ? "label" : "type"), begin());
  }
  if (command.on_nodes) {
    expect(TokenKind::RightParen, "`)`");
    return name;
  }
  expect(TokenKind::RightBracket, "`]`");
  if (!at_minus()) fail("`-`");
  take();
  if (at_greater()) take();
  expect(TokenKind::LeftParen, "`()`");
  expect(TokenKind::RightParen, "`)`");
  return name;
}

void Grammar::schema_key(Command& command, const std::string& variable) {
  const std::uint32_t start = begin();
  const std::string name = any_name("`" + variable + ".key`");
  if (name != variable) throw error("UndefinedVariable", "variable `" + name + "` is not defined", start);
  expect(TokenKind::Dot, "`.key`");
  std::string key = any_name("a property key");
  if (std::find(command.keys.begin(), command.keys.end(), key) != command.keys.end())
    throw error("UnexpectedSyntax", "the property key `" + key + "` is there twice", start);
  command.keys.push_back(std::move(key));
}

// n.a or (n.a, n.b)
void Grammar::schema_keys(Command& command, const std::string& variable) {
  if (!accept(TokenKind::LeftParen)) return schema_key(command, variable);
  do {
    schema_key(command, variable);
  } while (accept(TokenKind::Comma));
  expect(TokenKind::RightParen, "`,` or `)`");
}

// ON :Label(a, b), before Neo4j 4
void Grammar::old_index_keys(Command& command) {
  expect(Keyword::On);
  expect(TokenKind::Colon, "`:Label(key)`");
  command.label = any_name("a label");
  expect(TokenKind::LeftParen, "`(`");
  do {
    command.keys.push_back(any_name("a property key"));
  } while (accept(TokenKind::Comma));
  expect(TokenKind::RightParen, "`,` or `)`");
}

// IS UNIQUE | IS NODE KEY | IS NOT NULL | IS :: TYPE
void Grammar::requirement(Command& command) {
  const std::uint32_t start = begin();
  expect(Keyword::Is);
  const auto one_property = [&](std::string_view what) {
    if (command.keys.size() == 1) return;
    throw error("UnsupportedFeature", std::string(what) + " is asked of one property at a time", start)
        .hint("make a constraint for each property");
  };
  const bool node = accept_word("NODE");
  const bool relationship = !node && (accept_word("RELATIONSHIP") || accept_word("REL"));
  if (node != command.on_nodes && (node || relationship))
    throw error("UnexpectedSyntax", node ? "the pattern is a relationship" : "the pattern is a node", start);
  if (accept_word("UNIQUE")) {
    command.kind = Command::Kind::Unique;
  } else if (accept_word("KEY")) {
    command.kind = Command::Kind::Key;
  } else if (node || relationship) {
    fail("KEY or UNIQUE");
  } else if (accept(Keyword::Not)) {
    expect(Keyword::Null);
    command.kind = Command::Kind::NotNull;
    one_property("IS NOT NULL");
  } else if (at_word("TYPED") || (at(TokenKind::Colon) && at(TokenKind::Colon, 1))) {
    if (take().kind == TokenKind::Colon) take();
    command.kind = Command::Kind::Typed;
    command.type = property_type();
    one_property("a type");
  } else {
    fail("UNIQUE, NODE KEY, NOT NULL or `:: TYPE`");
  }
}

PropertyType Grammar::property_type() {
  PropertyType made;
  do {
    one_type(made, false);
  } while (accept(TokenKind::Bar));
  return made;
}

void Grammar::one_type(PropertyType& type, bool in_list) {
  const bool list = at_word("LIST") || at_word("ARRAY");
  if (!list || in_list) {
    type.kinds |= scalar_type();
    return not_null(in_list);
  }
  take();
  expect(TokenKind::Less, "`<`");
  PropertyType elements;
  do {
    one_type(elements, true);
  } while (accept(TokenKind::Bar));
  expect(TokenKind::Greater, "`>`");
  type.lists.push_back(elements.kinds);
  not_null(false);
}

// Lists of properties hold no null, and a type does not say whether a property must be there.
void Grammar::not_null(bool needed) {
  const std::uint32_t start = begin();
  const bool there = at(Keyword::Not) || at(TokenKind::Exclamation);
  if (there && take().keyword == Keyword::Not) expect(Keyword::Null);
  if (there == needed) return;
  if (needed) throw error("UnexpectedSyntax", "the elements of a list in a property are NOT NULL", start).hint("write NOT NULL");
  throw error("UnexpectedSyntax", "a type constraint cannot say NOT NULL", start)
      .hint("make a second constraint with IS NOT NULL");
}

std::uint32_t Grammar::scalar_type() {
  for (const TypeName& type : kTypeNames) {
    std::size_t words = 0;
    bool fits = true;
    for (std::string_view rest = type.words; fits && !rest.empty(); ++words) {
      const std::size_t end = std::min(rest.find(' '), rest.size());
      fits = at_word(rest.substr(0, end), words);
      rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    if (!fits) continue;
    while (words-- > 0) take();
    return detail::kind_bit(type.kind);
  }
  if (at_name()) {
    throw error("UnsupportedFeature", "there is no property type `" + std::string(text_of(peek())) + "`", begin())
        .hint(std::string(kTypeHint));
  }
  fail("a property type");
}

// OPTIONS {}: nothing can be chosen.
void Grammar::no_options() {
  if (!at_word("OPTIONS")) return;
  const std::uint32_t start = begin();
  take();
  if (at(TokenKind::LeftBrace) && at(TokenKind::RightBrace, 1)) {
    take();
    take();
    return;
  }
  throw error("UnsupportedFeature", "indexes and constraints have no options here", start).hint("leave OPTIONS out");
}

// DROP INDEX name, DROP INDEX ON :Label(key), DROP CONSTRAINT name, DROP CONSTRAINT ON (n:Label) ASSERT ...
void Grammar::drop_rule(Command& command) {
  const bool index = accept_word("INDEX");
  if (!index) {
    take();
    command.kind = Command::Kind::Constraint;
  }
  if (at(Keyword::On) && index) return old_index_keys(command);
  if (at(Keyword::On)) return create_constraint(command);
  command.name = any_name("a name");
  if_exists(command, true);
}

}  // namespace polgraph::syntax
