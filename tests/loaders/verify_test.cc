#include "loaders/verify.h"

#include <catch2/catch.hpp>

#include "graph/error.h"
#include "graph/text/json.h"
#include "graph/text/sha256.h"
#include "tests/support/small_graph.h"

using namespace polgraph;
using namespace polgraph::test;

namespace {

const std::string kReport = "Report on Japan\nMETI decided in 2021\non ¥2 trillion (€1.5 bn)\n";

// A report with a section and a footnote in it, and what rests on them. Statements are added by cite().
class Cited {
 public:
  explicit Cited(const std::string& sha256 = {}) {
    source("report", sha256);
    source("report/sec/1");
    source("report/fn/1");
    graph_.relationship("report/sec/1", "PART_OF", "report");
    graph_.relationship("report/fn/1", "PART_OF", "report/sec/1");
    graph_.node("fund", {"Fund"}, {{"id", text("fund")}});
  }

  void source(const std::string& id, const std::string& sha256 = {}) {
    SmallGraph::Properties properties{{"id", text(id)}};
    if (!sha256.empty()) properties.emplace_back("sha256", text(sha256));
    graph_.node(id, {"Source"}, properties);
  }
  void part(const std::string& of, const std::string& whole) { graph_.relationship(of, "PART_OF", whole); }

  void cite(const std::string& predicate, const std::string& source, const std::string& locator,
            std::vector<std::string> anchors, Rank rank = Rank::Normal) {
    Evidence evidence;
    evidence.source = source;
    evidence.locator = locator;
    evidence.anchors = std::move(anchors);
    evidence.rank = rank;
    graph_.state(EntityId::of(graph_["fund"]), predicate, text("x"), evidence);
  }
  SmallGraph& graph() { return graph_; }

  Verification against(const std::string& document, const std::string& source = "report") {
    return verify(graph_.done(), source, Document(Input::text(document, "report.txt")));
  }

