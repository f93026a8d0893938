// How much memory, for messages: "12 bytes", "16 KiB", "4 MiB"; rounded down.
#pragma once

#include <cstdint>
#include <string>

namespace polgraph {

std::string text_of_bytes(std::uint64_t bytes);

}  // namespace polgraph
