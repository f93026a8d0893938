// Neo4j-admin CSV. What the import tool of Neo4j reads:
//   --nodes [Label:Label=]FILE[,FILE...]  --relationships [TYPE=]FILE[,FILE...]
// The header stands in the first file of a list (alone or above data); later files hold data only. Ids are unique in
// their group. Differences, all to the strict side, are in loaders/README.md.
#include "loaders/neo4j_csv.h"

#include <algorithm>
#include <set>

#include "graph/error.h"
#include "graph/go_on.h"
#include "graph/text/csv.h"
#include "graph/text/number.h"
#include "graph/text/utf8.h"
#include "loaders/cells.h"
#include "loaders/neo4j_header.h"

namespace polgraph {
namespace {

using neo4j::Column;
using neo4j::Header;
using neo4j::Role;

// One --nodes or --relationships option: a header and the rows of its files.
class TableLoader {
 public:
  TableLoader(const LoadRequest& request, const LoadRequest::Table& table, bool is_nodes, GraphSink& sink)
      : request_(request), table_(table), is_nodes_(is_nodes), sink_(sink) {
    dialect_.delimiter = request.delimiter == '\0' ? ',' : request.delimiter;
  }

  void load() {
    bool first = true;
    for (const std::filesystem::path& path : table_.files) {
      CsvReader csv(Input::file(path, {.encoding = request_.encoding}), dialect_);
      if (first) take_header(csv);
      while (csv.next()) {
        if (!first && csv.line() == 1 && repeats_header(csv)) {
          sink_.warn(csv.place(), "the first row repeats the header and is not taken for data");
          continue;
        }
        take_row(csv);
      }
      first = false;
      sink_.file(path.string(), csv.input().sha256());
    }
  }

 private:
  void take_header(CsvReader& csv) {
    header_names_ = cells::read_header(csv);
    header_ = neo4j::parse_header(csv);
    for (const std::string& doubt : header_.doubts) sink_.warn(csv.place(), doubt);
    const auto has = [this](Role role) { return find(role) != nullptr; };
    const auto refuse = [&](const std::string& what) {
      throw Error(Kind::Input, "BadHeader", what + "; the header is " + cells::quoted(cells::enumerate(header_names_)),
                  csv.place())
          .hint("the delimiter is `" + printable(std::string_view(&dialect_.delimiter, 1)) +
                "`; another is given with --delimiter");
    };
    if (is_nodes_) {
      if (has(Role::Start) || has(Role::End) || has(Role::Type))
        refuse("a file of nodes has a column of relationships (:START_ID, :END_ID, :TYPE)");
      if (!has(Role::Id)) refuse("a file of nodes needs a column :ID");
    } else {
      if (has(Role::Id) || has(Role::Labels)) refuse("a file of relationships has a column of nodes (:ID, :LABEL)");
      if (!has(Role::Start) || !has(Role::End))
        refuse("a file of relationships needs the columns :START_ID and :END_ID");
      if (!has(Role::Type) && table_.labels_or_type.empty()) {
        refuse("a file of relationships needs a column :TYPE, or the type before the file: --relationships TYPE=FILE");
      }
    }
  }

  const Column* find(Role role) const {
    const auto at =
        std::find_if(header_.columns.begin(), header_.columns.end(), [&](const Column& c) { return c.role == role; });
    return at == header_.columns.end() ? nullptr : &*at;
  }

  bool repeats_header(const CsvReader& csv) const {
    return csv.size() == header_names_.size() &&
           std::equal(
               header_names_.begin(), header_names_.end(), csv.fields().begin(),
               [](const std::string& name, const CsvField& field) { return cells::trim_header(field.text) == name; });
  }

  void take_row(const CsvReader& csv) {
    if (csv.size() != header_.columns.size()) {
      sink_.refuse(csv.place(std::min(csv.size(), header_.columns.size())),
                   ragged_reason(csv.size(), header_.columns.size()));
      return;
    }
    good_ = true;
    if (is_nodes_)
      take_node(csv);
    else
      take_relationship(csv);
  }

  void refuse(const CsvReader& csv, std::size_t index, const std::string& why) {
    sink_.refuse(csv.place(index), cells::column_name(index, header_.columns[index].spelling) + ": " + why);
    good_ = false;
  }

  // Over those of the row before, so that names keep their memory, and texts that are the same again theirs.
  Value& keep(NamedValues& properties, const std::string& name) {
    if (kept_ == properties.size()) properties.emplace_back();
    auto& [key, value] = properties[kept_++];
    if (key != name) key = name;
    return value;
  }
  void keep_text(NamedValues& properties, const std::string& name, std::string_view text) {
    Value& value = keep(properties, name);
    if (!value.is_string() || value.as_string() != text) value = Value::string(text);
  }

  // The id of a cell; integers in one spelling, so that 007 and 7 are the same id.
  void identity(const CsvReader& csv, std::size_t index, Identity& identity, NamedValues& properties) {
    const Column& column = header_.columns[index];
    const std::string_view text = csv[index];
    identity.group = column.group;
    identity.id = text;
    if (text.empty()) return refuse(csv, index, "the id is missing");
    if (column.name.empty() && column.kind == neo4j::Kind::String && !column.is_list) return;
    auto parsed = neo4j::parse_cell(column, text, request_.array_delimiter);
    if (std::holds_alternative<std::string>(parsed)) return refuse(csv, index, std::get<std::string>(parsed));
    Value& value = std::get<Value>(parsed);
    if (value.is_integer()) identity.id = to_text(value.as_integer());
    if (!column.name.empty()) keep(properties, column.name) = std::move(value);
  }

