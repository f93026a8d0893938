#include "graph/store.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <map>

#include "graph/check.h"
#include "graph/error.h"
#include "graph/folder.h"
#include "graph/snapshot.h"
#include "graph/transaction.h"
#include "tests/graph/process.h"
#include "tests/support/folder.h"

using namespace polgraph;
using polgraph::test::content_of;
using polgraph::test::Folder;
using polgraph::test::Process;

namespace {

NodeId add_ministry(Store& store, const std::string& name) {
  Transaction t = store.begin();
  const NodeId node = t.create_node({"Organization", "Ministry"}, {{"name", Value::string(name)}});
  t.commit();
  return node;
}

void make_store(const std::filesystem::path& path) {
  Store store = Store::open(path, Store::Mode::Create);
  add_ministry(store, "METI");
}

// Every file below `path` with its bytes.
std::map<std::string, std::string> bytes_of(const std::filesystem::path& path) {
  std::map<std::string, std::string> files;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(path))
    files[entry.path().string()] = entry.is_regular_file() ? content_of(entry.path()) : "";
  return files;
}

Error refusal(const std::filesystem::path& path, Store::Mode mode) {
  try {
    Store::open(path, mode);
  } catch (const Error& error) {
    return error;
  }
  FAIL("was opened");
  return Error(Kind::Internal, "", "");
}

void write_format(const std::filesystem::path& store, const std::string& number, const std::string& release) {
  std::ofstream(store / "FORMAT") << "polgraph store\nformat " << number << "\nuuid x\nrelease " << release
                                  << "\nstate ready\n";
}

}  // namespace

TEST_CASE("what was committed is there when the store is opened again", "[graph][store]") {
  const Folder folder;
  make_store(folder.path() / "db");
  const Store store = Store::open(folder.path() / "db", Store::Mode::Read);
  const Snapshot now = store.snapshot();
  REQUIRE(now.property(NodeId(0), *now.find_key("name")).as_string() == "METI");
  REQUIRE(now.statistics().nodes == 1);
  REQUIRE(now.graph_version() == 1);
  auto ministries = now.nodes_with_label(*now.find_label("Ministry"));
  REQUIRE(ministries.next());
  REQUIRE(ministries.id() == NodeId(0));
  REQUIRE_FALSE(ministries.next());
}

TEST_CASE("a store in memory does all that one on disk does", "[graph][store]") {
  Store store = Store::memory();
  REQUIRE(store.writable());
  REQUIRE(store.folder().empty());
  REQUIRE(store.snapshot().statistics().nodes == 0);
  const NodeId meti = add_ministry(store, "METI");
  const NodeId mic = add_ministry(store, "MIC");
  Transaction t = store.begin();
  const RelId rel = t.create_relationship("COLLABORATES_WITH", meti, mic, {});
  t.commit();
  const Snapshot now = store.snapshot();
  auto steps = now.steps(mic, Direction::In);
  REQUIRE(steps.next());
  REQUIRE(steps.step().neighbour == meti);
  REQUIRE(steps.step().relationship == rel);
  REQUIRE_FALSE(steps.step().outgoing);
  REQUIRE_FALSE(steps.next());
}

