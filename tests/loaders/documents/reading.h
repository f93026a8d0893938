// What stands in a document, and why it is refused, in words for tests.
#pragma once

#include <string>

#include "graph/error.h"
#include "loaders/documents/document.h"

namespace polgraph::test {

inline Document document(const std::string& text, const std::string& name) {
  return Document(Input::text(text, name));
}

// The pieces, " | " between them; or why there are none.
inline std::string read(const Document& document, const std::string& locator) {
  const Passage passage = document.at(locator);
  if (passage.is == Passage::Is::Missing) return "missing: " + passage.why;
  if (passage.is == Passage::Is::Unclear) return "unclear: " + passage.why;
  std::string text;
  for (std::size_t i = 0; i < passage.pieces.size(); ++i) text += (i == 0 ? "" : " | ") + passage.pieces[i];
  return text;
}

// "Detail message", with the place where there is one; empty if it is read.
inline std::string refusal(const std::string& text, const std::string& name) {
  try {
    (void)document(text, name);
  } catch (const Error& error) {
    return error.detail() + " " + error.message();
  }
  return "";
}

}  // namespace polgraph::test
