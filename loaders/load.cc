#include "loaders/load.h"

#include <algorithm>
#include <optional>
#include <unordered_set>
#include <utility>

#include "graph/codec.h"
#include "graph/error.h"
#include "graph/text/input.h"
#include "graph/text/utf8.h"
#include "graph/transaction.h"
#include "loaders/bulk_sink.h"
#include "loaders/cells.h"
#include "loaders/neo4j_csv.h"
#include "loaders/refusals.h"
#include "loaders/relationship_identity.h"
#include "loaders/staging.h"

namespace polgraph {
namespace {

constexpr std::size_t kSniffedBytes = 64 * 1024;
constexpr double kReadingShare = 0.2;  // of the time that a load takes
constexpr double kBulkReadingShare = 0.5;
constexpr std::size_t kQueueShares = 4;  // of the memory of a bulk load: rows between its two threads

// ---- reading: which format, and its rows into the staging

// What a file begins with; nothing, and why, where that cannot be read as text: the name must tell then.
struct Head {
  std::string text;
  std::optional<Error> fault;
};

Head head_of(const std::filesystem::path& path, const std::string& encoding) {
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored)) return {};
  Input input = Input::file(path, {.encoding = encoding});
  Head head{std::string(kSniffedBytes, '\0'), {}};
  try {
    std::size_t size = 0;  // to the end: a byte that is wrong may be the last one
    for (std::size_t got = 1; got > 0 && size < head.text.size(); size += got)
      got = input.read(head.text.data() + size, head.text.size() - size);
    head.text.resize(size);
  } catch (const Error& error) {
    if (error.kind() == Kind::Interrupted) throw;
    head = {{}, error};
  }
  return head;
}

const Format& format_of(const std::filesystem::path& path, const LoadRequest& request) {
  std::vector<std::string> readable;
  for (const Format& format : formats()) {
    if (format.load != nullptr) readable.emplace_back(format.name);
  }
  const std::string known = "formats that can be read: " + cells::enumerate(readable, readable.size());
  if (!request.format.empty()) {
    const Format* named = find_format(request.format);
    if (named != nullptr && named->load != nullptr) return *named;
    throw Error(Kind::Usage, "UnknownFormat", "format `" + printable(request.format) + "` cannot be read").hint(known);
  }
  std::error_code ignored;
  if (std::filesystem::is_directory(path, ignored) && !std::filesystem::exists(path / "datapackage.json", ignored)) {
    const bool has_yaml = std::filesystem::exists(path / "datapackage.yaml", ignored) ||
                          std::filesystem::exists(path / "datapackage.yml", ignored);
    throw Error(Kind::Input, "UnknownFormat", "folder " + printable(path.string()) + " holds no datapackage.json")
        .hint(has_yaml ? "its descriptor is YAML: convert it to datapackage.json"
                       : "loose files of Neo4j-admin CSV are named one by one: load --nodes FILE --relationships FILE");
  }
  const Head head = head_of(path, request.encoding);
  for (const Format& format : formats()) {
    if (format.load != nullptr && format.sniff != nullptr && format.sniff(path, head.text)) return format;
  }
  if (head.fault) throw *head.fault;
  throw Error(Kind::Input, "UnknownFormat", "it is not clear which format " + printable(path.string()) + " has")
      .hint("name it with --format; " + known);
}

template <class Sink>
void read_all(const LoadRequest& request, Sink& sink) {
  if (!request.nodes.empty() || !request.relationships.empty()) {
    std::string name = request.name;
    sink.begin_dataset(&name);
    load_neo4j_tables(request, sink, name);
    sink.end_dataset(name);
  }
  for (const std::filesystem::path& path : request.paths) {
    const Format& format = format_of(path, request);
    std::string name = request.name;
    sink.begin_dataset(&name);
    format.load(path, request, sink, name);
    if (name.empty()) name = path.stem().string();
    sink.end_dataset(name);
  }
}

// ---- judging: everything that needs more than one row

using refusals::spelled;

// Rows that name each other, and the store that may know what they name.
class Judge {
 public:
  Judge(Staging& staging, const std::function<Store*(bool)>& open_store) : staging_(staging), open_store_(open_store) {}

  void judge() {
    judge_nodes();
    judge_own_ids();
    for (StagedRelationship& row : staging_.relationships) {
      judge_ends(row);
      if (row.id != 0 && !row.refused) owners_.insert(row.id);
    }
    for (StagedFact& row : staging_.facts) judge_subject(row);
  }

