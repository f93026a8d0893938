// Work on records and on writes that are not committed yet.
#include "graph/codec.h"
#include "graph/overlay.h"
#include "tests/bench/funding_graph.h"
#include "tests/bench/tasks.h"

namespace polgraph::bench {

namespace {

std::vector<codec::NodeRecord> records() {
  std::vector<codec::NodeRecord> all;
  for (const auto& node : funding_graph(1000).nodes) {
    codec::NodeRecord record;
    record.identity = Identity{"", node.id};
    record.labels = {LabelId(1)};
    record.properties = {{KeyId(0), Value::string(node.id)},
                         {KeyId(1), Value::string(node.name)},
                         {KeyId(2), Value::string(node.country)},
                         {KeyId(3), Value::integer(node.year)}};
    all.push_back(std::move(record));
  }
  return all;
}

std::vector<std::string> encoded() {
  std::vector<std::string> all;
  for (const codec::NodeRecord& record : records()) all.push_back(codec::encode(record));
  return all;
}

void write_and_walk() {
  rocks::Overlay overlay;
  for (std::uint32_t i = 0; i < 2000; ++i) {
    const NodeId from(i * 7919 % 2000), to(i % 97);
    overlay.put(rocks::Family::Out, codec::adjacency_key(from, TypeId(i % 3), to, RelId(i)), {});
  }
  const auto steps = rocks::overlaid(overlay, rocks::Family::Out, nullptr, {});
  while (steps->next()) keep(steps->key().size());
}

}  // namespace

std::vector<Task> record_tasks() {
  return {{"encode",
           [] {
             return [all = records()] {
               for (const auto& record : all) keep(codec::encode(record).size());
             };
           }},
          {"decode",
           [] {
             return [all = encoded()] {
               for (const std::string& bytes : all) keep(codec::decode_node(bytes).properties.size());
             };
           }},
          {"one_property",
           [] {
             return [all = encoded()] {
               for (const std::string& bytes : all) keep(codec::decode_node_property(bytes, KeyId(2)).heap_bytes());
             };
           }},
          {"overlay", [] { return &write_and_walk; }}};
}

}  // namespace polgraph::bench
