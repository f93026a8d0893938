// Unicode's normal forms: the same letters in one of the ways of composing them.
//   Source  Unicode Standard Annex 15
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace polgraph {

enum class NormalForm { Nfc, Nfd, Nfkc, Nfkd };

std::optional<NormalForm> find_normal_form(std::string_view name);  // "NFC" ... in any case

// `text` in that form. Bytes that are no UTF-8 stay as they are.
std::string normalized(std::string_view text, NormalForm form);

}  // namespace polgraph
