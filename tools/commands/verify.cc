// verify: every locator and every anchor of the statements that cite a source, held against the document itself.
#include "loaders/verify.h"

#include <CLI/CLI.hpp>
#include <filesystem>
#include <memory>
#include <ostream>

#include "graph/error.h"
#include "graph/search.h"
#include "graph/text/json.h"
#include "graph/text/utf8.h"
#include "tools/arguments.h"
#include "tools/commands.h"
#include "tools/describe.h"
#include "tools/rows.h"

namespace polgraph::cli {

namespace {

struct VerifyOptions {
  std::vector<std::string> pairs;
  std::string as;
  std::string encoding;
  std::string format = "table";
};

struct Pair {
  std::string source;
  std::string file;
};

// An id may hold '=' (addresses do) and begin with it, and so may a file's name: the first '=' behind the id's first
// letter behind which a file is named, else the first.
Pair parse_pair(const std::string& text) {
  const auto split_at = [&](std::size_t equals) { return Pair{text.substr(0, equals), text.substr(equals + 1)}; };
  const std::size_t first = text.find('=', 1);
  if (first == std::string::npos || first + 1 == text.size()) {
    throw Error(Kind::Usage, "BadPair", "verify needs SOURCE=FILE, got '" + text + "'")
        .hint("for example: polgraph verify ati-japan-2021=report.txt");
  }
  for (std::size_t equals = first; equals != std::string::npos; equals = text.find('=', equals + 1)) {
    std::error_code ignored;
    const Pair pair = split_at(equals);
    if (!pair.file.empty() && std::filesystem::exists(pair.file, ignored)) return pair;
  }
  return split_at(first);
}

// The id of the node or relationship, null where it has none.
Value subject_id(const Snapshot& snapshot, EntityId subject) {
  if (subject.is_node) return id_of(snapshot, subject.node());
  return text_value(snapshot.identity(subject.relationship()).value_or(""));
}

std::string node_text(const Snapshot& snapshot, NodeId node) {
  const std::string id = plain_text(id_of(snapshot, node));
  return id.empty() ? display_name(snapshot, node) : id;
}

// "jp/meti", "jp/meti -LAUNCHED-> jp/green-innovation-fund"
std::string subject_text(const Snapshot& snapshot, EntityId subject) {
  if (subject.is_node) return node_text(snapshot, subject.node());
  const auto relationship = snapshot.find_relationship(subject.relationship());
  if (!relationship) return "";
  return node_text(snapshot, relationship->start) + " -" + snapshot.name(relationship->type) + "-> " +
         node_text(snapshot, relationship->end);
}

std::string_view problem_text(Doubt::Kind kind) {
  switch (kind) {
    case Doubt::Kind::NoPlace: return "no such place";
    case Doubt::Kind::NoAnchor: return "not there";
    case Doubt::Kind::Unchecked: break;
  }
  return "cannot be checked";
}

std::string joined(const std::vector<std::string>& words) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : "; ") + word;
  return text;
}

// "ati-japan-2021: 5,859 statements checked at 312 places with 1,480 anchors, 0 failures"
std::string summary(const Verification& result) {
  std::string text = counted(result.statements - result.unchecked, "statement", "statements") + " checked at " +
                     counted(result.places, "place", "places") + " with " +
                     counted(result.anchors, "anchor", "anchors") + ", " +
                     counted(result.failed, "failure", "failures");
  if (result.unchecked > 0) text += ", " + counted(result.unchecked, "cannot", "cannot") + " be checked";
  if (result.without_anchor > 0) {
    text += "; " + counted(result.without_anchor, "names", "name") + " no anchor, so only the place was looked at";
  }
  if (result.stated_sha256.empty()) return text + "; the source states no sha256";
  return text + (result.is_other_file() ? "; the file is not the one that the source names: its sha256 differs"
                                        : "; sha256 as the source states it");
}

void print_doubts(Context& context, const std::string& format, const Snapshot& snapshot, const std::string& source,
                  const Verification& result) {
  if (result.holds()) return;
  Rows rows(context, format, snapshot,
            {"subject", "predicate", "value", "rank", "locator", "problem", "anchor", "found"});
  if (result.is_other_file()) {
    const Value none = Value::string("");
    rows.add({Value::string(source), Value::string("sha256"), Value::string(result.stated_sha256), none, none,
              Value::string("other file"), none, Value::string(result.sha256)});
  }
  for (const Doubt& doubt : result.doubts) {
    const Statement& statement = doubt.statement;
    rows.add({Value::string(subject_text(snapshot, statement.subject)), Value::string(statement.fact.predicate),
              statement.fact.value, Value::string(rank_name(statement.evidence.rank)),
              Value::string(statement.evidence.locator), Value::string(problem_text(doubt.kind)),
              Value::string(joined(doubt.anchors)), Value::string(doubt.found)});
  }
  rows.end();
  context.out << '\n';
}

