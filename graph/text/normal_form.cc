#include "graph/text/normal_form.h"

#include <utf8proc.h>

#include <array>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <utility>

#include "graph/go_on.h"
#include "graph/text/letter_case.h"
#include "graph/text/utf8.h"

namespace polgraph {

std::optional<NormalForm> find_normal_form(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, NormalForm>, 4> kForms{
      {{"NFC", NormalForm::Nfc}, {"NFD", NormalForm::Nfd}, {"NFKC", NormalForm::Nfkc}, {"NFKD", NormalForm::Nfkd}}};
  const std::string upper = to_upper(name);
  for (const auto& [word, form] : kForms) {
    if (word == upper) return form;
  }
  return std::nullopt;
}

namespace {

using Owner = std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)>;

// False: it is no UTF-8.
bool append_normalized(std::string& made, std::string_view piece, NormalForm form) {
  const bool composed = form == NormalForm::Nfc || form == NormalForm::Nfkc;
  const bool compatible = form == NormalForm::Nfkc || form == NormalForm::Nfkd;
  const int options =
      UTF8PROC_STABLE | (composed ? UTF8PROC_COMPOSE : UTF8PROC_DECOMPOSE) | (compatible ? UTF8PROC_COMPAT : 0);
  utf8proc_uint8_t* bytes = nullptr;
  const utf8proc_ssize_t size =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(piece.data()), static_cast<utf8proc_ssize_t>(piece.size()),
                   &bytes, static_cast<utf8proc_option_t>(options));
  const Owner owner(bytes, &std::free);
  if (size < 0) return false;
  made.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(size));
  return true;
}

// Letters before which a text may be cut in any form: they and what they are made of begin anew, whatever stands before
// them. Latin, kana, Chinese characters, Arabic ligatures; not all that there are.
bool begins_anew(char32_t letter) {
  return letter < 0x300 || (letter >= 0x3041 && letter <= 0x3096) || (letter >= 0x30A1 && letter <= 0x30FA) ||
         (letter >= 0x4E00 && letter <= 0x9FFF) || (letter >= 0xFBD3 && letter <= 0xFDFB);
}

// The first place from `at` on where it may be cut.
std::size_t cut_from(std::string_view text, std::size_t at) {
  const auto is_inside = [&] { return (static_cast<std::uint8_t>(text[at]) & 0xC0) == 0x80; };
  while (at < text.size() && is_inside()) ++at;
  while (at < text.size()) {
    std::size_t behind = at;
    if (begins_anew(decode_utf8(text, behind))) return at;
    at = behind;
  }
  return text.size();
}

}  // namespace

std::string normalized(std::string_view text, NormalForm form, const std::function<void(std::size_t)>& grown,
                       std::size_t at_once) {
  std::string made;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.size() - at <= at_once ? text.size() : cut_from(text, at + at_once);
    if (!append_normalized(made, text.substr(at, end - at), form)) return std::string(text);
    at = end;
    if (grown) grown(made.size());
    go_on_now();
  }
  return made;
}

}  // namespace polgraph
