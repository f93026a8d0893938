// Value as a Cypher literal, and names as Cypher writes them: for messages, tests, canonical query text.
//
//   to_cypher(Value::list({Value::integer(1), Value::string("it's")}))   // [1, 'it\'s']
//
//   Thread  pure functions
#pragma once

#include <string>
#include <string_view>

#include "graph/value.h"

namespace polgraph {

// Reads back as the same value; temporal values as calls such as date('2021-07-01'). NaN and the infinities, which have
// no literal, as 0.0 / 0.0 and 1.0 / 0.0. Nodes and relationships, which have none either, by their number: (#12),
// [#7].
std::string to_cypher(const Value& value);
void append_cypher(std::string& out, const Value& value);

// 'text', escaped.
void append_cypher_string(std::string& out, std::string_view text);

// A name, in backticks where it is none without them. (Keywords are names here.)
void append_cypher_name(std::string& out, std::string_view name);

}  // namespace polgraph
