// The other direction of the data package: tables of nodes by their labels, of relationships by their type, and
// statements.csv for every fact that does not fit a row, so that what is loaded again is the same graph, statements
// included. Not carried: which data set brought a statement (it becomes this package), and dates of load.
#include <algorithm>
#include <fstream>
#include <map>
#include <set>

#include "graph/error.h"
#include "graph/text/csv.h"
#include "graph/text/json.h"
#include "graph/text/number.h"
#include "graph/text/shown.h"
#include "graph/text/temporal.h"
#include "graph/text/utf8.h"
#include "loaders/cells.h"
#include "loaders/datapackage.h"

namespace polgraph {
namespace {

namespace fs = std::filesystem;

// How a kind of value is spelled in a cell; empty: it is not.
std::string_view type_name(const Value& value) {
  switch (value.kind()) {
    case ValueKind::Boolean: return "boolean";
    case ValueKind::Integer: return "integer";
    case ValueKind::Float: return "number";
    case ValueKind::String: return "string";
    case ValueKind::Date: return "date";
    case ValueKind::LocalDateTime:
    case ValueKind::DateTime: return "datetime";
    case ValueKind::LocalTime:
    case ValueKind::Time: return "time";
    case ValueKind::Duration: return "duration";
    case ValueKind::List: return "array";
    default: return {};
  }
}

std::string cell_text(const Value& value) {
  if (value.is_string()) return std::string(value.as_string());
  if (value.is_temporal()) return temporal_text(value);
  if (value.is_float() && value.as_float() != value.as_float()) return "NaN";
  if (value.is_float() && value.as_float() > 1.7976931348623157e308) return "INF";
  if (value.is_float() && value.as_float() < -1.7976931348623157e308) return "-INF";
  return to_json(value);
}

// `of`: whom the row is about.
void append_cell(std::string& out, std::string_view text, std::string_view column, std::string_view of) {
  if (text.find('\0') != std::string_view::npos) {
    throw Error(Kind::Input, "NulByte",
                cells::quoted(column) + " of " + cells::quoted(of) +
                    " holds a NUL, which CSV cannot carry: " + cells::quoted(text));
  }
  if (!text.empty()) append_csv_field(out, text);
}

void write_file(const fs::path& path, const std::string& content) {
  std::ofstream file(path, std::ios::binary);
  file << content;
  file.close();
  if (!file) throw Error(Kind::Storage, "WriteFailed", "cannot write " + cells::quoted(path.string()));
}

// One row: an entity with the facts of its first assertion; the rest of what is said about it.
struct Row {
  std::string id;        // own id; empty: a relationship known by its row
  std::string from, to;  // of relationships
  Evidence evidence;
  std::map<std::string, Value> cells;  // predicate -> value
};

// Tables are told apart by these.
struct TableKey {
  bool is_node = true;
  std::vector<std::string> labels_or_type;
  std::string group, to_group;  // of ids; of relationships: of their ends
  bool has_id = true;
  bool keep_id = true;
  auto operator<=>(const TableKey&) const = default;
};

struct SavedStatement {
  Identity subject;
  Fact fact;
  Evidence evidence;
  const TableKey* table;  // and the row in it: of the subject
  std::size_t row;
};

struct Table {
  std::string name;
  std::vector<Row> rows;
  std::map<std::string, std::string_view> columns;  // predicate -> type
};

constexpr const char* kEvidenceKeys[] = {"source",      "locator",    "anchors",  "rank",
                                         "rank_reason", "valid_from", "valid_to", "recorded_on"};

std::string anchors_text(const Evidence& evidence) {
  std::string out;
  for (const std::string& anchor : evidence.anchors) {  // as a loader takes them apart
    for (const std::string_view part : cells::split(anchor, ';')) {
      const std::string_view text = cells::trim(part);
      if (!text.empty()) out.append(out.empty() ? "" : ";").append(text);
    }
  }
  return out;
}

std::vector<std::string> evidence_cells(const Evidence& e) {
  return {e.source,      e.locator,    anchors_text(e), e.rank == Rank::Normal ? "" : std::string(rank_name(e.rank)),
          e.rank_reason, e.valid_from, e.valid_to,      e.recorded_on};
}

class PackageWriter {
 public:
  PackageWriter(const GraphSource& graph, const fs::path& folder)
      : graph_(graph), snapshot_(*graph.snapshot), folder_(folder) {}

