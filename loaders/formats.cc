// The table of all file formats: one line each.
#include "loaders/datapackage.h"
#include "loaders/dot.h"
#include "loaders/draw.h"
#include "loaders/format.h"
#include "loaders/neo4j_csv.h"

namespace polgraph {

const std::vector<Format>& formats() {
  static const std::vector<Format> table{
      kDataPackage, kNeo4jCsv, kDot, kSvg, kPng, kPdf,
  };
  return table;
}

const Format* find_format(std::string_view name_or_extension) {
  for (const Format& format : formats()) {
    if (format.name == name_or_extension) return &format;
    for (const std::string_view extension : format.extensions) {
      if (extension == name_or_extension) return &format;
    }
  }
  return nullptr;
}

}  // namespace polgraph
