// The rows of one resource of a data package: typed, checked against the schema. Private to the data package.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "graph/text/beneath.h"
#include "graph/text/csv.h"
#include "loaders/format.h"
#include "loaders/package.h"

namespace polgraph {

class PackageTable {
 public:
  // `sink` hears of bad and doubtful rows and of the files read; without one they are passed over in silence (a first
  // look at keys). `encoding` overrides the package's.
  PackageTable(const Beneath& folder, const Resource& resource, const std::string& encoding, GraphSink* sink);

  bool next();  // the next good row; false at the end
  // Of the fields of the schema and, behind them, columns that it does not name. Null: missing, or no such column here.
  const Value& value(std::size_t field) const { return values_[field]; }
  const std::vector<Field>& fields() const { return fields_; }
  std::optional<std::size_t> find_field(std::string_view name) const;

  Place place() const { return csv_->place(); }
  Place place(std::size_t field) const;
  std::string column_name(std::size_t field) const;
  void refuse(std::size_t field, const std::string& why);

 private:
  bool open_next_file();
  int open(const std::string& path) const;
  void take_header();
  void match_columns(const std::vector<std::string>& names);
  void match_exactly(const std::vector<std::string>& names);
  [[noreturn]] void bad_header(const std::string& what) const;
  bool is_passed_over(const std::vector<std::string>& header) const;
  bool take_row();
  bool take_cell(std::size_t column);
  bool take_keys();
  bool is_new_key(std::unordered_set<std::string>& seen, const std::vector<std::size_t>& fields, const char* which,
                  bool is_primary);
  void close_file();

  const Beneath& folder_;
  const Resource& resource_;
  bool encoding_is_given_;  // by the user
  std::string encoding_;
  GraphSink* sink_;
  std::vector<Field> fields_;
  std::size_t next_file_ = 0;
  std::unique_ptr<CsvReader> csv_;
  std::vector<std::string> header_;
  std::vector<std::size_t> field_of_;                  // column -> field
  std::vector<std::optional<std::size_t>> column_of_;  // field -> column
  std::vector<Value> values_;
  std::vector<std::unordered_set<std::string>> unique_seen_;  // by field, where it must be unique
  std::vector<std::unordered_set<std::string>> key_seen_;     // primary key, then unique keys
};

// The values of `fields` as one text that is equal for equal keys; nothing if one is missing.
std::optional<std::string> key_text(const PackageTable& table, const std::vector<std::size_t>& fields);
// A single value as an id: integers in digits, texts as they are.
std::string id_text(const Value& value);

}  // namespace polgraph
