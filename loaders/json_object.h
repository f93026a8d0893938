// Walking a JSON document that was read for its settings: typed access, with the way to each thing for messages.
// Private to loaders/.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "graph/value.h"

namespace polgraph {

class JsonObject {
 public:
  // `where`: "resources[2] `agency`"; `file`: of the document. Throws Error Input "BadPackage" if it is no object.
  JsonObject(const Value& value, std::string file, std::string where);

  const Value* find(std::string_view key) const;  // nullptr: absent or null
  std::string text(std::string_view key, std::string_view otherwise = {}) const;
  std::optional<std::int64_t> integer(std::string_view key) const;
  std::optional<bool> boolean(std::string_view key) const;
  std::vector<std::string> texts(std::string_view key) const;   // a list of texts, or one text alone
  std::vector<JsonObject> objects(std::string_view key) const;  // a list of objects
  std::optional<JsonObject> object(std::string_view key) const;
  // One letter; an empty text is '\0'.
  std::optional<char> letter(std::string_view key) const;

  [[noreturn]] void fail(const std::string& what) const;  // "<where>: <what>"
  [[noreturn]] void fail(std::string_view key, const std::string& what) const;
  const std::string& where() const { return where_; }
  void name(const std::string& name) { where_ += " `" + name + "`"; }

 private:
  Value value_;
  std::string file_;
  std::string where_;
};

}  // namespace polgraph
