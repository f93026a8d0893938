#include "graph/audit/footnotes.h"

#include <algorithm>
#include <array>
#include <iterator>

namespace polgraph {

namespace {

constexpr std::size_t kMostShown = 5;    // statements, and line ranges, of one section
constexpr std::int64_t kMostLines = 50;  // of one footnote
constexpr std::size_t kMostWholes = 10;  // parts of parts; ends a circle

std::int64_t number_of(std::string_view text) {
  std::int64_t number = 0;
  if (text.empty() || text.size() > 9) return 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return 0;
    number = number * 10 + (c - '0');
  }
  return number;
}

struct Section {
  NodeId node, whole;
  std::int64_t line = 0;
  bool lists_sources = false;
  bool has_footnote = false;
  std::set<std::int64_t> bare_lines;
  std::size_t bare_facts = 0;
  std::vector<Statement> examples;
};

struct Document {
  std::map<std::int64_t, Section> sections;  // by the line they begin in
  std::set<std::int64_t> footnoted;          // lines at which a footnote stands
  std::set<std::int64_t> of_footnotes;       // lines that are footnotes themselves

  Section* at(std::int64_t line) {
    auto next = sections.upper_bound(line);
    return next == sections.begin() ? nullptr : &std::prev(next)->second;
  }
};

class Footnotes {
 public:
  Footnotes(const AuditReader& reader, const std::function<void()>& tick) : reader_(reader), tick_(tick) {}

  std::vector<Finding> find() {
    const auto source = reader_.snapshot().find_label("Source");
    if (!source) return {};
    for (auto cursor = reader_.snapshot().nodes_with_label(*source); cursor.next();) take_footnote(cursor.id());
    if (documents_.empty()) return {};
    for (auto cursor = reader_.snapshot().nodes_with_label(*source); cursor.next();) take_section(cursor.id());
    each_line([&](Document& document, std::int64_t line, bool is_footnoted, EntityId, const Assertion&) {
      if (is_footnoted) document.footnoted.insert(line);
    });
    for (auto& [id, document] : documents_) mark_sections(document);
    each_line([&](Document& document, std::int64_t line, bool is_footnoted, EntityId entity, const Assertion& facts) {
      if (!is_footnoted && document.footnoted.count(line) + document.of_footnotes.count(line) == 0)
        take_bare(document, line, entity, facts);
    });
    return findings();
  }

 private:
  // The document that a part belongs to in the end.
  std::string document_of(NodeId part) const {
    NodeId whole = part;
    for (std::size_t i = 0; i < kMostWholes; ++i) {
      const auto next = reader_.neighbours(whole, "PART_OF", Direction::Out);
      if (next.empty()) break;
      whole = next.front();
    }
    return whole == part ? std::string() : reader_.id(whole);
  }

  void take_footnote(NodeId node) {
    tick_();
    if (reader_.text(node, "kind") != "footnote") return;
    const std::string document = document_of(node);
    if (document.empty()) return;
    documents_of_[reader_.id(node)] = document;
    const Value marker = reader_.property(node, "marker_line");
    if (marker.is_integer()) documents_[document].footnoted.insert(marker.as_integer());
    for (const Statement& one : reader_.existence(EntityId::of(node))) {
      const auto [first, last] = lines_of(one.evidence.locator);
      for (std::int64_t line = first; line > 0 && line <= std::min(last, first + kMostLines); ++line)
        documents_[document].of_footnotes.insert(line);
    }
  }

  bool is_entry(NodeId part) const {
    constexpr std::array<std::string_view, 4> kInText{"section", "figure", "table", "footnote"};
    return std::find(kInText.begin(), kInText.end(), reader_.text(part, "kind")) == kInText.end();
  }

  void take_section(NodeId node) {
    if (reader_.text(node, "kind") != "section") return;
    const auto document = documents_.find(document_of(node));
    if (document == documents_.end()) return;
    const auto stated = reader_.existence(EntityId::of(node));
    if (stated.empty() || stated.front().evidence.source != document->first) return;
    Section section;
    section.node = node;
    const auto wholes = reader_.neighbours(node, "PART_OF", Direction::Out);
    if (!wholes.empty()) section.whole = wholes.front();
    section.line = lines_of(stated.front().evidence.locator).first;
    for (const NodeId part : reader_.neighbours(node, "PART_OF", Direction::In)) {
      section.lists_sources = section.lists_sources || is_entry(part);
    }
    if (section.line > 0) document->second.sections.insert_or_assign(section.line, std::move(section));
  }