 private:
  void judge_nodes() {
    defined_by_.assign(staging_.identities.size(), kNone);
    for (std::size_t i = 0; i < staging_.nodes.size(); ++i) {
      StagedNode& row = staging_.nodes[i];
      std::size_t& first = defined_by_[row.identity];
      if (first == kNone) {
        first = i;
        continue;
      }
      const StagedNode& earlier = staging_.nodes[first];
      if (earlier.dataset != row.dataset) {
        first = i;  // two data sets may speak of one node; each only once
        continue;
      }
      const std::string both = refusals::node_twice(staging_.identities[row.identity], staging_.place(earlier));
      if (row.may_repeat)
        staging_.warn(staging_.place(row), both + "; it gains what this row says");
      else
        staging_.refuse(row, both);
    }
  }

  void judge_own_ids() {
    std::unordered_map<std::uint64_t, std::size_t> seen;
    for (std::size_t i = 0; i < staging_.relationships.size(); ++i) {
      StagedRelationship& row = staging_.relationships[i];
      if (row.id == 0) continue;
      const std::uint64_t key = std::uint64_t{row.dataset} << 32 | row.id;
      const auto [first, is_new] = seen.try_emplace(key, i);
      if (is_new) {
        judge_own_id(row);
        continue;
      }
      staging_.refuse(row, refusals::relationship_twice(staging_.own_ids[row.id],
                                                        staging_.place(staging_.relationships[first->second])));
    }
  }

  // An id means one relationship, in whatever data set it comes: the type and the ends are those it had first.
  void judge_own_id(StagedRelationship& row) {
    const std::string& id = staging_.own_ids[row.id];
    const auto [at, is_new] = first_with_id_.try_emplace(row.id, &row);
    const StagedRelationship& first = *at->second;
    if (!is_new && (first.type != row.type || first.start != row.start || first.end != row.end)) {
      staging_.refuse(row, "relationship " + cells::quoted(id) + " was defined otherwise before, at " +
                               to_string(staging_.place(first)));
    } else if (is_new && !codec::is_fingerprint(id) && store() != nullptr && is_another_in_store(row, id)) {
      staging_.refuse(
          row, "relationship " + cells::quoted(id) + " is in the store already, with another type or other ends");
    }
  }

  bool is_another_in_store(const StagedRelationship& row, const std::string& id) {
    const auto known = store()->find_relationship(id);
    if (!known) return false;
    const auto held = store()->find_relationship(*known);
    const auto is = [&](NodeId end, std::uint32_t identity) {
      return store()->find_node(staging_.identities[identity]) == end;
    };
    return !held || store()->name(held->type) != staging_.types[row.type] || !is(held->start, row.start) ||
           !is(held->end, row.end);
  }

  const Snapshot* store() {
    if (!asked_) {
      asked_ = true;
      if (Store* found = open_store_(false)) snapshot_ = found->snapshot();
    }
    return snapshot_ ? &*snapshot_ : nullptr;
  }

  bool is_known_node(const Identity& identity) {
    const std::uint32_t* number = staging_.identities.find(identity);
    if (number != nullptr && defined_by_[*number] != kNone) return true;
    return store() != nullptr && store()->find_node(identity).has_value();
  }

  void judge_end(StagedRelationship& row, std::uint32_t end, std::uint32_t column, bool is_start) {
    if (defined_by_[end] != kNone || is_known_node(staging_.identities[end])) return;
    staging_.refuse(row, refusals::end_is_nobody(is_start, column, staging_.identities[end]));
  }

  void judge_ends(StagedRelationship& row) {
    if (row.refused) return;
    judge_end(row, row.start, row.start_column, true);
    if (!row.refused) judge_end(row, row.end, row.end_column, false);
  }

  bool is_loaded_relationship(const std::string& own_id) const {
    const std::uint32_t* number = staging_.own_ids.find(own_id);
    return number != nullptr && owners_.contains(*number);
  }

  void judge_subject(StagedFact& row) {
    const Identity& subject = staging_.subjects[row.subject];
    const bool is_node = is_known_node(subject);
    bool is_relationship = subject.group.empty() && is_loaded_relationship(subject.id);
    if (!is_node && !is_relationship && subject.group.empty() && store() != nullptr) {
      is_relationship = store()->find_relationship(subject.id).has_value();
    }
    if (is_relationship && row.fact.predicate.starts_with("label:")) {
      staging_.refuse(row, "a relationship has no labels: " + cells::quoted(row.fact.predicate));
    } else if (is_node && is_relationship) {
      staging_.refuse(row, "subject " + spelled(subject) + " is the id of a node and of a relationship");
    } else if (!is_node && !is_relationship) {
      staging_.refuse(row, "subject " + spelled(subject) + " is the id of no node and no relationship");
    }
  }

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  Staging& staging_;
  const std::function<Store*(bool)>& open_store_;
  bool asked_ = false;
  std::optional<Snapshot> snapshot_;
  std::vector<std::size_t> defined_by_;       // identity -> its first row
  std::unordered_set<std::uint32_t> owners_;  // own ids of relationships that come in
  std::unordered_map<std::uint32_t, const StagedRelationship*> first_with_id_;
};

