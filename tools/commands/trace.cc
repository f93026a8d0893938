// trace: who funds what. The tree below one entity, or the ranked paths over given stops, each hop with its sources.
#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>
#include <set>

#include "graph/error.h"
#include "graph/money.h"
#include "graph/search.h"
#include "graph/text/utf8.h"
#include "tools/arguments.h"
#include "tools/citation.h"
#include "tools/commands.h"
#include "tools/describe.h"
#include "tools/rows.h"
#include "tools/selection.h"
#include "tools/totals.h"

namespace polgraph::cli {

namespace {

struct TraceCommandOptions {
  std::vector<std::string> stops;
  std::string format = "tree";
  std::string types;
  std::string file;
  TraceOptions trace;
  bool money = false;
  std::string currency;  // --in
  bool depth_given = false;
};

// Writes what was found for a person: money and sources at each hop, the sources below.
class Printer {
 public:
  Printer(const Snapshot& snapshot, std::ostream& out) : snapshot_(snapshot), out_(out), citations_(snapshot) {}

  void print(const Traced& found, const MoneyAnswer* money) {
    if (found.tree) {
      tree(*found.tree);
    } else if (!found.paths.empty()) {
      paths(found.paths);
    } else {
      line(found.title);
    }
    if (money != nullptr) print_totals(out_, snapshot_, citations_, *money);
    citations_.print(out_);
  }

 private:
  void paths(const std::vector<TracePath>& paths) {
    std::size_t number = 0;
    for (const TracePath& path : paths) {
      if (number > 0) out_ << '\n';
      line(std::to_string(++number) + ". " + name_with_acronym(snapshot_, path.start));
      for (const TraceHop& hop : path.hops) {
        line("   " + hop_text(hop));
        if (explained_.insert(hop.step.neighbour).second) {
          money_of_node(hop.step.neighbour, hop.step.relationship, "        ");
        }
      }
    }
  }

  void tree(const TraceTree& tree) {
    opened_.insert(tree.node);
    line(name_with_acronym(snapshot_, tree.node));
    branches(tree, "");
  }

  void line(const std::string& text) { out_ << printable(text) << '\n'; }

  // "-LAUNCHED-> Green Innovation Fund · decided · on 2021-03 [1]"
  std::string hop_text(const TraceHop& hop) {
    const std::string type = snapshot_.name(hop.step.type);
    std::string text = hop.step.outgoing ? "-" + type + "-> " : "<-" + type + "- ";
    text += name_with_acronym(snapshot_, hop.step.neighbour);
    if (const auto money = money_of(snapshot_, EntityId::of(hop.step.neighbour))) text += " · " + to_text(*money);
    const std::string details = relationship_details(snapshot_, hop.step.relationship);
    if (!details.empty()) text += " · " + details;
    const std::string marks = citations_.marks(EntityId::of(hop.step.relationship));
    return marks.empty() ? text : text + " " + marks;
  }

  // Beside a path: what a stop on it has to spend, and what a fund is part of.
  void money_of_node(NodeId node, RelId came_by, const std::string& indent) {
    Selection around(snapshot_);
    around.add(node);
    around.add_money();
    for (const RelId relationship : around.source("").relationships) {
      const auto known = relationship == came_by ? std::nullopt : snapshot_.find_relationship(relationship);
      if (!known) continue;
      const bool outgoing = known->start == node;
      const Step step{.type = known->type,
                      .neighbour = outgoing ? known->end : known->start,
                      .relationship = relationship,
                      .outgoing = outgoing};
      line(indent + hop_text(TraceHop{.step = step, .from = node}));
    }
  }

  void branches(const TraceTree& tree, const std::string& indent) {
    for (std::size_t i = 0; i < tree.children.size(); ++i) {
      const TraceTree& child = tree.children[i];
      const bool last = i + 1 == tree.children.size() && tree.left_out == 0;
      line(indent + (last ? "└─ " : "├─ ") + hop_text(*child.hop) + repeated(child));
      branches(child, indent + (last ? "   " : "│  "));
    }
    if (tree.left_out == 0) return;
    const std::string money = sums_text(tree.left_out_money);
    line(indent + "└─ ... " + std::to_string(tree.left_out) + " more" + (money.empty() ? "" : " · " + money));
  }

  // A node is opened once, where it is nearest to the root: that may be further down the page.
  std::string repeated(const TraceTree& tree) {
    if (tree.seen_before) return opened_.contains(tree.node) ? " (shown above)" : " (shown below)";
    opened_.insert(tree.node);
    return {};
  }

  const Snapshot& snapshot_;
  std::ostream& out_;
  Citations citations_;
  std::set<NodeId> opened_;     // of a tree, printed so far
  std::set<NodeId> explained_;  // stops whose money was shown beside an earlier path
};

// One row a hop.
class HopRows {
 public:
  HopRows(Context& context, const std::string& format, const Snapshot& snapshot)
      : snapshot_(snapshot),
        citations_(snapshot),
        rows_(context, format, snapshot,
              {"path", "step", "from", "type", "direction", "to", "to_id", "details", "amount", "currency", "budgets",
               "sources"}) {}

