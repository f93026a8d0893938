// Frictionless Data Package: typed tables, each a kind of node, a type of relationship, or statements; sources and
// licences kept. What a row means is said by the resource's `polgraph` object, else by convention (loaders/README.md).
#include "loaders/datapackage.h"

#include <algorithm>
#include <map>
#include <set>

#include "graph/error.h"
#include "graph/text/beneath.h"
#include "graph/text/json.h"
#include "graph/text/utf8.h"
#include "loaders/cells.h"
#include "loaders/iso_time.h"
#include "loaders/package.h"
#include "loaders/package_table.h"

namespace polgraph {
namespace {

constexpr std::string_view kDescriptor = "datapackage.json";
constexpr char kAnchorDelimiter = ';';

// A row's evidence from its columns.
class EvidenceReader {
 public:
  EvidenceReader(const PackageTable& table, const EvidenceColumns& columns) : table_(table) {
    const auto find = [&](const std::string& name) { return name.empty() ? std::nullopt : table.find_field(name); };
    source_ = find(columns.source);
    locator_ = find(columns.locator);
    anchors_ = find(columns.anchors);
    rank_ = find(columns.rank);
    rank_reason_ = find(columns.rank_reason);
    valid_from_ = find(columns.valid_from);
    valid_to_ = find(columns.valid_to);
    recorded_on_ = find(columns.recorded_on);
  }

  bool uses(std::size_t field) const {
    for (const auto& used : {source_, locator_, anchors_, rank_, rank_reason_, valid_from_, valid_to_, recorded_on_}) {
      if (used == field) return true;
    }
    return false;
  }

  // Nothing where the rank is none, or a date is none: graph/provenance.h. The row is then refused.
  std::optional<Evidence> read(PackageTable& table) const {
    Evidence evidence;
    evidence.source = text(source_);
    evidence.locator = text(locator_);
    const std::string anchors = text(anchors_);
    for (const std::string_view anchor : cells::split(anchors, kAnchorDelimiter)) {
      if (!cells::trim(anchor).empty()) evidence.anchors.emplace_back(cells::trim(anchor));
    }
    evidence.rank_reason = text(rank_reason_);
    evidence.valid_from = text(valid_from_);
    evidence.valid_to = text(valid_to_);
    evidence.recorded_on = text(recorded_on_);
    if (!is_date(table, valid_from_, evidence.valid_from) || !is_date(table, valid_to_, evidence.valid_to) ||
        !is_moment(table, recorded_on_, evidence.recorded_on))
      return std::nullopt;
    const std::string rank = text(rank_);
    if (rank == "preferred")
      evidence.rank = Rank::Preferred;
    else if (rank == "deprecated")
      evidence.rank = Rank::Deprecated;
    else if (!rank.empty() && rank != "normal") {
      table.refuse(*rank_, cells::quoted(rank) + " is no rank (preferred, normal, deprecated)");
      return std::nullopt;
    }
    return evidence;
  }

 private:
  std::string text(const std::optional<std::size_t>& field) const {
    return field && !table_.value(*field).is_null() ? id_text(table_.value(*field)) : std::string();
  }

  static bool is_date(PackageTable& table, const std::optional<std::size_t>& field, const std::string& text) {
    if (text.empty() || is_iso_date(text)) return true;
    table.refuse(*field, cells::quoted(text) + " is no date (2021, 2021-04 or 2021-04-01)");
    return false;
  }

  static bool is_moment(PackageTable& table, const std::optional<std::size_t>& field, const std::string& text) {
    if (text.empty() || is_iso_date(text) || is_iso_datetime(text)) return true;
    table.refuse(*field, cells::quoted(text) + " is no date and no time (2021-04-01 or 2021-04-01T09:30:00Z)");
    return false;
  }

  const PackageTable& table_;
  std::optional<std::size_t> source_, locator_, anchors_, rank_, rank_reason_, valid_from_, valid_to_, recorded_on_;
};

// The node that a foreign key of a table without `polgraph` object leads to.
struct KeyRelationship {
  const ForeignKey* key;
  std::string type;
  std::string group;
};

class PackageLoader {
 public:
  PackageLoader(const Package& package, const Beneath& folder, const LoadRequest& request, GraphSink& sink)
      : package_(package), folder_(folder), request_(request), sink_(sink) {}

  void load(const std::string& descriptor_path, const std::string& descriptor_sha256) {
    const Place place{descriptor_path, 1, 1, 0};
    for (const std::string& doubt : package_.doubts) sink_.warn(place, doubt);
    for (const auto& [key, value] : package_.about) sink_.about(key, value);
    sink_.file(descriptor_path, descriptor_sha256);
    collect_keys();
    sources_are_nodes_ =
        std::none_of(package_.resources.begin(), package_.resources.end(), [](const Resource& resource) {
          const auto& labels = resource.mapping.labels;
          return std::find(labels.begin(), labels.end(), "Source") != labels.end();
        });
    if (sources_are_nodes_) load_sources(place);
    for (const Resource& resource : package_.resources) load_resource(resource);
  }

