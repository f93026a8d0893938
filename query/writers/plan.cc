// Plans for people and for programs.
#include <algorithm>
#include <cmath>
#include <cstdio>

#include "graph/text/utf8.h"
#include "query/writers/text.h"

namespace polgraph::writers {

namespace {

constexpr std::size_t kNarrowest = 12;      // columns of details below which they go
constexpr std::size_t kWidestDetails = 72;  // where nothing limits them

// 1234567 as 1,234,567
std::string grouped(double number) {
  char digits[40];
  std::snprintf(digits, sizeof digits, "%.0f", std::min(number, 1e15));
  std::string text(digits);
  for (std::size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, ",");
  return number > 1e15 ? "> 10^15" : text;
}

double estimate(double rows) {
  return rows > 0 ? std::max(std::round(rows), 1.0) : 0;
}

std::string milliseconds(double ms) {
  char text[40];
  std::snprintf(text, sizeof text, ms < 100 ? "%.2f" : "%.0f", ms);
  return text;
}

std::string kibibytes(std::uint64_t bytes) {
  const double size = static_cast<double>(bytes);
  if (bytes < 10 * 1024) return grouped(size) + " bytes";
  return bytes < 10 * 1024 * 1024 ? grouped(size / 1024) + " KiB" : grouped(size / 1024 / 1024) + " MiB";
}

struct Line {
  std::vector<std::string> cells;
};

// The plan as lines: the last step first, a sub-plan indented below the step that runs it.
class PlanTable {
 public:
  PlanTable(const PlanReport& plan, const WriterOptions& options) : plan_(plan), options_(options) {}

  std::string text() {
    lines_.push_back({{"Operator", "Details", "Estimated rows"}});
    if (plan_.profiled) add(lines_[0], {"Rows", "Hits", "Time (ms)"});
    for (const PlanStep& step : plan_.steps) {
      lines_.push_back(
          {{branch(step) + printable(step.name), printable(step.details), grouped(estimate(step.estimated_rows))}});
      if (plan_.profiled) add(lines_.back(), {count(step.rows), count(step.hits), milliseconds(step.time_ms)});
    }
    fit();
    std::string out;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      if (i == 0 && options_.colour) out += "\x1b[1m";
      append(out, lines_[i]);
      if (i == 0 && options_.colour) out.insert(out.size() - 1, "\x1b[0m");
      if (i == 0) append_rule(out);
    }
    return out + '\n' + summary();
  }

 private:
  static void add(Line& line, std::initializer_list<std::string> cells) {
    line.cells.insert(line.cells.end(), cells.begin(), cells.end());
  }
  static std::string count(std::uint64_t number) { return grouped(static_cast<double>(number)); }

  // "│  └─ ": which sub-plans of the steps above go on below.
  std::string branch(const PlanStep& step) {
    if (step.depth == 0) return {};
    open_.resize(std::max(open_.size(), step.depth));
    std::string text;
    for (std::size_t level = 0; level + 1 < step.depth; ++level) text += open_[level] ? "│  " : "   ";
    if (!step.begins) return text + (open_[step.depth - 1] ? "│  " : "   ");
    open_[step.depth - 1] = !step.last;
    return text + (step.last ? "└─ " : "├─ ");
  }

  void fit() {
    widths_.assign(lines_[0].cells.size(), 0);
    for (const Line& line : lines_) {
      for (std::size_t i = 0; i < line.cells.size(); ++i) {
        widths_[i] = std::max(widths_[i], display_width(std::string_view(line.cells[i])));
      }
    }
    widths_[1] = std::min(widths_[1], kWidestDetails);
    if (options_.width <= 0) return;
    const std::size_t room = static_cast<std::size_t>(options_.width);
    if (total() > room) widths_[1] -= std::min(total() - room, widths_[1] - std::min(widths_[1], kNarrowest));
    if (total() > room) shorten("Estimated rows", "Estim.", 2);
    // Too narrow for a table: the details go on a line of their own below each step.
    below_ = total() > room;
    if (below_) widths_[1] = room > 6 ? room - 4 : 2;
  }
  void shorten(const std::string& from, const std::string& to, std::size_t column) {
    if (lines_[0].cells[column] != from) return;
    lines_[0].cells[column] = to;
    widths_[column] = 0;
    for (const Line& line : lines_) widths_[column] = std::max(widths_[column], line.cells[column].size());
  }
  std::size_t total() const {
    std::size_t sum = 2;
    for (const std::size_t width : widths_) sum += width;
    return sum + 3 * (widths_.size() - 1);
  }

