// Backups: a copy of one state, whatever is written meanwhile; all of it under its name, or nothing.
#include "graph/copy.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "graph/check.h"
#include "graph/database.h"
#include "graph/error.h"
#include "graph/repair.h"
#include "graph/store.h"
#include "graph/transaction.h"
#include "tests/support/folder.h"

using namespace polgraph;
using test::content_of;
using test::Folder;
namespace fs = std::filesystem;

namespace {

void write(const fs::path& folder, const std::string& from, const std::string& to) {
  Store store = Store::open(folder, Store::Mode::Create);
  Transaction t = store.begin();
  const NodeId a = t.merge_node({"", from}), b = t.merge_node({"", to});
  const RelId r = t.merge_relationship(from + to, "FUNDS", a, b);
  Evidence evidence;
  evidence.source = "s";
  evidence.valid_from = "2020";
  t.assert_facts(EntityId::of(a),
                 {evidence, {{"label:Fund", Value::boolean(true), {}}, {"name", Value::string(from), {}}}});
  t.assert_facts(EntityId::of(r), {evidence, {{"amount", Value::integer(5), {}}}});
  t.commit();
}

std::uint64_t nodes(const fs::path& folder) {
  return Store::open(folder, Store::Mode::Read).snapshot().statistics().nodes;
}

std::vector<std::string> findings(const fs::path& folder) {
  std::vector<std::string> all;
  const Store store = Store::open(folder, Store::Mode::Read);
  check(store.snapshot(), [&](const std::string& finding) { all.push_back(finding); });
  return all;
}

// Every key and value of a store.
std::vector<std::string> content(const fs::path& folder) {
  const Store store = Store::open(folder, Store::Mode::Read);
  const Snapshot now = store.snapshot();
  std::vector<std::string> all;
  for (std::size_t family = 1; family < rocks::kFamilies; ++family)
    for (auto at = now.view().cursor(static_cast<rocks::Family>(family)); at->next();)
      all.push_back(std::to_string(family) + std::string(at->key()) + "=" + std::string(at->value()));
  return all;
}

std::string refusal(const std::function<void()>& work) {
  try {
    work();
  } catch (const Error& error) {
    return error.detail();
  }
  return "";
}

// Takes keys away beneath the store, as damage that no checksum sees.
void damage(const fs::path& folder, rocks::Family family) {
  const auto instance = rocks::Instance::open(folder / "rocks", rocks::Instance::Open::Write, nullptr);
  rocks::Overlay gone;
  for (auto at = instance->reading()->cursor(family, ""); at->next();) gone.remove(family, std::string(at->key()));
  instance->write(*instance->batch(gone));
  instance->flush();
}

}  // namespace

TEST_CASE("a backup holds every key of the store and is a store", "[graph][copy]") {
  const Folder folder;
  write(folder.path() / "db", "a", "b");
  const Store store = Store::open(folder.path() / "db", Store::Mode::Read);
  const Copied copied = copy_store(store.snapshot(), folder.path() / "backup", {});
  CHECK(copied.counts.nodes == 2);
  CHECK(content(folder.path() / "backup") == content(folder.path() / "db"));
  CHECK(findings(folder.path() / "backup").empty());
  write(folder.path() / "backup", "c", "d");
  CHECK(nodes(folder.path() / "backup") == 4);
  CHECK(nodes(folder.path() / "db") == 2);
}

TEST_CASE("a backup is of the state that was there when it began, beside a writer", "[graph][copy]") {
  const Folder folder;
  write(folder.path() / "db", "a", "b");
  const Store reader = Store::open(folder.path() / "db", Store::Mode::Read);
  const Snapshot before = reader.snapshot();
  Store writer = Store::open(folder.path() / "db", Store::Mode::Write);
  Transaction t = writer.begin();
  t.create_node({"New"}, {});
  t.commit();
  copy_store(before, folder.path() / "backup", {});
  CHECK(nodes(folder.path() / "backup") == 2);
  CHECK(findings(folder.path() / "backup").empty());
}

TEST_CASE("a backup goes where nothing is, and leaves nothing where it fails", "[graph][copy]") {
  const Folder folder;
  write(folder.path() / "db", "a", "b");
  const Store store = Store::open(folder.path() / "db", Store::Mode::Read);
  const auto copy_to = [&](const char* name, const CopyTick& tick = {}) {
    return refusal([&] { copy_store(store.snapshot(), folder.path() / name, tick); });
  };
  folder.file("mine/notes.txt", "mine");
  folder.file("file", "mine");
  CHECK(copy_to("db") == "Exists");
  CHECK(copy_to("mine") == "NotAStore");
  CHECK(copy_to("file") == "NotAStore");
  CHECK(copy_to("no/such/folder") == "ReadOrWrite");
  CHECK(content_of(folder.path() / "mine/notes.txt") == "mine");
  fs::create_directory(folder.path() / "empty");
  CHECK(copy_to("empty").empty());
  CHECK(nodes(folder.path() / "empty") == 2);
  for (const auto& entry : fs::directory_iterator(folder.path()))
    CHECK(entry.path().string().find("unfinished") == std::string::npos);
}

