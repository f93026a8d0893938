#include "tests/trust/hostile_inputs.h"

namespace polgraph::test {

std::string times(std::string_view text, std::size_t count) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += text;
  return all;
}

const std::vector<std::string>& hostile_texts() {
  static const std::vector<std::string> all{
      "",
      " ",
      "\xE3\x80\x80",
      std::string("a\0b", 3),
      "\x1B[31mred\x1B[0m",
      "\x1B]0;title\x07",
      "a\rb",
      "a\nb",
      "a\"b",
      "\xFF\xFE",
      "\xED\xA0\x80",
      "\xC2\x9B"
      "31m",
      "\xE2\x80\xAEtxt.exe",
      "\xEF\xBB\xBFmark",
      times("x", 100'000),
      times("9", 400),
      "-1e999",
      "NaN",
      "9223372036854775808",
      "2021-13-45",
      "-999999999-01-01",
      "=HYPERLINK(\"http://127.0.0.1:9/\")",
      "<script>alert(1)</script>",
      "'; DROP INDEX x; --",
      "../../../../etc/passwd",
      "/etc/passwd",
      "http://127.0.0.1:9/x.csv",
      times("[", 5'000),
      "{\"a\":",
      ";;;;",
      "%s%n%s%n",
      times("\xCC\x81", 3'000),
  };
  return all;
}

const std::vector<Json>& hostile_values() {
  static const std::vector<Json> all{nullptr,
                                     true,
                                     -1,
                                     1e300,
                                     "",
                                     "no such thing",
                                     "../up",
                                     "/etc/passwd",
                                     "\x1B[31m",
                                     "a\nb",
                                     times("y", 50'000),
                                     Json::array(),
                                     Json::array({nullptr, 1}),
                                     Json::object(),
                                     Json{{"", ""}}};
  return all;
}

std::string csv_of(const Table& table) {
  std::string text;
  for (const auto& row : table) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      const bool is_plain = row[i].find_first_of(",\"\r\n") == std::string::npos;
      std::string cell;
      for (const char c : row[i]) cell += c == '"' ? std::string("\"\"") : std::string(1, c);
      text += (i == 0 ? "" : ",") + (is_plain ? row[i] : "\"" + cell + "\"");
    }
    text += "\n";
  }
  return text;
}

std::map<std::string, Table> tables() {
  return {
      {"fund.csv",
       {{"id", "name", "year", "amount", "on", "flag", "parts", "note", "source", "locator", "anchors"},
        {"f1", "Fund one", "2021", "5.5", "2021-04-01", "true", "[1,2]", "", "s1", "#L1", "Fund;one"},
        {"f2", "Fund two", "2020", "", "", "false", "", "n", "s1", "#L2", ""}}},
      {"pays.csv", {{"id", "from", "to", "share"}, {"p1", "f1", "f2", "7"}, {"p2", "f2", "f1", ""}}},
      {"statements.csv",
       {{"subject", "predicate", "value", "type", "source", "locator", "rank", "valid_from"},
        {"f1", "amount", "6.5", "float", "s1", "#L3", "deprecated", "2021"}}},
      {"sources.csv", {{"id", "title"}, {"s1", "A report"}}},
  };
}

Json descriptor() {
  return Json::parse(R"({
    "name": "hostile", "title": "A package", "created": "2026-11-22T00:00:00Z", "sources": [{"title": "t", "path": "p.txt"}],
    "resources": [
      {"name": "fund", "path": "fund.csv", "format": "csv", "encoding": "utf-8", "dialect": {"delimiter": ","},
       "schema": {"fields": [{"name": "id", "type": "string"}, {"name": "name", "type": "string"},
                             {"name": "year", "type": "integer", "constraints": {"minimum": 1900}},
                             {"name": "amount", "type": "number"}, {"name": "on", "type": "date"},
                             {"name": "flag", "type": "boolean"}, {"name": "parts", "type": "array"},
                             {"name": "note", "type": "string"}, {"name": "source", "type": "string"},
                             {"name": "locator", "type": "string"}, {"name": "anchors", "type": "string"}],
                  "missingValues": [""], "primaryKey": ["id"],
                  "foreignKeys": [{"fields": ["source"], "reference": {"resource": "sources", "fields": ["id"]}}]},
       "polgraph": {"kind": "node", "labels": ["Fund"], "id": "id",
                    "evidence": {"source": "source", "locator": "locator", "anchors": "anchors"}}},
      {"name": "pays", "path": "pays.csv",
       "schema": {"fields": [{"name": "id"}, {"name": "from"}, {"name": "to"}, {"name": "share", "type": "integer"}]},
       "polgraph": {"kind": "relationship", "type": "PAYS", "id": "id", "from": "from", "to": "to"}},
      {"name": "statements", "path": "statements.csv",
       "schema": {"fields": [{"name": "subject"}, {"name": "predicate"}, {"name": "value"}, {"name": "type"},
                             {"name": "source"}, {"name": "locator"}, {"name": "rank"}, {"name": "valid_from"}]},
       "polgraph": {"kind": "statements"}},
      {"name": "sources", "path": "sources.csv",
       "schema": {"fields": [{"name": "id"}, {"name": "title"}], "primaryKey": "id"},
       "polgraph": {"kind": "node", "labels": ["Source"], "id": "id"}}]})");
}

}  // namespace polgraph::test
