// Private: data/ontology/ontology.json as the program has it in itself (CMake writes the text into the library).
//
//   Thread  any
//   Throws  Error as parse_json, were the file broken when the program was built; a test guards that
//   Cost    parsed once
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace polgraph {

struct Vocabulary {
  struct Label {
    std::string name;      // "Ministry"
    std::string umbrella;  // "Organization"; empty: none
    std::string meaning;
  };
  struct Type {
    std::string name;
    std::vector<std::string> from, to;  // labels and umbrellas; "*": any
  };
  std::vector<Label> labels;
  std::vector<Type> types;
  std::vector<std::string> name_kinds;
  std::vector<std::string> modalities;

  const Label* find_label(std::string_view name) const;
  const Type* find_type(std::string_view name) const;
  bool is_umbrella(std::string_view name) const;
};

const Vocabulary& vocabulary();
Vocabulary parse_vocabulary(std::string_view json);

extern const std::string_view kVocabularyJson;  // defined in a file that CMake writes

bool has_word(std::string_view text, std::string_view word);  // words are parted by anything but letters

}  // namespace polgraph
