// audit: what is wrong or doubtful in the data, each finding with the statements that are at odds and their sources.
#include "graph/audit/audit.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <ostream>

#include "graph/error.h"
#include "tools/commands.h"
#include "tools/findings.h"
#include "tools/rows.h"

namespace polgraph::cli {

namespace {

struct AuditCommandOptions {
  std::string only;
  std::string severity = "low";
  std::string format = "table";
  std::string fail_on;
  bool list = false;
};

Severity severity_of(const std::string& name) {
  for (const Severity severity : {Severity::Low, Severity::Medium})
    if (severity_name(severity) == name) return severity;
  return Severity::High;
}

// "a,b" -> a, b. Throws Error Usage: with --fail-on, exit status 1 means a finding and nothing else.
std::vector<std::string> parse_ids(const std::string& text) {
  std::vector<std::string> ids, known;
  for (const Detector& detector : detectors()) known.emplace_back(detector.id);
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    if (end > begin) ids.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  for (const std::string& id : ids) {
    if (std::find(known.begin(), known.end(), id) != known.end()) continue;
    const auto near = nearest(id, known);
    throw Error(Kind::Usage, "UnknownDetector", "there is no detector '" + id + "'")
        .hint(near ? "did you mean '" + *near + "'?" : "`polgraph audit --list` names all detectors");
  }
  return ids;
}

int list_detectors(const AuditCommandOptions& options, Context& context) {
  const Store store = Store::memory();
  const Snapshot snapshot = store.snapshot();
  Rows rows(context, options.format, snapshot, {"detector", "severity", "finds", "example"});
  for (const Detector& detector : detectors()) {
    rows.add({Value::string(detector.id), Value::string(severity_name(detector.severity)),
              Value::string(detector.finds), Value::string(detector.example)});
  }
  rows.end();
  return 0;
}

int run(const AuditCommandOptions& options, Context& context) {
  if (options.list) return list_detectors(options, context);
  AuditOptions audit_options;
  audit_options.only = parse_ids(options.only);
  audit_options.least = severity_of(options.severity);
  audit_options.tick = [&context] {
    if (context.cancelled->load()) throw Error(Kind::Interrupted, "Interrupted", "interrupted");
  };
  const Store store = context.open(Store::Mode::Read);
  const Snapshot snapshot = store.snapshot();
  const std::vector<Finding> findings = audit(snapshot, audit_options);
  if (options.format == "json")
    print_json(snapshot, findings, context.out);
  else if (options.format == "markdown")
    print_markdown(snapshot, findings, context.out);
  else
    print_text(snapshot, findings, context.out);
  if (options.fail_on.empty()) return 0;
  const Severity gravity = severity_of(options.fail_on);
  const bool grave = std::any_of(findings.begin(), findings.end(),
                                 [&](const Finding& finding) { return finding.severity >= gravity; });
  return grave ? 1 : 0;
}

std::function<int(Context&)> add(CLI::App& app) {
  auto options = std::make_shared<AuditCommandOptions>();
  CLI::App* sub = app.add_subcommand("audit", "what is wrong or doubtful in the data, with the statements at odds");
  const CLI::IsMember severity({"low", "medium", "high"});
  sub->add_option("--only", options->only, "these detectors, parted by commas")->type_name("ID,...");
  sub->add_option("--severity", options->severity, "tell what is so grave or graver: low, medium, high")
      ->type_name("NAME")
      ->check(severity)
      ->capture_default_str();
  sub->add_option("--format", options->format, "table, json, markdown")
      ->type_name("NAME")
      ->check(CLI::IsMember({"table", "json", "markdown"}))
      ->capture_default_str();
  sub->add_option("--fail-on", options->fail_on, "exit status 1 if anything so grave or graver is told")
      ->type_name("NAME")
      ->check(severity);
  sub->add_flag("--list", options->list, "the detectors: what each finds, with an example");
  sub->footer(examples({
      {"polgraph audit", "everything, the gravest first"},
      {"polgraph audit --only exchange-rate,conflict", "slips of the decimal point and contradictions"},
      {"polgraph audit --severity medium --format markdown", "to paste into a report"},
      {"polgraph audit --fail-on high --format json", "for a script"},
      {"polgraph audit --list", "what is looked for"},
  }));
  return [options](Context& context) { return run(*options, context); };
}

}  // namespace

const Command kAudit{"audit", &add};

}  // namespace polgraph::cli
