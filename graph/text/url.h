// Addresses out of data that may stand in a page or a picture.
//
//   Thread  pure functions
#pragma once

#include <string>
#include <string_view>

namespace polgraph {

// An http or https address with everything that is not plain percent-encoded; empty for any other scheme, and for more
// than 2,000 bytes.
std::string safe_url(std::string_view url);

}  // namespace polgraph
