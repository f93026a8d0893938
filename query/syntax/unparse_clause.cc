#include "query/syntax/keywords.h"
#include "query/syntax/unparse_writer.h"

namespace polgraph::unparsing {

namespace {

std::string requirement(const SchemaCommand& command) {
  switch (command.kind) {
    case SchemaCommand::Kind::Unique: return " IS UNIQUE";
    case SchemaCommand::Kind::NotNull: return " IS NOT NULL";
    case SchemaCommand::Kind::Key: return command.on_nodes ? " IS NODE KEY" : " IS RELATIONSHIP KEY";
    default: return " IS :: " + polgraph::text(command.type);
  }
}

}  // namespace

void Writer::write(const Clause& clause) {
  std::visit([&](const auto& node) { write(node); }, clause.node);
}

void Writer::write(const Match& match) {
  text += match.optional ? "OPTIONAL MATCH " : "MATCH ";
  write(match.pattern);
  for (const IndexHint& hint : match.hints) write(hint);
  optional(" WHERE ", match.where);
}

void Writer::write(const IndexHint& hint) {
  static constexpr std::string_view kWords[] = {" USING INDEX ", " USING RANGE INDEX ", " USING TEXT INDEX ",
                                                " USING SCAN ", " USING JOIN ON "};
  text += kWords[static_cast<int>(hint.kind)];
  if (hint.kind == IndexHint::Kind::Join) return joined(hint.keys, ", ", [&](const auto& key) { variable(key); });
  variable(hint.variable);
  text += ':';
  name(hint.name);
  if (hint.kind == IndexHint::Kind::Scan) return;
  text += '(';
  joined(hint.keys, ", ", [&](const std::string& key) { name(key); });
  text += ')';
}

void Writer::write(const Unwind& unwind) {
  optional("UNWIND ", unwind.list);
  text += " AS ";
  variable(unwind.variable);
}

void Writer::write(const With& with) {
  using Word = With::Word;
  switch (with.word) {
    case Word::With: text += "WITH "; break;
    case Word::Next: text += "RETURN "; break;
    case Word::Order: return order(with.projection, "");
    case Word::Filter: return optional("FILTER ", with.where);
    case Word::Let:
      text += "LET ";
      return joined(with.projection.items, ", ", [&](const ProjectionItem& item) {
        variable(item.alias);
        optional(" = ", item.expression);
      });
  }
  write(with.projection);
  optional(" WHERE ", with.where);
  if (with.word == Word::Next) text += " NEXT";
}

void Writer::write(const Return& result) {
  text += "RETURN ";
  write(result.projection);
}

void Writer::write(const Projection& projection) {
  if (projection.distinct) text += "DISTINCT ";
  if (projection.star) text += projection.items.empty() ? "*" : "*, ";
  joined(projection.items, ", ", [&](const ProjectionItem& item) {
    write(item.expression);
    if (item.alias.empty()) return;
    text += " AS ";
    variable(item.alias);
  });
  order(projection, " ");
}

void Writer::order(const Projection& projection, std::string_view gap) {
  const auto next = [&](std::string_view word) {
    text += gap;
    text += word;
    gap = " ";
  };
  if (!projection.order.empty()) next("ORDER BY ");
  joined(projection.order, ", ", [&](const SortItem& item) {
    write(item.expression);
    if (item.descending) text += " DESC";
  });
  if (projection.skip) next("SKIP ");
  optional("", projection.skip);
  if (projection.limit) next("LIMIT ");
  optional("", projection.limit);
}

void Writer::write(const Create& create) {
  text += "CREATE ";
  write(create.pattern);
}

void Writer::write(const std::vector<SetItem>& items) {
  joined(items, ", ", [&](const SetItem& item) {
    write(item.target, kAtom);
    if (item.kind == SetItem::Kind::Labels) return plain_labels(item);
    optional(item.kind == SetItem::Kind::Merge ? " += " : " = ", item.value);
  });
}

void Writer::write(const Set& set) {
  text += "SET ";
  write(set.items);
}

void Writer::write(const Remove& remove) {
  text += "REMOVE ";
  joined(remove.items, ", ", [&](const RemoveItem& item) {
    if (item.property) return write(item.property, kAtom);
    write(item.target, kAtom);
    plain_labels(item);
  });
}

void Writer::write(const Merge& merge) {
  text += "MERGE ";
  write(merge.pattern);
  if (!merge.on_create.empty()) text += " ON CREATE SET ";
  write(merge.on_create);
  if (!merge.on_match.empty()) text += " ON MATCH SET ";
  write(merge.on_match);
}

void Writer::write(const Delete& del) {
  text += del.detach ? "DETACH DELETE " : "DELETE ";
  joined(del.expressions, ", ", [&](const ExpressionPtr& expression) { write(expression); });
}

void Writer::write(const Call& call) {
  text += "CALL ";
  dotted(call.procedure);
  if (call.has_arguments) {
    text += '(';
    joined(call.arguments, ", ", [&](const ExpressionPtr& argument) { write(argument); });
    text += ')';
  }
  if (call.has_yield) text += call.yield_star ? " YIELD *" : " YIELD ";
  joined(call.yields, ", ", [&](const auto& yield) {
    name(yield.field);
    if (yield.field == yield.name) return;
    text += " AS ";
    variable(yield.name);
  });
  optional(" WHERE ", call.where);
}

void Writer::write(const OwnClause& own) {
  text += own.syntax->word;
  if (own.tree) (text += ' ') += own.tree->text();
}

void Writer::write(const CallSubquery& call) {
  text += call.optional ? "OPTIONAL CALL " : "CALL ";
  if (call.imports) {
    text += call.import_all ? "(*" : "(";
    joined(*call.imports, ", ", [&](const std::string& each) { variable(each); });
    text += ") ";
  }
  text += "{ ";
  write(*call.query);
  text += " }";
}

void Writer::write(const Foreach& each) {
  text += "FOREACH (";
  variable(each.variable);
  before_bar(" IN ", each.list);
  text += " | ";
  joined(each.body, " ", [&](const Clause& clause) { write(clause); });
  text += ')';
}

void Writer::write(const LoadCsv& load) {
  text += load.with_headers ? "LOAD CSV WITH HEADERS FROM " : "LOAD CSV FROM ";
  write(load.from);
  text += " AS ";
  variable(load.variable);
  optional(" FIELDTERMINATOR ", load.field_terminator);
}

void Writer::write(const Show& show) {
  static constexpr std::string_view kWords[] = {"INDEXES", "CONSTRAINTS", "FUNCTIONS", "PROCEDURES"};
  text += "SHOW ";
  if (!show.filter.empty()) text += show.filter + ' ';
  text += kWords[static_cast<int>(show.what)];
  if (show.yield) {
    text += " YIELD ";
    write(show.yield->projection);
    optional(" WHERE ", show.yield->where);
  }
  optional(" WHERE ", show.where);
}

void Writer::write(const SchemaCommand& command) {
  const bool creates = command.action == SchemaCommand::Action::Create;
  const bool index = command.kind == SchemaCommand::Kind::Index || command.kind == SchemaCommand::Kind::TextIndex;
  text += creates ? "CREATE " : "DROP ";
  if (command.kind == SchemaCommand::Kind::TextIndex) text += "TEXT ";
  text += index ? "INDEX" : "CONSTRAINT";
  if (!command.name.empty()) {
    text += ' ';
    name(command.name);
  }
  if (command.conditional) text += creates ? " IF NOT EXISTS" : " IF EXISTS";
  if (!command.label.empty()) rule(command, creates, index);
}

void Writer::rule(const SchemaCommand& command, bool creates, bool index) {
  if (!creates && index) {
    text += " ON :";
    name(command.label);
    text += '(';
    joined(command.keys, ", ", [&](const std::string& key) { name(key); });
    text += ')';
    return;
  }
  text += creates ? " FOR " : " ON ";
  text += command.on_nodes ? "(x:" : "()-[x:";
  name(command.label);
  text += command.on_nodes ? ")" : "]-()";
  text += index ? " ON (" : creates ? " REQUIRE (" : " ASSERT (";
  joined(command.keys, ", ", [&](const std::string& key) {
    text += "x.";
    name(key);
  });
  text += ')';
  if (!index) text += requirement(command);
}

void Writer::write(const Query& query) {
  for (std::size_t i = 0; i < query.parts.size(); ++i) {
    if (i > 0) text += query.union_all[i - 1] ? " UNION ALL " : " UNION ";
    joined(query.parts[i], " ", [&](const Clause& clause) { write(clause); });
  }
}

}  // namespace polgraph::unparsing
