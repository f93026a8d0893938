// The identity of a relationship that has no id of its own: a fingerprint of (data set, file, type, ends, properties)
// and how many equal ones came before. So the same file loaded twice changes nothing, and two equal rows stay two
// relationships. Private to loaders/load.cc.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "graph/value.h"

namespace polgraph {

// 128 bits; equal for equal bytes, on every machine and in every release: it is part of stores.
struct Fingerprint {
  std::uint64_t high = 0;
  std::uint64_t low = 0;
  bool operator==(const Fingerprint&) const = default;
};

// SipHash-2-4 with 128 bits of output and a fixed key. Source: Aumasson, Bernstein, "SipHash" (2012).
Fingerprint fingerprint(std::string_view bytes);

// The same of many texts that begin alike: what they share is hashed once.
class FingerprintBegin {
 public:
  FingerprintBegin() : FingerprintBegin(std::string_view()) {}
  explicit FingerprintBegin(std::string_view begin);
  // The end of `begin`, fewer than eight bytes, which `rest` begins with.
  const std::string& tail() const { return tail_; }
  Fingerprint finish(std::string_view rest) const;

 private:
  std::uint64_t state_[4];
  std::size_t taken_;  // bytes
  std::string tail_;
};

// Appends bytes that are equal only for equal parts: a mark of the kind, a length, the content.
void append_part(std::string& bytes, std::string_view text);
void append_part(std::string& bytes, const Value& value);

// Hands out identities. `#` in front tells them from ids that a format gives.
class RelationshipIdentities {
 public:
  // "#", the first 16 letters of the fingerprint, and from the second equal one on "-1" ... (graph/codec.h)
  std::string next(std::string_view parts);

 private:
  struct Hash {
    std::size_t operator()(const Fingerprint& f) const { return static_cast<std::size_t>(f.low); }
  };
  std::unordered_map<Fingerprint, std::uint32_t, Hash> seen_;
};

}  // namespace polgraph
