#include "loaders/datapackage.h"

#include <unistd.h>

#include <catch2/catch.hpp>

#include "graph/error.h"
#include "tests/support/folder.h"
#include "tests/support/recording_sink.h"

using namespace polgraph;
using test::Folder;
using test::RecordingSink;
using Lines = RecordingSink::Lines;

namespace {

// A package that a test writes file by file.
class PackageFolder {
 public:
  PackageFolder& file(const std::string& path, const std::string& content) {
    folder.file(path, content);
    return *this;
  }
  PackageFolder& descriptor(const std::string& json) { return file("datapackage.json", json); }
  // One table `t.csv` of resource `t`: its schema and what stands beside it.
  PackageFolder& table(const std::string& schema, const std::string& csv, const std::string& more = "") {
    file("t.csv", csv);
    return descriptor(R"({"name":"p","resources":[{"name":"t","path":"t.csv","schema":)" + schema +
                      (more.empty() ? "" : "," + more) + "}]}");
  }
  RecordingSink load() {
    RecordingSink sink;
    kDataPackage.load(folder.path(), request, sink, name);
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

  Folder folder;
  LoadRequest request;
  std::string name;
};

// A node table with the fields given, each {"name":...}; the first is the id.
std::string schema(const std::string& fields, const std::string& more = "") {
  return R"({"primaryKey":"id","fields":[{"name":"id","type":"string"})" + (fields.empty() ? "" : "," + fields) + "]" +
         (more.empty() ? "" : "," + more) + "}";
}

const std::string kNode = R"("polgraph":{"kind":"node","labels":["A","B"],"id":"id"})";

// The one row of a table with one more field: what became of its cell.
std::string cell(const std::string& field, const std::string& text) {
  PackageFolder package;
  const RecordingSink sink =
      package.table(schema(R"({"name":"x",)" + field + "}"), "id,x\n1,\"" + text + "\"\n", kNode).load();
  if (!sink.refused.empty()) return sink.refused[0].substr(sink.refused[0].find("): ") + 3);
  const std::string& node = sink.nodes.at(0);
  const std::size_t at = node.find(" x=");
  return at == std::string::npos ? "absent" : node.substr(at + 3, node.size() - at - 4);
}

}  // namespace

TEST_CASE("tables become nodes, relationships and statements, with their evidence", "[loaders][datapackage]") {
  PackageFolder package;
  package.file("ministry.csv", "id,name,source,locator,anchors\njp/meti,METI,doc,#L294,\"Ministry of Economy; METI\"\n")
      .file("funds.csv", "id,from,to,amount,source,locator\nf/1,jp/meti,jp/meti,2000000000000,doc,#L3\n")
      .file("statements.csv",
            "subject,predicate,value,type,source,locator,anchors,rank,rank_reason,valid_from,valid_to,recorded_on,"
            "original\n"
            "jp/meti,name:acronym@en,METI,string,doc,#L1,METI,preferred,,,,,\n"
            "jp/meti,staff,5000,integer,doc,#L2,,,,,,,\"5,000\"\n"
            "f/1,exists,,,doc,#L9,,deprecated,withdrawn,2020,2021,2022-01-01,\n"
            "jp/meti,tags,\"[\"\"a\"\",\"\"b\"\"]\",list,,,,,,,,,\n")
      .descriptor(
          R"({"$schema":"https://datapackage.org/profiles/2.0/datapackage.json","name":"jp","title":"Japan","resources":[
        {"name":"ministry","path":"ministry.csv","schema":{"primaryKey":["id"],"fields":[{"name":"id","type":"string"},{"name":"name","type":"string"},
          {"name":"source","type":"string"},{"name":"locator","type":"string"},{"name":"anchors","type":"string"}]},
          "polgraph":{"kind":"node","labels":["Organization","Ministry"],"id":"id","evidence":{"source":"source","locator":"locator","anchors":"anchors"}}},
        {"name":"funds","path":["funds.csv"],"schema":{"fields":[{"name":"id","type":"string"},{"name":"from","type":"string"},{"name":"to","type":"string"},
          {"name":"amount","type":"integer"},{"name":"source","type":"string"},{"name":"locator","type":"string"}]},
          "polgraph":{"kind":"relationship","type":"FUNDS","id":"id","from":"from","to":"to","evidence":{"source":"source","locator":"locator"}}},
        {"name":"statements","path":"statements.csv","polgraph":{"kind":"statements"}}]})");
  const RecordingSink sink = package.load();
  CHECK(package.name == "jp");
  CHECK(
      sink.nodes ==
      Lines{"/jp/meti :Organization:Ministry {id=\"jp/meti\" name=\"METI\"} <doc #L294 'Ministry of Economy' 'METI'>"});
  CHECK(sink.relationships == Lines{"f/1 /jp/meti -FUNDS-> /jp/meti {id=\"f/1\" amount=2000000000000} <doc #L3>"});
  CHECK(sink.facts == Lines{"jp/meti name:acronym@en=\"METI\" preferred <doc #L1 'METI'>",
                            "jp/meti staff=5000 normal '5,000' <doc #L2>", "f/1 exists=true deprecated <doc #L9>",
                            "jp/meti tags=[\"a\",\"b\"] normal"});
  CHECK(sink.refused.empty());
  CHECK(sink.warnings.empty());
  CHECK(sink.abouts == Lines{"title: Japan"});
  CHECK(sink.files.size() == 4);
}

