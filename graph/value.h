// Value: the one runtime value, from file to result. Sixteen bytes, immutable; strings, lists, maps, paths and
// temporal values are shared by reference count, so copying a row is cheap and nothing changes under a reader.
//
//   Value name = Value::string("METI");
//   Value pair = Value::list({name, Value::integer(2021)});
//   if (pair.is_list()) use(pair.as_list()[0].as_string());
//
// Entities are ids: a node is its NodeId, a relationship its RelId and type; properties are read through a Snapshot.
// `==` does not exist: Cypher has three questions, and graph/compare.h has a name for each.
//   Thread  counts are atomic: values may be copied between threads
//   Throws  the as_* functions assert the kind; list() and map() throw Error Limit beyond kMaxValueDepth
#pragma once

#include <atomic>
#include <cassert>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "graph/ids.h"
#include "graph/temporal.h"

namespace polgraph {

class Value;
using ValueList = std::vector<Value>;
using ValueMap = std::vector<std::pair<std::string, Value>>;  // sorted by key, keys unique

inline constexpr std::uint32_t kMaxValueDepth = 1000;  // lists in lists; keeps every walk of a value within the stack

// On disk: never renumber.
enum class ValueKind : std::uint8_t {
  Null = 0,
  Boolean = 1,
  Integer = 2,
  Float = 3,
  String = 4,
  Date = 5,
  LocalTime = 6,
  Time = 7,
  LocalDateTime = 8,
  DateTime = 9,
  Duration = 10,
  List = 11,
  Map = 12,
  Node = 13,
  Relationship = 14,
  Path = 15,
};

namespace detail {
constexpr std::uint32_t kind_bit(ValueKind kind) {
  return 1u << static_cast<unsigned>(kind);
}
// The kinds that do not fit into a Value's own 16 bytes.
inline constexpr std::uint32_t kBoxedKinds = kind_bit(ValueKind::String) | kind_bit(ValueKind::DateTime) |
                                             kind_bit(ValueKind::Duration) | kind_bit(ValueKind::List) |
                                             kind_bit(ValueKind::Map) | kind_bit(ValueKind::Path);
}  // namespace detail

std::string_view kind_name(ValueKind kind);  // "Integer", "List" ..., for messages

// A walk: nodes[0] -relationships[0]- nodes[1] ... ; one node more than relationships.
struct PathValue {
  std::vector<NodeId> nodes;
  std::vector<std::pair<RelId, TypeId>> relationships;
};

class Value {
 public:
  constexpr Value() noexcept : kind_(ValueKind::Null), aux_(0), bits_{} {}
  Value(const Value& other) noexcept : kind_(other.kind_), aux_(other.aux_), bits_(other.bits_) { retain(); }
  Value(Value&& other) noexcept : kind_(other.kind_), aux_(other.aux_), bits_(other.bits_) {
    other.kind_ = ValueKind::Null;
  }
  Value& operator=(const Value& other) noexcept {
    Value copy(other);
    swap(copy);
    return *this;
  }
  Value& operator=(Value&& other) noexcept {
    swap(other);
    return *this;
  }
  ~Value() { release(); }
  void swap(Value& other) noexcept {
    std::swap(kind_, other.kind_);
    std::swap(aux_, other.aux_);
    std::swap(bits_, other.bits_);
  }

  static Value null() { return {}; }
  static Value boolean(bool value) {
    Value result;
    result.kind_ = ValueKind::Boolean;
    result.bits_.boolean = value;
    return result;
  }
  static Value integer(std::int64_t value) {
    Value result;
    result.kind_ = ValueKind::Integer;
    result.bits_.integer = value;
    return result;
  }
  static Value floating(double value) {
    Value result;
    result.kind_ = ValueKind::Float;
    result.bits_.floating = value;
    return result;
  }
  static Value string(std::string_view utf8);
  static Value date(Date value);
  static Value local_time(LocalTime value);
  static Value time(Time value);
  static Value local_date_time(LocalDateTime value);
  static Value date_time(DateTime value);
  static Value duration(Duration value);
  static Value list(ValueList items);
  static Value map(ValueMap entries);  // sorts; of equal keys the last wins
  static Value node(NodeId id) {
    Value result;
    result.kind_ = ValueKind::Node;
    result.bits_.id = id.value;
    return result;
  }
  static Value relationship(RelId id, TypeId type) {
    Value result;
    result.kind_ = ValueKind::Relationship;
    result.aux_ = type.value;
    result.bits_.id = id.value;
    return result;
  }
  static Value path(PathValue path);

