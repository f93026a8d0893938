// Unicode's normal forms: the same letters in one of the ways of composing them.
//   Source  Unicode Standard Annex 15
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace polgraph {

enum class NormalForm { Nfc, Nfd, Nfkc, Nfkd };

std::optional<NormalForm> find_normal_form(std::string_view name);  // "NFC" ... in any case

inline constexpr std::size_t kNormalizedAtOnce = 64u << 10;

// `text` in that form. Bytes that are no UTF-8 stay as they are. A long text is taken in pieces, of about `at_once`
// bytes where it can be cut; `grown` hears how long the answer is after each, and may throw.
//   Throws  Error Interrupted, Error Limit "Timeout", between two pieces (go_on.h)
std::string normalized(std::string_view text, NormalForm form, const std::function<void(std::size_t)>& grown = {},
                       std::size_t at_once = kNormalizedAtOnce);

}  // namespace polgraph
