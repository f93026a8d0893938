// Result formats: rows of a query to text. One file a format in query/writers/, one line a format in the table.
#pragma once

#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/error.h"
#include "graph/place.h"
#include "query/engine.h"

namespace polgraph {

struct WriterOptions {
  bool terminal = false;  // table: may cut to the width and colour
  int width = 0;          // columns of the terminal; 0: no limit
  bool colour = false;
  std::uint64_t memory_bytes = 0;  // typed-json holds its line until it is whole: at most so long; 0: no limit
  bool spreadsheet_safe = false;  // csv: ' before cells that begin with = + - @ TAB CR
};

// A sink that writes one statement's answer to `out` as it comes. `table`, `csv`, `tsv`, `markdown` write nothing for a
// statement without columns, `jsonl` nothing for one without rows; `json` writes `[]`. `typed-json` writes its one line
// at the end. NaN and the infinities, which JSON has not, are the strings "NaN", "Infinity", "-Infinity".
// Entities that the statement deleted are written with what is known: number and type.
struct ResultWriter {
  std::string_view name;
  std::string_view description;
  std::unique_ptr<RowSink> (*make)(std::ostream& out, const WriterOptions& options);
};

const std::vector<ResultWriter>& result_writers();

// The writer of `format` for a statement that is explained or profiled. `table` and `markdown` write the rows, then the
// plan for people; for the others, which have one shape, the plan is the answer: a row for each step, with the columns
// id, parent, depth, operator, details, estimated_rows and, for PROFILE, rows, hits, time_ms.
std::unique_ptr<RowSink> make_plan_writer(const ResultWriter& format, std::ostream& out, const WriterOptions& options);
const ResultWriter* find_result_writer(std::string_view name);

// The line of `typed-json` for a statement that failed, '\n' included. `place` counts in the whole input.
std::string typed_json_error(const Error& error, const std::optional<Place>& place);

}  // namespace polgraph
