// Any bytes as damages to the files of a small store: it answers as the whole one does, or an Error says why not, and
// what a question met `check` finds too; what is written to it afterwards comes on top of what was there.
//
// The first byte: which store (bit 0: its writer was killed, so that the log holds commits), and whether it is written
// to (bit 1). Then five bytes a damage: file, what is done, place (two bytes), value.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <map>
#include <optional>
#include <string>

#include "graph/check.h"
#include "graph/error.h"
#include "graph/snapshot.h"
#include "graph/store.h"
#include "graph/text/json.h"
#include "query/engine.h"
#include "tests/support/folder.h"
#include "tests/support/graph_text.h"

namespace {

using namespace polgraph;
using test::content_of;
namespace fs = std::filesystem;

using Files = std::map<std::string, std::string>;  // path inside the store: content

[[noreturn]] void broken(const std::string& what) {
  std::cerr << what << '\n';
  std::abort();
}

class Lines : public RowSink {
 public:
  std::string text;
  void columns(const std::vector<std::string>&) override {}
  void row(std::span<const Value> values, const Snapshot&) override {
    for (const Value& value : values) text += to_json(value) + ",";
    text += '\n';
  }
  void end(const Counters&) override {}
};

std::string run(Store& store, const std::string& statement) {
  Lines lines;
  Engine(store).run(prepare(statement), RunOptions{}, lines);
  return lines.text;
}

// By records, by both adjacencies, by labels, by names, by counts.
std::string answers(Store& store) {
  std::string all;
  for (const std::string& line : test::graph_text(store.snapshot())) all += line + "\n";
  for (const char* statement : {"MATCH (a)-[r]->(b) RETURN a.id, type(r), r.amount, b.id ORDER BY a.id, b.id",
                                "MATCH (b:B)<-[r]-(a) RETURN b.id, count(r), sum(r.amount) ORDER BY b.id",
                                "CALL polgraph.find('Body 2') YIELD node RETURN node.id ORDER BY node.id",
                                "MATCH (n) RETURN count(*)", "MATCH ()-[r:PAYS]->() RETURN count(*)"})
    all += run(store, statement);
  return all;
}

Files files_of(const fs::path& folder) {
  Files all;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) all[fs::relative(entry.path(), folder).string()] = content_of(entry.path());
  return all;
}

struct State {
  Files files, earlier;  // now, and some commits ago
  std::string answers;
};

constexpr const char* kMore = "MATCH (a:B {id: 2}) CREATE (a)-[:PAYS {amount: 99}]->(:B {id: 99, name: 'Body 99'})";

class States {
 public:
  States() {
    const fs::path place = folder_.path() / "store";
    {
      Store store = Store::open(place, Store::Mode::Create);
      run(store, "UNWIND range(1, 20) AS i CREATE (:A:B {id: i, name: 'Body ' + i, f: i / 3.0})");
      run(store, "MATCH (a:A), (b:B) WHERE b.id = a.id % 7 + 1 CREATE (a)-[:PAYS {amount: a.id * 10}]->(b)");
    }
    closed.earlier = files_of(place);
    write(place, 1);
    closed.files = files_of(place);
    killed.earlier = closed.files;
    {
      Store store = Store::open(place, Store::Mode::Read);
      closed.answers = ::answers(store);
    }
    Store store = Store::open(place, Store::Mode::Write);
    for (int i = 2; i < 5; ++i) write(store, i);
    killed.files = files_of(place);  // as a kill leaves them
    killed.answers = ::answers(store);
  }
  const fs::path& folder() const { return folder_.path(); }

  State closed, killed;

 private:
  static void write(const fs::path& place, int i) {
    Store store = Store::open(place, Store::Mode::Write);
    write(store, i);
  }
  static void write(Store& store, int i) {
    const std::string id = std::to_string(100 + i);
    run(store,
        "MATCH (a:B {id: 3}) SET a.f = " + id + " CREATE (a)-[:PAYS {amount: " + id + "}]->(:C {id: " + id + "})");
  }