  void write() {
    for (const NodeId id : graph_.nodes) identities_[id] = identity_of(id);
    name_relationships();
    for (const NodeId id : graph_.nodes) add_node(id);
    for (const RelId id : graph_.relationships) add_relationship(id);
    name_tables();
    std::string resources;
    for (auto& [key, table] : tables_) {
      write_table(key, table);
      resources += (resources.empty() ? "" : ",\n") + resource_json(key, table);
    }
    if (!statements_.empty()) {
      sort_statements();
      write_statements();
      resources += (resources.empty() ? "" : ",\n") + statements_json();
    }
    write_file(folder_ / "datapackage.json", descriptor(resources));
  }

 private:
  // ---- rows

  Identity identity_of(NodeId id) const {
    if (auto known = snapshot_.identity(id)) return *known;
    if (const auto key = snapshot_.find_key("id")) {
      const Value own = snapshot_.property(id, *key);
      if (own.is_string() && !snapshot_.find_node(Identity{"", std::string(own.as_string())}) && is_alone(*key, own))
        return {"", std::string(own.as_string())};
    }
    std::string made = "node-" + to_text(static_cast<std::int64_t>(id.value));
    while (snapshot_.find_node(Identity{"", made})) made += "-";
    return {"", made};
  }

  // A relationship without an identity is known by its property `id`, as nodes are, where nothing else is called so.
  void name_relationships() {
    for (const auto& [id, identity] : identities_)
      if (identity.group.empty()) taken_.insert(identity.id);
    const auto key = snapshot_.find_key("id");
    if (!key) return;
    std::map<std::string, std::size_t> count;
    for (const RelId id : graph_.relationships) {
      const Value own = snapshot_.property(id, *key);
      if (!own.is_string() || own.as_string().empty() || own.as_string().front() == '#' || snapshot_.identity(id))
        continue;
      relationship_ids_[id] = own.as_string();
      ++count[relationship_ids_[id]];
    }
    std::erase_if(relationship_ids_, [&](const auto& entry) {
      return count[entry.second] > 1 || taken_.contains(entry.second) || snapshot_.find_relationship(entry.second);
    });
    for (const auto& [id, own] : relationship_ids_) taken_.insert(own);
  }

  std::string own_id(RelId id) const {
    if (auto known = snapshot_.identity(id)) return *known;
    const auto named = relationship_ids_.find(id);
    return named == relationship_ids_.end() ? "" : named->second;
  }

  std::string made_id(RelId id) const {
    std::string made = "relationship-" + to_text(static_cast<std::int64_t>(id.value));
    while (taken_.contains(made) || snapshot_.find_relationship(made)) made += "-";
    return made;
  }

  bool is_alone(KeyId key, const Value& value) const {
    std::size_t count = 0;
    for (auto nodes = snapshot_.nodes_with_property(key, value); nodes.next();) ++count;
    return count == 1;
  }

  // What is said of an entity, and what it holds beyond that: a query without a source states nothing.
  std::vector<Assertion> assertions_of(EntityId entity, const std::vector<Property>& properties,
                                       const std::vector<LabelId>& labels) const {
    std::vector<Assertion> all = snapshot_.assertions(entity);
    Assertion rest{{}, {}};
    const auto is_stated = [&](const std::string& predicate) {
      return std::any_of(all.begin(), all.end(), [&](const Assertion& assertion) {
        return std::any_of(assertion.facts.begin(), assertion.facts.end(), [&](const Fact& fact) {
          return fact.predicate == predicate || (predicate == "aliases" && fact.predicate.starts_with("name:"));
        });
      });
    };
    const auto add = [&](const std::string& predicate, const Value& value) {
      if (!is_stated(predicate)) rest.facts.push_back({predicate, value, {}});
    };
    add("exists", Value::boolean(true));  // else a row would give it the evidence of something else
    for (const LabelId label : labels) add("label:" + snapshot_.name(label), Value::boolean(true));
    for (const auto& [key, value] : properties) {
      const std::string& name = snapshot_.name(key);
      if (name == "exists" || name.starts_with("label:") || name.starts_with("name:")) refuse_key(name);
      add(name, value);
    }
    if (!rest.facts.empty()) all.push_back(std::move(rest));
    return all;
  }

