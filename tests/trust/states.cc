#include "tests/trust/states.h"

#include <fstream>
#include <stdexcept>

#include "tests/trust/run.h"

namespace polgraph::test {

namespace fs = std::filesystem;

namespace {

constexpr int kNodes = 400;

constexpr int kAboutBytes = 3000;  // of each in the longer tables: more than 1 MiB in all

void write_tables(const fs::path& folder) {
  fs::create_directories(folder);
  std::ofstream bodies(folder / "bodies.csv"), longer(folder / "bodies-longer.csv"), pays(folder / "pays.csv");
  std::ofstream others(folder / "bodies-others.csv");
  bodies << "id:ID,name,country,year:int\n";
  longer << "id:ID,name,about\n";
  others << "id:ID,about,name\n";
  pays << ":START_ID,:END_ID,amount:int,year:int\n";
  for (int i = 0; i < kNodes; ++i) {
    bodies << "b" << i << ",Body " << i << " of " << (i * 7919) % 997 << "," << (i % 3 == 0 ? "JP" : "FR") << ","
           << 1990 + i % 30 << "\n";
    longer << "b" << i << ",Body " << i << "," << std::string(kAboutBytes, static_cast<char>('a' + i % 26)) << "\n";
    others << "o" << i << "," << std::string(kAboutBytes, static_cast<char>('a' + i % 26)) << ",Other " << i << "\n";
    for (int k = 1; k <= 3; ++k)
      pays << "b" << i << ",b" << (i * k * 31 + k) % kNodes << "," << i * 1000 + k << "," << 2000 + i % 20 << "\n";
  }
}

class Maker {
 public:
  Maker(std::string program, fs::path folder) : program_(std::move(program)), folder_(std::move(folder)) {
    write_tables(folder_ / "tables");
  }

