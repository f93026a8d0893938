// Another program as a bounded child process: its input written, its output read, its time and memory limited. No
// shell. Private to loaders/.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace polgraph {

struct ChildLimits {
  int timeout_s = 60;
  std::uint64_t memory_bytes = 4ull << 30;  // of address space
  std::uint64_t output_bytes = 512ull << 20;
};

struct ChildResult {
  std::string output;
  std::string errors;  // the first 64 KiB of standard error
  int status = 0;      // exit status; 128 + n: ended by signal n
};

// Runs `arguments[0]`, found on PATH, with exactly `environment`. The limits hold before it gets the first byte of its
// input. It can write no file.
//   Throws  Error NotFound "NoProgram"; Error Limit "DrawingTimeout", "OutputTooLarge"; Error Storage
ChildResult run_child(const std::vector<std::string>& arguments, const std::vector<std::string>& environment,
                      std::string_view input, const ChildLimits& limits);

}  // namespace polgraph
