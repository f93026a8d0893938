#include "graph/text/occurrence.h"

#include <utf8proc.h>

#include <algorithm>
#include <cstring>
#include <optional>
#include <vector>

#include "graph/text/normal_form.h"
#include "graph/text/utf8.h"

namespace polgraph {

namespace {

constexpr std::size_t kMostPhraseLetters = 100;
constexpr std::size_t kMostPassageLetters = 2000;

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// Blanks that NFKC leaves; the others are U+0020 by then.
bool is_blank(char32_t letter) {
  return letter == ' ' || (letter >= '\t' && letter <= '\r') || letter == 0x85 || letter == 0x1680 ||
         letter == 0x2028 || letter == 0x2029;
}

bool is_invisible(char32_t letter) {
  return letter == 0xAD || letter == 0x200B || letter == 0x2060 || letter == 0xFEFF;
}

// Letters of scripts that are written without blanks. (Korean is as wide and has them.)
bool is_unspaced(char32_t letter) {
  const bool is_korean = (letter >= 0x1100 && letter <= 0x11FF) || (letter >= 0x3130 && letter <= 0x318F) ||
                         (letter >= 0xA960 && letter <= 0xA97F) || (letter >= 0xAC00 && letter <= 0xD7FF);
  return letter >= 0x2E80 && !is_korean && letter < 0x1F000 && display_width(letter) == 2;
}

// "³" and "½" are no digits, but NFKC makes digits of them.
bool becomes_digits(char32_t letter, std::string_view spelled) {
  if (letter < 0x80) return false;
  const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(letter));
  if (category != UTF8PROC_CATEGORY_NO && category != UTF8PROC_CATEGORY_SO) return false;
  const std::string made = normalized(spelled, NormalForm::Nfkc);
  return !made.empty() && (is_digit(made.front()) || is_digit(made.back()));
}

// A blank on either side of such letters where a digit follows or precedes.
std::string with_numbers_apart(std::string_view text) {
  enum class Last { Other, Digit, Raised } last = Last::Other;
  std::string out;
  out.reserve(text.size());
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t begin = offset;
    const char32_t letter = decode_utf8(text, offset);
    const std::string_view spelled = text.substr(begin, offset - begin);
    const bool digit = letter < 0x80 ? is_digit(static_cast<char>(letter)) : letter >= 0xFF10 && letter <= 0xFF19;
    const Last kind = digit ? Last::Digit : becomes_digits(letter, spelled) ? Last::Raised : Last::Other;
    if ((last == Last::Digit && kind == Last::Raised) || (last == Last::Raised && kind == Last::Digit)) out += ' ';
    out += spelled;
    last = kind;
  }
  return out;
}

std::string with_blanks_folded(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool blank_waits = false;
  char32_t before = 0;
  for (std::size_t offset = 0; offset < text.size();) {
    const std::size_t begin = offset;
    const char32_t letter = decode_utf8(text, offset);
    if (is_invisible(letter)) continue;
    if (is_blank(letter)) {
      blank_waits = true;
      continue;
    }
    if (blank_waits && !out.empty() && !(is_unspaced(before) && is_unspaced(letter))) out += ' ';
    out += text.substr(begin, offset - begin);
    blank_waits = false;
    before = letter;
  }
  return out;
}

std::u32string letters_of(std::string_view text, std::size_t most) {
  std::u32string letters;
  for (std::size_t offset = 0; offset < text.size() && letters.size() < most;) {
    letters += decode_utf8(text, offset);
  }
  return letters;
}

struct Span {
  std::size_t begin = 0;
  std::size_t end = 0;
};

