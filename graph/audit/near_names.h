// Private: which of many names are a letter or two apart, without comparing each with each: names that are the same but
// for one letter, or but for one word, share a hash of what is left.
//
//   Thread  any
//   Throws  what `tick` throws
//   Cost    letters of all names, sorted; memory 16 bytes a letter, at most 100 MB (then in several passes)
#pragma once

#include <cstddef>
#include <functional>
#include <utility>
#include <vector>

#include "graph/audit/name_form.h"

namespace polgraph {

// Pairs of positions in `forms` (the smaller first, each pair once, ascending) between which there is a slip
// (graph/audit/slip.h). `forms` must have different cores. Where three or more names differ in one place only (Region
// North, Region South, Region West) they are a family, and none is a slip.
std::vector<std::pair<std::size_t, std::size_t>> near_names(const std::vector<NameForm>& forms,
                                                            const std::function<void()>& tick);

}  // namespace polgraph
