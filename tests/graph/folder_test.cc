#include "graph/folder.h"

#include <catch2/catch.hpp>
#include <set>

#include "graph/error.h"
#include "tests/support/folder.h"

using namespace polgraph;

TEST_CASE("FORMAT comes back as it was written", "[graph][folder]") {
  const test::Folder folder;
  for (const bool ready : {false, true}) {
    folder::write_format(folder.path(), {1, "a-uuid", "0.1.0", ready});
    const auto format = folder::read_format(folder.path());
    REQUIRE(format.has_value());
    REQUIRE(format->number == 1);
    REQUIRE(format->uuid == "a-uuid");
    REQUIRE(format->release == "0.1.0");
    REQUIRE(format->ready == ready);
  }
  REQUIRE_FALSE(std::filesystem::exists(folder.path() / "FORMAT.new"));
  REQUIRE(test::content_of(folder.path() / "FORMAT") ==
          "polgraph store\nformat 1\nuuid a-uuid\nrelease 0.1.0\nstate ready\n");
}

TEST_CASE("every broken FORMAT is damage", "[graph][folder]") {
  const std::string first = "polgraph store\n";
  for (const char* rest : {"", "format 1\n", "format one\nuuid x\nstate ready\n", "format 0\nuuid x\nstate ready\n",
                           "format 1\nuuid x\nstate half\n", "format 1\nstate ready\n"}) {
    const test::Folder folder;
    folder.file("FORMAT", first + rest);
    INFO(rest);
    try {
      folder::read_format(folder.path());
      FAIL("was accepted");
    } catch (const Error& error) {
      REQUIRE(error.kind() == Kind::Corrupt);
    }
  }
}

TEST_CASE("what a crash leaves of a lock or of FORMAT being written is an empty folder", "[graph][folder]") {
  const test::Folder folder;
  folder.file("LOCK", "123\n");
  folder.file("FORMAT.new", "polg");
  REQUIRE_FALSE(folder::read_format(folder.path()).has_value());
  folder::remove_unfinished(folder.path(), false);
  REQUIRE(std::filesystem::is_empty(folder.path()));
}

TEST_CASE("the lock is let go with its last owner and names nobody then", "[graph][folder]") {
  const test::Folder folder;
  REQUIRE_FALSE(folder::writer(folder.path()).has_value());
  {
    const auto held = folder::lock(folder.path(), 0);
    const std::shared_ptr<void> other = held;
    REQUIRE(folder::writer(folder.path()).has_value());
    REQUIRE_THROWS_AS(folder::lock(folder.path(), 0), Error);
  }
  REQUIRE_FALSE(folder::writer(folder.path()).has_value());
  REQUIRE(test::content_of(folder.path() / "LOCK").empty());
  REQUIRE_NOTHROW(folder::lock(folder.path(), 0));
}

TEST_CASE("a store that is taken away while it is opened is told, with --wait, too", "[graph][folder]") {
  const test::Folder folder;
  for (const std::optional<int> patience : {std::optional<int>(0), std::optional<int>()}) {
    try {
      folder::lock(folder.path() / "gone", patience);
      FAIL("was locked");
    } catch (const Error& error) {
      REQUIRE(error.detail() == "Moved");
    }
  }
}

TEST_CASE("identifiers are random", "[graph][folder]") {
  std::set<std::string> seen;
  for (int i = 0; i < 100; ++i) seen.insert(folder::new_uuid());
  REQUIRE(seen.size() == 100);
  REQUIRE(seen.begin()->size() == 36);
  REQUIRE((*seen.begin())[14] == '4');
}
