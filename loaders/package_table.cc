#include "loaders/package_table.h"

#include <algorithm>

#include "graph/error.h"
#include "graph/text/json.h"
#include "graph/text/number.h"
#include "graph/text/temporal.h"
#include "graph/text/utf8.h"
#include "loaders/cells.h"

namespace polgraph {
namespace {

bool contains(const std::vector<std::int64_t>& rows, std::int64_t row) {
  return std::find(rows.begin(), rows.end(), row) != rows.end();
}

std::vector<std::string> trimmed(const CsvReader& csv) {
  std::vector<std::string> names;
  for (const CsvField& field : csv.fields()) names.emplace_back(cells::trim_header(field.text));
  return names;
}

}  // namespace

std::string id_text(const Value& value) {
  if (value.is_string()) return std::string(value.as_string());
  return value.is_temporal() ? temporal_text(value) : to_json(value);
}

std::optional<std::string> key_text(const PackageTable& table, const std::vector<std::size_t>& fields) {
  std::string key;
  for (const std::size_t field : fields) {
    const Value& value = table.value(field);
    if (value.is_null()) return std::nullopt;
    std::string part = id_text(value);
    // Of one field the id itself; of several a list whose parts cannot run into each other.
    if (fields.size() == 1) return part;
    for (std::size_t at = 0; (at = part.find_first_of("%/", at)) != std::string::npos; at += 3) {
      part.replace(at, 1, part[at] == '%' ? "%25" : "%2F");
    }
    key += (key.empty() ? "" : "/") + part;
  }
  return key;
}

PackageTable::PackageTable(const Beneath& folder, const Resource& resource, const std::string& encoding,
                           GraphSink* sink)
    : folder_(folder),
      resource_(resource),
      encoding_is_given_(!encoding.empty()),
      encoding_(encoding_is_given_ ? encoding : resource.encoding),
      sink_(sink),
      fields_(resource.fields),
      unique_seen_(resource.fields.size()),
      key_seen_(resource.unique_keys.size() + 1) {}

std::optional<std::size_t> PackageTable::find_field(std::string_view name) const {
  for (std::size_t i = 0; i < fields_.size(); ++i) {
    if (fields_[i].name == name) return i;
  }
  return std::nullopt;
}

Place PackageTable::place(std::size_t field) const {
  return field < column_of_.size() && column_of_[field] ? csv_->place(*column_of_[field]) : csv_->place();
}

std::string PackageTable::column_name(std::size_t field) const {
  const std::size_t column = column_of_[field].value_or(field);
  return cells::column_name(column, fields_[field].name);
}

void PackageTable::refuse(std::size_t field, const std::string& why) {
  if (sink_ != nullptr) sink_->refuse(place(field), column_name(field) + ": " + why);
}

bool PackageTable::open_next_file() {
  if (next_file_ == resource_.paths.size()) return false;
  const std::string& path = resource_.paths[next_file_++];
  const std::string name = (folder_.folder() / path).lexically_normal().string();
  csv_ =
      std::make_unique<CsvReader>(Input::descriptor(open(path), name, {.encoding = encoding_}), resource_.dialect.csv);
  return true;
}

// What is wrong with the path is wrong in the descriptor, and so is an encoding that nobody knows, unless it is the
// user's.
int PackageTable::open(const std::string& path) const {
  try {
    if (!encoding_is_given_) require_encoding(encoding_);
    return folder_.open(path);
  } catch (const Error& error) {
    const Kind kind = error.kind() == Kind::Usage ? Kind::Input : error.kind();
    throw Error(kind, error.detail(), "resource `" + printable(resource_.name) + "`: " + error.message(),
                Place{(folder_.folder() / "datapackage.json").string(), 0, 0, 0})
        .hint(error.hint());
  }
}

void PackageTable::close_file() {
  if (sink_ == nullptr) return;
  const std::string sum = csv_->input().sha256();
  const std::string& path = resource_.paths[next_file_ - 1];
  if (resource_.paths.size() == 1 && !resource_.sha256.empty() && resource_.sha256 != sum) {
    sink_->warn(csv_->place(), "the file is not the one the package describes: its sha256 is " + sum);
  }
  sink_->file((folder_.folder() / path).lexically_normal().string(), sum);
}

bool PackageTable::next() {
  while (true) {
    if (csv_ == nullptr) {
      if (!open_next_file()) return false;
      take_header();
    }
    while (csv_->next()) {
      if (is_passed_over(header_)) continue;
      if (take_row() && take_keys()) return true;
    }
    close_file();
    csv_ = nullptr;
  }
}

// Comment rows, and in later files the header again.
bool PackageTable::is_passed_over(const std::vector<std::string>& header) const {
  if (contains(resource_.dialect.comment_rows, csv_->line())) return true;
  return next_file_ > 1 && csv_->line() == 1 && resource_.dialect.has_header && trimmed(*csv_) == header;
}

void PackageTable::take_header() {
  const TableDialect& dialect = resource_.dialect;
  if (next_file_ > 1) return;
  if (!dialect.has_header) {
    for (const Field& field : fields_) header_.push_back(field.name);
    match_columns(header_);
    return;
  }
  const std::int64_t last = *std::max_element(dialect.header_rows.begin(), dialect.header_rows.end());
  while (csv_->line() < last || header_.empty()) {
    if (!csv_->next()) bad_header("the file ends before its header");
    if (contains(dialect.comment_rows, csv_->line())) continue;
    if (!contains(dialect.header_rows, csv_->line()) && csv_->line() < last) continue;
    const std::vector<std::string> names = trimmed(*csv_);
    header_.resize(std::max(header_.size(), names.size()));
    for (std::size_t i = 0; i < names.size(); ++i) {
      if (!header_[i].empty() && !names[i].empty()) header_[i] += dialect.header_join;
      header_[i] += names[i];
    }
    if (csv_->line() >= last) break;
  }
  match_columns(header_);
}

void PackageTable::bad_header(const std::string& what) const {
  throw Error(Kind::Input, "BadHeader", what, csv_->place());
}

void PackageTable::match_columns(const std::vector<std::string>& names) {
  for (std::size_t i = 0; i < names.size(); ++i) {
    const bool twice = std::find(names.begin(), names.begin() + static_cast<std::ptrdiff_t>(i), names[i]) !=
                       names.begin() + static_cast<std::ptrdiff_t>(i);
    if (twice) bad_header(cells::column_name(i, names[i]) + ": the name occurs twice in the header");
  }
  const FieldsMatch match = fields_.empty() ? FieldsMatch::Subset : resource_.fields_match;
  if (match == FieldsMatch::Exact) match_exactly(names);
  const bool may_lack = match == FieldsMatch::Superset || match == FieldsMatch::Partial;
  const bool may_add = match == FieldsMatch::Subset || match == FieldsMatch::Partial;
  const bool is_undescribed = fields_.empty();
  column_of_.assign(fields_.size(), std::nullopt);
  std::size_t known = 0;
  for (std::size_t column = 0; column < names.size(); ++column) {
    auto field = find_field(names[column]);
    if (!field && !may_add) bad_header(cells::column_name(column, names[column]) + ": the schema has no such field");
    if (!field) {
      if (names[column].empty()) bad_header(cells::column_name(column, "") + ": the column has no name");
      if (sink_ != nullptr && !is_undescribed)
        sink_->warn(csv_->place(column),
                    cells::column_name(column, names[column]) + ": not in the schema, read as text");
      Field extra;
      extra.name = names[column];
      field = fields_.size();
      fields_.push_back(std::move(extra));
      column_of_.emplace_back();
      unique_seen_.emplace_back();
    } else {
      ++known;
    }
    column_of_[*field] = column;
    field_of_.push_back(*field);
  }
  for (std::size_t field = 0; field < column_of_.size(); ++field) {
    if (!column_of_[field] && !may_lack)
      bad_header("the file has no column `" + printable(fields_[field].name) + "`, which the schema names");
  }
  if (match == FieldsMatch::Partial && known == 0) bad_header("the file and the schema have no field in common");
}

void PackageTable::match_exactly(const std::vector<std::string>& names) {
  for (std::size_t i = 0; i < std::max(names.size(), fields_.size()); ++i) {
    if (i < names.size() && i < fields_.size() && names[i] == fields_[i].name) continue;
    std::string what = i < names.size() ? cells::column_name(i, names[i]) : "the end of the header";
    what += i < fields_.size() ? ": the schema has `" + printable(fields_[i].name) + "` here"
                               : ": the schema ends before it";
    throw Error(Kind::Input, "BadHeader", what, csv_->place(i))
        .hint(
            "where order and number may differ, the schema says so by fieldsMatch: equal, subset, superset or partial");
  }
}

bool PackageTable::take_row() {
  if (csv_->size() != field_of_.size()) {
    if (sink_ != nullptr)
      sink_->refuse(csv_->place(std::min(csv_->size(), field_of_.size())),
                    ragged_reason(csv_->size(), field_of_.size()));
    return false;
  }
  values_.assign(fields_.size(), Value::null());
  for (std::size_t column = 0; column < field_of_.size(); ++column) {
    if (!take_cell(column)) return false;
  }
  return true;
}

bool PackageTable::take_cell(std::size_t column) {
  const std::size_t index = field_of_[column];
  const Field& field = fields_[index];
  const CsvField& cell = csv_->fields()[column];
  const auto& missing = field.missing_values;
  const bool is_null = !cell.quoted && resource_.dialect.null_sequence && cell.text == *resource_.dialect.null_sequence;
  if (is_null || std::find(missing.begin(), missing.end(), cell.text) != missing.end()) {
    if (!field.constraints.required) return true;
    refuse(index, "the value is missing and required");
    return false;
  }
  ParsedCell parsed = parse_cell(field, cell.text);
  if (parsed.fault.empty()) parsed.fault = broken_constraint(field, parsed.value);
  if (parsed.fault.empty() && field.constraints.unique && !unique_seen_[index].insert(id_text(parsed.value)).second) {
    parsed.fault = cells::quoted(cell.text) + " occurs twice and must be unique";
  }
  if (!parsed.fault.empty()) {
    refuse(index, parsed.fault);
    return false;
  }
  if (!parsed.doubt.empty() && sink_ != nullptr) sink_->warn(place(index), column_name(index) + ": " + parsed.doubt);
  values_[index] = std::move(parsed.value);
  return true;
}

bool PackageTable::take_keys() {
  if (!is_new_key(key_seen_[0], resource_.primary_key, "primary key", true)) return false;
  for (std::size_t i = 0; i < resource_.unique_keys.size(); ++i) {
    if (!is_new_key(key_seen_[i + 1], resource_.unique_keys[i], "unique key", false)) return false;
  }
  return true;
}

bool PackageTable::is_new_key(std::unordered_set<std::string>& seen, const std::vector<std::size_t>& fields,
                              const char* which, bool is_primary) {
  if (fields.empty()) return true;
  auto key = key_text(*this, fields);
  if (!key) {
    if (!is_primary) return true;
    refuse(fields[0], std::string("the ") + which + " is missing");
    return false;
  }
  if (seen.insert(*key).second) return true;
  refuse(fields[0], std::string(which) + " " + cells::quoted(*key) + " occurs twice in the table");
  return false;
}

}  // namespace polgraph
