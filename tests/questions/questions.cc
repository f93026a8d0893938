// Asks the program the public questions about the first data set, each by the one command in commands.json, and judges
// the answers by the rules that stand in the questions' own file: every expected value must be there, none of the
// wrong ones, and nothing at all where the document does not say.
//
//   questions PROGRAM DATA SOURCE      prints "60 of 60"; exit status 77 where the questions are not at hand
//
// The questions are public.json in $POLGRAPH_SHARED/questions, else in SOURCE/../shared/questions.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>

#include "graph/error.h"
#include "graph/fold.h"
#include "graph/text/json.h"
#include "graph/text/number.h"
#include "tests/support/program.h"

namespace fs = std::filesystem;
using polgraph::Value;
using polgraph::test::run_program;
using polgraph::test::ScratchFolder;

namespace {

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path.string());
  return {std::istreambuf_iterator<char>(file), {}};
}

std::vector<Value> items(const Value& value) {
  if (!value.is_list()) return {value};
  return {value.as_list().begin(), value.as_list().end()};
}

// The cells of an answer in JSON: whatever is in its lists and maps, nulls aside.
void collect_cells(const Value& value, std::vector<Value>& cells) {
  if (value.is_list()) {
    for (const Value& item : value.as_list()) collect_cells(item, cells);
  } else if (value.is_map()) {
    for (const auto& [key, item] : value.as_map()) collect_cells(item, cells);
  } else if (!value.is_null()) {
    cells.push_back(value);
  }
}

std::optional<double> number_of(const Value& value) {
  if (value.is_number()) return value.as_number();
  if (!value.is_string()) return std::nullopt;
  std::string text(value.as_string());
  text.erase(std::remove(text.begin(), text.end(), ','), text.end());
  return polgraph::parse_float(text);
}

bool same_number(double a, double b) {
  return a == b || std::abs(a - b) < 0.005;
}

// Numbers by value; texts by whole words, in any case, without quotation marks.
bool matches(const Value& expected, const Value& cell) {
  const auto a = number_of(expected), b = number_of(cell);
  if (a && b) return same_number(*a, *b);
  if (!expected.is_string() || !cell.is_string()) return false;
  const std::string wanted = " " + polgraph::fold_name(expected.as_string()) + " ";
  return (" " + polgraph::fold_name(cell.as_string()) + " ").find(wanted) != std::string::npos;
}

bool any_matches(const Value& alternatives, const std::vector<Value>& cells) {
  const std::vector<Value> list = items(alternatives);
  return std::any_of(list.begin(), list.end(), [&](const Value& one) {
    return std::any_of(cells.begin(), cells.end(), [&](const Value& cell) { return matches(one, cell); });
  });
}

// Nothing if the answer is right, else what is wrong with it.
std::string judge(const Value& question, const std::vector<Value>& cells) {
  const std::vector<Value> expected = items(*question.find("expected"));
  const bool not_stated = expected.size() == 1 && expected[0].is_string() && expected[0].as_string() == "NOT_STATED";
  if (not_stated) return cells.empty() ? "" : "answers what the document does not say";
  for (const Value& one : expected) {
    if (!any_matches(one, cells)) return "lacks " + polgraph::to_json(one);
  }
  for (const Value& wrong : items(*question.find("must_not"))) {
    if (any_matches(wrong, cells)) return "gives " + polgraph::to_json(wrong);
  }
  return "";
}

// Every row of an answer about a set must be about a member of it.
std::string judge_rows(const Value& question, const Value& answer) {
  const std::vector<Value> expected = items(*question.find("expected"));
  for (const Value& row : items(answer)) {
    std::vector<Value> cells;
    collect_cells(row, cells);
    const bool known =
        std::any_of(expected.begin(), expected.end(), [&](const Value& one) { return any_matches(one, cells); });
    if (!cells.empty() && !known) return "has one row too many: " + polgraph::to_json(row);
  }
  return "";
}

std::string answer_and_judge(const std::vector<std::string>& base, const Value& command, const Value& question) {
  std::vector<std::string> words = base;
  for (const Value& word : command.as_list()) words.emplace_back(word.as_string());
  words.insert(words.end(), {"--format", "json"});
  int status = 0;
  const Value answer = polgraph::parse_json(run_program(words, &status));
  if (!WIFEXITED(status) || WEXITSTATUS(status) > 1) return "did not end well";
  std::vector<Value> cells;
  collect_cells(answer, cells);
  const std::string fault = judge(question, cells);
  return fault.empty() ? judge_rows(question, answer) : fault;
}

int ask_all(const std::string& program, const fs::path& data, const Value& commands, const Value& questions) {
  const ScratchFolder folder;
  const std::vector<std::string> base{program, "--db", (folder.path() / "graph.db").string()};
  std::vector<std::string> load = base;
  load.insert(load.end(), {"load", (data / "ati-japan-2021").string()});
  int status = 0;
  run_program(load, &status);
  if (status != 0) throw std::runtime_error("the data set does not load");

  std::size_t right = 0, asked = 0;
  for (const Value& question : questions.as_list()) {
    const std::string id(question.find("id")->as_string());
    const Value* command = commands.find(id);
    ++asked;
    std::string fault = "has no command";
    try {
      if (command != nullptr) fault = answer_and_judge(base, *command, question);
    } catch (const polgraph::Error& error) {
      fault = std::string("is no JSON: ") + error.what();
    }
    if (fault.empty())
      ++right;
    else
      std::cout << id << ": the answer " << fault << '\n';
  }
  std::cout << right << " of " << asked << '\n';
  return right == asked ? 0 : 1;
}

}  // namespace

int main(int count, char** words) {
  if (count != 4) {
    std::cerr << "usage: questions PROGRAM DATA SOURCE\n";
    return 2;
  }
  try {
    const fs::path source = words[3];
    const fs::path public_questions = polgraph::test::shared_folder(source) / "questions/public.json";
    if (!fs::exists(public_questions)) {
      std::cout << "skipped: no " << public_questions.string()
                << "; POLGRAPH_SHARED names the folder that holds questions/\n";
      return polgraph::test::kSkipped;
    }
    const Value commands = polgraph::parse_json(read_file(source / "tests/questions/commands.json"));
    const Value questions = polgraph::parse_json(read_file(public_questions));
    return ask_all(words[1], words[2], commands, *questions.find("questions"));
  } catch (const std::exception& error) {
    std::cerr << "questions: " << error.what() << '\n';
    return 1;
  }
}