TEST_CASE("what a killed backup has left is taken away by the next", "[graph][copy]") {
  const Folder folder;
  write(folder.path() / "db", "a", "b");
  write(folder.path() / "backup.unfinished", "x", "y");
  folder.file("backup.unfinished/UNFINISHED", "");
  const Store store = Store::open(folder.path() / "db", Store::Mode::Read);
  copy_store(store.snapshot(), folder.path() / "backup", {});
  CHECK(content(folder.path() / "backup") == content(folder.path() / "db"));
  CHECK_FALSE(fs::exists(folder.path() / "backup.unfinished"));
}

TEST_CASE("damage is told and not copied", "[graph][copy]") {
  const Folder folder;
  write(folder.path() / "db", "a", "b");
  for (const auto& entry : fs::directory_iterator(folder.path() / "db/rocks")) {
    if (entry.path().extension() != ".sst") continue;
    std::string bytes = content_of(entry.path());
    bytes[5] = static_cast<char>(bytes[5] ^ 1);
    std::ofstream(entry.path(), std::ios::binary) << bytes;
  }
  const auto back_up = [&] {
    copy_store(Store::open(folder.path() / "db", Store::Mode::Read).snapshot(), folder.path() / "backup", {});
  };
  CHECK(refusal(back_up) == "DamagedStore");
  CHECK_FALSE(fs::exists(folder.path() / "backup"));
}

TEST_CASE("a backup takes the place of a store, damaged or not", "[graph][copy]") {
  const Folder folder;
  write(folder.path() / "backup", "a", "b");
  write(folder.path() / "db", "c", "d");
  write(folder.path() / "db", "e", "f");
  std::ofstream(folder.path() / "db/rocks/CURRENT") << "nothing";
  const Store backup = Store::open(folder.path() / "backup", Store::Mode::Read);
  replace_store(backup.snapshot(), folder.path() / "db", {});
  CHECK(content(folder.path() / "db") == content(folder.path() / "backup"));
  folder.file("mine/notes.txt", "mine");
  CHECK(refusal([&] { replace_store(backup.snapshot(), folder.path() / "mine", {}); }) == "NotAStore");
}

TEST_CASE("indexes, adjacencies and counts are rebuilt from the records, and the damaged store is kept",
          "[graph][repair]") {
  const Folder folder;
  write(folder.path() / "db", "a", "b");
  write(folder.path() / "db", "b", "c");
  const std::vector<std::string> whole = content(folder.path() / "db");
  using rocks::Family;
  for (const Family family :
       {Family::Labels, Family::Properties, Family::Text, Family::Identities, Family::Out, Family::In, Family::Dated}) {
    CAPTURE(static_cast<int>(family));
    damage(folder.path() / "db", family);
    REQUIRE_FALSE(findings(folder.path() / "db").empty());
    const Repaired repaired = repair_store(folder.path() / "db", {});
    CHECK(findings(folder.path() / "db").empty());
    CHECK(repaired.before == repaired.after);
    CHECK(repaired.statements_lost == 0);
    CHECK(content(folder.path() / "db").size() == whole.size());
    CHECK(fs::exists(repaired.damaged / "FORMAT"));
  }
}

TEST_CASE("what is lost with records is told: statements, and relationships without an end", "[graph][repair]") {
  const Folder folder;
  write(folder.path() / "db", "a", "b");
  damage(folder.path() / "db", rocks::Family::Evidence);
  const Repaired without_statements = repair_store(folder.path() / "db", {});
  CHECK(without_statements.statements_lost == 2);
  CHECK(findings(folder.path() / "db").empty());
  damage(folder.path() / "db", rocks::Family::Nodes);
  const Repaired without_nodes = repair_store(folder.path() / "db", {});
  CHECK(without_nodes.before.nodes == 2);
  CHECK(without_nodes.after.nodes == 0);
  CHECK(without_nodes.after.relationships == 0);
  CHECK(findings(folder.path() / "db").empty());
}

TEST_CASE("a store whose last commits are lost can be taken as it is", "[graph][repair]") {
  const Folder folder;
  write(folder.path() / "db", "a", "b");
  fs::copy(folder.path() / "db", folder.path() / "older", fs::copy_options::recursive);
  write(folder.path() / "db", "c", "d");
  fs::copy_file(folder.path() / "db/LEDGER", folder.path() / "older/LEDGER", fs::copy_options::overwrite_existing);
  fs::copy_file(folder.path() / "db/FORMAT", folder.path() / "older/FORMAT", fs::copy_options::overwrite_existing);
  CHECK(refusal([&] { nodes(folder.path() / "older"); }) == "DamagedStore");
  const Repaired repaired = repair_store(folder.path() / "older", {});
  CHECK(repaired.commits_lost == 1);
  CHECK(nodes(folder.path() / "older") == 2);
}

