// What other systems and other ages of Cypher write: taken where it means the same here, refused by its name and with
// what to write instead where it does not.
#include <array>

#include "query/syntax/grammar.h"

namespace polgraph::syntax {

using TokenKind = Token::Kind;

namespace {

struct Advice {
  std::string_view word, advice;
};

// Words where a clause is expected.
constexpr std::array kClauseAdvice = {
    Advice{"START", "write MATCH (n) WHERE id(n) = 1"},
    Advice{"USE", "there is one graph, that of --db: leave USE out"},
    Advice{"USING", "leave PERIODIC COMMIT out: a statement is one transaction"},
    Advice{"BEGIN", "each statement is a transaction of its own: leave it out"},
    Advice{"COMMIT", "each statement is a transaction of its own: leave it out"},
    Advice{"ROLLBACK", "each statement is a transaction of its own"},
    Advice{"SELECT", "Cypher asks with MATCH (n:Label) RETURN n.name"},
    Advice{"GROUP", "leave it out: the columns without an aggregate are what is grouped by"},
    Advice{"HAVING", "write WITH a, count(*) AS n WHERE n > 1 RETURN a, n"},
    Advice{"LIKE", "write CONTAINS 'x', STARTS WITH 'x', or =~ '.*x.*'"},
    Advice{"ILIKE", "write toLower(a) CONTAINS 'x', or =~ '(?i).*x.*'"},
    Advice{"FROM", "say where to look with a pattern: MATCH (n:Label)"},
    Advice{"JOIN", "join with a pattern: (a)-[:TYPE]->(b)"},
    Advice{"UPDATE", "write MATCH (n:Label) SET n.key = value"},
    Advice{"BETWEEN", "write low <= x <= high"},
    Advice{"NEXT", "NEXT goes on from a RETURN"},
    Advice{"WHEN", "write CASE inside an expression, or UNION"},
};

// What cypher-shell and Neo4j Browser understand besides statements.
constexpr std::array kCommandAdvice = {
    Advice{"use", "there is one graph, that of --db"},
    Advice{"begin", "each statement is a transaction of its own: leave it out"},
    Advice{"commit", "each statement is a transaction of its own: leave it out"},
    Advice{"rollback", "each statement is a transaction of its own"},
    Advice{"param", "write it on a line of its own, in a file or on standard input: :param NAME => EXPRESSION"},
    Advice{"params", "write it on a line of its own, in a file or on standard input: :param NAME => EXPRESSION"},
    Advice{"help", "polgraph query --help, and SHOW FUNCTIONS"},
    Advice{"schema", "polgraph schema"},
    Advice{"source", "polgraph query -f FILE"},
    Advice{"play", "polgraph query --help has examples"},
    Advice{"sysinfo", "polgraph stats"},
};

// Settings of `CYPHER name=value` that say how to run, not what to answer.
constexpr std::array<std::string_view, 12> kSettings = {
    "PLANNER",       "RUNTIME",         "REPLAN",           "EXPRESSIONENGINE", "OPERATORENGINE",
    "UPDATESTRATEGY", "EAGERANALYZER",  "INFERSCHEMAPARTS", "DEBUG",            "INTERPRETEDPIPESFALLBACK",
    "CONNECTCOMPONENTSPLANNER", "PARALLELRUNTIMESUPPORT"};

constexpr std::string_view kFirst = "a clause such as MATCH, CREATE or RETURN";
constexpr std::string_view kGoOn = "an operator, a clause or the end of the statement";

template <class Table>
std::string_view advice_for(const Table& table, std::string_view word) {
  for (const Advice& each : table) {
    if (each.word.size() == word.size() && is_word(word, each.word)) return each.advice;
  }
  return {};
}

}  // namespace

// CYPHER 5 runtime=slotted: nothing of it changes an answer here. `:auto` says that a statement is a transaction.
void Grammar::skip_settings() {
  if (at(TokenKind::Colon) && at(TokenKind::Name, 1)) {
    const std::string_view command = text_of(peek(1));
    if (command != "auto") {
      Error fault = error("UnsupportedFeature", "`:" + std::string(command) + "` is a command of cypher-shell, not Cypher",
                          begin());
      for (const Advice& each : kCommandAdvice) {
        if (each.word == command) fault.hint(std::string(each.advice));
      }
      throw fault;
    }
    take();
    take();
  }
  if (!at(TokenKind::Name) || !is_word(text_of(peek()), "CYPHER")) return;
  take();
  if (at(TokenKind::Number)) take();
  while (at(TokenKind::Name) && at(TokenKind::Equal, 1)) {
    const std::string_view name = text_of(peek());
    const bool known = std::any_of(kSettings.begin(), kSettings.end(), [&](auto each) { return is_word(name, each); });
    if (!known) throw error("UnsupportedFeature", "`" + std::string(name) + "` is no setting of CYPHER", begin());
    take();
    take();
    if (!at(TokenKind::Name) && !at(TokenKind::Number)) fail("the value of the setting");
    take();
  }
}

void Grammar::fail_clause() const {
  const Token& token = peek();
  if (token.kind != TokenKind::Name) fail(at_ == 0 ? kFirst : kGoOn);
  const std::string_view word = text_of(token);
  const std::string_view advice = advice_for(kClauseAdvice, word);
  if (!advice.empty() || is_unsupported_word(word)) {
    Error fault = error("UnsupportedFeature", "`" + std::string(word) + "` is not supported", token.begin);
    if (!advice.empty()) fault.hint(std::string(advice));
    throw fault;
  }
  if (at(Keyword::Where)) {
    throw error("UnexpectedSyntax", "WHERE stands behind MATCH, WITH or YIELD only", token.begin)
        .hint("write WITH ... WHERE ... RETURN ...");
  }
  if (at(Keyword::Order) || at(Keyword::Skip) || at(Keyword::Offset)) {
    throw error("UnexpectedSyntax", "the order is ORDER BY, SKIP, LIMIT, each once and behind WITH or RETURN", token.begin);
  }
  fail(at_ == 0 ? kFirst : kGoOn);
}

// ---- RETURN ... NEXT ...: a WITH whose columns need no names
bool Grammar::take_next(std::vector<ast::Clause>& clauses) {
  if (!at(TokenKind::Name) || !is_word(text_of(peek()), "NEXT")) return false;
  auto* result = std::get_if<ast::Return>(&clauses.back().node);
  if (result == nullptr) fail_clause();
  take();
  ast::With with;
  with.word = ast::With::Word::Next;
  with.projection = std::move(result->projection);
  clauses.back().node = std::move(with);
  return true;
}

void Grammar::refuse_next(const ast::Query& query) const {
  for (const auto& part : query.parts) {
    for (const ast::Clause& clause : part) {
      const auto* with = std::get_if<ast::With>(&clause.node);
      if (with == nullptr || with->word != ast::With::Word::Next) continue;
      throw error("UnsupportedFeature", "NEXT and UNION in one query are not supported", clause.span.begin)
          .hint("put the UNION into CALL { ... }");
    }
  }
}

// {name}, as parameters were written until Neo4j 3
void Grammar::refuse_old_parameter() const {
  if (!at(TokenKind::LeftBrace) || !at_name(1) || !at(TokenKind::RightBrace, 2)) return;
  const std::string name = name_of(peek(1));
  throw error("UnexpectedSyntax", "{" + name + "} is the old spelling of a parameter", begin())
      .hint("write $" + name);
}

}  // namespace polgraph::syntax
