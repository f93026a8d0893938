// Values as people type them on a command line.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "graph/value.h"

namespace CLI {
class App;
class Option;
}  // namespace CLI

namespace polgraph::cli {

// "512MB", "4GiB", "65536": bytes. KB, MB, GB, TB count by 1000; K, KiB, M, MiB ... by 1024.
// Throws Error Usage.
std::uint64_t parse_size(std::string_view text, std::string_view option);

// Half of the machine's memory, at most 4 GB: what a query may use unless told otherwise.
std::uint64_t default_memory();

// "name=JSON". Throws Error Usage.
std::pair<std::string, Value> parse_parameter(const std::string& text);

// An argument of any number of words. (CLI11 reads "[a,b]" as two of them; a name in brackets is found without them.)
CLI::Option* add_words(CLI::App& app, const std::string& name, std::vector<std::string>& words,
                       const std::string& about);
// An option that may be repeated and takes one word each time.
CLI::Option* add_repeated(CLI::App& app, const std::string& name, std::vector<std::string>& words,
                          const std::string& about);

}  // namespace polgraph::cli