// ---- writing

class Writer {
 public:
  Writer(const Staging& staging, Store& store, LoadReport& report, Progress& progress, std::uint64_t most_bytes)
      : staging_(staging),
        most_bytes_(most_bytes),
        transaction_(store.begin()),
        before_(store.snapshot()),
        report_(report),
        progress_(progress) {}

  void write(const std::string& now) {
    node_ids_.resize(staging_.identities.size());
    write_rows(staging_.nodes, &Writer::write_node);
    write_rows(staging_.relationships, &Writer::write_relationship);
    write_facts();
    for (const Dataset& dataset : staging_.datasets) write_dataset(dataset, now);
    transaction_.commit();
  }

 private:
  // What the store refuses of a row is said with the row's place.
  template <class Row>
  void write_rows(const std::vector<Row>& rows, void (Writer::*write_row)(const Row&)) {
    for (const Row& row : rows) {
      step();
      if (row.refused) continue;
      try {
        (this->*write_row)(row);
      } catch (Error& error) {
        error.at(staging_.place(row));
        throw;
      }
    }
  }

  void step() {
    require_room(staging_.bytes() + transaction_.bytes(), most_bytes_);
    progress_.write_row(++rows_, staging_.nodes.size() + staging_.relationships.size() + staging_.facts.size());
  }

  Evidence evidence(const StagedRow& row) const {
    Evidence evidence = staging_.evidences[row.evidence];
    evidence.dataset = staging_.datasets[row.dataset].name;
    return evidence;
  }

  void add_properties(std::vector<Fact>& facts, std::uint64_t begin, std::uint64_t end) const {
    for (std::uint64_t i = begin; i < end; ++i) {
      const auto& [key, value] = staging_.properties[i];
      facts.push_back({staging_.keys[key], value, {}});
    }
  }

  NodeId node_id(std::uint32_t identity) {
    std::optional<NodeId>& id = node_ids_[identity];
    if (!id) id = transaction_.merge_node(staging_.identities[identity]);
    return *id;
  }

  void write_node(const StagedNode& row) {
    Assertion assertion{evidence(row), {{"exists", Value::boolean(true), {}}}};
    for (const std::string& label : staging_.label_sets[row.labels])
      assertion.facts.push_back({"label:" + label, Value::boolean(true), {}});
    add_properties(assertion.facts, row.properties, row.properties_end);
    std::optional<NodeId>& id = node_ids_[row.identity];
    if (id) {  // made for the sake of a relationship, or by another data set of this load
      report_.statements_new += transaction_.assert_facts(EntityId::of(*id), assertion);
      return;
    }
    const Asserted<NodeId> node = transaction_.assert_node(staging_.identities[row.identity], assertion);
    id = node.id;
    report_.nodes_new += node.made ? 1 : 0;
    report_.statements_new += node.statements;
  }

  std::string identity(const StagedRelationship& row) {
    if (row.id != 0) return staging_.own_ids[row.id];
    if (row.dataset != counted_dataset_) {  // a path given twice in one command is one data set, loaded twice
      counted_dataset_ = row.dataset;
      identities_ = {};
    }
    parts_.clear();
    append_part(parts_, staging_.datasets[row.dataset].name);
    append_part(parts_, std::filesystem::path(staging_.files[row.file]).filename().native());
    append_part(parts_, staging_.types[row.type]);
    for (const std::uint32_t end : {row.start, row.end}) {
      append_part(parts_, staging_.identities[end].group);
      append_part(parts_, staging_.identities[end].id);
    }
    std::vector<std::pair<std::string_view, const Value*>> sorted;
    for (std::uint64_t i = row.properties; i < row.properties_end; ++i) {
      sorted.emplace_back(staging_.keys[staging_.properties[i].first], &staging_.properties[i].second);
    }
    std::sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    for (const auto& [key, value] : sorted) {
      append_part(parts_, key);
      append_part(parts_, *value);
    }
    return identities_.next(parts_);
  }

  void write_relationship(const StagedRelationship& row) {
    Assertion assertion{evidence(row), {{"exists", Value::boolean(true), {}}}};
    add_properties(assertion.facts, row.properties, row.properties_end);
    const Asserted<RelId> relationship = transaction_.assert_relationship(
        identity(row), staging_.types[row.type], node_id(row.start), node_id(row.end), assertion);
    if (row.id != 0) own_ids_[row.id] = relationship.id;
    report_.relationships_new += relationship.made ? 1 : 0;
    report_.statements_new += relationship.statements;
  }

