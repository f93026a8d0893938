// A dossier as Markdown: the sections of `show`, with figures, timeline, and the neighbourhood as a table.
#include <ostream>

#include "tools/describe.h"
#include "tools/dossier.h"
#include "tools/markdown.h"
#include "tools/portrait_markdown.h"

namespace polgraph::cli {

namespace {

void figures(const Dossier& dossier, std::ostream& out) {
  out << "\n| figure | |\n|---|---|\n";
  for (const Figure& figure : headline(dossier))
    out << "| " << markdown_escaped(figure.what) << " | " << markdown_escaped(figure.value) << " |\n";
}

void timeline(const Timeline& timeline, std::ostream& out) {
  if (timeline.events.empty()) return;
  out << "\n## Timeline\n\n| date | what | sources |\n|---|---|---|\n";
  for (const TimelineEvent& event : timeline.events) {
    out << "| " << markdown_escaped(event.date) << " | "
        << markdown_escaped(event.what + (event.in_conflict ? " (conflict)" : "")) << " | "
        << markdown_escaped(marks(event.sources)) << " |\n";
  }
  if (timeline.left_out > 0) out << "\n*and " << count_text(timeline.left_out) << " more (`--all` shows them)*\n";
}

// The edges of the picture.
void neighbours(const Dossier& dossier, std::ostream& out) {
  const GraphSource& graph = dossier.around.graph;
  if (graph.relationships.empty()) return;
  out << "\n## Neighbourhood\n\n| from | relationship | to |\n|---|---|---|\n";
  for (const RelId id : graph.relationships) {
    const auto relationship = graph.snapshot->find_relationship(id);
    if (!relationship) continue;
    out << "| " << markdown_escaped(name_with_acronym(*graph.snapshot, relationship->start)) << " | "
        << markdown_escaped(graph.snapshot->name(relationship->type)) << " | "
        << markdown_escaped(name_with_acronym(*graph.snapshot, relationship->end)) << " |\n";
  }
  const std::string left_out = left_out_of_picture(dossier.around);
  if (!left_out.empty()) out << "\n*" << left_out << "*\n";
}

void colophon(const Dossier& dossier, std::ostream& out) {
  out << "\n---\n\nMade by " << markdown_escaped(dossier.made_by) << " on " << markdown_escaped(dossier.made_on)
      << ".\n";
  if (!dossier.datasets.empty()) out << '\n';
  for (const Dataset& dataset : dossier.datasets) out << "- " << markdown_escaped(dataset_text(dataset)) << '\n';
}

}  // namespace

void write_markdown(const Dossier& dossier, std::ostream& out) {
  markdown_head(dossier.portrait, out);
  figures(dossier, out);
  markdown_money(dossier.portrait, out);
  timeline(dossier.timeline, out);
  markdown_relationships(dossier.portrait, out);
  markdown_values(dossier.portrait, out);
  markdown_facts(dossier.portrait, out);
  neighbours(dossier, out);
  markdown_sources(dossier.portrait, out);
  colophon(dossier, out);
}

}  // namespace polgraph::cli
