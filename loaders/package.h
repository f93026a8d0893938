// datapackage.json understood: which tables, how they are written, what their fields are, what a row means.
// Frictionless Data Package v2, v1 tolerated. Private to the data package.
//   Throws  Error Input "BadPackage", naming the place within the document (resources[2] `agency`, fields[1] ...)
//   Source  datapackage.org/standard; the `polgraph` object is described in loaders/README.md
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "graph/text/csv.h"
#include "graph/value.h"
#include "loaders/field_types.h"

namespace polgraph {

struct TableDialect {
  CsvDialect csv;
  bool has_header = true;
  std::vector<std::int64_t> header_rows{1};  // rows that together make the header, from 1
  std::vector<std::int64_t> comment_rows;    // rows to pass over, from 1
  std::string header_join = " ";
  std::optional<std::string> null_sequence;
};

enum class FieldsMatch { Exact, Equal, Subset, Superset, Partial };

struct ForeignKey {
  std::vector<std::size_t> fields;  // indexes into Resource::fields
  std::size_t resource = 0;         // of the package; the same for a reference to itself
  std::vector<std::size_t> reference_fields;
};

// Which columns hold the evidence of a row; empty: none does.
struct EvidenceColumns {
  std::string source, locator, anchors, rank, rank_reason, valid_from, valid_to, recorded_on;
  bool empty() const { return source.empty() && locator.empty(); }
};

enum class RowMeaning { Node, Relationship, Statements };

// What a row is: said by the resource's `polgraph` object, else by convention.
struct RowMapping {
  RowMeaning meaning = RowMeaning::Node;
  std::vector<std::string> labels;
  std::string type;
  std::vector<std::string> id;  // columns; empty: none (relationships)
  std::string from, to;         // columns
  bool keep_id = true;          // the id column is a property too
  std::string group, from_group, to_group;
  EvidenceColumns evidence;
  bool by_convention = false;  // then foreign keys become relationships
};

struct DocumentSource {  // an entry of sources[]
  std::string title, path, email, version;
};

struct Resource {
  std::string name;
  std::vector<std::string> paths;
  TableDialect dialect;
  std::string encoding;
  std::vector<Field> fields;
  FieldsMatch fields_match = FieldsMatch::Exact;
  std::vector<std::size_t> primary_key;
  std::vector<std::vector<std::size_t>> unique_keys;
  std::vector<ForeignKey> foreign_keys;
  std::vector<DocumentSource> sources;
  RowMapping mapping;
  std::optional<std::int64_t> bytes;
  std::string sha256;  // as the package says; empty: it does not
};

struct Package {
  std::string name;
  std::vector<Resource> resources;
  std::vector<DocumentSource> sources;
  std::vector<std::pair<std::string, std::string>> about;  // lists as JSON
  std::vector<std::string> doubts;                         // what was passed over: one warning each
};

// `file`: the descriptor's path, for messages.
Package read_package(const Value& descriptor, const std::string& file);

}  // namespace polgraph
