#include "loaders/package.h"

#include <algorithm>
#include <map>
#include <set>

#include "graph/text/json.h"
#include "graph/text/utf8.h"
#include "loaders/cells.h"
#include "loaders/iso_time.h"
#include "loaders/json_object.h"

namespace polgraph {
namespace {

std::vector<DocumentSource> read_sources(const JsonObject& owner) {
  std::vector<DocumentSource> sources;
  for (const JsonObject& entry : owner.objects("sources")) {
    sources.push_back({entry.text("title", entry.text("name")), entry.text("path", entry.text("web")),
                       entry.text("email"), entry.text("version")});
  }
  return sources;
}

// missingValues: texts, or objects {value, label}.
std::optional<std::vector<std::string>> read_missing(const JsonObject& owner) {
  const Value* found = owner.find("missingValues");
  if (found == nullptr) return std::nullopt;
  if (!found->is_list()) owner.fail("missingValues", "must be a list");
  std::vector<std::string> values;
  for (const Value& item : found->as_list()) {
    const Value* text = item.is_map() ? item.find("value") : &item;
    if (text == nullptr || !text->is_string())
      owner.fail("missingValues", "must hold texts or objects with a text `value`");
    values.emplace_back(text->as_string());
  }
  return values;
}

std::vector<std::int64_t> read_rows(const JsonObject& dialect, std::string_view key) {
  std::vector<std::int64_t> rows;
  const Value* found = dialect.find(key);
  if (found == nullptr) return rows;
  if (!found->is_list()) dialect.fail(key, "must be a list of row numbers");
  for (const Value& item : found->as_list()) {
    if (!item.is_integer() || item.as_integer() < 1) dialect.fail(key, "must hold row numbers from 1");
    rows.push_back(item.as_integer());
  }
  return rows;
}

TableDialect read_dialect(const JsonObject& resource) {
  TableDialect dialect;
  if (resource.text("format") == "tsv") dialect.csv.delimiter = '\t';
  if (const Value* found = resource.find("dialect"); found == nullptr)
    return dialect;
  else if (found->is_string())
    resource.fail("dialect", "must be an object: a dialect in another file is not read");
  const JsonObject given = *resource.object("dialect");
  if (const auto delimiter = given.letter("delimiter")) dialect.csv.delimiter = *delimiter;
  if (dialect.csv.delimiter == '\0') given.fail("delimiter", "must not be empty");
  if (const auto quote = given.letter("quoteChar")) dialect.csv.quote = *quote;
  if (const auto doubled = given.boolean("doubleQuote")) dialect.csv.double_quote = *doubled;
  if (const auto escape = given.letter("escapeChar")) dialect.csv.escape = *escape;
  if (const auto comment = given.letter("commentChar")) dialect.csv.comment = *comment;
  if (const auto skip = given.boolean("skipInitialSpace")) dialect.csv.skip_initial_space = *skip;
  if (const auto header = given.boolean("header")) dialect.has_header = *header;
  if (given.find("headerRows") != nullptr) dialect.header_rows = read_rows(given, "headerRows");
  if (dialect.header_rows.empty()) dialect.has_header = false;
  dialect.comment_rows = read_rows(given, "commentRows");
  dialect.header_join = given.text("headerJoin", " ");
  if (given.find("nullSequence") != nullptr) dialect.null_sequence = given.text("nullSequence");
  return dialect;
}

char one_letter(const JsonObject& field, std::string_view key, char otherwise) {
  const auto letter = field.letter(key);
  if (letter && *letter == '\0') field.fail(key, "must not be empty");
  return letter.value_or(otherwise);
}

// A bound or an allowed value may be written as the field's text or as JSON's own number.
Value read_limit(const JsonObject& constraints, const Field& field, const Value& given) {
  if (!given.is_string())
    return given.is_integer() && field.type == FieldType::Number ? Value::floating(given.as_number()) : given;
  ParsedCell parsed = parse_cell(field, given.as_string());
  if (!parsed.fault.empty()) constraints.fail(parsed.fault);
  return parsed.value;
}

void read_constraints(const JsonObject& given, Field& field, Package& package) {
  const auto constraints = given.object("constraints");
  if (!constraints) return;
  FieldConstraints& rules = field.constraints;
  rules.required = constraints->boolean("required").value_or(false);
  rules.unique = constraints->boolean("unique").value_or(false);
  rules.min_length = constraints->integer("minLength");
  rules.max_length = constraints->integer("maxLength");
  const auto limit = [&](std::string_view key, Value& into) {
    if (const Value* found = constraints->find(key)) into = read_limit(*constraints, field, *found);
  };
  limit("minimum", rules.minimum);
  limit("maximum", rules.maximum);
  limit("exclusiveMinimum", rules.exclusive_minimum);
  limit("exclusiveMaximum", rules.exclusive_maximum);
  if (const Value* allowed = constraints->find("enum")) {
    if (!allowed->is_list()) constraints->fail("enum", "must be a list");
    for (const Value& value : allowed->as_list()) rules.allowed.push_back(read_limit(*constraints, field, value));
  }
  for (const char* unchecked : {"pattern", "jsonSchema"}) {
    if (constraints->find(unchecked) != nullptr)
      package.doubts.push_back(constraints->where() + ": `" + unchecked + "` is not checked");
  }
}

FieldType read_type(const JsonObject& given, std::string_view key, std::string_view otherwise) {
  const std::string name = given.text(key, otherwise);
  const auto type = field_type(name);
  if (!type) given.fail(key, "`" + printable(name) + "` is no type of Table Schema");
  return *type;
}

// What an item of a list may be: one value. A list within a list is no property, and would be read without end.
FieldType read_item_type(const JsonObject& given) {
  const FieldType type = read_type(given, "itemType", "string");
  for (const FieldType whole :
       {FieldType::Array, FieldType::Object, FieldType::List, FieldType::GeoPoint, FieldType::GeoJson}) {
    if (type == whole) given.fail("itemType", "`" + std::string(field_type_name(type)) + "` cannot be in a list");
  }
  return type;
}

Field read_field(JsonObject given, const std::vector<std::string>& missing, Package& package) {
  Field field;
  field.name = given.text("name");
  if (field.name.empty()) given.fail("`name` is missing");
  given.name(printable(field.name));
  field.type = read_type(given, "type", "any");
  field.format = given.text("format");
  field.decimal_char = one_letter(given, "decimalChar", '.');
  field.group_char = given.text("groupChar");
  field.bare_number = given.boolean("bareNumber").value_or(true);
  if (given.find("trueValues") != nullptr) field.true_values = given.texts("trueValues");
  if (given.find("falseValues") != nullptr) field.false_values = given.texts("falseValues");
  field.list_delimiter = one_letter(given, "delimiter", ',');
  field.item_type = read_item_type(given);
  field.missing_values = read_missing(given).value_or(missing);
  const bool is_time =
      field.type == FieldType::Date || field.type == FieldType::DateTime || field.type == FieldType::Time;
  if (is_time && !field.format.empty() && field.format != "default" && field.format != "any") {
    if (field.format.starts_with("fmt:")) field.format.erase(0, 4);  // v0
    if (!is_known_pattern(field.format))
      given.fail("format",
                 "`" + printable(field.format) + "` is not understood (known are %Y %y %m %d %H %M %S %b %B)");
  }
  read_constraints(given, field, package);
  return field;
}

std::size_t field_index(const JsonObject& owner, const Resource& resource, std::string_view name) {
  for (std::size_t i = 0; i < resource.fields.size(); ++i) {
    if (resource.fields[i].name == name) return i;
  }
  std::vector<std::string> names;
  for (const Field& field : resource.fields) names.push_back(field.name);
  owner.fail("`" + printable(name) + "` is no field of resource `" + printable(resource.name) + "` (it has " +
             cells::enumerate(names, 30) + ")");
}

std::vector<std::size_t> field_indexes(const JsonObject& owner, const Resource& resource,
                                       const std::vector<std::string>& names) {
  std::vector<std::size_t> indexes;
  for (const std::string& name : names) indexes.push_back(field_index(owner, resource, name));
  return indexes;
}

FieldsMatch read_match(const JsonObject& schema) {
  const std::vector<std::string> given = schema.texts("fieldsMatch");  // the standard's profile once had a list here
  if (given.empty() || given[0] == "exact") return FieldsMatch::Exact;
  if (given[0] == "equal") return FieldsMatch::Equal;
  if (given[0] == "subset") return FieldsMatch::Subset;
  if (given[0] == "superset") return FieldsMatch::Superset;
  if (given[0] == "partial") return FieldsMatch::Partial;
  schema.fail("fieldsMatch", "`" + printable(given[0]) + "` is none of exact, equal, subset, superset, partial");
}

// A resource and its part of the document, kept until all resources are known: keys point at others.
struct Draft {
  Resource resource;
  JsonObject given;
  std::optional<JsonObject> schema;
};

class PackageReader {
 public:
  PackageReader(const Value& descriptor, const std::string& file) : given_(descriptor, file, "") {}

