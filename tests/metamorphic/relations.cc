#include "tests/metamorphic/relation.h"

namespace polgraph::meta {

std::vector<Relation> all_relations() {
  std::vector<Relation> all;
  for (const auto table : {match_relations(), row_relations(), subquery_relations(), path_relations(),
                           syntax_relations(), law_relations(), write_relations(), reference_relations()}) {
    all.insert(all.end(), table.begin(), table.end());
  }
  return all;
}

std::vector<Run> runs(const std::vector<std::string>& queries) {
  std::vector<Run> made;
  for (const std::string& query : queries) made.push_back({without_marks(query)});
  return made;
}

Case same_rows(const std::string& left, const std::string& right) {
  return {runs({left}), runs({right})};
}

}  // namespace polgraph::meta
