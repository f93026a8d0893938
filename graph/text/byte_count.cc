#include "graph/text/byte_count.h"

namespace polgraph {

std::string text_of_bytes(std::uint64_t bytes) {
  if (bytes >= 1u << 20) return std::to_string(bytes >> 20) + " MiB";
  if (bytes >= 1u << 10) return std::to_string(bytes >> 10) + " KiB";
  return std::to_string(bytes) + " bytes";
}

}  // namespace polgraph
