#include "loaders/json_object.h"

#include <utility>

#include "graph/error.h"
#include "graph/text/utf8.h"

namespace polgraph {

JsonObject::JsonObject(const Value& value, std::string file, std::string where)
    : value_(value), file_(std::move(file)), where_(std::move(where)) {
  if (!value.is_map()) fail("an object is expected");
}

void JsonObject::fail(const std::string& what) const {
  throw Error(Kind::Input, "BadPackage", where_.empty() ? what : where_ + ": " + what, Place{file_, 0, 0, 0});
}

void JsonObject::fail(std::string_view key, const std::string& what) const {
  fail("`" + printable(key) + "` " + what);
}

const Value* JsonObject::find(std::string_view key) const {
  const Value* found = value_.find(key);
  return found == nullptr || found->is_null() ? nullptr : found;
}

std::string JsonObject::text(std::string_view key, std::string_view otherwise) const {
  const Value* found = find(key);
  if (found == nullptr) return std::string(otherwise);
  if (!found->is_string()) fail(key, "must be a text");
  return std::string(found->as_string());
}

std::optional<std::int64_t> JsonObject::integer(std::string_view key) const {
  const Value* found = find(key);
  if (found == nullptr) return std::nullopt;
  if (!found->is_integer()) fail(key, "must be an integer");
  return found->as_integer();
}

std::optional<bool> JsonObject::boolean(std::string_view key) const {
  const Value* found = find(key);
  if (found == nullptr) return std::nullopt;
  if (!found->is_boolean()) fail(key, "must be true or false");
  return found->as_boolean();
}

std::vector<std::string> JsonObject::texts(std::string_view key) const {
  const Value* found = find(key);
  if (found == nullptr) return {};
  if (found->is_string()) return {std::string(found->as_string())};
  if (!found->is_list()) fail(key, "must be a list of texts");
  std::vector<std::string> all;
  for (const Value& item : found->as_list()) {
    if (!item.is_string()) fail(key, "must hold texts only");
    all.emplace_back(item.as_string());
  }
  return all;
}

std::vector<JsonObject> JsonObject::objects(std::string_view key) const {
  const Value* found = find(key);
  if (found == nullptr) return {};
  if (!found->is_list()) fail(key, "must be a list of objects");
  std::vector<JsonObject> all;
  for (const Value& item : found->as_list()) {
    const std::string at = std::string(key) + "[" + std::to_string(all.size()) + "]";
    all.emplace_back(item, file_, where_.empty() ? at : where_ + ", " + at);
  }
  return all;
}

std::optional<JsonObject> JsonObject::object(std::string_view key) const {
  const Value* found = find(key);
  if (found == nullptr) return std::nullopt;
  return JsonObject(*found, file_, where_.empty() ? std::string(key) : where_ + ", " + std::string(key));
}

std::optional<char> JsonObject::letter(std::string_view key) const {
  const Value* found = find(key);
  if (found == nullptr) return std::nullopt;
  const std::string letter = text(key);
  if (letter.size() > 1 || (letter.size() == 1 && static_cast<unsigned char>(letter[0]) >= 0x80)) {
    fail(key, "must be one letter of ASCII");
  }
  return letter.empty() ? '\0' : letter[0];
}

}  // namespace polgraph