  // A section has the footnotes of its own lines and of the sections that are part of it.
  static void mark_sections(Document& document) {
    std::map<NodeId, Section*> by_node;
    for (auto& [line, section] : document.sections) by_node[section.node] = &section;
    for (const std::int64_t line : document.footnoted) {
      Section* section = document.at(line);
      for (std::size_t i = 0; section && i < kMostWholes; ++i) {
        section->has_footnote = true;
        const auto whole = by_node.find(section->whole);
        section = whole == by_node.end() ? nullptr : whole->second;
      }
    }
  }

  template <class Visit>
  void each_line(Visit visit) {
    reader_.snapshot().each_stated([&](EntityId entity, const std::vector<Assertion>& assertions) {
      tick_();
      for (const Assertion& assertion : assertions) {
        if (assertion.evidence.rank == Rank::Deprecated) continue;
        const auto footnote = documents_of_.find(assertion.evidence.source);
        const bool is_footnoted = footnote != documents_of_.end();
        const auto document = documents_.find(is_footnoted ? footnote->second : assertion.evidence.source);
        const std::int64_t line = lines_of(assertion.evidence.locator).first;
        if (document != documents_.end() && line > 0) visit(document->second, line, is_footnoted, entity, assertion);
      }
    });
  }

  bool is_about_source(EntityId entity) const {
    if (entity.is_node) return reader_.has_label(entity.node(), "Source");
    const auto one = reader_.snapshot().find_relationship(entity.relationship());
    return !one || reader_.has_label(one->start, "Source") || reader_.has_label(one->end, "Source");
  }

  void take_bare(Document& document, std::int64_t line, EntityId entity, const Assertion& assertion) const {
    Section* section = document.at(line);
    if (!section || section->lists_sources || is_about_source(entity)) return;
    section->bare_lines.insert(line);
    if (assertion.facts.empty()) return;
    ++section->bare_facts;
    if (section->examples.size() < kMostShown)
      section->examples.push_back({entity, assertion.facts.front(), assertion.evidence, {}, false});
  }

  std::vector<Finding> findings() const {
    std::vector<Finding> all;
    for (const auto& [id, document] : documents_) {
      for (const auto& [line, section] : document.sections) {
        if (section.bare_facts > 0 && (section.has_footnote || is_expected(document, section)))
          all.push_back(finding_of(section));
      }
    }
    return all;
  }

  // A section without any footnote is one to wonder about where most of its neighbours have some: not a preface.
  bool is_expected(const Document& document, const Section& section) const {
    std::size_t with = 0, without = 0;
    for (const auto& [line, other] : document.sections) {
      if (other.whole == section.whole && other.node != section.node) ++(other.has_footnote ? with : without);
    }
    return with > without;
  }

  Finding finding_of(const Section& section) const {
    Finding finding;
    finding.severity = section.has_footnote ? Severity::Low : Severity::Medium;
    finding.entity = EntityId::of(section.node);
    finding.statements = section.examples;
    std::string lines;
    std::size_t shown = 0;
    for (const std::int64_t line : section.bare_lines) {
      if (shown++ == kMostShown) break;
      lines += (lines.empty() ? "" : ", ") + std::to_string(line);
    }
    if (section.bare_lines.size() > kMostShown) lines += " ...";
    finding.why = reader_.told(section.node) + ": " +
                  counted(section.bare_facts, "statement rests", "statements rest") +
                  " on the document itself, no footnote stands " +
                  (section.has_footnote ? "at their lines (" : "in the section (lines ") + lines + ")";
    return finding;
  }

  const AuditReader& reader_;
  const std::function<void()>& tick_;
  std::map<std::string, std::string> documents_of_;  // of each footnote's id
  std::map<std::string, Document> documents_;
};

}  // namespace

std::pair<std::int64_t, std::int64_t> lines_of(std::string_view locator) {
  if (!locator.starts_with("#L")) return {0, 0};
  locator.remove_prefix(2);
  const std::size_t dash = locator.find("-L");
  const std::int64_t first = number_of(locator.substr(0, dash));
  const std::int64_t last = dash == std::string_view::npos ? first : number_of(locator.substr(dash + 2));
  return first > 0 && last >= first ? std::pair{first, last} : std::pair<std::int64_t, std::int64_t>{0, 0};
}

std::vector<Finding> facts_without_footnote(const AuditReader& reader, const std::function<void()>& tick) {
  return Footnotes(reader, tick).find();
}

}  // namespace polgraph
