#include "tools/arguments.h"

#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <charconv>
#include <limits>

#include "graph/error.h"
#include "graph/text/json.h"

namespace polgraph::cli {

namespace {

struct Unit {
  std::string_view name;
  std::uint64_t bytes;
};
constexpr std::array kUnits{
    Unit{"", 1},
    Unit{"B", 1},
    Unit{"K", 1ull << 10},
    Unit{"KiB", 1ull << 10},
    Unit{"KB", 1000},
    Unit{"M", 1ull << 20},
    Unit{"MiB", 1ull << 20},
    Unit{"MB", 1000000},
    Unit{"G", 1ull << 30},
    Unit{"GiB", 1ull << 30},
    Unit{"GB", 1000000000},
    Unit{"T", 1ull << 40},
    Unit{"TiB", 1ull << 40},
    Unit{"TB", 1000000000000},
};

constexpr int kManyWords = 1 << 20;

}  // namespace

std::uint64_t parse_size(std::string_view text, std::string_view option) {
  double number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number, std::chars_format::fixed);
  const std::string_view unit = text.substr(static_cast<std::size_t>(end - text.data()));
  const auto found = std::find_if(kUnits.begin(), kUnits.end(), [&](const Unit& u) { return u.name == unit; });
  const double bytes = found == kUnits.end() ? 0 : number * static_cast<double>(found->bytes);
  if (fault != std::errc{} || found == kUnits.end() || !(bytes >= 1) || bytes > 9e18) {
    throw Error(Kind::Usage, "BadSize",
                std::string(option) + " needs a size such as 512MB or 4GiB, got '" + std::string(text) + "'");
  }
  return static_cast<std::uint64_t>(bytes);
}

std::uint64_t default_memory() {
  constexpr std::uint64_t kMost = 4000000000;
  const long pages = sysconf(_SC_PHYS_PAGES);
  const long page = sysconf(_SC_PAGESIZE);
  if (pages <= 0 || page <= 0) return kMost;
  return std::min(kMost, static_cast<std::uint64_t>(pages) * static_cast<std::uint64_t>(page) / 2);
}

namespace {

// -12.5e400: written as JSON writes numbers, so that what is wrong is its size.
bool looks_like_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const std::size_t exponent = text.find_first_of("eE");
  std::string_view power = exponent == std::string_view::npos ? "0" : text.substr(exponent + 1);
  if (power.starts_with('+') || power.starts_with('-')) power.remove_prefix(1);
  const auto only = [](std::string_view part, const char* letters) {
    return !part.empty() && part.find_first_not_of(letters) == std::string_view::npos;
  };
  return only(text.substr(0, exponent), "0123456789.") && only(power, "0123456789");
}

std::string parameter_hint(const std::string& name, const std::string& value) {
  std::string quoted;
  append_json_string(quoted, value);
  if (looks_like_number(value)) return "as a string it keeps all its digits: -p '" + name + "=" + quoted + "'";
  if (value.starts_with('[') || value.starts_with('{') || value.starts_with('"')) {
    return "JSON writes strings and keys in double quotes: -p '" + name + R"(={"id": "meti", "years": [2020, 2021]}')";
  }
  return "a string is written with its quotes: -p '" + name + "=" + quoted + "'";
}

}  // namespace

std::pair<std::string, Value> parse_parameter(const std::string& text) {
  const std::size_t equals = text.find('=');
  if (equals == std::string::npos || equals == 0) {
    throw Error(Kind::Usage, "BadParameter", "-p needs name=JSON, got '" + text + "'");
  }
  try {
    return {text.substr(0, equals), parse_json(text.substr(equals + 1))};
  } catch (const Error& error) {
    throw Error(Kind::Usage, "BadParameter", "-p " + text.substr(0, equals) + ": " + error.message())
        .hint(parameter_hint(text.substr(0, equals), text.substr(equals + 1)));
  }
}

CLI::Option* add_words(CLI::App& app, const std::string& name, std::vector<std::string>& words,
                       const std::string& about) {
  return app.add_option(name, words, about)->expected(1, kManyWords)->type_name("");
}

CLI::Option* add_repeated(CLI::App& app, const std::string& name, std::vector<std::string>& words,
                          const std::string& about) {
  return app.add_option(name, words, about)->allow_extra_args(false);
}

}  // namespace polgraph::cli
