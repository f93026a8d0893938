#include "tests/bench/funding_graph.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <memory>
#include <utility>

#include "graph/text/csv.h"
#include "graph/transaction.h"
#include "tests/support/folder.h"

namespace polgraph::bench {

namespace {

// Steele, Lea, Flood, Fast splittable pseudorandom number generators (2014): the same numbers on every machine.
class Random {
 public:
  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9E3779B97F4A7C15ull);
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ull;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBull;
    return z ^ (z >> 31);
  }
  std::size_t below(std::size_t end) { return next() % end; }
  // Small numbers much more often than great ones: hubs.
  std::size_t skewed(std::size_t end) { return std::min({below(end), below(end), below(end), below(end)}); }

 private:
  std::uint64_t state_ = 2021;
};

constexpr const char* kWords[] = {"Green",   "Digital", "Ocean",  "Energy",     "Quantum", "Health",   "Transport",
                                  "Climate", "Data",    "Carbon", "Innovation", "Society", "Material", "Hydrogen",
                                  "Rural",   "Urban",   "Space",  "Circular",   "Mobile",  "Café"};
constexpr const char* kKinds[] = {"Institute", "Agency", "Works", "Laboratory", "Council", "Partners"};
constexpr const char* kCountries[] = {"JP", "DE", "FR", "GB", "US", "KR", "IT", "ES"};

class Maker {
 public:
  FundingGraph make(std::size_t organisations) {
    const std::size_t funds = std::max<std::size_t>(organisations / 20, 10);
    ministries_ = add("Ministry", std::max<std::size_t>(funds / 50, 2));
    programmes_ = add("Programme", std::max<std::size_t>(funds / 5, 2));
    funds_ = add("Fund", funds);
    projects_ = add("Project", funds * 10);
    organisations_ = add("Organisation", organisations);
    technologies_ = add("Technology", std::max<std::size_t>(organisations / 50, 5));
    tree(ministries_, programmes_);
    tree(programmes_, funds_);
    tree(funds_, projects_);
    for (std::size_t i = 0; i < projects_.second; ++i) {
      for (int n = 0; n < 4; ++n) fund(projects_.first + i, organisations_.first + random_.skewed(organisations));
      link("DEVELOPS", projects_.first + i, technologies_.first + random_.skewed(technologies_.second));
    }
    for (std::size_t i = 0; i < organisations * 3; ++i) {
      const std::size_t a = random_.below(organisations), b = random_.skewed(organisations);
      if (a != b) link("PARTNER_OF", organisations_.first + a, organisations_.first + b);
    }
    return std::move(made_);
  }

 private:
  using Range = std::pair<std::size_t, std::size_t>;  // first, how many

  std::string word() { return kWords[random_.below(std::size(kWords))]; }

  Range add(const std::string& label, std::size_t count) {
    const Range range{made_.nodes.size(), count};
    for (std::size_t i = 0; i < count; ++i) {
      const std::string number = std::to_string(i);
      const std::string name = word() + " " + word() + " " + kKinds[random_.below(std::size(kKinds))] + " " + number;
      made_.nodes.push_back({label, label + "/" + number, name, "Z" + label.substr(0, 2) + number + "q",
                             kCountries[random_.below(std::size(kCountries))],
                             1990 + static_cast<std::int64_t>(random_.below(32))});
    }
    return range;
  }

  void link(const char* type, std::size_t from, std::size_t to, std::int64_t amount = 0) {
    made_.relationships.push_back({type, static_cast<std::uint32_t>(from), static_cast<std::uint32_t>(to), amount,
                                   2010 + static_cast<std::int64_t>(random_.below(12))});
  }
  void fund(std::size_t from, std::size_t to) {
    link("FUNDS", from, to, 1000 * static_cast<std::int64_t>(1 + random_.below(5000)));
  }
  // Each of `below` is funded by one of `above`, in turn.
  void tree(const Range& above, const Range& below) {
    for (std::size_t i = 0; i < below.second; ++i) fund(above.first + i % above.second, below.first + i);
  }

  Random random_;
  FundingGraph made_;
  Range ministries_, programmes_, funds_, projects_, organisations_, technologies_;
};

struct OnDisk {
  test::Folder folder;
  std::unique_ptr<Store> store;  // goes before its folder
};
using Stores = std::map<std::size_t, OnDisk>;  // by organisations

// Made behind the first store, so it closes all of them before RocksDB's own static objects go.
struct Closer {
  Stores& stores;
  ~Closer() { stores.clear(); }
};

void write_store(const FundingGraph& graph, const std::filesystem::path& folder) {
  Store store = Store::open(folder, Store::Mode::Create);
  Transaction writes = store.begin();
  std::vector<NodeId> ids;
  for (const auto& node : graph.nodes) {
    ids.push_back(writes.create_node({node.label}, {{"id", Value::string(node.id)},
                                                    {"name", Value::string(node.name)},
                                                    {"aliases", Value::list({Value::string(node.alias)})},
                                                    {"country", Value::string(node.country)},
                                                    {"year", Value::integer(node.year)}}));
  }
  for (const auto& link : graph.relationships) {
    Transaction::Properties properties{{"year", Value::integer(link.year)}};
    if (link.amount != 0) properties.emplace_back("amount", Value::integer(link.amount));
    writes.create_relationship(link.type, ids[link.from], ids[link.to], properties);
  }
  writes.commit();
}

}  // namespace

FundingGraph funding_graph(std::size_t organisations) {
  return Maker().make(organisations);
}

std::vector<std::string> write_tables(const FundingGraph& graph, const std::filesystem::path& folder) {
  std::map<std::string, std::string> nodes, links;
  const auto row = [](std::string& table, const std::vector<std::string>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
      if (i > 0) table += ',';
      append_csv_field(table, cells[i]);
    }
    table += '\n';
  };
  for (const auto& node : graph.nodes) {
    std::string& table = nodes[node.label];
    if (table.empty()) table = "id:ID,name,aliases:string[],country,year:int\n";
    row(table, {node.id, node.name, node.alias, node.country, std::to_string(node.year)});
  }
  for (const auto& link : graph.relationships) {
    std::string& table = links[link.type];
    const bool money = link.amount != 0;
    if (table.empty()) table = money ? ":START_ID,:END_ID,year:int,amount:long\n" : ":START_ID,:END_ID,year:int\n";
    std::vector<std::string> cells{graph.nodes[link.from].id, graph.nodes[link.to].id, std::to_string(link.year)};
    if (money) cells.push_back(std::to_string(link.amount));
    row(table, cells);
  }
  std::vector<std::string> arguments;
  const auto write = [&](const char* option, const std::map<std::string, std::string>& tables) {
    for (const auto& [name, text] : tables) {
      const std::filesystem::path file = folder / (name + ".csv");
      std::ofstream(file, std::ios::binary) << text;
      arguments.insert(arguments.end(), {option, name + "=" + file.string()});
    }
  };
  write("--nodes", nodes);
  write("--relationships", links);
  return arguments;
}

Store& funding_store(std::size_t organisations) {
  static Stores made;
  OnDisk& place = made[organisations];
  if (!place.store) {
    write_store(funding_graph(organisations), place.folder.path() / "graph.db");
    place.store = std::make_unique<Store>(Store::open(place.folder.path() / "graph.db", Store::Mode::Read));
  }
  static const Closer closer{made};
  return *place.store;
}

}  // namespace polgraph::bench