  fs::path store(const std::string& name) const { return folder_ / name; }
  void command(const std::string& name, std::vector<std::string> words) const {
    words.insert(words.begin(), {program_, "--db", store(name).string()});
    const Ran ran = run(words);
    if (!ran.ok()) throw std::runtime_error("making " + name + ": " + ran.err);
  }
  void load(const std::string& name, const std::string& bodies = "bodies.csv") const {
    command(name, load_words(folder_, "first", bodies));
  }
  void write(const std::string& name, int from, int to) const {
    for (int i = from; i < to; ++i) command(name, {"query", statement(i)});
  }
  void add_schema(const std::string& name) const {
    command(name, {"query",
                   "CREATE INDEX body_year FOR (b:Body) ON (b.year); "
                   "CREATE CONSTRAINT body_id FOR (b:Body) REQUIRE b.id IS UNIQUE"});
  }
  void copy(const std::string& from, const std::string& to) const {
    fs::copy(store(from), store(to), fs::copy_options::recursive);
  }
  // Writes from a process that is killed once it has acknowledged so many, and not in the middle of another: of that
  // the store may tell or not.
  void write_and_kill(const std::string& name, int from, int to) const {
    std::string script;
    for (int i = from; i <= to; ++i) script += statement(i) + ";\n";
    script += "UNWIND range(1, 1000000000000) AS x WITH x WHERE x < 0 RETURN x;\n";
    std::ofstream(folder_ / "script.cypher") << script;
    Running writer({program_, "--db", store(name).string(), "query", "-f", (folder_ / "script.cypher").string()});
    const std::string last = std::to_string(to) + "\n";
    writer.read_until([&](const std::string& out) { return out.find("\n" + last) != std::string::npos; }, 60'000);
    writer.kill();
    writer.end();
  }
  State state(const std::string& name, const std::string& earlier) const {
    State made{name, store(name), store(earlier), {}};
    for (std::vector<std::string> words : questions()) {
      words.insert(words.begin(), {program_, "--db", made.store.string()});
      const Ran ran = run(words);
      if (!ran.ok()) throw std::runtime_error("asking " + name + ": " + ran.err);
      made.answers.push_back(ran.out);
    }
    return made;
  }

 private:
  static std::string statement(int i) {
    const std::string number = std::to_string(i);
    return "MATCH (a:Body {id: 'b" + std::to_string(i * 37 % kNodes) +
           "'}) SET a.year = a.year + 1 CREATE (a)-[:PAYS {amount: " + number + "}]->(n:Body:New {id: 'n" + number +
           "', name: 'New " + number + "'}) RETURN " + number + " AS done";
  }

  std::string program_;
  fs::path folder_;
};

}  // namespace

std::vector<std::vector<std::string>> questions() {
  return {
      {"query", "MATCH (n) OPTIONAL MATCH (n)-[r]->() RETURN n, r", "--format", "typed-json"},
      {"query",
       "MATCH (a)-[r:PAYS]->(b) RETURN count(*) AS n, sum(r.amount) AS total, count(DISTINCT a.name) AS names"},
      {"query", "MATCH (a:New)<-[r]-(b) RETURN a.id, a.name, b.id, r.amount ORDER BY a.id"},
      {"query", "MATCH (a)<-[:PAYS]-(b:Body {country: 'JP'}) RETURN b.id, b.year, count(a) AS n ORDER BY b.id"},
      {"query",
       "MATCH (a:Body {id: 'b7'}) CALL polgraph.statements(a) YIELD predicate, value, source, locator RETURN "
       "predicate, value, source, locator ORDER BY predicate, value"},
      {"query", "MATCH (b:Body) WHERE b.year > 2000 AND b.year < 2004 RETURN b.id, b.year ORDER BY b.year, b.id"},
      {"query", "CALL polgraph.find('New 1') YIELD node RETURN node.id ORDER BY node.id"},
      {"stats"},
  };
}

std::vector<std::string> load_words(const fs::path& folder, const std::string& name, const std::string& bodies) {
  return {"load",
          "--name",
          name,
          "--nodes",
          "Body=" + (folder / "tables" / bodies).string(),
          "--relationships",
          "PAYS=" + (folder / "tables/pays.csv").string()};
}

std::string large_statement() {
  return "MATCH (n:Body) SET n.year = 0 WITH collect(n) AS all UNWIND range(1, 3000) AS i CREATE (:Made {id: 'm' + "
         "toString(i), name: 'Made of ' + toString(i)})-[:PAYS {amount: i}]->(:Part) RETURN count(*) AS done";
}

std::vector<State> make_states(const std::string& program, const fs::path& folder) {
  const Maker maker(program, folder);
  maker.load("loaded");
  maker.load("closed");
  maker.add_schema("closed");
  maker.write("closed", 1, 4);
  maker.copy("closed", "closed-before");
  maker.write("closed", 4, 9);
  maker.load("killed");
  maker.copy("killed", "killed-before");
  maker.write_and_kill("killed", 1, 20);
  maker.copy("killed", "killed-twice");
  maker.copy("killed", "killed-twice-before");
  maker.write_and_kill("killed-twice", 2000, 2020);
  maker.copy("killed", "recovered");
  maker.add_schema("recovered");
  maker.write("recovered", 100, 102);
  maker.load("unloaded");
  maker.copy("unloaded", "unloaded-before");
  maker.write("unloaded", 1, 3);
  maker.command("unloaded", {"unload", "first"});
  maker.load("large");
  maker.write("large", 1, 3);
  maker.command("large", {"query", large_statement()});
  maker.copy("large", "large-before");
  maker.write_and_kill("large", 3, 9);
  maker.load("added");
  maker.write("added", 1, 3);
  maker.copy("added", "added-before");
  maker.command("added", load_words(folder, "others", "bodies-others.csv"));
  maker.write("added", 3, 5);
  maker.load("straight", "bodies-longer.csv");
  maker.copy("straight", "straight-before");
  maker.write("straight", 1, 3);
  return {maker.state("loaded", "killed-before"),    maker.state("straight", "straight-before"),
          maker.state("added", "added-before"),      maker.state("closed", "closed-before"),
          maker.state("killed", "killed-before"),    maker.state("killed-twice", "killed-twice-before"),
          maker.state("recovered", "killed"),        maker.state("large", "large-before"),
          maker.state("unloaded", "unloaded-before")};
}

namespace {

std::string first_line(const std::string& text) {
  return text.substr(0, text.find('\n'));
}

// Of an error message behind warnings: one that says nothing of the store, or that is no message at all, is a fault.
std::string fault_of(const Ran& ran) {
  if (ran.status == kHung) return "hung";
  if (ran.status < 0) return "ended by signal " + std::to_string(-ran.status) + ": " + first_line(ran.err);
  if (ran.status != 1) return "exit status " + std::to_string(ran.status) + ": " + first_line(ran.err);
  if (("\n" + ran.err).find("\npolgraph: ") == std::string::npos || ran.err.find("internal fault") != std::string::npos)
    return "no message: " + first_line(ran.err);
  return "";
}

}  // namespace

std::string held(const std::string& program, const fs::path& store) {
  std::vector<std::string> question = questions().front();
  question.insert(question.begin(), {program, "--db", store.string()});
  const Ran all = run(question);
  if (!all.ok())
    return all.err.find("there is no polgraph database") != std::string::npos ? "no store" : "UNREADABLE: " + all.err;
  const Ran check = run({program, "--db", store.string(), "check"});
  return check.ok() ? all.out : "DAMAGED: " + check.out;
}

std::string judge(const std::string& program, const fs::path& store, const State& state) {
  std::string told;
  const auto all = questions();
  for (std::size_t i = 0; i < all.size(); ++i) {
    std::vector<std::string> words = all[i];
    words.insert(words.begin(), {program, "--db", store.string()});
    const Ran ran = run(words);
    if (ran.ok()) {
      if (ran.out != state.answers[i]) return "SILENTLY WRONG: " + all[i].front() + " " + std::to_string(i);
      continue;
    }
    const std::string fault = fault_of(ran);
    if (!fault.empty()) return fault;
    if (told.empty()) told = first_line(ran.err);
  }
  const Ran check = run({program, "--db", store.string(), "check"});
  if (check.status != 0) {
    const std::string fault = fault_of(check);
    if (!fault.empty()) return "check: " + fault;
  } else if (!told.empty()) {
    return "check found nothing of it: " + told;
  }
  return told.empty() ? "right" : "told: " + told;
}

}  // namespace polgraph::test
