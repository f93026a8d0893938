#include "graph/type_arrays.h"

#include <algorithm>
#include <utility>

#include "graph/blocks.h"
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

// Takes away nodes that nothing enters until none is left; what stays stands in a circle or behind one.
bool has_circle(const Adjacents& list, Work& work) {
  const auto nodes = static_cast<std::uint32_t>(list.offsets.size() - 1);
  const Held held(work, std::size_t{nodes} * 8);
  std::vector<std::uint32_t> entering(nodes, 0), free;
  work.tick(list.neighbours.size());
  for (const std::uint32_t neighbour : list.neighbours) ++entering[neighbour];
  for (std::uint32_t node = 0; node < nodes; ++node)
    if (entering[node] == 0 && list.degree(node) > 0) free.push_back(node);
  std::size_t left = list.neighbours.size();
  while (!free.empty()) {
    const std::uint32_t node = free.back();
    free.pop_back();
    work.tick(list.degree(node) + 1);
    left -= list.degree(node);
    for (std::uint32_t i = list.begin(node); i < list.end(node); ++i)
      if (--entering[list.neighbours[i]] == 0) free.push_back(list.neighbours[i]);
  }
  return left > 0;
}

namespace {

constexpr std::size_t kStepsOfNode = 6;  // nodes have so many relationships, about

// The relationships that leave the nodes [first, last), of each type that is wanted.
struct Part {
  std::uint32_t first, last;
  std::vector<Adjacents> types;  // offsets by node from `first`
  std::vector<bool> loops;
};

// By type: its number among those that are wanted, from 1.
std::vector<std::uint32_t> places_of(std::span<const TypeId> types) {
  std::vector<std::uint32_t> places;
  for (std::size_t i = 0; i < types.size(); ++i) {
    if (places.size() <= types[i].value) places.resize(types[i].value + 1, 0);
    places[types[i].value] = static_cast<std::uint32_t>(i + 1);
  }
  return places;
}

void read_part(const Snapshot& snapshot, const std::vector<std::uint32_t>& places, std::uint64_t nodes, Part& part,
               Work& work) {
  std::vector<Appender> appenders;
  for (Adjacents& type : part.types) appenders.emplace_back(type, part.last - part.first);
  const auto prefix = [](std::uint32_t node) { return codec::adjacency_prefix(NodeId(node)); };
  const auto cursor = snapshot.view().cursor(
      rocks::Family::Out, rocks::KeyRange{prefix(part.first), part.last == nodes ? std::string() : prefix(part.last)});
  while (cursor->next()) {
    work.tick();
    const codec::Adjacency step = codec::decode_adjacency(cursor->key());
    if (step.type.value >= places.size() || places[step.type.value] == 0) continue;
    if (step.from.value >= nodes || step.to.value >= nodes)
      throw Error(Kind::Corrupt, "DamagedStore", "a relationship has an end that was never made");
    const std::uint32_t number = places[step.type.value] - 1;
    if (step.from == step.to) part.loops[number] = true;
    appenders[number].add(static_cast<std::uint32_t>(step.from.value) - part.first,
                          static_cast<std::uint32_t>(step.to.value),
                          static_cast<std::uint32_t>(step.relationship.value));
  }
  for (Appender& append : appenders) append.close();
}

// Appends the arrays of the nodes that follow.
void append(Adjacents& to, const Adjacents& part) {
  const auto before = static_cast<std::uint32_t>(to.neighbours.size());
  for (std::size_t i = 1; i < part.offsets.size(); ++i) to.offsets.push_back(before + part.offsets[i]);
  to.neighbours.insert(to.neighbours.end(), part.neighbours.begin(), part.neighbours.end());
  to.relationships.insert(to.relationships.end(), part.relationships.begin(), part.relationships.end());
  to.starts += part.starts;
}

}  // namespace

std::vector<std::unique_ptr<TypeArrays>> read_types(const Snapshot& snapshot, std::span<const TypeId> types,
                                                    std::uint64_t nodes, Work& work) {
  const std::vector<std::uint32_t> places = places_of(types);
  const auto part_of = [&](std::uint64_t first, std::uint64_t last) {
    return Part{static_cast<std::uint32_t>(first), static_cast<std::uint32_t>(last),
                std::vector<Adjacents>(types.size()), std::vector<bool>(types.size(), false)};
  };
  const std::size_t threads = snapshot.view().counts_accesses() ? 1 : threads_for(nodes * kStepsOfNode, 0);
  Part parts[] = {part_of(0, nodes / 2), part_of(nodes / 2, nodes)};
  in_blocks(2, threads, work, [&](std::size_t block, const Turn& turn) {
    BlockWork mine(turn);
    read_part(Snapshot(snapshot), places, nodes, parts[block], mine);
  });
  std::vector<std::unique_ptr<TypeArrays>> made;
  for (std::size_t i = 0; i < types.size(); ++i) {
    TypeArrays& arrays = *made.emplace_back(std::make_unique<TypeArrays>());
    arrays.type = types[i];
    arrays.loops = parts[0].loops[i] || parts[1].loops[i];
    arrays.out = std::move(parts[0].types[i]);
    append(arrays.out, std::exchange(parts[1].types[i], {}));
    turn_round(arrays.out, arrays.in);
  }
  return made;
}

}  // namespace polgraph
