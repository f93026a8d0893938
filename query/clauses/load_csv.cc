// LOAD CSV [WITH HEADERS] FROM file AS row [FIELDTERMINATOR ';']: a row of the file for each row, streamed. Fields are
// strings; an empty one is null, quoted or not, as in Neo4j. With headers a row is a map, and a field too many is an
// error unless it is empty; what is missing at the end is null.
#include <algorithm>
#include <optional>
#include <unordered_set>

#include "graph/text/csv.h"
#include "query/bind.h"
#include "query/clause.h"
#include "query/explain.h"
#include "query/import_file.h"

namespace polgraph::clauses {

namespace {

class LoadCsvRows final : public ExpandOperator {
 public:
  LoadCsvRows(ExprPtr from, ExprPtr terminator, bool with_headers, std::size_t slot, Scope::CsvSlots place)
      : from_(std::move(from)),
        terminator_(std::move(terminator)),
        with_headers_(with_headers),
        slot_(slot),
        place_(place) {}
  std::string name() const override { return with_headers_ ? "LoadCsv with headers" : "LoadCsv"; }
  void explain(Explanation& to) const override {
    to.expr(*from_);
    if (terminator_) to.expr(*terminator_, "FIELDTERMINATOR ");
    to.rows(to.rows_in() * kRowsOfFile);
    ExpandOperator::explain(to);
  }

 protected:
  void begin(Value* row, Context& context) override {
    const Value path = text_of(*from_, "LOAD CSV needs the path of a file", row, context);
    CsvDialect dialect;
    if (terminator_) dialect.delimiter = delimiter(row, context);
    const std::uint64_t memory = context.options().memory_bytes;
    if (memory != 0) {
      dialect.max_record_bytes =
          std::clamp<std::size_t>(static_cast<std::size_t>(memory / 8), 1u << 20, kMaxRecordBytes);
    }
    try {
      rows_.emplace(open_import(context.options().allow_read, path.as_string()), dialect);
    } catch (Error& error) {
      error.at(context.place(from_->span));
      throw;
    }
    file_ = Value::string(rows_->input().name());
    header_.clear();
    if (with_headers_ && next_row()) read_header();
  }

  bool step(Value* row, Context& context) override {
    if (!rows_ || !next_row()) {
      rows_.reset();
      return false;
    }
    row[slot_] = with_headers_ ? as_map() : as_list();
    row[place_.line] = Value::integer(rows_->line());
    row[place_.file] = file_;
    context.reserve(row[slot_].heap_bytes());
    return true;
  }

 private:
  bool next_row() {
    try {
      return rows_->next();
    } catch (Error& error) {
      if (error.detail() == "InvalidEncoding")
        error.hint("LOAD CSV reads UTF-8: iconv -f cp932 -t utf-8 turns other text into it");
      throw;
    }
  }

  static constexpr double kRowsOfFile = 1000;  // expected, for want of knowledge

  Value text_of(const Expr& expr, const std::string& wish, Value* row, Context& context) const {
    Value value = expr.eval(row, context);
    if (value.is_string()) return value;
    throw Error(Kind::Type, "InvalidArgumentType", wish + ", this is " + std::string(kind_name(value.kind())),
                context.place(expr.span));
  }

  char delimiter(Value* row, Context& context) const {
    const Value text = text_of(*terminator_, "FIELDTERMINATOR needs a string", row, context);
    const std::string_view letter = text.as_string();
    const bool fits = letter.size() == 1 && static_cast<unsigned char>(letter[0]) < 0x80 && letter[0] != '"' &&
                      letter[0] != '\n' && letter[0] != '\r' && letter[0] != '\0';
    if (fits) return letter[0];
    throw Error(Kind::Argument, "InvalidFieldTerminator",
                "FIELDTERMINATOR needs one letter such as ',' ';' or '\\t', no quote and no line end",
                context.place(terminator_->span));
  }

  void read_header() {
    std::unordered_set<std::string_view> seen;
    for (std::size_t i = 0; i < rows_->size(); ++i) header_.emplace_back((*rows_)[i]);
    for (std::size_t i = 0; i < header_.size(); ++i) {
      if (seen.insert(header_[i]).second) continue;
      throw Error(Kind::Input, "DuplicateColumn",
                  header_[i].empty() ? "two columns have no name" : "two columns are named `" + header_[i] + "`",
                  rows_->place(i))
          .hint("rename one, or read the file without WITH HEADERS: row[0], row[1] ...");
    }
  }

  static Value field(std::string_view text) { return text.empty() ? Value() : Value::string(std::string(text)); }

  Value as_map() const {
    for (std::size_t i = header_.size(); i < rows_->size(); ++i) {
      if ((*rows_)[i].empty()) continue;
      throw Error(Kind::Input, "RaggedRow", ragged_reason(rows_->size(), header_.size()), rows_->place(i))
          .hint("a field that holds the delimiter must be quoted; FIELDTERMINATOR names another delimiter");
    }
    ValueMap map;
    for (std::size_t i = 0; i < header_.size(); ++i) {
      map.emplace_back(header_[i], i < rows_->size() ? field((*rows_)[i]) : Value());
    }
    return Value::map(std::move(map));
  }

  Value as_list() const {
    ValueList list;
    for (std::size_t i = 0; i < rows_->size(); ++i) list.push_back(field((*rows_)[i]));
    return Value::list(std::move(list));
  }

  ExprPtr from_, terminator_;
  bool with_headers_;
  std::size_t slot_;
  Scope::CsvSlots place_;
  std::optional<CsvReader> rows_;
  Value file_;
  std::vector<std::string> header_;
};

ExprPtr bind_text(ClauseContext& context, const ast::Expression& written, const char* what) {
  ExprPtr made = bind_expression(context.binder, context.scope, written);
  if (made->type.may_be(kStringKind)) return made;
  throw context.binder.error(Kind::Syntax, "InvalidArgumentType",
                             std::string(what) + " needs a string, this is " + type_text(made->type.kinds),
                             written.span);
}

}  // namespace

void bind_load_csv(const ast::Clause& clause, ClauseContext& context) {
  const auto& load = std::get<ast::LoadCsv>(clause.node);
  Binder& binder = context.binder;
  ExprPtr from = bind_text(context, *load.from, "LOAD CSV");
  ExprPtr terminator = load.field_terminator ? bind_text(context, *load.field_terminator, "FIELDTERMINATOR") : nullptr;
  if (context.scope.find_here(load.variable) != nullptr) {
    throw binder.error(Kind::Syntax, "VariableAlreadyBound", "variable `" + load.variable + "` is bound already",
                       clause.span);
  }
  const std::size_t slot = binder.new_slot();
  const Scope::CsvSlots place{binder.new_slot(), binder.new_slot()};
  const StaticType type = load.with_headers ? StaticType::of(ValueKind::Map)
                                            : StaticType::list_of(kStringKind | StaticType::bit(ValueKind::Null));
  context.scope.declare(load.variable, {slot, type});
  context.scope.set_csv(place);
  context.plan.add<LoadCsvRows>(std::move(from), std::move(terminator), load.with_headers, slot, place);
}

}  // namespace polgraph::clauses
