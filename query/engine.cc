#include "query/engine.h"

#include <chrono>
#include <optional>

#include "graph/error.h"
#include "graph/go_on.h"
#include "graph/transaction.h"
#include "query/clause.h"
#include "query/context.h"
#include "query/explain.h"
#include "query/kept_plans.h"
#include "query/plan.h"
#include "query/schema_command.h"
#include "query/syntax/parser.h"
#include "query/views.h"
#include "query/writes.h"

namespace polgraph {

bool Counters::any() const {
  return (nodes_created | nodes_deleted | relationships_created | relationships_deleted | properties_set |
          labels_added | labels_removed | indexes_added | indexes_removed | constraints_added | constraints_removed) !=
         0;
}

namespace {

bool stops(const Error& error) {
  return error.kind() == Kind::Interrupted || error.detail() == "Timeout" || error.detail() == "MemoryLimit";
}

// What the text shows is told from what stopped its reading or planning.
void found_early(Error& error) {
  error.phase(stops(error) ? Phase::Run : Phase::Compile);
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
  StatementWork work(limits);
  const Lent lent(work);
  Prepared made;
  made.text_ = std::move(text);
  try {
    limits.charge(made.text_.size());
    made.tree_ = std::make_unique<ast::Statement>(parse(made.text_, &limits, own_clauses()));
    made.shape_ = std::make_unique<Shape>(shape_of(made.text_, *made.tree_));
    limits.charge(made.shape_->text.size());
  } catch (Error& error) {
    found_early(error);
    throw;
  }
  made.spent_ = limits.spent();
  made.bytes_ = limits.held();
  return made;
}

namespace {

constexpr std::size_t kTicksOfRow = 16;                  // what writing a row out takes
constexpr std::size_t kLongRow = std::size_t{64} << 10;  // beyond, its text must fit into the statement's memory

// One run: what its parts share.
struct Run {
  const Prepared& statement;
  const Shape& shape;
  const RunOptions& options;
  Limits limits;
  std::optional<Explainer> explainer;  // EXPLAIN, PROFILE
  KeptPlanPtr plan;

