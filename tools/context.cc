#include <chrono>
#include <ctime>
#include <ostream>
#include <utility>

#include "graph/error.h"
#include "graph/text/utf8.h"
#include "tools/command.h"
#include "tools/messages.h"

namespace polgraph::cli {

namespace {

// A hint may have several lines (candidates, one a line).
std::string printable_lines(std::string_view text) {
  std::string out;
  while (true) {
    const std::size_t end = text.find('\n');
    out += printable(text.substr(0, end));
    if (end == std::string_view::npos) return out;
    out += "\n  ";
    text.remove_prefix(end + 1);
  }
}

}  // namespace

Store Context::open(Store::Mode mode) const {
  if (!as_of.empty() && (in_memory() || mode != Store::Mode::Read))
    throw Error(Kind::Usage, "AsOfWrites", "--as-of is for reading the graph as it was; nothing can be written there");
  if (in_memory()) return Store::memory();
  return Store::open(database, mode, Store::Options{.wait = wait, .as_of = as_of});
}

void Context::begin_messages() {
  if (messages) messages->begin();
}

bool Context::is_full(std::size_t share) const {
  return messages && messages->is_full(share);
}

void Context::report(const Error& error) {
  std::string text = "polgraph: ";
  if (error.place()) text += printable(to_string(*error.place())) + ": ";
  text += printable_lines(error.message());
  if (error.kind() == Kind::Internal) text += " (an internal fault: please report it)";
  err << text << '\n' << std::exchange(excerpt, {});
  if (!error.hint().empty()) err << "hint: " << printable_lines(error.hint()) << '\n';
}

std::string Context::now() const {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm utc = {};
  gmtime_r(&seconds, &utc);
  char text[32];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc)};
}

DateTime Context::clock() {
  const auto since =
      std::chrono::duration_cast<std::chrono::nanoseconds>(std::chrono::system_clock::now().time_since_epoch()).count();
  return {since / kNanosPerSecond, static_cast<std::int32_t>(since % kNanosPerSecond), 0, {}};
}

}  // namespace polgraph::cli
