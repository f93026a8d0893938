// Strong integer ids: a NodeId is never taken for a RelId. Nodes and relationships are numbered densely from 0 and a
// number is never used again; labels, types and keys are interned names, numbered from 0.
#pragma once

#include <compare>
#include <cstdint>
#include <functional>

namespace polgraph {

template <class Tag, class Number>
struct Id {
  Number value = 0;
  constexpr Id() = default;
  constexpr explicit Id(Number number) : value(number) {}
  constexpr auto operator<=>(const Id&) const = default;
};

using NodeId = Id<struct NodeTag, std::uint64_t>;
using RelId = Id<struct RelTag, std::uint64_t>;
using LabelId = Id<struct LabelTag, std::uint32_t>;
using TypeId = Id<struct TypeTag, std::uint32_t>;
using KeyId = Id<struct KeyTag, std::uint32_t>;

}  // namespace polgraph

template <class Tag, class Number>
struct std::hash<polgraph::Id<Tag, Number>> {
  std::size_t operator()(polgraph::Id<Tag, Number> id) const noexcept {
    return static_cast<std::size_t>((id.value + 1) * 0x9E3779B97F4A7C15ull);
  }
};
