#include "query/syntax/unparse.h"

#include <utility>

#include "query/syntax/keywords.h"
#include "query/syntax/unparse_writer.h"

namespace polgraph {

namespace unparsing {

void Writer::variable(std::string_view name) {
  if (syntax::find_keyword(name) == syntax::Keyword::None) {
    append_cypher_name(text, name);
  } else {
    ((text += '`') += name) += '`';
  }
}

void Writer::dotted(std::string_view names) {
  while (true) {
    const std::size_t dot = names.find('.');
    name(names.substr(0, dot));
    if (dot == std::string_view::npos) return;
    text += '.';
    names.remove_prefix(dot + 1);
  }
}

void Writer::optional(std::string_view word, const ExpressionPtr& expression) {
  if (!expression) return;
  text += word;
  write(expression);
}

}  // namespace unparsing

namespace {

using unparsing::Writer;

template <class Tree>
std::string unparsed(const Tree& tree) {
  Writer writer;
  writer.write(tree);
  return std::move(writer.text);
}

}  // namespace

std::string unparse(const ast::Statement& statement) {
  static constexpr std::string_view kModes[] = {"", "EXPLAIN ", "PROFILE "};
  return std::string(kModes[static_cast<int>(statement.mode)]) +
         (statement.command ? unparsed(*statement.command) : unparsed(statement.query));
}

std::string unparse(const ast::Query& query) {
  return unparsed(query);
}
std::string unparse(const ast::Clause& clause) {
  return unparsed(clause);
}
std::string unparse(const ast::PathPattern& path) {
  return unparsed(path);
}
std::string unparse(const ast::Expression& expression) {
  return unparsed(expression);
}
std::string unparse(const ast::LabelExpression& labels) {
  Writer writer;
  writer.write(labels, 0);
  return std::move(writer.text);
}

}  // namespace polgraph
