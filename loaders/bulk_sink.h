// Rows of a load on their way into a store (graph/bulk/load.h): encoded as they are read, on one thread, and put in
// their places on another. Only the plain case goes this way: one row for each entity, which the store does not have
// yet, and no statements beside the rows.
// Anything else is told by throwing NotPlain, and the caller begins again with load.cc's Staging, which takes all.
// Private to loaders/load.cc.
//   Thread  the GraphSink's functions on one; the other is its own
//   Throws  NotPlain; what BulkLoad throws
#pragma once

#include <condition_variable>
#include <deque>
#include <exception>
#include <map>
#include <mutex>
#include <span>
#include <string>
#include <thread>
#include <vector>

#include "graph/bulk/load.h"
#include "loaders/format.h"
#include "loaders/load.h"
#include "loaders/progress.h"
#include "loaders/relationship_identity.h"
#include "loaders/staging.h"

namespace polgraph {

struct NotPlain {};

class BulkSink final : public GraphSink {
 public:
  // `queued_bytes`: of rows that were read and not put in place yet.
  BulkSink(BulkLoad& load, LoadReport& report, Progress& progress, std::size_t queued_bytes);
  ~BulkSink() override;

  void begin_dataset(const std::string* name);  // it may be given until the first row comes
  void end_dataset(const std::string& name);
  Dataset& dataset() { return datasets_.back(); }
  const std::vector<Dataset>& datasets() const { return datasets_; }

  void node(NodeRow& row) override;
  void relationship(RelationshipRow& row) override;
  void fact(FactRow) override { throw NotPlain{}; }
  void refuse(Place place, std::string reason) override;
  void warn(Place place, std::string text) override;
  void file(std::string path, std::string sha256) override;
  void about(std::string key, std::string value) override;

  // After the last row: every row is judged, and those that are refused are in the report.
  void finish();
  BulkLoad::Totals commit(const std::string& now);

 private:
  // The names of a row's properties, in its order, and what follows from them.
  struct Shape {
    std::uint32_t number = 0;
    std::vector<std::string> names;
    std::vector<std::string> name_parts;  // as they are in a print
    std::vector<std::uint32_t> keys;
    std::vector<std::size_t> by_key, by_name;
  };
  struct Batch {
    std::string dataset;
    bool begins_dataset = false;
    std::vector<std::vector<std::string>> label_sets;  // new ones
    std::vector<BulkLoad::NamedKeys> shapes;           // likewise
    std::vector<FingerprintBegin> print_begins;        // what the prints of rows begin with
    std::string nodes, relationships;                  // rows
    std::size_t bytes() const {
      return nodes.size() + relationships.size() + print_begins.size() * sizeof(FingerprintBegin);
    }
  };
  struct Twice {
    BulkLoad::Origin row, first;
    std::uint32_t number = 0;  // of the identity, of the own id
  };

  // reading
  std::uint32_t file_number(const std::string& path);
  const Shape& shape_of(const NamedValues& properties);
  Shape make_shape(const NamedValues& properties);
  std::uint32_t label_set_number(const std::vector<std::string>& labels);
  void append_properties(const NamedValues& properties, const Shape& shape);
  void append_evidence(std::string& bytes, const Evidence& evidence);
  std::uint32_t type_number(const std::string& type);
  void append_print(const RelationshipRow& row, const Shape& shape);
  void begin_row(const Place& place);
  void send_full();
  void send();
  void await_queued();
  Place place(const BulkLoad::Origin& origin) const;
  void report_refused();

  // placing
  void work();
  void take(Batch& batch);
  void take_node(codec::Reader& reader);
  void take_relationships(codec::Reader& reader, std::span<const FingerprintBegin> print_begins);
  bool is_new_own_id(const BulkLoad::Row& row);

  BulkLoad& load_;
  LoadReport& report_;
  Progress& progress_;
  std::vector<Dataset> datasets_;
  const std::string* name_ = nullptr;  // of the data set at hand
  bool has_rows_ = false;              // has the data set at hand?
  Interned<std::string> files_, types_, keys_;
  std::string last_file_, last_type_, parts_, scratch_;
  std::uint32_t last_file_number_ = 0, last_type_number_ = 0;
  bool print_begins_anew_ = true;  // data set, file or type is another now
  std::map<std::vector<std::string>, Shape> shapes_;
  const Shape* last_shape_ = nullptr;
  std::map<std::vector<std::string>, std::uint32_t> label_sets_;
  const std::pair<const std::vector<std::string>, std::uint32_t>* last_label_set_ = nullptr;
  index::NameTerms terms_;
  Batch batch_;

  std::mutex mutex_;
  std::condition_variable changed_;
  std::deque<Batch> queue_;
  const std::size_t most_queued_bytes_;
  std::size_t queued_bytes_ = 0;
  bool ended_ = false, failed_ = false;
  std::exception_ptr failure_;
  std::thread worker_;

  // of the worker, until it has ended
  std::vector<BulkLoad::Row> rows_;
  std::vector<std::string_view> ends_;
  std::vector<std::uint32_t> end_numbers_;
  bool datasets_apart_ = false;  // more than one: what comes twice may come from two of them
  std::uint32_t datasets_begun_ = 0;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> node_origins_;  // by node: file, line
  bulk::Numbered own_ids_;
  std::vector<BulkLoad::Origin> own_id_origins_;
  std::vector<Twice> nodes_twice_, own_ids_twice_;  // the first ones
  std::uint64_t nodes_twice_count_ = 0, own_ids_twice_count_ = 0;
};

}  // namespace polgraph