  [[noreturn]] static void refuse_key(const std::string& name) {
    throw Error(
        Kind::Input, "ReservedKey",
        "a property called `" + printable(name) + "` cannot be saved: statements use that name for something else");
  }

  // The assertion that becomes the row: the first that says the entity exists.
  static std::size_t row_assertion(const std::vector<Assertion>& all) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      const auto says_so = [](const Fact& fact) { return fact.predicate == "exists"; };
      if (std::any_of(all[i].facts.begin(), all[i].facts.end(), says_so)) return i;
    }
    return 0;
  }

  static bool is_column(const Fact& fact) {
    const std::string& key = fact.predicate;
    const bool plain = !key.empty() && cells::trim_header(key) == key && !key.starts_with("name:") &&
                       !key.starts_with("label:") && key != "exists";
    const bool is_empty = fact.value.is_string() && fact.value.as_string().empty();
    return plain && !is_empty && fact.original.empty() && !type_name(fact.value).empty();
  }

  void state(const Identity& subject, const Fact& fact, const Evidence& evidence) {
    statements_.push_back({subject, fact, evidence, table_, row_});
  }

  void add_node(NodeId id) {
    const auto node = snapshot_.find_node(id);
    if (!node) return;
    const std::vector<Assertion> all = assertions_of(EntityId::of(id), node->properties, node->labels);
    const std::size_t first = row_assertion(all);
    const Identity& identity = identities_[id];
    TableKey key{true, {}, identity.group, {}, true, false};
    std::vector<Fact> facts;
    for (const Fact& fact : all[first].facts) {
      if (fact.predicate.starts_with("label:") && fact.original.empty())
        key.labels_or_type.push_back(fact.predicate.substr(6));
      else if (fact.predicate == "id" && fact.value.is_string() && fact.value.as_string() == identity.id)
        key.keep_id = true;
      else if (fact.predicate != "exists")
        facts.push_back(fact);
    }
    // Labels have no order; so the same graph gives the same files.
    std::sort(key.labels_or_type.begin(), key.labels_or_type.end());
    add_row(key, {identity.id, {}, {}, all[first].evidence, {}}, facts, identity);
    add_others(all, first, identity);
  }