TEST_CASE("without a word about it, keys tell nodes from relationships", "[loaders][datapackage]") {
  PackageFolder package;
  package.file("programmes.csv", "code,name,ministry,budget\n1,Robots,m,5\n2,AI,,\n")
      .file("ministries.csv", "id,name\nm,METI\n")
      .file("took_part.csv", "programme,ministry,role\n1,m,lead\n2,m,\n")
      .descriptor(R"({"name":"x","resources":[
        {"name":"programmes","path":"programmes.csv","schema":{"primaryKey":"code","fields":[{"name":"code","type":"integer"},{"name":"name"},{"name":"ministry"},{"name":"budget","type":"integer"}],
          "foreignKeys":[{"fields":"ministry","reference":{"resource":"ministries","fields":"id"}}]}},
        {"name":"ministries","path":"ministries.csv","schema":{"primaryKey":"id","fields":[{"name":"id"},{"name":"name"}]}},
        {"name":"took_part","path":"took_part.csv","schema":{"fields":[{"name":"programme","type":"integer"},{"name":"ministry"},{"name":"role"}],
          "foreignKeys":[{"fields":["programme"],"reference":{"resource":"programmes","fields":["code"]}},{"fields":["ministry"],"reference":{"resource":"ministries","fields":["id"]}}]}}]})");
  const RecordingSink sink = package.load();
  CHECK(sink.refused.empty());
  CHECK(sink.nodes == Lines{"programmes/1 :Programmes {code=1 name=\"Robots\" budget=5}",
                            "programmes/2 :Programmes {code=2 name=\"AI\"}",
                            "ministries/m :Ministries {id=\"m\" name=\"METI\"}"});
  CHECK(sink.relationships == Lines{"programmes/1 -MINISTRY-> ministries/m {}",
                                    "programmes/1 -TOOK_PART-> ministries/m {role=\"lead\"}",
                                    "programmes/2 -TOOK_PART-> ministries/m {}"});
}

TEST_CASE("a table of which nothing is said is refused, not guessed", "[loaders][datapackage]") {
  PackageFolder package;
  CHECK(package.table(R"({"fields":[{"name":"a"}]})", "a\n1\n")
            .fault()
            .message()
            .find("it is not clear what a row of it is") != std::string::npos);
}

