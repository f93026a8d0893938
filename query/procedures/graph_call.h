// Private to query/procedures: the call of an algo.* procedure, its map of options turned into a graph view, nodes and
// numbers. What a value should be is checked here; its keys and kinds were checked before (Procedure::check_option).
//
//   Throws  Error Argument "InvalidArgumentValue", "MissingOption", "NoSuchOption" ...; Error NotFound "UnknownLabel",
//           "UnknownType", "UnknownKey", "UnknownEntity", "NodeNotInGraph"
#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/paths.h"
#include "query/procedures.h"
#include "query/views.h"

namespace polgraph::procedures {

class GraphCall {
 public:
  // Which way relationships may be walked: as `directed` says (true unless given), or as the algorithm has it;
  // `directed` must then agree.
  enum class Ways { AsAsked, AlongArrows, Both };
  GraphCall(std::string_view name, const Value& options, Context& context)
      : name_(name), context_(context), work_(context) {
    if (options.is_map()) options_ = options;
  }

  const GraphView& view(Ways ways = Ways::AsAsked);  // of label, type, weight, default_weight, directed
  const GraphView& one_way_view();                   // the same, each relationship once whatever `directed` says
  bool directed() const;
  Work& work() { return work_; }

  std::optional<double> number(std::string_view key, double least, double most) const;
  std::optional<std::size_t> whole(std::string_view key, std::size_t least) const;
  bool flag(std::string_view key, bool otherwise) const;
  // Nodes of the view: given as nodes, by id or name.
  std::optional<std::vector<GraphView::Vertex>> nodes(std::string_view key);
  GraphView::Vertex node(std::string_view key);  // one, which must be given
  std::vector<GraphView::Vertex> sources();      // of `sources` or `source`, one of which must be

  // A row for each node, which comes first in it; the others are filled in.
  // fill(vertex, row) is called a few hundred thousand times: its kind is known here, so it costs no call.
  template <class Fill>
  ProcedureRows each_node(std::size_t bytes_a_node, std::size_t width, Fill fill) {
    const std::size_t count = view_->vertex_count();
    auto next = [view = view_, fill = std::move(fill), width, at = GraphView::Vertex{0},
                 count](ValueList& row) mutable {
      if (at == count) return false;
      if (row.size() != width) row.assign(width, Value());
      row[0] = Value::node(view->node(at));
      fill(at++, row);
      return true;
    };
    return rows(std::move(next), count * bytes_a_node);
  }
  // The same for given vertices, in order.
  ProcedureRows each_of(std::vector<GraphView::Vertex> vertices, std::size_t bytes_a_node, std::size_t width,
                        std::function<void(GraphView::Vertex vertex, ValueList& row)> fill);
  ProcedureRows rows(ProcedureRows::Next next, std::size_t bytes) const {
    return ProcedureRows(std::move(next), bytes + view_->bytes());
  }
  const std::shared_ptr<const GraphView>& shared() const { return view_; }

  // An integer where all weights are (or there are none), else a float.
  static Value weight(double sum, const GraphView& view);
  Value relationship(const GraphView::Edge& edge) const {
    return Value::relationship(view_->relationship(edge), view_->type(edge));
  }

 private:
  const Value* find(std::string_view key) const;  // null: not given
  std::vector<std::string> texts(std::string_view key) const;
  ViewOptions view_options() const;
  void make_view(ViewOptions options);
  NodeId node_of(const Value& value, std::string_view key) const;
  NodeId node_of_number(const Value& value) const;
  GraphView::Vertex vertex(const Value& value, std::string_view key) const;
  Error fault(std::string_view key, const std::string& what) const;

  std::string name_;
  Value options_;
  Context& context_;
  StatementWork work_;
  std::shared_ptr<const GraphView> view_;
  std::optional<Held> held_;
};

Value path_value(const Path& path, Context& context);

// The options that every algo.* procedure takes, with more of its own.
std::vector<Procedure::Option> graph_options(std::vector<Procedure::Option> more = {});
std::vector<Procedure::Option> weighted_options(
    std::vector<Procedure::Option> more = {});  // and weight, default_weight

// For the tables: the one argument, and often used outputs and options.
std::vector<Procedure::Field> options_field();
Procedure::Field node_field(const char* name = "node");
Procedure::Field float_field(const char* name);
Procedure::Field integer_field(const char* name);
Procedure::Field number_field(const char* name);
Procedure::Option sources_option(const char* sentence);
Procedure::Option node_option(const char* name, const char* sentence);

}  // namespace polgraph::procedures
