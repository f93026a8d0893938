#include "graph/type_arrays.h"

#include <algorithm>

#include "graph/codec.h"
#include "graph/database.h"
#include "graph/error.h"

namespace polgraph {

namespace {

// Entries come by node, then neighbour, then relationship: they are appended, and the offsets closed at the end.
class Appender {
 public:
  Appender(Adjacents& made, std::uint64_t nodes) : made_(made) { made_.offsets.assign(nodes + 1, 0); }

  void add(std::uint32_t node, std::uint32_t neighbour, std::uint32_t relationship) {
    made_.neighbours.push_back(neighbour);
    made_.relationships.push_back(relationship);
    ++made_.offsets[node + 1];
  }

  void close() {
    for (std::size_t i = 1; i < made_.offsets.size(); ++i) {
      made_.starts += made_.offsets[i] > 0 ? 1u : 0u;
      made_.offsets[i] += made_.offsets[i - 1];
    }
  }

 private:
  Adjacents& made_;
};

// The other direction: a counting sort by neighbour, which keeps the order of nodes and relationships.
void turn_round(const Adjacents& from, Adjacents& made) {
  const std::size_t nodes = from.offsets.size() - 1;
  made.offsets.assign(nodes + 1, 0);
  for (const std::uint32_t neighbour : from.neighbours) ++made.offsets[neighbour + 1];
  for (std::size_t i = 1; i <= nodes; ++i) {
    made.starts += made.offsets[i] > 0 ? 1u : 0u;
    made.offsets[i] += made.offsets[i - 1];
  }
  made.neighbours.resize(from.neighbours.size());
  made.relationships.resize(from.neighbours.size());
  std::vector<std::uint32_t> next(made.offsets.begin(), made.offsets.end() - 1);
  for (std::uint32_t node = 0; node < nodes; ++node) {
    for (std::uint32_t i = from.begin(node); i < from.end(node); ++i) {
      const std::uint32_t at = next[from.neighbours[i]]++;
      made.neighbours[at] = node;
      made.relationships[at] = from.relationships[i];
    }
  }
}

}  // namespace

Adjacents both_ways(const TypeArrays& arrays) {
  Adjacents made;
  const auto nodes = static_cast<std::uint32_t>(arrays.out.offsets.size() - 1);
  Appender append(made, nodes);
  for (std::uint32_t node = 0; node < nodes; ++node) {
    std::uint32_t i = arrays.out.begin(node), k = arrays.in.begin(node);
    const std::uint32_t i_end = arrays.out.end(node), k_end = arrays.in.end(node);
    while (i < i_end || k < k_end) {
      if (k < k_end && arrays.in.neighbours[k] == node) {  // came as outgoing
        ++k;
        continue;
      }
      const auto entry = [](const Adjacents& of, std::uint32_t at) {
        return std::pair(of.neighbours[at], of.relationships[at]);
      };
      const bool out = k == k_end || (i < i_end && entry(arrays.out, i) < entry(arrays.in, k));
      const auto [neighbour, relationship] = out ? entry(arrays.out, i++) : entry(arrays.in, k++);
      append.add(node, neighbour, relationship);
    }
  }
  append.close();
  return made;
}

std::vector<std::unique_ptr<TypeArrays>> read_types(const Snapshot& snapshot, std::span<const TypeId> types,
                                                    std::uint64_t nodes, Work& work) {
  std::vector<std::unique_ptr<TypeArrays>> made;
  std::vector<Appender> appenders;
  std::vector<std::uint32_t> place;  // by type: its number in `made`, from 1
  const Statistics counts = snapshot.statistics();
  for (const TypeId type : types) {
    TypeArrays& arrays = *made.emplace_back(std::make_unique<TypeArrays>());
    arrays.type = type;
    appenders.emplace_back(arrays.out, nodes);
    const auto known = counts.relationships_by_type.find(type);
    if (known != counts.relationships_by_type.end()) {
      arrays.out.neighbours.reserve(known->second);
      arrays.out.relationships.reserve(known->second);
    }
    if (place.size() <= type.value) place.resize(type.value + 1, 0);
    place[type.value] = static_cast<std::uint32_t>(made.size());
  }
  const auto cursor = snapshot.view().cursor(rocks::Family::Out);
  while (cursor->next()) {
    work.tick();
    const codec::Adjacency step = codec::decode_adjacency(cursor->key());
    if (step.type.value >= place.size() || place[step.type.value] == 0) continue;
    if (step.from.value >= nodes || step.to.value >= nodes)
      throw Error(Kind::Corrupt, "DamagedStore", "a relationship has an end that was never made");
    const std::uint32_t number = place[step.type.value] - 1;
    if (step.from == step.to) made[number]->loops = true;
    appenders[number].add(static_cast<std::uint32_t>(step.from.value), static_cast<std::uint32_t>(step.to.value),
                          static_cast<std::uint32_t>(step.relationship.value));
  }
  for (std::size_t i = 0; i < made.size(); ++i) {
    appenders[i].close();
    turn_round(made[i]->out, made[i]->in);
  }
  return made;
}

}  // namespace polgraph