  void bind(const Snapshot& view);
  bool take_kept(KeptPlans& plans, const std::string& key, const Snapshot& view);
  bool keep(KeptPlans& plans, std::string key, std::uint64_t graph_version, std::size_t released = 0);
  template <class Take>
  void pull(Context& context, const Take& take);
  void report(RowSink& sink, const Snapshot& view);
  double commit_ms = 0;
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
    plan = std::make_unique<KeptPlan>(shape);
    Binder binder(statement.text(), view, options, procedures, limits, explainer ? &*explainer : nullptr);
    if (!shape.text.empty()) binder.set_inputs(plan->inputs);
    if (ast::writes(tree)) binder.set_writes();
    plan->pipeline = binder.query(tree.query, nullptr, Binder::Use::Statement, plan->columns);
    plan->width = binder.width() + 1;
    const Columns& columns = plan->columns;
    if (explainer) {
      explainer->set_root(plan->pipeline, columns.returns ? columns.names : std::vector<std::string>());
    }
    binder.warn();
    plan->warnings = binder.take_warnings();
  } catch (Error& error) {
    found_early(error);
    throw;
  }
}

bool Run::take_kept(KeptPlans& plans, const std::string& key, const Snapshot& view) {
  if (key.empty()) return false;
  plan = plans.take(key, view.graph_version());
  if (!plan || !plan->inputs.set(shape, options)) return false;
  limits.look();
  limits.charge(plan->held);  // its operators give back what they held as they open
  for (const std::string& warning : plan->warnings) options.warn(warning);
  return true;
}

// Where a run is long planning is nothing beside it, and its operators may hold on to much. `released`: bytes that were
// charged and are held no longer.
bool Run::keep(KeptPlans& plans, std::string key, std::uint64_t graph_version, std::size_t released) {
  constexpr std::chrono::milliseconds kLong(20);
  const std::size_t others = statement.bytes() + released;
  if (key.empty() || plan->inputs.is_fixed() || limits.spent() > kLong) return false;
  if (limits.peak() > others + KeptPlans::kMostHeld || limits.held() < others) return false;
  plan->held = limits.held() - others;
  ++plan->runs;
  plans.give_back(std::move(key), graph_version, std::move(plan));
  return true;
}

template <class Take>
void Run::pull(Context& context, const Take& take) {
  std::optional<Explainer::Turn> turn;
  if (explainer) turn.emplace(*explainer, &explainer->root());
  plan->pipeline.start(nullptr, context);
  const Columns& columns = plan->columns;
  Reader reader;
  reader.open();
  ValueList values(columns.slots.size());
  std::uint64_t rows = 0;
  while (const Value* row = reader.next(*plan->pipeline.root, context)) {
    if (!columns.returns) continue;
    ++rows;
    for (std::size_t i = 0; i < values.size(); ++i) values[i] = row[columns.slots[i]];
    const std::size_t bytes = row_bytes(values.data(), values.size());
    if (bytes > kLongRow) context.reserve(bytes);
    take(values);
    context.tick(kTicksOfRow);
  }
  if (explainer) explainer->root().step.rows = rows;
}

void Run::report(RowSink& sink, const Snapshot& view) {
  if (!explainer) return;
  PlanReport told = explainer->report();
  told.time_ms = std::chrono::duration<double, std::milli>(limits.spent()).count();
  told.commit_ms = commit_ms;
  told.memory_bytes = limits.peak();
  sink.plan(told, view);
}

void run_reading(Run& run, const Snapshot& view, GraphViews& views, KeptPlans& plans, RowSink& sink) {
  std::string key = plan_key(run.shape, run.options);
  if (!run.take_kept(plans, key, view)) run.bind(view);
  Context context(run.statement.text(), run.options, run.limits, view, nullptr, run.plan->width);
  context.views = &views;
  context.image = &views.image(view);
  const std::uint64_t limit = run.options.memory_bytes;
  context.image->let_columns_grow(limit == 0 ? SIZE_MAX : limit / 2);
  context.image->kept_steps().forget_if_full();
  sink.columns(run.plan->columns.names);
  run.pull(context, [&](const ValueList& values) { sink.row(values, view); });
  run.report(sink, view);
  sink.end(context.counters);
  run.keep(plans, std::move(key), view.graph_version());
}

// The answer of a statement that `wrote`: whoever does not get it must not do it again.
template <class Answer>
void answer_after_commit(bool wrote, Answer answer) {
  try {
    answer();
  } catch (Error& error) {
    if (!wrote) throw;
    const std::string own = stops(error) ? "" : error.hint();
    error.hint("what the statement wrote is in the store; only its answer was cut short" +
               (own.empty() ? "" : "; " + own));
    throw;
  }
}

// CREATE and DROP of indexes and constraints: no rows, no plan.
void run_command(Run& run, Store& store, RowSink& sink) {
  const ast::Statement& tree = run.statement.tree();
  if (tree.mode != ast::Statement::Mode::Run) {
    throw Error(Kind::Syntax, "UnsupportedFeature", "a command that changes the schema has no plan to show")
        .phase(Phase::Compile);
  }
  Counters counters;
  bool wrote = false;
  {
    Transaction transaction = store.begin();
    run_schema_command(*tree.command, transaction, counters, [&] { run.limits.tick(); });
    wrote = !transaction.empty();
    transaction.commit();
  }
  answer_after_commit(wrote, [&] {
    sink.columns({});
    sink.end(counters);
  });
}

// After the commit, which `wrote` so many bytes (none: there was nothing to commit).
void keep_writing(Run& run, KeptPlans& plans, std::string key, std::uint64_t before, std::size_t wrote,
                  std::size_t rows) {
  const bool small = wrote <= KeptPlans::kMostHeld;
  if (wrote > 0 && small) {
    plans.advance(before, before + 1);
    const bool lasts = run.plan->warnings.empty() && run.plan->runs < KeptPlans::kMostRuns;
    if (lasts && run.keep(plans, std::move(key), before + 1, wrote + rows)) return;
  }
  run.plan->pipeline = {};  // its cursors read the transaction
}

void run_writing(Run& run, Store& store, GraphViews& views, KeptPlans& plans, RowSink& sink) {
  std::vector<ValueList> rows;
  Counters counters;
  Columns columns;
  bool has_written = false;
  {
    Transaction transaction = store.begin();
    transaction.set_evidence(run.options.evidence);
    const std::uint64_t before = transaction.view().graph_version();
    std::string key = plan_key(run.shape, run.options);
    if (!run.take_kept(plans, key, transaction.view())) run.bind(transaction.view());
    Context context(run.statement.text(), run.options, run.limits, transaction.view(), &transaction, run.plan->width);
    const Context::Committed committed{views, store.snapshot()};
    context.set_committed(committed);
    std::size_t row_bytes_held = 0;
    run.pull(context, [&](const ValueList& values) {
      const std::size_t bytes = row_bytes(values.data(), values.size());
      context.charge(bytes);
      row_bytes_held += bytes;
      rows.push_back(values);
    });
    check_deletions(context);
    const std::size_t wrote = transaction.empty() ? 0 : context.transaction().bytes();  // and all of it is charged
    const auto begun = std::chrono::steady_clock::now();
    transaction.commit();
    run.commit_ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count();
    has_written = wrote > 0;
    if (has_written) views.drop_image();  // of the graph as it was
    counters = context.counters;
    columns = run.plan->columns;
    keep_writing(run, plans, std::move(key), before, wrote, row_bytes_held);
  }
  const Snapshot after = store.snapshot();
  answer_after_commit(has_written, [&] {
    sink.columns(columns.names);
    for (const ValueList& row : rows) sink.row(row, after);
    run.report(sink, after);
    sink.end(counters);
  });
}

}  // namespace

Engine::Engine(Store& store)
    : store_(&store),
      views_(std::make_shared<GraphViews>()),
      plans_(std::make_shared<KeptPlans>()),
      writing_plans_(std::make_shared<KeptPlans>()) {}

void Engine::run(const Prepared& statement, const RunOptions& options, RowSink& sink) {
  Run run{statement, *statement.shape_, options, Limits(options.timeout_s, options.memory_bytes, options.cancelled), {},
          {}};
  StatementWork work(run.limits);
  const Lent lent(work);
  run.limits.resume(statement.spent_, statement.bytes_);
  if (statement.tree().command) return run_command(run, *store_, sink);
  if (statement.writes()) return run_writing(run, *store_, *views_, *writing_plans_, sink);
  ++views_->statement;
  const Snapshot view = store_->snapshot();
  if (statement.tree().mode != ast::Statement::Mode::Explain) return run_reading(run, view, *views_, *plans_, sink);
  run.bind(view);
  run.report(sink, view);
  sink.end({});
}

}  // namespace polgraph
