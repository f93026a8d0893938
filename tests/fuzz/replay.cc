// Runs a fuzz target without a fuzzer: over the files of the corpus, over the queries of our own scenarios, and over
// changes of these by chance, the same for the same seed.
//
//   polgraph_..._replay [--changes N] [--seed N] [--seconds S] [--write DIR] PATH...
//
// PATH: a file, a folder of files, or a folder of .feature files, whose doc strings are the inputs. --changes: so many
// changed inputs. --write DIR: only writes the inputs there, one a file, as a fuzzer's seeds.
#include <algorithm>
#include <cctype>
#include <chrono>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <string>
#include <vector>

#include <signal.h>
#include <unistd.h>

#include "tests/metamorphic/random.h"
#include "tests/scenarios/gherkin.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

namespace fs = std::filesystem;
using polgraph::meta::Random;

struct Options {
  std::size_t changes = 0;
  std::uint64_t seed = 1;
  double seconds = 0;
  std::string write;
  std::vector<std::string> paths;
};

void add_file(const fs::path& path, std::vector<std::string>& inputs) {
  std::ifstream in(path, std::ios::binary);
  std::ostringstream text;
  text << in.rdbuf();
  if (path.extension() != ".feature") {
    inputs.push_back(text.str());
    return;
  }
  for (const auto& scenario : polgraph::scenarios::read_feature(text.str(), path.string())) {
    for (const auto& step : scenario.steps) {
      if (!step.doc.empty()) inputs.push_back(step.doc);
    }
  }
}

std::vector<std::string> read_inputs(const std::vector<std::string>& paths) {
  std::vector<fs::path> files;
  for (const std::string& path : paths) {
    if (!fs::is_directory(path)) {
      files.emplace_back(path);
      continue;
    }
    std::vector<fs::path> inside;
    for (const auto& entry : fs::directory_iterator(path)) {
      const fs::path kind = entry.path().extension();
      if (kind == ".feature" || kind == ".cypher" || kind.empty()) inside.push_back(entry.path());
    }
    std::sort(inside.begin(), inside.end());
    files.insert(files.end(), inside.begin(), inside.end());
  }
  std::vector<std::string> inputs;
  for (const fs::path& file : files) add_file(file, inputs);
  return inputs;
}

// A stretch that begins and ends where words do, so that the change is more often a sentence.
std::pair<std::size_t, std::size_t> stretch(const std::string& text, Random& random) {
  std::vector<std::size_t> bounds{0};
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (std::isalnum(static_cast<unsigned char>(text[i])) == 0 ||
        std::isalnum(static_cast<unsigned char>(text[i - 1])) == 0) {
      bounds.push_back(i);
    }
  }
  bounds.push_back(text.size());
  const std::size_t begin = random.below(bounds.size());
  const std::size_t end = std::min(begin + 1 + random.below(6), bounds.size() - 1);
  return {bounds[begin], bounds[std::max(begin, end)] - bounds[begin]};
}

std::string changed(std::string text, const std::vector<std::string>& inputs, Random& random) {
  for (std::size_t times = 1 + random.below(3); times > 0; --times) {
    const auto [begin, length] = stretch(text, random);
    const std::string& other = random.pick(inputs);
    const auto [from, count] = stretch(other, random);
    switch (random.below(6)) {
      case 0: text.erase(begin, length); break;
      case 1: text.insert(begin, text.substr(begin, length)); break;
      case 2: text.replace(begin, length, other.substr(from, count)); break;
      case 3: text.insert(begin, other.substr(from, count)); break;
      case 4: text.replace(begin, length, random.word("null -1 9223372036854775807 0.0/0 [] {} $p $q '' true n 1e400 *")); break;
      default:
        if (!text.empty()) text[random.below(text.size())] = static_cast<char>(random.below(256));
    }
  }
  return text;
}

const std::string* running = nullptr;

// What a fuzzer does for its targets: tells the input that ended the program.
void tell(int signal) {
  const auto put = [](const char* text, std::size_t size) {
    if (write(STDERR_FILENO, text, size) < 0) _exit(3);
  };
  put("the program was ended by this input:\n", 37);
  if (running != nullptr) put(running->data(), running->size());
  put("\n", 1);
  _exit(128 + signal);
}

// On a stack of its own: too deep a recursion is one of the ways to end.
void tell_of_crashes() {
  static char stack[1 << 16];
  stack_t own{};
  own.ss_sp = stack;
  own.ss_size = sizeof stack;
  sigaltstack(&own, nullptr);
  struct sigaction action{};
  action.sa_handler = &tell;
  action.sa_flags = SA_ONSTACK;
  for (const int signal : {SIGSEGV, SIGABRT, SIGFPE, SIGBUS, SIGILL}) sigaction(signal, &action, nullptr);
}

void run(const std::string& text) {
  running = &text;
  LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
}

void write_all(const std::vector<std::string>& inputs, const fs::path& folder) {
  fs::create_directories(folder);
  for (std::size_t i = 0; i < inputs.size(); ++i) {
    std::ofstream(folder / ("seed" + std::to_string(i)), std::ios::binary) << inputs[i];
  }
}

int run_all(const Options& options) {
  const std::vector<std::string> inputs = read_inputs(options.paths);
  if (inputs.empty()) {
    std::cerr << "no inputs\n";
    return 2;
  }
  if (!options.write.empty()) {
    write_all(inputs, options.write);
    return 0;
  }
  const auto begin = std::chrono::steady_clock::now();
  for (const std::string& input : inputs) run(input);
  Random random(options.seed);
  std::size_t done = 0;
  for (; done < options.changes; ++done) {
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - begin;
    if (options.seconds > 0 && spent.count() > options.seconds) break;
    run(changed(random.pick(inputs), inputs, random));
  }
  std::cout << inputs.size() << " inputs and " << done << " changed ones\n";
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  tell_of_crashes();
  Options options;
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    const auto value = [&] { return std::string(i + 1 < argc ? argv[++i] : ""); };
    if (word == "--changes") {
      options.changes = std::strtoull(value().c_str(), nullptr, 10);
    } else if (word == "--seed") {
      options.seed = std::strtoull(value().c_str(), nullptr, 10);
    } else if (word == "--seconds") {
      options.seconds = std::strtod(value().c_str(), nullptr);
    } else if (word == "--write") {
      options.write = value();
    } else {
      options.paths.push_back(word);
    }
  }
  return run_all(options);
}
