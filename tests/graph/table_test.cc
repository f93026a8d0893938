// Table files that we write: RocksDB must read them as its own, and must not take a damaged one.
#include "graph/table.h"

#include <rocksdb/slice_transform.h>
#include <rocksdb/sst_file_reader.h>
#include <rocksdb/sst_file_writer.h>
#include <rocksdb/table_properties.h>

#include <catch2/catch.hpp>
#include <fstream>
#include <map>
#include <optional>
#include <random>

#include "graph/codec.h"
#include "graph/error.h"
#include "graph/table_end.h"
#include "tests/support/folder.h"

using namespace polgraph;
using rocks::Family;
using rocks::Table;

namespace {

using Entries = std::map<std::string, std::optional<std::string>>;  // without a value: removed

std::string key_of(Family family, const std::string& key) {
  return std::string(1, static_cast<char>(family)) + key;
}

void write(const std::filesystem::path& file, const Entries& entries, Family family = Family::Out) {
  Table table(file, family);
  for (const auto& [key, value] : entries) value ? table.put(family, key, *value) : table.remove(family, key);
  table.finish();
  CHECK(table.entries() == entries.size());
}

rocksdb::Options options() {
  rocksdb::Options options;
  options.prefix_extractor.reset(rocksdb::NewFixedPrefixTransform(1));
  options.compression = rocksdb::kZSTD;
  return options;
}

// What RocksDB reads there, with every checksum; nothing where it finds the file wrong. What is removed it passes over.
std::optional<Entries> read(const std::filesystem::path& file) {
  rocksdb::SstFileReader reader(options());
  if (!reader.Open(file.string()).ok() || !reader.VerifyChecksum().ok()) return {};
  rocksdb::ReadOptions whole;
  whole.total_order_seek = true;
  const std::unique_ptr<rocksdb::Iterator> at(reader.NewIterator(whole));
  Entries entries;
  for (at->SeekToFirst(); at->Valid(); at->Next()) entries[at->key().ToString()] = at->value().ToString();
  if (!at->status().ok()) return {};
  return entries;
}

Entries put_only(const Entries& entries, Family family = Family::Out) {
  Entries left;
  for (const auto& [key, value] : entries)
    if (value) left[key_of(family, key)] = value;
  return left;
}

// Keys that share much and little, zeros and the highest bytes, empty and long values, some removed.
Entries awkward(std::size_t count) {
  std::mt19937 dice(11);
  Entries entries;
  while (entries.size() < count) {
    std::string key = dice() % 2 == 0 ? "what many begin with " : "";
    for (std::size_t letters = dice() % 20; letters > 0; --letters) key.push_back("\0\1aZ\xFE\xFF"[dice() % 6]);
    std::string value(dice() % 50, static_cast<char>('a' + dice() % 3));
    if (dice() % 500 == 0) value.assign(40000, static_cast<char>(dice()));
    if (dice() % 300 == 0)
      for (int i = 0; i < 30000; ++i) value.push_back(static_cast<char>(dice()));
    if (dice() % 20 == 0)
      entries[key] = {};
    else
      entries[key] = value;
  }
  return entries;
}

}  // namespace

TEST_CASE("RocksDB reads from a table what was put into it", "[graph][table]") {
  const test::Folder folder;
  const auto file = folder.path() / "a.sst";
  const Entries entries =
      GENERATE(Entries{{"", ""}}, Entries{{"only", "one"}}, Entries{{"gone", {}}},
               Entries{{"a", std::string(3 << 20, 'x')}, {std::string(1 << 20, 'k'), "y"}}, awkward(20000));
  write(file, entries);
  CHECK(read(file) == put_only(entries));
}

TEST_CASE("every key of a table is found, and between two keys the second", "[graph][table]") {
  const test::Folder folder;
  const auto file = folder.path() / "a.sst";
  const Entries entries = awkward(5000);
  write(file, entries);
  rocksdb::SstFileReader reader(options());
  REQUIRE(reader.Open(file.string()).ok());
  const std::unique_ptr<rocksdb::Iterator> at(reader.NewIterator({}));
  const Entries there = put_only(entries);
  std::size_t wrong = 0;
  for (const auto& [key, value] : there) {
    at->Seek(key);
    wrong += at->Valid() && at->key() == key && at->value() == *value ? 0u : 1u;
    const std::string behind = key + '\0';
    const auto next = there.lower_bound(behind);
    at->Seek(behind);
    wrong += next == there.end() ? at->Valid() : !at->Valid() || at->key() != next->first;
  }
  CHECK(wrong == 0);
}

TEST_CASE("a table says of itself what RocksDB's own writer says", "[graph][table]") {
  const test::Folder folder;
  const auto ours = folder.path() / "ours.sst", theirs = folder.path() / "theirs.sst";
  const Entries entries = awkward(20000);
  write(ours, entries);
  rocksdb::SstFileWriter writer(rocksdb::EnvOptions(), options());
  REQUIRE(writer.Open(theirs.string()).ok());
  for (const auto& [key, value] : entries)
    REQUIRE((value ? writer.Put(key_of(Family::Out, key), *value) : writer.Delete(key_of(Family::Out, key))).ok());
  REQUIRE(writer.Finish().ok());
  rocksdb::SstFileReader first(options()), second(options());
  REQUIRE(first.Open(ours.string()).ok());
  REQUIRE(second.Open(theirs.string()).ok());
  const auto a = first.GetTableProperties(), b = second.GetTableProperties();
  CHECK(a->num_entries == b->num_entries);
  CHECK(a->num_deletions == b->num_deletions);
  CHECK(a->raw_key_size == b->raw_key_size);
  CHECK(a->raw_value_size == b->raw_value_size);
  CHECK(a->comparator_name == b->comparator_name);
  CHECK(a->compression_name == b->compression_name);
  CHECK(a->prefix_extractor_name == b->prefix_extractor_name);
  CHECK(a->index_key_is_user_key == b->index_key_is_user_key);
  CHECK(std::filesystem::file_size(ours) < std::filesystem::file_size(theirs) * 11 / 10);
}

