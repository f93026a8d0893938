// SHOW: a query that begins with a list of what the store or the language has.
#include <array>

#include "query/syntax/grammar.h"

namespace polgraph::syntax {

using TokenKind = Token::Kind;
using What = ast::Show::What;

namespace {

struct Listed {
  std::string_view word;
  What what;
};
constexpr std::array<Listed, 8> kListed{{
    {"INDEXES", What::Indexes},
    {"INDEX", What::Indexes},
    {"CONSTRAINTS", What::Constraints},
    {"CONSTRAINT", What::Constraints},
    {"FUNCTIONS", What::Functions},
    {"FUNCTION", What::Functions},
    {"PROCEDURES", What::Procedures},
    {"PROCEDURE", What::Procedures},
}};

// Of a server with users and many databases; one folder and one program have none of it.
constexpr std::array<std::string_view, 26> kOfServers{
    "ALIAS",       "ALIASES", "ANALYZER", "ANALYZERS",   "CURRENT",      "DATABASE", "DATABASES",  "DEFAULT", "GRAPH",
    "GRAPHS",      "HOME",    "NEW",      "POPULATED",   "PRIVILEGE",    "PRIVILEGES", "ROLE",     "ROLES",   "SERVER",
    "SERVERS",     "SETTING", "SETTINGS", "SUPPORTED",   "TRANSACTION",  "TRANSACTIONS", "USER",    "USERS"};

// The words before the list, by list; what they mean is the binder's.
constexpr std::array<std::string_view, 23> kFilters{
    "ALL",   "BTREE",  "FULLTEXT", "LOOKUP",       "POINT", "RANGE",    "TEXT",     "VECTOR",
    "NODE",  "REL",    "RELATIONSHIP", "PROPERTY", "UNIQUE", "UNIQUENESS", "EXIST",  "EXISTENCE",
    "EXISTS", "KEY",   "TYPE",     "BUILT",        "IN",    "USER",     "DEFINED"};

std::string upper_case(std::string_view word) {
  std::string made(word);
  for (char& letter : made)
    if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 32);
  return made;
}

}  // namespace

ast::Query Grammar::show_query() {
  const std::uint32_t start = begin();
  ast::Query made;
  made.parts.emplace_back();
  ast::Clause::Node node = show();
  made.parts[0].push_back({std::move(node), since(start)});
  if (at(Keyword::Return)) made.parts[0].push_back(clause());
  made.span = since(start);
  made.part_spans.push_back(made.span);
  if (!at(TokenKind::End) && !at(TokenKind::Semicolon)) fail("YIELD, WHERE, RETURN or the end of the statement");
  return made;
}

ast::Clause::Node Grammar::show() {
  take();
  ast::Show made;
  made.what = show_what(made.filter);
  if (accept_word("EXECUTABLE") && accept(Keyword::By)) {
    if (!at_word("CURRENT") || !at_word("USER", 1)) {
      throw error("UnsupportedFeature", "there are no users whose rights could be asked for", begin())
          .hint("leave EXECUTABLE BY out");
    }
    take();
    take();
  }
  if (accept(Keyword::Yield)) {
    made.yield = show_yield();
  } else {
    made.where = where();
    if (at(Keyword::Return)) {
      throw error("UnexpectedSyntax", "SHOW needs YIELD before RETURN", begin()).hint("write YIELD * before RETURN");
    }
  }
  return made;
}

// [words] INDEXES | CONSTRAINTS | FUNCTIONS | PROCEDURES
ast::Show::What Grammar::show_what(std::string& filter) {
  for (;;) {
    for (const Listed& listed : kListed) {
      if (!at_word(listed.word)) continue;
      take();
      return listed.what;
    }
    const bool known = std::any_of(kFilters.begin(), kFilters.end(), [&](std::string_view word) { return at_word(word); });
    const bool user_functions = at_word("USER") && at_word("DEFINED", 1);
    for (const std::string_view word : kOfServers) {
      if (user_functions || !at_word(word)) continue;
      throw error("UnsupportedFeature", "`SHOW " + std::string(word) + "` is not supported", begin())
          .hint("a store is one folder, without a server, users or other databases");
    }
    if (!known) fail("INDEXES, CONSTRAINTS, FUNCTIONS or PROCEDURES");
    if (!filter.empty()) filter += ' ';
    filter += upper_case(text_of(take()));
  }
}

// * or columns with names, then ORDER BY, SKIP, LIMIT, WHERE
ast::With Grammar::show_yield() {
  ast::With made;
  const std::uint32_t start = begin();
  if (accept(TokenKind::Star)) {
    made.projection.star = true;
  } else {
    do {
      const std::uint32_t item_start = begin();
      ast::ProjectionItem item;
      std::string column = any_name("a column or `*`");
      item.text = column;
      item.expression = make(ast::Variable{std::move(column)}, item_start, 0);
      if (accept(Keyword::As)) item.alias = variable("a name for the column");
      item.span = since(item_start);
      made.projection.items.push_back(std::move(item));
    } while (accept(TokenKind::Comma));
  }
  projection_order(made.projection);
  made.projection.span = since(start);
  made.where = where();
  return made;
}

}  // namespace polgraph::syntax