  void add(std::size_t path, std::size_t step, const TraceHop& hop) {
    std::optional<Money> money = money_of(snapshot_, EntityId::of(hop.step.relationship));
    if (!money) money = money_of(snapshot_, EntityId::of(hop.step.neighbour));
    ValueList sources;
    for (const auto& [source, locator] : citations_.places(EntityId::of(hop.step.relationship))) {
      sources.push_back(Value::string(locator.empty() ? source : source + " " + locator));
    }
    rows_.add({count_value(path), count_value(step), Value::string(display_name(snapshot_, hop.from)),
               Value::string(snapshot_.name(hop.step.type)), Value::string(hop.step.outgoing ? "out" : "in"),
               Value::string(display_name(snapshot_, hop.step.neighbour)), id_of(snapshot_, hop.step.neighbour),
               text_value(relationship_details(snapshot_, hop.step.relationship)),
               money ? money->amount : Value::null(), money ? text_value(money->currency) : Value::null(),
               budgets(hop.step.neighbour), Value::list(std::move(sources))});
  }

  void add(const TraceTree& tree, std::size_t depth) {
    if (tree.hop) add(1, depth, *tree.hop);
    for (const TraceTree& child : tree.children) add(child, depth + 1);
  }
  void end() { rows_.end(); }

 private:
  Value budgets(NodeId node) const {
    ValueList list;
    for (const Money& money : budgets_of(snapshot_, node)) list.push_back(Value::string(to_text(money)));
    return Value::list(std::move(list));
  }

