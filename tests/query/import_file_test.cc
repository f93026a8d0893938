#include "query/import_file.h"

#include <sys/stat.h>

#include <catch2/catch.hpp>
#include <filesystem>
#include <fstream>

#include "tests/support/folder.h"
#include "tests/support/query_graph.h"

using namespace polgraph;
using polgraph::test::QueryGraph;
using polgraph::test::Rows;

namespace {

// A folder that may be read, beside one that may not.
struct Imports {
  Imports() {
    std::filesystem::create_directories(open / "sub");
    std::filesystem::create_directories(shut);
    put(open / "a.csv", "inside\n");
    put(open / "my file.csv", "blank\n");
    put(open / "sub" / "b.csv", "below\n");
    put(shut / "secret.csv", "secret\n");
    std::filesystem::create_symlink(shut / "secret.csv", open / "link.csv");
    std::filesystem::create_symlink(shut, open / "way");
    std::filesystem::create_symlink("a.csv", open / "near.csv");
    ::mkfifo((open / "pipe").c_str(), 0600);
  }
  static void put(const std::filesystem::path& path, const std::string& text) { std::ofstream(path) << text; }

  // What the file holds, or the detail of the error.
  std::string read(const std::string& written) const {
    try {
      return open_import({open.string()}, written).read_all();
    } catch (const Error& error) {
      return error.detail();
    }
  }

  test::Folder folder;
  std::filesystem::path open = folder.path() / "open", shut = folder.path() / "shut";
};

}  // namespace

TEST_CASE("a path is looked for beneath the folders that may be read", "[query][csv]") {
  const Imports imports;
  const std::string open = imports.open.string();
  for (const std::string& written :
       {std::string("a.csv"), std::string("./a.csv"), std::string(".//a.csv"), std::string("file:///a.csv"),
        std::string("file:/a.csv"), std::string("file://localhost/a.csv"), std::string("FILE:///%61.csv"),
        open + "/a.csv", "file://" + open + "/a.csv"}) {
    INFO(written);
    CHECK(imports.read(written) == "inside\n");
  }
  CHECK(imports.read("sub/b.csv") == "below\n");
  CHECK(imports.read("file:///my%20file.csv") == "blank\n");
  CHECK(imports.read("my file.csv") == "blank\n");
  CHECK(open_import({open + "/sub", open}, "a.csv").read_all() == "inside\n");
}

TEST_CASE("nothing else is read", "[query][csv]") {
  const Imports imports;
  const std::string shut = imports.shut.string();
  for (const auto& [written, detail] : std::initializer_list<std::pair<std::string, std::string>>{
           {"../shut/secret.csv", "UnsafePath"},
           {"sub/../../shut/secret.csv", "UnsafePath"},
           {"file:///../shut/secret.csv", "UnsafePath"},
           {"file:///%2e%2e/shut/secret.csv", "UnsafePath"},
           {"file:///%2E%2E%2Fshut%2Fsecret.csv", "UnsafePath"},
           {"..\\shut\\secret.csv", "UnsafePath"},
           {"link.csv", "UnsafePath"},
           {"near.csv", "UnsafePath"},
           {"way/secret.csv", "UnsafePath"},
           {"pipe", "UnsafePath"},
           {"sub", "UnsafePath"},
           {std::string("a.csv\0.txt", 10), "UnsafePath"},
           {"file:///a.csv%00", "UnsafePath"},
           {"", "UnsafePath"},
           {"/", "UnsafePath"},
           {shut + "/secret.csv", "ReadNotAllowed"},
           {"file://" + shut + "/secret.csv", "NoSuchFile"},
           {"/etc/passwd", "ReadNotAllowed"},
           {"/dev/zero", "ReadNotAllowed"},
           {imports.open.string() + "/../shut/secret.csv", "UnsafePath"},
           {imports.open.string() + "-not/a.csv", "ReadNotAllowed"},
           {"http://example.com/a.csv", "RemoteFile"},
           {"https://example.com/a.csv", "RemoteFile"},
           {"ftp://example.com/a.csv", "RemoteFile"},
           {"s3://bucket/a.csv", "RemoteFile"},
           {"file://example.com/a.csv", "RemoteFile"},
           {"nowhere.csv", "NoSuchFile"},
           {"a.csv/a.csv", "NoSuchFile"}}) {
    INFO(written);
    CHECK(imports.read(written) == detail);
  }
  CHECK_THROWS_AS(open_import({}, "a.csv"), Error);
}

