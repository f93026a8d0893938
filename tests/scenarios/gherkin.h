// Reads Gherkin .feature files as far as the openCypher TCK uses them: scenarios and outlines with examples,
// background, tags, doc strings, tables.
//
//   Throws  std::runtime_error with file and line where a file is not understood
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace polgraph::scenarios {

struct Step {
  std::string text;                             // without Given, When, Then, And
  std::string doc;                              // the text between """
  std::vector<std::vector<std::string>> table;  // rows of cells, the header first
  int line = 0;                                 // from 1
};

struct Scenario {
  std::string id;  // relative path#name#example, example 0 for a plain scenario
  std::vector<Step> steps;
  int line = 0;
};

// `path` is how ids name the file.
std::vector<Scenario> read_feature(std::string_view text, const std::string& path);

// Every *.feature below `folder`, in the order of their paths.
std::vector<Scenario> read_features(const std::filesystem::path& folder);

}  // namespace polgraph::scenarios