 private:
  SmallGraph graph_;
};

// "amount: not there [¥3 trillion] on ¥2 trillion", one a doubt.
std::vector<std::string> told(const Verification& result) {
  std::vector<std::string> lines;
  for (const Doubt& doubt : result.doubts) {
    std::string line = doubt.statement.fact.predicate;
    line += doubt.kind == Doubt::Kind::NoPlace    ? ": no place"
            : doubt.kind == Doubt::Kind::NoAnchor ? ": not there"
                                                  : ": unchecked";
    for (const std::string& anchor : doubt.anchors) line += " [" + anchor + "]";
    lines.push_back(line + " " + doubt.found);
  }
  return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("statements hold whose anchors stand at their places", "[loaders][verify]") {
  Cited cited;
  cited.cite("a", "report", "#L1", {"Report on Japan"});
  cited.cite("b", "report/sec/1", "#L2-L3", {"METI decided", "2021 on ¥2 trillion"});
  cited.cite("c", "report/fn/1", "#L2", {"METI decided"});
  cited.cite("d", "report/fn/1", "#L2", {"METI decided"});
  const Verification result = cited.against(kReport);
  CHECK(told(result).empty());
  CHECK(result.holds());
  CHECK(result.statements == 4);
  CHECK(result.failed == 0);
  CHECK(result.places == 3);
  CHECK(result.anchors == 4);
  CHECK(result.sha256 == sha256_hex(kReport));
  CHECK(result.stated_sha256.empty());
}

TEST_CASE("a changed digit fails the statements that rest on it, and no other", "[loaders][verify]") {
  Cited cited(sha256_hex(kReport));
  cited.cite("amount", "report", "#L3", {"¥2 trillion"});
  cited.cite("currency", "report", "#L3", {"trillion"});
  cited.cite("amount_eur", "report/fn/1", "#L3", {"on ¥", "¥2 trillion (€1.5 bn)", "€1.5 bn"});
  cited.cite("year", "report", "#L2", {"2021"});
  std::string changed = kReport;
  changed.replace(changed.find("¥2"), 3, "¥3");
  const Verification result = cited.against(changed);
  CHECK(told(result) == Lines{"amount: not there [¥2 trillion] on ¥3 trillion (€1.5 bn)",
                              "amount_eur: not there [¥2 trillion (€1.5 bn)] on ¥3 trillion (€1.5 bn)"});
  CHECK(result.failed == 2);
  CHECK(result.is_other_file());
  CHECK_FALSE(result.holds());
}

TEST_CASE("another file of the same words is said, though every anchor stands", "[loaders][verify]") {
  Cited cited(sha256_hex("another"));
  cited.cite("a", "report", "#L1", {"Report on Japan"});
  const Verification result = cited.against(kReport);
  CHECK(result.doubts.empty());
  CHECK(result.is_other_file());
  CHECK_FALSE(result.holds());
}

TEST_CASE("a sha256 is compared in either case of its letters", "[loaders][verify]") {
  std::string sum = sha256_hex(kReport);
  for (char& c : sum) c = c >= 'a' ? static_cast<char>(c - 'a' + 'A') : c;
  Cited cited(sum);
  cited.cite("a", "report", "#L1", {"Report on Japan"});
  CHECK(cited.against(kReport).holds());
}

TEST_CASE("a place that is not there fails, one that is not understood is counted apart", "[loaders][verify]") {
  Cited cited;
  cited.cite("a", "report", "#L9", {"Report"});
  cited.cite("b", "report", "page 7", {"Report"});
  cited.cite("c", "report", "", {"Report"});
  cited.cite("d", "report", "#L1", {});
  const Verification result = cited.against(kReport);
  CHECK(told(result) == Lines{"a: no place there are 3 lines", "b: unchecked a text is cited by #L5 or #L5-L7",
                              "c: unchecked it has no locator"});
  CHECK(result.statements == 4);
  CHECK(result.failed == 1);
  CHECK(result.unchecked == 2);
  CHECK(result.without_anchor == 1);
  CHECK(result.places == 2);
  CHECK(result.anchors == 0);
  CHECK_FALSE(result.holds());
}

TEST_CASE("what cannot be checked is not held for right", "[loaders][verify]") {
  Cited cited;
  cited.cite("a", "report", "page 7", {"Report"});
  CHECK_FALSE(cited.against(kReport).holds());
}

TEST_CASE("statements of every rank are looked at", "[loaders][verify]") {
  Cited cited;
  cited.cite("a", "report", "#L1", {"Spain"}, Rank::Deprecated);
  const Verification result = cited.against(kReport);
  REQUIRE(result.doubts.size() == 1);
  CHECK(result.doubts.front().statement.evidence.rank == Rank::Deprecated);
}

TEST_CASE("statements about relationships are looked at too", "[loaders][verify]") {
  Cited cited;
  const RelId funds = cited.graph().relationship("fund", "ABOUT", "report");
  Evidence evidence;
  evidence.source = "report";
  evidence.locator = "#L1";
  evidence.anchors = {"Spain"};
  cited.graph().state(EntityId::of(funds), "exists", Value::boolean(true), evidence);
  const Verification result = cited.against(kReport);
  REQUIRE(result.doubts.size() == 1);
  CHECK(result.doubts.front().statement.subject == EntityId::of(funds));
}

TEST_CASE("an anchor of blanks stands nowhere", "[loaders][verify]") {
  Cited cited;
  cited.cite("a", "report", "#L1", {" "});
  CHECK(told(cited.against(kReport)) == Lines{"a: not there [ ] Report on Japan"});
}

TEST_CASE("only what cites the source or a part of it is looked at", "[loaders][verify]") {
  Cited cited;
  cited.source("other");
  cited.cite("a", "report", "#L1", {"Report"});
  cited.cite("b", "other", "#L1", {"nothing"});
  cited.cite("c", "", "#L1", {"nothing"});
  cited.cite("d", "report/fn/1", "#L2", {"METI"});
  SECTION("the whole") {
    CHECK(cited.against(kReport).statements == 2);
  }
  SECTION("a part") {
    CHECK(cited.against(kReport, "report/sec/1").statements == 1);
  }
}

TEST_CASE("parts that are parts of each other end", "[loaders][verify][hostile]") {
  Cited cited;
  cited.part("report", "report/fn/1");
  cited.cite("a", "report", "#L1", {"Report"});
  CHECK(cited.against(kReport).statements == 1);
}

TEST_CASE("a part that is another file is not checked against this one", "[loaders][verify]") {
  Cited cited(sha256_hex(kReport));
  cited.source("annex", "abcd");
  cited.source("annex/fn/1");
  cited.part("annex", "report");
  cited.part("annex/fn/1", "annex");
  cited.cite("a", "report", "#L1", {"Report"});
  cited.cite("b", "annex/fn/1", "#L1", {"Report"});
  const Verification result = cited.against(kReport);
  CHECK(told(result) == Lines{"b: unchecked its source is another file, with the sha256 abcd"});
  CHECK_FALSE(result.holds());
}

TEST_CASE("a part has the whole's sha256 without stating it", "[loaders][verify]") {
  Cited cited(sha256_hex(kReport));
  cited.cite("a", "report/fn/1", "#L2", {"METI"});
  CHECK(cited.against(kReport).holds());
}

TEST_CASE("an unknown source is refused with the nearest ids, one that nobody cites too", "[loaders][verify]") {
  const auto refusal = [](const std::string& source) {
    try {
      Cited().against(kReport, source);
    } catch (const Error& error) {
      CHECK(error.kind() == Kind::NotFound);
      return error.message() + "; " + error.hint();
    }
    return std::string();
  };
  CHECK(refusal("reprot") == "there is no source with the id `reprot`; did you mean `report`?");
  CHECK(refusal("rep") ==
        "there is no source with the id `rep`; did you mean `report`, `report/fn/1`, `report/sec/1`?");
  CHECK(refusal("quite another") == "there is no source with the id `quite another`; ");
  CHECK(refusal("report") == "no statement cites `report` or a part of it; ");
}
