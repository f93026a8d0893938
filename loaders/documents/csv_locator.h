// Places in a table as RFC 7111 and spreadsheets spell them. Private to loaders/documents/.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "loaders/documents/lines.h"

namespace polgraph {

struct CellArea {
  OrdinalRange rows;
  OrdinalRange columns;
};

// Nothing if the locator is none of these:
//   #row=5  #row=5-7  #row=5-*     rows, the header being row 1
//   #col=3  #col=3-4               columns, 1 is the first
//   #cell=5,2  #cell=5,2-7,4       row, column; `*` is the last one
//   #row=2;5-7  #cell=5,2;7,2      several of one kind
//   B7  B7:D9  Sheet!B7  'A b'!$B$7   a spreadsheet's; the name of the sheet is not looked at (a CSV file is one sheet)
std::optional<std::vector<CellArea>> read_cell_areas(std::string_view locator);

}  // namespace polgraph
