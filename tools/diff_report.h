// What `diff` prints: for people (text), as rows in every format of query results, and as counts.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "graph/diff.h"
#include "tools/rows.h"

namespace polgraph::cli {

// How many of one label, type or predicate. Of a label or type: `changed` differ in more than the evidence.
struct DiffCounts {
  std::uint64_t added = 0, removed = 0, changed = 0, evidence = 0;
  bool any() const { return added + removed + changed + evidence > 0; }
};

class DiffTotals {
 public:
  DiffTotals(const Snapshot& before, const Snapshot& after) : before_(before), after_(after) {}
  void count(const SubjectDifference& subject);
  bool any() const { return nodes_.any() || relationships_.any(); }

  // "2 nodes added, 1 changed; 3 statements added, 1 with another value"; "no difference".
  std::string summary() const;
  void print(Rows& rows) const;  // kind, name, added, removed, changed, evidence
  static const std::vector<std::string>& columns();

 private:
  const Snapshot& before_;
  const Snapshot& after_;
  DiffCounts nodes_, relationships_, statements_;
  std::map<std::string, DiffCounts> labels_, types_, predicates_;
};

// The id by which a node or relationship is known, behind its group and a colon where it has one; empty: it has none.
std::string diff_id(const Snapshot& graph, EntityId entity);

// "locator #L1 -> #L4; rank normal -> deprecated".
std::string evidence_text(const StatementDifference& difference);

// One subject after another, grouped, with signs in front; values of the graphs are cut where they are long.
class DiffText {
 public:
  DiffText(Context& context, const DiffSide& before, const DiffSide& after, bool verbose);
  void print(const SubjectDifference& subject);

 private:
  void line(char sign, std::string_view indent, const std::string& text);
  void print_statement(const StatementDifference& difference);

  Context& context_;
  const DiffSide& before_;
  const DiffSide& after_;
  bool verbose_;
};

class DiffRows {
 public:
  DiffRows(Context& context, const std::string& format, const DiffSide& before, const DiffSide& after, bool verbose);
  void print(const SubjectDifference& subject);
  void end() { rows_.end(); }

 private:
  const DiffSide& before_;
  const DiffSide& after_;
  bool verbose_;
  Rows rows_;
};

}  // namespace polgraph::cli