  std::optional<EntityId> subject(const Identity& known) {
    const std::uint32_t* number = staging_.identities.find(known);
    if (number != nullptr && node_ids_[*number]) return EntityId::of(*node_ids_[*number]);
    if (const std::uint32_t* own = staging_.own_ids.find(known.id); own != nullptr && known.group.empty()) {
      const auto at = own_ids_.find(*own);
      if (at != own_ids_.end()) return EntityId::of(at->second);
    }
    if (const auto node = before_.find_node(known)) return EntityId::of(*node);
    if (const auto relationship = before_.find_relationship(known.id)) return EntityId::of(*relationship);
    return std::nullopt;  // its own row was refused
  }

  // Those of one subject together: what queries see of it is folded once, however many there are.
  void write_facts() {
    std::vector<std::vector<const StagedFact*>> by_subject(staging_.subjects.size());
    for (const StagedFact& row : staging_.facts)
      if (!row.refused) by_subject[row.subject].push_back(&row);
    for (const auto& rows : by_subject)
      if (!rows.empty()) write_facts(rows);
  }

  void write_facts(const std::vector<const StagedFact*>& rows) {
    const auto entity = subject(staging_.subjects[rows.front()->subject]);
    if (!entity) return;
    std::vector<Assertion> assertions;
    for (const StagedFact* row : rows) {
      step();
      assertions.push_back({evidence(*row), {row->fact}});
    }
    try {
      report_.statements_new += transaction_.assert_all(*entity, assertions);
    } catch (Error& error) {
      error.at(staging_.place(*rows.front()));
      throw;
    }
  }

  // The same data set again leaves the record of its last load: nothing changed.
  void write_dataset(Dataset dataset, const std::string& now) {
    const auto same_file = [](const auto& a, const auto& b) {
      return a.second == b.second &&
             std::filesystem::path(a.first).filename() == std::filesystem::path(b.first).filename();
    };
    for (const Dataset& known : before_.datasets()) {
      if (known.name != dataset.name) continue;
      if (known.about == dataset.about &&
          std::equal(known.files.begin(), known.files.end(), dataset.files.begin(), dataset.files.end(), same_file)) {
        return;
      }
      dataset.earlier = known.earlier;
      dataset.earlier.push_back({known.loaded_on, known.files});
    }
    dataset.loaded_on = now;
    transaction_.record_dataset(dataset);
  }

  const Staging& staging_;
  const std::uint64_t most_bytes_;
  Transaction transaction_;
  const Snapshot before_;
  LoadReport& report_;
  Progress& progress_;
  std::vector<std::optional<NodeId>> node_ids_;  // by identity
  std::unordered_map<std::uint32_t, RelId> own_ids_;
  RelationshipIdentities identities_;  // of the data set at hand
  std::uint32_t counted_dataset_ = 0;
  std::string parts_;
  std::uint64_t rows_ = 0;
};

std::string joined_names(const std::vector<Dataset>& datasets) {
  std::string names;
  for (const Dataset& dataset : datasets) names += (names.empty() ? "" : ", ") + dataset.name;
  return names;
}

}  // namespace

namespace {

// Nothing where it cannot be done: the store is in memory or has a schema, or the rows are not plain.
std::optional<LoadReport> load_in_bulk(const std::function<Store*(bool create)>& open_store, const LoadRequest& request,
                                       const std::string& now, std::uint64_t bytes, const ProgressFunction& tell) {
  Store* store = open_store(false);
  if (store == nullptr) store = open_store(true);
  const std::unique_ptr<BulkLoad> bulk = store->begin_bulk_load(request.memory_bytes);
  if (!bulk) return {};
  try {
    LoadReport report;
    Progress progress(tell, bytes, kBulkReadingShare);
    BulkSink sink(*bulk, report, progress, request.memory_bytes / kQueueShares);
    read_all(request, sink);
    sink.finish();
    report.dataset = joined_names(sink.datasets());
    if (report.refused_count > 0 && !request.skip_bad_rows) return report;
    const BulkLoad::Totals totals = sink.commit(now);
    report.nodes_new = totals.nodes;
    report.relationships_new = totals.relationships;
    report.statements_new = totals.statements;
    report.committed = true;
    return report;
  } catch (const NotPlain&) {
    return {};
  }
}

}  // namespace

LoadReport load(const std::function<Store*(bool create)>& open_store, const LoadRequest& request,
                const std::string& now, const ProgressFunction& tell) {
  const std::uint64_t bytes = input_bytes(request);
  if (bytes >= request.bulk_from_bytes)
    if (auto report = load_in_bulk(open_store, request, now, bytes, tell)) return std::move(*report);
  LoadReport report;
  Progress progress(tell, bytes, kReadingShare);
  Staging staging(report, progress, request.most_bytes);
  read_all(request, staging);
  report.dataset = joined_names(staging.datasets);
  Judge(staging, open_store).judge();
  if (report.refused_count > 0 && !request.skip_bad_rows) return report;
  Writer(staging, *open_store(true), report, progress, request.most_bytes).write(now);
  report.committed = true;
  return report;
}

}  // namespace polgraph
