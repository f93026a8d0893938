// Private: a name brought into the form in which names are compared: folded (graph/fold.h), legal form taken off, old
// kanji as new ones, small kana as large ones, letters of other scripts that look Latin as Latin, blanks away.
//
//   name_form("（株）島津テクノリサーチ").core == name_form("株式会社島津テクノリサーチ").core
//
//   Thread  any
//   Throws  nothing
//   Cost    linear in the bytes
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "graph/nearness.h"

namespace polgraph {

enum class FormPlace { None, Front, Back };

struct NameForm {
  std::string core;                // empty: nothing to compare
  LetterList letters;              // of the core
  std::vector<std::string> words;  // the core before its blanks went; one for Japanese
  std::string legal_form;          // in one spelling ("株式会社"); empty: none
  FormPlace place = FormPlace::None;
  std::string digits;  // the numbers in it, each ended by a blank; names whose numbers differ mean different things
  bool cjk = false;    // has Han or Kana
  // "Company A", "個人B", "A社": stands for somebody who is not named
  bool anonymous = false;
};

NameForm name_form(std::string_view name);

// Does the name stand for many or for the rest: その他, 年金受給者等, 地方公共団体ほか, "others", "various companies"?
bool is_placeholder_name(std::string_view name);

bool is_kana(char32_t letter);  // the long mark is one

}  // namespace polgraph
