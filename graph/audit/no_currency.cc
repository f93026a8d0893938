// An amount that says no currency can be added to nothing.
//   Cost  a scan of all nodes and relationships
#include <cmath>

#include "graph/audit/detectors.h"
#include "graph/audit/many.h"

namespace polgraph {

namespace {

class Scan {
 public:
  explicit Scan(const AuditRun& run)
      : run_(run),
        amount_(run.snapshot.find_key("amount")),
        currency_(run.snapshot.find_key("currency")),
        many_(run, "have an amount without a currency") {}
  bool has_keys() const { return amount_.has_value(); }

  void look_at(EntityId entity, const std::vector<Property>& properties) {
    const Value* amount = nullptr;
    for (const auto& [key, value] : properties) {
      if (currency_ && key == *currency_) return;
      if (key == *amount_ && value.is_number()) amount = &value;
    }
    if (amount == nullptr) return;
    const Facts facts(run_.snapshot, entity);
    Finding finding;
    finding.severity = Severity::Medium;
    finding.entity = entity;
    finding.predicate = "amount";
    finding.statements = facts.about("amount");
    finding.why = "its amount, " + value_words(*amount) + ", says no currency";
    many_.add(std::move(finding), std::abs(amount->as_number()));
  }
  void tell() { many_.tell(); }

 private:
  const AuditRun& run_;
  std::optional<KeyId> amount_, currency_;
  Many many_;
};

void run(const AuditRun& run) {
  Scan scan(run);
  if (!scan.has_keys()) return;
  each_node(run, [&](const Node& node) { scan.look_at(EntityId::of(node.id), node.properties); });
  each_relationship(run, [&](const Relationship& relationship) {
    scan.look_at(EntityId::of(relationship.id), relationship.properties);
  });
  scan.tell();
}

}  // namespace

const Detector kNoCurrencyDetector{.id = "no-currency",
                                   .severity = Severity::Medium,
                                   .finds = "amounts without a currency",
                                   .example = "a payment of 1,000,000 of which nothing says whether it is yen or euro",
                                   .run = &run};

}  // namespace polgraph
