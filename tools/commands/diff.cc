// diff: two graphs, or two versions of a data set, compared statement by statement.
#include "graph/diff.h"

#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "graph/error.h"
#include "tools/commands.h"
#include "tools/diff_operand.h"
#include "tools/diff_report.h"

namespace polgraph::cli {

namespace {

struct DiffOptions {
  std::string before, after;
  std::string format = "text";
  bool stat = false;
  bool verbose = false;
  bool exit_code = false;
};

std::string unmatched_text(const DiffReport& report) {
  return std::to_string(report.unmatched_before) + " of the removed and " + std::to_string(report.unmatched_after) +
         " of the added could not be matched with each other: they have no id, and may be the same, changed";
}

// What is printed while the graphs are compared, and after.
class Printer {
 public:
  Printer(const DiffOptions& options, Context& context, const DiffSide& before, const DiffSide& after)
      : options_(options), context_(context), after_(after), totals_(before.graph, after.graph) {
    if (is_text()) text_.emplace(context, before, after, options.verbose);
    if (!is_text() && !options.stat) rows_.emplace(context, options.format, before, after, options.verbose);
  }

  void subject(const SubjectDifference& subject) {
    totals_.count(subject);
    if (options_.stat) return;
    if (rows_) rows_->print(subject);
    if (text_) text_->print(subject);
  }

  bool end(const DiffReport& report) {
    if (options_.stat) print_counts();
    if (rows_) rows_->end();
    if (is_text() && !options_.stat) context_.out << (totals_.any() ? "\n" : "") << totals_.summary() << '\n';
    if (report.unmatched_before + report.unmatched_after > 0) {
      context_.out.flush();
      context_.err << "note: " << unmatched_text(report) << '\n';
    }
    return totals_.any();
  }

 private:
  bool is_text() const { return options_.format == "text"; }

  void print_counts() {
    if (is_text() && !totals_.any()) {
      context_.out << totals_.summary() << '\n';
      return;
    }
    Rows rows(context_, is_text() ? "table" : options_.format, after_.graph, DiffTotals::columns());
    totals_.print(rows);
    rows.end();
  }

  const DiffOptions& options_;
  Context& context_;
  const DiffSide& after_;
  DiffTotals totals_;
  std::optional<DiffText> text_;
  std::optional<DiffRows> rows_;
};

int run(const DiffOptions& options, Context& context) {
  if (!context.as_of.empty())
    throw Error(Kind::Usage, "AsOfDiff", "diff compares what is stated for all times; --as-of is not for it");
  DiffOperands operands(context);
  const DiffSide before = operands.side(options.before);
  const DiffSide after = operands.side(options.after);
  Printer printer(options, context, before, after);
  const auto tick = [&context] {
    if (context.cancelled->load()) throw Error(Kind::Interrupted, "Interrupted", "interrupted");
  };
  const DiffReport report = diff(
      before, after, [&printer](const SubjectDifference& subject) { printer.subject(subject); }, tick);
  const bool differs = printer.end(report);
  return differs && options.exit_code ? 1 : 0;
}

std::function<int(Context&)> add(CLI::App& app) {
  auto options = std::make_shared<DiffOptions>();
  CLI::App* sub = app.add_subcommand("diff", "what was added, removed and changed from one graph to another");
  const char* const kinds = "a store's folder, files that `load` reads (a.csv,b.csv), or a data set of the graph";
  sub->add_option("A", options->before, kinds)->required()->type_name("");
  sub->add_option("B", options->after, "the same, later")->required()->type_name("");
  add_row_format(*sub, options->format, "text");
  sub->add_flag("--stat", options->stat, "only how many of each label, type and predicate");
  sub->add_flag("--verbose", options->verbose, "every statement of what was added and removed");
  sub->add_flag("--exit-code", options->exit_code, "exit status 1 if there is a difference; else 0 says: compared");
  sub->footer(examples({
      {"polgraph diff ati-japan-2021 ./ati-japan-2021", "the data set as it was loaded, and as its folder is now"},
      {"polgraph diff old.db new.db --stat", "two stores, in numbers"},
      {"polgraph diff ./a.csv ./b.csv --exit-code", "two versions of a file; no store is touched"},
      {"polgraph diff dataset:grants ./grants --format json", "dataset:NAME where a path has the same name"},
  }));
  return [options](Context& context) { return run(*options, context); };
}

}  // namespace

const Command kDiff{"diff", &add};

}  // namespace polgraph::cli
