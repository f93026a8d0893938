// Scopes: which names a clause may use, where their values stand in a row (slot), and what kinds of value they can
// hold. A statement's rows have one width; every variable of it has its own slot, so nothing is ever overwritten by
// accident.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "graph/value.h"

namespace polgraph {

// The set of kinds an expression can have, and for lists those of their elements: enough to refuse before any data what
// can never be right. Unknown means all.
struct StaticType {
  std::uint32_t kinds = kAll;
  std::uint32_t elements = kAll;

  static constexpr std::uint32_t kAll = 0xFFFF;
  static constexpr std::uint32_t bit(ValueKind kind) { return 1u << static_cast<unsigned>(kind); }
  static constexpr StaticType any() { return {}; }
  static constexpr StaticType of(ValueKind kind) { return {bit(kind), kAll}; }
  static constexpr StaticType list_of(std::uint32_t elements) { return {bit(ValueKind::List), elements}; }
  // Can it be one of `wanted`? That it may be null as well makes nothing right that is wrong otherwise; what is null
  // and nothing else fits everywhere.
  constexpr bool may_be(std::uint32_t wanted) const {
    const std::uint32_t known = kinds & ~bit(ValueKind::Null);
    return known == 0 || (known & wanted) != 0;
  }
  constexpr bool may_be(ValueKind kind) const { return may_be(bit(kind)); }
  constexpr bool is_only(ValueKind kind) const { return kinds == bit(kind); }
  constexpr StaticType operator|(StaticType other) const { return {kinds | other.kinds, elements | other.elements}; }
};

inline constexpr std::uint32_t kNumberKinds = StaticType::bit(ValueKind::Integer) | StaticType::bit(ValueKind::Float);
inline constexpr std::uint32_t kBooleanKind = StaticType::bit(ValueKind::Boolean);
inline constexpr std::uint32_t kIntegerKind = StaticType::bit(ValueKind::Integer);
inline constexpr std::uint32_t kStringKind = StaticType::bit(ValueKind::String);
inline constexpr std::uint32_t kListKind = StaticType::bit(ValueKind::List);
inline constexpr std::uint32_t kMapKind = StaticType::bit(ValueKind::Map);
inline constexpr std::uint32_t kNodeKind = StaticType::bit(ValueKind::Node);
inline constexpr std::uint32_t kRelationshipKind = StaticType::bit(ValueKind::Relationship);
inline constexpr std::uint32_t kPathKind = StaticType::bit(ValueKind::Path);
inline constexpr std::uint32_t kTemporalKinds =
    StaticType::bit(ValueKind::Date) | StaticType::bit(ValueKind::LocalTime) | StaticType::bit(ValueKind::Time) |
    StaticType::bit(ValueKind::LocalDateTime) | StaticType::bit(ValueKind::DateTime) |
    StaticType::bit(ValueKind::Duration);

// "Integer, Float or String", for messages; that it may be null as well is left out.
std::string type_text(std::uint32_t kinds);

struct Variable {
  std::size_t slot = 0;
  StaticType type;
};

// Lives: a scope borrows its parent.
class Scope {
 public:
  explicit Scope(const Scope* parent = nullptr) : parent_(parent) {}
  const Variable* find(const std::string& name) const;  // here or in a parent
  const Variable* find_here(const std::string& name) const;
  void declare(const std::string& name, Variable variable);  // hides one of a parent, replaces one here
  const std::vector<std::pair<std::string, Variable>>& here() const { return variables_; }
  std::vector<std::string> names() const;  // all that find() finds, for "did you mean"
  const Scope* parent() const { return parent_; }
  // From now on the slot of every variable that is looked for here and found in a parent goes into `slots`.
  void track(std::vector<std::size_t>* slots) { tracked_ = slots; }

 private:
  const Scope* parent_;
  std::vector<std::pair<std::string, Variable>> variables_;  // in the order of their declaration
  std::unordered_map<std::string, std::size_t> index_;
  std::vector<std::size_t>* tracked_ = nullptr;
};

}  // namespace polgraph
