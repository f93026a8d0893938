#include "query/syntax/dump.h"

#include "graph/text/cypher.h"

namespace polgraph {

namespace {

using namespace ast;

class Dumper {
 public:
  std::string text;

  // (word part part ...)
  template <class... Parts>
  void form(std::string_view word, const Parts&... parts) {
    text += '(';
    text += word;
    (part(parts), ...);
    text += ')';
  }

  void part(const ExpressionPtr& expression) {
    text += ' ';
    if (!expression) {
      text += '_';
    } else {
      write(*expression);
    }
  }
  void part(const std::string& name) {
    text += ' ';
    if (name.empty()) {
      text += '_';
    } else {
      append_cypher_name(text, name);
    }
  }
  void part(std::string_view word) { (text += ' ') += word; }
  void part(const char* word) { part(std::string_view(word)); }
  void part(const LabelExpression& labels) {
    text += ' ';
    write(labels);
  }
  void part(const std::optional<LabelExpression>& labels) {
    if (labels) {
      part(*labels);
    } else {
      part("_");
    }
  }
  void part(const PathPattern& path) {
    text += ' ';
    write(path);
  }
  void part(const QueryPtr& query) {
    text += ' ';
    write(*query);
  }
  template <class Item>
  void part(const std::vector<Item>& items) {
    text += " (";
    const char* gap = "";
    for (const Item& item : items) {
      text += gap;
      gap = " ";
      write(item);
    }
    text += ')';
  }

  void write(const Expression& expression) {
    std::visit([&](const auto& node) { write(node); }, expression.node);
  }
  void write(const ExpressionPtr& expression) { write(*expression); }
  void write(const std::string& name) { append_cypher_name(text, name); }

  // ---- expressions
  void write(const Literal& literal) { append_cypher(text, literal.value); }
  void write(const Parameter& parameter) { (text += '$') += parameter.name; }
  void write(const Variable& variable) { append_cypher_name(text, variable.name); }
  void write(const PropertyAccess& access) { form(".", access.object, access.key); }
  void write(const IndexAccess& access) { form("[]", access.object, access.index); }
  void write(const Slice& slice) { form("[..]", slice.object, slice.from, slice.to); }
  void write(const Unary& unary) { form(symbol(unary.op), unary.operand); }
  void write(const Binary& binary) { form(symbol(binary.op), binary.left, binary.right); }
  void write(const ComparisonChain& chain) {
    text += "(chain";
    for (std::size_t i = 0; i < chain.operands.size(); ++i) {
      if (i > 0) part(symbol(chain.ops[i - 1]));
      part(chain.operands[i]);
    }
    text += ')';
  }
  void write(const HasLabels& has) { form(":", has.object, has.labels); }
  void write(const TypeTest& test) {
    std::string types;
    for (const TypeName& type : test.types) types += (types.empty() ? "" : " | ") + type.text;
    form(test.negated ? "is-not" : "is", test.operand, std::string_view(types));
  }
  void write(const ListLiteral& list) { form("list", list.items); }
  void write(const MapLiteral& map) { form("map", map.entries); }
  void write(const std::pair<std::string, ExpressionPtr>& entry) { form("=", entry.first, entry.second); }
  void write(const MapProjection& projection) { form("project", projection.variable, projection.items); }
  void write(const MapProjection::Item& item) {
    using Kind = MapProjection::Item::Kind;
    if (item.kind == Kind::AllProperties) text += ".*";
    if (item.kind == Kind::Property) form(".", item.key);
    if (item.kind == Kind::Entry) form("=", item.key, item.value);
    if (item.kind == Kind::Variable) append_cypher_name(text, item.key);
  }
  void write(const FunctionCall& call) {
    form(call.distinct ? "call-distinct" : "call", std::string_view(call.name), call.arguments);
  }
  void write(const CountStar&) { text += "(count-star)"; }
  void write(const CaseOperand&) { text += "(operand)"; }
  void write(const Case& choice) { form(choice.extended ? "case-tests" : "case", choice.operand, choice.whens, choice.otherwise); }
  void write(const std::pair<ExpressionPtr, ExpressionPtr>& when) { form("when", when.first, when.second); }
  void write(const ListComprehension& each) {
    form("comprehension", each.variable, each.list, each.where, each.projection);
  }
  void write(const PatternComprehension& each) {
    form("pattern-comprehension", each.pattern, each.where, each.projection);
  }
  void write(const Quantifier& quantifier) {
    static constexpr std::string_view kWords[] = {"all", "any", "none", "single"};
    form(kWords[static_cast<int>(quantifier.kind)], quantifier.variable, quantifier.list, quantifier.where);
  }
  void write(const Reduce& reduce) {
    form(reduce.always ? "all-reduce" : "reduce", reduce.accumulator, reduce.initial, reduce.variable, reduce.list,
         reduce.body);
    if (reduce.always) form("always", reduce.always);
  }
  void write(const PatternPredicate& predicate) { form("pattern", predicate.pattern); }
  void write(const PathExpression& path) { form("path-of", path.pattern); }
  void write(const Subquery& subquery) {
    static constexpr std::string_view kWords[] = {"exists", "count", "collect"};
    form(kWords[static_cast<int>(subquery.kind)], subquery.query);
  }

