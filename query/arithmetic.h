// Arithmetic on Values: + - * / % ^ and unary minus, as openCypher 9 "Mathematical operators" has them. null in, null
// out. Integers stay integers; what does not fit 64 bits is an error, never a wrapped number.
//
//   Throws  Error Arithmetic "IntegerOverflow", "DivideByZero"; Error Type "InvalidArgumentType"
#pragma once

#include "graph/value.h"

namespace polgraph {

Value add(const Value& a, const Value& b);  // numbers, strings, lists; durations, and to dates and times
Value subtract(const Value& a, const Value& b);
Value multiply(const Value& a, const Value& b);  // numbers; a duration with a number
Value divide(const Value& a, const Value& b);  // integers: towards zero; floats as IEEE 754; a duration by a number
Value modulo(const Value& a, const Value& b);  // sign of the left operand
Value power(const Value& a, const Value& b);   // always a float
Value negate(const Value& a);
Value concat(const Value& a, const Value& b);  // ||: strings or lists

}  // namespace polgraph
