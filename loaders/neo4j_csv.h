// Private to loaders/: the format, and its tables as `load --nodes ... --relationships ...` names them.
#pragma once

#include "loaders/format.h"

namespace polgraph {

extern const Format kNeo4jCsv;

void load_neo4j_tables(const LoadRequest& request, GraphSink& sink, std::string& dataset_name);

}  // namespace polgraph
