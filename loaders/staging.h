// What a load has read and not written yet: every row, compact (names interned, properties in one array), and the notes
// about rows. Private to loaders/load.cc.
//   Throws  Error Limit "MemoryLimit" where rows take more than they may
//   Cost    about 60 bytes a row and 24 a property, beyond the texts themselves
#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "graph/snapshot.h"
#include "loaders/format.h"
#include "loaders/load.h"
#include "loaders/progress.h"

namespace polgraph {

struct HashIdentity {
  std::size_t operator()(const Identity& identity) const {
    return std::hash<std::string>()(identity.id) * 31 + std::hash<std::string>()(identity.group);
  }
};

// Numbers for equal things, in order of first appearance.
template <class Thing, class Hash = std::hash<Thing>>
class Interned {
 public:
  std::uint32_t number(const Thing& thing) {
    const auto [at, is_new] = numbers_.try_emplace(thing, static_cast<std::uint32_t>(things_.size()));
    if (is_new) things_.push_back(&at->first);
    return at->second;
  }
  const Thing& operator[](std::uint32_t number) const { return *things_[number]; }
  std::size_t size() const { return things_.size(); }
  const std::uint32_t* find(const Thing& thing) const {
    const auto at = numbers_.find(thing);
    return at == numbers_.end() ? nullptr : &at->second;
  }

 private:
  std::unordered_map<Thing, std::uint32_t, Hash> numbers_;
  std::vector<const Thing*> things_;  // keys of an unordered_map stay where they are
};

struct StagedRow {
  std::uint32_t dataset = 0;
  std::uint32_t file = 0;
  std::int64_t line = 0;
  std::uint32_t evidence = 0;
  bool refused = false;
};

struct StagedNode : StagedRow {
  std::uint32_t identity = 0;
  std::uint32_t labels = 0;
  std::uint64_t properties = 0, properties_end = 0;
  bool may_repeat = false;
};

struct StagedRelationship : StagedRow {
  std::uint32_t type = 0;
  std::uint32_t start = 0, end = 0;  // identities
  std::uint32_t start_column = 0, end_column = 0;
  std::uint32_t id = 0;  // of own_ids; 0: none of its own
  std::uint64_t properties = 0, properties_end = 0;
};

struct StagedFact : StagedRow {
  std::uint32_t subject = 0;  // of subjects
  Fact fact;
};

// Throws Error Limit "MemoryLimit" where `bytes` are more than a load by a transaction may hold.
void require_room(std::uint64_t bytes, std::uint64_t most_bytes);

class Staging final : public GraphSink {
 public:
  Staging(LoadReport& report, Progress& progress, std::uint64_t most_bytes);

  void begin_dataset(const std::string*) { datasets.emplace_back(); }  // the rows that follow are of another one
  void end_dataset(const std::string& name) { dataset().name = name; }
  Dataset& dataset() { return datasets.back(); }

  void node(NodeRow& row) override;
  void relationship(RelationshipRow& row) override;
  void fact(FactRow row) override;
  void refuse(Place place, std::string reason) override;
  void warn(Place place, std::string text) override;
  void file(std::string path, std::string sha256) override;
  void about(std::string key, std::string value) override;

  void refuse(StagedRow& row, std::string reason);
  Place place(const StagedRow& row) const { return {files[row.file], row.line, 1, 0}; }
  std::uint64_t bytes() const;  // that all of it takes, about

  std::vector<Dataset> datasets;
  std::vector<StagedNode> nodes;
  std::vector<StagedRelationship> relationships;
  std::vector<StagedFact> facts;
  std::vector<std::pair<std::uint32_t, Value>> properties;  // key, value
  std::deque<Evidence> evidences;                           // 0: none
  Interned<std::string> files, types, keys, own_ids;
  Interned<Identity, HashIdentity> identities, subjects;
  std::vector<std::vector<std::string>> label_sets;

 private:
  void stage(StagedRow& row, const Place& place, Evidence& evidence);
  std::uint64_t stage_properties(NamedValues& values, const Place& place);
  std::uint32_t stage_key(const std::string& key, const Place& place);
  std::uint32_t stage_labels(std::vector<std::string>& labels);

  std::uint32_t identity_number(const Identity& identity);

  LoadReport& report_;
  Progress& progress_;
  const std::uint64_t most_bytes_;
  std::uint64_t text_bytes_ = 0;  // of what lies behind the rows
  std::map<std::vector<std::string>, std::uint32_t> label_numbers_;
};

}  // namespace polgraph
