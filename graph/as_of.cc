#include "graph/as_of.h"

#include <algorithm>
#include <set>
#include <vector>

#include "graph/codec.h"
#include "graph/error.h"
#include "graph/evidence_fold.h"
#include "graph/evidence_log.h"
#include "graph/evidence_made.h"
#include "graph/stating.h"
#include "graph/temporal.h"

namespace polgraph {

using rocks::Family;

namespace {

// 2021, 2021-04 or 2021-04-01.
void require_date(const std::string& date) {
  constexpr std::string_view kFirstDay = "0000-01-01";
  const bool right_length = date.size() == 4 || date.size() == 7 || date.size() == 10;
  if (right_length && parse_date(date + std::string(kFirstDay.substr(date.size())))) return;
  throw Error(Kind::Argument, "InvalidDate", "`" + date + "` is no date: a year, a month or a day is needed")
      .hint("write 2021, 2021-04 or 2021-04-01");
}

class Day {
 public:
  Day(Writes& writes, const std::string& date)
      : writes_(writes),
        log_(writes.view(), writes.overlay(), writes.catalog()),
        stating_(writes, log_),
        snapshot_(writes.view()) {
    day_.valid_from = day_.valid_to = date;
  }

  void keep_what_holds() {
    for (const EntityId entity : dated_entities(*writes_.view())) keep_what_holds(entity);
  }

 private:
  bool exists(EntityId entity) const {
    return entity.is_node ? snapshot_.exists(entity.node()) : snapshot_.exists(entity.relationship());
  }

  void keep_what_holds(EntityId entity) {
    if (!exists(entity)) return;  // went with its node
    const std::vector<Assertion> all = log_.of(entity, false);
    const std::set<std::string> others = statements_of_other_days(all);
    if (others.empty()) return;
    std::vector<Assertion> holding = all;
    for (Assertion& assertion : holding)
      std::erase_if(assertion.facts,
                    [&](const Fact& fact) { return others.contains(statement_key(assertion.evidence, fact)); });
    std::erase_if(holding, [](const Assertion& assertion) { return assertion.facts.empty(); });
    if (is_there(all) && !is_there(holding))
      remove(entity);
    else
      stating_.restate(entity, holding);
  }

  // By the validity that all records of a statement give it together.
  std::set<std::string> statements_of_other_days(const std::vector<Assertion>& assertions) const {
    std::set<std::string> others;
    for (const Statement& statement : spread({}, assertions))
      if (!validity_overlaps(statement.evidence, day_))
        others.insert(statement_key(statement.evidence, statement.fact));
    return others;
  }

  // Is its existence stated? Where nobody ever stated it, nothing takes it away.
  static bool is_there(const std::vector<Assertion>& assertions) {
    const std::vector<Statement> statements = spread({}, assertions);
    return std::any_of(statements.begin(), statements.end(), [](const Statement& statement) {
      return statement.fact.predicate == "exists" && statement.evidence.rank != Rank::Deprecated;
    });
  }

  void remove(EntityId entity) {
    if (entity.is_node) {
      std::vector<RelId> gone;
      for (StepCursor steps = snapshot_.steps(entity.node(), Direction::Both); steps.next();)
        gone.push_back(steps.step().relationship);
      for (const RelId relationship : gone) stating_.remove(EntityId::of(relationship));
    }
    stating_.remove(entity);
  }

  Writes& writes_;
  EvidenceLog log_;
  Stating stating_;
  Snapshot snapshot_;
  Evidence day_;
};

}  // namespace

std::vector<EntityId> dated_entities(const rocks::View& view) {
  std::vector<EntityId> entities;
  if (view.catalog().lists_dated) {
    for (auto cursor = view.cursor(Family::Dated); cursor->next();)
      entities.push_back(codec::evidence_subject(cursor->key()));
    return entities;
  }
  for (auto cursor = view.cursor(Family::Evidence); cursor->next();) {
    const EntityId subject = codec::evidence_subject(cursor->key());
    const bool is_told = !entities.empty() && entities.back() == subject;
    if (!is_told && is_dated(codec::decode_assertion(cursor->value()))) entities.push_back(subject);
  }
  return entities;
}

std::unique_ptr<Writes> writes_as_of(const std::shared_ptr<rocks::Database>& database, const std::string& date) {
  require_date(date);
  auto writes = std::make_unique<Writes>(database);
  Day(*writes, date).keep_what_holds();
  return writes;
}

}  // namespace polgraph