 private:
  using Keys = std::set<std::string>;
  using KeyOf = std::pair<std::size_t, std::vector<std::size_t>>;  // resource, fields

  // The keys that others refer to, before any row is judged: a reference may lead forward.
  void collect_keys() {
    for (const Resource& resource : package_.resources) {
      for (const ForeignKey& key : resource.foreign_keys) keys_.try_emplace({key.resource, key.reference_fields});
    }
    for (auto& [target, keys] : keys_) {
      PackageTable table(folder_, package_.resources[target.first], request_.encoding, nullptr);
      while (table.next()) {
        if (auto key = key_text(table, target.second)) keys.insert(std::move(*key));
      }
    }
  }

  static std::string source_id(const DocumentSource& source) {
    return source.path.empty() ? source.title : source.path;
  }

  void load_sources(const Place& place) {
    std::set<std::string> seen;
    const auto add = [&](const DocumentSource& source) {
      const std::string id = source_id(source);
      if (id.empty() || !seen.insert(id).second) return;
      NodeRow row;
      row.identity = {"", id};
      row.labels = {"Source"};
      row.properties.emplace_back("id", Value::string(id));
      const auto property = [&](const char* key, const std::string& text) {
        if (!text.empty()) row.properties.emplace_back(key, Value::string(text));
      };
      property("name", source.title);
      property(source.path.find("://") != std::string::npos ? "url" : "path", source.path);
      property("version", source.version);
      property("email", source.email);
      row.place = place;
      row.may_repeat = true;
      sink_.node(row);
    };
    for (const DocumentSource& source : package_.sources) add(source);
    for (const Resource& resource : package_.resources) {
      for (const DocumentSource& source : resource.sources) add(source);
    }
  }

  // The standard lets resources inherit the package's sources. Exactly one: it stands behind every row.
  std::string inherited_source(const Resource& resource) const {
    const auto& sources = resource.sources.empty() ? package_.sources : resource.sources;
    return sources_are_nodes_ && sources.size() == 1 ? source_id(sources[0]) : std::string();
  }

  void load_resource(const Resource& resource) {
    PackageTable table(folder_, resource, request_.encoding, &sink_);
    switch (resource.mapping.meaning) {
      case RowMeaning::Node: load_nodes(resource, table); break;
      case RowMeaning::Relationship: load_relationships(resource, table); break;
      case RowMeaning::Statements: load_statements(resource, table); break;
    }
  }

  bool references_hold(const Resource& resource, PackageTable& table) const {
    for (const ForeignKey& key : resource.foreign_keys) {
      const auto text = key_text(table, key.fields);
      if (!text || keys_.at({key.resource, key.reference_fields}).contains(*text)) continue;
      table.refuse(key.fields[0], cells::quoted(*text) + " is not in resource `" +
                                      printable(package_.resources[key.resource].name) + "`");
      return false;
    }
    return true;
  }

  std::optional<Evidence> evidence(const Resource& resource, const EvidenceReader& reader, PackageTable& table) const {
    auto evidence = reader.read(table);
    if (evidence && resource.mapping.evidence.empty()) evidence->source = inherited_source(resource);
    return evidence;
  }

  // Foreign keys of a table without `polgraph` object, as relationships: those that name another node by its id.
  std::vector<KeyRelationship> key_relationships(const Resource& resource) {
    std::vector<KeyRelationship> found;
    if (!resource.mapping.by_convention) return found;
    for (const ForeignKey& key : resource.foreign_keys) {
      const Resource& target = package_.resources[key.resource];
      std::vector<std::string> names;
      for (const std::size_t field : key.reference_fields) names.push_back(target.fields[field].name);
      std::string type;
      for (const std::size_t field : key.fields)
        type += (type.empty() ? "" : "_") + cells::upper_snake_case(resource.fields[field].name);
      if (target.mapping.meaning == RowMeaning::Node && target.mapping.id == names) {
        found.push_back({&key, type, target.mapping.group});
      } else {
        sink_.warn({folder_.folder().string(), 0, 0, 0},
                   "foreign key " + type + " of resource `" + printable(resource.name) +
                       "` does not lead to the id of a node: its values stay properties");
      }
    }
    return found;
  }

