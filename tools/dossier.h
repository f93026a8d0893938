// A dossier: one entity as a document to print, attach, or publish: figures, picture, money, timeline, relationships,
// statements, numbered sources. Nothing in it is composed prose; nothing is fetched from anywhere.
#pragma once

#include <iosfwd>
#include <string>
#include <vector>

#include "tools/neighbourhood.h"
#include "tools/portrait.h"
#include "tools/timeline.h"

namespace polgraph::cli {

struct DossierOptions {
  PortraitOptions portrait{.all_ranks = false, .limit = 20};
  std::size_t events = 120;
  std::size_t neighbours = 24;  // in the picture
};

struct Dossier {
  Portrait portrait;
  Timeline timeline;
  Neighbourhood around;
  std::vector<Dataset> datasets;  // those that state something of the entity
  std::string made_by;            // "polgraph 0.3.0"
  std::string made_on;            // ISO 8601
};

// Throws what reading throws. Lives: the neighbourhood borrows the snapshot.
Dossier make_dossier(const Snapshot& snapshot, NodeId node, const DossierOptions& options);

// What stands at its head: one figure with what it is.
struct Figure {
  std::string value;
  std::string what;
  bool is_warning = false;
};
std::vector<Figure> headline(const Dossier& dossier);

// "24 of 712 neighbours are drawn"; empty where all are.
std::string left_out_of_picture(const Neighbourhood& around);
std::string dataset_text(const Dataset& dataset);  // name, title, version, licence, when it was loaded

void write_html(const Dossier& dossier, const Picture& picture, std::ostream& out);
void write_markdown(const Dossier& dossier, std::ostream& out);
std::string_view dossier_style();  // the style sheet

}  // namespace polgraph::cli
