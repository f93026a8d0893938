#include "graph/audit/name_form.h"

#include <algorithm>
#include <array>
#include <utility>

#include "graph/fold.h"
#include "graph/text/utf8.h"

namespace polgraph {

namespace {

using Spelling = std::pair<std::string_view, std::string_view>;

// Japanese legal forms, longer ones before those that they end with; what they are alike to.
constexpr std::array<Spelling, 23> kJapaneseForms{{{"特定非営利活動法人", "特定非営利活動法人"},
                                                   {"国立研究開発法人", "国立研究開発法人"},
                                                   {"地方独立行政法人", "地方独立行政法人"},
                                                   {"独立行政法人", "独立行政法人"},
                                                   {"国立大学法人", "国立大学法人"},
                                                   {"公立大学法人", "公立大学法人"},
                                                   {"一般社団法人", "一般社団法人"},
                                                   {"公益社団法人", "公益社団法人"},
                                                   {"一般財団法人", "一般財団法人"},
                                                   {"公益財団法人", "公益財団法人"},
                                                   {"社会福祉法人", "社会福祉法人"},
                                                   {"社会医療法人", "社会医療法人"},
                                                   {"医療法人社団", "医療法人"},
                                                   {"医療法人財団", "医療法人"},
                                                   {"医療法人", "医療法人"},
                                                   {"学校法人", "学校法人"},
                                                   {"社団法人", "社団法人"},
                                                   {"財団法人", "財団法人"},
                                                   {"株式会社", "株式会社"},
                                                   {"有限会社", "有限会社"},
                                                   {"合同会社", "合同会社"},
                                                   {"合資会社", "合資会社"},
                                                   {"合名会社", "合名会社"}}};

// Whole words, as they are left of (株), ㈱, "Co., Ltd." by folding.
constexpr std::array<Spelling, 46> kFormWords{{{"株", "株式会社"},
                                               {"有", "有限会社"},
                                               {"合", "合同会社"},
                                               {"同", "合同会社"},
                                               {"社", "社団法人"},
                                               {"財", "財団法人"},
                                               {"一社", "一般社団法人"},
                                               {"公社", "公益社団法人"},
                                               {"一財", "一般財団法人"},
                                               {"公財", "公益財団法人"},
                                               {"学", "学校法人"},
                                               {"独", "独立行政法人"},
                                               {"独法", "独立行政法人"},
                                               {"国研", "国立研究開発法人"},
                                               {"国", "国立大学法人"},
                                               {"福", "社会福祉法人"},
                                               {"社福", "社会福祉法人"},
                                               {"医", "医療法人"},
                                               {"特非", "特定非営利活動法人"},
                                               {"corporation", "inc"},
                                               {"corp", "inc"},
                                               {"incorporated", "inc"},
                                               {"inc", "inc"},
                                               {"company", "co"},
                                               {"co", "co"},
                                               {"limited", "ltd"},
                                               {"ltd", "ltd"},
                                               {"llc", "llc"},
                                               {"l l c", "llc"},
                                               {"llp", "llp"},
                                               {"plc", "plc"},
                                               {"gmbh", "gmbh"},
                                               {"ag", "ag"},
                                               {"sa", "sa"},
                                               {"s a", "sa"},
                                               {"spa", "spa"},
                                               {"srl", "srl"},
                                               {"sarl", "sarl"},
                                               {"bv", "bv"},
                                               {"b v", "bv"},
                                               {"nv", "nv"},
                                               {"ab", "ab"},
                                               {"oy", "oy"},
                                               {"pte", "pte"},
                                               {"pty", "pty"},
                                               {"pvt", "pvt"}}};

using LetterPair = std::pair<char32_t, char32_t>;

// Old and new forms of kanji as they meet in names, letters of other scripts that look Latin, small kana.
constexpr std::array<LetterPair, 103> kSameLetters{
    {{U'髙', U'高'}, {U'﨑', U'崎'}, {U'澤', U'沢'}, {U'邊', U'辺'}, {U'邉', U'辺'}, {U'齋', U'斎'}, {U'齊', U'斉'},
     {U'櫻', U'桜'}, {U'學', U'学'}, {U'國', U'国'}, {U'會', U'会'}, {U'縣', U'県'}, {U'區', U'区'}, {U'團', U'団'},
     {U'壽', U'寿'}, {U'榮', U'栄'}, {U'實', U'実'}, {U'眞', U'真'}, {U'惠', U'恵'}, {U'圓', U'円'}, {U'藝', U'芸'},
     {U'醫', U'医'}, {U'藥', U'薬'}, {U'鐵', U'鉄'}, {U'龍', U'竜'}, {U'濱', U'浜'}, {U'濵', U'浜'}, {U'德', U'徳'},
     {U'曾', U'曽'}, {U'廣', U'広'}, {U'滿', U'満'}, {U'應', U'応'}, {U'萬', U'万'}, {U'瀧', U'滝'}, {U'瀨', U'瀬'},
     {U'豐', U'豊'}, {U'禮', U'礼'}, {U'靜', U'静'}, {U'嶋', U'島'}, {U'嶌', U'島'}, {U'冨', U'富'}, {U'槇', U'槙'},
     {U'檜', U'桧'}, {U'螢', U'蛍'}, {U'讀', U'読'}, {U'賣', U'売'}, {U'發', U'発'}, {U'變', U'変'}, {U'總', U'総'},
     {U'經', U'経'}, {U'濟', U'済'}, {U'產', U'産'}, {U'勞', U'労'}, {U'邨', U'村'}, {U'淺', U'浅'}, {U'條', U'条'},
     {U'假', U'仮'}, {U'佛', U'仏'}, {U'敎', U'教'}, {U'ァ', U'ア'}, {U'ィ', U'イ'}, {U'ゥ', U'ウ'}, {U'ェ', U'エ'},
     {U'ォ', U'オ'}, {U'ッ', U'ツ'}, {U'ャ', U'ヤ'}, {U'ュ', U'ユ'}, {U'ョ', U'ヨ'}, {U'ヮ', U'ワ'}, {U'ヵ', U'カ'},
     {U'ヶ', U'ケ'}, {U'ぁ', U'あ'}, {U'ぃ', U'い'}, {U'ぅ', U'う'}, {U'ぇ', U'え'}, {U'ぉ', U'お'}, {U'っ', U'つ'},
     {U'ゃ', U'や'}, {U'ゅ', U'ゆ'}, {U'ょ', U'よ'}, {U'ゎ', U'わ'}, {U'а', U'a'},   {U'в', U'b'},   {U'е', U'e'},
     {U'к', U'k'},   {U'м', U'm'},   {U'н', U'h'},   {U'о', U'o'},   {U'р', U'p'},   {U'с', U'c'},   {U'т', U't'},
     {U'у', U'y'},   {U'х', U'x'},   {U'і', U'i'},   {U'ο', U'o'},   {U'α', U'a'},   {U'ε', U'e'},   {U'ι', U'i'},
     {U'κ', U'k'},   {U'ν', U'v'},   {U'ρ', U'p'},   {U'τ', U't'},   {U'χ', U'x'}}};

bool is_ascii_letter(char32_t letter) {
  return letter >= U'a' && letter <= U'z';
}

bool is_cyrillic_or_greek(char32_t letter) {
  return letter >= 0x370 && letter <= 0x4FF;
}

char32_t plain_letter(char32_t letter) {
  const auto found = std::find_if(kSameLetters.begin(), kSameLetters.end(),
                                  [&](const LetterPair& pair) { return pair.first == letter; });
  return found == kSameLetters.end() ? letter : found->second;
}

// A Cyrillic letter is a Latin one only in a name that has Latin or Japanese letters beside it.
std::string plain_letters(std::string_view folded) {
  const LetterList letters = letters_of(folded);
  const bool mixed = std::any_of(letters.begin(), letters.end(),
                                 [](char32_t letter) { return is_ascii_letter(letter) || is_cjk(letter); });
  std::string text;
  for (const char32_t letter : letters) {
    append_utf8(text, is_cyrillic_or_greek(letter) && !mixed ? letter : plain_letter(letter));
  }
  return text;
}

std::vector<std::string> words_of(std::string_view folded) {
  std::vector<std::string> words;
  for (std::size_t from = 0; from < folded.size();) {
    const std::size_t to = std::min(folded.find(' ', from), folded.size());
    if (to > from) words.emplace_back(folded.substr(from, to - from));
    from = to + 1;
  }
  return words;
}

std::string_view form_word(std::string_view word) {
  const auto found =
      std::find_if(kFormWords.begin(), kFormWords.end(), [&](const Spelling& one) { return one.first == word; });
  return found == kFormWords.end() ? std::string_view() : found->second;
}

void take_form(NameForm& form, std::string_view legal_form, FormPlace place) {
  if (!form.legal_form.empty()) form.legal_form += ' ';
  form.legal_form += legal_form;
  form.place = place;
}

// 株式会社 and the like at the front or the back of the first or last word.
void take_japanese_form(NameForm& form) {
  for (const auto& [spelling, legal_form] : kJapaneseForms) {
    if (form.words.empty()) return;
    std::string& first = form.words.front();
    if (first.starts_with(spelling) && first.size() + form.words.size() > spelling.size() + 1) {
      first.erase(0, spelling.size());
      take_form(form, legal_form, FormPlace::Front);
    } else if (std::string& last = form.words.back();
               last.ends_with(spelling) && last.size() > spelling.size() && legal_form != "公立大学法人") {
      last.erase(last.size() - spelling.size());
      take_form(form, legal_form, FormPlace::Back);
    }
    std::erase_if(form.words, [](const std::string& word) { return word.empty(); });
  }
}

// (株) stands at either end, "Co., Ltd." at the back, several words of it in a row. One word at least is left.
void take_form_words(NameForm& form) {
  while (form.words.size() > 1 && !form_word(form.words.back()).empty()) {
    take_form(form, form_word(form.words.back()), FormPlace::Back);
    form.words.pop_back();
  }
  if (form.words.size() > 1 && is_cjk(letters_of(form.words.front()).front()) &&
      !form_word(form.words.front()).empty()) {
    take_form(form, form_word(form.words.front()), FormPlace::Front);
    form.words.erase(form.words.begin());
  }
}

bool is_number(char32_t letter) {
  constexpr std::u32string_view kHanNumbers = U"〇一二三四五六七八九十";
  return (letter >= U'0' && letter <= U'9') || kHanNumbers.find(letter) != std::u32string_view::npos;
}

std::string digits_of(const LetterList& letters) {
  std::string digits;
  for (std::size_t i = 0; i < letters.size(); ++i) {
    if (!is_number(letters[i])) continue;
    append_utf8(digits, letters[i]);
    if (i + 1 == letters.size() || !is_number(letters[i + 1])) digits += ' ';
  }
  return digits;
}

std::size_t last_run(const LetterList& letters) {  // Latin letters and digits at the end
  std::size_t run = 0;
  while (run < letters.size() &&
         (is_ascii_letter(letters[letters.size() - 1 - run]) ||
          (letters[letters.size() - 1 - run] >= U'0' && letters[letters.size() - 1 - run] <= U'9')))
    ++run;
  return run;
}

// One or two Latin letters behind Japanese ones, or a word of one letter at the end: a label, not a name.
bool is_anonymous(const NameForm& form) {
  if (form.letters.size() <= 2 && last_run(form.letters) > 0) return true;
  if (form.cjk) {
    const std::size_t run = last_run(form.letters);
    return (run == 1 || run == 2) && run < form.letters.size();
  }
  return form.words.size() > 1 && form.words.back().size() == 1 && form.words[form.words.size() - 2].size() > 1;
}

}  // namespace

bool is_kana(char32_t letter) {
  return letter >= 0x3041 && letter <= 0x30FF;
}

NameForm name_form(std::string_view name) {
  NameForm form;
  form.words = words_of(plain_letters(fold_name(name)));
  take_form_words(form);
  take_japanese_form(form);
  for (const std::string& word : form.words) form.core += word;
  form.letters = letters_of(form.core);
  form.digits = digits_of(form.letters);
  form.cjk = std::any_of(form.letters.begin(), form.letters.end(), is_cjk);
  form.anonymous = is_anonymous(form);
  return form;
}

namespace {

constexpr std::array<std::string_view, 5> kWholePlaceholders{"ほか", "他", "不明", "非公表", "n a"};
constexpr std::array<std::string_view, 7> kPlaceholderEnds{"等", "など", "ほか", "他", "その他", "各社", "全員"};
constexpr std::array<std::string_view, 9> kPlaceholderWords{
    "other", "others", "various", "miscellaneous", "unknown", "several", "multiple", "undisclosed", "unspecified"};
constexpr std::size_t kMostPlaceholderWords = 3;  // "Other World Computing Museum" is a name

bool ends_with_any(std::string_view folded) {
  return std::any_of(kPlaceholderEnds.begin(), kPlaceholderEnds.end(),
                     [&](std::string_view end) { return folded.size() > end.size() && folded.ends_with(end); });
}

}  // namespace

bool is_placeholder_name(std::string_view name) {
  const std::string folded = fold_name(name);
  if (folded.starts_with("その他")) return true;
  if (std::find(kWholePlaceholders.begin(), kWholePlaceholders.end(), folded) != kWholePlaceholders.end()) return true;
  if (ends_with_any(folded)) return true;
  const auto words = words_of(folded);
  if (words.empty()) return false;
  if (words.size() > 1 && words.back() == "others") return true;
  return words.size() <= kMostPlaceholderWords &&
         std::find(kPlaceholderWords.begin(), kPlaceholderWords.end(), words.front()) != kPlaceholderWords.end();
}

}  // namespace polgraph