  void load_nodes(const Resource& resource, PackageTable& table) {
    const RowMapping& mapping = resource.mapping;
    const std::vector<KeyRelationship> keys = key_relationships(resource);
    std::optional<EvidenceReader> reader;
    std::vector<std::size_t> id_fields;
    std::set<std::size_t> replaced;  // by relationships
    while (table.next()) {
      if (!reader) {
        reader.emplace(table, mapping.evidence);
        for (const std::string& name : mapping.id) id_fields.push_back(required_field(table, name));
        for (const KeyRelationship& key : keys) replaced.insert(key.key->fields.begin(), key.key->fields.end());
        for (const std::size_t field : id_fields) replaced.erase(field);
      }
      if (!references_hold(resource, table)) continue;
      const auto id = key_text(table, id_fields);
      if (!id) {
        table.refuse(id_fields[0], "the id is missing");
        continue;
      }
      const auto row_evidence = evidence(resource, *reader, table);
      if (!row_evidence) continue;
      NodeRow row{{mapping.group, *id}, mapping.labels, {}, *row_evidence, table.place(), true};
      for (std::size_t field = 0; field < table.fields().size(); ++field) {
        const bool is_dropped_id = !mapping.keep_id && field == id_fields[0];
        if (!reader->uses(field) && !replaced.contains(field) && !is_dropped_id)
          add_property(table, field, row.properties);
      }
      sink_.node(row);
      for (const KeyRelationship& key : keys) add_key_relationship(table, mapping.group, *id, key, *row_evidence);
    }
  }

  void add_key_relationship(const PackageTable& table, const std::string& group, const std::string& id,
                            const KeyRelationship& key, const Evidence& row_evidence) {
    const auto other = key_text(table, key.key->fields);
    if (!other) return;
    RelationshipRow row;
    row.type = key.type;
    row.start = {group, id};
    row.end = {key.group, *other};
    row.evidence = row_evidence;
    row.place = table.place();
    sink_.relationship(row);
  }

  static void add_property(const PackageTable& table, std::size_t field, NamedValues& properties) {
    if (!table.value(field).is_null()) properties.emplace_back(table.fields()[field].name, table.value(field));
  }

  std::size_t required_field(const PackageTable& table, const std::string& name) const {
    if (const auto field = table.find_field(name)) return *field;
    throw Error(Kind::Input, "BadHeader",
                "the file has no column `" + printable(name) + "`, which the `polgraph` object names", table.place());
  }

  struct Ends {
    std::vector<std::size_t> id, from, to;
    std::string from_group, to_group;
  };

  Ends ends_of(const Resource& resource, const PackageTable& table) const {
    const RowMapping& mapping = resource.mapping;
    if (!mapping.by_convention) {
      Ends ends{{},
                {required_field(table, mapping.from)},
                {required_field(table, mapping.to)},
                mapping.from_group,
                mapping.to_group};
      for (const std::string& name : mapping.id) ends.id.push_back(required_field(table, name));
      return ends;
    }
    const ForeignKey& from = resource.foreign_keys[0];
    const ForeignKey& to = resource.foreign_keys[1];
    return {{},
            from.fields,
            to.fields,
            package_.resources[from.resource].mapping.group,
            package_.resources[to.resource].mapping.group};
  }

  void load_relationships(const Resource& resource, PackageTable& table) {
    std::optional<EvidenceReader> reader;
    Ends ends;
    while (table.next()) {
      if (!reader) {
        reader.emplace(table, resource.mapping.evidence);
        ends = ends_of(resource, table);
      }
      if (references_hold(resource, table)) load_relationship(resource, table, *reader, ends);
    }
  }

  void load_relationship(const Resource& resource, PackageTable& table, const EvidenceReader& reader,
                         const Ends& ends) {
    RelationshipRow row;
    row.type = resource.mapping.type;
    row.place = table.place();
    const auto end = [&](const std::vector<std::size_t>& fields, const std::string& group, Identity& into,
                         std::uint32_t& column) {
      const auto id = key_text(table, fields);
      if (!id) {
        table.refuse(fields[0], "the end of the relationship is missing");
        return false;
      }
      into = {group, *id};
      column = static_cast<std::uint32_t>(fields[0]) + 1;
      return true;
    };
    if (!end(ends.from, ends.from_group, row.start, row.start_column)) return;
    if (!end(ends.to, ends.to_group, row.end, row.end_column)) return;
    if (!ends.id.empty()) row.id = key_text(table, ends.id).value_or("");
    auto row_evidence = evidence(resource, reader, table);
    if (!row_evidence) return;
    row.evidence = std::move(*row_evidence);
    const auto is_end = [&](std::size_t field) {
      return std::find(ends.from.begin(), ends.from.end(), field) != ends.from.end() ||
             std::find(ends.to.begin(), ends.to.end(), field) != ends.to.end();
    };
    for (std::size_t field = 0; field < table.fields().size(); ++field) {
      const bool is_dropped_id = !resource.mapping.keep_id && !ends.id.empty() && field == ends.id[0];
      if (!reader.uses(field) && !is_end(field) && !is_dropped_id) add_property(table, field, row.properties);
    }
    sink_.relationship(row);
  }

