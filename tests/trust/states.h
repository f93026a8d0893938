// Stores in every state in which a crash or a user may leave them, and whether one still answers as it should.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace polgraph::test {

struct State {
  std::string name;
  std::filesystem::path store;
  std::filesystem::path earlier;     // the same store some commits ago
  std::vector<std::string> answers;  // to questions(), by the whole store
};

// The commands that read all there is in several ways.
std::vector<std::vector<std::string>> questions();

// A load of the tables that make_states() writes beneath `folder`: bodies.csv; bodies-longer.csv, which is long
// enough that a new store is written straight from it; bodies-others.csv, which is as long, and new to all of them.
std::vector<std::string> load_words(const std::filesystem::path& folder, const std::string& name,
                                    const std::string& bodies);

// One that changes and makes so much that its commit is made table files first.
std::string large_statement();

// In folders beneath `folder`. Throws std::runtime_error where the program fails.
std::vector<State> make_states(const std::string& program, const std::filesystem::path& folder);

// All that the store holds; "no store"; or what is wrong with it.
std::string held(const std::string& program, const std::filesystem::path& store);

// "right", "told: MESSAGE" (an error names the damage, `check` finds it), or else what is wrong.
std::string judge(const std::string& program, const std::filesystem::path& store, const State& state);

}  // namespace polgraph::test
