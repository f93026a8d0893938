// Functions and procedures of other systems' libraries (APOC, GDS, Neo4j's own), which are not here: what does the same
// here. Nothing of them is taken for something else.
#pragma once

#include <string>
#include <string_view>

namespace polgraph {

// Why there is no such name here, and what to write instead; empty: nothing is known about it.
struct Foreign {
  std::string_view library;  // "APOC"; empty: none in particular
  std::string_view advice;
};
Foreign foreign_function(std::string_view name);
Foreign foreign_procedure(std::string_view name);

}  // namespace polgraph
