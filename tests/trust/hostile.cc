// Bad input of every kind ends with one clear message, and the store keeps every byte.
//
//   polgraph_hostile PROGRAM [EACH]
//
// A sound data package is changed at one place: a cell, a heading, a value of its descriptor; statements and words of
// the command line are hostile, too. Every EACH-th of them is tried (1). Exit status 1 if the program ended otherwise
// than with 0, 1 or 2, wrote 8 KB of messages or a control character, did not name the file (of a refused row its
// line, too), or changed the store and failed.
#include <filesystem>
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "tests/support/folder.h"
#include "tests/trust/hostile_inputs.h"
#include "tests/trust/run.h"

using namespace polgraph::test;
namespace fs = std::filesystem;

namespace {

using Words = std::vector<std::string>;

constexpr std::size_t kMostMessage = 8 << 10;

// A letter that would do something to a terminal, or turn its text round.
bool has_control(std::string_view text) {
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto c = static_cast<unsigned char>(text[i]);
    const auto next = static_cast<unsigned char>(i + 1 < text.size() ? text[i + 1] : 0);
    if ((c < 0x20 && c != '\n') || c == 0x7F || (c == 0xC2 && next >= 0x80 && next < 0xA0)) return true;
  }
  return text.find("\xE2\x80\xAE") != std::string_view::npos;
}

class Trials {
 public:
  Trials(std::string program, std::size_t each) : program_(std::move(program)), each_(each) {
    write_package(tables(), descriptor().dump());
    const Ran made = run({program_, "--db", kept().string(), "query", "CREATE (:Fund {id: 'old', name: 'Old fund'})"});
    const Ran sound = run({program_, "--db", (folder_.path() / "sound").string(), "load", package().string()});
    if (!made.ok() || !sound.ok()) throw std::runtime_error("what is sound was refused: " + made.err + sound.err);
    begin_anew();
  }

  void change_cells() {
    for (const auto& [name, table] : tables()) {
      for (std::size_t row = 0; row < table.size(); ++row) {
        for (std::size_t column = 0; column < table[row].size(); ++column) {
          for (const std::string& text : hostile_texts()) {
            if (!is_next()) continue;
            auto changed = tables();
            changed[name][row][column] = text;
            write_package(changed, descriptor().dump());
            // Without a key it is the rows of other tables that are wrong.
            const std::string named = column > 0 ? name : ".csv";
            load(name + " " + std::to_string(row) + "," + std::to_string(column) + " = " + text.substr(0, 40), named,
                 row > 0);
          }
        }
      }
    }
  }

