// Private: many rows into a store, at the speed of the disk. What Transaction does for a load, for the plain case
// alone: each node and each relationship is new and comes once, as one row that states what its record holds;
// relationships may begin and end at nodes that the store has. Records are encoded once, indexes are sorted aside, and
// all of it is taken in as table files by one atomic commit. The store is then, byte for byte, what a Transaction would
// have made of the same rows.
//
//   BulkLoad load(database, 256 << 20);
//   load.begin_dataset("grants");
//   const std::uint32_t who = load.identity(key);
//   load.add_node(row);
//   ... load.commit(...)
//
// Nothing of an unfinished one is left but a folder, which the next writer takes away.
//   Thread  one at a time; commit() works on two
//   Throws  Error Storage; Error Limit "TooManyEntities"
//   Cost    memory: `memory_bytes` for what is sorted and set aside, and beyond that about 60 bytes and the id for each
//           node, 25 bytes for each relationship, 8 bytes for each node of the store; a look-up in the store for each
//           identity, where it holds something
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/bulk/key_sorter.h"
#include "graph/bulk/numbered.h"
#include "graph/bulk/spool.h"
#include "graph/bulk/steps.h"
#include "graph/catalog.h"
#include "graph/codec.h"
#include "graph/database.h"
#include "graph/index.h"
#include "graph/provenance.h"
#include "graph/record.h"

namespace polgraph {

class BulkLoad {
 public:
  // Where a row stands, for the message if it is refused. `file` is the caller's number.
  struct Origin {
    std::uint32_t file = 0;
    std::uint64_t line = 0;
    std::uint32_t start_column = 0, end_column = 0;
  };
  // A row of nodes. Property keys, sets of labels and shapes are the caller's numbers.
  struct NodeRow {
    std::uint32_t identity = 0;
    std::uint32_t labels = 0;
    std::uint32_t shape = 0;
    std::string_view properties;     // as at the end of a record, with the caller's keys, ascending
    std::string_view evidence;       // the record of its statement; empty: nothing but the data set is said of it
    bool is_dated = false;           // by the evidence
    std::string_view index_entries;  // of it: see append_index_entries()
  };
  // A row of relationships. Types and property keys are the caller's numbers, in order of first appearance.
  struct Row {
    std::uint32_t type = 0;
    std::uint32_t start = bulk::kNoNumber, end = bulk::kNoNumber;  // identities
    std::string_view own_id;                                       // empty: known by `print`
    std::uint64_t print = 0;
    std::string_view evidence;    // the record of its statement; empty: nothing but the data set is said of it
    bool is_dated = false;        // by the evidence
    std::uint32_t facts = 0;      // that it states
    std::string_view properties;  // as at the end of a record, with the caller's keys, ascending
    Origin origin;
  };
  struct Totals {
    std::uint64_t nodes = 0, relationships = 0, statements = 0;
  };
  using Tick = std::function<void(double done)>;  // 0 to 1; may throw

  BulkLoad(std::shared_ptr<rocks::Database> database, std::size_t memory_bytes);
  BulkLoad(const BulkLoad&) = delete;
  BulkLoad& operator=(const BulkLoad&) = delete;
  ~BulkLoad();

