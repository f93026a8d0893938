#include "tests/scenarios/gherkin.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <sstream>
#include <stdexcept>

namespace polgraph::scenarios {

namespace {

std::string_view trimmed(std::string_view text) {
  const std::size_t begin = text.find_first_not_of(" \t\r");
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(" \t\r") - begin + 1);
}

// `prefix` and what follows it, trimmed; false if the line begins otherwise.
bool after(std::string_view line, std::string_view prefix, std::string& rest) {
  if (!line.starts_with(prefix)) return false;
  rest = trimmed(line.substr(prefix.size()));
  return true;
}

// \| \\ and \n are Gherkin's escapes; what follows the last bar is no cell.
std::vector<std::string> cells_of(std::string_view line) {
  std::vector<std::string> cells;
  std::string cell;
  for (std::size_t i = 1; i < line.size(); ++i) {
    if (line[i] == '|') {
      cells.emplace_back(trimmed(cell));
      cell.clear();
    } else if (line[i] == '\\' && i + 1 < line.size()) {
      const char letter = line[++i];
      if (letter == 'n') {
        cell += '\n';
      } else {
        if (letter != '|' && letter != '\\') cell += '\\';
        cell += letter;
      }
    } else {
      cell += line[i];
    }
  }
  return cells;
}

void replace_all(std::string& text, const std::string& what, const std::string& with) {
  for (std::size_t at = text.find(what); at != std::string::npos; at = text.find(what, at + with.size())) {
    text.replace(at, what.size(), with);
  }
}

struct Block {
  std::string name;
  int line = 0;
  bool outline = false;
  std::vector<Step> steps;
  std::vector<std::vector<std::vector<std::string>>> examples;  // tables
};

class Reader {
 public:
  Reader(std::string_view text, const std::string& path) : path_(path) {
    std::istringstream in{std::string(text)};
    for (std::string line; std::getline(in, line);) lines_.push_back(line);
  }

  std::vector<Scenario> run() {
    for (at_ = 0; at_ < lines_.size(); ++at_) line(trimmed(lines_[at_]));
    std::vector<Scenario> scenarios;
    std::map<std::string, int> seen;
    for (Block& block : blocks_) {
      const int count = ++seen[block.name];
      const std::string name = count == 1 ? block.name : block.name + " (" + std::to_string(count) + ")";
      expand(block, name, scenarios);
    }
    return scenarios;
  }

 private:
  [[noreturn]] void fail(const std::string& what) const {
    throw std::runtime_error(path_ + ":" + std::to_string(at_ + 1) + ": " + what);
  }

  void line(std::string_view text) {
    std::string rest;
    if (text.empty() || text[0] == '#' || text[0] == '@') return;
    if (after(text, "Feature:", rest)) return;
    if (after(text, "Background:", rest)) {
      steps_ = &background_;
    } else if (after(text, "Scenario Outline:", rest)) {
      begin(rest, true);
    } else if (after(text, "Scenario:", rest)) {
      begin(rest, false);
    } else if (after(text, "Examples:", rest)) {
      if (blocks_.empty() || !blocks_.back().outline) fail("Examples without an outline");
      blocks_.back().examples.emplace_back();
      steps_ = nullptr;
    } else if (text[0] == '|') {
      table_row(text);
    } else if (text.starts_with("\"\"\"")) {
      doc_string();
    } else if (after(text, "Given ", rest) || after(text, "When ", rest) || after(text, "Then ", rest) ||
               after(text, "And ", rest) || after(text, "But ", rest)) {
      if (steps_ == nullptr) fail("a step outside of a scenario");
      steps_->push_back(Step{rest, {}, {}, static_cast<int>(at_) + 1});
    } else if (!blocks_.empty() && !blocks_.back().steps.empty()) {
      fail("not understood: " + std::string(text));
    }
  }

  void begin(const std::string& name, bool outline) {
    blocks_.push_back(Block{name, static_cast<int>(at_) + 1, outline, {}, {}});
    steps_ = &blocks_.back().steps;
  }

  void table_row(std::string_view text) {
    if (steps_ != nullptr && !steps_->empty()) {
      steps_->back().table.push_back(cells_of(text));
    } else if (!blocks_.empty() && !blocks_.back().examples.empty()) {
      blocks_.back().examples.back().push_back(cells_of(text));
    } else {
      fail("a table without a step");
    }
  }

  void doc_string() {
    if (steps_ == nullptr || steps_->empty()) fail("a doc string without a step");
    const std::size_t indent = lines_[at_].find('"');
    std::string& doc = steps_->back().doc;
    for (++at_; at_ < lines_.size() && !trimmed(lines_[at_]).starts_with("\"\"\""); ++at_) {
      const std::string& raw = lines_[at_];
      const std::size_t lead = std::min(raw.find_first_not_of(" \t"), raw.size());
      if (!doc.empty()) doc += '\n';
      doc += raw.substr(std::min(lead, indent));
      if (doc.ends_with('\r')) doc.pop_back();
    }
    if (at_ == lines_.size()) fail("a doc string without an end");
  }

  void expand(const Block& block, const std::string& name, std::vector<Scenario>& into) const {
    std::vector<Step> steps = background_;
    steps.insert(steps.end(), block.steps.begin(), block.steps.end());
    if (!block.outline) {
      into.push_back({path_ + "#" + name + "#0", std::move(steps), block.line});
      return;
    }
    int index = 0;
    for (const auto& table : block.examples) {
      for (std::size_t row = 1; row < table.size(); ++row) {
        std::vector<Step> filled = steps;
        for (Step& step : filled) fill(step, table[0], table[row]);
        into.push_back({path_ + "#" + name + "#" + std::to_string(++index), std::move(filled), block.line});
      }
    }
  }

  static void fill(Step& step, const std::vector<std::string>& names, const std::vector<std::string>& values) {
    for (std::size_t i = 0; i < names.size() && i < values.size(); ++i) {
      const std::string mark = "<" + names[i] + ">";
      replace_all(step.text, mark, values[i]);
      replace_all(step.doc, mark, values[i]);
      for (auto& row : step.table) {
        for (std::string& cell : row) replace_all(cell, mark, values[i]);
      }
    }
  }

  std::string path_;
  std::vector<std::string> lines_;
  std::size_t at_ = 0;
  std::vector<Step> background_;
  std::vector<Block> blocks_;
  std::vector<Step>* steps_ = nullptr;
};

}  // namespace

std::vector<Scenario> read_feature(std::string_view text, const std::string& path) {
  return Reader(text, path).run();
}

std::vector<Scenario> read_features(const std::filesystem::path& folder) {
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.path().extension() == ".feature") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  std::vector<Scenario> all;
  for (const auto& file : files) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    for (Scenario& scenario : read_feature(text.str(), file.lexically_relative(folder).generic_string())) {
      all.push_back(std::move(scenario));
    }
  }
  return all;
}

}  // namespace polgraph::scenarios
