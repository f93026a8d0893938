// Documents with parts that a locator names: one file a kind. Private to loaders/documents/.
#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "loaders/documents/document.h"

namespace polgraph {

class DocumentParts {
 public:
  virtual ~DocumentParts() = default;
  virtual Passage at(std::string_view locator) = 0;
};

// What each takes is checked UTF-8 without a byte-order mark; `name` is for places in messages.
//   Throws  as Document does
std::unique_ptr<DocumentParts> read_csv_parts(const std::string& text, const std::string& name);
std::unique_ptr<DocumentParts> read_json_parts(const std::string& text, const std::string& name);
std::unique_ptr<DocumentParts> read_xml_parts(const std::string& text, const std::string& name);

}  // namespace polgraph
