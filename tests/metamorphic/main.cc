// Metamorphic tests: random graphs and queries, and what must hold between answers, whatever they are.
//
//   polgraph_metamorphic [--seed N] [--cases N] [--seconds S] [--only WORD] [--keep-going] [-v]
//
// --only: relations whose name holds WORD; -v: also shows, for each relation, one query that failed. The run is
// the same for the same seed. Prints each difference as a graph and queries that can be pasted into the program, and
// how many cases each relation had. Exit status 1 if there was a difference.
#include <chrono>
#include <cstdlib>
#include <iomanip>
#include <iostream>
#include <map>
#include <memory>
#include <string>

#include "tests/metamorphic/check.h"

namespace {

using namespace polgraph::meta;

struct Options {
  std::uint64_t seed = 1, cases = 20000;
  double seconds = 0;
  std::string only;
  bool keep_going = false, verbose = false;
};

struct Tally {
  std::uint64_t holds = 0, unclear = 0, refused = 0, differs = 0;
  std::string unclear_example;
};

constexpr int kCasesOfOneGraph = 25;

class Tester {
 public:
  explicit Tester(Options options) : options_(std::move(options)) {
    for (const Relation& each : all_relations()) {
      if (std::string(each.name).find(options_.only) == std::string::npos) continue;
      relations_.push_back(each);
      tally_[each.name];
      for (int i = 0; i < each.weight; ++i) wheel_.push_back(relations_.size() - 1);
    }
  }

  int run() {
    if (wheel_.empty()) {
      std::cerr << "no relation has such a name\n";
      return 2;
    }
    while (!over()) one_graph(options_.seed * 1'000'003 + graphs_++);
    report();
    return differences_ > 0 ? 1 : 0;
  }

 private:
  bool over() const {
    if (cases_ >= options_.cases || (differences_ > 0 && !options_.keep_going)) return true;
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - begin_;
    return options_.seconds > 0 && spent.count() > options_.seconds;
  }

  void one_graph(std::uint64_t seed) {
    Random random(seed);
    const Model model = random_model(random);
    Session session(model);
    for (int i = 0; i < kCasesOfOneGraph && !over(); ++i) {
      Random own(random.bits());
      const Relation& relation = relations_[wheel_[own.below(wheel_.size())]];
      Generator generator(own, model);
      std::optional<Case> made = relation.make(generator);
      // Whatever holds must hold as well where one side reads relationships from arrays, or what was read before.
      if (made && own.percent(25)) {
        for (Run& run : made->left) run.arrays = true;
      } else if (made && own.percent(33)) {
        for (Run& run : made->left) run.again = true;
      }
      if (made) judge(relation, *made, model, check(*made, model, session));
    }
  }

  void judge(const Relation& relation, const Case& made, const Model& model, const Verdict& verdict) {
    ++cases_;
    Tally& tally = tally_[relation.name];
    switch (verdict.kind) {
      case Verdict::Kind::Holds: ++tally.holds; break;
      case Verdict::Kind::Unclear:
        ++tally.unclear;
        if (tally.unclear_example.empty()) tally.unclear_example = verdict.why;
        break;
      case Verdict::Kind::Refused: ++tally.refused, refused(relation, verdict.why); break;
      case Verdict::Kind::Differs: ++tally.differs, tell(relation, made, model); break;
    }
  }

  void tell(const Relation& relation, const Case& made, const Model& model) {
    ++differences_;
    const Model small = shrink(made, model, Verdict::Kind::Differs);
    Session session(small);
    std::cout << "DIFFERENCE " << relation.name << " (seed " << options_.seed << ", graph " << graphs_ << ")\n"
              << reproduction(made, small) << check(made, small, session).why << std::endl;
  }

  // Every query here is right: one that is refused is a fault too, of the engine or of the grammar.
  void refused(const Relation& relation, const std::string& why) {
    ++differences_;
    std::cout << "REFUSED " << relation.name << " (seed " << options_.seed << ", graph " << graphs_ << ")\n  " << why
              << std::flush;
  }

  void report() const {
    Tally sum;
    std::cout << std::left << std::setw(36) << "relation" << std::right << std::setw(9) << "holds" << std::setw(9)
              << "errors" << std::setw(9) << "refused" << std::setw(9) << "differs" << '\n';
    const auto line = [](const std::string& name, const Tally& tally) {
      std::cout << std::left << std::setw(36) << name << std::right << std::setw(9) << tally.holds << std::setw(9)
                << tally.unclear << std::setw(9) << tally.refused << std::setw(9) << tally.differs << '\n';
    };
    for (const auto& [name, tally] : tally_) {
      line(name, tally);
      if (options_.verbose && !tally.unclear_example.empty()) std::cout << "  error: " << tally.unclear_example;
      sum.holds += tally.holds, sum.unclear += tally.unclear, sum.refused += tally.refused;
      sum.differs += tally.differs;
    }
    line("all", sum);
    const std::chrono::duration<double> spent = std::chrono::steady_clock::now() - begin_;
    std::cout << cases_ << " cases on " << graphs_ << " graphs in " << std::fixed << std::setprecision(1)
              << spent.count() << " s, seed " << options_.seed << ", " << differences_ << " differences\n";
  }

  Options options_;
  std::vector<Relation> relations_;
  std::vector<std::size_t> wheel_;
  std::map<std::string, Tally> tally_;
  std::uint64_t cases_ = 0, graphs_ = 0, differences_ = 0;
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

bool read_options(int argc, char** argv, Options& options) {
  for (int i = 1; i < argc; ++i) {
    const std::string word = argv[i];
    const auto value = [&] { return i + 1 < argc ? std::string(argv[++i]) : std::string(); };
    if (word == "--seed") {
      options.seed = std::strtoull(value().c_str(), nullptr, 10);
    } else if (word == "--cases") {
      options.cases = std::strtoull(value().c_str(), nullptr, 10);
    } else if (word == "--seconds") {
      options.seconds = std::strtod(value().c_str(), nullptr);
    } else if (word == "--only") {
      options.only = value();
    } else if (word == "--keep-going") {
      options.keep_going = true;
    } else if (word == "-v") {
      options.verbose = true;
    } else {
      return false;
    }
  }
  return true;
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  if (!read_options(argc, argv, options)) {
    std::cerr << "usage: polgraph_metamorphic [--seed N] [--cases N] [--seconds S] [--only WORD] [--keep-going] [-v]\n";
    return 2;
  }
  return Tester(std::move(options)).run();
}