  void begin_dataset(const std::string& name);  // the rows that follow are of another one
  // The number of a node's identity, defined or not. `key` is codec::identity_key without its first byte.
  std::uint32_t identity(std::string_view key) { return identities_.number(key); }
  void identities(std::span<const std::string_view> keys, std::vector<std::uint32_t>& numbers) {
    identities_.number_all(keys, numbers);
  }
  Identity identity(std::uint32_t number) const;
  bool is_node(std::uint32_t identity) const;
  std::uint32_t nth_node(std::uint32_t identity) const { return node_of_[identity] - first_node_; }  // of those added
  // What the store has already: not for rows to bring.
  bool holds_node(std::uint32_t identity) const;
  bool holds_relationship(const std::string& own_id) const;
  bool holds_dataset(const std::string& name) const;
  // After refuse_dangling(): has the store one of the relationships whose rows have no id of their own? (Of a data set
  // that was unloaded, what others had written to is left.) `types`: the caller's names by number.
  // Cost: a look between each two nodes of the store that rows lead from and to
  bool holds_row(std::span<const std::string> types) const;
  // What rows of nodes name, numbered from 0: sets of labels, each once; names of properties in the order of a row,
  // with their numbers.
  using NamedKeys = std::vector<std::pair<std::string, std::uint32_t>>;
  void add_label_set(std::vector<std::string> labels) { label_sets_.push_back({std::move(labels), {}, false}); }
  void add_shape(NamedKeys keys) { shapes_.push_back({std::move(keys), false, false}); }
  // What the indexes will have of a property of a node. Appends to `entries`, and to `terms` those of its names. Any
  // thread: reads nothing but what stays as it is.
  void index_property(const std::string& name, std::uint32_t key, const Value& value, std::string& entries,
                      index::NameTerms& terms) const;
  // After all properties.
  static void append_terms(std::string& entries, index::NameTerms& terms);
  void add_node(const NodeRow& row);  // the identity must be no node yet, here or in the store
  void add_relationship(const Row& row);

  // After the last row. Takes out the rows of relationships that begin or end at no node, here or in the store, and
  // tells of each: is it the start that is none, and which identity.
  void refuse_dangling(const std::function<void(const Origin&, bool is_start, std::uint32_t identity)>& refused);

  // After refuse_dangling(). `types` and `keys`: the caller's names by number. On disk when it returns.
  Totals commit(std::span<const std::string> types, std::span<const std::string> keys,
                std::span<const Dataset> datasets, const Tick& tick);

 private:
  friend class BulkTables;
  struct Session {  // first to begin, last to end
    explicit Session(std::shared_ptr<rocks::Database> from);
    ~Session();
    std::shared_ptr<rocks::Database> database;
  };
  struct Statement {              // of the rows of one data set that have no evidence of their own
    std::uint64_t first_row = 0;  // of relationships
    std::string record;
  };
  struct LabelSet {
    std::vector<std::string> names;
    std::vector<LabelId> labels;  // ascending; once a node has them
    bool is_numbered = false;
  };
  struct Shape {
    NamedKeys keys;
    bool is_numbered = false;  // a node has it
    bool is_as_given = false;  // and our numbers are the caller's
  };
  const LabelSet& label_set(std::uint32_t number);
  const Shape& shape(std::uint32_t number);
  void index_node(NodeId node, const std::vector<LabelId>& labels, std::string_view entries);
  void find_ends_in_store();
  std::uint64_t nodes() const { return identity_of_.size(); }  // that were added

  Session session_;
  std::shared_ptr<const rocks::View> before_;  // what the store holds
  std::filesystem::path folder_;
  std::shared_ptr<Catalog> catalog_;
  std::shared_ptr<Dictionaries> names_;
  const std::uint32_t first_node_;  // of those added
  const std::uint64_t first_relationship_, first_assertion_;
  std::string dataset_;
  std::vector<Statement> statements_;
  bulk::Numbered identities_;
  std::vector<std::uint32_t> node_of_;      // by identity
  std::vector<std::uint32_t> identity_of_;  // by node that was added
  bool has_ends_in_store_ = false;          // of rows of relationships; known after refuse_dangling()
  std::vector<LabelSet> label_sets_;
  std::vector<Shape> shapes_;
  std::vector<std::uint32_t> keys_of_nodes_;  // by the caller's number
  std::vector<std::vector<std::uint32_t>> nodes_by_label_;
  std::vector<std::uint32_t> dated_nodes_;
  bulk::Steps steps_;                   // ends of the rows of relationships
  std::vector<std::uint64_t> refused_;  // rows of relationships, ascending
  std::vector<std::uint64_t> dated_rows_;
  bulk::Numbered own_ids_;
  bulk::Spool rows_;      // what Steps does not have of them
  bulk::Spool evidence_;  // of rows that have some
  bulk::KeySorter properties_, terms_;
  std::unique_ptr<rocks::Table> records_, statements_table_;
  std::uint64_t statement_count_ = 0;
  std::string bytes_;              // scratch
  codec::NodeRecord node_record_;  // likewise
};

}  // namespace polgraph