TEST_CASE("what a process killed behind the exchange has left to do is done by the next one", "[graph][copy]") {
  const Folder folder;
  const auto db = folder.path() / "db", old = folder.path() / "db.unfinished", backup = folder.path() / "backup";
  write(db, "a", "b");
  write(backup, "c", "d");
  const auto left_by = [&](const std::string& mark) {  // as it is then: the new store with the mark, the old one beside
    fs::copy(backup, old, fs::copy_options::recursive);
    struct ::stat which {};
    REQUIRE(::stat(old.c_str(), &which) == 0);
    std::ofstream(db / "UNFINISHED") << "polgraph has put this store here; the one that was here " << mark << ": "
                                     << which.st_dev << " " << which.st_ino << "\n";
  };
  SECTION("a restoration: the old store goes") {
    left_by("goes");
    REQUIRE(nodes(db) == 2);  // it can be read all the same
    const Store from = Store::open(backup, Store::Mode::Read);
    replace_store(from.snapshot(), db, {});
    CHECK(content(db) == content(backup));
  }
  SECTION("a repair: the damaged store is kept") {
    left_by("is kept as damaged");
    finish_repair(db);
    CHECK(nodes(folder.path() / "db.damaged") == 2);
    finish_repair(db);
  }
  SECTION("another folder that has come to the name is left alone") {
    left_by("goes");
    fs::rename(old, folder.path() / "away");
    fs::copy_file(db / "UNFINISHED", db / "aside");
    write(old, "x", "y");
    finish_repair(db);
    CHECK(nodes(old) == 2);
    fs::remove_all(old);
    fs::create_directory_symlink("away", old);
    fs::rename(db / "aside", db / "UNFINISHED");
    finish_repair(db);
    CHECK(nodes(folder.path() / "away") == 2);
    fs::remove(old);
  }
  SECTION("a mark that we have not written says nothing, and is somebody's file") {
    std::ofstream(db / "UNFINISHED") << "mine";
    finish_repair(db);
    const Store from = Store::open(backup, Store::Mode::Read);
    CHECK(refusal([&] { replace_store(from.snapshot(), db, {}); }) == "NotAStore");
    CHECK(content_of(db / "UNFINISHED") == "mine");
    fs::remove(db / "UNFINISHED");
  }
  CHECK_FALSE(fs::exists(db / "UNFINISHED"));
  CHECK_FALSE(fs::exists(old));
}

TEST_CASE("what is not ours is never taken away: a folder of that name, other files beside the store",
          "[graph][copy]") {
  const Folder folder;
  write(folder.path() / "db", "a", "b");
  write(folder.path() / "backup", "c", "d");
  const Store store = Store::open(folder.path() / "db", Store::Mode::Read);
  const Store backup = Store::open(folder.path() / "backup", Store::Mode::Read);
  folder.file("mine.unfinished/thesis.txt", "mine");
  CHECK(refusal([&] { copy_store(store.snapshot(), folder.path() / "mine", {}); }) == "InTheWay");
  CHECK(content_of(folder.path() / "mine.unfinished/thesis.txt") == "mine");
  write(folder.path() / "whole.unfinished", "x", "y");
  CHECK(refusal([&] { copy_store(store.snapshot(), folder.path() / "whole", {}); }) == "InTheWay");
  CHECK(nodes(folder.path() / "whole.unfinished") == 2);
  folder.file("db/notes.txt", "mine");
  CHECK(refusal([&] { replace_store(backup.snapshot(), folder.path() / "db", {}); }) == "NotAStore");
  CHECK(content_of(folder.path() / "db/notes.txt") == "mine");
  CHECK(nodes(folder.path() / "db") == 2);
}

TEST_CASE("a link is followed, and the folder keeps its permissions", "[graph][copy]") {
  const Folder folder;
  write(folder.path() / "real", "a", "b");
  write(folder.path() / "backup", "c", "d");
  write(folder.path() / "backup", "e", "f");
  fs::permissions(folder.path() / "real", fs::perms::owner_all);
  fs::create_directory_symlink("real", folder.path() / "link");
  const Store backup = Store::open(folder.path() / "backup", Store::Mode::Read);
  replace_store(backup.snapshot(), folder.path() / "link", {});
  CHECK(fs::is_symlink(folder.path() / "link"));
  CHECK(nodes(folder.path() / "real") == 4);
  CHECK(fs::status(folder.path() / "real").permissions() == fs::perms::owner_all);
}