TEST_CASE("reading or writing a store that is not there says so and makes nothing", "[graph][store]") {
  const Folder folder;
  for (const auto mode : {Store::Mode::Read, Store::Mode::Write}) {
    for (const char* name : {"missing", "."}) {
      const Error error = refusal(folder.path() / name, mode);
      REQUIRE(error.kind() == Kind::NotFound);
      REQUIRE(error.detail() == "NoStore");
    }
  }
  REQUIRE(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("a folder or file that is no store is refused untouched", "[graph][store]") {
  const Folder folder;
  folder.file("papers/thesis.txt", "years of work");
  folder.file("other/FORMAT", "not ours\n");
  folder.file("note", "a plain file");
  std::filesystem::create_directory(folder.path() / "pipe");
  REQUIRE(mkfifo((folder.path() / "pipe/FORMAT").c_str(), 0600) == 0);
  const auto before = bytes_of(folder.path());
  for (const auto mode : {Store::Mode::Read, Store::Mode::Write, Store::Mode::Create})
    for (const char* name : {"papers", "other", "note", "pipe"}) {
      const Error error = refusal(folder.path() / name, mode);
      REQUIRE(error.kind() == Kind::Storage);
      REQUIRE(error.detail() == "NotAStore");
    }
  REQUIRE(bytes_of(folder.path()) == before);
}

TEST_CASE("a newer format is refused with the release that wrote it", "[graph][store]") {
  const Folder folder;
  make_store(folder.path() / "db");
  write_format(folder.path() / "db", "999", "7.3.0");
  const auto before = bytes_of(folder.path());
  for (const auto mode : {Store::Mode::Read, Store::Mode::Write, Store::Mode::Create}) {
    const Error error = refusal(folder.path() / "db", mode);
    REQUIRE(error.detail() == "NewerFormat");
    REQUIRE_THAT(error.message(), Catch::Contains("7.3.0"));
  }
  REQUIRE(bytes_of(folder.path()) == before);
}

TEST_CASE("a store with a damaged FORMAT, without CURRENT or with another's FORMAT is damaged, not missing",
          "[graph][store]") {
  const Folder folder;
  make_store(folder.path() / "db");
  const std::string format = content_of(folder.path() / "db/FORMAT");
  SECTION("damaged FORMAT") {
    std::ofstream(folder.path() / "db/FORMAT") << "polgraph store\nformat x\n";
  }
  SECTION("no CURRENT") {
    std::filesystem::remove(folder.path() / "db/rocks/CURRENT");
  }
  SECTION("another's FORMAT") {
    write_format(folder.path() / "db", "1", "0.1.0");
  }
  for (const auto mode : {Store::Mode::Read, Store::Mode::Write, Store::Mode::Create})
    REQUIRE(refusal(folder.path() / "db", mode).kind() == Kind::Corrupt);
}

TEST_CASE("a store whose making was cut short is no store for readers and is begun anew", "[graph][store]") {
  const Folder folder;
  make_store(folder.path() / "db");
  folder::Format format = *folder::read_format(folder.path() / "db");
  format.ready = false;
  folder::write_format(folder.path() / "db", format);
  REQUIRE(refusal(folder.path() / "db", Store::Mode::Read).detail() == "NoStore");
  REQUIRE(refusal(folder.path() / "db", Store::Mode::Write).detail() == "NoStore");
  {
    Store store = Store::open(folder.path() / "db", Store::Mode::Create);
    REQUIRE(store.snapshot().statistics().nodes == 0);
    add_ministry(store, "MIC");
  }
  const Store store = Store::open(folder.path() / "db", Store::Mode::Read);
  REQUIRE(store.snapshot().statistics().nodes == 1);
}

TEST_CASE("a store that was made and never committed to leaves nothing behind", "[graph][store]") {
  const Folder folder;
  std::filesystem::create_directory(folder.path() / "empty");
  for (const char* name : {"new", "empty"}) {
    Store store = Store::open(folder.path() / name, Store::Mode::Create);
    Transaction t = store.begin();
    t.create_node({"Ministry"}, {});
  }
  REQUIRE_FALSE(std::filesystem::exists(folder.path() / "new"));
  REQUIRE(std::filesystem::is_empty(folder.path() / "empty"));
}

TEST_CASE("reading changes no byte, nor does a writer that writes nothing", "[graph][store]") {
  const Folder folder;
  make_store(folder.path() / "db");
  const auto before = bytes_of(folder.path());
  for (int i = 0; i < 3; ++i) {
    const Store reader = Store::open(folder.path() / "db", Store::Mode::Read);
    REQUIRE(check(reader.snapshot(), [](const std::string& line) { FAIL(line); }).findings == 0);
  }
  REQUIRE(bytes_of(folder.path()) == before);
  for (const auto mode : {Store::Mode::Write, Store::Mode::Create}) {
    Store writer = Store::open(folder.path() / "db", mode);
    Transaction none = writer.begin();
    none.merge_node({"", "x"});
    REQUIRE_FALSE(none.empty());
    Transaction(std::move(none));  // rolled back
    Transaction empty = writer.begin();
    empty.label("Unused");
    REQUIRE(empty.empty());
    empty.commit();
  }
  REQUIRE(bytes_of(folder.path()) == before);
}

TEST_CASE("a store opened for reading cannot be written", "[graph][store]") {
  const Folder folder;
  make_store(folder.path() / "db");
  Store reader = Store::open(folder.path() / "db", Store::Mode::Read);
  REQUIRE_FALSE(reader.writable());
  REQUIRE_THROWS_AS(reader.begin(), Error);
}

TEST_CASE("fifty writers leave no litter", "[graph][store]") {
  const Folder folder;
  for (int i = 0; i < 50; ++i) {
    Store store = Store::open(folder.path() / "db", Store::Mode::Create);
    add_ministry(store, "ministry " + std::to_string(i));
  }
  std::map<std::string, int> files;
  for (const auto& entry : std::filesystem::directory_iterator(folder.path() / "db/rocks")) {
    const std::string name = entry.path().filename().string();
    ++files[name.ends_with(".sst") ? "sst" : name.ends_with(".log") ? "log" : name.substr(0, name.find('-'))];
  }
  REQUIRE(files["LOG"] == 0);
  REQUIRE(files["LOG.old"] == 0);
  REQUIRE(files["MANIFEST"] == 1);
  REQUIRE(files["OPTIONS"] == 0);
  REQUIRE(files["log"] <= 2);
  REQUIRE(files["sst"] < 40);
  const Store store = Store::open(folder.path() / "db", Store::Mode::Read);
  REQUIRE(store.snapshot().statistics().nodes == 50);
  REQUIRE(store.snapshot().graph_version() == 50);
}

TEST_CASE("after each of many commits all of it is seen, and in earlier snapshots what was there", "[graph][store]") {
  const Folder folder;
  const bool on_disk = GENERATE(true, false);
  Store store = on_disk ? Store::open(folder.path() / "db", Store::Mode::Create) : Store::memory();
  std::uint64_t nodes = 0, relationships = 0, value = 0;
  const auto steps = [](const Snapshot& view, NodeId node) {
    std::uint64_t count = 0;
    for (auto cursor = view.steps(node, Direction::Both); cursor.next();) ++count;
    return count;
  };
  const auto listed = [](const Snapshot& view) {
    std::uint64_t count = 0;
    for (auto cursor = view.nodes_with_label(*view.find_label("Ministry")); cursor.next();) ++count;
    return count;
  };
  std::vector<std::pair<Snapshot, std::uint64_t>> earlier;  // with the relationships of node 0
  for (int i = 0; i < 300; ++i) {
    {
      Transaction t = store.begin();
      if (i % 100 == 0) {
        t.create_node({"Ministry"}, {{"name", Value::string("m" + std::to_string(nodes++))}});
      } else if (i % 7 == 3) {
        t.set_property(EntityId::of(NodeId(0)), "budget", Value::integer(static_cast<std::int64_t>(++value)));
      } else {
        t.create_relationship("FUNDS", NodeId(0), NodeId(nodes - 1), {});
        ++relationships;
      }
      t.commit();
    }
    const Snapshot now = store.snapshot();
    REQUIRE(listed(now) == nodes);
    REQUIRE(steps(now, NodeId(0)) == relationships);
    if (value > 0)
      REQUIRE(now.property(NodeId(0), *now.find_key("budget")).as_integer() == static_cast<std::int64_t>(value));
    if (i % 20 == 0) earlier.emplace_back(now, relationships);
  }
  for (const auto& [snapshot, count] : earlier) REQUIRE(steps(snapshot, NodeId(0)) == count);
}

// Run as other processes ---------------------------------------------------------------------------------------------

TEST_CASE("holds the lock until it is killed", "[.holder]") {
  Store store = Store::open(test::folder_of_this_process(), Store::Mode::Create);
  test::tell('h');
  for (;;) ::pause();
}

TEST_CASE("commits for ever, telling each commit when it is done", "[.writer]") {
  Store store = Store::open(test::folder_of_this_process(), Store::Mode::Create);
  for (int i = 0;; ++i) {
    Transaction t = store.begin();
    const NodeId one = t.create_node({"Fund"}, {{"id", Value::integer(2 * i)}});
    const NodeId other = t.create_node({"Fund"}, {{"id", Value::integer(2 * i + 1)}});
    t.create_relationship("FUNDS", one, other, {{"amount", Value::integer(i)}});
    t.commit();
    test::tell('c');
  }
}

TEST_CASE("a second writer is told who holds the store; a killed holder holds nothing", "[graph][store]") {
  const Folder folder;
  make_store(folder.path() / "db");
  Process holder("[.holder]", folder.path() / "db");
  REQUIRE(holder.heard() == 'h');
  REQUIRE(folder::writer(folder.path() / "db") == holder.pid());
  try {
    folder::lock(folder.path() / "db", 20);
    FAIL("was locked twice");
  } catch (const Error& error) {
    REQUIRE(error.kind() == Kind::Storage);
    REQUIRE(error.detail() == "Locked");
    REQUIRE_THAT(error.message(), Catch::Contains("process " + std::to_string(holder.pid())));
  }
  const Store reader = Store::open(folder.path() / "db", Store::Mode::Read);  // readers need no lock
  REQUIRE(reader.snapshot().statistics().nodes == 1);
  holder.kill();
  REQUIRE_FALSE(folder::writer(folder.path() / "db").has_value());
  Store writer = Store::open(folder.path() / "db", Store::Mode::Write);
  add_ministry(writer, "MIC");
}

TEST_CASE("a folder that is moved while it is open is written to no more, nor what comes in its place",
          "[graph][store]") {
  const Folder folder;
  const auto db = folder.path() / "db", moved = folder.path() / "moved";
  make_store(db);
  std::uint64_t nodes = 2;
  {
    Store writer = Store::open(db, Store::Mode::Write);
    add_ministry(writer, "MIC");
    std::filesystem::rename(db, moved);
    const auto add_all = [&] {
      for (;; ++nodes) add_ministry(writer, "MOF");  // for some milliseconds the log moves along
    };
    REQUIRE_THROWS_WITH(add_all(), Catch::Contains("was moved or replaced"));
    make_store(folder.path() / "other");
    std::filesystem::rename(folder.path() / "other", db);
    const auto before = bytes_of(db);
    REQUIRE_THROWS_AS(add_all(), Error);
    writer = Store::memory();
    REQUIRE(bytes_of(db) == before);
  }
  REQUIRE(Store::open(moved, Store::Mode::Read).snapshot().statistics().nodes == nodes);
  REQUIRE(Store::open(db, Store::Mode::Read).snapshot().statistics().nodes == 1);
}

TEST_CASE("a LOCK that is a link leads nowhere: what it names keeps its bytes", "[graph][store]") {
  const Folder folder;
  const auto db = folder.path() / "db", mine = folder.path() / "mine";
  make_store(db);
  std::ofstream(mine) << "mine";
  for (const bool hard : {false, true}) {
    std::filesystem::remove(db / "LOCK");
    if (hard)
      std::filesystem::create_hard_link(mine, db / "LOCK");
    else
      std::filesystem::create_symlink(mine, db / "LOCK");
    REQUIRE(refusal(db, Store::Mode::Write).detail() == "NotAStore");
    REQUIRE(content_of(mine) == "mine");
    REQUIRE(Store::open(db, Store::Mode::Read).snapshot().statistics().nodes == 1);
  }
  std::filesystem::remove(db / "LOCK");
  REQUIRE(::mkfifo((db / "LOCK").c_str(), 0600) == 0);
  REQUIRE(refusal(db, Store::Mode::Write).detail() == "NotAStore");
  REQUIRE(Store::open(db, Store::Mode::Read).snapshot().statistics().nodes == 1);
}

TEST_CASE("a LEDGER or a FORMAT in the making that is a link leads nowhere: what it names keeps its bytes",
          "[graph][store]") {
  const Folder folder;
  const auto db = folder.path() / "db", fresh = folder.path() / "fresh", mine = folder.path() / "mine";
  make_store(db);
  std::filesystem::rename(db / "LEDGER", mine);
  const std::string before = content_of(mine);
  std::filesystem::create_symlink(mine, db / "LEDGER");
  REQUIRE_THROWS_AS(
      [&] {
        Store writer = Store::open(db, Store::Mode::Write);
        add_ministry(writer, "MIC");
      }(),
      Error);
  REQUIRE(content_of(mine) == before);

  std::filesystem::create_directory(fresh);
  std::filesystem::create_symlink(mine, fresh / "FORMAT.new");
  REQUIRE_THROWS_AS(make_store(fresh), Error);
  REQUIRE(content_of(mine) == before);
}

TEST_CASE("what is no plain file among RocksDB's, or has a number beyond all, is named and not opened",
          "[graph][store]") {
  const Folder folder;
  const auto db = folder.path() / "db";
  make_store(db);
  const auto refused = [&](const std::string& name) {
    for (const Store::Mode mode : {Store::Mode::Read, Store::Mode::Write}) {
      const Error error = refusal(db, mode);
      CAPTURE(name, error.message());
      REQUIRE(error.kind() == Kind::Corrupt);
      REQUIRE(error.message().find(name) != std::string::npos);
    }
    std::filesystem::remove(db / "rocks" / name);
  };
  REQUIRE(::mkfifo((db / "rocks/000099.log").c_str(), 0600) == 0);
  refused("000099.log");
  std::filesystem::create_symlink("/dev/zero", db / "rocks/000099.sst");
  refused("000099.sst");
  for (const char* name :
       {"9223372036854775807.log", "18446744073709551614.sst", "99999999999999999999999.log", "281474976710656.log",
        "MANIFEST-18446744073709551614", "OPTIONS-9223372036854775807.dbtmp"}) {
    std::ofstream(db / "rocks" / name) << "";
    refused(name);
  }
  Store writer = Store::open(db, Store::Mode::Write);
  add_ministry(writer, "MIC");
}

TEST_CASE("two stores of one process do not both write", "[graph][store]") {
  const Folder folder;
  make_store(folder.path() / "db");
  const Store first = Store::open(folder.path() / "db", Store::Mode::Write);
  REQUIRE(folder::writer(folder.path() / "db") == ::getpid());
  REQUIRE_THROWS_AS(folder::lock(folder.path() / "db", 0), Error);
}

TEST_CASE("a writer killed at any instant leaves all that it acknowledged, and nothing half done", "[graph][store]") {
  const Folder folder;
  for (int commits = 0; commits < 12; ++commits) {
    const std::filesystem::path path = folder.path() / ("db" + std::to_string(commits));
    {
      Process writer("[.writer]", path);
      for (int i = 0; i < commits; ++i) REQUIRE(writer.heard() == 'c');
      writer.kill();
    }
    if (!std::filesystem::exists(path)) continue;
    Store store = Store::open(path, Store::Mode::Create);
    const Snapshot now = store.snapshot();
    const Statistics counts = now.statistics();
    REQUIRE(counts.relationships >= static_cast<std::uint64_t>(commits));
    REQUIRE(counts.nodes == 2 * counts.relationships);
    REQUIRE(now.graph_version() == counts.relationships);
    REQUIRE(check(now, [](const std::string& line) { FAIL(line); }).findings == 0);
    add_ministry(store, "goes on");
  }
}

TEST_CASE(
    "a log that is cut at any byte is told of, or gives all that was acknowledged, with an entry of LEDGER torn, too",
    "[graph][store]") {
  const auto torn = GENERATE(std::optional<std::streamoff>(), std::optional(511), std::optional(1023));
  constexpr std::uint64_t kHeard = 3;  // commits of two nodes
  const Folder folder;
  const auto path = folder.path() / "db";
  {
    Process writer("[.writer]", path);
    for (std::uint64_t i = 0; i < kHeard; ++i) REQUIRE(writer.heard() == 'c');
    writer.kill();
  }
  // Commits are numbered from 1.
  const std::string ledger = content_of(path / "LEDGER");
  const std::uint64_t acknowledged = std::max(std::stoull(ledger.substr(23)), std::stoull(ledger.substr(512 + 23)));
  REQUIRE(acknowledged >= kHeard);
  if (torn) std::fstream(path / "LEDGER", std::ios::binary | std::ios::in | std::ios::out).seekp(*torn).put('x');
  const std::uint64_t all = Store::open(path, Store::Mode::Read).snapshot().statistics().nodes;
  REQUIRE(all >= 2 * acknowledged);
  std::uint64_t cuts = 0, told = 0;
  for (const auto& [name, bytes] : bytes_of(path)) {
    if (!name.ends_with(".log")) continue;
    for (std::size_t length = bytes.size(); length-- > 0; ++cuts) {
      std::filesystem::resize_file(name, length);
      try {
        const std::uint64_t found = Store::open(path, Store::Mode::Read).snapshot().statistics().nodes;
        CAPTURE(length);
        REQUIRE(found >= 2 * acknowledged);  // what was written and not acknowledged may go
        REQUIRE(found <= all);
      } catch (const Error& error) {
        REQUIRE(error.kind() == Kind::Corrupt);
        ++told;
      }
    }
  }
  REQUIRE(cuts > 500);
  REQUIRE(told > cuts / 2);
}

TEST_CASE("a store whose LEDGER says another number of the last commit or of the one before is read all the same",
          "[graph][store]") {
  const Folder folder;
  const auto path = folder.path() / "db";
  make_store(path);
  {
    Store writer = Store::open(path, Store::Mode::Write);
    for (int i = 0; i < 20; ++i) add_ministry(writer, "MIC");
  }
  const std::string whole = content_of(path / "LEDGER");
  const std::uint64_t nodes = Store::open(path, Store::Mode::Read).snapshot().statistics().nodes;
  for (const std::size_t entry : {std::size_t{0}, std::size_t{512}}) {
    for (std::size_t digit = 0; digit < 20; ++digit) {
      for (const char to : {'0', '1', '2', '3', '9', 'x', '\0'}) {
        std::string changed = whole;
        changed[entry + 23 + digit] = to;
        std::ofstream(path / "LEDGER", std::ios::binary) << changed;
        CAPTURE(entry, digit, to);
        REQUIRE(Store::open(path, Store::Mode::Read).snapshot().statistics().nodes == nodes);
      }
    }
  }
}

TEST_CASE("makes one big commit, telling when it begins and when it is done", "[.big]") {
  Store store = Store::open(test::folder_of_this_process(), Store::Mode::Create);
  Transaction t = store.begin();
  NodeId last = t.create_node({"Big"}, {});
  for (int i = 1; i < 3000; ++i) {
    const NodeId node = t.create_node({"Big"}, {{"name", Value::string("fund " + std::to_string(i))}});
    t.create_relationship("FUNDS", last, node, {});
    last = node;
  }
  test::tell('b');
  t.commit();
  test::tell('c');
}

TEST_CASE("a big commit killed at any instant is there whole or not at all", "[graph][store]") {
  const Folder folder;
  const bool new_store = GENERATE(true, false);
  for (int delay_ms = 0; delay_ms < 60; delay_ms += 5) {
    const std::filesystem::path path = folder.path() / ("db" + std::to_string(delay_ms));
    if (!new_store) make_store(path);
    {
      Process writer("[.big]", path);
      REQUIRE(writer.heard() == 'b');
      writer.listen(delay_ms);
      writer.kill();
    }
    Store store = Store::open(path, Store::Mode::Create);
    const Snapshot now = store.snapshot();
    const std::uint64_t before = new_store ? 0 : 1;
    const Statistics counts = now.statistics();
    INFO("killed after " << delay_ms << " ms: " << counts.nodes << " nodes");
    REQUIRE((counts.nodes == before || counts.nodes == before + 3000));
    REQUIRE(counts.relationships == (counts.nodes == before ? 0 : 2999));
    REQUIRE(check(now, [](const std::string& line) { FAIL(line); }).findings == 0);
    add_ministry(store, "goes on");
  }
}

TEST_CASE("readers beside a writer see a state that was committed", "[graph][store]") {
  const Folder folder;
  Process writer("[.writer]", folder.path() / "db");
  std::uint64_t acknowledged = 0;
  for (int reads = 0; reads < 20; ++reads) {
    for (int i = 0; i < 10; ++i, ++acknowledged) REQUIRE(writer.heard() == 'c');
    const Store reader = Store::open(folder.path() / "db", Store::Mode::Read);
    const Snapshot now = reader.snapshot();
    REQUIRE(now.statistics().relationships >= acknowledged);
    REQUIRE(check(now, [](const std::string& line) { FAIL(line); }).findings == 0);
  }
}

TEST_CASE("a table whose end is damaged is told, one that the database does not have is passed over",
          "[graph][store]") {
  const test::Folder folder;
  const std::filesystem::path path = folder.path() / "db";
  {
    Store store = Store::open(path, Store::Mode::Create);
    Transaction transaction = store.begin();
    transaction.merge_node({"", "a"});
    transaction.commit();
  }
  std::filesystem::path table;
  for (const auto& file : std::filesystem::directory_iterator(path / "rocks"))
    if (file.path().extension() == ".sst") table = file.path();
  REQUIRE_FALSE(table.empty());
  std::ifstream in(table, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(in), {}};
  in.close();
  bytes[bytes.size() - 200] = static_cast<char>(bytes[bytes.size() - 200] ^ 1);  // of the properties
  const auto nodes = [&] { return Store::open(path, Store::Mode::Read).snapshot().statistics().nodes; };
  std::ofstream(path / "rocks/000999.sst", std::ios::binary) << bytes;
  CHECK(nodes() == 1);
  std::ofstream(table, std::ios::binary) << bytes;
  CHECK_THROWS_WITH(nodes(),
                    Catch::Contains("the end of the table file") && Catch::Contains(table.filename().string()));
}