  void property(const CsvReader& csv, std::size_t index, NamedValues& properties) {
    const Column& column = header_.columns[index];
    const CsvField& field = csv.fields()[index];
    const bool may_be_empty = column.kind == neo4j::Kind::String || column.is_list;
    if (field.text.empty() && !(field.quoted && may_be_empty)) return;
    if (column.kind == neo4j::Kind::String && !column.is_list) return keep_text(properties, column.name, field.text);
    auto parsed = neo4j::parse_cell(column, field.text, request_.array_delimiter);
    if (std::holds_alternative<std::string>(parsed))
      refuse(csv, index, std::get<std::string>(parsed));
    else
      keep(properties, column.name) = std::move(std::get<Value>(parsed));
  }

  void labels(const CsvReader& csv, std::size_t index, std::vector<std::string>& labels) {
    if (csv[index].empty()) return;
    std::set<std::string, std::less<>> known(labels.begin(), labels.end());
    for (const std::string_view part : cells::split(csv[index], request_.array_delimiter)) {
      const std::string_view label = cells::trim(part);
      if (label.empty()) return refuse(csv, index, "an empty label in " + cells::quoted(csv[index]));
      go_on();
      if (known.emplace(label).second) labels.emplace_back(label);
    }
  }

  void take_node(const CsvReader& csv) {
    NodeRow& row = node_;
    csv.place(row.place);
    row.labels = table_.labels_or_type;
    kept_ = 0;
    for (std::size_t i = 0; i < csv.size(); ++i) {
      const Column& column = header_.columns[i];
      if (column.role == Role::Property)
        property(csv, i, row.properties);
      else if (column.role == Role::Labels)
        labels(csv, i, row.labels);
      else if (column.role == Role::Id)
        identity(csv, i, row.identity, row.properties);
    }
    row.properties.resize(kept_);
    if (good_) sink_.node(row);
  }

  void take_relationship(const CsvReader& csv) {
    RelationshipRow& row = relationship_;
    csv.place(row.place);
    row.type = table_.labels_or_type.empty() ? std::string_view() : std::string_view(table_.labels_or_type.front());
    kept_ = 0;
    for (std::size_t i = 0; i < csv.size(); ++i) {
      const Column& column = header_.columns[i];
      if (column.role == Role::Property) {
        property(csv, i, row.properties);
      } else if (column.role == Role::Start) {
        identity(csv, i, row.start, row.properties);
        row.start_column = static_cast<std::uint32_t>(i) + 1;
      } else if (column.role == Role::End) {
        identity(csv, i, row.end, row.properties);
        row.end_column = static_cast<std::uint32_t>(i) + 1;
      } else if (column.role == Role::Type) {
        if (const std::string_view type = cells::trim(csv[i]); !type.empty())
          row.type = type;
        else if (row.type.empty())
          refuse(csv, i, "the type is missing");
      }
    }
    row.properties.resize(kept_);
    if (good_) sink_.relationship(row);
  }

  const LoadRequest& request_;
  const LoadRequest::Table& table_;
  const bool is_nodes_;
  GraphSink& sink_;
  CsvDialect dialect_;
  Header header_;
  std::vector<std::string> header_names_;
  bool good_ = true;      // of the row at hand
  std::size_t kept_ = 0;  // of its properties
  NodeRow node_;          // all rows in turn: their texts keep their memory
  RelationshipRow relationship_;
};

// The name of a data set that is given as loose files: the file's, or of several the folder's that holds them all.
std::string name_of(const LoadRequest& request) {
  std::vector<std::filesystem::path> files;
  for (const auto* tables : {&request.nodes, &request.relationships}) {
    for (const LoadRequest::Table& table : *tables) files.insert(files.end(), table.files.begin(), table.files.end());
  }
  if (files.size() == 1) return files.front().stem().string();
  std::set<std::filesystem::path> folders;
  for (const auto& file : files) folders.insert(std::filesystem::absolute(file).lexically_normal().parent_path());
  if (folders.size() == 1 && folders.begin()->has_filename()) return folders.begin()->filename().string();
  return files.empty() ? "" : files.front().stem().string();
}

bool sniff(const std::filesystem::path&, std::string_view head) {
  const std::string_view first = head.substr(0, head.find_first_of("\r\n"));
  return first.find(":ID") != std::string_view::npos || first.find(":START_ID") != std::string_view::npos;
}

void load(const std::filesystem::path& path, const LoadRequest& request, GraphSink& sink, std::string& dataset_name) {
  if (path.empty()) {
    load_neo4j_tables(request, sink, dataset_name);
    return;
  }
  LoadRequest one = request;
  one.nodes.clear();
  one.relationships.clear();
  Input input = Input::file(path, {.encoding = request.encoding});
  CsvDialect dialect;
  if (request.delimiter != '\0') dialect.delimiter = request.delimiter;
  CsvReader csv(std::move(input), dialect);
  const std::vector<std::string> names = cells::read_header(csv);
  const bool is_relationships = std::any_of(
      names.begin(), names.end(), [](const std::string& n) { return n.find(":START_ID") != std::string::npos; });
  (is_relationships ? one.relationships : one.nodes).push_back({{}, {path}});
  load_neo4j_tables(one, sink, dataset_name);
}

}  // namespace

void load_neo4j_tables(const LoadRequest& request, GraphSink& sink, std::string& dataset_name) {
  if (dataset_name.empty()) dataset_name = name_of(request);
  for (const LoadRequest::Table& table : request.nodes) TableLoader(request, table, true, sink).load();
  for (const LoadRequest::Table& table : request.relationships) TableLoader(request, table, false, sink).load();
}

const Format kNeo4jCsv{.name = "neo4j-csv",
                       .description = "Neo4j-admin CSV: files of nodes and of relationships with typed headers",
                       .extensions = {},
                       .sniff = &sniff,
                       .load = &load,
                       .save = nullptr};

}  // namespace polgraph