  void add_others(const std::vector<Assertion>& all, std::size_t first, const Identity& subject) {
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (i == first) continue;
      for (const Fact& fact : all[i].facts) state(subject, fact, all[i].evidence);
    }
  }

  void add_relationship(RelId id) {
    const auto relationship = snapshot_.find_relationship(id);
    if (!relationship) return;
    const std::vector<Assertion> all = assertions_of(EntityId::of(id), relationship->properties, {});
    const std::size_t first = row_assertion(all);
    const Identity& from = identities_[relationship->start];
    const Identity& to = identities_[relationship->end];
    const std::string own = own_id(id);
    std::vector<Fact> facts;
    bool keep_id = false;
    for (const Fact& fact : all[first].facts) {
      if (fact.predicate == "id" && !own.starts_with('#') && fact.value.is_string() && fact.value.as_string() == own)
        keep_id = true;
      else if (fact.predicate != "exists")
        facts.push_back(fact);
    }
    const auto fits = [](const Fact& fact) { return is_column(fact); };
    const bool needs_id = keep_id || (!own.empty() && !own.starts_with('#')) || all.size() > 1 ||
                          !std::all_of(facts.begin(), facts.end(), fits);
    const std::string row_id = !needs_id ? "" : own.empty() ? made_id(id) : own;
    TableKey key{false, {snapshot_.name(relationship->type)}, from.group, to.group, needs_id, keep_id};
    add_row(key, {row_id, from.id, to.id, all[first].evidence, {}}, facts, {"", row_id});
    add_others(all, first, {"", row_id});
  }

  void add_row(const TableKey& key, Row row, const std::vector<Fact>& facts, const Identity& subject) {
    const auto at = tables_.try_emplace(key).first;
    Table& table = at->second;
    table_ = &at->first;
    row_ = table.rows.size();
    for (const Fact& fact : facts) {
      const bool fits =
          is_column(fact) && !row.cells.contains(fact.predicate) &&
          table.columns.try_emplace(fact.predicate, type_name(fact.value)).first->second == type_name(fact.value);
      // Facts that fit a column of another type are told by the statement's own.
      if (fits && !(key.keep_id && fact.predicate == "id"))
        row.cells.emplace(fact.predicate, fact.value);
      else
        state(subject, fact, row.evidence);
    }
    table.rows.push_back(std::move(row));
  }

  // In the order of the rows that they are about: that of the nodes once this is loaded.
  void sort_statements() {
    std::stable_sort(statements_.begin(), statements_.end(), [](const SavedStatement& a, const SavedStatement& b) {
      return a.table == b.table ? a.row < b.row : *a.table < *b.table;
    });
  }

  // ---- files

  static std::string file_stem(const TableKey& key) {
    std::string stem;
    for (const std::string& part : key.labels_or_type) {
      if (!stem.empty()) stem += '_';
      for (std::size_t offset = 0; offset < part.size();) {
        const char32_t c = decode_utf8(part, offset);
        const bool upper = c >= 'A' && c <= 'Z';
        const bool plain = c >= 0x80 ? !is_unprintable(c) : (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9');
        append_utf8(stem, upper ? c - 'A' + 'a' : plain ? c : U'_');
      }
    }
    const std::string cut = stem.substr(0, code_point_offset(stem, 60));
    return cut.empty() ? (key.is_node ? "node" : "relationship") : cut;
  }

  void name_tables() {
    std::set<std::string> taken{"statements"};
    for (auto& [key, table] : tables_) {
      const std::string stem = file_stem(key);
      table.name = stem;
      for (int i = 2; !taken.insert(table.name).second; ++i) table.name = stem + "_" + std::to_string(i);
    }
  }

  // A name for one of our columns that no property of the table has.
  static std::string free_name(const Table& table, std::string name) {
    while (table.columns.contains(name)) name.insert(0, "_");
    return name;
  }

  struct Layout {
    std::string id, from, to;
    std::vector<std::pair<std::size_t, std::string>> evidence;  // index in kEvidenceKeys, column
  };

  static Layout layout(const TableKey& key, const Table& table) {
    Layout names;
    if (key.has_id) names.id = key.keep_id ? "id" : free_name(table, "_id");
    if (!key.is_node) names.from = free_name(table, "from"), names.to = free_name(table, "to");
    for (std::size_t i = 0; i < std::size(kEvidenceKeys); ++i) {
      const auto uses = [&](const Row& row) { return !evidence_cells(row.evidence)[i].empty(); };
      if (std::any_of(table.rows.begin(), table.rows.end(), uses))
        names.evidence.emplace_back(i, free_name(table, kEvidenceKeys[i]));
    }
    // A table that names its locators names its sources too, so that the standard's inheritance says nothing.
    return names;
  }

  static std::vector<std::pair<std::string, std::string_view>> columns(const TableKey& key, const Table& table,
                                                                       const Layout& names) {
    std::vector<std::pair<std::string, std::string_view>> all;
    if (key.has_id) all.emplace_back(names.id, "string");
    if (!key.is_node) all.emplace_back(names.from, "string"), all.emplace_back(names.to, "string");
    if (table.columns.contains("name")) all.emplace_back("name", table.columns.at("name"));
    for (const auto& [name, type] : table.columns) {
      if (name != "name" && !(key.keep_id && name == "id")) all.emplace_back(name, type);
    }
    for (const auto& [index, name] : names.evidence) all.emplace_back(name, "string");
    return all;
  }

  void write_table(const TableKey& key, const Table& table) const {
    const Layout names = layout(key, table);
    const auto all = columns(key, table, names);
    std::string out;
    for (std::size_t i = 0; i < all.size(); ++i) {
      if (i > 0) out += ',';
      append_cell(out, all[i].first, "a column", table.name);
    }
    out += '\n';
    for (const Row& row : table.rows) {
      std::map<std::string_view, std::string> texts;
      if (key.has_id) texts[names.id] = row.id;
      if (!key.is_node) texts[names.from] = row.from, texts[names.to] = row.to;
      for (const auto& [name, value] : row.cells) texts[name] = cell_text(value);
      const auto evidence = evidence_cells(row.evidence);
      for (const auto& [index, name] : names.evidence) texts[name] = evidence[index];
      for (std::size_t i = 0; i < all.size(); ++i) {
        if (i > 0) out += ',';
        append_cell(out, texts[all[i].first], all[i].first, key.is_node ? row.id : row.from + " -> " + row.to);
      }
      out += '\n';
    }
    write_file(folder_ / (table.name + ".csv"), out);
  }

  void write_statements() const {
    std::string out =
        "subject,group,predicate,value,type,source,locator,anchors,rank,rank_reason,valid_from,valid_to,recorded_on,"
        "original\n";
    for (const SavedStatement& statement : statements_) {
      const bool is_plain = statement.fact.predicate == "exists" || statement.fact.predicate.starts_with("label:");
      const auto evidence = evidence_cells(statement.evidence);
      const std::string type = is_plain ? "" : std::string(type_name(statement.fact.value));
      std::vector<std::string> texts{statement.subject.id, statement.subject.group, statement.fact.predicate,
                                     is_plain ? "" : cell_text(statement.fact.value), type};
      texts.insert(texts.end(), evidence.begin(), evidence.end());
      texts.push_back(statement.fact.original);
      for (std::size_t i = 0; i < texts.size(); ++i) {
        if (i > 0) out += ',';
        append_cell(out, texts[i], statement.fact.predicate, statement.subject.id);
      }
      out += '\n';
    }
    write_file(folder_ / "statements.csv", out);
  }

  // ---- the descriptor

  static std::string quoted(std::string_view text) {
    std::string out;
    append_json_string(out, text);
    return out;
  }

  std::string resource_json(const TableKey& key, const Table& table) const {
    const Layout names = layout(key, table);
    std::string fields;
    for (const auto& [name, type] : columns(key, table, names)) {
      fields += (fields.empty() ? "" : ",\n          ") +
                ("{\"name\": " + quoted(name) + ", \"type\": \"" + std::string(type) + "\"}");
    }
    std::string out = "    {\n      \"name\": " + quoted(table.name) +
                      ",\n      \"path\": " + quoted(table.name + ".csv") +
                      ",\n      \"type\": \"table\",\n      \"format\": \"csv\",\n      \"encoding\": \"utf-8\",\n     "
                      " \"schema\": {\n        \"fields\": [\n          " +
                      fields + "\n        ],\n        \"missingValues\": [\"\"]";
    if (key.has_id) out += ",\n        \"primaryKey\": [" + quoted(names.id) + "]";
    return out + "\n      },\n      \"polgraph\": {" + mapping_json(key, names) + "}\n    }";
  }

  static std::string mapping_json(const TableKey& key, const Layout& names) {
    std::string out;
    const auto member = [&](std::string_view name, const std::string& json) {
      out += (out.empty() ? "" : ", ") + quoted(name) + ": " + json;
    };
    member("kind", key.is_node ? "\"node\"" : "\"relationship\"");
    if (key.is_node) {
      std::string labels;
      for (const std::string& label : key.labels_or_type) labels += (labels.empty() ? "" : ", ") + quoted(label);
      member("labels", "[" + labels + "]");
    } else {
      member("type", quoted(key.labels_or_type[0]));
    }
    if (key.has_id) member("id", quoted(names.id));
    if (key.has_id && !key.keep_id) member("keep_id", "false");
    if (!key.is_node) member("from", quoted(names.from)), member("to", quoted(names.to));
    if (!key.group.empty()) member(key.is_node ? "group" : "from_group", quoted(key.group));
    if (!key.to_group.empty()) member("to_group", quoted(key.to_group));
    std::string evidence;
    for (const auto& [index, name] : names.evidence)
      evidence += (evidence.empty() ? "" : ", ") + quoted(kEvidenceKeys[index]) + ": " + quoted(name);
    if (!evidence.empty()) member("evidence", "{" + evidence + "}");
    return out;
  }

  static std::string statements_json() {
    std::string fields;
    for (const char* name : {"subject", "group", "predicate", "value", "type", "source", "locator", "anchors", "rank",
                             "rank_reason", "valid_from", "valid_to", "recorded_on", "original"}) {
      fields += (fields.empty() ? "" : ",\n          ") +
                ("{\"name\": " + quoted(name) + ", \"type\": \"string\"" +
                 (std::string_view(name) == "value" ? ", \"missingValues\": []}" : "}"));
    }
    return "    {\n      \"name\": \"statements\",\n      \"path\": \"statements.csv\",\n      \"type\": \"table\",\n  "
           "    \"format\": \"csv\",\n      \"encoding\": \"utf-8\",\n      \"schema\": {\n        \"fields\": [\n     "
           "     " +
           fields +
           "\n        ],\n        \"missingValues\": [\"\"]\n      },\n      \"polgraph\": {\"kind\": "
           "\"statements\"}\n    }";
  }

  // Lists of all data sets together, each entry once.
  std::string merged(const char* key) const {
    std::string out;
    std::set<std::string> seen;
    for (const Dataset& dataset : snapshot_.datasets()) {
      for (const auto& [name, text] : dataset.about) {
        if (name != key) continue;
        const Value list = parse_json(text);
        if (!list.is_list()) continue;
        for (const Value& item : list.as_list()) {
          const std::string json = to_json(item);
          if (seen.insert(json).second) out += (out.empty() ? "" : ", ") + json;
        }
      }
    }
    return out;
  }

  std::string title() const {
    if (!graph_.title.empty()) return graph_.title;
    const auto datasets = snapshot_.datasets();
    if (datasets.size() != 1) return {};
    for (const auto& [key, text] : datasets[0].about) {
      if (key == "title") return text;
    }
    return {};
  }

  std::string descriptor(const std::string& resources) const {
    const auto datasets = snapshot_.datasets();
    const std::string name = datasets.size() == 1 && !datasets[0].name.empty() ? datasets[0].name : "polgraph-export";
    std::string out =
        "{\n  \"$schema\": \"https://datapackage.org/profiles/2.0/datapackage.json\",\n  \"name\": " + quoted(name);
    if (const std::string text = title(); !text.empty()) out += ",\n  \"title\": " + quoted(text);
    const bool has_sources = std::any_of(tables_.begin(), tables_.end(), [](const auto& entry) {
      const auto& labels = entry.first.labels_or_type;
      return entry.first.is_node && std::find(labels.begin(), labels.end(), "Source") != labels.end();
    });
    for (const char* key : {"licenses", "contributors", "keywords", "sources"}) {
      if (std::string_view(key) == "sources" && !has_sources) continue;  // they would become nodes when loaded
      if (const std::string list = merged(key); !list.empty())
        out += ",\n  \"" + std::string(key) + "\": [" + list + "]";
    }
    return out + ",\n  \"resources\": [\n" + resources + "\n  ]\n}\n";
  }

  const GraphSource& graph_;
  const Snapshot& snapshot_;
  const fs::path& folder_;
  std::map<NodeId, Identity> identities_;
  std::map<TableKey, Table> tables_;
  std::vector<SavedStatement> statements_;
  std::map<RelId, std::string> relationship_ids_;  // of those that have no identity and an `id` of their own
  std::set<std::string> taken_;                    // ids of nodes without a group, and of those relationships
  const TableKey* table_ = nullptr;                // where the entity at hand has its row
  std::size_t row_ = 0;
};

}  // namespace

void save_datapackage(const GraphSource& graph, const SaveOptions&, const fs::path& folder) {
  if (graph.nodes.empty()) throw Error(Kind::Input, "EmptyGraph", "there is nothing to save: the graph has no nodes");
  PackageWriter(graph, folder).write();
}

}  // namespace polgraph
