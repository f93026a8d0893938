// Private: the indexes, adjacencies and lists that follow from records, held against them. What the records ask for is
// added up while `check` passes over them, then what is there is. Only where the two sums differ are entries looked up
// one by one, to name those that are missing and those that no record asks for: of a sound store everything is read
// once, in the order in which it lies on disk.
#pragma once

#include <array>
#include <map>
#include <string>

#include "graph/check_findings.h"
#include "graph/entries.h"
#include "graph/snapshot.h"

namespace polgraph {

class CheckIndexes {
 public:
  CheckIndexes(const Snapshot& snapshot, CheckFindings& findings);

  // Each record that is there, once.
  void expect(NodeId id, const codec::NodeRecord& record);
  void expect(RelId id, const codec::RelationshipRecord& record);
  void expect_dated(EntityId entity);  // it has statements that hold for a time, in a store that lists them

  std::uint64_t entries(const SchemaRule& rule) const;  // expected so far
  void compare();                                       // once, after all records

 private:
  // Entries, whatever their order: two sets of them are equal if these are, but once in 2^64.
  struct Tally {
    std::uint64_t entries = 0;
    std::uint64_t sum = 0;

    void add(std::string_view key, std::string_view value);
    bool operator==(const Tally&) const = default;
  };

  void expect(const Entry& entry);
  bool differs(rocks::Family family) const { return different_[static_cast<std::size_t>(family)]; }
  void add_up();
  void name_missing();
  void name_missing(EntityId entity, const Entry& entry);
  void name_missing_dated(EntityId entity, bool has_evidence);
  void name_leftovers(rocks::Family family, const std::string& what);
  EntityId subject_of(rocks::Family family, const rocks::Cursor& at) const;
  bool is_asked_for(rocks::Family family, EntityId subject, std::string_view key);
  bool is_about_nodes(rocks::Family family, std::string_view key) const;
  bool has_dated(EntityId entity) const;

  const Snapshot& snapshot_;
  const rocks::View& view_;
  CheckFindings& findings_;
  Entries entries_;
  std::array<Tally, rocks::kFamilies> expected_;
  std::array<bool, rocks::kFamilies> different_{};
  std::array<bool, rocks::kFamilies> named_{};           // something of it was reported
  std::map<std::uint32_t, std::uint64_t> rule_entries_;  // by the rule's number
};

}  // namespace polgraph
