// Statements held against the document that they cite: does the place exist, and do the anchors stand there?
//
//   const Document report = Document(Input::file("report.txt"));
//   const Verification result = verify(snapshot, "ati-japan-2021", report);
//   for (const Doubt& doubt : result.doubts) tell(doubt);
//
// Looked at are the statements of all nodes and relationships, of every rank, that cite the source or a part of it
// (PART_OF, over any number of parts: sections, footnotes). A part with a rendition of its own (another `sha256`)
// cannot be checked against this one.
//   Thread  that of the snapshot
//   Throws  Error NotFound "UnknownSource" (no node has the id; the nearest ids of sources in the hint), "NotCited"
//           (no statement cites it); what reading throws, and what `tick` throws
//   Lives   the result borrows nothing
//   Cost    one scan over all statements; each place and each anchor at it is looked up once
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "graph/provenance.h"
#include "graph/snapshot.h"
#include "loaders/documents/document.h"

namespace polgraph {

struct Doubt {
  enum class Kind {
    NoPlace,    // the document has no such place
    NoAnchor,   // the place is there, an anchor is not
    Unchecked,  // the locator says nothing to this program: neither right nor wrong
  };
  Kind kind = Kind::NoPlace;
  Statement statement;               // `best` is not told
  std::vector<std::string> anchors;  // NoAnchor: those that do not stand there
  std::string found;                 // NoAnchor: what stands there instead, shortened; else why
};

struct Verification {
  std::uint64_t statements = 0;  // looked at, the unchecked ones among them
  std::uint64_t failed = 0;      // NoPlace, NoAnchor
  std::uint64_t unchecked = 0;
  std::uint64_t without_anchor = 0;  // only their place was looked at
  std::uint64_t places = 0;          // different locators that were checked
  std::uint64_t anchors = 0;         // different anchors, each counted once for a place
  std::string stated_sha256;         // what the Source node carries; empty: nothing
  std::string sha256;                // of the document
  std::vector<Doubt> doubts;         // nodes before relationships, as they were made

  bool is_other_file() const { return !stated_sha256.empty() && stated_sha256 != sha256; }
  bool holds() const { return failed == 0 && unchecked == 0 && !is_other_file(); }
};

// `source`: the id of a Source node.
Verification verify(const Snapshot& snapshot, const std::string& source, const Document& document,
                    const std::function<void()>& tick = {});

}  // namespace polgraph