  Package read() {
    package_.name = given_.text("name");
    package_.sources = read_sources(given_);
    read_about();
    const std::vector<JsonObject> resources = given_.objects("resources");
    if (resources.empty()) given_.fail("`resources` is missing or empty: it lists the tables");
    for (const JsonObject& resource : resources) read_resource(resource);
    for (Draft& draft : drafts_) read_keys(draft);
    for (Draft& draft : drafts_) {
      read_mapping(draft);
      package_.resources.push_back(std::move(draft.resource));
    }
    return std::move(package_);
  }

 private:
  void read_about() {
    for (const char* key : {"title", "version", "description", "homepage", "created", "id"}) {
      if (const std::string text = given_.text(key); !text.empty()) package_.about.emplace_back(key, text);
    }
    for (const char* key : {"licenses", "contributors", "keywords", "sources"}) {
      if (const Value* list = given_.find(key)) package_.about.emplace_back(key, to_json(*list));
    }
  }

  std::optional<std::size_t> resource_named(std::string_view name) const {
    for (std::size_t i = 0; i < drafts_.size(); ++i) {
      if (drafts_[i].resource.name == name) return i;
    }
    return std::nullopt;
  }

  void read_resource(JsonObject given) {
    Resource resource;
    resource.name = given.text("name");
    if (resource.name.empty()) given.fail("`name` is missing");
    given.name(printable(resource.name));
    if (resource_named(resource.name)) given.fail("another resource has the same name");
    if (given.find("data") != nullptr) given.fail("data", "within the descriptor is not read; put it into a CSV file");
    if (given.find("compression") != nullptr) given.fail("compression", "is not read; unpack the file");
    resource.paths = given.texts("path");
    if (resource.paths.empty()) given.fail("`path` is missing");
    if (!is_table(given)) {
      package_.doubts.push_back(given.where() + ": it is no table (no `schema`, no `polgraph`): not loaded");
      return;
    }
    resource.dialect = read_dialect(given);
    resource.encoding = given.text("encoding");
    resource.bytes = given.integer("bytes");
    read_hash(given, resource);
    resource.sources = read_sources(given);
    auto schema = read_schema(given, resource);
    drafts_.push_back({std::move(resource), given, std::move(schema)});
  }

