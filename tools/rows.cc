#include "tools/rows.h"

#include <CLI/CLI.hpp>

#include "graph/error.h"

namespace polgraph::cli {

void add_row_format(CLI::App& app, std::string& format, const std::string& first) {
  std::string names = first;
  for (const ResultWriter& writer : result_writers()) names += (names.empty() ? "" : ", ") + std::string(writer.name);
  app.add_option("--format", format, names)->type_name("NAME")->capture_default_str();
}

Rows::Rows(Context& context, const std::string& format, const Snapshot& snapshot,
           const std::vector<std::string>& columns)
    : snapshot_(&snapshot) {
  const ResultWriter* writer = find_result_writer(format);
  if (writer == nullptr) throw Error(Kind::Usage, "UnknownFormat", "there is no format '" + format + "'");
  writer_ = writer->make(context.out, WriterOptions{.terminal = context.out_is_terminal,
                                                    .width = context.out_is_terminal ? context.width : 0,
                                                    .colour = context.colour,
                                                    .spreadsheet_safe = context.spreadsheet_safe});
  writer_->columns(columns);
}

void Rows::add(std::initializer_list<Value> values) {
  writer_->row(std::span<const Value>(values.begin(), values.size()), *snapshot_);
}

void Rows::end() {
  writer_->end(Counters{});
}

Value text_value(std::string_view text) {
  return text.empty() ? Value::null() : Value::string(text);
}
Value count_value(std::uint64_t count) {
  return Value::integer(static_cast<std::int64_t>(count));
}

}  // namespace polgraph::cli
