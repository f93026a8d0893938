// What writing clauses do to the graph, one entity at a time, counted.
//
//   Throws  Error Type "InvalidPropertyType" (a value that cannot be stored), Error NotFound "DeletedEntityAccess"
#pragma once

#include <string>
#include <vector>

#include "query/context.h"
#include "query/eval.h"

namespace polgraph {

class Explanation;

Value write_node(const std::vector<std::string>& labels, const Value& properties, Context& context);
Value write_relationship(const std::string& type, const Value& start, const Value& end, const Value& properties,
                         Context& context);

void write_property(const Value& entity, const std::string& key, const Value& value, Context& context);
// SET n = map (`replace`) and SET n += map; the map may be another entity.
void write_properties(const Value& entity, const Value& map, bool replace, Context& context);
void add_labels(const Value& node, const std::vector<std::string>& labels, Context& context);
void remove_labels(const Value& node, const std::vector<std::string>& labels, Context& context);
// A node, relationship or path; null is nothing. `span`: where the statement says so.
void delete_value(const Value& value, bool detach, ast::Span span, Context& context);
// To be called when the statement ends. Throws Error Constraint "DeleteConnectedNode" for a node that was deleted and
// keeps relationships; it names the node and the place where it was deleted.
void check_deletions(const Context& context);

// A SET or REMOVE item as it runs.
struct WriteAction {
  enum class What { OneProperty, Replace, Merge, AddLabels, RemoveLabels } what = What::OneProperty;
  ExprPtr target;  // the entity
  std::string key;
  ExprPtr key_of;  // SET n[expression]: the key; null: `key`
  ExprPtr value;   // null: remove the property
  std::vector<std::string> labels;
  std::vector<ExprPtr> computed;  // more labels: $(x)
  ast::Span span;

  void run(Value* row, Context& context) const;
  void explain(Explanation& to) const;

 private:
  std::vector<std::string> all_labels(Value* row, Context& context) const;
  std::string key_for(Value* row, Context& context) const;
};

}  // namespace polgraph
