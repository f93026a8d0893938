#include "graph/fold.h"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <unordered_set>

namespace polgraph {

namespace {

constexpr utf8proc_int32_t kReplacement = 0xFFFD;
using Letters = std::vector<utf8proc_int32_t>;

struct Plain {
  utf8proc_int32_t letter;
  std::string_view ascii;
};

// Latin letters that Unicode does not take apart although a keyboard without them would. Lower case suffices: the text
// is case folded before.
constexpr std::array<Plain, 10> kPlain{{{0xE6, "ae"},
                                        {0xF0, "d"},
                                        {0xF8, "o"},
                                        {0xFE, "th"},
                                        {0x111, "d"},
                                        {0x127, "h"},
                                        {0x131, "i"},
                                        {0x142, "l"},
                                        {0x153, "oe"},
                                        {0x167, "t"}}};

// Marks on Latin, Greek and Cyrillic letters. The voicing marks of Kana and the vowel signs of other scripts are not
// ornaments and stay.
bool is_diacritic(utf8proc_int32_t letter) {
  return (letter >= 0x300 && letter <= 0x36F) || (letter >= 0x1AB0 && letter <= 0x1AFF) ||
         (letter >= 0x1DC0 && letter <= 0x1DFF) || (letter >= 0x20D0 && letter <= 0x20FF) ||
         (letter >= 0xFE20 && letter <= 0xFE2F);
}

bool is_kept(utf8proc_int32_t letter) {
  if (letter == kReplacement) return true;
  switch (utf8proc_category(letter)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_MN:
    case UTF8PROC_CATEGORY_MC:
    case UTF8PROC_CATEGORY_ME:
    case UTF8PROC_CATEGORY_ND:
    case UTF8PROC_CATEGORY_NL:
    case UTF8PROC_CATEGORY_NO: return true;
    default: return false;
  }
}

// One code point from the front of `text`; a byte that begins none is U+FFFD and one byte long.
utf8proc_int32_t take_letter(std::string_view& text) {
  utf8proc_int32_t letter = 0;
  const auto* bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data());
  const auto length =
      utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(std::min<std::size_t>(text.size(), 4)), &letter);
  if (length <= 0) {
    text.remove_prefix(1);
    return kReplacement;
  }
  text.remove_prefix(static_cast<std::size_t>(length));
  return letter;
}

void append_decomposed(Letters& out, utf8proc_int32_t letter) {
  constexpr auto kOptions =
      static_cast<utf8proc_option_t>(UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
  std::array<utf8proc_int32_t, 32> parts{};
  int last_class = 0;
  const auto count =
      utf8proc_decompose_char(letter, parts.data(), static_cast<utf8proc_ssize_t>(parts.size()), kOptions, &last_class);
  if (count < 0 || count > static_cast<utf8proc_ssize_t>(parts.size())) {
    out.push_back(letter);
    return;
  }
  for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
    if (is_diacritic(parts[i])) continue;
    const auto* plain =
        std::find_if(kPlain.begin(), kPlain.end(), [&](const Plain& p) { return p.letter == parts[i]; });
    if (plain == kPlain.end()) {
      out.push_back(parts[i]);
    } else {
      out.insert(out.end(), plain->ascii.begin(), plain->ascii.end());
    }
  }
}

// Canonical order of combining marks. Not left to utf8proc, whose sort is quadratic in a run of marks: a hostile name
// of 1 MB would take hours.
void order_marks(Letters& letters) {
  const auto mark_class = [](utf8proc_int32_t letter) { return utf8proc_get_property(letter)->combining_class; };
  for (auto from = letters.begin(); from != letters.end();) {
    if (mark_class(*from) == 0) {
      ++from;
      continue;
    }
    const auto to = std::find_if(from, letters.end(), [&](auto letter) { return mark_class(letter) == 0; });
    std::stable_sort(from, to, [&](auto a, auto b) { return mark_class(a) < mark_class(b); });
    from = to;
  }
}

void append_utf8(std::string& out, utf8proc_int32_t letter) {
  std::array<utf8proc_uint8_t, 4> bytes{};
  const auto length = utf8proc_encode_char(letter, bytes.data());
  out.append(reinterpret_cast<const char*>(bytes.data()), static_cast<std::size_t>(length));
}

// Writes letters with single blanks between words and none at the ends.
class WordWriter {
 public:
  void blank() { pending_ = !text_.empty(); }
  void letter(utf8proc_int32_t value) {
    if (pending_) text_ += ' ';
    pending_ = false;
    append_utf8(text_, value);
  }
  std::string take() { return std::move(text_); }

 private:
  std::string text_;
  bool pending_ = false;
};

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

// As WordWriter would, letter by letter: most names are ASCII, and a load folds them all. Over what `out` holds, but
// for its first `kept` bytes.
void fold_ascii(std::string_view name, std::string& out, std::size_t kept) {
  out.resize(kept);
  bool pending = false;  // a blank
  for (const char c : name) {
    const bool upper = c >= 'A' && c <= 'Z';
    if (!upper && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9')) {
      pending = out.size() > kept;
      continue;
    }
    if (pending) out.push_back(' ');
    pending = false;
    out.push_back(upper ? static_cast<char>(c - 'A' + 'a') : c);
  }
}

std::string_view cut_term(std::string_view term) {
  const std::size_t limit = term.starts_with('=') ? kMaxWholeTermBytes : kMaxTermBytes;
  if (term.size() <= limit) return term;
  std::size_t end = limit;
  while (end > 0 && (static_cast<unsigned char>(term[end]) & 0xC0) == 0x80) --end;
  return term.substr(0, end);
}

