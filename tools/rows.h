// Rows of a command's own through the writers of query results, so that every table of polgraph looks alike and comes
// in every format.
#pragma once

#include <initializer_list>
#include <memory>
#include <string>
#include <vector>

#include "query/writers.h"
#include "tools/command.h"

namespace CLI {
class App;
}

namespace polgraph::cli {

// --format of a command that prints rows; `first` are formats of its own, named before the writers'.
void add_row_format(CLI::App& app, std::string& format, const std::string& first = "");

class Rows {
 public:
  // Throws Error Usage for an unknown format.
  Rows(Context& context, const std::string& format, const Snapshot& snapshot, const std::vector<std::string>& columns);
  void add(std::initializer_list<Value> values);
  void end();

 private:
  const Snapshot* snapshot_;
  std::unique_ptr<RowSink> writer_;
};

Value text_value(std::string_view text);  // a string, null for an empty one
Value count_value(std::uint64_t count);

}  // namespace polgraph::cli