  void change_files() {
    const Words texts{"",
                      "\n",
                      "\xFF\xFE",
                      "\xEF\xBB\xBF",
                      "id\n",
                      ",,,\n,,,\n",
                      "id,id\n1,1\n",
                      times("a,", 2'000'000),
                      "id,name\n\"1,x\n",
                      std::string("PK\x03\x04\0\0\0", 7),
                      std::string(10'000, '\0'),
                      times("\n", 100'000),
                      "%PDF-1.4\n",
                      times("\"", 99'999)};
    for (const char* name : {"fund.csv", "pays.csv", "statements.csv", "datapackage.json"}) {
      for (const std::string& text : texts) {
        if (!is_next()) continue;
        write_package(tables(), descriptor().dump());
        write(package() / name, text);
        load(std::string(name) + " is " + text.substr(0, 20), "", false);
      }
    }
  }

  void change_descriptor() {
    write_package(tables(), "");
    change_values(descriptor(), Json::json_pointer());
    const std::string sound = descriptor().dump();
    for (std::size_t end = 1; end < sound.size(); end += 61) {
      if (!is_next()) continue;
      write(package() / "datapackage.json", sound.substr(0, end));
      load("datapackage.json cut at " + std::to_string(end), "datapackage.json", false);
    }
    for (const std::string& text :
         {times("[", 200'000), times("{\"a\":", 50'000),
          std::string("{\"name\":\"a\",\"name\":\"b\",\"resources\":[]}"), std::string("\xFF"), std::string("nul"),
          std::string("[]"), std::string("{}"), std::string("1e99999")}) {
      if (!is_next()) continue;
      write(package() / "datapackage.json", text);
      load("datapackage.json is " + text.substr(0, 30), "datapackage.json", false);
    }
  }

  void try_statements() {
    const Words statements{"MATCH (n RETURN n",
                           "RETURN " + times("(", 3'000) + "1",
                           "RETURN 1 AS `\x1B[31m` ORDER BY `x\x1B`",
                           "CREATE (",
                           "MATCH (n) WHERE n.name =~ '(a' RETURN n",
                           "RETURN 1/0",
                           "RETURN date('2021-13-45')",
                           "RETURN $missing",
                           "MATCH (n) SET n.x = {a: 1}",
                           "CREATE (:A)-[:R]-(:B)",
                           "RETURN toInteger('x') + {}",
                           "UNWIND 1 AS x RETURN y",
                           "RETURN 9223372036854775807 + 1",
                           "CALL no.such.thing()",
                           "LOAD CSV FROM '/etc/passwd' AS r RETURN r",
                           "LOAD CSV FROM 'http://127.0.0.1:9/' AS r RETURN r",
                           "\x1B[2J",
                           "RETURN '\xFF'",
                           std::string("RETURN '\0'", 10),
                           "RETURN \"",
                           "/*",
                           "MATCH (n) DELETE n CREATE (m {x: 1/0})",
                           "CREATE (:X {id: 1}) WITH 1 AS x RETURN x/0",
                           "CREATE INDEX FOR",
                           "DROP CONSTRAINT \xE2\x80\xAE",
                           "RETURN " + times("9", 5'000),
                           "RETURN [x IN range(1, 100000000000) | x]",
                           "MATCH (a)-[*1..99999999999999999999]->(b) RETURN a",
                           "RETURN reduce(s = 'x', i IN range(1, 100) | s + s)",
                           ";;;",
                           "RETURN 1;\nRETURN 2;\nRETURN x;\nCREATE (:Y)"};
    for (const std::string& statement : statements) {
      const std::string about = "statement " + statement.substr(0, 40);
      if (statement.find('\0') == std::string::npos && is_next()) {
        const Words words{"query", "--timeout", "5", "--memory", "64MB", statement};
        ask(about, words);
      }
      if (!is_next()) continue;
      write(folder_.path() / "q.cypher", statement);
      ask(about + ", in a file", {"query", "--timeout", "5", "--memory", "64MB", "-f", file("q.cypher")});
    }
  }

  void try_words() {
    for (const std::string& text : hostile_texts()) {
      if (text.find('\0') != std::string::npos) continue;
      const std::vector<Words> all{{"find", text},
                                   {"show", text},
                                   {"trace", text},
                                   {"trace", "Old fund", ":" + text},
                                   {"dossier", text},
                                   {"export", "--format", text},
                                   {"query", "RETURN $x", "-p", "x=" + text},
                                   {"query", "RETURN 1", "--format", text},
                                   {"query", "RETURN 1", "--timeout", text},
                                   {"query", "RETURN 1", "--memory", text},
                                   {"--as-of", text, "stats"},
                                   {"load", text},
                                   {"load", "--nodes", text},
                                   {"unload", text},
                                   {"verify", text},
                                   {"diff", text},
                                   {"restore", text},
                                   {text}};
      for (const Words& words : all)
        if (is_next()) ask("words " + words[0].substr(0, 20) + " ... " + words.back().substr(0, 40), words);
    }
  }

  // False: nothing was refused, or nothing taken, which says that the trial itself is wrong.
  bool tell(const std::string& about) {
    std::cout << about << ": " << tried_ - failed_ << " taken, " << failed_ << " refused\n";
    const bool is_mixed = failed_ > 0 && tried_ > failed_;
    all_ += std::exchange(tried_, 0);
    failed_ = 0;
    return is_mixed;
  }
  int all() const { return all_; }
  int wrong() const { return wrong_; }

 private:
  fs::path package() const { return folder_.path() / "package"; }
  fs::path kept() const { return folder_.path() / "kept"; }
  fs::path store() const { return folder_.path() / "db"; }
  std::string file(const char* name) const { return (folder_.path() / name).string(); }
  bool is_next() { return counted_++ % each_ == 0; }

  static void write(const fs::path& path, const std::string& text) { std::ofstream(path, std::ios::binary) << text; }
  void write_package(const std::map<std::string, Table>& all, const std::string& json) const {
    fs::create_directories(package());
    for (const auto& [name, table] : all) write(package() / name, csv_of(table));
    write(package() / "datapackage.json", json);
  }
  void begin_anew() {
    fs::remove_all(store());
    fs::copy(kept(), store(), fs::copy_options::recursive);
    bytes_ = bytes();
  }
  std::map<std::string, std::string> bytes() const {
    std::map<std::string, std::string> all;
    for (const auto& entry : fs::recursive_directory_iterator(store()))
      all[entry.path().string()] = entry.is_regular_file() ? content_of(entry.path()) : "";
    return all;
  }

  void change_values(const Json& value, const Json::json_pointer& at) {
    if (!at.empty()) {
      for (const Json& hostile : hostile_values()) {
        if (!is_next()) continue;
        Json changed = descriptor();
        changed[at] = hostile;
        write(package() / "datapackage.json", changed.dump());
        load("datapackage.json " + at.to_string() + " = " + hostile.dump().substr(0, 40), "", false);
      }
    }
    if (value.is_object())
      for (const auto& [key, inside] : value.items()) change_values(inside, at / key);
    if (value.is_array())
      for (std::size_t i = 0; i < value.size(); ++i) change_values(value[i], at / i);
  }

  // `named`: the file that a refusal must name, with a line if `line`; empty: any of the package.
  void load(const std::string& about, const std::string& named, bool line) {
    const Ran ran = ask(about, {"load", package().string()});
    if (ran.status == 0) return;
    const auto names = [&](const std::string& name) { return ran.err.find(name) != std::string::npos; };
    if (!names(named.empty() ? package().string() : named)) complain(about, "does not name the file: " + ran.err);
    const std::size_t at = ran.err.find(named + ":");
    if (line && (at == std::string::npos || !std::isdigit(static_cast<unsigned char>(ran.err[at + named.size() + 1]))))
      complain(about, "does not name the line: " + ran.err);
  }

  Ran ask(const std::string& about, Words words) {
    words.insert(words.begin(), {program_, "--db", store().string()});
    const Ran ran = run(words, {}, 30'000);
    ++tried_;
    failed_ += ran.status == 0 ? 0 : 1;
    if (ran.status < 0 || ran.status > 2) complain(about, "ended with " + std::to_string(ran.status) + ": " + ran.err);
    if (ran.err.size() >= kMostMessage) complain(about, std::to_string(ran.err.size()) + " bytes of messages");
    if (has_control(ran.err)) complain(about, "a control character in the message");
    if (ran.status != 0 && ran.err.empty()) complain(about, "no message");
    if (ran.status != 0 && bytes() != bytes_) complain(about, "it failed, and the store is another: " + ran.err);
    if (bytes() != bytes_) begin_anew();
    return ran;
  }

  void complain(const std::string& about, const std::string& what) {
    ++wrong_;
    std::cout << Json(about).dump(-1, ' ', true, Json::error_handler_t::replace) << ": "
              << Json(what.substr(0, 400)).dump(-1, ' ', true, Json::error_handler_t::replace) << std::endl;
  }

  std::string program_;
  std::size_t each_, counted_ = 0;
  int tried_ = 0, failed_ = 0, all_ = 0, wrong_ = 0;
  Folder folder_;
  std::map<std::string, std::string> bytes_;
};

}  // namespace

int main(int count, char** words) {
  if (count < 2) {
    std::cerr << "usage: polgraph_hostile PROGRAM [EACH]\n";
    return 2;
  }
  Trials trials(words[1], count > 2 ? std::stoul(words[2]) : 1);
  bool is_mixed = true;
  trials.change_cells();
  is_mixed &= trials.tell("cells and headings");
  trials.change_files();
  trials.change_descriptor();
  is_mixed &= trials.tell("files and descriptors");
  trials.try_statements();
  trials.try_words();
  is_mixed &= trials.tell("statements and words");
  std::cout << trials.all() << " hostile cases, " << trials.wrong() << " wrong\n";
  return is_mixed && trials.wrong() == 0 ? 0 : 1;
}
