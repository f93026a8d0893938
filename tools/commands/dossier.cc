// dossier: one entity as a document, Markdown or one HTML page.
#include "tools/dossier.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <ostream>

#include "graph/error.h"
#include "graph/search.h"
#include "graph/text/utf8.h"
#include "tools/commands.h"
#include "tools/output_file.h"
#include "tools/subject.h"
#include "tools/version.h"

namespace polgraph::cli {

namespace {

constexpr std::size_t kDateLetters = 10;  // of "2026-11-30T04:17:49Z"

struct DossierCommandOptions {
  std::string entity;
  std::string format;
  std::string file;
  bool all = false;
  DossierOptions contents;
};

std::string format_meant(const DossierCommandOptions& options) {
  if (!options.format.empty()) return options.format;
  const std::string ending = std::filesystem::path(options.file).extension().string();
  if (ending == ".html" || ending == ".htm" || ending == ".xhtml") return "html";
  if (options.file.empty() || ending == ".md" || ending == ".markdown") return "markdown";
  throw Error(Kind::Usage, "UnknownFormat", "no format of a dossier is known for a file ending in '" + ending + "'")
      .hint("say which with --format: markdown, html");
}

NodeId node_meant(const Snapshot& snapshot, const std::string& entity) {
  const EntityId subject = meant_subject(snapshot, entity);
  if (subject.is_node) return subject.node();
  throw Error(Kind::Argument, "NoNode", "a dossier tells of a node, and '" + entity + "' is a relationship")
      .hint("`polgraph show` tells of a relationship");
}

void write(const Dossier& dossier, const std::string& format, Context& context, std::ostream& out) {
  if (format == "markdown") return write_markdown(dossier, out);
  const Picture picture = draw_neighbourhood(dossier.around.graph);
  if (picture.svg.empty()) context.err << "warning: the dossier has no picture: " << printable(picture.why) << '\n';
  write_html(dossier, picture, out);
}

int run(DossierCommandOptions options, Context& context) {
  const std::string format = format_meant(options);
  if (options.all) {
    options.contents.portrait.limit = kNoLimit;
    options.contents.events = kNoLimit;
  }
  const Store store = context.open(Store::Mode::Read);
  const Snapshot snapshot = store.snapshot();
  Dossier dossier = make_dossier(snapshot, node_meant(snapshot, options.entity), options.contents);
  dossier.made_by = std::string("polgraph ") + kVersion;
  dossier.made_on = context.now().substr(0, kDateLetters);
  if (options.file.empty()) {
    write(dossier, format, context, context.out);
    return 0;
  }
  require_outside(context.database, options.file, "a dossier");
  OutputFile output(options.file);
  write(dossier, format, context, output.stream());
  output.commit();
  return 0;
}

std::function<int(Context&)> add(CLI::App& app) {
  auto options = std::make_shared<DossierCommandOptions>();
  CLI::App* sub = app.add_subcommand("dossier", "one entity as a document: figures, picture, money, timeline, sources");
  sub->add_option("ENTITY", options->entity, "id, acronym, any name or alias, in any spelling")
      ->required()
      ->type_name("");
  sub->add_option("--format", options->format, "markdown, html; default by the file's name, else markdown")
      ->type_name("NAME")
      ->check(CLI::IsMember({"markdown", "html"}));
  sub->add_option("-o,--output", options->file, "write to a file, which is there whole or not at all")
      ->type_name("FILE");
  sub->add_flag("--all", options->all, "every relationship and date, also of an entity that has thousands");
  sub->add_flag("--all-ranks", options->contents.portrait.all_ranks, "also what was judged wrong (rank deprecated)");
  sub->add_option("--max-nodes", options->contents.neighbours, "neighbours in the picture")
      ->type_name("N")
      ->check(CLI::Range(1, 250))
      ->capture_default_str();
  sub->footer(examples({
      {"polgraph dossier METI -o meti.html", "one page, without script, to print or to attach"},
      {"polgraph dossier \"Green Innovation Fund\" -o fund.md", ""},
      {"polgraph dossier NEDO | pandoc -o nedo.docx", ""},
  }));
  return [options](Context& context) { return run(*options, context); };
}

}  // namespace

const Command kDossier{"dossier", &add};

}  // namespace polgraph::cli