  // ---- patterns
  void write(const LabelExpression& labels) {
    switch (labels.op) {
      case LabelExpression::Op::Name: append_cypher_name(text, labels.name); return;
      case LabelExpression::Op::Any: text += '%'; return;
      case LabelExpression::Op::And: form("&", labels.operands); return;
      case LabelExpression::Op::Or: form("|", labels.operands); return;
      case LabelExpression::Op::Not: form("!", labels.operands); return;
      case LabelExpression::Op::Dynamic:
        text += labels.any_of ? "($any " : "($ ";
        write(*labels.value);
        text += ')';
        return;
    }
  }
  void write(const NodePattern& node) { form("node", node.variable, node.labels, node.properties, node.where); }
  void write(const RelationshipPattern& step) {
    if (step.kind == RelationshipPattern::Kind::Join) {
      text += "(same)";
      return;
    }
    if (step.kind == RelationshipPattern::Kind::Group) return form("group", hops(step.hops), *step.group);
    static constexpr std::string_view kArrows[] = {"->", "<-", "--"};
    form(kArrows[static_cast<int>(step.arrow)], step.variable, step.types, hops(step.hops), step.properties,
         step.where);
  }
  static std::string_view hops(const std::optional<Hops>& hops) {
    static thread_local std::string text;
    if (!hops) return "_";
    text = (hops->min ? std::to_string(*hops->min) : "") + ".." + (hops->max ? std::to_string(*hops->max) : "");
    return text;
  }
  void write(const PathPattern& path) {
    static constexpr std::string_view kWords[] = {"path",  "shortest",   "all-shortest",
                                                  "any-k", "shortest-k", "shortest-groups"};
    static constexpr std::string_view kModes[] = {"", " acyclic", " simple"};
    text += '(';
    text += kWords[static_cast<int>(path.selector)];
    text += kModes[static_cast<int>(path.mode)];
    if (path.count) part(path.count);
    part(path.variable);
    for (std::size_t i = 0; i < path.nodes.size(); ++i) {
      if (i > 0) {
        text += ' ';
        write(path.relationships[i - 1]);
      }
      text += ' ';
      write(path.nodes[i]);
    }
    if (path.where) {
      text += " where";
      part(path.where);
    }
    text += ')';
  }

