#include "query/syntax/ast.h"

namespace polgraph::ast {

namespace {

bool writes(const Query& query) {
  for (const auto& part : query.parts) {
    for (const Clause& clause : part) {
      if (is_updating(clause)) return true;
      if (const auto* call = std::get_if<CallSubquery>(&clause.node); call && writes(*call->query)) return true;
    }
  }
  return false;
}

}  // namespace

bool is_updating(const Clause& clause) {
  if (const auto* own = std::get_if<OwnClause>(&clause.node)) return own->syntax->writes;
  return std::holds_alternative<Create>(clause.node) || std::holds_alternative<Merge>(clause.node) ||
         std::holds_alternative<Set>(clause.node) || std::holds_alternative<Remove>(clause.node) ||
         std::holds_alternative<Delete>(clause.node) || std::holds_alternative<Foreach>(clause.node);
}

bool writes(const Statement& statement) {
  return statement.command.has_value() || writes(statement.query);
}

std::string_view symbol(UnaryOp op) {
  switch (op) {
    case UnaryOp::Not: return "NOT";
    case UnaryOp::Plus: return "+";
    case UnaryOp::Minus: return "-";
    case UnaryOp::IsNull: return "IS NULL";
    case UnaryOp::IsNotNull: return "IS NOT NULL";
  }
  return "";
}

std::string_view symbol(BinaryOp op) {
  switch (op) {
    case BinaryOp::Or: return "OR";
    case BinaryOp::Xor: return "XOR";
    case BinaryOp::And: return "AND";
    case BinaryOp::Equal: return "=";
    case BinaryOp::NotEqual: return "<>";
    case BinaryOp::Less: return "<";
    case BinaryOp::LessEqual: return "<=";
    case BinaryOp::Greater: return ">";
    case BinaryOp::GreaterEqual: return ">=";
    case BinaryOp::StartsWith: return "STARTS WITH";
    case BinaryOp::EndsWith: return "ENDS WITH";
    case BinaryOp::Contains: return "CONTAINS";
    case BinaryOp::In: return "IN";
    case BinaryOp::Matches: return "=~";
    case BinaryOp::Add: return "+";
    case BinaryOp::Subtract: return "-";
    case BinaryOp::Multiply: return "*";
    case BinaryOp::Divide: return "/";
    case BinaryOp::Modulo: return "%";
    case BinaryOp::Power: return "^";
    case BinaryOp::Concat: return "||";
  }
  return "";
}

}  // namespace polgraph::ast
