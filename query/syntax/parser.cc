#include "query/syntax/parser.h"

#include "query/syntax/grammar.h"

namespace polgraph {

namespace syntax {

using TokenKind = Token::Kind;

namespace {

bool is_reading(const ast::Clause& clause) {
  return std::holds_alternative<ast::Match>(clause.node) || std::holds_alternative<ast::Unwind>(clause.node) ||
         std::holds_alternative<ast::Call>(clause.node) || std::holds_alternative<ast::CallSubquery>(clause.node) ||
         std::holds_alternative<ast::LoadCsv>(clause.node);
}

bool may_end(const ast::Clause& clause) {
  if (const auto* own = std::get_if<ast::OwnClause>(&clause.node)) return own->syntax->ends;
  return ast::is_updating(clause) || std::holds_alternative<ast::Return>(clause.node) ||
         std::holds_alternative<ast::Call>(clause.node) || std::holds_alternative<ast::CallSubquery>(clause.node);
}

constexpr std::string_view kComposition = "InvalidClauseComposition";

}  // namespace

ast::Statement Grammar::statement() {
  const std::uint32_t start = begin();
  ast::Statement made;
  skip_settings();
  if (at(Keyword::Explain) || at(Keyword::Profile)) {
    made.mode = take().keyword == Keyword::Explain ? ast::Statement::Mode::Explain : ast::Statement::Mode::Profile;
    skip_settings();
  }
  if (at_schema_command()) {
    made.command = schema_command();
  } else {
    made.query = at_word("SHOW") ? show_query() : query(QueryUse::Statement);
  }
  made.span = since(start);
  if (accept(TokenKind::Semicolon) && !at(TokenKind::End)) fail("the end: this is one statement");
  if (!at(TokenKind::End)) fail_clause();
  return made;
}

ast::ExpressionPtr Grammar::whole_expression() {
  ast::ExpressionPtr made = value();
  if (!at(TokenKind::End)) fail("an operator or the end");
  return made;
}

// :param NAME => EXPRESSION | :param NAME: EXPRESSION | :param {NAME: EXPRESSION, ...}
std::vector<std::pair<std::string, std::string>> Grammar::param_line() {
  expect(TokenKind::Colon, "`:param`");
  if (text_of(peek()) != "param" && text_of(peek()) != "params") fail("`param`");
  take();
  std::vector<std::pair<std::string, std::string>> made;
  const auto one = [&] {
    std::string name = any_name("the name of a parameter, without $");
    if (!accept(TokenKind::Colon)) {
      expect(TokenKind::Equal, "`=>`");
      expect(TokenKind::Greater, "`=>`");
    }
    const std::uint32_t start = begin();
    value();
    made.emplace_back(std::move(name), written(start));
  };
  if (accept(TokenKind::LeftBrace)) {
    if (!at(TokenKind::RightBrace)) {
      do {
        one();
      } while (accept(TokenKind::Comma));
    }
    expect(TokenKind::RightBrace, "`,` or `}`");
  } else {
    one();
  }
  accept(TokenKind::Semicolon);
  if (!at(TokenKind::End)) fail("an operator or the end of the line");
  return made;
}

const ast::ClauseSyntax* Grammar::own_clause() const {
  if (!at(TokenKind::Name)) return nullptr;
  for (const ast::ClauseSyntax* each : own_) {
    if (is_word(text_of(peek()), each->word)) return each;
  }
  return nullptr;
}

bool Grammar::at_clause() const {
  if (own_clause() != nullptr) return true;
  switch (peek().keyword) {
    case Keyword::Match:
    case Keyword::Optional:
    case Keyword::Unwind:
    case Keyword::With:
    case Keyword::Return:
    case Keyword::Create:
    case Keyword::Merge:
    case Keyword::Set:
    case Keyword::Remove:
    case Keyword::Delete:
    case Keyword::Detach:
    case Keyword::Call:
    case Keyword::Foreach:
    case Keyword::Load: return true;
    default: return false;
  }
}

ast::Query Grammar::query(QueryUse use) {
  const std::uint32_t start = begin();
  ast::Query made;
  for (;;) {
    const std::uint32_t part = begin();
    made.parts.push_back(single_query(use));
    made.part_spans.push_back(since(part));
    const std::uint32_t word = begin();
    if (!accept(Keyword::Union)) break;
    made.union_all.push_back(accept(Keyword::All));
    if (!made.union_all.back()) accept(Keyword::Distinct);
    if (made.union_all.back() != made.union_all.front()) {
      throw error(kComposition, "UNION and UNION ALL cannot be mixed in one query", word);
    }
  }
  made.span = since(start);
  if (made.parts.size() > 1) refuse_next(made);
  const bool alone = use == QueryUse::Statement && made.parts.size() == 1 && made.parts[0].size() == 1;
  for (const auto& clauses : made.parts) check_calls(clauses, alone);
  return made;
}

std::vector<ast::Clause> Grammar::single_query(QueryUse use) {
  std::vector<ast::Clause> clauses;
  do {
    while (at_clause()) clauses.push_back(clause());
    if (clauses.empty()) fail_clause();
  } while (take_next(clauses));
  const bool ended = at(TokenKind::End) || at(TokenKind::Semicolon) || at(TokenKind::RightBrace) || at(Keyword::Union);
  if (!ended) fail_clause();
  check_composition(clauses, use);
  return clauses;
}

// Source: openCypher 9 grammar, SinglePartQuery and MultiPartQuery.
void Grammar::check_composition(const std::vector<ast::Clause>& clauses, QueryUse use) {
  const auto word = [&](const ast::Clause& clause) {
    const std::string_view text = text_.substr(clause.span.begin);
    return std::string(text.substr(0, std::min(text.find_first_of(" \t\r\n(["), text.size())));
  };
  bool written = false;
  for (const ast::Clause& clause : clauses) {
    const bool last = &clause == &clauses.back();
    if (std::holds_alternative<ast::Return>(clause.node) && !last) {
      const auto* next = std::get_if<ast::With>(&(&clause + 1)->node);
      const bool order = next != nullptr && next->word == ast::With::Word::Order;
      if (order) {
        throw error("UnexpectedSyntax", "the order is RETURN ... ORDER BY ... SKIP ... LIMIT ..., each once",
                    (&clause + 1)->span.begin);
      }
      throw error(kComposition, "RETURN must be the last clause", clause.span.begin).hint("write WITH to go on");
    }
    if (ast::is_updating(clause) && use == QueryUse::Predicate) {
      throw error(kComposition, "a subquery that asks for something cannot write", clause.span.begin);
    }
    if (std::holds_alternative<ast::With>(clause.node)) written = false;
    if (written && is_reading(clause)) {
      throw error(kComposition, "WITH is needed between a clause that writes and " + word(clause), clause.span.begin)
          .hint("write WITH * before " + word(clause));
    }
    written = written || ast::is_updating(clause);
  }
  if (use != QueryUse::Predicate && !may_end(clauses.back())) {
    throw error(kComposition, "a query cannot end with " + word(clauses.back()), clauses.back().span.begin)
        .hint("say with RETURN what the answer is");
  }
}

// Only a CALL that is the whole statement may take its arguments from parameters, or yield everything.
void Grammar::check_calls(const std::vector<ast::Clause>& clauses, bool standalone) const {
  if (standalone) return;
  for (const ast::Clause& clause : clauses) {
    const auto* call = std::get_if<ast::Call>(&clause.node);
    if (call == nullptr) continue;
    if (!call->has_arguments) {
      throw error("InvalidArgumentPassingMode", "inside of a query CALL needs its arguments in parentheses",
                  call->name_span.begin)
          .hint("write CALL " + call->procedure + "(...)");
    }
    if (call->yield_star) {
      throw error("UnexpectedSyntax", "YIELD * stands only where CALL is the whole statement", call->star_span.begin)
          .hint("name the results: YIELD a, b");
    }
  }
}

}  // namespace syntax

ast::Statement parse(std::string_view text, Limits* limits, OwnClauses more) {
  return syntax::Grammar(text, limits, more).statement();
}

ast::ExpressionPtr parse_expression(std::string_view text) {
  return syntax::Grammar(text).whole_expression();
}

std::vector<std::pair<std::string, std::string>> parse_param_line(std::string_view line) {
  try {
    return syntax::Grammar(line).param_line();
  } catch (const Error& fault) {
    throw Error(Kind::Usage, "MalformedCommandLine", "malformed :param line: " + fault.message(), fault.place())
        .hint("write :param NAME => EXPRESSION");
  }
}

}  // namespace polgraph
