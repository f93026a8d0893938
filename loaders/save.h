// save: a graph to a folder, whole or not at all.
#pragma once

#include <filesystem>

#include "loaders/format.h"

namespace polgraph {

// Writes beside `folder`, then renames: it must not exist, or be empty.
//   Throws  Error Storage "FolderNotEmpty", "WriteFailed"; what the format throws
void save_to_folder(const Format& format, const GraphSource& graph, const SaveOptions& options,
                    const std::filesystem::path& folder);

}  // namespace polgraph
