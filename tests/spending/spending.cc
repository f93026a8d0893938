// Totals of `trace --money` on Japan's government spending of fiscal year 2023, to the yen, against sums that are made
// here straight from the tables, line by line, without the library: what METI and every other ministry pays out, what
// their projects pay on, what NEDO receives and how much of it came by METI, and the totals of both tables.
//
//   spending PROGRAM SOURCE      prints what was compared; exit status 77 where the data are not at hand
//
// The data are real/jp-spending-2023 in $POLGRAPH_SHARED, else in SOURCE/../shared.
#include <cstdint>
#include <fstream>
#include <iostream>
#include <map>
#include <set>

#include "graph/text/json.h"
#include "tests/support/program.h"

namespace fs = std::filesystem;
using polgraph::Value;
using polgraph::test::run_program;

namespace {

constexpr const char* kMeti = "ministry-経済産業省";
constexpr const char* kNedo = "r-6";

struct Payment {
  std::string from, to;
  std::int64_t amount = 0;
};

// START,END,amount,currency,fiscal_year,TYPE: no field of these tables holds a comma or a quote.
std::vector<Payment> read_payments(const fs::path& path) {
  std::ifstream file(path);
  if (!file) throw std::runtime_error("cannot read " + path.string());
  std::vector<Payment> payments;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    const std::size_t first = line.find(','), second = line.find(',', first + 1), third = line.find(',', second + 1);
    if (line.find('"') != std::string::npos || third == std::string::npos)
      throw std::runtime_error("a line is not plain");
    payments.push_back({line.substr(0, first), line.substr(first + 1, second - first - 1),
                        std::stoll(line.substr(second + 1, third - second - 1))});
  }
  return payments;
}

struct Sum {
  std::int64_t amount = 0, count = 0;
  void add(const Payment& payment) {
    amount += payment.amount;
    ++count;
  }
};

class Comparison {
 public:
  Comparison(const std::string& program, const fs::path& data) {
    base_ = {program, "--db", (folder_.path() / "spending.db").string()};
    std::vector<std::string> load = base_;
    load.emplace_back("load");
    for (const char* table : {"ministries", "projects", "recipients"}) {
      load.insert(load.end(), {"--nodes", (data / (std::string(table) + ".csv")).string()});
    }
    for (const char* table : {"funds", "pays"}) {
      load.insert(load.end(), {"--relationships", (data / (std::string(table) + ".csv")).string()});
    }
    int status = 0;
    run_program(load, &status);
    if (status != 0) throw std::runtime_error("the data do not load");
  }

  Value trace(const std::vector<std::string>& stops) const {
    std::vector<std::string> words = base_;
    words.emplace_back("trace");
    words.insert(words.end(), stops.begin(), stops.end());
    words.insert(words.end(), {"--money", "--format", "json"});
    int status = 0;
    return polgraph::parse_json(run_program(words, &status));
  }

  // The one total of this part and stage must be `expected`.
  void check(const std::string& what, const Value& answer, const std::string& part, std::int64_t stage,
             const Sum& expected) {
    Sum found;
    for (const Value& total : answer.find("totals")->as_list()) {
      const Value& at = *total.find("stage");
      if (total.find("part")->as_string() != part || (at.is_integer() ? at.as_integer() : 0) != stage) continue;
      const bool plain = total.find("kind")->as_string() == "flow" && total.find("currency")->as_string() == "JPY" &&
                         total.find("fiscal_year")->as_integer() == 2023;
      if (!plain || found.count > 0) throw std::runtime_error(what + ": not one total of yen in 2023");
      found = {total.find("amount")->as_integer(), total.find("count")->as_integer()};
    }
    ++checks_;
    if (found.amount == expected.amount && found.count == expected.count) return;
    ++faults_;
    std::cout << what << ": " << found.amount << " in " << found.count << ", not " << expected.amount << " in "
              << expected.count << '\n';
  }
  int result() const {
    std::cout << checks_ - faults_ << " of " << checks_ << " totals are those of the tables\n";
    return faults_ == 0 ? 0 : 1;
  }

 private:
  polgraph::test::ScratchFolder folder_;
  std::vector<std::string> base_;
  int checks_ = 0, faults_ = 0;
};

int compare(const std::string& program, const fs::path& data) {
  const std::vector<Payment> funds = read_payments(data / "funds.csv"), pays = read_payments(data / "pays.csv");
  Sum all_funds, all_pays, paid_on, nedo, meti_nedo;
  std::map<std::string, Sum> by_ministry, paid_by_projects_of;
  std::map<std::string, std::set<std::string>> funders;
  for (const Payment& fund : funds) {
    all_funds.add(fund);
    by_ministry[fund.from].add(fund);
    funders[fund.to].insert(fund.from);
  }
  for (const Payment& pay : pays) {
    all_pays.add(pay);
    const auto& from = funders[pay.from];
    if (!from.empty()) paid_on.add(pay);
    for (const std::string& ministry : from) paid_by_projects_of[ministry].add(pay);
    if (pay.to != kNedo) continue;
    nedo.add(pay);
    if (from.contains(kMeti)) meti_nedo.add(pay);
  }

  Comparison comparison(program, data);
  const Value meti = comparison.trace({kMeti});
  comparison.check("METI", meti, "stage", 1, by_ministry[kMeti]);
  comparison.check("METI's projects", meti, "stage", 2, paid_by_projects_of[kMeti]);
  comparison.check("NEDO", comparison.trace({kNedo}), "received", 0, nedo);
  comparison.check("METI to NEDO", comparison.trace({kMeti, kNedo}), "arrives", 0, meti_nedo);
  comparison.check("all PAYS", comparison.trace({":Project"}), "stage", 1, all_pays);
  comparison.check("all that recipients receive", comparison.trace({":Project", ":Organization"}), "arrives", 0,
                   all_pays);
  const Value ministries = comparison.trace({":Ministry"});
  comparison.check("all FUNDS", ministries, "stage", 1, all_funds);
  comparison.check("PAYS of what ministries fund", ministries, "stage", 2, paid_on);
  std::size_t listed = 0;
  for (const Value& one : ministries.find("by")->as_list()) {
    const std::string id(one.find("id")->as_string());
    ++listed;
    comparison.check(id, one, "stage", 1, by_ministry[id]);
    comparison.check(id + ", on", one, "stage", 2, paid_by_projects_of[id]);
  }
  if (listed != by_ministry.size()) throw std::runtime_error("not every ministry is listed");
  return comparison.result();
}

}  // namespace

int main(int count, char** words) {
  if (count != 3) {
    std::cerr << "usage: spending PROGRAM SOURCE\n";
    return 2;
  }
  try {
    const fs::path data = polgraph::test::shared_folder(words[2]) / "real/jp-spending-2023";
    if (!fs::exists(data)) {
      std::cout << "skipped: no " << data.string() << "; POLGRAPH_SHARED names the folder that holds real/\n";
      return polgraph::test::kSkipped;
    }
    return compare(words[1], data);
  } catch (const std::exception& error) {
    std::cerr << "spending: " << error.what() << '\n';
    return 1;
  }
}
