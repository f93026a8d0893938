#include "loaders/neo4j_csv.h"

#include <catch2/catch.hpp>

#include "graph/error.h"
#include "graph/text/sha256.h"
#include "tests/support/folder.h"
#include "tests/support/recording_sink.h"

using namespace polgraph;
using test::Folder;
using test::RecordingSink;
using Lines = RecordingSink::Lines;

namespace {

// `load --nodes ... --relationships ...` over files that the test writes.
class Import {
 public:
  Import& nodes(std::vector<std::string> contents, std::vector<std::string> labels = {}) {
    request.nodes.push_back(table("nodes", contents, labels));
    return *this;
  }
  Import& relationships(std::vector<std::string> contents, std::vector<std::string> type = {}) {
    request.relationships.push_back(table("rels", contents, type));
    return *this;
  }
  RecordingSink load() {
    RecordingSink sink;
    load_neo4j_tables(request, sink, name);
    return sink;
  }
  Error fault() {
    try {
      load();
    } catch (const Error& error) {
      return error;
    }
    FAIL("no error");
    throw;
  }

  LoadRequest request;
  std::string name;

 private:
  LoadRequest::Table table(const std::string& stem, const std::vector<std::string>& contents,
                           const std::vector<std::string>& names) {
    LoadRequest::Table table{names, {}};
    for (const std::string& content : contents) {
      table.files.push_back(folder_.file(stem + std::to_string(++files_) + ".csv", content));
    }
    return table;
  }
  Folder folder_;
  int files_ = 0;
};

}  // namespace

TEST_CASE("nodes come with typed properties, labels and an id in its group", "[loaders][neo4j]") {
  const RecordingSink sink =
      Import()
          .nodes({"id:ID(Org),name,budget:long,share:double,open:boolean,tags:string[],years:int[],note:IGNORE,:LABEL\n"
                  "m1,経済産業省,151123034375145,0.5,true,a;b,2021;2022,x,Organization;Ministry\n"})
          .load();
  CHECK(sink.nodes ==
        Lines{"Org/m1 :Organization:Ministry {id=\"m1\" name=\"経済産業省\" budget=151123034375145 share=0.5 "
              "open=true tags=[\"a\",\"b\"] years=[2021,2022]}"});
  CHECK(sink.refused.empty());
}

TEST_CASE("a nameless id is not stored, labels may come from the command", "[loaders][neo4j]") {
  const RecordingSink sink =
      Import().nodes({":ID,name\n1,a\n"}, {"A", "B"}).nodes({":ID(G),:LABEL\n1,B;C\n2,\n"}, {"A", "B"}).load();
  CHECK(sink.nodes == Lines{"/1 :A:B {name=\"a\"}", "G/1 :A:B:C {}", "G/2 :A:B {}"});
}

TEST_CASE("an empty cell is absent, a quoted empty one is an empty text", "[loaders][neo4j]") {
  const RecordingSink sink = Import().nodes({":ID,a,b,n:int,l:int[],m:string[]\n1,,\"\",\"\",\"\",\n"}).load();
  CHECK(sink.nodes == Lines{"/1  {b=\"\" l=[]}"});
}

TEST_CASE("relationships name their ends by group and their type by column or command", "[loaders][neo4j]") {
  const RecordingSink sink =
      Import()
          .relationships({":START_ID(A),:END_ID(B),amount:long,:TYPE\nx,y,456400000000,PAYS\nx,y,,\n"}, {"FUNDS"})
          .relationships({":START_ID,:END_ID\n1,2\n"}, {"KNOWS"})
          .load();
  CHECK(sink.relationships ==
        Lines{"A/x -PAYS-> B/y {amount=456400000000}", "A/x -FUNDS-> B/y {}", "/1 -KNOWS-> /2 {}"});
}

TEST_CASE("the header may be a file of its own; a repeated one is seen", "[loaders][neo4j]") {
  const RecordingSink sink = Import().nodes({":ID,n:int\n", "1,1\n", "\xEF\xBB\xBF:ID,n:int\n2,2\n"}).load();
  CHECK(sink.nodes == Lines{"/1  {n=1}", "/2  {n=2}"});
  CHECK(sink.warnings == Lines{"nodes3.csv:1:1 the first row repeats the header and is not taken for data"});
}

