// Graph views (graph/view.h) for statements: kept from one statement to the next as long as nothing was committed in
// between, so that only the first one to touch much of the graph pays for reading it.
//
//   Thread  one statement at a time
//   Lives   a view lives as long as someone holds it; a newer graph drops the older one's from the store of views
#pragma once

#include <memory>
#include <vector>

#include "graph/image.h"
#include "graph/view.h"
#include "query/context.h"

namespace polgraph {

class GraphViews {
 public:
  // Null: there is none. The options' `work` does not count.
  std::shared_ptr<const GraphView> find(std::uint64_t graph_version, const ViewOptions& options);
  // At most kMost are kept, those used last.
  void keep(ViewOptions options, std::shared_ptr<const GraphView> view);
  // The image of the graph as `snapshot` sees it, for as long as that is the newest.
  GraphImage& image(const Snapshot& snapshot);

  void drop_image() { image_.reset(); }

  std::uint64_t statement = 0;  // another at each run: what an operator counts, it counts for one

 private:
  static constexpr std::size_t kMost = 8;
  struct Entry {
    ViewOptions options;
    std::shared_ptr<const GraphView> view;
  };
  std::vector<Entry> entries_;  // used last comes last
  std::unique_ptr<GraphImage> image_;
};

// The statement's limits: what reads the store, computes over a view and writes rows out asks them.
class StatementWork final : public Work {
 public:
  explicit StatementWork(Limits& limits) : limits_(limits) {}
  explicit StatementWork(Context& context) : limits_(context.limits()) {}
  void look() override { limits_.look(); }
  void hold(std::size_t bytes) override { limits_.charge(bytes); }
  void release(std::size_t bytes) override { limits_.release(bytes); }

 private:
  Limits& limits_;
};

// May the image of the graph grow by so much? Half of the statement's memory is for it.
bool image_may_grow(Context& context, std::size_t bytes);
// May what is read of the store be kept? Not with PROFILE: it counts what is read, whatever was read of it before.
bool may_keep_reads(const Context& context);
// A property, from the image where it has it or begins to now, else from the store.
Value read_property(Context& context, EntityId entity, KeyId key);
// Has the node the label? A writing statement has an image of labels as long as it has written nothing.
bool read_label(Context& context, NodeId node, LabelId label);

// What a view comes to if no relationship leads out of the chosen labels.
std::size_t view_bytes_at_most(const Snapshot& snapshot, const ViewOptions& options);

// A view of what the statement sees, its own writes too. One that may write gets a new one each time; nothing is kept
// of it. Its memory is not charged once it is made: who holds on to it does so.
std::shared_ptr<const GraphView> graph_view(Context& context, ViewOptions options);

}  // namespace polgraph
