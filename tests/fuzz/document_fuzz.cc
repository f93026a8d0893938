// Any bytes as a document that is cited: it is refused with an Error, or every place of it is there, is missing or is
// not understood, and what stands there is found there. The first line names the kind ("csv", nothing: unknown), the
// second the place, the third a phrase; the rest is the document.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <iostream>
#include <string>
#include <string_view>

#include "graph/error.h"
#include "graph/text/occurrence.h"
#include "graph/text/utf8.h"
#include "loaders/documents/document.h"

namespace {

using namespace polgraph;

[[noreturn]] void broken(const std::string& what, std::string_view text) {
  std::cerr << what << "\n  text: " << text << '\n';
  std::abort();
}

std::string_view take_line(std::string_view& text) {
  const std::string_view line = text.substr(0, text.find('\n'));
  text.remove_prefix(std::min(text.size(), line.size() + 1));
  return line;
}

// The program takes only UTF-8 for its words and its cells.
std::string as_text(std::string_view bytes) {
  return first_invalid_utf8(bytes) ? std::string("#L1") : std::string(bytes);
}

void look(const Document& document, const std::string& place, const std::string& phrase) {
  const Passage passage = document.at(place);
  if (passage.is != Passage::Is::There) {
    if (passage.why.empty() || !passage.pieces.empty()) broken("no reason is given", place);
    return;
  }
  for (const std::string& piece : passage.pieces) {
    const std::string known = comparable(piece);
    if (comparable(known) != known) broken("comparable() of what is comparable is another text", piece);
    if (!known.empty() && !occurs(known, known)) broken("a text does not occur in itself", piece);
    if (first_invalid_utf8(nearest_piece(comparable(phrase), known, 60))) broken("the nearest piece is no text", piece);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view rest(reinterpret_cast<const char*>(data), size);
  const std::string_view kind = take_line(rest);
  const std::string place = as_text(take_line(rest)), phrase = as_text(take_line(rest));
  try {
    const Document document(Input::text(std::string(rest)), find_document_kind(kind));
    look(document, place, phrase);
    look(document, "#L2-L3", phrase);
  } catch (const Error& error) {
    if (error.kind() == Kind::Internal) broken(error.message(), rest);
  }
  return 0;
}
