// JSON: a place is a pointer (RFC 6901), "/grants/0/amount" or as a fragment "#/grants/0/amount" with %XX undone; "#"
// is the whole. Numbers are read as they are spelled. Of an object all that is in it stands there, keys too.
#include "graph/text/json.h"

#include <algorithm>
#include <optional>
#include <span>

#include "graph/go_on.h"
#include "graph/text/number.h"
#include "graph/text/utf8.h"
#include "graph/value.h"
#include "loaders/documents/lines.h"
#include "loaders/documents/parts.h"

namespace polgraph {

namespace {

std::optional<unsigned> hex_digit(char c) {
  if (c >= '0' && c <= '9') return static_cast<unsigned>(c - '0');
  if (c >= 'a' && c <= 'f') return static_cast<unsigned>(c - 'a') + 10u;
  if (c >= 'A' && c <= 'F') return static_cast<unsigned>(c - 'A') + 10u;
  return std::nullopt;
}

// Nothing if a percent sign begins no %XX.
std::optional<std::string> with_percents_undone(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    const auto high = i + 1 < text.size() ? hex_digit(text[i + 1]) : std::nullopt;
    const auto low = i + 2 < text.size() ? hex_digit(text[i + 2]) : std::nullopt;
    if (!high || !low) return std::nullopt;
    out += static_cast<char>(*high * 16 + *low);
    i += 2;
  }
  return out;
}

// "a~1b~0" is "a/b~". Nothing if a tilde begins neither.
std::optional<std::string> unescaped(std::string_view token) {
  std::string out;
  for (std::size_t i = 0; i < token.size(); ++i) {
    if (token[i] != '~') {
      out += token[i];
      continue;
    }
    if (++i == token.size() || (token[i] != '0' && token[i] != '1')) return std::nullopt;
    out += token[i] == '0' ? '~' : '/';
  }
  return out;
}

// The names on the way; nothing if this is no pointer.
std::optional<std::vector<std::string>> read_pointer(std::string_view locator) {
  std::string pointer(locator);
  if (pointer.starts_with('#')) {
    const auto undone = with_percents_undone(locator.substr(1));
    if (!undone) return std::nullopt;
    pointer = *undone;
  }
  std::vector<std::string> names;
  if (pointer.empty()) return names;
  if (pointer.front() != '/') return std::nullopt;
  for (std::size_t begin = 1; begin <= pointer.size();) {
    const std::size_t end = std::min(pointer.find('/', begin), pointer.size());
    const auto name = unescaped(std::string_view(pointer).substr(begin, end - begin));
    if (!name) return std::nullopt;
    names.push_back(*name);
    begin = end + 1;
  }
  return names;
}

std::string shown(const std::string& name) {
  return "`" + cut_code_points(printable(name), 60) + "`";
}

// The member or element; `why` says what is missing otherwise.
const Value* step(const Value& value, const std::string& name, std::string& why) {
  if (value.is_map()) {
    if (const Value* member = value.find(name)) return member;
    why = "there is no key " + shown(name);
  } else if (value.is_list()) {
    const std::span<const Value> elements = value.as_list();
    const bool is_index = name == "0" || !name.starts_with('0');
    const auto index = is_index ? read_ordinal(name) : std::nullopt;
    if (index && *index < elements.size()) return &elements[*index];
    why = "there is no element " + shown(name) + " in a list of " +
          with_separators(static_cast<std::int64_t>(elements.size()));
  } else {
    why = shown(name) + " is looked for in what is no list and no object";
  }
  return nullptr;
}

// At most 1,000 levels deep: the parser saw to that.
void append_pieces(const Value& value, std::vector<std::string>& pieces) {
  go_on();
  if (value.is_list()) {
    for (const Value& element : value.as_list()) append_pieces(element, pieces);
  } else if (value.is_map()) {
    for (const auto& [key, member] : value.as_map()) {
      pieces.push_back(key);
      append_pieces(member, pieces);
    }
  } else {
    pieces.emplace_back(value.as_string());
  }
}

class JsonParts : public DocumentParts {
 public:
  explicit JsonParts(Value whole) : whole_(std::move(whole)) {}

  Passage at(std::string_view locator) override {
    const auto names = read_pointer(locator);
    if (!names) return Passage::unclear({});
    const Value* value = &whole_;
    std::string why;
    for (const std::string& name : *names) {
      value = step(*value, name, why);
      if (value == nullptr) return Passage::missing(std::move(why));
    }
    std::vector<std::string> pieces;
    append_pieces(*value, pieces);
    return Passage::there(std::move(pieces));
  }

 private:
  Value whole_;
};

}  // namespace

std::unique_ptr<DocumentParts> read_json_parts(const std::string& text, const std::string& name) {
  return std::make_unique<JsonParts>(parse_json_as_spelled(text, name));
}

}  // namespace polgraph
