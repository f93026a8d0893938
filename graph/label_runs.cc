#include "graph/label_runs.h"

#include "graph/codec.h"

namespace polgraph::rocks {

std::optional<bool> LabelRuns::find(std::string_view key, const Reading& store) {
  codec::Reader reader(key, "key of the label index");
  const LabelId label(reader.fixed32());
  const std::uint64_t node = reader.fixed64();
  const std::lock_guard guard(mutex_);
  Known& known = known_[label];
  if (known.asked < kWorthLooking && ++known.asked == kWorthLooking) known.run = look(label, store);
  if (!known.run) return {};
  return known.run->first <= node && node <= known.run->last;
}

// There are as many as the count says. If the one that is so far behind the first is there and the last, none between
// the two is missing.
std::optional<LabelRuns::Run> LabelRuns::look(LabelId label, const Reading& store) const {
  const auto& counts = catalog_->counts.nodes_by_label;
  const auto count = counts.find(label);
  if (count == counts.end()) return {};
  const KeyRange all = prefix_range(codec::label_prefix(label));
  const std::unique_ptr<Cursor> nodes = store.cursor(Family::Labels, all);
  if (!nodes->next()) return {};
  Run run;
  run.first = codec::last_id(nodes->key());
  run.last = run.first + count->second - 1;
  nodes->reset({codec::label_key(label, NodeId(run.last)), all.end});
  if (!nodes->next() || codec::last_id(nodes->key()) != run.last || nodes->next()) return {};
  return run;
}

}  // namespace polgraph::rocks