TEST_CASE("cells are typed as Table Schema says", "[loaders][datapackage][types]") {
  struct Case {
    std::string field, text, result;
  };
  const std::vector<Case> cases{
      {R"("type":"integer")", "151123034375145", "151123034375145"},
      {R"("type":"integer")", " 5 ", "5"},
      {R"("type":"integer")", "5.0", "\"5.0\" is no integer"},
      {R"("type":"integer")", "9223372036854775808", "\"9223372036854775808\" does not fit 64 bits"},
      {R"("type":"integer","groupChar":",")", "1,234,567", "1234567"},
      {R"("type":"integer","bareNumber":false)", "¥500円", "500"},
      {R"("type":"integer","bareNumber":false)", "yen", "\"yen\" is no integer"},
      {R"("type":"number")", "0.1", "0.1"},
      {R"("type":"number")", "5", "5.0"},
      {R"("type":"number")", "9007199254740993", "9007199254740993"},
      {R"("type":"number","decimalChar":",","groupChar":".")", "1.234,5", "1234.5"},
      {R"("type":"number","decimalChar":",")", "1.5", "\"1.5\" is no number"},
      {R"("type":"number","bareNumber":false)", "95%", "95.0"},
      {R"("type":"number")", "NaN", "\"NaN\""},
      {R"("type":"number")", "-INF", "\"-Infinity\""},
      {R"("type":"number")", "1,5", "\"1,5\" is no number"},
      {R"("type":"boolean")", "TRUE", "true"},
      {R"("type":"boolean")", "yes", "\"yes\" is no boolean"},
      {R"("type":"boolean","trueValues":["yes"],"falseValues":["no"])", "no", "false"},
      {R"("type":"date")", "2024-02-29", "\"2024-02-29\""},
      {R"("type":"date")", "2023-02-29", "\"2023-02-29\" is no date"},
      {R"("type":"date")", "2007", "\"2007\" is no date"},
      {R"("type":"date","format":"%d/%m/%Y")", "1/4/2021", "\"2021-04-01\""},
      {R"("type":"date","format":"%d %b %Y")", "3 Jul 2021", "\"2021-07-03\""},
      {R"("type":"date","format":"%d/%m/%Y")", "2021-04-01", "\"2021-04-01\" is no date: expected %d/%m/%Y"},
      {R"("type":"date","format":"any")", "July 2021", "\"July 2021\""},
      {R"("type":"datetime")", "2021-04-01T09:30:00Z", "\"2021-04-01T09:30Z\""},
      {R"("type":"datetime")", "2021-04-01T25:30:00Z", "\"2021-04-01T25:30:00Z\" is no datetime"},
      {R"("type":"time")", "09:30:00+09:00", "\"09:30+09:00\""},
      {R"("type":"year")", "2021", "2021"},
      {R"("type":"year")", "21", "\"21\" is no year"},
      {R"("type":"yearmonth")", "2021-13", "\"2021-13\" is no yearmonth"},
      {R"("type":"duration")", "P1Y6M", "\"P1Y6M\""},
      {R"("type":"duration")", "P", "\"P\" is no duration"},
      {R"("type":"array")", "[1,2]", "[1,2]"},
      {R"("type":"array")", "[1,[2]]", "\"[1,[2]]\""},
      {R"("type":"array")", "{}", "\"{}\" is no array"},
      {R"("type":"object")", "{}", "\"{}\""},
      {R"("type":"list","delimiter":";","itemType":"integer")", "1;2", "[1,2]"},
      {R"("type":"list")", "a,b", "[\"a\",\"b\"]"},
      {R"("type":"list","itemType":"integer")", "1,x", "in the list: \"x\" is no integer"},
      {R"("type":"geopoint")", "139.7, 35.6", "[139.7,35.6]"},
      {R"("type":"geopoint")", "139.7, 95", "\"139.7, 95\" is no geopoint"},
      {R"("type":"any")", "007", "\"007\""},
      {R"("type":"string","format":"email")", "x", "\"x\" is no email"},
      {R"("type":"string")", " kept ", "\" kept \""},
      {R"("type":"string")", "", "absent"},
      {R"("type":"string","missingValues":["-"])", "-", "absent"},
      {R"("type":"string","missingValues":[{"value":"n/a","label":"none"}])", "n/a", "absent"},
      {R"("type":"string","missingValues":[])", "", "\"\""},
  };
  for (const Case& c : cases) {
    CAPTURE(c.field, c.text);
    CHECK(cell(c.field, c.text) == c.result);
  }
}

