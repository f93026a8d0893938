// The file that LOAD CSV names, opened: beneath one of the folders that the run allows, and nowhere else.
//
// A path is looked for in each folder in turn, as in Neo4j's import folder: `x.csv`, `sub/x.csv`, `file:///x.csv` (with
// %20 for a blank). A path that names the folder itself (`data/x.csv` or `/home/me/data/x.csv` where `data` is allowed)
// is found too. Nothing is fetched from the network.
//
//   Throws  Error Input "ReadNotAllowed" (no folder is allowed, or the path is outside of them), "UnsafePath" (`..`, a
//           symbolic link, a pipe, a device), "RemoteFile" (http:// ...), Error NotFound "NoSuchFile", Error Storage
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "graph/text/input.h"

namespace polgraph {

Input open_import(const std::vector<std::string>& folders, std::string_view written);

}  // namespace polgraph
