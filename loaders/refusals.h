// Why rows are refused that are good in themselves: the words, which every way of loading uses. And the notes of a
// report, of which only the first are kept.
#pragma once

#include <string>

#include "graph/place.h"
#include "graph/record.h"
#include "loaders/load.h"

namespace polgraph::refusals {

std::string spelled(const Identity& identity);
std::string node_twice(const Identity& identity, const Place& first);
std::string relationship_twice(const std::string& id, const Place& first);
// `column` from 1; 0: unknown
std::string end_is_nobody(bool is_start, std::uint32_t column, const Identity& identity);

void note(std::vector<RowNote>& notes, std::uint64_t& count, Place place, std::string text);

}  // namespace polgraph::refusals
