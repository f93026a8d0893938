// What `show` shows of an entity, gathered once and written in three forms.
#pragma once

#include <iosfwd>
#include <map>
#include <string>
#include <vector>

#include "graph/snapshot.h"
#include "graph/value.h"

namespace polgraph::cli {

struct ShownFact {
  std::string predicate;
  std::string value;
  std::string original;  // as printed, where it differs
  std::string rank;      // "normal" is left empty
  std::string validity;  // "2018 to 2020"
  std::vector<std::size_t> sources;
  bool best = false;
  Value raw;
};

struct ShownProperty {
  std::string key;
  std::string value;
  std::string also;  // conflicting values, each with its source: "1500000000 [3]"
  std::vector<std::size_t> sources;
  Value raw;
};

struct ShownName {
  std::string text;
  std::string kind;  // "acronym, en"
};

struct ShownRelationship {
  std::string type;
  bool outgoing = true;
  std::string other;
  std::string other_id;
  std::string details;
  std::vector<std::size_t> sources;
};

struct Portrait {
  std::string name;
  std::string id;
  std::vector<std::string> labels;
  std::vector<ShownName> names;
  std::vector<std::string> money;
  std::vector<ShownProperty> properties;
  std::vector<ShownRelationship> relationships;  // by type, outgoing first
  std::vector<ShownFact> facts;
  std::vector<std::string> sources;                                // as lines; number 1 is the first
  std::vector<std::pair<std::string, std::string>> source_places;  // source id, locator
};

Portrait make_portrait(const Snapshot& snapshot, NodeId node, bool all_ranks);

void print_text(const Portrait& portrait, std::ostream& out);
void print_markdown(const Portrait& portrait, std::ostream& out);
Value as_value(const Portrait& portrait);  // for JSON

}  // namespace polgraph::cli
