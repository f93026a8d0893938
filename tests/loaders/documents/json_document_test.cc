#include <catch2/catch.hpp>

#include "tests/loaders/documents/reading.h"

using namespace polgraph;
using namespace polgraph::test;

namespace {

Document grants() {
  return document(R"({"grants": [{"id": "g/1", "amount": 1500.00, "open": true, "note": null},
                                 {"id": "g 2", "m~n": 123456789012345678901234567890}],
                      "": "empty", "a/b": "slash", "経産省": "METI"})",
                  "grants.json");
}

}  // namespace

TEST_CASE("a pointer leads to a value, spelled as in the document", "[loaders][documents][json]") {
  const Document json = grants();
  CHECK(read(json, "/grants/0/id") == "g/1");
  CHECK(read(json, "#/grants/0/id") == "g/1");
  CHECK(read(json, "/grants/0/amount") == "1500.00");
  CHECK(read(json, "/grants/1/m~0n") == "123456789012345678901234567890");
  CHECK(read(json, "/grants/0/open") == "true");
  CHECK(read(json, "/grants/0/note") == "null");
  CHECK(read(json, "/a~1b") == "slash");
  CHECK(read(json, "/") == "empty");
  CHECK(read(json, "/経産省") == "METI");
  CHECK(read(json, "#/%E7%B5%8C%E7%94%A3%E7%9C%81") == "METI");
  CHECK(read(document("\"x\"", "a.json"), "#") == "x");
}

TEST_CASE("of an object all that is in it stands there", "[loaders][documents][json]") {
  const Document json = grants();
  CHECK(read(json, "/grants/0") == "amount | 1500.00 | id | g/1 | note | null | open | true");
  CHECK(read(document("[]", "a.json"), "#").empty());
}

TEST_CASE("values that are not there are missing", "[loaders][documents][json]") {
  const Document json = grants();
  CHECK(read(json, "/grunts") == "missing: there is no key `grunts`");
  CHECK(read(json, "/grants/2/id") == "missing: there is no element `2` in a list of 2");
  CHECK(read(json, "/grants/-") == "missing: there is no element `-` in a list of 2");
  CHECK(read(json, "/grants/00") == "missing: there is no element `00` in a list of 2");
  CHECK(read(json, "/grants/18446744073709551616") ==
        "missing: there is no element `18446744073709551616` in a list of 2");
  CHECK(read(json, "/grants/0/id/0") == "missing: `0` is looked for in what is no list and no object");
  CHECK(read(json, "/grants/") == "missing: there is no element `` in a list of 2");
}

TEST_CASE("what is no pointer cannot be checked", "[loaders][documents][json]") {
  const Document json = grants();
  for (const char* locator : {"grants/0", "$.grants[0]", "#grants", "/m~2n", "/m~", "#/%zz", "#/%4", "page 7", "B7"}) {
    CAPTURE(locator);
    CHECK(read(json, locator) == "unclear: a JSON file is cited by #L5 or a pointer: /a/0/b, #/a/0/b");
  }
}

TEST_CASE("JSON that is none, or would overrun the program, is refused", "[loaders][documents][json][hostile]") {
  CHECK(refusal("{\"a\": }", "a.json").starts_with("InvalidJson"));
  CHECK(refusal("", "a.json").starts_with("InvalidJson"));
  CHECK(refusal("{\"a\": 1, \"a\": 2}", "a.json") == "InvalidJson key `a` occurs twice in one object");
  CHECK(refusal(std::string(100'000, '['), "a.json").starts_with("NestingTooDeep"));
}
