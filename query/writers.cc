#include "query/writers.h"

#include <algorithm>

#include "query/writers/text.h"

namespace polgraph {

const std::vector<ResultWriter>& result_writers() {
  static const std::vector<ResultWriter> kWriters = {
      {"table", "aligned columns, for people", &writers::make_table},
      {"csv", "RFC 4180, one header line; nested values as JSON", &writers::make_csv},
      {"tsv", "tab-separated, one header line; \\t \\n \\\\ escaped", &writers::make_tsv},
      {"json", "one array of objects for each statement", &writers::make_json},
      {"jsonl", "one JSON object for each row", &writers::make_jsonl},
      {"typed-json", "one line for each statement, every value with its type", &writers::make_typed_json},
      {"markdown", "a table for documents", &writers::make_markdown},
  };
  return kWriters;
}

const ResultWriter* find_result_writer(std::string_view name) {
  const auto& all = result_writers();
  const auto found = std::find_if(all.begin(), all.end(), [&](const ResultWriter& each) { return each.name == name; });
  return found == all.end() ? nullptr : &*found;
}

}  // namespace polgraph
