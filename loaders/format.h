// The contract between file formats and the rest. A loader never sees the store: it reads an Input and speaks to a
// GraphSink, so a test hands it a recording sink, and the one Transaction around all files is loaders/load.cc's
// business. An exporter gets a GraphSource and writes to a stream. Both directions of a format live in one file.
#pragma once

#include <filesystem>
#include <functional>
#include <iosfwd>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/place.h"
#include "graph/provenance.h"
#include "graph/record.h"
#include "graph/snapshot.h"
#include "graph/value.h"

namespace polgraph {

using NamedValues = std::vector<std::pair<std::string, Value>>;

struct NodeRow {
  Identity identity;
  std::vector<std::string> labels;
  NamedValues properties;
  Evidence evidence;
  Place place;
  bool may_repeat = false;  // the same node may come in another row (it then gains what this row says); else refused
};

struct RelationshipRow {
  std::string id;  // empty: identity is made of data set, file, type, ends, properties, count
  std::string type;
  Identity start;
  Identity end;
  NamedValues properties;
  Evidence evidence;
  Place place;
  std::uint32_t start_column = 0;  // number of the cell that names the end, from 1, for messages; 0: unknown
  std::uint32_t end_column = 0;
};

struct FactRow {        // a row of statements.csv
  std::string subject;  // id of a node or of a relationship
  std::string group;    // of a node
  Fact fact;
  Evidence evidence;
  Place place;
};

class GraphSink {
 public:
  virtual ~GraphSink() = default;
  // What a row holds may be moved out of it: whoever hands over one after the other sets all of it anew.
  virtual void node(NodeRow& row) = 0;
  virtual void relationship(RelationshipRow& row) = 0;  // ends may come later
  virtual void fact(FactRow row) = 0;                   // subject may come later
  virtual void refuse(Place place,
                      std::string reason) = 0;           // a bad row: strict loads fail at the end, with all of them
  virtual void warn(Place place, std::string text) = 0;  // doubtful, but in
  virtual void file(std::string path, std::string sha256) = 0;  // was read
  virtual void about(std::string key, std::string value) = 0;   // title, version, licence ... of the data set
};

// What `load` was asked to read for one data set.
struct LoadRequest {
  struct Table {  // load --nodes [Label:Label=]FILE,FILE...
    std::vector<std::string> labels_or_type;
    std::vector<std::filesystem::path> files;
  };
  std::vector<std::filesystem::path> paths;
  std::vector<Table> nodes;
  std::vector<Table> relationships;
  std::string format;     // empty: by content and name
  std::string name;       // data set; empty: the package's name or the file's
  char delimiter = '\0';  // empty: ',' or as the format says
  char array_delimiter = ';';
  std::string encoding;  // empty: UTF-8, or UTF-16 by its mark
  bool skip_bad_rows = false;
  std::uint64_t memory_bytes = 128u << 20;   // of a load of many rows, for what is sorted and set aside
  std::uint64_t most_bytes = UINT64_MAX;     // of rows that go in by a transaction, which holds them all
  std::uint64_t bulk_from_bytes = 1u << 20;  // of input: from so many on a new store is written straight
};

// What to write: the graph as chosen by --query, --around, --trace, or all of it.
struct GraphSource {
  const Snapshot* snapshot = nullptr;
  std::vector<NodeId> nodes;         // ascending
  std::vector<RelId> relationships;  // ascending; both ends are in nodes
  std::string title;
};

struct SaveOptions {
  std::size_t max_nodes = 300;  // pictures: beyond this they are refused, being unreadable
  int timeout_s = 60;           // pictures: for the drawing process
};

struct Format {
  std::string_view name;
  std::string_view description;
  std::vector<std::string_view> extensions;
  // Does it look like this format? `head` is the first 64 KiB (empty for a folder).
  bool (*sniff)(const std::filesystem::path& path, std::string_view head) = nullptr;
  void (*load)(const std::filesystem::path& path, const LoadRequest& request, GraphSink& sink,
               std::string& dataset_name) = nullptr;
  void (*save)(const GraphSource& graph, const SaveOptions& options, std::ostream& out) = nullptr;
  // For a format of several files instead of save: into `folder`, which is there and empty (loaders/save.h).
  void (*save_folder)(const GraphSource& graph, const SaveOptions& options,
                      const std::filesystem::path& folder) = nullptr;
};

// The table of all formats, in loaders/formats.cc.
const std::vector<Format>& formats();
const Format* find_format(std::string_view name_or_extension);

}  // namespace polgraph
