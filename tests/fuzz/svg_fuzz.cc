// Any bytes as a drawing: it is refused, or what is written has nothing in it that runs or fetches, and reads back:
// from the second time on as the same.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>

#include "graph/error.h"
#include "loaders/svg_check.h"

namespace {

using namespace polgraph;

[[noreturn]] void broken(const std::string& what, const std::string& text) {
  std::cerr << what << "\n  text: " << text << '\n';
  std::abort();
}

constexpr const char* kNever[] = {"<script",
                                  "<foreignObject",
                                  "<image",
                                  "<iframe",
                                  "<use",
                                  "<style",
                                  "<!",
                                  "<?xml-",
                                  "fill=\"url(",
                                  "stroke=\"url(",
                                  "href=\"javascript:",
                                  "href=\"data:",
                                  "href=\"file:"};

// The next name of an attribute, from `at` on; empty behind the last. In what is written "<", ">" and quotes stand for
// themselves nowhere else.
std::string_view next_attribute(std::string_view written, std::size_t& at) {
  const std::size_t equals = written.find("=\"", at);
  if (equals == std::string_view::npos) return {};
  at = std::min(written.size(), written.find('"', equals + 2)) + 1;
  const std::size_t begin = written.find_last_of(" <", equals) + 1;
  return written.substr(begin, equals - begin);
}

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
  std::size_t at = written.find("<svg");
  for (std::string_view name; !(name = next_attribute(written, at)).empty();)
    if (name.starts_with("on") || name == "style") broken("an attribute is written: " + std::string(name), text);
  try {
    const std::string second = checked_svg(written);
    if (checked_svg(second) != second) broken("written otherwise the third time: " + second, text);
  } catch (const Error& error) {
    broken("does not read back: " + written + ": " + error.message(), text);
  }
  return 0;
}
