// What `diff` is given to compare: the folder of a store, files that `load` reads (several: commas between), or the
// name of a data set of the current store. Files are loaded into memory; no store on disk is touched.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "graph/diff.h"
#include "tools/command.h"

namespace polgraph::cli {

// Opens what the words mean; the current store only if a word may be a data set, and once. Keeps the stores.
class DiffOperands {
 public:
  explicit DiffOperands(Context& context) : context_(context) {}

  // "./x" and "/x" are paths, "dataset:x" is a data set, "x" is what there is of both.
  //   Throws  Error Usage (empty), NotFound "UnknownOperand" (the nearest data sets in the hint) and
  //           "AmbiguousOperand" (both a path and a data set), Input (a file cannot be loaded whole), Interrupted, and
  //           what opening a store throws
  DiffSide side(const std::string& word);

 private:
  const Snapshot* current();  // null: there is no current store
  std::vector<std::string> dataset_names();
  DiffSide of_path(const std::string& word);
  DiffSide of_dataset(const std::string& name);
  DiffSide loaded(const std::vector<std::filesystem::path>& paths, const std::string& word);
  [[noreturn]] void refuse_unknown(const std::string& word);
  [[noreturn]] void refuse(const std::string& message, const std::string& name);

  Context& context_;
  std::vector<Store> stores_;
  std::optional<Snapshot> current_;
  bool asked_ = false;
};

}  // namespace polgraph::cli