  // ---- clauses
  void write(const Clause& clause) {
    std::visit([&](const auto& node) { write(node); }, clause.node);
  }
  void write(const Match& match) {
    if (match.hints.empty()) return form(match.optional ? "optional-match" : "match", match.pattern, match.where);
    form(match.optional ? "optional-match" : "match", match.pattern, match.hints, match.where);
  }
  void write(const IndexHint& hint) {
    static constexpr std::string_view kWords[] = {"index", "range-index", "text-index", "scan", "join"};
    form(kWords[static_cast<int>(hint.kind)], hint.variable, hint.name, hint.keys);
  }
  void write(const Show& show) {
    static constexpr std::string_view kWords[] = {"indexes", "constraints", "functions", "procedures"};
    text += "(show";
    part(kWords[static_cast<int>(show.what)]);
    part(show.filter.empty() ? std::string_view("_") : std::string_view(show.filter));
    text += ' ';
    if (show.yield) {
      write(*show.yield);
    } else {
      text += '_';
    }
    part(show.where);
    text += ')';
  }
  void write(const SchemaCommand& command) {
    static constexpr std::string_view kWords[] = {"index", "text-index", "constraint", "unique",
                                                  "not-null", "key",      "typed"};
    const std::string type = polgraph::text(command.type);
    form(command.action == SchemaCommand::Action::Create ? "create" : "drop",
         kWords[static_cast<int>(command.kind)], command.name, command.conditional ? "if" : "_",
         command.on_nodes ? "node" : "relationship", command.label, command.keys, std::string_view(type.empty() ? "_" : type));
  }
  void write(const Unwind& unwind) { form("unwind", unwind.list, unwind.variable); }
  void write(const With& with) {
    static constexpr std::string_view kWords[] = {"with", "let", "filter", "order", "next"};
    projection(kWords[static_cast<int>(with.word)], with.projection, with.where);
  }
  void write(const Return& result) { projection("return", result.projection, nullptr); }
  void write(const ProjectionItem& item) { form("item", item.expression, item.alias); }
  void write(const SortItem& item) { form(item.descending ? "desc" : "asc", item.expression); }
  void projection(std::string_view word, const Projection& made, const ExpressionPtr& where) {
    form(word, made.distinct ? "distinct" : "_", made.star ? "*" : "_", made.items, made.order, made.skip, made.limit,
         where);
  }
  void write(const Create& create) { form("create", create.pattern); }
  void write(const Set& set) { form("set", set.items); }
  void write(const SetItem& item) {
    static constexpr std::string_view kWords[] = {"property", "replace", "add", "labels"};
    form(kWords[static_cast<int>(item.kind)], item.target, item.value, item.labels);
    if (!item.dynamic.empty()) part(item.dynamic);
  }
  void write(const Remove& remove) { form("remove", remove.items); }
  void write(const RemoveItem& item) {
    form("item", item.property, item.target, item.labels);
    if (!item.dynamic.empty()) part(item.dynamic);
  }
  void write(const Merge& merge) { form("merge", merge.pattern, merge.on_create, merge.on_match); }
  void write(const Delete& del) { form(del.detach ? "detach-delete" : "delete", del.expressions); }
  void write(const Call& call) {
    form("call-procedure", std::string_view(call.procedure), call.has_arguments ? "()" : "_", call.arguments,
         call.yield_star ? "*" : (call.has_yield ? "yield" : "_"), call.yields, call.where);
  }
  void write(const YieldItem& yield) { form("as", yield.field, yield.name); }
  void write(const OwnClause& own) {
    const std::string inner = own.tree ? own.tree->text() : std::string();
    form("clause", own.syntax->word, std::string_view(inner));
  }
  void write(const CallSubquery& call) {
    if (call.optional) text += "optional ";
    if (call.imports) {
      form("call-subquery", call.import_all ? "*" : "_", *call.imports, call.query);
    } else {
      form("call-subquery", call.query);
    }
  }
  void write(const Foreach& each) { form("foreach", each.variable, each.list, each.body); }
  void write(const LoadCsv& load) {
    form(load.with_headers ? "load-csv-headers" : "load-csv", load.from, load.variable, load.field_terminator);
  }

  void write(const Query& query) {
    text += "(query";
    for (std::size_t i = 0; i < query.parts.size(); ++i) {
      if (i > 0) part(query.union_all[i - 1] ? "union-all" : "union");
      part(query.parts[i]);
    }
    text += ')';
  }
};

}  // namespace

std::string dump(const ast::Statement& statement) {
  static constexpr std::string_view kModes[] = {"", "explain ", "profile "};
  Dumper dumper;
  dumper.text = kModes[static_cast<int>(statement.mode)];
  if (statement.command) {
    dumper.write(*statement.command);
  } else {
    dumper.write(statement.query);
  }
  return std::move(dumper.text);
}

std::string dump(const ast::Expression& expression) {
  Dumper dumper;
  dumper.write(expression);
  return std::move(dumper.text);
}

}  // namespace polgraph