class TermCollector {
 public:
  explicit TermCollector(bool last_letters) : last_letters_(last_letters) {}
  void add(std::string_view term) {
    const std::string_view cut = cut_term(term);
    if (is_new(cut)) terms_.emplace_back(cut);
  }
  // `run` is Han and Kana only; `starts` are the offsets of its letters.
  void add_bigrams(std::string_view run, const std::vector<std::size_t>& starts) {
    if (starts.size() == 1 || last_letters_) add(run.substr(starts.back()));
    for (std::size_t i = 0; i + 1 < starts.size(); ++i) {
      const std::size_t end = i + 2 < starts.size() ? starts[i + 2] : run.size();
      add(run.substr(starts[i], end - starts[i]));
    }
  }
  std::vector<std::string> take() { return std::move(terms_); }

 private:
  // A name has a dozen terms: they are looked through. A text that calls itself a name may have thousands.
  bool is_new(std::string_view term) {
    if (terms_.size() < kFewTerms) return std::find(terms_.begin(), terms_.end(), term) == terms_.end();
    if (seen_.empty()) seen_.insert(terms_.begin(), terms_.end());
    return seen_.emplace(term).second;
  }

  static constexpr std::size_t kFewTerms = 24;
  bool last_letters_;
  std::vector<std::string> terms_;
  std::unordered_set<std::string> seen_;  // all of them, from kFewTerms on
};

// The words of a name without Han, Kana or other letters beyond ASCII.
template <class Use>
void each_ascii_word(std::string_view folded, Use use) {
  while (!folded.empty()) {
    const std::size_t end = std::min(folded.find(' '), folded.size());
    if (end > 0) use(folded.substr(0, end));
    folded.remove_prefix(std::min(end + 1, folded.size()));
  }
}

void collect_words(std::string_view folded, TermCollector& terms) {
  if (is_ascii(folded)) return each_ascii_word(folded, [&](std::string_view word) { terms.add(word); });
  std::vector<std::size_t> starts;  // of the letters of the current run of Han and Kana
  std::size_t run_start = 0;
  const auto close_run = [&](std::size_t end) {
    if (!starts.empty()) {
      for (auto& start : starts) start -= run_start;
      terms.add_bigrams(folded.substr(run_start, end - run_start), starts);
    } else if (end > run_start) {
      terms.add(folded.substr(run_start, end - run_start));
    }
    starts.clear();
    run_start = end;
  };
  std::string_view rest = folded;
  while (!rest.empty()) {
    const std::size_t offset = folded.size() - rest.size();
    const auto letter = take_letter(rest);
    const bool cjk = is_cjk(static_cast<char32_t>(letter));
    if (letter == ' ' || (offset > run_start && cjk != !starts.empty())) close_run(offset);
    if (letter == ' ') run_start = offset + 1;
    if (cjk) starts.push_back(offset);
  }
  close_run(folded.size());
}

}  // namespace

std::string fold_name(std::string_view name) {
  if (is_ascii(name)) {
    std::string out;
    out.reserve(name.size());
    fold_ascii(name, out, 0);
    return out;
  }
  Letters letters;
  letters.reserve(name.size());
  while (!name.empty()) append_decomposed(letters, take_letter(name));
  order_marks(letters);
  const auto count = utf8proc_normalize_utf32(letters.data(), static_cast<utf8proc_ssize_t>(letters.size()),
                                              static_cast<utf8proc_option_t>(UTF8PROC_COMPOSE | UTF8PROC_STABLE));
  if (count >= 0) letters.resize(static_cast<std::size_t>(count));
  WordWriter out;
  for (const auto letter : letters) is_kept(letter) ? out.letter(letter) : out.blank();
  return out.take();
}

std::vector<std::string> name_terms(std::string_view name) {
  const std::string folded = fold_name(name);
  TermCollector terms(true);
  if (!folded.empty()) terms.add("=" + folded);
  collect_words(folded, terms);
  return terms.take();
}

void each_name_term(std::string_view name, std::string& scratch, const std::function<void(std::string_view)>& use) {
  if (!is_ascii(name)) {
    for (const std::string& term : name_terms(name)) use(term);
    return;
  }
  scratch.assign(1, '=');
  fold_ascii(name, scratch, 1);
  if (scratch.size() == 1) return;
  use(cut_term(scratch));
  each_ascii_word(std::string_view(scratch).substr(1), [&](std::string_view word) { use(cut_term(word)); });
}

std::vector<std::string> query_terms(std::string_view words) {
  TermCollector terms(false);
  collect_words(fold_name(words), terms);
  return terms.take();
}

std::string whole_name_term(std::string_view name) {
  const std::string folded = fold_name(name);
  if (folded.empty()) return {};
  const std::string term = "=" + folded;
  return std::string(cut_term(term));
}

bool is_cjk(char32_t letter) {
  return (letter >= 0x3041 && letter <= 0x30FF && letter != 0x30FB) ||  // Kana, their marks; not the middle dot
         (letter >= 0x31F0 && letter <= 0x31FF) ||                      // small Katakana
         (letter >= 0x3400 && letter <= 0x4DBF) || (letter >= 0x4E00 && letter <= 0x9FFF) ||  // Han
         (letter >= 0xF900 && letter <= 0xFAFF) || (letter >= 0x20000 && letter <= 0x3FFFF) || letter == 0x3005 ||
         letter == 0x3006 || letter == 0x3007;
}

}  // namespace polgraph
