#include <chrono>
#include <ctime>

#include "tools/command.h"

namespace polgraph::cli {

Store Context::open(Store::Mode mode) const {
  if (in_memory()) return Store::memory();
  return Store::open(database, mode, Store::Options{.wait = wait});
}

std::string Context::now() const {
  const std::time_t seconds = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
  std::tm utc = {};
  gmtime_r(&seconds, &utc);
  char text[32];
  return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &utc)};
}

}  // namespace polgraph::cli
