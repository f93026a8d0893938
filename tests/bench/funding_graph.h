// A funding graph of any size for benchmarks, the same each time: ministries fund programmes, these funds, these
// projects, these organisations, which are partners of each other; projects develop technologies. How much one node
// funds does not depend on the size (a fund 10 projects, a project 4 organisations), so that what is asked below one of
// them costs the same in a graph ten times as large; organisations and technologies have hubs.
//
//   Units  `organisations`: how many; there are about 1.6 times as many nodes and 6 times as many relationships
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "graph/store.h"

namespace polgraph::bench {

struct FundingGraph {
  struct Thing {
    std::string label, id, name, alias, country;
    std::int64_t year = 0;
  };
  struct Link {
    std::string type;
    std::uint32_t from = 0, to = 0;  // indices of nodes
    std::int64_t amount = 0;         // 0: none; else in EUR
    std::int64_t year = 0;
  };
  std::vector<Thing> nodes;
  std::vector<Link> relationships;
};

FundingGraph funding_graph(std::size_t organisations);

// Tables as Neo4j-admin writes them, one a label and one a type. Returns the arguments of `polgraph load`.
std::vector<std::string> write_tables(const FundingGraph& graph, const std::filesystem::path& folder);

// A store of it on disk, opened for reading; made when first asked for, gone when the program ends.
Store& funding_store(std::size_t organisations);

}  // namespace polgraph::bench
