// A document that is cited: what stands at a place of it. The place is a locator as a statement carries it ("#L410",
// "#cell=5,2", "B7", "#/grants/0/amount", "/root/child[3]/@attr"); loaders/README.md lists the spellings.
//
//   const Document report = Document(Input::file("report.txt"));
//   const Passage line = report.at("#L410");
//   if (line.is == Passage::Is::There) use(line.pieces.front());
//
//   Thread  at() of one document may be called by one thread at a time
//   Lives   a passage holds its text; it does not borrow the document
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/text/input.h"

namespace polgraph {

enum class DocumentKind { Text, Markdown, Csv, Json, Xml };

std::string_view document_kind_name(DocumentKind kind);  // "text" ...
std::optional<DocumentKind> find_document_kind(std::string_view name);

struct Passage {
  enum class Is {
    There,
    Missing,  // the locator is understood, and the document has no such place
    Unclear,  // the locator is not understood for a document of this kind
  };
  Is is = Is::There;
  // There: its text, in pieces that do not run into one another (cells of a row, values of an object). Perhaps none.
  std::vector<std::string> pieces;
  std::string why;  // Missing, Unclear: one clause for people

  static Passage there(std::vector<std::string> pieces) { return {Is::There, std::move(pieces), {}}; }
  static Passage missing(std::string why) { return {Is::Missing, {}, std::move(why)}; }
  static Passage unclear(std::string why) { return {Is::Unclear, {}, std::move(why)}; }
};

class DocumentLines;
class DocumentParts;

class Document {
 public:
  // Reads all of `input`. Without a kind it is known by the name's ending, else by the first letters.
  //   Throws  Error Input "InvalidCsv", "InvalidJson", "InvalidXml" (not of that kind: place), "NotText" (a PDF, an
  //           archive, NUL bytes), Error Limit (larger than kMaxDocumentBytes; CSV, JSON, XML: kMaxStructuredBytes;
  //           nested too deep), what Input throws
  //   Cost    linear; the text is held, CSV, JSON and XML a second time in parts
  explicit Document(Input input, std::optional<DocumentKind> kind = {});
  Document(Document&&) noexcept;
  ~Document();

  DocumentKind kind() const { return kind_; }
  const std::string& sha256() const { return sha256_; }  // of the file's bytes

  // Cost: linear in the passage; a step in XML also in the children of the element
  Passage at(std::string_view locator) const;

 private:
  DocumentKind kind_;
  std::string sha256_;
  std::unique_ptr<const DocumentLines> lines_;
  std::unique_ptr<DocumentParts> parts_;  // none of plain text
};

inline constexpr std::uint64_t kMaxStructuredBytes = 256ull << 20;

}  // namespace polgraph