// The part of `passage` with the fewest changes to `phrase`, by Sellers' algorithm: an edit distance that costs nothing
// to begin or end anywhere in the passage. Nothing where more than half of the phrase would have to change.
std::optional<Span> most_alike(const std::u32string& phrase, const std::u32string& passage) {
  std::vector<std::size_t> cost(phrase.size() + 1), begin(phrase.size() + 1);
  for (std::size_t i = 0; i <= phrase.size(); ++i) cost[i] = i;
  std::size_t best = phrase.size() / 2 + 1;
  std::optional<Span> found;
  for (std::size_t at = 0; at < passage.size(); ++at) {
    std::size_t diagonal = cost[0], diagonal_begin = begin[0];
    begin[0] = at + 1;
    for (std::size_t i = 1; i <= phrase.size(); ++i) {
      const std::size_t left = cost[i], left_begin = begin[i];
      const std::size_t replaced = diagonal + (phrase[i - 1] == passage[at] ? 0u : 1u);
      if (replaced <= left + 1 && replaced <= cost[i - 1] + 1) {
        cost[i] = replaced;
        begin[i] = i == 1 ? at : diagonal_begin;
      } else if (left < cost[i - 1]) {
        cost[i] = left + 1;
      } else {
        cost[i] = cost[i - 1] + 1;
        begin[i] = begin[i - 1];
      }
      diagonal = left;
      diagonal_begin = left_begin;
    }
    if (cost.back() < best) {
      best = cost.back();
      found = Span{begin.back(), at + 1};
    }
  }
  return found;
}

std::string cut_out(const std::u32string& letters, Span span, bool is_all) {
  std::string out = span.begin > 0 ? "…" : "";
  for (std::size_t i = span.begin; i < span.end; ++i) append_utf8(out, letters[i]);
  return span.end < letters.size() || !is_all ? out + "…" : out;
}

// Does the phrase that was found at `at` cut a run of digits?
bool stands_alone(std::string_view phrase, std::string_view passage, std::size_t at) {
  const std::size_t end = at + phrase.size();
  const bool cuts_before = at > 0 && is_digit(passage[at - 1]) && is_digit(phrase.front());
  const bool cuts_behind = end < passage.size() && is_digit(passage[end]) && is_digit(phrase.back());
  return !cuts_before && !cuts_behind;
}

// Every occurrence from `at`, overlapping ones too, by Knuth, Morris and Pratt: "1" in a million ones stays linear.
bool occurs_behind(std::string_view phrase, std::string_view passage, std::size_t at) {
  std::vector<std::size_t> border(phrase.size() + 1,
                                  0);  // of the first i letters: the longest begin that ends them too
  for (std::size_t i = 1, k = 0; i < phrase.size(); ++i) {
    while (k > 0 && phrase[i] != phrase[k]) k = border[k];
    border[i + 1] = phrase[i] == phrase[k] ? ++k : 0;
  }
  for (std::size_t k = 0; at < passage.size(); ++at) {
    while (k > 0 && phrase[k] != passage[at]) k = border[k];
    if (phrase[k] == passage[at]) ++k;
    if (k < phrase.size()) continue;
    if (stands_alone(phrase, passage, at + 1 - k)) return true;
    k = border[k];
  }
  return false;
}

}  // namespace

std::string comparable(std::string_view text) {
  if (is_ascii(text)) return with_blanks_folded(text);
  return with_blanks_folded(normalized(with_numbers_apart(text), NormalForm::Nfkc));
}

bool occurs(std::string_view phrase, std::string_view passage) {
  if (phrase.empty() || phrase.size() > passage.size()) return false;
  const void* first = memmem(passage.data(), passage.size(), phrase.data(), phrase.size());
  if (first == nullptr) return false;
  const auto at = static_cast<std::size_t>(static_cast<const char*>(first) - passage.data());
  return stands_alone(phrase, passage, at) || occurs_behind(phrase, passage, at);
}

std::string nearest_piece(std::string_view phrase, std::string_view passage, std::size_t letters) {
  const std::u32string all = letters_of(passage, kMostPassageLetters);
  const bool is_all = all.size() < kMostPassageLetters;
  const auto alike = most_alike(letters_of(phrase, kMostPhraseLetters), all);
  Span shown = alike ? *alike : Span{0, 0};
  const std::size_t room = letters > 2 ? letters - 2 : 1;  // two for the ellipses
  shown.end = std::min(shown.end, shown.begin + room);
  const std::size_t spare = room - (shown.end - shown.begin);
  const std::size_t before = std::min(shown.begin, spare / 2);
  shown = {shown.begin - before, std::min(all.size(), shown.end + (spare - before))};
  return cut_out(all, shown, is_all);
}

}  // namespace polgraph
