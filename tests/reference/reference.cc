// Holds the tables of functions and procedures in query/README.md against the rows they come from.
//
//   reference README           compares; exit status 1 and what is missing if they differ
//   reference --update README  writes the tables anew
//
// A table stands between a line `<!-- functions: FAMILY -->` (or `<!-- procedures -->`) and a line `<!-- end -->`.
#include <algorithm>
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "query/functions.h"
#include "query/procedures.h"

using namespace polgraph;

namespace {

using Lines = std::vector<std::string>;

std::string cell(std::string_view text) {
  std::string out;
  for (const char letter : text) out += letter == '|' ? std::string("\\|") : std::string(1, letter);
  return out;
}

Lines function_table(std::span<const Function> family) {
  std::vector<const Function*> rows;
  for (const Function& function : family) rows.push_back(&function);
  std::sort(rows.begin(), rows.end(), [](const Function* a, const Function* b) { return a->name < b->name; });
  Lines lines{"| function | gives | true |", "|---|---|---|"};
  for (const Function* row : rows) {
    lines.push_back("| `" + cell(row->signature) + "` | " + cell(row->sentence) + " | `" + cell(row->example) + "` |");
  }
  return lines;
}

Lines procedure_table() {
  Lines lines{"| procedure | gives |", "|---|---|"};
  std::map<std::string, std::string> rows;
  for (const auto& procedure : builtin_procedures().all()) {
    rows["| `" + cell(procedure->signature()) + "` | "] = cell(procedure->sentence) + " |";
  }
  for (const auto& [signature, sentence] : rows) lines.push_back(signature + sentence);
  return lines;
}

// The table that belongs behind `mark`; empty: the line is no mark.
Lines table_for(const std::string& mark) {
  if (mark == "<!-- procedures -->") return procedure_table();
  const std::map<std::string, std::span<const Function>> families{
      {"strings", functions::strings()},         {"numbers", functions::numbers()},
      {"conversions", functions::conversions()}, {"lists", functions::lists()},
      {"graph", functions::graph()},             {"aggregates", functions::aggregates()},
      {"temporal", functions::temporal()},       {"collections", functions::collections()},
  };
  for (const auto& [name, family] : families) {
    if (mark == "<!-- functions: " + name + " -->") return function_table(family);
  }
  return {};
}

int run(const std::string& path, bool update) {
  std::ifstream in(path, std::ios::binary);
  if (!in) throw std::runtime_error("cannot read " + path);
  Lines before, after;
  std::size_t functions_shown = 0;
  for (std::string line; std::getline(in, line);) before.push_back(line);
  for (std::size_t i = 0; i < before.size(); ++i) {
    after.push_back(before[i]);
    const Lines table = table_for(before[i]);
    if (table.empty()) continue;
    if (before[i].starts_with("<!-- functions")) functions_shown += table.size() - 2;
    while (i + 1 < before.size() && before[i + 1] != "<!-- end -->") ++i;
    after.insert(after.end(), table.begin(), table.end());
  }
  if (functions_shown != all_functions().size()) {
    std::cout << path << ": shows " << functions_shown << " of " << all_functions().size() << " functions\n";
    return 1;
  }
  if (before == after) return 0;
  if (update) {
    std::ofstream out(path, std::ios::binary);
    for (const std::string& line : after) out << line << '\n';
    return 0;
  }
  for (const std::string& line : after) {
    if (std::find(before.begin(), before.end(), line) == before.end()) std::cout << path << " lacks: " << line << '\n';
  }
  std::cout << path << ": the tables differ from the rows; polgraph_reference --update writes them anew\n";
  return 1;
}

}  // namespace

int main(int count, char** words) {
  const bool update = count > 1 && std::string_view(words[1]) == "--update";
  if (count != (update ? 3 : 2)) {
    std::cerr << "usage: reference [--update] README\n";
    return 2;
  }
  try {
    return run(words[count - 1], update);
  } catch (const std::exception& error) {
    std::cerr << "reference: " << error.what() << '\n';
    return 1;
  }
}
