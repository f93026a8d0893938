#include "query/functions.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>

#include "graph/error.h"

namespace polgraph {

namespace {

std::string folded(std::string_view name) {
  std::string out(name);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

using Table = std::unordered_map<std::string, const Function*>;

struct Family {
  std::string_view name;  // as SHOW FUNCTIONS calls it
  std::span<const Function> (*functions)();
};
constexpr std::array<Family, 8> kFamilies{{
    {"String", &functions::strings},
    {"Numeric", &functions::numbers},
    {"Scalar", &functions::conversions},
    {"List", &functions::lists},
    {"List", &functions::collections},
    {"Graph", &functions::graph},
    {"Aggregating", &functions::aggregates},
    {"Temporal", &functions::temporal},
}};

Table make_table() {
  Table table;
  for (const Family& family : kFamilies) {
    for (const Function& function : family.functions()) table.emplace(folded(function.name), &function);
  }
  return table;
}

const Table& table() {
  static const Table kTable = make_table();
  return kTable;
}

}  // namespace

const Function* find_function(std::string_view name) {
  const auto found = table().find(folded(name));
  return found == table().end() ? nullptr : found->second;
}

std::string_view family_of(const Function& function) {
  for (const Family& family : kFamilies) {
    for (const Function& each : family.functions())
      if (&each == &function) return family.name;
  }
  return {};
}

std::vector<const Function*> all_functions() {
  std::vector<const Function*> all;
  for (const auto& entry : table()) all.push_back(entry.second);
  std::sort(all.begin(), all.end(), [](const Function* a, const Function* b) { return a->name < b->name; });
  return all;
}

namespace functions {

void wrong_argument(std::string_view function, const Value& got, std::string_view expected) {
  throw Error(
      Kind::Type, "InvalidArgumentType",
      std::string(function) + "() needs " + std::string(expected) + ", this is " + std::string(kind_name(got.kind())));
}

void wrong_value(std::string_view function, const Value& got, std::string_view expected) {
  throw Error(
      Kind::Type, "InvalidArgumentValue",
      std::string(function) + "() needs " + std::string(expected) + ", this is " + std::string(kind_name(got.kind())));
}

}  // namespace functions

}  // namespace polgraph
