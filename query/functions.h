// Functions: one row each, kept in one array a family (query/functions/*.cc). To add a function, write its row; its
// example is run as a test and the help text comes from the row.
#pragma once

#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "graph/value.h"
#include "query/context.h"
#include "query/scope.h"

namespace polgraph {

// Collects the values of one group of rows.
class Accumulator {
 public:
  virtual ~Accumulator() = default;
  virtual void add(std::span<const Value> arguments, Context& context) = 0;
  virtual Value result(Context& context) = 0;
};
using AccumulatorPtr = std::unique_ptr<Accumulator>;

struct Function {
  std::string_view name;  // as documentation spells it; found whatever the case
  int min_arguments = 0;
  int max_arguments = 0;                     // -1: any number
  bool pure = true;                          // same arguments, same value
  std::uint32_t accepts = StaticType::kAll;  // kinds of the first argument; others are refused before any data
  StaticType returns;
  std::string_view signature;
  std::string_view sentence;
  std::string_view example;  // an expression that is true
  Value (*call)(std::span<const Value> arguments, Context& context) = nullptr;
  AccumulatorPtr (*accumulate)() = nullptr;  // of an aggregate; then `call` is null

  bool is_aggregate() const { return accumulate != nullptr; }
};

const Function* find_function(std::string_view name);  // null: there is none
std::vector<const Function*> all_functions();          // by name
std::string_view family_of(const Function& function);  // "String", for SHOW FUNCTIONS

namespace functions {
std::span<const Function> strings();
std::span<const Function> numbers();
std::span<const Function> conversions();
std::span<const Function> lists();
std::span<const Function> graph();
std::span<const Function> aggregates();
std::span<const Function> temporal();
std::span<const Function> collections();

// Throws Error Type "InvalidArgumentType" / "InvalidArgumentValue" for an argument of the wrong kind.
[[noreturn]] void wrong_argument(std::string_view function, const Value& got, std::string_view expected);
[[noreturn]] void wrong_value(std::string_view function, const Value& got, std::string_view expected);
}  // namespace functions

}  // namespace polgraph