TEST_CASE("delimiters, array delimiters, encodings and line ends are as asked", "[loaders][neo4j]") {
  Import import;
  import.request.delimiter = '\t';
  import.request.array_delimiter = '|';
  import.request.encoding = "cp932";
  CHECK(import.nodes({":ID\tname\ttags:string[]\r\n1\t\x8C\x6F\x8E\x59\x8F\xC8\ta|b;c\r\n"}).load().nodes ==
        Lines{"/1  {name=\"経産省\" tags=[\"a\",\"b;c\"]}"});
}

TEST_CASE("integer ids have one spelling", "[loaders][neo4j]") {
  const RecordingSink sink = Import()
                                 .nodes({"code:ID(G){id-type:long}\n007\n"})
                                 .relationships({":START_ID(G){id-type:long},:END_ID(G){id-type:long}\n7,07\n"}, {"T"})
                                 .load();
  CHECK(sink.nodes == Lines{"G/7  {code=7}"});
  CHECK(sink.relationships == Lines{"G/7 -T-> G/7 {}"});
}

TEST_CASE("temporal types are read as such, the column's time zone where a cell has none", "[loaders][neo4j]") {
  const RecordingSink sink = Import()
                                 .nodes({":ID,d:date,lt:localtime,t:time{timezone:+02:00},l:localdatetime,"
                                         "z:datetime{timezone:Europe/Stockholm},p:duration,ds:date[]\n"
                                         "1,2021-07-01,09:30,09:30,2021-07-01T09:30,2021-07-01T09:30,P1Y,2021;2022-02\n"
                                         "2,,,09:30Z,,2021-07-01T09:30+09:00,,\n"})
                                 .load();
  CHECK(sink.nodes == Lines{"/1  {d=\"2021-07-01\" lt=\"09:30\" t=\"09:30+02:00\" l=\"2021-07-01T09:30\" "
                            "z=\"2021-07-01T09:30+02:00[Europe/Stockholm]\" p=\"P1Y\" "
                            "ds=[\"2021-01-01\",\"2022-02-01\"]}",
                            "/2  {t=\"09:30Z\" z=\"2021-07-01T09:30+09:00\"}"});
  CHECK(sink.warnings.empty());
}

TEST_CASE("what is no date or time is refused, and so is a zone that is none", "[loaders][neo4j]") {
  const auto fault = [](const std::string& text) {
    const RecordingSink sink = Import().nodes({text}).load();
    return sink.refused.empty() ? std::string("none") : sink.refused[0];
  };
  CHECK(fault(":ID,on:date\n1,2021-02-29\n") == "nodes1.csv:2:3 column 2 (`on:date`): \"2021-02-29\" is no date");
  CHECK(fault(":ID,at:datetime\n1,2021-02-28T10:00[Europe/Nowhere]\n") ==
        "nodes1.csv:2:3 column 2 (`at:datetime`): \"2021-02-28T10:00[Europe/Nowhere]\" is no datetime: "
        "the time zone database has no zone `Europe/Nowhere`");
  CHECK_THROWS_AS(Import().nodes({":ID,at:datetime{timezone:Nowhere}\n"}).load(), Error);
  CHECK_THROWS_AS(Import().nodes({":ID,at:time{timezone:Europe/Stockholm}\n"}).load(), Error);
}