  void append(std::string& out, const Line& line) const {
    std::string row;
    for (std::size_t i = 0; i < line.cells.size(); ++i) {
      if (i == 1 && below_) continue;
      const std::string shown = cut_width(line.cells[i], widths_[i]);
      const std::size_t gap = widths_[i] - std::min(widths_[i], display_width(std::string_view(shown)));
      row += i == 0 ? " " : " | ";
      if (i > 1) row.append(gap, ' ');
      row += shown;
      if (i <= 1) row.append(gap, ' ');
    }
    out += row.erase(row.find_last_not_of(' ') + 1) + '\n';
    if (below_ && !line.cells[1].empty() && &line != &lines_[0])
      out += "    " + cut_width(line.cells[1], widths_[1]) + '\n';
  }
  void append_rule(std::string& out) const {
    for (std::size_t i = 0; i < widths_.size(); ++i) {
      if (i == 1 && below_) continue;
      out += (i == 0 ? "-" : "-+-") + std::string(widths_[i], '-');
    }
    out += "-\n";
  }

  std::string summary() const {
    if (!plan_.profiled) return "Nothing was run. PROFILE runs the statement and counts rows, hits and time.\n";
    std::string text = count(plan_.rows) + (plan_.rows == 1 ? " row, " : " rows, ") + count(plan_.hits) +
                       " hits on the store, " + milliseconds(plan_.time_ms) + " ms";
    if (plan_.commit_ms > 0) text += " (commit " + milliseconds(plan_.commit_ms) + " ms)";
    return text + ", at most " + kibibytes(plan_.memory_bytes) + " held\n";
  }

  const PlanReport& plan_;
  const WriterOptions& options_;
  std::vector<Line> lines_;
  std::vector<std::size_t> widths_;
  std::vector<bool> open_;
  bool below_ = false;
};

// Rows as they come, the plan behind them.
class PlanForPeople : public RowSink {
 public:
  PlanForPeople(std::unique_ptr<RowSink> rows, std::ostream& out, const WriterOptions& options, bool fenced)
      : rows_(std::move(rows)), out_(out), options_(options), fenced_(fenced) {}
  void columns(const std::vector<std::string>& names) override {
    any_ = !names.empty();
    rows_->columns(names);
  }
  void row(std::span<const Value> values, const Snapshot& view) override { rows_->row(values, view); }
  void plan(const PlanReport& plan, const Snapshot&) override { plan_ = plan; }
  void end(const Counters& counters) override {
    rows_->end(counters);
    if (any_) out_ << '\n';
    out_ << (fenced_ ? "```\n" : "") << PlanTable(plan_, options_).text() << (fenced_ ? "```\n" : "");
  }

 private:
  std::unique_ptr<RowSink> rows_;
  std::ostream& out_;
  WriterOptions options_;
  bool fenced_, any_ = false;
  PlanReport plan_;
};

// The plan in place of the rows.
class PlanForPrograms : public RowSink {
 public:
  explicit PlanForPrograms(std::unique_ptr<RowSink> rows) : rows_(std::move(rows)) {}
  void columns(const std::vector<std::string>&) override {}
  void row(std::span<const Value>, const Snapshot&) override {}
  void plan(const PlanReport& plan, const Snapshot& view) override {
    std::vector<std::string> names{"id", "parent", "depth", "operator", "details", "estimated_rows"};
    if (plan.profiled) names.insert(names.end(), {"rows", "hits", "time_ms"});
    rows_->columns(names);
    std::vector<std::size_t> last;  // of each depth, the step above
    for (std::size_t i = 0; i < plan.steps.size(); ++i) {
      const PlanStep& step = plan.steps[i];
      last.resize(step.depth + 1, 0);
      const std::size_t parent = step.begins ? last[step.depth - 1] : last[step.depth];
      last[step.depth] = i + 1;
      ValueList values{number(i + 1),
                       parent == 0 ? Value() : number(parent),
                       number(step.depth),
                       Value::string(step.name),
                       Value::string(step.details),
                       number(static_cast<std::uint64_t>(std::min(estimate(step.estimated_rows), 1e18)))};
      if (plan.profiled) {
        values.insert(values.end(),
                      {number(step.rows), number(step.hits), Value::floating(std::round(step.time_ms * 1000) / 1000)});
      }
      rows_->row(values, view);
    }
  }
  void end(const Counters& counters) override { rows_->end(counters); }

 private:
  static Value number(std::uint64_t count) { return Value::integer(static_cast<std::int64_t>(count)); }
  std::unique_ptr<RowSink> rows_;
};

}  // namespace

}  // namespace polgraph::writers

namespace polgraph {

std::unique_ptr<RowSink> make_plan_writer(const ResultWriter& format, std::ostream& out, const WriterOptions& options) {
  std::unique_ptr<RowSink> rows = format.make(out, options);
  if (format.name == "table" || format.name == "markdown") {
    return std::make_unique<writers::PlanForPeople>(std::move(rows), out, options, format.name == "markdown");
  }
  return std::make_unique<writers::PlanForPrograms>(std::move(rows));
}

}  // namespace polgraph