  ValueKind kind() const { return kind_; }
  bool is_null() const { return kind_ == ValueKind::Null; }
  bool is_boolean() const { return kind_ == ValueKind::Boolean; }
  bool is_integer() const { return kind_ == ValueKind::Integer; }
  bool is_float() const { return kind_ == ValueKind::Float; }
  bool is_number() const { return is_integer() || is_float(); }
  bool is_string() const { return kind_ == ValueKind::String; }
  bool is_list() const { return kind_ == ValueKind::List; }
  bool is_map() const { return kind_ == ValueKind::Map; }
  bool is_node() const { return kind_ == ValueKind::Node; }
  bool is_relationship() const { return kind_ == ValueKind::Relationship; }
  bool is_path() const { return kind_ == ValueKind::Path; }
  bool is_entity() const { return is_node() || is_relationship(); }
  bool is_duration() const { return kind_ == ValueKind::Duration; }
  bool is_instant() const { return kind_ >= ValueKind::Date && kind_ <= ValueKind::DateTime; }
  bool is_temporal() const { return kind_ >= ValueKind::Date && kind_ <= ValueKind::Duration; }

  bool as_boolean() const {
    assert(is_boolean());
    return bits_.boolean;
  }
  std::int64_t as_integer() const {
    assert(is_integer());
    return bits_.integer;
  }
  double as_float() const {
    assert(is_float());
    return bits_.floating;
  }
  double as_number() const;            // integer or float, as double
  std::string_view as_string() const;  // lives as long as this value or a copy of it
  Date as_date() const;
  LocalTime as_local_time() const;
  Time as_time() const;
  LocalDateTime as_local_date_time() const;
  const DateTime& as_date_time() const;
  const Duration& as_duration() const;
  std::span<const Value> as_list() const;
  const ValueMap& as_map() const;
  const Value* find(std::string_view key) const;  // of a map; nullptr if absent
  NodeId as_node() const {
    assert(is_node());
    return NodeId(bits_.id);
  }
  RelId as_relationship() const {
    assert(is_relationship());
    return RelId(bits_.id);
  }
  TypeId relationship_type() const {
    assert(is_relationship());
    return TypeId(aux_);
  }
  const PathValue& as_path() const;

  // Bytes that this value holds beyond its own 16, shared parts counted fully: for memory limits. Cost: constant
  // (boxes carry their size).
  std::size_t heap_bytes() const { return is_boxed() ? bits_.box->bytes : 0; }

 private:
  // The head of every shared part. The payload follows it: text bytes, or a Holder's object.
  struct Box {
    mutable std::atomic<std::uint32_t> references{1};
    std::uint32_t depth = 0;  // of lists and maps: 1 + the deepest part
    std::size_t bytes = 0;    // this box and all it refers to
  };
  template <class Payload>
  struct Holder;
  union Bits {
    bool boolean;
    std::int64_t integer;
    double floating;
    std::uint64_t id;
    Box* box;
  };

  bool is_boxed() const { return (detail::kBoxedKinds >> static_cast<unsigned>(kind_) & 1u) != 0; }
  static Value inline_temporal(ValueKind kind, std::int64_t payload, std::int32_t aux);
  // In the header: rows of values are copied and dropped all the time, and most values have no box.
  void retain() const noexcept {
    if (is_boxed()) bits_.box->references.fetch_add(1, std::memory_order_relaxed);
  }
  void release() noexcept {
    if (is_boxed() && bits_.box->references.fetch_sub(1, std::memory_order_acq_rel) == 1) destroy();
  }
  void destroy() noexcept;  // the box, whose last reference this was

  ValueKind kind_;
  std::uint32_t aux_;  // type of a relationship; offset of a time; nanosecond of a local date-time
  Bits bits_;
};

static_assert(sizeof(Value) == 16);

}  // namespace polgraph
