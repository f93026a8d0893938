// Loads stream: how much memory they take, and the questions behind them, does not hang on how many rows there are.
//
//   polgraph_memory PROGRAM ROWS MEBIBYTES
//
// ROWS nodes and as many relationships go into a new store, straight; then the same nodes from another data set, by a
// transaction; then questions are asked. Exit status 1 if one of them took more than MEBIBYTES, or failed.
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "tests/support/folder.h"
#include "tests/trust/run.h"

using namespace polgraph::test;

namespace {

void write_tables(const std::filesystem::path& folder, int rows) {
  std::ofstream nodes(folder / "nodes.csv"), again(folder / "again.csv"), pays(folder / "pays.csv");
  nodes << "id:ID,name,amount:int\n";
  again << "id:ID,name,note\n";
  pays << ":START_ID,:END_ID,amount:int\n";
  for (int i = 0; i < rows; ++i) {
    nodes << "b" << i << ",Body " << i << "," << i << "\n";
    again << "b" << i << ",Body " << i << ",note of " << i << "\n";
    pays << "b" << i << ",b" << (i * 31L + 7) % rows << "," << i << "\n";
  }
}

}  // namespace

int main(int count, char** words) {
  if (count != 4) {
    std::cerr << "usage: polgraph_memory PROGRAM ROWS MEBIBYTES\n";
    return 2;
  }
  const Folder folder;
  write_tables(folder.path(), std::stoi(words[2]));
  const std::uint64_t most = std::stoull(words[3]) << 20;
  const auto file = [&](const char* name) { return (folder.path() / name).string(); };
  int wrong = 0;
  const auto one = [&](const std::string& about, std::vector<std::string> command) {
    command.insert(command.begin(), {words[1], "--db", file("db")});
    const Ran ran = run(command, {}, 600'000);
    const bool is_well = ran.ok() && ran.peak_bytes <= most;
    std::cout << about << ": " << (ran.peak_bytes >> 20) << " MiB" << (is_well ? "" : ", WRONG: " + ran.err)
              << std::endl;
    wrong += is_well ? 0 : 1;
  };
  one("new rows", {"load", "--nodes", "Body=" + file("nodes.csv"), "--relationships", "PAYS=" + file("pays.csv")});
  one("the same nodes again", {"load", "--name", "again", "--nodes", "Body=" + file("again.csv")});
  one("a question", {"query", "MATCH (a:Body)-[p:PAYS]->(b) RETURN count(*), sum(p.amount), count(DISTINCT b.name)"});
  one("all rows", {"query", "MATCH (a)-[p]->(b) RETURN a, p, b"});
  one("check", {"check"});
  one("unload", {"unload", "again"});
  return wrong == 0 ? 0 : 1;
}
