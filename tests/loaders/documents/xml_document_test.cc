#include <catch2/catch.hpp>

#include "tests/loaders/documents/reading.h"

using namespace polgraph;
using namespace polgraph::test;

namespace {

Document activities() {
  return document(R"(<?xml version="1.0"?>
<iati-activities version="2.03">
  <iati-activity xml:lang="en">
    <iati-identifier>
      XM-1</iati-identifier>
    <title><narrative>Green Fund</narrative><narrative xml:lang="fr">Fonds vert</narrative></title>
    <transaction ref="t1"><value currency="JPY">10</value></transaction>
    <transaction><value>20</value></transaction>
  </iati-activity>
  <iati-activity>
    <iati-identifier>XM-2</iati-identifier>
    <transaction ref="t3"><value>30</value></transaction>
    <p>paid in 2021<sup>32</sup> to <b>N</b>EDO &amp; <![CDATA[<others>]]></p>
  </iati-activity>
</iati-activities>)",
                  "a.xml");
}

}  // namespace

TEST_CASE("a path leads to elements and attributes", "[loaders][documents][xml]") {
  const Document xml = activities();
  CHECK(read(xml, "/iati-activities/@version") == "2.03");
  CHECK(read(xml, "/iati-activities/iati-activity[2]/iati-identifier") == "XM-2");
  CHECK(read(xml, "/iati-activities/iati-activity[1]/@xml:lang") == "en");
  CHECK(read(xml, "/iati-activities/iati-activity[1]/transaction[2]/value") == "20");
  CHECK(read(xml, "/iati-activities/*[2]/*[2]/value/text()") == "30");
  CHECK(read(xml, "#/iati-activities/@version") == "2.03");
}

TEST_CASE("a path that begins with no slash begins at the root or inside it", "[loaders][documents][xml]") {
  const Document xml = activities();
  CHECK(read(xml, "iati-activities/@version") == "2.03");
  CHECK(read(xml, "iati-activity[iati-identifier='XM-1']/transaction[2]") == "20");
  CHECK(read(xml, "iati-activity[iati-identifier=\"XM-2\"]/transaction[1]/value") == "30");
}

TEST_CASE("tests choose among elements", "[loaders][documents][xml]") {
  const Document xml = activities();
  CHECK(read(xml, "//transaction[@ref='t3']/value") == "30");
  CHECK(read(xml, "//transaction[@ref]/value") == "JPY | 10 | 30");
  CHECK(read(xml, "//narrative[.='Fonds vert']/@xml:lang") == "fr");
  CHECK(read(xml, "//narrative[text()='Green Fund']") == "Green Fund");
  CHECK(read(xml, "//transaction[ @ref = 't1' ][1]/@ref") == "t1");
  CHECK(read(xml, "//transaction[1]/@ref") == "t1 | t3");
}

TEST_CASE("of an element its text stands there in one piece, else what is in it", "[loaders][documents][xml]") {
  const Document xml = activities();
  CHECK(read(xml, "//p") == "paid in 2021 32 to NEDO & <others>");
  CHECK(read(xml, "//title") == "Green Fund | fr | Fonds vert");
  CHECK(read(xml, "//transaction[@ref='t1']") == "t1 | JPY | 10");
  CHECK(read(document("<a><b>1</b><b>5 bn</b></a>", "a.xml"), "/a") == "1 | 5 bn");
}

TEST_CASE("elements that are not there are missing", "[loaders][documents][xml]") {
  const Document xml = activities();
  CHECK(read(xml, "/iati-activity") == "missing: there is no /iati-activity");
  CHECK(read(xml, "/iati-activities/iati-activity[3]/title") ==
        "missing: there is no /iati-activities/iati-activity[3]");
  CHECK(read(xml, "/iati-activities/iati-activity[0]") == "missing: there is no /iati-activities/iati-activity[0]");
  CHECK(read(xml, "//transaction[@ref='t2']") == "missing: there is no //transaction[@ref='t2']");
  CHECK(read(xml, "//nothing[@ref='t2']") == "missing: there is no //nothing[@ref='t2']");
  CHECK(read(xml, "//transaction[2]/@ref") == "missing: there is no attribute ref");
  CHECK(read(xml, "//title/@nowhere") == "missing: there is no attribute nowhere");
}

TEST_CASE("what is beyond the small part of XPath cannot be checked", "[loaders][documents][xml]") {
  const Document xml = activities();
  for (const char* locator :
       {"/",          "//",   "/a/",     "/a//b", "/a/..",   "/a/./b",   "/child::a",        "count(/a)",
        "/a[last()]", "/a[1", "/a[]",    "/a[@]", "/a[@x=]", "/a[@x=1]", "/a[@x='1]",        "/a[x>1]",
        "/a|/b",      "/a/@", "/a/@x/b", "@x",    "page 7",  "/a b",     "/a[position()=1]", "/a[b/c='1']",
        "/a['x']"}) {
    CAPTURE(locator);
    CHECK(read(xml, locator) == "unclear: an XML file is cited by #L5 or a path: /root/child[3]/@name");
  }
}

TEST_CASE("XML that is none, declares entities or is nested too deep is refused",
          "[loaders][documents][xml][hostile]") {
  const std::string bomb =
      "<!DOCTYPE a [<!ENTITY x \"aaaaaaaaaa\"><!ENTITY y \"&x;&x;&x;&x;&x;&x;&x;&x;\">]><a>&y;&y;&y;</a>";
  const std::string declared = "InvalidXml a document type with declarations or of another file is not read";
  CHECK(refusal(bomb, "a.xml") == declared);
  CHECK(refusal("<!DOCTYPE a SYSTEM \"file:///etc/passwd\"><a/>", "a.xml") == declared);
  CHECK(refusal("<!DOCTYPE a PUBLIC \"-//X\" \"http://x.example/\"><a/>", "a.xml") == declared);
  CHECK(refusal("<!DOCTYPE a><a/>", "a.xml").empty());
  CHECK(refusal("<!DOCTYPE a><a>&x;</a>", "a.xml") == "InvalidXml this is not XML: undefined entity");
  CHECK(refusal("<a><b></a>", "a.xml") == "InvalidXml this is not XML: mismatched tag");
  CHECK(refusal("", "a.xml") == "InvalidXml this is not XML: no element found");
  CHECK(refusal("<a>&#0;</a>", "a.xml").starts_with("InvalidXml"));
  std::string deep;
  for (int i = 0; i < 100'000; ++i) deep += "<a>";
  CHECK(refusal(deep, "a.xml") == "NestingTooDeep elements are nested deeper than 256 levels");
}

TEST_CASE("the place of a fault is said", "[loaders][documents][xml]") {
  try {
    (void)document("<a>\n  <b></a>", "a.xml");
    FAIL("it is no XML");
  } catch (const Error& error) {
    CHECK(to_string(*error.place()) == "a.xml:2:8");
  }
}

TEST_CASE("an XML text is read in the encoding of its bytes", "[loaders][documents][xml]") {
  CHECK(read(document("<?xml version=\"1.0\" encoding=\"Shift_JIS\"?><a>経産省</a>", "a.xml"), "/a") == "経産省");
}