  static bool is_table(const JsonObject& given) {
    return given.find("schema") != nullptr || given.find("polgraph") != nullptr;
  }

  void read_hash(const JsonObject& given, Resource& resource) {
    const std::string hash = given.text("hash");
    if (hash.starts_with("sha256:"))
      resource.sha256 = hash.substr(7);
    else if (!hash.empty())
      package_.doubts.push_back(given.where() + ": `hash` is not sha256 and is not checked");
  }

  std::optional<JsonObject> read_schema(const JsonObject& given, Resource& resource) {
    const Value* found = given.find("schema");
    if (found == nullptr) return std::nullopt;
    if (found->is_string()) given.fail("schema", "must be an object: a schema in another file is not read");
    JsonObject schema = *given.object("schema");
    auto missing = read_missing(schema);
    if (!missing) missing = read_missing(given);
    if (!missing) missing = read_missing(given_);
    const std::vector<std::string> inherited = missing.value_or(std::vector<std::string>{""});
    std::set<std::string> names;
    for (const JsonObject& field : schema.objects("fields")) {
      resource.fields.push_back(read_field(field, inherited, package_));
      if (!names.insert(resource.fields.back().name).second) field.fail("another field has the same name");
    }
    resource.fields_match = read_match(schema);
    return schema;
  }

  void read_keys(Draft& draft) {
    if (!draft.schema) return;
    Resource& resource = draft.resource;
    resource.primary_key = field_indexes(*draft.schema, resource, draft.schema->texts("primaryKey"));
    if (const Value* unique = draft.schema->find("uniqueKeys")) {
      if (!unique->is_list()) draft.schema->fail("uniqueKeys", "must be a list of lists");
      for (const Value& key : unique->as_list()) {
        std::vector<std::size_t> indexes;
        if (key.is_string())
          indexes.push_back(field_index(*draft.schema, resource, key.as_string()));
        else if (!key.is_list())
          draft.schema->fail("uniqueKeys", "must be a list of lists");
        else
          for (const Value& name : key.as_list())
            indexes.push_back(field_index(*draft.schema, resource, name.is_string() ? name.as_string() : ""));
        resource.unique_keys.push_back(std::move(indexes));
      }
    }
    for (const JsonObject& key : draft.schema->objects("foreignKeys")) read_foreign_key(draft, key);
  }