  const Snapshot& snapshot_;
  Citations citations_;
  Rows rows_;
};

void print_rows(Context& context, const std::string& format, const Snapshot& snapshot, const Traced& found) {
  HopRows rows(context, format, snapshot);
  if (found.tree) rows.add(*found.tree, 0);
  for (std::size_t path = 0; path < found.paths.size(); ++path) {
    for (std::size_t step = 0; step < found.paths[path].hops.size(); ++step) {
      rows.add(path + 1, step + 1, found.paths[path].hops[step]);
    }
  }
  rows.end();
}

std::string upper(std::string code) {
  for (char& letter : code) {
    if (letter >= 'a' && letter <= 'z') letter = static_cast<char>(letter - 'a' + 'A');
  }
  return code;
}

constexpr std::size_t kMaxTitleBytes = 170;  // a longer one would be cut, perhaps within a number

// A picture has no table: the totals stand in its title, as many as it holds.
std::string title_with_totals(const Snapshot& snapshot, const Traced& found, const MoneyAnswer* money) {
  std::string title = found.title;
  if (money == nullptr) return title;
  const auto& totals = money->report.totals;
  for (std::size_t i = 0; i < totals.size(); ++i) {
    const std::string text = " · " + flow_text(snapshot, {&totals[i]}, money->backward) + ": " + total_text(totals[i]);
    if (title.size() + text.size() > kMaxTitleBytes) {
      return title + " · " + std::to_string(totals.size() - i) + " totals more";
    }
    title += text;
  }
  return title;
}

void draw(Context& context, const TraceCommandOptions& options, const std::string& format, const Snapshot& snapshot,
          const Traced& found, const MoneyAnswer* money) {
  Selection selection(snapshot);
  selection.add(found);
  selection.add_money();
  write_graph(context, selection.source(title_with_totals(snapshot, found, money)), format, options.file, {});
}

std::string format_of(const TraceCommandOptions& options) {
  if (options.file.empty() || options.format != "tree") return options.format;
  return format_for("", options.file, "svg");
}

void check_format(const std::string& format, const TraceCommandOptions& options) {
  const bool rows = find_result_writer(format) != nullptr;
  if (format != "tree" && !rows && find_format(format) == nullptr) {
    throw Error(Kind::Usage, "UnknownFormat", "there is no format '" + format + "'")
        .hint("there are tree, table, json, markdown, " + savable_formats());
  }
  if (!options.file.empty() && (rows || format == "tree")) {
    throw Error(Kind::Usage, "NotAPicture", "-o draws a picture, and " + format + " is none");
  }
  if (!options.currency.empty() && !options.money) {
    throw Error(Kind::Usage, "NoMoney", "--in converts totals, and there are none").hint("add --money");
  }
}

MoneyAnswer add_up(const TraceCommandOptions& options, const TraceOptions& trace, const Traced& found, Context& context,
                   const Snapshot& snapshot) {
  MoneyOptions money{.trace = trace, .max_depth = {}, .currency = upper(options.currency)};
  if (options.depth_given) money.max_depth = trace.max_depth;
  MoneyAnswer answer{found.title, trace.backward, trace_money(snapshot, found.stops, money), {}};
  if (found.stops.front().node) return answer;
  try {
    answer.each = trace_money_each(snapshot, found.stops, money);
  } catch (const Error& error) {
    if (error.kind() != Kind::Limit) throw;
    context.err << "note: no totals of each " << printable(found.title) << ": " << printable(error.message()) << '\n';
  }
  return answer;
}

void print(const TraceCommandOptions& options, const std::string& format, Context& context, const Snapshot& snapshot,
           const Traced& found, const MoneyAnswer* money) {
  if (format == "tree") {
    Printer(snapshot, context.out).print(found, money);
  } else if (money != nullptr && format == "json") {
    context.out << '{';
    print_totals_json(context.out, snapshot, *money);
    context.out << ",\n\"paths\":";
    print_rows(context, format, snapshot, found);
    context.out << "}\n";
  } else if (money != nullptr && find_result_writer(format) != nullptr) {
    print_total_rows(context, format, snapshot, *money);
  } else if (find_result_writer(format) != nullptr) {
    print_rows(context, format, snapshot, found);
  } else {
    draw(context, options, format, snapshot, found, money);
  }
}

int run(const TraceCommandOptions& options, Context& context) {
  const std::string format = format_of(options);
  check_format(format, options);
  const Store store = context.open(Store::Mode::Read);
  const Snapshot snapshot = store.snapshot();
  TraceOptions trace = options.trace;
  trace.sum_left_out = options.money;
  if (!options.types.empty()) trace.rules = parse_rules(snapshot, options.types, options.money);
  const Traced found = trace_stops(snapshot, options.stops, trace, options.money, context.err);
  std::optional<MoneyAnswer> money;
  if (options.money) money = add_up(options, trace, found, context, snapshot);

  const bool nothing = found.empty() && (!money || money->empty());
  const bool for_people = format == "tree" || format == "table" || format == "markdown";
  if (!nothing || (!for_people && find_result_writer(format) != nullptr)) {
    print(options, format, context, snapshot, found, money ? &*money : nullptr);
  }
  if (!nothing) return 0;
  context.out.flush();
  context.err << "no money or mandate flows that way: " << printable(found.title) << '\n';
  return 1;
}

std::function<int(Context&)> add(CLI::App& app) {
  auto options = std::make_shared<TraceCommandOptions>();
  CLI::App* sub = app.add_subcommand("trace", "who funds what: the tree below an entity, or the paths between some");
  add_words(*sub, "STOPS", options->stops, "FROM [VIA ...] [TO]: an entity by any name, or :Label")->required();
  sub->add_option("--types", options->types, "follow these relationships only; <TYPE goes against the arrow")
      ->type_name("TYPE,...");
  sub->add_flag("--money", options->money, "add up the money: by stage of the flow, currency and year; budgets apart");
  sub->add_option("--in", options->currency, "totals in this currency, where the data hold a rate")->type_name("CODE");
  sub->add_flag("--backward", options->trace.backward, "against the flow: where the money of FROM comes from");
  sub->add_flag("--through-aggregates", options->trace.through_aggregates,
                "walk on from nodes that stand for many (aggregate: true)");
  CLI::Option* depth = sub->add_option("--max-depth", options->trace.max_depth,
                                       "at most so many steps between two stops; totals go to the end without it");
  depth->type_name("N")->check(CLI::Range(1, 100))->capture_default_str();
  sub->add_option("--max-paths", options->trace.max_paths, "show at most so many paths")
      ->type_name("N")
      ->check(CLI::Range(1, 100000))
      ->capture_default_str();
  add_row_format(*sub, options->format, "tree, dot, svg, png, pdf");
  sub->add_option("-o,--output", options->file, "draw into a file: dot, svg, png or pdf by its name")
      ->type_name("FILE");
  sub->footer(examples({
      {"polgraph trace METI", "what METI funds, leads and has launched, and what flows on from there"},
      {"polgraph trace METI \"Green Innovation Fund\" :PriorityField",
       "by which ways METI's fund reaches priority fields"},
      {"polgraph trace METI :PriorityField -o meti.svg", "the same kind of answer as a picture"},
      {"polgraph trace NEDO --types FUNDS,PAYS --format json", "other relationships, for a program"},
      {"polgraph trace METI --money",
       "what METI pays out, what those it pays pay on, what it receives: each amount once"},
      {"polgraph trace :Ministry --money", "all ministries together, and each"},
      {"polgraph trace METI NEDO --money --in EUR",
       "what reaches NEDO from METI by any way, in euro if the data hold a rate"},
      {"polgraph trace NEDO --money --backward", "who pays NEDO, and who pays those"},
  }));
  return [options, depth](Context& context) {
    options->depth_given = depth->count() > 0;
    return run(*options, context);
  };
}

}  // namespace

const Command kTrace{"trace", &add};

}  // namespace polgraph::cli