TEST_CASE("a bad row is refused with line, column, value and reason; the others come in", "[loaders][neo4j]") {
  const std::string header = ":ID,n:int,b:boolean,f:double,c:char,l:long[],:LABEL\n";
  const std::vector<std::pair<std::string, std::string>> cases{
      {"1,x,,,,,\n", "2:3 column 2 (`n:int`): \"x\" is no int"},
      {"1,2147483648,,,,,\n", "2:3 column 2 (`n:int`): \"2147483648\" does not fit int (-2147483648 to 2147483647)"},
      {"1,1.0,,,,,\n", "2:3 column 2 (`n:int`): \"1.0\" is no int"},
      {"1,,yes,,,,\n", "2:4 column 3 (`b:boolean`): \"yes\" is no boolean (true or false)"},
      {"1,,TRUE,,,,\n", "2:4 column 3 (`b:boolean`): \"TRUE\" is no boolean (true or false)"},
      {"1,,,\"1,5\",,,\n", "2:5 column 4 (`f:double`): \"1,5\" is no double"},
      {"1,,,1e999,,,\n", "2:5 column 4 (`f:double`): \"1e999\" is no double"},
      {"1,,,,ab,,\n", "2:6 column 5 (`c:char`): \"ab\" is no char (one letter)"},
      {"1,,,,,1;x,\n", "2:7 column 6 (`l:long[]`): in the list: \"x\" is no long"},
      {"1,,,,,,A;;B\n", "2:8 column 7 (`:LABEL`): an empty label in \"A;;B\""},
      {",,,,,,\n", "2:1 column 1 (`:ID`): the id is missing"},
      {"1,2\n", "2:4 2 fields where the header has 7"},
      {"1,,,,,,,9\n", "2:9 8 fields where the header has 7"},
      {"\x1b[2J,\x1b[2J,,,,,\n", "2:6 column 2 (`n:int`): \"\\x1b[2J\" is no int"},
  };
  for (const auto& [row, refused] : cases) {
    CAPTURE(row);
    const RecordingSink sink = Import().nodes({header + row + "ok,,,,,,\n"}).load();
    CHECK(sink.refused == Lines{"nodes1.csv:" + refused});
    CHECK(sink.nodes == Lines{"/ok  {}"});
  }
  CHECK(Import().relationships({":START_ID,:END_ID,:TYPE\n1,,T\n1,2,\n"}).load().refused ==
        Lines{"rels1.csv:2:3 column 2 (`:END_ID`): the id is missing",
              "rels1.csv:3:5 column 3 (`:TYPE`): the type is missing"});
}

TEST_CASE("a header that cannot be understood is refused by name", "[loaders][neo4j]") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {"name\n", "a file of nodes needs a column :ID; the header is \"name\""},
      {":ID;name\n", "column 1 (`:ID;name`): the column has a type but no name"},
      {":ID,:START_ID\n",
       "a file of nodes has a column of relationships (:START_ID, :END_ID, :TYPE); the header is \":ID, :START_ID\""},
      {":ID,where:point\n",
       "column 2 (`where:point`): type `point` is not supported; give latitude and longitude as two columns of type "
       "double"},
      {":ID,n:intt\n", "column 2 (`n:intt`): type `intt` is not known; did you mean `int`?"},
      {":ID,a,a\n", "column 3 (`a`): the name occurs twice"},
      {"id:ID,id\n", "column 2 (`id`): the name occurs twice"},
      {":ID,:ID\n", "column 2 (`:ID`): ids made of several columns are not supported"},
      {":ID,\n", "column 2 (``): the column has no name"},
      {":ID,:int\n", "column 2 (`:int`): the column has a type but no name"},
      {":ID,a:int(G)\n", "column 2 (`a:int(G)`): a group in brackets belongs to ID, START_ID and END_ID only"},
      {"", "the file is empty: a header row was expected"},
  };
  for (const auto& [header, message] : cases) {
    CAPTURE(header);
    CHECK(Import().nodes({header}).fault().message() == message);
  }
  CHECK(Import().nodes({":ID;name\n"}).fault().hint().find("--delimiter") != std::string::npos);
  CHECK(Import().relationships({":START_ID,:END_ID\n"}).fault().message().find(":TYPE") != std::string::npos);
}

TEST_CASE("the data set is named after its file or its folder, files are known by their hash", "[loaders][neo4j]") {
  Import one;
  const RecordingSink sink = one.nodes({":ID\n1\n"}).load();
  CHECK(one.name == "nodes1");
  REQUIRE(sink.files.size() == 1);
  CHECK(sink.files[0].second == sha256_hex(":ID\n1\n"));
  Import two;
  two.nodes({":ID\n1\n"}).relationships({":START_ID,:END_ID\n"}, {"T"}).load();
  CHECK(two.name.starts_with("polgraph-test-"));
}

TEST_CASE("a lone file is known by its header", "[loaders][neo4j]") {
  const Folder folder;
  CHECK(kNeo4jCsv.sniff("x.csv", "id:ID(Node),name\n1,a\n"));
  CHECK(kNeo4jCsv.sniff("x.csv", ":START_ID,:END_ID\n"));
  CHECK_FALSE(kNeo4jCsv.sniff("x.csv", "id,name\n:ID,x\n"));
  RecordingSink sink;
  std::string name;
  kNeo4jCsv.load(folder.file("r.csv", ":START_ID,:END_ID,:TYPE\n1,2,T\n"), {}, sink, name);
  CHECK(sink.relationships == Lines{"/1 -T-> /2 {}"});
}
