// Any bytes as a drawing: it is refused, or what is written has nothing in it that runs or fetches, and reads back:
// from the second time on as the same.
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>

#include "graph/error.h"
#include "loaders/svg_check.h"

namespace {

using namespace polgraph;

[[noreturn]] void broken(const std::string& what, const std::string& text) {
  std::cerr << what << "\n  text: " << text << '\n';
  std::abort();
}

// In a name's place these letters are text: "<" is spelled "&lt;" there, and quotes stand in no attribute.
constexpr const char* kNever[] = {"<script",
                                  "<foreignObject",
                                  "<image",
                                  "<iframe",
                                  "<use",
                                  "<style",
                                  "<!",
                                  "<?xml-",
                                  " onload=\"",
                                  " onclick=\"",
                                  "fill=\"url(",
                                  "stroke=\"url(",
                                  "href=\"javascript:",
                                  "href=\"data:",
                                  "href=\"file:"};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text(reinterpret_cast<const char*>(data), size);
  std::string written;
  try {
    written = checked_svg(text);
  } catch (const Error& error) {
    if (error.detail() != "BadDrawing") broken(error.message(), text);
    return 0;
  }
  for (const char* word : kNever)
    if (written.find(word) != std::string::npos) broken(std::string("written: ") + word, text);
  try {
    const std::string second = checked_svg(written);
    if (checked_svg(second) != second) broken("written otherwise the third time: " + second, text);
  } catch (const Error& error) {
    broken("does not read back: " + written + ": " + error.message(), text);
  }
  return 0;
}
