// Paths: selectors (SHORTEST 3, ANY, ALL SHORTEST), path modes (TRAIL, ACYCLIC, SIMPLE), parentheses with WHERE and
// quantifiers. What can be refused without knowing any variable is refused here.
#include <algorithm>
#include <array>

#include "query/syntax/grammar.h"
#include "query/syntax/keywords.h"

namespace polgraph::syntax {

using TokenKind = Token::Kind;
using Between = ast::RelationshipPattern;
using ast::PathPattern;

bool Grammar::at_word(std::string_view word, std::size_t ahead) const {
  if (!at(TokenKind::Name, ahead)) return false;
  const std::string_view text = text_of(peek(ahead));
  return std::equal(text.begin(), text.end(), word.begin(), word.end(),
                    [](char a, char b) { return (a >= 'a' && a <= 'z' ? a - ('a' - 'A') : a) == b; });
}

bool Grammar::accept_word(std::string_view word) {
  return at_word(word) && (take(), true);
}

ast::Pattern Grammar::pattern(PatternUse use) {
  ast::Pattern pattern;
  const bool can_choose = use == PatternUse::Match;
  if (can_choose && at_word("REPEATABLE") && (at_word("ELEMENTS", 1) || at_word("ELEMENT", 1))) {
    throw error("UnsupportedFeature", "REPEATABLE ELEMENTS is not supported: all relationships of a MATCH differ",
                begin());
  }
  if (can_choose && at_word("DIFFERENT") && (at_word("RELATIONSHIPS", 1) || at_word("RELATIONSHIP", 1))) {
    take(), take();  // as it is anyway
    accept_word("BINDINGS");
  }
  do {
    pattern.push_back(path(use));
  } while (accept(TokenKind::Comma));
  const auto selective =
      std::find_if(pattern.begin(), pattern.end(), [](const auto& each) { return each.selective(); });
  if (pattern.size() > 1 && selective != pattern.end()) {
    throw error("UnsupportedFeature", "a path with a selector must be the only path of its MATCH",
                selective->span.begin)
        .hint("give it a MATCH of its own");
  }
  return pattern;
}

// [p =] [SHORTEST 2] [ACYCLIC] [PATHS] (a)-[r]->(b)...
ast::PathPattern Grammar::path(PatternUse use) {
  const std::uint32_t start = begin();
  std::string name;
  if (at_name() && at(TokenKind::Equal, 1)) {
    name = variable();
    take();
  }
  ast::PathPattern made;
  if (at_shortest_path()) {
    made = shortest_path(use);
  } else if (at(TokenKind::Name) && at_selector()) {
    made = selected_path(use);
  } else {
    made = path_steps(use);
  }
  made.variable = std::move(name);
  made.span = since(start);
  return made;
}

bool Grammar::at_selector() const {
  static constexpr std::array<std::string_view, 7> kWords = {"ALL",   "ANY",    "SHORTEST", "WALK",
                                                             "TRAIL", "SIMPLE", "ACYCLIC"};
  return std::any_of(kWords.begin(), kWords.end(), [&](std::string_view word) { return at_word(word); });
}

ast::PathPattern Grammar::selected_path(PatternUse use) {
  using Selector = PathPattern::Selector;
  const std::uint32_t start = begin();
  if (use == PatternUse::Create || use == PatternUse::Merge) {
    throw error("UnexpectedSyntax", "paths can be chosen where they are searched for, not where they are made", start);
  }
  PathPattern chosen;
  if (accept_word("ALL")) {
    if (accept_word("SHORTEST")) chosen.selector = Selector::ShortestGroups;
  } else if (accept_word("ANY")) {
    chosen.selector = accept_word("SHORTEST") ? Selector::ShortestK : Selector::AnyK;
    if (chosen.selector == Selector::AnyK) chosen.count = path_count();
  } else if (accept_word("SHORTEST")) {
    chosen.selector = Selector::ShortestK;
    chosen.count = path_count();
  }
  chosen.mode = path_mode();
  if (!accept_word("PATH")) accept_word("PATHS");
  if (chosen.selector == Selector::ShortestK && (accept_word("GROUPS") || accept_word("GROUP"))) {
    chosen.selector = Selector::ShortestGroups;
  }
  PathPattern made = path_steps(use);
  made.selector = chosen.selector;
  made.mode = chosen.mode;
  made.count = std::move(chosen.count);
  made.span = since(start);
  return made;
}

// How many paths: a whole number from 1 on, or a parameter; null where none is written.
Grammar::Ptr Grammar::path_count() {
  if (at(TokenKind::Parameter)) return atom();
  if (!at(TokenKind::Number)) return nullptr;
  const std::uint32_t start = begin();
  Ptr made = number(false, start);
  const Value& value = std::get<ast::Literal>(made->node).value;
  if (!value.is_integer() || value.as_integer() < 1) {
    throw error("InvalidArgumentType", "the number of paths is a whole number from 1 on", start);
  }
  return made;
}

PathPattern::Mode Grammar::path_mode() {
  if (at_word("WALK")) {
    throw error("UnsupportedFeature", "the path mode WALK is not supported: no relationship comes twice in a path",
                begin())
        .hint("TRAIL, ACYCLIC and SIMPLE are");
  }
  if (accept_word("ACYCLIC")) return PathPattern::Mode::Acyclic;
  if (accept_word("SIMPLE")) return PathPattern::Mode::Simple;
  accept_word("TRAIL");
  return PathPattern::Mode::Trail;
}

ast::PathPattern Grammar::shortest_path(PatternUse use) {
  const std::uint32_t start = begin();
  const Token& word = take();
  if (use == PatternUse::Create || use == PatternUse::Merge) {
    throw error("UnexpectedSyntax", "a shortest path can be searched for, not made", word.begin);
  }
  const auto selector =
      word.keyword == Keyword::ShortestPath ? PathPattern::Selector::Shortest : PathPattern::Selector::AllShortest;
  take();
  ast::PathPattern made = path_steps(use);
  if (made.relationships.size() != 1 || made.relationships[0].kind != Between::Kind::Relationship || made.where) {
    throw error("UnexpectedSyntax",
                std::string(spelling(word.keyword)) + " needs exactly one relationship, (a)-[*]->(b)", made.span.begin)
        .hint("SHORTEST 1 takes any path: SHORTEST 1 (a)-->(b) ((c)-->(d))+ (e)");
  }
  expect(TokenKind::RightParen, "`)`");
  made.selector = selector;
  made.span = since(start);
  return made;
}

// ---- the parts of a path -------------------------------------------------------------------------------------------

// ((a)-->(b)): parentheses around a part of a path, where a node pattern could stand as well.
bool Grammar::at_path_parenthesis() const {
  if (!at(TokenKind::LeftParen)) return false;
  return at(TokenKind::LeftParen, 1) || (at_name(1) && (at(TokenKind::Equal, 2) || at(TokenKind::LeftParen, 2)));
}

ast::PathPattern Grammar::path_steps(PatternUse use) {
  const std::uint32_t start = begin();
  ast::PathPattern made;
  bool joins = false;  // what came last was in parentheses: the next node is the same as its last one
  do {
    if (at_path_parenthesis()) {
      parenthesised_path(made, use);
      joins = true;
    } else if (made.nodes.size() > made.relationships.size() && !joins) {
      throw error("UnexpectedSyntax", "a node pattern cannot follow another", begin())
          .hint("write `,` between two patterns, or a relationship -->");
    } else {
      add_node(made, node_pattern(use));
      joins = false;
    }
    if (!at_minus() && !at_less()) continue;
    close_path(made);
    made.relationships.push_back(relationship_pattern(use));
    if (!at(TokenKind::LeftParen)) fail("a node pattern such as (n)");
    joins = false;
  } while (at(TokenKind::LeftParen));
  close_path(made);
  made.span = since(start);
  return made;
}

// A path ends, and goes on, with a node: where none is written there is one all the same.
void Grammar::close_path(ast::PathPattern& path) {
  if (path.nodes.size() > path.relationships.size()) return;
  ast::NodePattern node;
  node.implied = true;
  node.span = {end_of_last(), end_of_last()};
  path.nodes.push_back(std::move(node));
}

// Behind a relationship or a group a node is the next one; beside a node it is the same node.
void Grammar::add_node(ast::PathPattern& path, ast::NodePattern node) {
  if (path.nodes.size() == path.relationships.size()) {
    path.nodes.push_back(std::move(node));
  } else if (path.nodes.back().implied) {
    path.nodes.back() = std::move(node);
  } else if (!node.implied) {
    ast::RelationshipPattern join;
    join.kind = Between::Kind::Join;
    join.span = node.span;
    path.relationships.push_back(std::move(join));
    path.nodes.push_back(std::move(node));
  }
}

// ((a)-[r]->(b) WHERE ...){1,3} becomes a group; without a quantifier its parts become parts of the path.
void Grammar::parenthesised_path(ast::PathPattern& path, PatternUse use) {
  const Level guard(*this);
  const Bars bars(*this, false);
  const std::uint32_t start = begin();
  take();
  if (at_name() && !at_shortest_path()) {
    const std::string word(text_of(peek()));
    throw error("UnsupportedFeature",
                at(TokenKind::Equal, 1) ? "a part of a path cannot have a path variable of its own"
                                        : "`" + word + "` cannot stand inside the parentheses of a path",
                begin())
        .hint("write it before the whole path");
  }
  if (at_shortest_path()) fail("a path such as (a)-->(b)");
  PathPattern inner = path_steps(use);
  const bool only_looked_for = use != PatternUse::Create && use != PatternUse::Merge;
  if (only_looked_for && accept(Keyword::Where)) inner.where = predicate();
  if (!at(TokenKind::RightParen)) fail(!inner.where ? "`-`, WHERE or `)`" : "an operator or `)`");
  take();
  inner.span = since(start);
  if (at(TokenKind::Question)) {
    throw error("UnsupportedFeature", "the quantifier `?` is not supported", begin()).hint("write {0,1}");
  }
  if (auto hops = quantifier_of_path()) {
    add_group(path, std::move(inner), *hops, use);
    path.relationships.back().span = since(start);
  } else {
    splice(path, std::move(inner));
  }
}

// What may not repeat as a whole is refused here, by name.
void Grammar::add_group(ast::PathPattern& path, ast::PathPattern inner, ast::Hops hops, PatternUse use) {
  const std::uint32_t start = inner.span.begin;
  if (use == PatternUse::Create || use == PatternUse::Merge) {
    throw error("CreatingVarLength", "a quantified path pattern can be searched for, not made", start);
  }
  const auto refuse_kind = [&](Between::Kind kind, const char* text) {
    for (const auto& each : inner.relationships) {
      if (each.kind == kind) throw error("UnsupportedFeature", text, each.span.begin);
    }
  };
  refuse_kind(Between::Kind::Group, "a quantified path pattern cannot stand inside another");
  for (const auto& each : inner.relationships) {
    if (!each.hops) continue;
    throw error("UnsupportedFeature", "a relationship of variable length cannot stand in a quantified path pattern",
                each.span.begin)
        .hint("the pattern repeats: ((a)-[:T]->(b)){1,3}");
  }
  const bool steps = std::any_of(inner.relationships.begin(), inner.relationships.end(),
                                 [](const auto& each) { return each.kind == Between::Kind::Relationship; });
  if (!steps) throw error("UnexpectedSyntax", "a quantified path pattern needs a relationship", start);
  ast::RelationshipPattern group;
  group.kind = Between::Kind::Group;
  group.hops = hops;
  group.group = std::make_unique<PathPattern>(std::move(inner));
  close_path(path);
  path.relationships.push_back(std::move(group));
}

void Grammar::splice(ast::PathPattern& path, ast::PathPattern inner) {
  for (std::size_t i = 0; i < inner.nodes.size(); ++i) {
    if (i > 0) path.relationships.push_back(std::move(inner.relationships[i - 1]));
    add_node(path, std::move(inner.nodes[i]));
  }
  if (path.where && inner.where) {
    path.where = binary(ast::BinaryOp::And, std::move(path.where), std::move(inner.where));
  } else if (inner.where) {
    path.where = std::move(inner.where);
  }
}

// +  *  {2}  {1,3}  {,3}  {1,}, behind parentheses or a relationship. Throws Error Syntax where nothing could ever fit.
std::optional<ast::Hops> Grammar::quantifier_of_path() {
  const std::uint32_t start = begin();
  ast::Hops hops;
  if (accept(TokenKind::Plus)) {
    hops.min = 1;
    return hops;
  }
  if (accept(TokenKind::Star)) {
    hops.min = 0;
    return hops;
  }
  if (!accept(TokenKind::LeftBrace)) return std::nullopt;
  if (at(TokenKind::Number)) hops.min = hop_count();
  if (accept(TokenKind::Comma)) {
    if (!hops.min) hops.min = 0;
    if (at(TokenKind::Number)) hops.max = hop_count();
  } else {
    if (!hops.min) fail("a number of repetitions", "InvalidRelationshipPattern");
    hops.max = hops.min;
  }
  expect(TokenKind::RightBrace, "`}`");
  if (hops.max && *hops.max == 0) {
    throw error("InvalidQuantifier", "a quantifier must allow at least one repetition", start);
  }
  if (hops.max && *hops.max < *hops.min) {
    throw error("InvalidQuantifier", "the lower bound of a quantifier is above its upper bound", start);
  }
  return hops;
}

}  // namespace polgraph::syntax
