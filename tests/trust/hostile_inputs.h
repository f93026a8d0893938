// A sound data package with something of everything, and what may stand in the place of any part of it.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace polgraph::test {

using Json = nlohmann::ordered_json;
using Table = std::vector<std::vector<std::string>>;  // the first row are its headings

std::map<std::string, Table> tables();  // by the names of their files
Json descriptor();
std::string csv_of(const Table& table);

const std::vector<std::string>& hostile_texts();  // of a cell, a name or a word
const std::vector<Json>& hostile_values();        // in the descriptor

std::string times(std::string_view text, std::size_t count);

}  // namespace polgraph::test
