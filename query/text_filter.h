// Conditions that ask a text property of a node for a part (`toLower(n.name) CONTAINS 'x'`), answered for all nodes at
// once: one search through the column's texts (graph/texts.h), then the nodes that have those found. As evaluating them
// row by row would: null has no part, and what toLower() fails on is left to the evaluation.
//
//   Lives   a TextTest borrows the condition, and its part the value that it has in this run
//   Throws  Error Corrupt, Storage, Interrupted, Limit
#pragma once

#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "graph/image.h"
#include "graph/texts.h"
#include "query/eval.h"

namespace polgraph {

struct TextTest {
  KeyId key;
  bool lower;  // of the text in lower case
  TextPart how;
  std::string_view part;
};

// A condition on the property of the node in `slot`, if it is one.
std::optional<TextTest> text_test(const Expr& condition, std::size_t slot, Context& context);
// Does the condition have an answer for every node in `slot`? (Others may fail, and then the order matters.)
bool never_fails(const Expr& condition, std::size_t slot);

// What rows that are tested one by one may cost before texts are searched instead; what is missing for that is counted.
// In rows. `rows`: so many there are. Nothing: it does not pay.
std::optional<std::uint64_t> rows_worth_texts(std::span<const TextTest> tests, std::uint64_t rows, Context& context);

// The nodes of `among` (null: of all) that meet all tests. Null: columns cannot tell, or there is no room for them.
std::unique_ptr<NodeSet> nodes_with_texts(std::span<const TextTest> tests, const NodeSet* among, Context& context);

// The same of one test and all nodes, for who will test `rows` of them; null also where it does not pay yet.
std::unique_ptr<NodeSet> nodes_worth_texts(const TextTest& test, std::uint64_t rows, Context& context);

}  // namespace polgraph
