// show: all that is known of one node or relationship: best values, money, relationships both ways, every fact with its
// source.
#include <CLI/CLI.hpp>
#include <memory>
#include <ostream>

#include "graph/text/json.h"
#include "tools/commands.h"
#include "tools/portrait.h"
#include "tools/subject.h"

namespace polgraph::cli {

namespace {

constexpr std::size_t kShownOfAGroup = 20;

struct ShowOptions {
  std::string entity;
  std::string format = "table";
  bool all = false;
  PortraitOptions portrait;
};

int run(ShowOptions options, Context& context) {
  const bool for_a_program = options.format == "json";
  options.portrait.limit = options.all || for_a_program ? kNoLimit : kShownOfAGroup;
  const Store store = context.open(Store::Mode::Read);
  const Snapshot snapshot = store.snapshot();
  Citations citations(snapshot);
  Portrait portrait = make_portrait(snapshot, meant_subject(snapshot, options.entity), options.portrait, citations);
  portrait.sources = listed_sources(citations);
  if (for_a_program)
    context.out << to_json(as_value(portrait)) << '\n';
  else if (options.format == "markdown")
    print_markdown(portrait, context.out);
  else
    print_text(portrait, context.out);
  return 0;
}

std::function<int(Context&)> add(CLI::App& app) {
  auto options = std::make_shared<ShowOptions>();
  CLI::App* sub = app.add_subcommand("show", "one entity: values, money, relationships, every fact with its source");
  sub->add_option("ENTITY", options->entity,
                  "id, acronym, any name or alias, in any spelling; the id of a relationship")
      ->required()
      ->type_name("");
  sub->add_flag("--all", options->all, "every relationship, also of an entity that has thousands");
  sub->add_flag("--all-ranks", options->portrait.all_ranks, "also what was judged wrong (rank deprecated)");
  sub->add_option("--format", options->format, "table, json, markdown")
      ->type_name("NAME")
      ->check(CLI::IsMember({"table", "json", "markdown"}))
      ->capture_default_str();
  sub->footer(examples({
      {"polgraph show METI", ""},
      {"polgraph show \"Green Innovation Fund\" --format markdown", "to paste into a report"},
      {"polgraph show jp/nedo --format json", "for a program; always complete"},
      {"polgraph show launched/meti/green-innovation-fund", "a relationship, by its id"},
  }));
  return [options](Context& context) { return run(*options, context); };
}

}  // namespace

const Command kShow{"show", &add};

}  // namespace polgraph::cli
