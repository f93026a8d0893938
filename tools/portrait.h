// What `show` and `dossier` tell of a node or a relationship, gathered once and written in several forms. Text is as
// the graph has it: whoever writes it makes it safe for where it goes.
//
//   Citations citations(snapshot);
//   Portrait portrait = make_portrait(snapshot, EntityId::of(node), {.limit = 20}, citations);
//   portrait.sources = listed_sources(citations);     // when nothing more will be cited
//   print_text(portrait, out);
//
//   Cost  the statements of the entity, a few seeks for each relationship, more for each one that is shown
#pragma once

#include <cstddef>
#include <iosfwd>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "graph/money.h"
#include "graph/snapshot.h"
#include "graph/value.h"
#include "tools/citation.h"

namespace polgraph::cli {

using Numbers = std::vector<std::size_t>;  // of Portrait::sources, from 1, each once

inline constexpr std::size_t kNoLimit = std::numeric_limits<std::size_t>::max();

struct PortraitOptions {
  bool all_ranks = false;        // also what was judged wrong
  std::size_t limit = kNoLimit;  // relationships shown of one type and direction
};

struct ShownFact {
  Statement statement;
  std::string value;     // for people
  std::string original;  // as printed, where it differs
  std::string rank;      // "preferred: newer edition"; normal is left empty
  std::string validity;  // "2018 to 2020", "from 2018", "to 2020"
  Numbers sources;
  bool in_conflict = false;
};

struct OtherValue {  // one that another source gives instead
  Value raw;
  std::string value;
  Numbers sources;
};

struct ShownProperty {
  std::string key;
  std::string value;
  Numbers sources;
  Value raw;
  std::vector<OtherValue> also;
};

struct ShownName {
  std::string text;
  std::string kind;      // alias, acronym, former, translation, misspelling
  std::string language;  // BCP 47; may be empty
  std::string rank;
  Numbers sources;
};

struct ShownAmount {
  Money money;
  Numbers sources;
};

// A stock is planned or allotted, a flow moves; a figure is money that the entity states under a name of its own.
enum class MoneyKind { Stock, Flow, Figure };

struct ShownMoney {
  MoneyKind kind = MoneyKind::Figure;
  std::string what;  // whose amount it is: "budget of the Green Innovation Fund"; of a figure its key
  std::string id;    // of that node
  std::string role;  // how it belongs to the entity: "HAS_BUDGET", "PAID_TO"; empty: it is the entity itself
  std::string key;   // "amount"; "amount_eur" is a conversion that the source prints
  ShownAmount best;
  std::vector<ShownAmount> also;  // conflicting
  bool is_conversion() const { return kind != MoneyKind::Figure && key != "amount"; }
};

struct ShownRelationship {
  std::string id;
  std::string type;
  bool outgoing = true;
  std::string other;
  std::string other_id;
  std::string details;
  std::string conflict;  // "on: also 2020 [4]"
  Numbers sources;
};

// Relationships of one type and direction: the greatest amounts first, then by `position`.
struct RelationshipGroup {
  std::string type;
  bool outgoing = true;
  std::size_t count = 0;            // all of them
  std::size_t with_amount = 0;      // those that carry an amount themselves
  std::vector<std::string> totals;  // what these add up to, one for each currency, period and modality
  std::vector<ShownRelationship> shown;
  std::size_t left_out() const { return count - shown.size(); }
};

struct ShownEnd {
  std::string name;
  std::string id;
};

struct ShownSource {
  std::string source;
  std::string locator;
  std::string text;
};

struct Portrait {
  EntityId entity;
  std::string name;  // of a relationship "METI -LAUNCHED-> Green Innovation Fund"
  std::string id;
  std::string type;  // of a relationship, else empty
  ShownEnd start, end;
  std::vector<std::string> labels;
  std::vector<ShownName> names;
  std::vector<ShownMoney> money;   // stocks, flows, figures
  std::size_t money_left_out = 0;  // budgets and transactions beyond the limit
  std::vector<ShownProperty> properties;
  std::vector<RelationshipGroup> groups;  // outgoing first, by type
  std::vector<ShownFact> facts;           // in the order they were recorded
  std::vector<ShownSource> sources;       // number 1 is the first
  std::size_t deprecated = 0;             // statements left out for their rank
};

Portrait make_portrait(const Snapshot& snapshot, EntityId entity, const PortraitOptions& options, Citations& citations);
std::vector<ShownSource> listed_sources(const Citations& citations);

// What a conflict holds beside the best value, each value once.
std::vector<OtherValue> other_values(const Conflict& conflict, const Value& best, Citations& citations);

// The facts of one predicate together: names first, then by key, existence and labels last.
struct FactGroup {
  std::string predicate;
  bool in_conflict = false;
  std::vector<const ShownFact*> facts;  // of the portrait
};
std::vector<FactGroup> grouped_facts(const Portrait& portrait);

std::string count_text(std::size_t count);                                        // "1,012"
std::string marks(const Numbers& sources);                                        // "[1][2]"
std::string kind_text(const ShownName& name);                                     // "acronym, en"
std::string conflict_text(const std::vector<OtherValue>& also, bool for_people);  // "1,500,000,000 [2], 3 [4]"
std::string fact_notes(const ShownFact& fact);                   // `printed "¥2 tn"; valid 2018 to 2020; preferred`
std::string group_title(const RelationshipGroup& group);         // "-FUNDS->" on a terminal
std::string arrow_text(const std::string& type, bool outgoing);  // "→ FUNDS" in a document
// "712 relationships, 700 amounts of them together JPY 3,000 (fiscal year 2023)"; empty where it says no more than is
// seen.
std::string group_summary(const RelationshipGroup& group);

void print_text(const Portrait& portrait, std::ostream& out);
void print_markdown(const Portrait& portrait, std::ostream& out);
Value as_value(const Portrait& portrait);  // for JSON

}  // namespace polgraph::cli
