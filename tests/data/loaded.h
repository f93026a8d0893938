// A data set of data/ in a store in memory, loaded by the program's own loader.
#pragma once

#include <string>
#include <vector>

#include "graph/snapshot.h"
#include "graph/store.h"

namespace polgraph::test {

// Loads data/NAME; fails the running test if a row was refused.
Store load_data_set(const std::string& name);

// Every node and relationship of the graph.
std::vector<EntityId> every_entity(const Snapshot& graph);

// How a message names an entity: the id it was loaded under.
std::string called(const Snapshot& graph, EntityId entity);

// The text of a document given to the developers (POLGRAPH_SHARED, else ../shared); empty where it is not there.
std::string shared_document(const std::string& path);

}  // namespace polgraph::test