TEST_CASE("keys of one column family follow one another by family", "[graph][table]") {
  const test::Folder folder;
  const auto file = folder.path() / "a.sst";
  Table table(file, Family::Out);
  table.put(Family::Out, "z", "1");
  table.put(Family::In, "a", "2");
  table.finish();
  CHECK(read(file) == Entries{{key_of(Family::Out, "z"), "1"}, {key_of(Family::In, "a"), "2"}});
}

TEST_CASE("a key that does not come behind the last one is refused", "[graph][table]") {
  const test::Folder folder;
  Table table(folder.path() / "a.sst", Family::Out);
  table.put(Family::Out, "key", "");
  for (const char* key : {"key", "ke", "kex", "", "ka"}) CHECK_THROWS_AS(table.put(Family::Out, key, ""), Error);
  CHECK_NOTHROW(table.put(Family::Out, "keys", ""));
}

TEST_CASE("of a table whose bytes were changed nothing else is read", "[graph][table]") {
  const test::Folder folder;
  const auto file = folder.path() / "a.sst", damaged = folder.path() / "b.sst";
  Entries entries;
  for (int i = 0; i < 300; ++i) entries["key " + std::to_string(i)] = std::string(20, static_cast<char>('a' + i % 7));
  write(file, entries);
  rocks::require_whole_end(file);
  std::ifstream in(file, std::ios::binary);
  const std::string whole{std::istreambuf_iterator<char>(in), {}};
  std::size_t noticed = 0, wrong = 0, at_end = 0;
  for (std::size_t bit = 0; bit < whole.size() * 8; ++bit) {
    std::string bytes = whole;
    bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << bit % 8));
    std::ofstream(damaged, std::ios::binary) << bytes;
    try {
      rocks::require_whole_end(damaged);
    } catch (const Error& error) {
      wrong += error.kind() == Kind::Corrupt ? 0u : 1u;
      ++at_end;
      continue;  // at some of these RocksDB ends the process
    }
    const std::optional<Entries> got = read(damaged);
    if (!got)
      ++noticed;
    else if (*got != put_only(entries))
      ++wrong;
  }
  CHECK(wrong == 0);
  CHECK(at_end > 600 * 8);                              // the properties, and what leads to them
  CHECK(at_end + noticed > whole.size() * 8 * 9 / 10);  // what is left stands between the footer's numbers
}

TEST_CASE("a table that is cut, or longer than it was, has no end; one that is gone is left to RocksDB",
          "[graph][table]") {
  const test::Folder folder;
  const auto file = folder.path() / "a.sst";
  CHECK_NOTHROW(rocks::require_whole_end(file));
  write(file, {{"key", "value"}});
  const auto size = std::filesystem::file_size(file);
  for (const std::size_t left : {size + 1, size + 4096, size - 1, size / 2, std::size_t{1}, std::size_t{0}}) {
    std::filesystem::resize_file(file, left);
    CHECK_THROWS_WITH(rocks::require_whole_end(file), Catch::Contains("the end of the table file"));
  }
}

TEST_CASE("a table keeps its first block and its last as they stand in the file", "[graph][table]") {
  const test::Folder folder;
  for (const int keys : {1, 3000}) {
    const auto file = folder.path() / "a.sst";
    rocks::Table table(file, rocks::Family::Nodes);
    for (int i = 0; i < keys; ++i)
      table.put(rocks::Family::Nodes, codec::id_bytes(static_cast<std::uint64_t>(i)), std::string(20, 'x'));
    table.finish();
    const std::string whole = test::content_of(file);
    CHECK(table.ends()[0].offset == 0);
    CHECK((table.ends()[1].offset == 0) == (keys == 1));
    for (const rocks::Table::Piece& piece : table.ends()) {
      CHECK_FALSE(piece.bytes.empty());
      CHECK(whole.substr(piece.offset, piece.bytes.size()) == piece.bytes);
    }
  }
}

TEST_CASE("a table without keys is none", "[graph][table]") {
  const test::Folder folder;
  Table table(folder.path() / "a.sst", Family::Out);
  table.finish();
  CHECK(table.entries() == 0);
  CHECK(std::filesystem::file_size(table.path()) == 0);
}

TEST_CASE("no two tables are taken for one another, whatever is in them", "[graph][table]") {
  const test::Folder folder;
  const auto session = [](const std::filesystem::path& file) {
    rocksdb::SstFileReader reader(options());
    REQUIRE(reader.Open(file.string()).ok());
    const auto properties = reader.GetTableProperties();
    CHECK(properties->orig_file_number == 1);
    CHECK_FALSE(properties->db_id.empty());
    return properties->db_session_id;
  };
  write(folder.path() / "a.sst", {{"key", "value"}});
  write(folder.path() / "b.sst", {{"key", "value"}});
  const std::string a = session(folder.path() / "a.sst"), b = session(folder.path() / "b.sst");
  CHECK(a.size() == 20);
  CHECK(a != b);
}

TEST_CASE("a table that cannot be made or written says where and why", "[graph][table]") {
  CHECK_THROWS_WITH(Table("/nowhere/a.sst", Family::Out), Catch::Contains("/nowhere/a.sst"));
  Table full("/dev/full", Family::Out);
  full.put(Family::Out, "key", "value");
  CHECK_THROWS_WITH(full.finish(), Catch::Contains("/dev/full") && Catch::Contains("No space left"));
}
