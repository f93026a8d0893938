#include "tools/findings.h"

#include <algorithm>
#include <array>
#include <map>
#include <ostream>

#include "graph/search.h"
#include "graph/text/json.h"
#include "graph/text/utf8.h"
#include "tools/citation.h"
#include "tools/describe.h"
#include "tools/markdown.h"
#include "tools/rows.h"

namespace polgraph::cli {

namespace {

constexpr std::array<Severity, 3> kGravestFirst{Severity::High, Severity::Medium, Severity::Low};

Value id_value(const Snapshot& snapshot, EntityId entity) {
  if (entity.is_node) return id_of(snapshot, entity.node());
  const auto identity = snapshot.identity(entity.relationship());
  return identity ? text_value(*identity) : Value::null();
}

std::string headline(const Snapshot& snapshot, EntityId entity) {
  const std::string name = entity_words(snapshot, entity), id = plain_text(id_value(snapshot, entity));
  return id.empty() || id == name ? name : name + " (" + id + ")";
}

// "amount_eur = 77000000 (printed "€77 m"; preferred: the ministry's page)"
std::string statement_text(const Snapshot& snapshot, EntityId about, const Statement& statement) {
  std::string text = statement.fact.predicate + " = " + plain_text(statement.fact.value);
  if (statement.fact.predicate == "exists") text = "stated as such";
  if (statement.subject != about) text = entity_words(snapshot, statement.subject) + ": " + text;
  std::string notes;
  const auto add = [&notes](const std::string& note) { notes += (notes.empty() ? "" : "; ") + note; };
  const Evidence& evidence = statement.evidence;
  if (!statement.fact.original.empty()) add("printed \"" + statement.fact.original + "\"");
  if (!evidence.valid_from.empty()) add("valid from " + evidence.valid_from);
  if (!evidence.valid_to.empty()) add("valid to " + evidence.valid_to);
  if (evidence.rank != Rank::Normal) {
    add(std::string(rank_name(evidence.rank)) + (evidence.rank_reason.empty() ? "" : ": " + evidence.rank_reason));
  }
  return notes.empty() ? text : text + " (" + notes + ")";
}

// How many findings each detector told, by severity: the detectors in the order of the table.
struct Count {
  std::string detector;
  std::array<std::size_t, 3> of{};  // high, medium, low
};

std::vector<Count> counts(const std::vector<Finding>& findings) {
  std::vector<Count> all;
  for (const Detector& detector : detectors()) {
    Count count{std::string(detector.id), {}};
    for (const Finding& finding : findings) {
      const auto at = std::find(kGravestFirst.begin(), kGravestFirst.end(), finding.severity) - kGravestFirst.begin();
      if (finding.detector == detector.id) ++count.of[static_cast<std::size_t>(at)];
    }
    if (count.of != std::array<std::size_t, 3>{}) all.push_back(std::move(count));
  }
  Count sum{"all", {}};
  for (const Count& count : all)
    for (std::size_t i = 0; i < count.of.size(); ++i) sum.of[i] += count.of[i];
  all.push_back(std::move(sum));
  return all;
}

std::string padded_left(const std::string& text, std::size_t width) {
  return std::string(text.size() < width ? width - text.size() : 0, ' ') + text;
}

std::string titled(Severity severity) {
  std::string name(severity_name(severity));
  name[0] = static_cast<char>(name[0] - 'a' + 'A');
  return name;
}

template <class Visit>
void each_of(const std::vector<Finding>& findings, Severity severity, Visit visit) {
  for (const Finding& finding : findings)
    if (finding.severity == severity) visit(finding);
}

std::size_t number_of(const std::vector<Finding>& findings, Severity severity) {
  return static_cast<std::size_t>(std::count_if(findings.begin(), findings.end(),
                                                [&](const Finding& finding) { return finding.severity == severity; }));
}

std::string findings_words(std::size_t count) {
  return std::to_string(count) + (count == 1 ? " finding" : " findings");
}

void print_counts(const std::vector<Finding>& findings, std::ostream& out) {
  constexpr std::size_t kNumberWidth = 8;
  const auto all = counts(findings);
  std::size_t width = 0;
  for (const Count& count : all) width = std::max(width, count.detector.size());
  out << "\nFindings" << std::string(width > 6 ? width - 6 : 1, ' ');
  for (const char* head : {"high", "medium", "low"}) out << padded_left(head, kNumberWidth);
  out << '\n';
  for (const Count& count : all) {
    out << "  " << count.detector << std::string(width - count.detector.size(), ' ');
    for (const std::size_t number : count.of) out << padded_left(std::to_string(number), kNumberWidth);
    out << '\n';
  }
}

Value entity_value(const Snapshot& snapshot, EntityId entity) {
  if (entity.is_node) {
    ValueList labels;
    for (const std::string& label : label_names(snapshot, entity.node())) labels.push_back(Value::string(label));
    return Value::map({{"kind", Value::string("node")},
                       {"id", id_value(snapshot, entity)},
                       {"name", Value::string(entity_words(snapshot, entity))},
                       {"labels", Value::list(std::move(labels))}});
  }
  const auto relationship = snapshot.find_relationship(entity.relationship());
  if (!relationship) return Value::map({{"kind", Value::string("relationship")}});
  return Value::map({{"kind", Value::string("relationship")},
                     {"id", id_value(snapshot, entity)},
                     {"type", Value::string(snapshot.name(relationship->type))},
                     {"from", id_of(snapshot, relationship->start)},
                     {"from_name", Value::string(display_name(snapshot, relationship->start))},
                     {"to", id_of(snapshot, relationship->end)},
                     {"to_name", Value::string(display_name(snapshot, relationship->end))}});
}

Value statement_value(const Snapshot& snapshot, const Statement& statement) {
  const Evidence& evidence = statement.evidence;
  return Value::map({{"subject", id_value(snapshot, statement.subject)},
                     {"predicate", Value::string(statement.fact.predicate)},
                     {"value", statement.fact.value},
                     {"original", text_value(statement.fact.original)},
                     {"source", text_value(evidence.source)},
                     {"locator", text_value(evidence.locator)},
                     {"rank", Value::string(rank_name(evidence.rank))},
                     {"rank_reason", text_value(evidence.rank_reason)}});
}

Value finding_value(const Snapshot& snapshot, const Finding& finding) {
  ValueList statements;
  for (const Statement& statement : finding.statements) statements.push_back(statement_value(snapshot, statement));
  return Value::map({{"detector", Value::string(finding.detector)},
                     {"severity", Value::string(severity_name(finding.severity))},
                     {"entity", entity_value(snapshot, finding.entity)},
                     {"predicate", text_value(finding.predicate)},
                     {"why", Value::string(finding.why)},
                     {"statements", Value::list(std::move(statements))}});
}

}  // namespace

void print_text(const Snapshot& snapshot, const std::vector<Finding>& findings, std::ostream& out) {
  if (findings.empty()) {
    out << "nothing is doubtful\n";
    return;
  }
  Citations citations(snapshot);
  bool first = true;
  for (const Severity severity : kGravestFirst) {
    const std::size_t count = number_of(findings, severity);
    if (count == 0) continue;
    out << (first ? "" : "\n") << titled(severity) << ": " << findings_words(count) << '\n';
    first = false;
    each_of(findings, severity, [&](const Finding& finding) {
      out << '\n' << finding.detector << ": " << printable(headline(snapshot, finding.entity)) << '\n';
      out << "  " << printable(finding.why) << '\n';
      for (const Statement& statement : finding.statements) {
        const std::string mark = citations.mark(statement.evidence);
        out << "    " << printable(statement_text(snapshot, finding.entity, statement))
            << (mark.empty() ? "" : " " + mark) << '\n';
      }
    });
  }
  citations.print(out);
  print_counts(findings, out);
}

void print_markdown(const Snapshot& snapshot, const std::vector<Finding>& findings, std::ostream& out) {
  out << "# Audit\n";
  if (findings.empty()) out << "\nNothing is doubtful.\n";
  Citations citations(snapshot);
  for (const Severity severity : kGravestFirst) {
    const std::size_t count = number_of(findings, severity);
    if (count == 0) continue;
    out << "\n## " << titled(severity) << ": " << findings_words(count) << '\n';
    each_of(findings, severity, [&](const Finding& finding) {
      out << "\n### " << markdown_escaped(std::string(finding.detector)) << ": "
          << markdown_escaped(headline(snapshot, finding.entity)) << "\n\n"
          << markdown_escaped(finding.why) << "\n\n";
      for (const Statement& statement : finding.statements) {
        const std::string mark = citations.mark(statement.evidence);
        out << "- " << markdown_escaped(statement_text(snapshot, finding.entity, statement))
            << (mark.empty() ? "" : " " + mark) << '\n';
      }
    });
  }
  if (!citations.listed().empty()) out << "\n## Sources\n\n";
  for (std::size_t i = 1; i <= citations.listed().size(); ++i)
    out << i << ". " << markdown_escaped(citations.line(i)) << '\n';
  if (findings.empty()) return;
  out << "\n## Findings\n\n| detector | high | medium | low |\n| --- | ---: | ---: | ---: |\n";
  for (const Count& count : counts(findings))
    out << "| " << count.detector << " | " << count.of[0] << " | " << count.of[1] << " | " << count.of[2] << " |\n";
}

void print_json(const Snapshot& snapshot, const std::vector<Finding>& findings, std::ostream& out) {
  out << '[';
  for (std::size_t i = 0; i < findings.size(); ++i)
    out << (i == 0 ? "\n" : ",\n") << to_json(finding_value(snapshot, findings[i]));
  out << (findings.empty() ? "]\n" : "\n]\n");
}

}  // namespace polgraph::cli
