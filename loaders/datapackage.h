// Private to loaders/.
#pragma once

#include "loaders/format.h"

namespace polgraph {

extern const Format kDataPackage;

void save_datapackage(const GraphSource& graph, const SaveOptions& options, const std::filesystem::path& folder);

}  // namespace polgraph
