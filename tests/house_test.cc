// The house stands as planned: every source file has its place in house.json, and includes only what its layer may.
#include <algorithm>
#include <catch2/catch.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <sstream>
#include <string>
#include <vector>

namespace fs = std::filesystem;
using nlohmann::json;

namespace {

const fs::path kRoot = POLGRAPH_SOURCE_DIR;

json read_plan() {
  std::ifstream file(kRoot / "tests/house.json");
  return json::parse(file);
}

bool fits(std::string_view pattern, std::string_view name) {
  const std::size_t star = pattern.find('*');
  if (star == std::string_view::npos) return pattern == name;
  if (name.substr(0, star) != pattern.substr(0, star)) return false;
  for (std::size_t from = star; from <= name.size(); ++from) {
    if (fits(pattern.substr(star + 1), name.substr(from))) return true;
  }
  return false;
}

std::string group_of(const json& plan, const std::string& file) {
  std::string best, name;
  for (const json& group : plan["groups"]) {
    for (const auto& [pattern, purpose] : group["files"].items()) {
      if (pattern.size() > best.size() && fits(pattern, file)) {
        best = pattern;
        name = group["name"];
      }
    }
  }
  return name;
}

std::vector<std::string> source_files() {
  std::vector<std::string> files;
  for (const char* folder : {"graph", "loaders", "query", "tools", "tests"}) {
    for (const auto& entry : fs::recursive_directory_iterator(kRoot / folder)) {
      const std::string ending = entry.path().extension().string();
      if (ending == ".h" || ending == ".cc") files.push_back(fs::relative(entry.path(), kRoot).string());
    }
  }
  std::sort(files.begin(), files.end());
  return files;
}

struct Include {
  std::string header;
  bool quoted = false;
  std::size_t line = 0;
};

std::vector<Include> includes_of(const std::string& file) {
  std::vector<Include> includes;
  std::ifstream in(kRoot / file);
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (!line.starts_with("#include ")) continue;
    const bool quoted = line.find('"') != std::string::npos;
    const std::size_t begin = line.find_first_of("\"<") + 1;
    includes.push_back({line.substr(begin, line.find_first_of("\">", begin) - begin), quoted, number});
  }
  return includes;
}

bool any_fits(const json& patterns, const std::string& name) {
  return std::any_of(patterns.begin(), patterns.end(),
                     [&](const json& pattern) { return fits(pattern.get<std::string>(), name); });
}

}  // namespace

TEST_CASE("every source file has a place in the plan", "[house]") {
  const json plan = read_plan();
  for (const std::string& file : source_files()) {
    INFO(file << " fits no pattern of tests/house.json");
    CHECK_FALSE(group_of(plan, file).empty());
  }
}

TEST_CASE("every pattern of the plan stands for a file", "[house]") {
  const json plan = read_plan();
  const std::vector<std::string> files = source_files();
  for (const json& group : plan["groups"]) {
    for (const auto& [pattern, purpose] : group["files"].items()) {
      INFO(pattern);
      CHECK(std::any_of(files.begin(), files.end(), [&, p = pattern](const auto& file) { return fits(p, file); }));
    }
  }
}

TEST_CASE("a file includes its own layer and the ones it stands on, each spelled from the root", "[house]") {
  const json plan = read_plan();
  std::map<std::string, std::set<std::string>> allowed;
  for (const json& group : plan["groups"]) {
    auto& names = allowed[group["name"]];
    names.insert(group["name"].get<std::string>());
    for (const json& name : group["may_include"]) names.insert(name.get<std::string>());
  }
  for (const std::string& file : source_files()) {
    const std::string group = group_of(plan, file);
    for (const Include& include : includes_of(file)) {
      if (!include.quoted || any_fits(plan["generated"], include.header)) continue;
      INFO(file << ":" << include.line << ": #include \"" << include.header << "\"");
      CHECK(fs::exists(kRoot / include.header));
      CHECK(allowed[group].count(group_of(plan, include.header)) == 1);
    }
  }
}

TEST_CASE("a library is known only to the files that wrap it", "[house]") {
  const json plan = read_plan();
  for (const std::string& file : source_files()) {
    for (const Include& include : includes_of(file)) {
      if (include.quoted) continue;
      std::optional<json> users;
      for (const auto& [pattern, files] : plan["libraries"].items()) {
        if (fits(pattern, include.header)) users = files;
      }
      INFO(file << ":" << include.line << ": #include <" << include.header << ">");
      if (users)
        CHECK(any_fits(*users, file));
      else
        CHECK(include.header.find('/') == std::string::npos);  // a library that the plan does not name
    }
  }
}

// What git keeps, and not what lies in the folder: a newcomer's pictures and stores are there, too.
TEST_CASE("at the top there are the rooms of the house and what every C++ project has there", "[house]") {
  static const std::set<std::string> kTop{
      ".ci",     ".clang-format", ".gitignore", "CMakeLists.txt", "CMakePresets.json",
      "LICENSE", "README.md",     "data",       "graph",          "loaders",
      "query",   "tests",         "tools"};
  if (!fs::exists(kRoot / ".git")) {
    WARN("skipped: this is no checkout");
    return;
  }
  FILE* const list = popen(("git -C '" + kRoot.string() + "' ls-files").c_str(), "r");
  REQUIRE(list != nullptr);
  std::set<std::string> top;
  char line[4096];
  while (std::fgets(line, sizeof line, list) != nullptr) {
    const std::string name(line);
    top.insert(name.substr(0, name.find_first_of("/\n")));
  }
  if (pclose(list) != 0) {
    WARN("skipped: git does not list this checkout");
    return;
  }
  CHECK(top == kTop);
}

TEST_CASE("no layer stands on itself through another", "[house]") {
  const json plan = read_plan();
  std::set<std::string> below;
  for (const json& group : plan["groups"]) {  // bottom to top: everything included has been seen
    for (const json& name : group["may_include"]) {
      INFO(group["name"] << " includes " << name);
      CHECK(below.count(name.get<std::string>()) == 1);
    }
    below.insert(group["name"].get<std::string>());
  }
}

// The linker takes two types of one name for one and joins their functions; it says nothing, the program crashes.
TEST_CASE("no two files give one name to two types", "[house]") {
  static const std::set<std::string> kWords{"struct", "class", "union", "enum"};
  std::map<std::string, std::string> homes;  // polgraph::ast::Clause: the file that defines it
  for (const std::string& file : source_files()) {
    if (file.starts_with("tests/")) continue;  // each test is a program of its own
    std::vector<std::string> spaces;
    std::ifstream in(kRoot / file);
    for (std::string line; std::getline(in, line);) {
      std::istringstream text(line);
      std::string word, name;
      text >> word >> name;
      if (word == "enum") text >> name;
      if (line.starts_with("namespace ")) spaces.push_back(name);  // "{": without a name
      if (line.starts_with("}  // namespace") && !spaces.empty()) spaces.pop_back();
      const bool defines = kWords.count(word) != 0 && line[0] != ' ' && line.back() == '{';
      if (!defines || std::count(spaces.begin(), spaces.end(), "{") != 0) continue;
      std::string full;
      for (const std::string& space : spaces) full += space + "::";
      const auto [found, is_new] = homes.emplace(full + name, file);
      INFO(full + name << " is defined in " << found->second << " and in " << file);
      CHECK(is_new);
    }
  }
  CHECK(homes.size() > 100);  // the reading above still finds them
}
