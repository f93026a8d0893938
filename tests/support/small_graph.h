// A graph in memory, written in one line a node and one a relationship, for tests of what reads it.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "graph/snapshot.h"
#include "graph/store.h"
#include "graph/transaction.h"

namespace polgraph::test {

class SmallGraph {
 public:
  using Properties = Transaction::Properties;
  SmallGraph() : store_(Store::memory()), transaction_(store_.begin()) {}

  // A node known as `id`; the property name is `id` too unless the properties say otherwise.
  NodeId node(const std::string& id, const std::vector<std::string>& labels = {}, Properties properties = {}) {
    bool named = false;
    for (const auto& [key, value] : properties) named = named || key == "name";
    if (!named) properties.emplace_back("name", Value::string(id));
    return nodes_[id] = transaction_.create_node(labels, properties);
  }
  RelId relationship(const std::string& from, const std::string& type, const std::string& to,
                     const Properties& properties = {}) {
    return transaction_.create_relationship(type, nodes_.at(from), nodes_.at(to), properties);
  }
  void state(EntityId subject, const std::string& predicate, const Value& value, Evidence evidence = {}) {
    transaction_.assert_facts(subject, Assertion{std::move(evidence), {Fact{predicate, value, {}}}});
  }
  Transaction& transaction() { return transaction_; }
  // Commits what was written; call once.
  Snapshot done() {
    transaction_.commit();
    return store_.snapshot();
  }
  NodeId operator[](const std::string& id) const { return nodes_.at(id); }
  const std::map<std::string, NodeId>& nodes() const { return nodes_; }

 private:
  Store store_;
  Transaction transaction_;
  std::map<std::string, NodeId> nodes_;
};

inline Value text(const std::string& value) {
  return Value::string(value);
}
inline Value number(std::int64_t value) {
  return Value::integer(value);
}

}  // namespace polgraph::test
