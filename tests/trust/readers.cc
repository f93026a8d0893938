// Any number of readers beside one writer: each sees a whole state that holds all that was acknowledged before it
// began; a second writer is told who holds the store, or waits with --wait; a killed holder leaves no lock.
//
//   polgraph_readers PROGRAM [SECONDS] [READERS]
//
// A writer runs scripts of statements that keep an invariant (each makes a node with the next number and moves 1 from
// one account to another), and is now and then killed; readers ask all the time. Exit status 1 if one saw something
// else, hung, or less than 999 of 1000 were answered.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <fstream>
#include <iostream>
#include <mutex>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "tests/support/folder.h"
#include "tests/trust/run.h"

using namespace polgraph::test;
using Clock = std::chrono::steady_clock;

namespace {

constexpr int kAnswerMs = 20'000;

class Readers {
 public:
  Readers(std::string program, int seconds, int readers)
      : program_(std::move(program)), end_(Clock::now() + std::chrono::seconds(seconds)), readers_(readers) {}

  int run_all() {
    run({program_, "--db", store(), "query",
         "CREATE (:Account {name: 'a', holds: 1000}), (:Account {name: 'b', holds: 0})"});
    second_writers();
    std::vector<std::thread> threads;
    threads.emplace_back([this] { write(); });
    for (int i = 0; i < readers_; ++i) threads.emplace_back([this, i] { read(i); });
    for (std::thread& one : threads) one.join();
    const Ran check = run({program_, "--db", store(), "check"});
    if (!check.ok()) wrong("check: " + check.out + check.err);
    const auto asked = asked_.load(), answered = answered_.load();
    std::cout << acknowledged_ << " commits by " << writers_ << " writers, " << asked << " questions by " << readers_
              << " readers, " << asked - answered << " not answered, " << wrong_ << " wrong" << std::endl;
    // One of a thousand, or one in a short run.
    return wrong_ == 0 && asked > 0 && (asked - answered - std::min<std::uint64_t>(1, asked - answered)) * 1000 <= asked
               ? 0
               : 1;
  }

 private:
  std::string store() const { return (folder_.path() / "db").string(); }
  void wrong(const std::string& what) {
    const std::lock_guard guard(mutex_);
    ++wrong_;
    std::cout << "WRONG: " << what << std::endl;
  }

  static std::string statement(std::uint64_t number) {
    return "MATCH (a:Account {name: 'a'}), (b:Account {name: 'b'}) SET a.holds = a.holds - 1, b.holds = b.holds + 1 "
           "CREATE (a)-[:MOVED {number: " +
           std::to_string(number) + "}]->(b) RETURN " + std::to_string(number) + " AS n";
  }

  void write() {
    std::mt19937 random(1);
    while (Clock::now() < end_) {
      const std::uint64_t first = acknowledged_ + 1;
      const std::filesystem::path script = folder_.path() / "script.cypher";
      {
        std::ofstream out(script);
        for (std::uint64_t i = first; i < first + 60; ++i) out << statement(i) << ";\n";
      }
      Running writer({program_, "--db", store(), "query", "-f", script.string(), "--format", "csv"});
      ++writers_;
      const bool is_killed = random() % 3 == 0;
      std::size_t seen = 0;
      const std::size_t enough = is_killed ? 1 + random() % 50 : 60;
      writer.read_until(
          [&](const std::string& out) {
            for (std::size_t at; (at = out.find('\n', seen)) != std::string::npos; seen = at + 1)
              if (out[seen] != 'n') acknowledged_ = std::stoull(out.substr(seen, at - seen));
            return acknowledged_ >= first - 1 + enough;
          },
          kAnswerMs);
      if (is_killed) writer.kill();
      const Ran ran = writer.end(kAnswerMs);
      if (!is_killed && !ran.ok()) wrong("the writer: " + ran.err);
      if (is_killed) settle();
    }
  }

  // What was on its way when the writer was killed is there or not.
  void settle() {
    const Ran ran = ask();
    if (ran.ok()) acknowledged_ = std::max<std::uint64_t>(acknowledged_, moved(ran.out));
  }

  Ran ask() const {
    return run({program_, "--db", store(), "query", "--format", "csv",
                "MATCH (a:Account {name: 'a'}), (b:Account {name: 'b'}) OPTIONAL MATCH (a)-[r:MOVED]->(b) "
                "RETURN count(r) AS moved, max(r.number) AS last, a.holds AS a, b.holds AS b"},
               {}, kAnswerMs);
  }
  static std::uint64_t moved(const std::string& out) { return std::stoull(out.substr(out.find('\n') + 1)); }

  void read(int) {
    while (Clock::now() < end_) {
      const std::uint64_t before = acknowledged_;
      const Ran ran = ask();
      ++asked_;
      if (ran.status == kHung) wrong("a reader hung");
      if (ran.status < 0 || ran.status > 1) wrong("a reader ended with " + std::to_string(ran.status) + ": " + ran.err);
      if (!ran.ok()) {
        for (const char* word : {"Corrupt", "damaged", "missing", "lost"})
          if (ran.err.find(word) != std::string::npos) wrong("taken for damage: " + ran.err);
        continue;
      }
      ++answered_;
      const std::uint64_t count = moved(ran.out);
      const std::string n = std::to_string(count);
      const std::string right = n + "," + (count == 0 ? "" : n) + "," +
                                std::to_string(1000 - static_cast<std::int64_t>(count)) + "," + n + "\n";
      const std::string line = ran.out.substr(ran.out.find('\n') + 1);
      if (line != right) wrong("no state that ever was: " + line);
      if (count < before) wrong(std::to_string(before) + " were acknowledged before it began, it saw " + n);
    }
  }

  void second_writers() {
    const std::filesystem::path script = folder_.path() / "slow.cypher";
    std::ofstream(script)
        << "CREATE (:Other) RETURN 1 AS n;\nUNWIND range(1, 1000000000) AS i WITH i WHERE i < 0 CREATE (:Never);\n";
    Running holder({program_, "--db", store(), "query", "-f", script.string(), "--format", "csv"});
    holder.read_until([](const std::string& out) { return out.find("1\n") != std::string::npos; }, kAnswerMs);
    const auto begun = Clock::now();
    const Ran second = run({program_, "--db", store(), "query", "CREATE (:Second)"});
    const auto waited = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begun).count();
    if (second.status != 1 || second.err.find("process " + std::to_string(holder.pid())) == std::string::npos)
      wrong("a second writer is not told who holds the store: " + second.err);
    if (waited > 6000) wrong("a second writer waited for " + std::to_string(waited) + " ms");
    Running waiting({program_, "--db", store(), "--wait", "query", "CREATE (:Third)"});
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    holder.kill();
    holder.end();
    if (const Ran third = waiting.end(5000); !third.ok()) wrong("a killed holder left its lock: " + third.err);
  }

  std::string program_;
  Clock::time_point end_;
  int readers_;
  Folder folder_;
  std::mutex mutex_;
  std::atomic<std::uint64_t> acknowledged_ = 0, asked_ = 0, answered_ = 0, writers_ = 0;
  std::atomic<int> wrong_ = 0;
};

}  // namespace

int main(int count, char** words) {
  if (count < 2) {
    std::cerr << "usage: polgraph_readers PROGRAM [SECONDS] [READERS]\n";
    return 2;
  }
  return Readers(words[1], count > 2 ? std::stoi(words[2]) : 600, count > 3 ? std::stoi(words[3]) : 8).run_all();
}
