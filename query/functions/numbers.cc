// Number functions.
#include <cmath>
#include <limits>
#include <numbers>
#include <random>
#include <string>

#include "graph/error.h"
#include "query/arithmetic.h"
#include "query/functions.h"

namespace polgraph::functions {

namespace {

using Arguments = std::span<const Value>;
constexpr std::uint32_t kNull = StaticType::bit(ValueKind::Null);
constexpr StaticType kNumber{kNumberKinds | kNull, StaticType::kAll};
constexpr StaticType kFloat{StaticType::bit(ValueKind::Float) | kNull, StaticType::kAll};
constexpr StaticType kInteger{kIntegerKind | kNull, StaticType::kAll};

double number(std::string_view function, const Value& value) {
  if (!value.is_number()) wrong_argument(function, value, "a number");
  return value.as_number();
}

// One argument, a float out: sqrt, sin ...
template <double (*F)(double)>
Value plain(Arguments a, Context&) {
  return a[0].is_null() ? Value() : Value::floating(F(number("this function", a[0])));
}

double degrees_of(double radians) {
  return radians * 180 / std::numbers::pi;
}
double radians_of(double degrees) {
  return degrees * std::numbers::pi / 180;
}
double cotangent(double x) {
  return 1 / std::tan(x);
}
double hyperbolic_cotangent(double x) {
  return 1 / std::tanh(x);
}
double half_versine(double x) {
  return (1 - std::cos(x)) / 2;
}

Value abs_of(Arguments a, Context&) {
  if (a[0].is_null()) return {};
  if (a[0].is_integer()) return a[0].as_integer() < 0 ? negate(a[0]) : a[0];
  return Value::floating(std::fabs(number("abs", a[0])));
}

Value sign_of(Arguments a, Context&) {
  if (a[0].is_null()) return {};
  const double value = number("sign", a[0]);
  return Value::integer(value > 0 ? 1 : value < 0 ? -1 : 0);
}

// Half up, towards positive infinity, without the error of floor(x + 0.5) just below a half.
double round_half_up(double x) {
  const double below = std::floor(x);
  return x - below >= 0.5 ? below + 1 : below;
}

double round_by(double x, std::string_view mode) {
  const double down = std::trunc(x), rest = std::fabs(x - down), away = down + std::copysign(1.0, x);
  if (mode == "UP") return rest > 0 ? away : down;
  if (mode == "DOWN") return down;
  if (mode == "CEILING") return std::ceil(x);
  if (mode == "FLOOR") return std::floor(x);
  if (mode == "HALF_UP") return rest >= 0.5 ? away : down;
  if (mode == "HALF_DOWN") return rest > 0.5 ? away : down;
  if (mode == "HALF_EVEN") return std::nearbyint(x);
  throw Error(Kind::Argument, "InvalidArgumentValue", "round() knows no mode `" + std::string(mode) + "`")
      .hint("modes: UP, DOWN, CEILING, FLOOR, HALF_UP, HALF_DOWN, HALF_EVEN");
}

Value round_of(Arguments a, Context&) {
  if (a[0].is_null()) return {};
  const double x = number("round", a[0]);
  if (a.size() == 1) return Value::floating(round_half_up(x));
  if (a[1].is_null()) return {};
  if (!a[1].is_integer() || a[1].as_integer() < 0 || a[1].as_integer() > 300) {
    throw Error(Kind::Argument, "NumberOutOfRange", "round() needs a precision from 0 to 300");
  }
  const std::string_view mode = a.size() > 2 && a[2].is_string() ? a[2].as_string() : "HALF_UP";
  const double scale = std::pow(10.0, static_cast<double>(a[1].as_integer()));
  const double scaled = x * scale;
  if (!std::isfinite(scaled)) return Value::floating(x);
  // What is a half in decimal need not be one in binary: 2.675 is 2.67499...; the nearest double decides.
  const double shown = std::fabs(scaled - std::round(scaled * 2) / 2) < 1e-9 * std::fmax(1, std::fabs(scaled))
                           ? std::round(scaled * 2) / 2
                           : scaled;
  return Value::floating(round_by(shown, mode) / scale);
}

Value atan2_of(Arguments a, Context&) {
  if (a[0].is_null() || a[1].is_null()) return {};
  return Value::floating(std::atan2(number("atan2", a[0]), number("atan2", a[1])));
}

Value is_nan(Arguments a, Context&) {
  if (a[0].is_null()) return {};
  return Value::boolean(std::isnan(number("isNaN", a[0])));
}

std::mt19937_64& generator() {
  thread_local std::mt19937_64 engine{std::random_device{}()};
  return engine;
}

Value rand_of(Arguments, Context&) {
  return Value::floating(static_cast<double>(generator()() >> 11) * 0x1.0p-53);
}

Value random_uuid(Arguments, Context&) {
  static constexpr std::string_view kDigits = "0123456789abcdef";
  std::string text = "xxxxxxxx-xxxx-4xxx-yxxx-xxxxxxxxxxxx";
  for (char& c : text) {
    if (c == 'x') c = kDigits[generator()() & 15];
    if (c == 'y') c = kDigits[8 + (generator()() & 3)];
  }
  return Value::string(text);
}

Value pi(Arguments, Context&) {
  return Value::floating(std::numbers::pi);
}
Value e(Arguments, Context&) {
  return Value::floating(std::numbers::e);
}

constexpr Function kNumbers[] = {
    {"abs", 1, 1, true, kNumberKinds, kNumber, "abs(number)", "Without its sign.", "abs(-3) = 3", &abs_of},
    {"sign", 1, 1, true, kNumberKinds, kInteger, "sign(number)", "-1, 0 or 1.", "sign(-0.5) = -1", &sign_of},
    {"ceil", 1, 1, true, kNumberKinds, kFloat, "ceil(number)", "The next whole number upwards, as a float.",
     "ceil(0.1) = 1.0", &plain<std::ceil>},
    {"ceiling", 1, 1, true, kNumberKinds, kFloat, "ceiling(number)", "Same as ceil().", "ceiling(0.1) = 1.0",
     &plain<std::ceil>},
    {"floor", 1, 1, true, kNumberKinds, kFloat, "floor(number)", "The next whole number downwards, as a float.",
     "floor(0.9) = 0.0", &plain<std::floor>},
    {"round", 1, 3, true, kNumberKinds, kFloat, "round(number [, precision [, mode]])",
     "The nearest whole number, halves up; or with so many decimals.", "round(2.5) = 3.0 AND round(1.249, 1) = 1.2",
     &round_of},
    {"sqrt", 1, 1, true, kNumberKinds, kFloat, "sqrt(number)", "The square root.", "sqrt(16) = 4.0", &plain<std::sqrt>},
    {"exp", 1, 1, true, kNumberKinds, kFloat, "exp(number)", "e to the power of the number.", "exp(0) = 1.0",
     &plain<std::exp>},
    {"log", 1, 1, true, kNumberKinds, kFloat, "log(number)", "The natural logarithm.", "log(1) = 0.0",
     &plain<std::log>},
    {"log10", 1, 1, true, kNumberKinds, kFloat, "log10(number)", "The decimal logarithm.", "log10(100) = 2.0",
     &plain<std::log10>},
    {"sin", 1, 1, true, kNumberKinds, kFloat, "sin(radians)", "The sine.", "sin(0) = 0.0", &plain<std::sin>},
    {"cos", 1, 1, true, kNumberKinds, kFloat, "cos(radians)", "The cosine.", "cos(0) = 1.0", &plain<std::cos>},
    {"tan", 1, 1, true, kNumberKinds, kFloat, "tan(radians)", "The tangent.", "tan(0) = 0.0", &plain<std::tan>},
    {"cot", 1, 1, true, kNumberKinds, kFloat, "cot(radians)", "The cotangent.", "round(cot(pi() / 4), 6) = 1.0",
     &plain<&cotangent>},
    {"asin", 1, 1, true, kNumberKinds, kFloat, "asin(number)", "The arcsine.", "asin(0) = 0.0", &plain<std::asin>},
    {"acos", 1, 1, true, kNumberKinds, kFloat, "acos(number)", "The arccosine.", "acos(1) = 0.0", &plain<std::acos>},
    {"atan", 1, 1, true, kNumberKinds, kFloat, "atan(number)", "The arctangent.", "atan(0) = 0.0", &plain<std::atan>},
    {"sinh", 1, 1, true, kNumberKinds, kFloat, "sinh(number)", "The hyperbolic sine.", "sinh(0) = 0.0",
     &plain<std::sinh>},
    {"cosh", 1, 1, true, kNumberKinds, kFloat, "cosh(number)", "The hyperbolic cosine.", "cosh(0) = 1.0",
     &plain<std::cosh>},
    {"tanh", 1, 1, true, kNumberKinds, kFloat, "tanh(number)", "The hyperbolic tangent.", "tanh(0) = 0.0",
     &plain<std::tanh>},
    {"coth", 1, 1, true, kNumberKinds, kFloat, "coth(number)", "The hyperbolic cotangent.",
     "round(coth(1), 4) = 1.313", &plain<&hyperbolic_cotangent>},
    {"atan2", 2, 2, true, kNumberKinds, kFloat, "atan2(y, x)", "The angle of the point (x, y).", "atan2(0, 1) = 0.0",
     &atan2_of},
    {"degrees", 1, 1, true, kNumberKinds, kFloat, "degrees(radians)", "Radians as degrees.", "degrees(pi()) = 180.0",
     &plain<&degrees_of>},
    {"radians", 1, 1, true, kNumberKinds, kFloat, "radians(degrees)", "Degrees as radians.", "radians(180) = pi()",
     &plain<&radians_of>},
    {"haversin", 1, 1, true, kNumberKinds, kFloat, "haversin(radians)", "Half the versine.", "haversin(0) = 0.0",
     &plain<&half_versine>},
    {"isNaN",
     1,
     1,
     true,
     kNumberKinds,
     {kBooleanKind | kNull, StaticType::kAll},
     "isNaN(number)",
     "Is the number no number?",
     "isNaN(0.0 / 0.0)",
     &is_nan},
    {"pi", 0, 0, true, StaticType::kAll, kFloat, "pi()", "The number pi.", "floor(pi() * 100) = 314.0", &pi},
    {"e", 0, 0, true, StaticType::kAll, kFloat, "e()", "The number e.", "floor(e() * 100) = 271.0", &e},
    {"rand", 0, 0, false, StaticType::kAll, kFloat, "rand()", "A random number from 0 to below 1.", "0 <= rand() < 1",
     &rand_of},
    {"randomUUID", 0, 0, false, StaticType::kAll, StaticType::of(ValueKind::String), "randomUUID()", "A random UUID.",
     "size(randomUUID()) = 36", &random_uuid},
};

}  // namespace

std::span<const Function> numbers() {
  return kNumbers;
}

}  // namespace polgraph::functions