  test::Folder folder_;
};

constexpr int kDamages = 6, kSetBack = 2;

void damage(std::string& bytes, std::uint8_t how, std::size_t place, char value, const std::string& earlier) {
  const std::size_t at = bytes.empty() ? 0 : place % bytes.size();
  const auto end = [&](std::size_t length) { return std::min(bytes.size(), at + length); };
  switch (how % kDamages) {
    case 0: bytes.append(1 + place % 300, value); break;
    case 1: bytes.resize(at); break;
    case kSetBack: bytes = earlier; break;
    case 3:
      std::fill(bytes.begin() + static_cast<std::ptrdiff_t>(at), bytes.begin() + static_cast<std::ptrdiff_t>(end(512)),
                value);
      break;
    default:
      if (!bytes.empty()) bytes[at] = static_cast<char>(bytes[at] ^ value);
  }
}

// 255 takes the file away. A file that is set back stays the only damage: LEDGER set back and the log gone are together
// a whole store of some commits ago.
Files damaged(const State& state, const std::uint8_t* data, std::size_t size) {
  Files files = state.files;
  std::size_t done = 0;
  for (; size >= 5 && !files.empty(); data += 5, size -= 5) {
    const auto file = std::next(files.begin(), data[0] % static_cast<std::ptrdiff_t>(files.size()));
    const bool is_set_back = data[1] != 255 && data[1] % kDamages == kSetBack;
    if (is_set_back && done > 0) continue;
    ++done;
    if (data[1] == 255) {
      files.erase(file);
      continue;
    }
    const auto earlier = state.earlier.find(file->first);
    damage(file->second, data[1], static_cast<std::size_t>(data[2]) * 256 + data[3], static_cast<char>(data[4]),
           earlier == state.earlier.end() ? std::string() : earlier->second);
    if (is_set_back) break;
  }
  return files;
}

void put(const Files& files, const fs::path& place) {
  fs::remove_all(place);
  for (const auto& [name, bytes] : files) {
    fs::create_directories((place / name).parent_path());
    std::ofstream(place / name, std::ios::binary) << bytes;
  }
}

// Nothing where an Error says what is wrong.
template <class Do>
std::optional<std::string> tried(Do work) {
  try {
    return work();
  } catch (const Error& error) {
    if (error.kind() == Kind::Internal) broken(error.message());
    return std::nullopt;
  }
}

void read(const fs::path& place, const State& state) {
  const auto told = tried([&] {
    Store store = Store::open(place, Store::Mode::Read);
    return answers(store);
  });
  if (told && *told != state.answers) broken("silently wrong:\n" + *told + "in place of\n" + state.answers);
  const auto checked = tried([&] {
    Store store = Store::open(place, Store::Mode::Read);
    std::string findings;
    check(store.snapshot(), [&](const std::string& finding) { findings += finding + "\n"; });
    return findings;
  });
  if (!told && checked && checked->empty()) broken("a question met what check did not");
}

void write(const fs::path& place, const State& state) {
  const auto told = tried([&] {
    Store store = Store::open(place, Store::Mode::Write);
    const std::string before = answers(store);
    run(store, kMore);
    run(store, "MATCH (n {id: 99}) DETACH DELETE n");
    return before == answers(store) ? before : "what was written is not what was there";
  });
  if (told && *told != state.answers) broken("silently wrong after a write:\n" + *told);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const States states;
  if (size == 0) return 0;
  const State& state = (data[0] & 1) != 0 ? states.killed : states.closed;
  const Files files = damaged(state, data + 1, size - 1);
  const fs::path place = states.folder() / "damaged";
  put(files, place);
  read(place, state);
  if (files_of(place) != files) broken("reading has changed a byte");
  if ((data[0] & 2) != 0) write(place, state);
  return 0;
}
