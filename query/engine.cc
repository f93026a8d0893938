#include "query/engine.h"

#include <chrono>
#include <optional>

#include "graph/error.h"
#include "graph/transaction.h"
#include "query/clause.h"
#include "query/context.h"
#include "query/explain.h"
#include "query/plan.h"
#include "query/schema_command.h"
#include "query/syntax/parser.h"
#include "query/views.h"
#include "query/writes.h"

namespace polgraph {

bool Counters::any() const {
  return (nodes_created | nodes_deleted | relationships_created | relationships_deleted | properties_set |
          labels_added | labels_removed | indexes_added | indexes_removed | constraints_added |
          constraints_removed) != 0;
}

namespace {

// What the text shows is told from what stopped its reading or planning.
void found_early(Error& error) {
  const bool stopped =
      error.kind() == Kind::Interrupted || error.detail() == "Timeout" || error.detail() == "MemoryLimit";
  error.phase(stopped ? Phase::Run : Phase::Compile);
}

}  // namespace

Prepared::Prepared() = default;
Prepared::Prepared(Prepared&&) noexcept = default;
Prepared& Prepared::operator=(Prepared&&) noexcept = default;
Prepared::~Prepared() = default;

bool Prepared::writes() const {
  return tree_->mode != ast::Statement::Mode::Explain && ast::writes(*tree_);
}

bool Prepared::explains() const {
  return tree_->mode != ast::Statement::Mode::Run;
}

Prepared prepare(std::string text, const RunOptions& options) {
  Limits limits(options.timeout_s, options.memory_bytes, options.cancelled);
  Prepared made;
  made.text_ = std::move(text);
  try {
    limits.charge(made.text_.size());
    made.tree_ = std::make_unique<ast::Statement>(parse(made.text_, &limits, own_clauses()));
  } catch (Error& error) {
    found_early(error);
    throw;
  }
  made.spent_ = limits.spent();
  made.bytes_ = limits.held();
  return made;
}

namespace {

constexpr std::size_t kTicksOfRow = 16;  // what writing a row out takes

// One run: what its parts share.
struct Run {
  const Prepared& statement;
  const RunOptions& options;
  Limits limits;
  std::optional<Explainer> explainer;  // EXPLAIN, PROFILE
  Pipeline pipeline;
  Columns columns;
  std::size_t width = 0;
  double commit_ms = 0;

  void bind(const Snapshot& view);
  template <class Take>
  void pull(Context& context, const Take& take);
  void report(RowSink& sink, const Snapshot& view);
};

// Names to slots, clauses to operators.
void Run::bind(const Snapshot& view) {
  const ProcedureTable& procedures = options.procedures != nullptr ? *options.procedures : builtin_procedures();
  const ast::Statement& tree = statement.tree();
  try {
    if (tree.mode != ast::Statement::Mode::Run) {
      explainer.emplace(statement.text(), view, tree.mode == ast::Statement::Mode::Profile);
    }
    limits.look();
    Binder binder(statement.text(), view, options, procedures, limits, explainer ? &*explainer : nullptr);
    pipeline = binder.query(tree.query, nullptr, Binder::Use::Statement, columns);
    width = binder.width() + 1;
    if (explainer) explainer->set_root(pipeline, columns.returns ? columns.names : std::vector<std::string>());
    binder.warn();
  } catch (Error& error) {
    found_early(error);
    throw;
  }
}

template <class Take>
void Run::pull(Context& context, const Take& take) {
  std::optional<Explainer::Turn> turn;
  if (explainer) turn.emplace(*explainer, &explainer->root());
  pipeline.start(nullptr, context);
  Reader reader;
  reader.open();
  ValueList values(columns.slots.size());
  std::uint64_t rows = 0;
  while (const Value* row = reader.next(*pipeline.root, context)) {
    if (!columns.returns) continue;
    ++rows;
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = row[columns.slots[i]];
    take(values);
    context.tick(kTicksOfRow);
  }
  if (explainer) explainer->root().step.rows = rows;
}

void Run::report(RowSink& sink, const Snapshot& view) {
  if (!explainer) return;
  PlanReport plan = explainer->report();
  plan.time_ms = std::chrono::duration<double, std::milli>(limits.spent()).count();
  plan.commit_ms = commit_ms;
  plan.memory_bytes = limits.peak();
  sink.plan(plan, view);
}

void run_reading(Run& run, const Snapshot& view, GraphViews& views, RowSink& sink) {
  run.bind(view);
  Context context(run.statement.text(), run.options, run.limits, view, nullptr, run.width);
  context.views = &views;
  context.image = &views.image(view);
  sink.columns(run.columns.names);
  run.pull(context, [&](const ValueList& values) { sink.row(values, view); });
  run.report(sink, view);
  sink.end(context.counters);
}

// CREATE and DROP of indexes and constraints: no rows, no plan.
void run_command(Run& run, Store& store, RowSink& sink) {
  const ast::Statement& tree = run.statement.tree();
  if (tree.mode != ast::Statement::Mode::Run) {
    throw Error(Kind::Syntax, "UnsupportedFeature", "a command that changes the schema has no plan to show")
        .phase(Phase::Compile);
  }
  Counters counters;
  {
    Transaction transaction = store.begin();
    run_schema_command(*tree.command, transaction, counters, [&] { run.limits.tick(); });
    transaction.commit();
  }
  sink.columns({});
  sink.end(counters);
}

void run_writing(Run& run, Store& store, RowSink& sink) {
  std::vector<ValueList> rows;
  Counters counters;
  {
    Transaction transaction = store.begin();
    transaction.set_evidence(run.options.evidence);
    run.bind(transaction.view());
    Context context(run.statement.text(), run.options, run.limits, transaction.view(), &transaction, run.width);
    run.pull(context, [&](const ValueList& values) {
      context.charge(row_bytes(values.data(), values.size()));
      rows.push_back(values);
    });
    check_deletions(context);
    const auto begun = std::chrono::steady_clock::now();
    transaction.commit();
    run.commit_ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count();
    counters = context.counters;
    run.pipeline = {};  // its cursors read the transaction
  }
  const Snapshot after = store.snapshot();
  sink.columns(run.columns.names);
  for (const ValueList& row : rows) sink.row(row, after);
  run.report(sink, after);
  sink.end(counters);
}

}  // namespace

Engine::Engine(Store& store) : store_(&store), views_(std::make_shared<GraphViews>()) {}

void Engine::run(const Prepared& statement, const RunOptions& options, RowSink& sink) {
  Run run{statement, options, Limits(options.timeout_s, options.memory_bytes, options.cancelled), {}, {}, {}};
  run.limits.resume(statement.spent_, statement.bytes_);
  if (statement.tree().command) return run_command(run, *store_, sink);
  if (statement.writes()) return run_writing(run, *store_, sink);
  const Snapshot view = store_->snapshot();
  if (statement.tree().mode != ast::Statement::Mode::Explain) return run_reading(run, view, *views_, sink);
  run.bind(view);
  run.report(sink, view);
  sink.end({});
}

}  // namespace polgraph
