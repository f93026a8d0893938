// Footnotes: facts get numbers of the places they rest on, and the places are listed below, each once.
//
//   Citations citations(snapshot);
//   out << "Green Innovation Fund " << citations.marks(EntityId::of(relationship));   // [1][2]
//   citations.print(out);
#pragma once

#include <iosfwd>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "graph/provenance.h"
#include "graph/snapshot.h"

namespace polgraph::cli {

class Citations {
 public:
  explicit Citations(const Snapshot& snapshot) : snapshot_(&snapshot) {}

  std::size_t number(const std::string& source, const std::string& locator);  // from 1, in order of first use
  // "[1][2]" for all that is asserted of the entity (deprecated statements aside); empty where nothing has a source.
  std::string marks(EntityId entity);
  std::string mark(const Evidence& evidence);
  // The number of the evidence into `numbers`, which are ascending, once; nothing where no source was given.
  void add(std::vector<std::size_t>& numbers, const Evidence& evidence);
  // source and locator of all that is asserted of the entity, each pair once.
  std::vector<std::pair<std::string, std::string>> places(EntityId entity) const;

  const std::vector<std::pair<std::string, std::string>>& listed() const { return listed_; }  // number 1 is the first
  void print(std::ostream& out) const;         // "Sources" and one line each; nothing if there are none
  std::string line(std::size_t number) const;  // the place as a person would look it up, without its number

 private:
  const Snapshot* snapshot_;
  std::vector<std::pair<std::string, std::string>> listed_;
  std::map<std::pair<std::string, std::string>, std::size_t> numbers_;
};

}  // namespace polgraph::cli