TEST_CASE("a number that a float does not keep is said, whichever way it is written", "[loaders][datapackage][types]") {
  PackageFolder package;
  const RecordingSink sink =
      package
          .table(schema(R"({"name":"x","type":"number"})"),
                 "id,x\n1,9007199254740993.0\n2,12345678901234567.0\n3,0.30000000000000004\n4,1234567890123456.5\n",
                 kNode)
          .load();
  REQUIRE(sink.warnings.size() == 2);
  CHECK_THAT(
      sink.warnings[0],
      Catch::Contains("\"9007199254740993.0\" has more digits than a float keeps: it becomes 9.007199254740992E15"));
  CHECK_THAT(sink.warnings[1], Catch::Contains("\"12345678901234567.0\" has more digits"));
}

TEST_CASE("a megabyte of group signs is read in no time", "[loaders][datapackage][hostile]") {
  PackageFolder package;
  const RecordingSink sink = package
                                 .table(schema(R"({"name":"x","type":"number","groupChar":","})"),
                                        "id,x\n1,\"" + std::string(1 << 20, ',') + "7\"\n", kNode)
                                 .load();
  CHECK(sink.nodes.at(0).find(" x=7.0") != std::string::npos);
}

TEST_CASE("constraints are checked", "[loaders][datapackage][types]") {
  const auto constrained = [](const std::string& type, const std::string& constraints, const std::string& text) {
    return cell(R"("type":")" + type + R"(","constraints":)" + constraints, text);
  };
  CHECK(constrained("string", R"({"required":true})", "") == "the value is missing and required");
  CHECK(constrained("string", R"({"enum":["a","b"]})", "c") == "\"c\" is none of the allowed values [\"a\",\"b\"]");
  CHECK(constrained("string", R"({"enum":["a","b"]})", "a") == "\"a\"");
  CHECK(constrained("integer", R"({"minimum":3})", "2") == "2 is below the minimum 3");
  CHECK(constrained("integer", R"({"maximum":"3"})", "4") == "4 is above the maximum 3");
  CHECK(constrained("number", R"({"exclusiveMinimum":3})", "3") == "3.0 is not above 3.0");
  CHECK(constrained("date", R"({"minimum":"2020-01-01"})", "2019-12-31") ==
        "\"2019-12-31\" is below the minimum \"2020-01-01\"");
  CHECK(constrained("string", R"({"maxLength":2})", "経産省") == "\"経産省\" is longer than 2");
  CHECK(constrained("list", R"({"minLength":2})", "a") == "[\"a\"] is shorter than 2");
  PackageFolder unique;
  CHECK(unique.table(schema(R"({"name":"x","constraints":{"unique":true}})"), "id,x\n1,a\n2,a\n3,\n4,\n", kNode)
            .load()
            .refused == Lines{"t.csv:3:3 column 2 (`x`): \"a\" occurs twice and must be unique"});
  PackageFolder pattern;
  CHECK(pattern.table(schema(R"({"name":"x","constraints":{"pattern":"(a+)+$"}})"), "id,x\n1,b\n", kNode)
            .load()
            .warnings ==
        Lines{"datapackage.json:1:1 resources[0] `t`, schema, fields[1] `x`, constraints: `pattern` is not checked"});
}

TEST_CASE("keys: primary ones are unique, foreign ones lead somewhere", "[loaders][datapackage]") {
  PackageFolder primary;
  CHECK(primary.table(schema(""), "id\n1\n1\n\"\"\n", kNode).load().refused ==
        Lines{"t.csv:3:1 column 1 (`id`): primary key \"1\" occurs twice in the table",
              "t.csv:4:1 column 1 (`id`): the primary key is missing"});
  for (const char* self :
       {R"({"fields":["id"]})", R"({"resource":"","fields":"id"})", R"({"resource":"t","fields":"id"})"}) {
    PackageFolder foreign;
    const RecordingSink sink =
        foreign
            .table(schema(R"({"name":"part_of"})",
                          std::string(R"("foreignKeys":[{"fields":["part_of"],"reference":)") + self + "}]"),
                   "id,part_of\n1,2\n2,\n3,9\n", kNode)
            .load();
    CHECK(sink.refused == Lines{"t.csv:4:3 column 2 (`part_of`): \"9\" is not in resource `t`"});
    CHECK(sink.nodes.size() == 2);
  }
  PackageFolder typed;
  CHECK(
      typed
          .table(
              R"({"fields":[{"name":"id","type":"integer"},{"name":"up","type":"string"}],"primaryKey":"id","foreignKeys":[{"fields":"up","reference":{"fields":"id"}}]})",
              "id,up\n007,\n8,7\n", kNode)
          .load()
          .refused.empty());
  PackageFolder several;
  CHECK(several.table(R"({"primaryKey":["a","b"],"fields":[{"name":"a"},{"name":"b"}]})", "a,b\nx/y,z\nx,y/z\n")
            .load()
            .nodes == Lines{"t/x%2Fy/z :T {a=\"x/y\" b=\"z\"}", "t/x/y%2Fz :T {a=\"x\" b=\"y/z\"}"});
}