TEST_CASE("LOAD CSV streams the rows of a file", "[query][csv]") {
  const Imports imports;
  QueryGraph graph;
  graph.options.allow_read = {imports.open.string()};
  Imports::put(imports.open / "x.csv",
               "\xEF\xBB\xBFid,name,note\r\n1,\"a \"\"b\"\", c\",x\r\n\r\n2,\"two\nlines\",\n3,,\"\"\n4\n");
  CHECK(graph.ask("LOAD CSV WITH HEADERS FROM 'x.csv' AS row RETURN row, linenumber(), file()") ==
        Rows{R"({id: '1', name: 'a "b", c', note: 'x'} | 2 | 'x.csv')",
             R"({id: '2', name: 'two\nlines', note: null} | 4 | 'x.csv')",
             "{id: '3', name: null, note: null} | 6 | 'x.csv'", "{id: '4', name: null, note: null} | 7 | 'x.csv'"});
  CHECK(graph.ask("LOAD CSV FROM 'file:///x.csv' AS row WITH row SKIP 3 RETURN row, linenumber()") ==
        Rows{"['3', null, null] | 6", "['4'] | 7"});
  Imports::put(imports.open / "y.csv", "a;b,c\n1;2\n");
  CHECK(graph.one("LOAD CSV WITH HEADERS FROM 'y.csv' AS row FIELDTERMINATOR ';' RETURN row.`b,c`, keys(row)") ==
        "'2' | ['a', 'b,c']");
  CHECK(graph.ask("UNWIND ['x.csv', 'y.csv'] AS f LOAD CSV FROM f AS r WITH f, count(*) AS n RETURN f, n, file(), "
                  "linenumber()") == Rows{"'x.csv' | 5 | null | null", "'y.csv' | 2 | null | null"});
  CHECK(graph.ask("LOAD CSV FROM 'y.csv' AS r CALL () { RETURN 1 AS one } RETURN one + linenumber() AS n") ==
        Rows{"2", "3"});
  Imports::put(imports.open / "none.csv", "");
  CHECK(graph.ask("LOAD CSV WITH HEADERS FROM 'none.csv' AS row RETURN row").empty());
  graph.ask("LOAD CSV WITH HEADERS FROM 'x.csv' AS row MERGE (n:N {id: row.id}) SET n.name = row.name");
  CHECK(graph.ask("MATCH (n:N) RETURN n.id, n.name ORDER BY n.id") ==
        Rows{"'1' | 'a \"b\", c'", R"('2' | 'two\nlines')", "'3' | null", "'4' | null"});
}

TEST_CASE("LOAD CSV says where a file is wrong, and the statement does nothing", "[query][csv]") {
  const Imports imports;
  QueryGraph graph;
  graph.options.allow_read = {imports.open.string()};
  const auto fault = [&](const std::string& text, const std::string& query) {
    Imports::put(imports.open / "z.csv", text);
    return graph.fault(query);
  };
  const std::string load = "LOAD CSV WITH HEADERS FROM 'z.csv' AS row CREATE (:Z {a: row.a})";
  CHECK(fault("a,b,a\n1,2,3\n", load) == "InputError run DuplicateColumn 1:5");
  CHECK(fault("a,b\n1,2\n1,2,3\n", load) == "InputError run RaggedRow 3:5");
  CHECK(fault("a,b\n1,2,\n", load) == "no error");
  CHECK(fault("a,b\n1,\"2\n", load) == "InputError run UnclosedQuote 2:3");
  CHECK(fault("a,b\n\"1\"2,\n", load) == "InputError run TextAfterQuote 2:4");
  CHECK(fault("a,b\n1,\xFF\n", load) == "InputError run InvalidEncoding 2:3");
  CHECK(graph.one("MATCH (z:Z) RETURN count(*)") == "1");
  CHECK(graph.fault("LOAD CSV FROM 1 AS row RETURN row") == "SyntaxError compile InvalidArgumentType 1:15");
  CHECK(graph.fault("LOAD CSV FROM null AS row RETURN row").starts_with("TypeError run InvalidArgumentType"));
  CHECK(graph.fault("LOAD CSV FROM 'a.csv' AS row FIELDTERMINATOR ';;' RETURN row") ==
        "ArgumentError run InvalidFieldTerminator 1:46");
  CHECK(graph.fault("WITH 1 AS row LOAD CSV FROM 'a.csv' AS row RETURN row") ==
        "SyntaxError compile VariableAlreadyBound 1:15");
  graph.options.allow_read.clear();
  CHECK(graph.fault("LOAD CSV FROM 'a.csv' AS row RETURN row") == "InputError run ReadNotAllowed 1:15");
}
