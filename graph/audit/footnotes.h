// Private: documents that say by footnotes what their statements rest on, and where they do not.
//
//   Thread  one thread; borrows the snapshot
//   Cost    two scans over all statements, a few seeks for each footnote and section
#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "graph/audit/audit.h"
#include "graph/audit/reader.h"

namespace polgraph {

// "#L34-L35" is {34, 35}; {0, 0} for a locator of another form.
std::pair<std::int64_t, std::int64_t> lines_of(std::string_view locator);

// A finding for each section of a footnoted document in which facts rest on the document itself, at lines where no
// footnote stands. Medium: no footnote in the section at all. Sections that list sources (a bibliography) and facts
// about sources are left out.
std::vector<Finding> facts_without_footnote(const AuditReader& reader, const std::function<void()>& tick);

}  // namespace polgraph
