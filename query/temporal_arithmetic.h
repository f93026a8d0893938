// What + - * / mean where a temporal value is among the operands. Private to arithmetic.cc.
//
//   Shape   the answer, or nothing where the two kinds have none
//   Throws  Error Arithmetic "TemporalOverflow", "DivideByZero"
#pragma once

#include <optional>

#include "graph/value.h"

namespace polgraph {

using TemporalOperator = std::optional<Value> (*)(const Value& a, const Value& b);

std::optional<Value> add_temporal(const Value& a, const Value& b);       // instant + duration, durations
std::optional<Value> subtract_temporal(const Value& a, const Value& b);  // instant - duration, durations
std::optional<Value> multiply_temporal(const Value& a, const Value& b);  // duration * number, number * duration
std::optional<Value> divide_temporal(const Value& a, const Value& b);    // duration / number

}  // namespace polgraph
