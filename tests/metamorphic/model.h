// A small random graph as plain data, told to the engine as one CREATE statement. Every entity has its number in `k`,
// by which answers name it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "tests/metamorphic/random.h"

namespace polgraph::meta {

using Properties = std::map<std::string, std::string>;  // key -> the value as a Cypher expression

struct ModelNode {
  std::vector<std::string> labels;  // of A, B, C
  Properties properties;
};

struct ModelRelationship {
  std::size_t from = 0, to = 0;  // places in Model::nodes
  std::string type;              // of T, U, V
  Properties properties;
};

struct Model {
  std::vector<ModelNode> nodes;
  std::vector<ModelRelationship> relationships;
};

// 0 to 14 nodes, mostly few; self-loops, parallel relationships; properties by kind:
//   i j integers, s text, f floats (halves, NaN, Infinity), b booleans, l a list of integers, d date, w local date-time,
//   z date-time with a zone, u duration, v anything; id and name (indexed from their first use) with copies in ix and nx
Model random_model(Random& random);

std::string create_text(const Model& model);  // empty for an empty graph

// The same as a property value of that kind (the letters of Model); no null.
std::string random_value(char kind, Random& random);

}  // namespace polgraph::meta
