#include "query/engine.h"

#include "graph/error.h"
#include "graph/transaction.h"
#include "query/context.h"
#include "query/plan.h"
#include "query/syntax/parser.h"

namespace polgraph {

bool Counters::any() const {
  return (nodes_created | nodes_deleted | relationships_created | relationships_deleted | properties_set |
          labels_added | labels_removed) != 0;
}

Prepared::Prepared() = default;
Prepared::Prepared(Prepared&&) noexcept = default;
Prepared& Prepared::operator=(Prepared&&) noexcept = default;
Prepared::~Prepared() = default;

bool Prepared::writes() const {
  return ast::writes(*tree_);
}

Prepared prepare(std::string text) {
  Prepared made;
  made.text_ = std::move(text);
  try {
    made.tree_ = std::make_unique<ast::Statement>(parse(made.text_));
  } catch (Error& error) {
    error.phase(Phase::Compile);
    throw;
  }
  return made;
}

namespace {

// A statement with its names bound, ready to pull rows.
struct Bound {
  Pipeline pipeline;
  Columns columns;
  std::size_t width = 0;
};

Bound bind(const Prepared& statement, const RunOptions& options, const Snapshot& view) {
  const ProcedureTable& procedures = options.procedures != nullptr ? *options.procedures : builtin_procedures();
  try {
    if (statement.tree().mode != ast::Statement::Mode::Run) {
      throw Error(Kind::Syntax, "NotSupported", "not supported yet: EXPLAIN and PROFILE");
    }
    Bound made;
    Binder binder(statement.text(), view, options, procedures);
    made.pipeline = binder.query(statement.tree().query, nullptr, Binder::Use::Statement, made.columns);
    made.width = binder.width() + 1;
    binder.warn();
    return made;
  } catch (Error& error) {
    error.phase(Phase::Compile);
    throw;
  }
}

template <class Take>
void pull(Bound& bound, Context& context, const Take& take) {
  bound.pipeline.start(nullptr, context);
  Reader reader;
  reader.open();
  ValueList values(bound.columns.slots.size());
  while (const Value* row = reader.next(*bound.pipeline.root, context)) {
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = row[bound.columns.slots[i]];
    if (bound.columns.returns) take(values);
  }
}

void run_reading(const Prepared& statement, const RunOptions& options, const Snapshot& view, RowSink& sink) {
  Bound bound = bind(statement, options, view);
  Context context(statement.text(), options, view, nullptr, bound.width);
  sink.columns(bound.columns.names);
  pull(bound, context, [&](const ValueList& values) { sink.row(values, view); });
  sink.end(context.counters);
}

void run_writing(const Prepared& statement, const RunOptions& options, Store& store, RowSink& sink) {
  std::vector<ValueList> rows;
  Columns columns;
  Counters counters;
  {
    Transaction transaction = store.begin();
    transaction.set_evidence(options.evidence);
    Bound bound = bind(statement, options, transaction.view());
    Context context(statement.text(), options, transaction.view(), &transaction, bound.width);
    pull(bound, context, [&](const ValueList& values) {
      context.charge(row_bytes(values.data(), values.size()));
      rows.push_back(values);
    });
    transaction.commit();
    columns = std::move(bound.columns);
    counters = context.counters;
  }
  const Snapshot after = store.snapshot();
  sink.columns(columns.names);
  for (const ValueList& row : rows) sink.row(row, after);
  sink.end(counters);
}

}  // namespace

void Engine::run(const Prepared& statement, const RunOptions& options, RowSink& sink) {
  if (statement.writes()) {
    run_writing(statement, options, *store_, sink);
  } else {
    const Snapshot view = store_->snapshot();
    run_reading(statement, options, view, sink);
  }
}

}  // namespace polgraph
