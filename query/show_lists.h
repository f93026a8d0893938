// What SHOW can list: columns and rows of each list. One row of a table in show_lists.cc for each.
#pragma once

#include <string_view>
#include <vector>

#include "query/context.h"
#include "query/procedures.h"
#include "query/syntax/ast.h"

namespace polgraph {

struct ShownColumn {
  std::string_view name;
  bool brief = true;  // shown without YIELD
};

struct ShownList {
  std::string_view word;  // INDEXES
  std::vector<ShownColumn> columns;
  // The rows, a value for each column, of the things that `filter` (RANGE, NODE KEY ..., empty: all) lets through.
  std::vector<ValueList> (*rows)(std::string_view filter, const Snapshot& view, const ProcedureTable& procedures);
  bool (*knows)(std::string_view filter);
};

const ShownList& shown_list(ast::Show::What what);

namespace shown {
ShownList indexes();
ShownList constraints();

// Words as a list value; null where there are none.
Value text_list(const std::vector<std::string>& words);
}  // namespace shown

}  // namespace polgraph
