// Private to the writers: values with entities as text, read through a Snapshot. An entity that is gone (deleted by the
// same statement) is written with what its value still knows: number and type.
#pragma once

#include <memory>
#include <ostream>
#include <string>
#include <vector>

#include "graph/snapshot.h"
#include "query/writers.h"

namespace polgraph::writers {

// Plain JSON, as DESIGN "Shapes" fixes it: nodes, relationships and paths as objects and arrays.
void append_plain_json(std::string& out, const Value& value, const Snapshot& view);

// {"column": value, ...}
void append_json_row(std::string& out, const std::vector<std::string>& columns, std::span<const Value> row,
                     const Snapshot& view);

// A cell of CSV or TSV: strings as they are, scalars in their plain spelling, everything nested as JSON; null is empty.
std::string cell_text(const Value& value, const Snapshot& view);

// For people: strings as they are, the rest as Cypher writes it, entities as (:Label {key: value}).
std::string display_text(const Value& value, const Snapshot& view);

// With ' before what a spreadsheet would take for a formula. Source: OWASP, CSV injection.
void guard_formula(std::string& cell);

std::unique_ptr<RowSink> make_table(std::ostream& out, const WriterOptions& options);
std::unique_ptr<RowSink> make_csv(std::ostream& out, const WriterOptions& options);
std::unique_ptr<RowSink> make_tsv(std::ostream& out, const WriterOptions& options);
std::unique_ptr<RowSink> make_json(std::ostream& out, const WriterOptions& options);
std::unique_ptr<RowSink> make_jsonl(std::ostream& out, const WriterOptions& options);
std::unique_ptr<RowSink> make_typed_json(std::ostream& out, const WriterOptions& options);
std::unique_ptr<RowSink> make_markdown(std::ostream& out, const WriterOptions& options);

}  // namespace polgraph::writers
