#include "loaders/documents/document.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <utility>

#include "graph/error.h"
#include "graph/place.h"
#include "graph/text/letter_case.h"
#include "graph/text/number.h"
#include "graph/text/utf8.h"
#include "loaders/documents/lines.h"
#include "loaders/documents/parts.h"

namespace polgraph {

namespace {

constexpr std::array<std::pair<std::string_view, DocumentKind>, 5> kNames{{{"text", DocumentKind::Text},
                                                                           {"markdown", DocumentKind::Markdown},
                                                                           {"csv", DocumentKind::Csv},
                                                                           {"json", DocumentKind::Json},
                                                                           {"xml", DocumentKind::Xml}}};

constexpr std::array<std::pair<std::string_view, DocumentKind>, 17> kEndings{{{".txt", DocumentKind::Text},
                                                                              {".text", DocumentKind::Text},
                                                                              {".html", DocumentKind::Text},
                                                                              {".htm", DocumentKind::Text},
                                                                              {".jsonl", DocumentKind::Text},
                                                                              {".ndjson", DocumentKind::Text},
                                                                              {".md", DocumentKind::Markdown},
                                                                              {".markdown", DocumentKind::Markdown},
                                                                              {".csv", DocumentKind::Csv},
                                                                              {".tsv", DocumentKind::Csv},
                                                                              {".json", DocumentKind::Json},
                                                                              {".geojson", DocumentKind::Json},
                                                                              {".jsonld", DocumentKind::Json},
                                                                              {".xml", DocumentKind::Xml},
                                                                              {".rdf", DocumentKind::Xml},
                                                                              {".graphml", DocumentKind::Xml},
                                                                              {".gexf", DocumentKind::Xml}}};

std::string ending_of(const std::string& name) {
  return to_lower(std::filesystem::path(name).extension().string());
}

DocumentKind kind_of(const std::string& name, std::string_view text) {
  const std::string ending = ending_of(name);
  for (const auto& [known, kind] : kEndings) {
    if (known == ending) return kind;
  }
  const std::string_view all = stripped(text);
  if (all.starts_with("<?xml")) return DocumentKind::Xml;
  const bool is_object = all.starts_with('{') && all.ends_with('}');
  const bool is_array = all.starts_with('[') && all.ends_with(']');
  return is_object || is_array ? DocumentKind::Json : DocumentKind::Text;
}

struct OtherFile {
  std::string_view ending;
  std::string_view what;
  std::string_view hint;
};

constexpr std::string_view kSheetHint = "verify against the sheet that was cited, saved as CSV";
constexpr std::string_view kTextHint = "verify against the plain text in which the locators count";
constexpr std::string_view kUnpackHint = "unpack it first";
constexpr std::array<OtherFile, 10> kOtherFiles{{{".pdf", "a PDF file", kTextHint},
                                                 {".doc", "a Word file", kTextHint},
                                                 {".docx", "a Word file", kTextHint},
                                                 {".odt", "a text of an office program", kTextHint},
                                                 {".xls", "an Excel file", kSheetHint},
                                                 {".xlsx", "an Excel file", kSheetHint},
                                                 {".ods", "a spreadsheet", kSheetHint},
                                                 {".zip", "an archive", kUnpackHint},
                                                 {".gz", "a compressed file", kUnpackHint},
                                                 {".xz", "a compressed file", kUnpackHint}}};

// What people hand in for a text, named before its bytes are called no UTF-8.
void refuse_other_files(const std::string& name) {
  const std::string ending = ending_of(name);
  for (const OtherFile& other : kOtherFiles) {
    if (other.ending != ending) continue;
    throw Error(Kind::Input, "NotText", printable(name) + " is " + std::string(other.what) + ", which is not read")
        .hint(std::string(other.hint));
  }
}

void refuse_nul(const std::string& text, const std::string& name) {
  const std::size_t nul = text.find('\0');
  if (nul == std::string::npos) return;
  throw Error(Kind::Input, "NotText", "a NUL byte: this is no text", place_at(text, nul, name))
      .hint("UTF-16 without a byte-order mark must be named: --encoding utf-16le");
}

std::unique_ptr<DocumentParts> read_parts(DocumentKind kind, const std::string& text, const std::string& name) {
  if (kind == DocumentKind::Text || kind == DocumentKind::Markdown) return nullptr;
  if (text.size() > kMaxStructuredBytes) {
    throw Error(Kind::Limit, "InputTooLarge",
                printable(name) + " is larger than " + with_separators(kMaxStructuredBytes) + " bytes")
        .hint("its lines can still be verified: --as text");
  }
  if (kind == DocumentKind::Csv) return read_csv_parts(text, name);
  return kind == DocumentKind::Json ? read_json_parts(text, name) : read_xml_parts(text, name);
}

std::string unclear(DocumentKind kind) {
  switch (kind) {
    case DocumentKind::Csv: return "a CSV file is cited by #L5, #row=5, #col=3, #cell=5,2 or B7";
    case DocumentKind::Json: return "a JSON file is cited by #L5 or a pointer: /a/0/b, #/a/0/b";
    case DocumentKind::Xml: return "an XML file is cited by #L5 or a path: /root/child[3]/@name";
    default: return "a text is cited by #L5 or #L5-L7";
  }
}

}  // namespace

std::string_view document_kind_name(DocumentKind kind) {
  return kNames[static_cast<std::size_t>(kind)].first;
}

std::optional<DocumentKind> find_document_kind(std::string_view name) {
  for (const auto& [known, kind] : kNames) {
    if (known == name) return kind;
  }
  return std::nullopt;
}

Document::Document(Input input, std::optional<DocumentKind> kind) {
  if (!kind) refuse_other_files(input.name());
  std::string text = input.read_all();
  refuse_nul(text, input.name());
  sha256_ = input.sha256();
  kind_ = kind ? *kind : kind_of(input.name(), text);
  parts_ = read_parts(kind_, text, input.name());
  lines_ = std::make_unique<const DocumentLines>(std::move(text));
}

Document::Document(Document&&) noexcept = default;
Document::~Document() = default;

Passage Document::at(std::string_view locator) const {
  if (locator.empty()) return Passage::unclear("it has no locator");
  if (auto lines = lines_->at(locator)) return std::move(*lines);
  Passage passage = parts_ ? parts_->at(locator) : Passage::unclear({});
  if (passage.is == Passage::Is::Unclear && passage.why.empty()) passage.why = unclear(kind_);
  return passage;
}

}  // namespace polgraph
