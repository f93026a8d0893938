// The table of all file formats: one line each.
#include "loaders/format.h"

namespace polgraph {

const std::vector<Format>& formats() {
  static const std::vector<Format> table{};
  return table;
}

}  // namespace polgraph
