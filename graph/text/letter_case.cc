#include "graph/text/letter_case.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>

#include "graph/go_on.h"
#include "graph/text/utf8.h"

namespace polgraph {

namespace {

constexpr char32_t kSigma = 0x03A3, kFinalSigma = 0x03C2;

utf8proc_category_t category(char32_t letter) {
  return utf8proc_category(static_cast<utf8proc_int32_t>(letter));
}

bool is_cased(char32_t letter) {
  const utf8proc_category_t kind = category(letter);
  return kind == UTF8PROC_CATEGORY_LU || kind == UTF8PROC_CATEGORY_LL || kind == UTF8PROC_CATEGORY_LT;
}

// What may stand inside of a word without ending it: accents, apostrophes, middle dots. Source: Unicode,
// Case_Ignorable.
bool is_ignorable(char32_t letter) {
  switch (letter) {
    case '\'':
    case '.':
    case ':':
    case '^':
    case '`':
    case 0xAD:
    case 0xB7:
    case 0x2018:
    case 0x2019:
    case 0x2024:
    case 0x2027: return true;
    default: break;
  }
  const utf8proc_category_t kind = category(letter);
  return kind == UTF8PROC_CATEGORY_MN || kind == UTF8PROC_CATEGORY_ME || kind == UTF8PROC_CATEGORY_CF ||
         kind == UTF8PROC_CATEGORY_LM || kind == UTF8PROC_CATEGORY_SK;
}

bool cased_letter_follows(std::string_view text, std::size_t at) {
  while (at < text.size()) {
    const char32_t letter = decode_utf8(text, at);
    if (!is_ignorable(letter)) return is_cased(letter);
  }
  return false;
}

void append_upper(std::string& out, char32_t letter) {
  append_utf8(out, static_cast<char32_t>(utf8proc_toupper(static_cast<utf8proc_int32_t>(letter))));
}

// A letter that has no capital of its own is folded into several that have: ß, ﬁ, ŉ, ᾳ.
void append_full_upper(std::string& out, char32_t letter) {
  std::array<utf8proc_int32_t, 4> folded{};
  int boundary = 0;
  const auto count =
      category(letter) == UTF8PROC_CATEGORY_LU
          ? 1
          : utf8proc_decompose_char(static_cast<utf8proc_int32_t>(letter), folded.data(),
                                    static_cast<utf8proc_ssize_t>(folded.size()), UTF8PROC_CASEFOLD, &boundary);
  if (count < 2 || count > static_cast<utf8proc_ssize_t>(folded.size())) return append_upper(out, letter);
  for (utf8proc_ssize_t i = 0; i < count; ++i) {
    append_upper(out, static_cast<char32_t>(folded[static_cast<std::size_t>(i)]));
  }
}

// Most names: no table is asked about their letters. (Both loops have no branch, so that compilers make them wide.)
bool is_ascii(std::string_view text) {
  unsigned char all = 0;
  for (const char c : text) all |= static_cast<unsigned char>(c);
  return all < 0x80;
}

template <char kFirst, char kLast>
std::string other_case(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(c ^ (c >= kFirst && c <= kLast ? 0x20 : 0));
  return out;
}

}  // namespace

std::string to_lower(std::string_view text) {
  if (is_ascii(text)) return other_case<'A', 'Z'>(text);
  std::string out;
  out.reserve(text.size());
  bool in_word = false;  // a cased letter stands before, with nothing but ignorable ones between
  for (std::size_t at = 0; at < text.size();) {
    go_on();
    const char32_t letter = decode_utf8(text, at);
    if (letter == kSigma && in_word && !cased_letter_follows(text, at)) {
      append_utf8(out, kFinalSigma);
    } else if (letter == 0x130) {  // İ keeps its dot
      out += "i\xCC\x87";
    } else {
      append_utf8(out, static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(letter))));
    }
    in_word = is_cased(letter) || (in_word && is_ignorable(letter));
  }
  return out;
}

std::string to_upper(std::string_view text) {
  if (is_ascii(text)) return other_case<'a', 'z'>(text);
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size();) {
    go_on();
    const char32_t letter = decode_utf8(text, at);
    if (letter < 0x80) {
      append_upper(out, letter);
    } else {
      append_full_upper(out, letter);
    }
  }
  return out;
}

}  // namespace polgraph