void print(Context& context, const std::string& format, const Snapshot& snapshot, const std::string& source,
           const Verification& result) {
  print_doubts(context, format, snapshot, source, result);
  if (format == "markdown") {  // its writer escapes what an id may hold
    Rows rows(context, format, snapshot, {"source", "result"});
    rows.add({Value::string(source), Value::string(summary(result))});
    rows.end();
  } else {
    context.out << printable(source) << ": " << summary(result) << '\n';
  }
}

Value doubt_value(const Snapshot& snapshot, const Doubt& doubt) {
  const Statement& statement = doubt.statement;
  ValueList anchors;
  for (const std::string& anchor : doubt.anchors) anchors.push_back(Value::string(anchor));
  const bool has_place = doubt.kind == Doubt::Kind::NoAnchor;
  return Value::map({{"subject", subject_id(snapshot, statement.subject)},
                     {"subject_text", Value::string(subject_text(snapshot, statement.subject))},
                     {"predicate", Value::string(statement.fact.predicate)},
                     {"value", statement.fact.value},
                     {"rank", Value::string(rank_name(statement.evidence.rank))},
                     {"source", Value::string(statement.evidence.source)},
                     {"locator", text_value(statement.evidence.locator)},
                     {"problem", Value::string(problem_text(doubt.kind))},
                     {"anchors", Value::list(std::move(anchors))},
                     {"found", has_place ? Value::string(doubt.found) : Value::null()},
                     {"why", has_place ? Value::null() : Value::string(doubt.found)}});
}

Value as_value(const Snapshot& snapshot, const Pair& pair, const Document& document, const Verification& result) {
  ValueList doubts;
  for (const Doubt& doubt : result.doubts) doubts.push_back(doubt_value(snapshot, doubt));
  return Value::map({{"source", Value::string(pair.source)},
                     {"file", Value::string(pair.file)},
                     {"kind", Value::string(document_kind_name(document.kind()))},
                     {"holds", Value::boolean(result.holds())},
                     {"statements", count_value(result.statements - result.unchecked)},
                     {"places", count_value(result.places)},
                     {"anchors", count_value(result.anchors)},
                     {"failures", count_value(result.failed)},
                     {"unchecked", count_value(result.unchecked)},
                     {"without_anchor", count_value(result.without_anchor)},
                     {"stated_sha256", text_value(result.stated_sha256)},
                     {"sha256", Value::string(result.sha256)},
                     {"findings", Value::list(std::move(doubts))}});
}

int run(const VerifyOptions& options, Context& context) {
  std::vector<Pair> pairs;
  for (const std::string& text : options.pairs) pairs.push_back(parse_pair(text));
  const Store store = context.open(Store::Mode::Read);
  const Snapshot snapshot = store.snapshot();
  std::vector<Document> documents;
  for (const Pair& pair : pairs) {
    documents.emplace_back(Input::file(pair.file, {.encoding = options.encoding}), find_document_kind(options.as));
  }
  bool holds = true;
  ValueList values;
  for (std::size_t i = 0; i < pairs.size(); ++i) {
    const Verification result = verify(snapshot, pairs[i].source, documents[i], [&context] {
      if (context.cancelled->load()) throw Error(Kind::Interrupted, "Interrupted", "interrupted");
    });
    holds = holds && result.holds();
    if (options.format == "json") {
      values.push_back(as_value(snapshot, pairs[i], documents[i], result));
    } else {
      if (i > 0) context.out << '\n';
      print(context, options.format, snapshot, pairs[i].source, result);
    }
  }
  if (options.format == "json") context.out << to_json(Value::list(std::move(values))) << '\n';
  return holds ? 0 : 1;
}

std::function<int(Context&)> add(CLI::App& app) {
  auto options = std::make_shared<VerifyOptions>();
  CLI::App* sub = app.add_subcommand("verify", "check every locator and anchor against the document that is cited");
  add_words(*sub, "DOCUMENT", options->pairs, "SOURCE=FILE: the id of a source and the document it stands for")
      ->required();
  sub->add_option("--as", options->as, "kind of the document; default: by its name, else by its content")
      ->type_name("KIND")
      ->check(CLI::IsMember({"text", "markdown", "csv", "json", "xml"}));
  sub->add_option("--encoding", options->encoding, "encoding of the document; default UTF-8, or UTF-16 by its mark")
      ->type_name("NAME");
  sub->add_option("--format", options->format, "table, json, markdown")
      ->type_name("NAME")
      ->check(CLI::IsMember({"table", "json", "markdown"}))
      ->capture_default_str();
  sub->footer(examples({
      {"polgraph verify ati-japan-2021=report.txt", "exit status 0 if every anchor stands at its place"},
      {"polgraph verify budget-2023=budget.csv law=law.xml", "several sources at once"},
      {"polgraph verify grants=grants.json --format json", "for a program"},
  }));
  return [options](Context& context) { return run(*options, context); };
}

}  // namespace

const Command kVerify{"verify", &add};

}  // namespace polgraph::cli