TEST_CASE("dialects and encodings are as the package says", "[loaders][datapackage]") {
  const std::string fields = schema(R"({"name":"x"})");
  const auto nodes = [&](const std::string& csv, const std::string& more) {
    PackageFolder package;
    const RecordingSink sink = package.table(fields, csv, kNode + "," + more).load();
    CHECK(sink.refused == Lines{});
    return sink.nodes;
  };
  const Lines ab{"/1 :A:B {id=\"1\" x=\"a b\"}"};
  CHECK(nodes("id;x\r\n1;a b\r\n", R"("dialect":{"delimiter":";","lineTerminator":"\r\n"})") == ab);
  CHECK(nodes("id\tx\n1\ta b\n", R"("format":"tsv")") == ab);
  CHECK(nodes("id,x\n1,'a b'\n", R"("dialect":{"quoteChar":"'"})") == ab);
  CHECK(nodes("id, x\n1, a b\n", R"("dialect":{"skipInitialSpace":true})") == ab);
  CHECK(nodes("1,a b\n", R"("dialect":{"header":false})") == ab);
  CHECK(nodes("# by hand\nid,x\n# more\n1,a b\n", R"("dialect":{"commentChar":"#"})") == ab);
  CHECK(nodes("a title\nid,x\n1,a b\n", R"("dialect":{"headerRows":[2]})") == ab);
  CHECK(nodes("id,x\n(text),(text)\n1,a b\n", R"("dialect":{"commentRows":[2]})") == ab);
  CHECK(nodes("id,x\n1,\\N\n", R"("dialect":{"nullSequence":"\\N"})") == Lines{"/1 :A:B {id=\"1\"}"});
  CHECK(nodes("id,x\n1,\x8C\x6F\n", R"("encoding":"cp932")") == Lines{"/1 :A:B {id=\"1\" x=\"経\"}"});
  CHECK(nodes("\xEF\xBB\xBFid,x\n1,\"two\nlines\"", R"("title":"t")") == Lines{"/1 :A:B {id=\"1\" x=\"two\\nlines\"}"});
}

TEST_CASE("the header is held to the schema as fieldsMatch says", "[loaders][datapackage]") {
  const auto load = [](const std::string& match, const std::string& csv) {
    PackageFolder package;
    package.table(schema(R"({"name":"x"})", match.empty() ? "" : R"("fieldsMatch":")" + match + "\""), csv, kNode);
    try {
      const RecordingSink sink = package.load();
      return sink.nodes.at(0) + (sink.warnings.empty() ? "" : " !" + sink.warnings[0]);
    } catch (const Error& error) {
      return error.message();
    }
  };
  CHECK(load("", "x,id\na,1\n") == "column 1 (`x`): the schema has `id` here");
  CHECK(load("exact", "id,x,y\n1,a,b\n") == "column 3 (`y`): the schema ends before it");
  CHECK(load("exact", "id\n1\n") == "the end of the header: the schema has `x` here");
  CHECK(load("equal", "x,id\na,1\n") == "/1 :A:B {id=\"1\" x=\"a\"}");
  CHECK(load("equal", "x,id,y\na,1,b\n") == "column 3 (`y`): the schema has no such field");
  CHECK(load("subset", "y,x,id\nb,a,1\n") ==
        "/1 :A:B {id=\"1\" x=\"a\" y=\"b\"} !t.csv:1:1 column 1 (`y`): not in the schema, read as text");
  CHECK(load("subset", "id\n1\n") == "the file has no column `x`, which the schema names");
  CHECK(load("superset", "id\n1\n") == "/1 :A:B {id=\"1\"}");
  CHECK(load("superset", "id,y\n1,b\n") == "column 2 (`y`): the schema has no such field");
  CHECK(load("partial", "y,id\nb,1\n") ==
        "/1 :A:B {id=\"1\" y=\"b\"} !t.csv:1:1 column 1 (`y`): not in the schema, read as text");
  CHECK(load("", "id,id\n1,1\n") == "column 2 (`id`): the name occurs twice in the header");
}

TEST_CASE("a table may be several files, each with the header or only the first", "[loaders][datapackage]") {
  PackageFolder package;
  package.file("1.csv", "id,x\n1,a\n").file("sub/2.csv", "2,b\n").file("3.csv", "id,x\n3,c\n");
  package.descriptor(R"({"resources":[{"name":"t","path":["1.csv","sub/2.csv","3.csv"],"schema":)" +
                     schema(R"({"name":"x"})") + "," + kNode + "}]}");
  CHECK(package.load().nodes ==
        Lines{"/1 :A:B {id=\"1\" x=\"a\"}", "/2 :A:B {id=\"2\" x=\"b\"}", "/3 :A:B {id=\"3\" x=\"c\"}"});
}

TEST_CASE("sources without a table of their own become nodes, and a lone one stands behind every row",
          "[loaders][datapackage]") {
  PackageFolder package;
  package.file("t.csv", "id\n1\n");
  const std::string resources =
      R"("resources":[{"name":"t","path":"t.csv","schema":)" + schema("") + "," + kNode + "}]}";
  package.descriptor(
      R"({"name":"p","licenses":[{"name":"CC-BY-4.0"}],"sources":[{"title":"Report","path":"https://x.org/r","version":"2"}],)" +
      resources);
  const RecordingSink sink = package.load();
  CHECK(sink.nodes ==
        Lines{"/https://x.org/r :Source {id=\"https://x.org/r\" name=\"Report\" url=\"https://x.org/r\" version=\"2\"}",
              "/1 :A:B {id=\"1\"} <https://x.org/r >"});
  CHECK(sink.abouts == Lines{"licenses: [{\"name\":\"CC-BY-4.0\"}]",
                             "sources: [{\"path\":\"https://x.org/r\",\"title\":\"Report\",\"version\":\"2\"}]"});
  package.descriptor(R"({"sources":[{"title":"A"},{"title":"B"}],)" + resources);
  CHECK(package.load().nodes ==
        Lines{"/A :Source {id=\"A\" name=\"A\"}", "/B :Source {id=\"B\" name=\"B\"}", "/1 :A:B {id=\"1\"}"});
}

TEST_CASE("what a package says about paths is not trusted", "[loaders][datapackage][hostile]") {
  PackageFolder package;
  package.file("t.csv", "id\n1\n").file("sub/t.csv", "id\n1\n").file(".hidden/t.csv", "id\n1\n");
  const Folder elsewhere;
  elsewhere.file("t.csv", "id\nsecret\n");
  REQUIRE(symlink((elsewhere.path() / "t.csv").c_str(), (package.folder.path() / "link.csv").c_str()) == 0);
  REQUIRE(symlink(elsewhere.path().c_str(), (package.folder.path() / "linked").c_str()) == 0);
  const std::vector<std::pair<std::string, std::string>> cases{
      {"/etc/passwd", "it is absolute"},
      {"../t.csv", "it leads out of the folder"},
      {"sub/../../t.csv", "it leads out of the folder"},
      {"http://x.org/t.csv", "it is remote, and nothing is fetched from elsewhere"},
      {"file:t.csv", "it holds a colon"},
      {"sub\\\\t.csv", "it holds a backslash"},
      {"t.csv\\u0000.png", "it holds a NUL"},
      {".hidden/t.csv", "a part of it is hidden"},
      {"link.csv", "it goes through a symbolic link"},
      {"linked/t.csv", "it goes through a symbolic link"},
      {"sub", "it is not a regular file"},
      {"", "it is empty"},
      {"sub//t.csv", "a part of it is empty"},
  };
  for (const auto& [path, why] : cases) {
    CAPTURE(path);
    package.descriptor(R"({"resources":[{"name":"t","path":")" + path + R"(","schema":)" + schema("") + "," + kNode +
                       "}]}");
    const Error error = package.fault();
    CHECK(error.detail() == "UnsafePath");
    CHECK(error.message().find(why) != std::string::npos);
    CHECK(error.message().starts_with("resource `t`: "));
    REQUIRE(error.place());
    CHECK(error.place()->file.ends_with("datapackage.json"));
  }
  package.descriptor(R"({"resources":[{"name":"t","path":"none.csv","schema":)" + schema("") + "," + kNode + "}]}");
  CHECK(package.fault().detail() == "NoSuchFile");
  const auto descriptor = package.folder.path() / "datapackage.json";
  std::filesystem::rename(descriptor, elsewhere.path() / "d.json");
  std::filesystem::create_symlink(elsewhere.path() / "d.json", descriptor);
  CHECK(package.fault().detail() == "UnsafePath");
}

TEST_CASE("a descriptor that makes no sense is refused by the place within it", "[loaders][datapackage]") {
  const std::vector<std::pair<std::string, std::string>> cases{
      {R"([])", "an object is expected"},
      {R"({})", "`resources` is missing or empty: it lists the tables"},
      {R"({"resources":[{"path":"t.csv"}]})", "resources[0]: `name` is missing"},
      {R"({"resources":[{"name":"t"}]})", "resources[0] `t`: `path` is missing"},
      {R"({"resources":[{"name":"t","path":"t.csv","schema":{"fields":[{"name":"a","type":"strng"}]}}]})",
       "resources[0] `t`, schema, fields[0] `a`: `type` `strng` is no type of Table Schema"},
      {R"({"resources":[{"name":"t","path":"t.csv","schema":{"fields":[{"name":"a"}],"primaryKey":"b"}}]})",
       "resources[0] `t`, schema: `b` is no field of resource `t` (it has a)"},
      {R"({"resources":[{"name":"t","path":"t.csv","schema":"https://x.org/s.json"}]})",
       "resources[0] `t`: `schema` must be an object: a schema in another file is not read"},
      {R"({"resources":[{"name":"t","path":"t.csv","data":[]}]})",
       "resources[0] `t`: `data` within the descriptor is not read; put it into a CSV file"},
      {R"({"resources":[{"name":"t","path":"t.csv","polgraph":{"kind":"edge"}}]})",
       "resources[0] `t`, polgraph: `kind` must be node, relationship or statements, not `edge`"},
      {R"({"resources":[{"name":"t","path":"t.csv","schema":{"fields":[{"name":"a"}]},"polgraph":{"kind":"node","id":"b"}}]})",
       "resources[0] `t`, polgraph: `b` is no field of resource `t` (it has a)"},
      {R"({"resources":[{"name":"t","path":"t.csv","schema":{"fields":[{"name":"a"}],"foreignKeys":[{"fields":"a","reference":{"resource":"u","fields":"a"}}]}}]})",
       "resources[0] `t`, schema, foreignKeys[0], reference: `u` is no table of this package"},
      {R"({"resources":[{"name":"t","path":"t.csv","schema":{"fields":[{"name":"a","type":"list","itemType":"list"}]}}]})",
       "resources[0] `t`, schema, fields[0] `a`: `itemType` `list` cannot be in a list"},
      {R"({"resources":[{"name":"t","path":"t.csv","schema":{"fields":[{"name":"a","type":"list","itemType":"array"}]}}]})",
       "resources[0] `t`, schema, fields[0] `a`: `itemType` `array` cannot be in a list"},
      {R"({"resources":[{"name":"t","path":"t.csv","polgraph":{"kind":"node","labels":["A",""],"id":"a"}}]})",
       "resources[0] `t`, polgraph: `labels` must not hold an empty name"},
      {R"({"resources":[{"name":"t","path":"t.csv","schema":{"fields":[{"name":"a","type":"date","format":"%Q"}]}}]})",
       "resources[0] `t`, schema, fields[0] `a`: `format` `%Q` is not understood (known are %Y %y %m %d %H %M %S %b "
       "%B)"},
  };
  for (const auto& [descriptor, message] : cases) {
    PackageFolder package;
    CHECK(package.descriptor(descriptor).fault().message() == message);
  }
  PackageFolder package;
  const Error broken = package.descriptor("{\n \"name\": }").fault();
  CHECK(broken.place()->line == 2);
}

TEST_CASE("what is no table is said, what is wrong with a file's size or sum is a warning", "[loaders][datapackage]") {
  PackageFolder package;
  package.file("t.csv", "id\n1\n")
      .descriptor(
          R"({"resources":[{"name":"report","path":"r.pdf"},{"name":"t","path":"t.csv","hash":"sha256:00","schema":)" +
          schema("") + "," + kNode + "}]}");
  const RecordingSink sink = package.load();
  REQUIRE(sink.warnings.size() == 2);
  CHECK(sink.warnings[0] ==
        "datapackage.json:1:1 resources[0] `report`: it is no table (no `schema`, no `polgraph`): not loaded");
  CHECK(sink.warnings[1].find("the file is not the one the package describes") != std::string::npos);
}

TEST_CASE("bad statements are refused by cell", "[loaders][datapackage]") {
  PackageFolder package;
  package
      .file("s.csv",
            "subject,predicate,value,type,rank\na,p,x,integer,\na,p,,,\na,p,1,money,\na,p,1,integer,best\n,p,1,,\na,"
            "label:X,,,\n")
      .descriptor(R"({"resources":[{"name":"s","path":"s.csv","polgraph":{"kind":"statements"}}]})");
  const RecordingSink sink = package.load();
  CHECK(sink.refused ==
        Lines{"s.csv:2:5 column 3 (`value`): \"x\" is no integer", "s.csv:3:5 column 3 (`value`): the value is missing",
              "s.csv:4:7 column 4 (`type`): \"money\" is no type (string, integer, float, boolean, list, date ...)",
              "s.csv:5:15 column 5 (`rank`): \"best\" is no rank (preferred, normal, deprecated)",
              "s.csv:6:1 column 1 (`subject`): the value is missing"});
  CHECK(sink.facts == Lines{"a label:X=true normal"});
}

TEST_CASE("evidence that names no date is refused by cell", "[loaders][datapackage]") {
  PackageFolder package;
  package
      .file("s.csv",
            "subject,predicate,value,valid_from,valid_to,recorded_on\na,p,1,2021-99,,\na,p,1,,zz,\na,p,1,,,yesterday\n"
            "a,p,1,2021,2021-04,2021-04-01T09:30:00Z\na,p,2,2021-04-01,,2021\n")
      .descriptor(R"({"resources":[{"name":"s","path":"s.csv","polgraph":{"kind":"statements"}}]})");
  const RecordingSink sink = package.load();
  CHECK(sink.refused == Lines{"s.csv:2:7 column 4 (`valid_from`): \"2021-99\" is no date (2021, 2021-04 or 2021-04-01)",
                              "s.csv:3:8 column 5 (`valid_to`): \"zz\" is no date (2021, 2021-04 or 2021-04-01)",
                              "s.csv:4:9 column 6 (`recorded_on`): \"yesterday\" is no date and no time (2021-04-01 or "
                              "2021-04-01T09:30:00Z)"});
  CHECK(sink.facts.size() == 2);
}

TEST_CASE("a package is known by its descriptor", "[loaders][datapackage]") {
  const Folder folder;
  CHECK_FALSE(kDataPackage.sniff(folder.path(), ""));
  folder.file("datapackage.json", "{}");
  CHECK(kDataPackage.sniff(folder.path(), ""));
  CHECK(kDataPackage.sniff("x/datapackage.json", "{}"));
  CHECK(kDataPackage.sniff("other.json", " {\"name\":1, \"resources\": []}"));
  CHECK_FALSE(kDataPackage.sniff("other.json", "[]"));
}
