// Sums of amounts that lose nothing: whole numbers of any size that money comes in, fractions as the decimals they are
// printed as (0.1 is a tenth, not the double next to it).
//
//   ExactSum sum;
//   if (const auto amount = ExactSum::of(value)) sum.add(*amount);
//   sum.digits()   "151123034426145"      sum.text()   "151,123,034,426,145"
//
//   Thread  plain data
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>

#include "graph/value.h"

namespace polgraph {

__extension__ typedef __int128 WideInteger;

class ExactSum {
 public:
  // An integer, or a float as the shortest decimal that reads back as it. Empty for what is no number, NaN, the
  // infinities, 10^30 and beyond, and more than 18 decimals: such amounts cannot be added exactly.
  static std::optional<ExactSum> of(const Value& amount);

  // Throws Error Arithmetic "SumTooLarge" beyond 10^38 (that takes 10^8 amounts of the greatest size).
  void add(const ExactSum& other);
  // This times `rate`, or divided by it, rounded to two decimals, halves away from zero; `exact` tells whether nothing
  // was lost. Throws Error Arithmetic "SumTooLarge" (the product has more than 38 digits), "DivisionByZero".
  ExactSum times(const ExactSum& rate, bool& exact) const;
  ExactSum divided_by(const ExactSum& rate, bool& exact) const;

  bool is_whole() const { return fraction_ == 0; }
  bool is_zero() const { return whole_ == 0 && fraction_ == 0; }
  bool is_negative() const { return whole_ < 0; }
  std::string digits() const;  // for programs: "-1234.5"
  std::string text() const;    // for people: "-1,234.5"
  std::strong_ordering operator<=>(const ExactSum& other) const;
  bool operator==(const ExactSum& other) const = default;

 private:
  ExactSum rounded(WideInteger numerator, WideInteger denominator, bool& exact) const;
  struct Scaled {
    WideInteger number = 0;
    WideInteger unit = 1;  // a power of ten: the value is number / unit
  };
  Scaled scaled() const;

  WideInteger whole_ = 0;      // rounded down, also below zero
  std::int64_t fraction_ = 0;  // in units of 10^-18, from 0 to below 1
};

}  // namespace polgraph