  void load_statements(const Resource& resource, PackageTable& table) {
    const EvidenceColumns columns{"source",      "locator",    "anchors",  "rank",
                                  "rank_reason", "valid_from", "valid_to", "recorded_on"};
    std::optional<EvidenceReader> reader;
    while (table.next()) {
      if (!reader) reader.emplace(table, columns);
      if (references_hold(resource, table)) load_statement(table, *reader);
    }
  }

  void load_statement(PackageTable& table, const EvidenceReader& reader) {
    const std::size_t subject = required_field(table, "subject");
    const std::size_t predicate = required_field(table, "predicate");
    const std::size_t value = required_field(table, "value");
    for (const std::size_t field : {subject, predicate}) {
      if (table.value(field).is_null()) return table.refuse(field, "the value is missing");
    }
    FactRow row;
    row.place = table.place();
    row.subject = id_text(table.value(subject));
    const auto group = table.find_field("group");
    if (group && !table.value(*group).is_null()) row.group = id_text(table.value(*group));
    row.fact.predicate = id_text(table.value(predicate));
    if (row.fact.predicate.empty() || row.fact.predicate == "label:")
      return table.refuse(predicate, "the predicate names nothing");
    if (!statement_value(table, value, row.fact)) return;
    const auto original = table.find_field("original");
    if (original && !table.value(*original).is_null()) row.fact.original = id_text(table.value(*original));
    auto row_evidence = reader.read(table);
    if (!row_evidence) return;
    row.evidence = std::move(*row_evidence);
    sink_.fact(std::move(row));
  }

  // The value in the type that the row names; "exists" and "label:" need none. False: the row was refused.
  static bool statement_value(PackageTable& table, std::size_t field, Fact& fact) {
    if (fact.predicate == "exists" || fact.predicate.starts_with("label:")) {
      fact.value = Value::boolean(true);
      return true;
    }
    const Value& given = table.value(field);
    const auto type_field = table.find_field("type");
    const std::string type =
        type_field && !table.value(*type_field).is_null() ? id_text(table.value(*type_field)) : "string";
    if (given.is_null()) {
      table.refuse(field, "the value is missing");
      return false;
    }
    if (!given.is_string()) {  // the schema types the column itself
      fact.value = given;
      return true;
    }
    Field as;
    const auto known = field_type(type == "float" ? "number" : type == "list" ? "array" : type);
    if (!known) {
      table.refuse(*type_field, cells::quoted(type) + " is no type (string, integer, float, boolean, list, date ...)");
      return false;
    }
    as.type = *known;
    ParsedCell parsed = parse_cell(as, given.as_string());
    if (!parsed.fault.empty()) table.refuse(field, parsed.fault);
    fact.value = std::move(parsed.value);
    return parsed.fault.empty();
  }

  const Package& package_;
  const Beneath& folder_;
  const LoadRequest& request_;
  GraphSink& sink_;
  std::map<KeyOf, Keys> keys_;
  bool sources_are_nodes_ = false;
};

std::filesystem::path descriptor_of(const std::filesystem::path& path) {
  std::error_code ignored;
  return std::filesystem::is_directory(path, ignored) ? path / kDescriptor : path;
}

bool sniff(const std::filesystem::path& path, std::string_view head) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) return std::filesystem::exists(path / kDescriptor, ignored);
  if (path.filename() == kDescriptor) return true;
  const std::size_t first = head.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && head[first] == '{' && head.find("\"resources\"") != std::string_view::npos;
}

void load(const std::filesystem::path& path, const LoadRequest& request, GraphSink& sink, std::string& dataset_name) {
  const std::filesystem::path descriptor = descriptor_of(path);
  std::error_code ignored;
  if (descriptor != path && std::filesystem::is_symlink(descriptor, ignored))
    throw Error(Kind::Input, "UnsafePath", descriptor.string() + " is a symbolic link")
        .hint("name the file that it leads to, if that is meant");
  const Beneath folder(descriptor.parent_path());
  Input input = Input::file(descriptor);
  const Package package = read_package(parse_json(input.read_all(), descriptor.string()), descriptor.string());
  if (dataset_name.empty()) dataset_name = package.name;
  if (dataset_name.empty())
    dataset_name = std::filesystem::absolute(descriptor).lexically_normal().parent_path().filename().string();
  PackageLoader(package, folder, request, sink).load(descriptor.string(), input.sha256());
}

}  // namespace

const Format kDataPackage{
    .name = "datapackage",
    .description = "Frictionless Data Package: a folder of CSV tables described by datapackage.json",
    .extensions = {},
    .sniff = &sniff,
    .load = &load,
    .save = nullptr,
    .save_folder = &save_datapackage};

}  // namespace polgraph