  void read_foreign_key(Draft& draft, const JsonObject& given) {
    ForeignKey key;
    key.fields = field_indexes(given, draft.resource, given.texts("fields"));
    const auto reference = given.object("reference");
    if (!reference) given.fail("`reference` is missing");
    if (reference->find("package") != nullptr) {
      package_.doubts.push_back(given.where() + ": a key into another package is not checked");
      return;
    }
    const std::string name = reference->text("resource");
    const auto target = name.empty() ? resource_named(draft.resource.name) : resource_named(name);
    if (!target) reference->fail("`" + printable(name) + "` is no table of this package");
    key.resource = *target;
    key.reference_fields = field_indexes(*reference, drafts_[*target].resource, reference->texts("fields"));
    if (key.fields.empty() || key.fields.size() != key.reference_fields.size())
      given.fail("it names " + std::to_string(key.fields.size()) + " fields here and " +
                 std::to_string(key.reference_fields.size()) + " there");
    draft.resource.foreign_keys.push_back(std::move(key));
  }

  EvidenceColumns read_evidence(const JsonObject& mapping, const Resource& resource) {
    EvidenceColumns columns;
    const auto given = mapping.object("evidence");
    if (!given) return columns;
    const auto column = [&](std::string_view key, std::string& into) {
      into = given->text(key);
      if (!into.empty() && !resource.fields.empty()) field_index(*given, resource, into);
    };
    column("source", columns.source);
    column("locator", columns.locator);
    column("anchors", columns.anchors);
    column("rank", columns.rank);
    column("rank_reason", columns.rank_reason);
    column("valid_from", columns.valid_from);
    column("valid_to", columns.valid_to);
    column("recorded_on", columns.recorded_on);
    return columns;
  }

  void read_mapping(Draft& draft) {
    Resource& resource = draft.resource;
    const auto given = draft.given.object("polgraph");
    if (!given) return guess_mapping(draft);
    RowMapping& mapping = resource.mapping;
    const std::string kind = given->text("kind");
    const auto column = [&](std::string_view key) {
      std::string name = given->text(key);
      if (name.empty()) given->fail("`" + std::string(key) + "` is missing: it names a column");
      if (!resource.fields.empty()) field_index(*given, resource, name);
      return name;
    };
    mapping.evidence = read_evidence(*given, resource);
    mapping.keep_id = given->boolean("keep_id").value_or(true);
    if (kind == "node") {
      mapping.meaning = RowMeaning::Node;
      mapping.labels = given->texts("labels");
      if (std::find(mapping.labels.begin(), mapping.labels.end(), "") != mapping.labels.end())
        given->fail("labels", "must not hold an empty name");
      mapping.id = {column("id")};
      mapping.group = given->text("group");
    } else if (kind == "relationship") {
      mapping.meaning = RowMeaning::Relationship;
      mapping.type = given->text("type");
      if (mapping.type.empty()) given->fail("`type` is missing: it names the relationship's type");
      if (given->find("id") != nullptr) mapping.id = {column("id")};
      mapping.from = column("from");
      mapping.to = column("to");
      mapping.from_group = given->text("from_group");
      mapping.to_group = given->text("to_group");
    } else if (kind == "statements") {
      mapping.meaning = RowMeaning::Statements;
    } else {
      given->fail("kind", "must be node, relationship or statements, not `" + printable(kind) + "`");
    }
  }

  // No word about it in the package: a table with two foreign keys and little else is relationships; one with a primary
  // key is nodes, and each foreign key of it a relationship.
  void guess_mapping(Draft& draft) {
    Resource& resource = draft.resource;
    RowMapping& mapping = resource.mapping;
    mapping.by_convention = true;
    std::set<std::size_t> key_fields;
    for (const ForeignKey& key : resource.foreign_keys) key_fields.insert(key.fields.begin(), key.fields.end());
    const bool mostly_keys = resource.foreign_keys.size() == 2 && key_fields.size() * 2 >= resource.fields.size();
    const bool keyed_by_them = std::all_of(resource.primary_key.begin(), resource.primary_key.end(),
                                           [&](std::size_t i) { return key_fields.contains(i); });
    if (mostly_keys && keyed_by_them) {
      mapping.meaning = RowMeaning::Relationship;
      mapping.type = cells::upper_snake_case(resource.name);
      return;
    }
    if (resource.primary_key.empty()) {
      draft.given.fail(
          "it is not clear what a row of it is: it has neither a `primaryKey` nor a `polgraph` object, and its fields "
          "are not mostly foreign keys");
    }
    mapping.meaning = RowMeaning::Node;
    mapping.labels = {cells::upper_camel_case(resource.name)};
    mapping.group = resource.name;
    for (const std::size_t i : resource.primary_key) mapping.id.push_back(resource.fields[i].name);
  }

  JsonObject given_;
  Package package_;
  std::vector<Draft> drafts_;
};

}  // namespace

Package read_package(const Value& descriptor, const std::string& file) {
  return PackageReader(descriptor, file).read();
}

}  // namespace polgraph
