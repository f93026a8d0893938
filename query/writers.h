// Result formats: rows of a query to text. One file a format in query/writers/, one line a format in the table.
#pragma once

#include <iosfwd>
#include <memory>
#include <string_view>
#include <vector>

#include "query/engine.h"

namespace polgraph {

struct WriterOptions {
  bool terminal = false;         // table: may cut to the width and colour
  int width = 0;                 // columns of the terminal; 0: no limit
  bool colour = false;
  bool spreadsheet_safe = false; // csv: ' before cells that begin with = + - @ TAB CR
};

// A sink that writes one statement's answer to `out` as it comes. `table`, `csv` ... write nothing for a statement
// without columns; `typed-json` always writes its line.
struct ResultWriter {
  std::string_view name;
  std::string_view description;
  std::unique_ptr<RowSink> (*make)(std::ostream& out, const WriterOptions& options);
};

const std::vector<ResultWriter>& result_writers();
const ResultWriter* find_result_writer(std::string_view name);

}  // namespace polgraph
