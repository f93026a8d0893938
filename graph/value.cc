#include "graph/value.h"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <new>

#include "graph/byte_sum.h"
#include "graph/error.h"

namespace polgraph {

namespace {

template <class BoxType>
struct Text : BoxType {
  std::size_t length = 0;
  char* data() { return reinterpret_cast<char*>(this + 1); }
  const char* data() const { return reinterpret_cast<const char*>(this + 1); }
};

}  // namespace

template <class Payload>
struct Value::Holder : Value::Box {
  explicit Holder(Payload value) : payload(std::move(value)) {}
  Payload payload;
};

std::string_view kind_name(ValueKind kind) {
  switch (kind) {
    case ValueKind::Null: return "Null";
    case ValueKind::Boolean: return "Boolean";
    case ValueKind::Integer: return "Integer";
    case ValueKind::Float: return "Float";
    case ValueKind::String: return "String";
    case ValueKind::Date: return "Date";
    case ValueKind::LocalTime: return "LocalTime";
    case ValueKind::Time: return "Time";
    case ValueKind::LocalDateTime: return "LocalDateTime";
    case ValueKind::DateTime: return "DateTime";
    case ValueKind::Duration: return "Duration";
    case ValueKind::List: return "List";
    case ValueKind::Map: return "Map";
    case ValueKind::Node: return "Node";
    case ValueKind::Relationship: return "Relationship";
    case ValueKind::Path: return "Path";
  }
  return "Unknown";
}

Value Value::string(std::string_view utf8) {
  using TextBox = Text<Box>;
  void* memory = ::operator new(sizeof(TextBox) + utf8.size());
  auto* box = new (memory) TextBox;
  box->length = utf8.size();
  box->bytes = sizeof(TextBox) + utf8.size();
  if (!utf8.empty()) std::memcpy(box->data(), utf8.data(), utf8.size());
  Value result;
  result.kind_ = ValueKind::String;
  result.bits_.box = box;
  return result;
}

Value Value::date(Date value) {
  return inline_temporal(ValueKind::Date, value.day, 0);
}

Value Value::local_time(LocalTime value) {
  return inline_temporal(ValueKind::LocalTime, value.nanosecond, 0);
}

Value Value::time(Time value) {
  return inline_temporal(ValueKind::Time, value.local.nanosecond, value.offset_s);
}

Value Value::local_date_time(LocalDateTime value) {
  return inline_temporal(ValueKind::LocalDateTime, value.second, value.nanosecond);
}

Value Value::inline_temporal(ValueKind kind, std::int64_t payload, std::int32_t aux) {
  Value result;
  result.kind_ = kind;
  result.aux_ = static_cast<std::uint32_t>(aux);
  result.bits_.integer = payload;
  return result;
}

Value Value::date_time(DateTime value) {
  auto* box = new Holder<DateTime>(std::move(value));
  box->bytes = sizeof(*box) + box->payload.zone.capacity();
  Value result;
  result.kind_ = ValueKind::DateTime;
  result.bits_.box = box;
  return result;
}

Value Value::duration(Duration value) {
  auto* box = new Holder<Duration>(value);
  box->bytes = sizeof(*box);
  Value result;
  result.kind_ = ValueKind::Duration;
  result.bits_.box = box;
  return result;
}

Value Value::list(ValueList items) {
  auto* box = new Holder<ValueList>(std::move(items));
  Value result;
  result.kind_ = ValueKind::List;
  result.bits_.box = box;
  box->bytes = sizeof(*box) + box->payload.capacity() * sizeof(Value);
  for (const Value& item : box->payload) {
    if (item.is_list() || item.is_map()) box->depth = std::max(box->depth, item.bits_.box->depth);
    box->bytes = add_bytes(box->bytes, item.heap_bytes());
  }
  if (++box->depth > kMaxValueDepth)
    throw Error(Kind::Limit, "ValueTooDeep", "a list or map is nested deeper than 1000");
  return result;
}

Value Value::map(ValueMap entries) {
  std::stable_sort(entries.begin(), entries.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  ValueMap unique;
  unique.reserve(entries.size());
  for (auto& entry : entries) {
    if (!unique.empty() && unique.back().first == entry.first) {
      unique.back().second = std::move(entry.second);
    } else {
      unique.push_back(std::move(entry));
    }
  }
  auto* box = new Holder<ValueMap>(std::move(unique));
  Value result;
  result.kind_ = ValueKind::Map;
  result.bits_.box = box;
  box->bytes = sizeof(*box);
  for (const auto& [key, item] : box->payload) {
    if (item.is_list() || item.is_map()) box->depth = std::max(box->depth, item.bits_.box->depth);
    box->bytes = add_bytes(box->bytes, sizeof(ValueMap::value_type) + key.size() + item.heap_bytes());
  }
  if (++box->depth > kMaxValueDepth)
    throw Error(Kind::Limit, "ValueTooDeep", "a list or map is nested deeper than 1000");
  return result;
}

Value Value::path(PathValue path) {
  assert(path.nodes.size() == path.relationships.size() + 1);
  auto* box = new Holder<PathValue>(std::move(path));
  box->bytes = sizeof(*box) + box->payload.nodes.capacity() * sizeof(NodeId) +
               box->payload.relationships.capacity() * sizeof(std::pair<RelId, TypeId>);
  Value result;
  result.kind_ = ValueKind::Path;
  result.bits_.box = box;
  return result;
}

double Value::as_number() const {
  return is_integer() ? static_cast<double>(as_integer()) : as_float();
}

std::string_view Value::as_string() const {
  assert(is_string());
  const auto* box = static_cast<const Text<Box>*>(bits_.box);
  return {box->data(), box->length};
}

Date Value::as_date() const {
  assert(kind_ == ValueKind::Date);
  return Date{bits_.integer};
}

LocalTime Value::as_local_time() const {
  assert(kind_ == ValueKind::LocalTime);
  return LocalTime{bits_.integer};
}

Time Value::as_time() const {
  assert(kind_ == ValueKind::Time);
  return {LocalTime{bits_.integer}, static_cast<std::int32_t>(aux_)};
}

LocalDateTime Value::as_local_date_time() const {
  assert(kind_ == ValueKind::LocalDateTime);
  return {bits_.integer, static_cast<std::int32_t>(aux_)};
}

const DateTime& Value::as_date_time() const {
  assert(kind_ == ValueKind::DateTime);
  return static_cast<const Holder<DateTime>*>(bits_.box)->payload;
}

const Duration& Value::as_duration() const {
  assert(kind_ == ValueKind::Duration);
  return static_cast<const Holder<Duration>*>(bits_.box)->payload;
}

std::span<const Value> Value::as_list() const {
  assert(is_list());
  return static_cast<const Holder<ValueList>*>(bits_.box)->payload;
}

const ValueMap& Value::as_map() const {
  assert(is_map());
  return static_cast<const Holder<ValueMap>*>(bits_.box)->payload;
}

const Value* Value::find(std::string_view key) const {
  const ValueMap& entries = as_map();
  const auto found = std::lower_bound(entries.begin(), entries.end(), key,
                                      [](const auto& entry, std::string_view wanted) { return entry.first < wanted; });
  return found != entries.end() && found->first == key ? &found->second : nullptr;
}

const PathValue& Value::as_path() const {
  assert(is_path());
  return static_cast<const Holder<PathValue>*>(bits_.box)->payload;
}

void Value::destroy() noexcept {
  switch (kind_) {
    case ValueKind::String: {
      auto* box = static_cast<Text<Box>*>(bits_.box);
      box->~Text<Box>();
      ::operator delete(box);
      break;
    }
    case ValueKind::DateTime: delete static_cast<Holder<DateTime>*>(bits_.box); break;
    case ValueKind::Duration: delete static_cast<Holder<Duration>*>(bits_.box); break;
    case ValueKind::List: delete static_cast<Holder<ValueList>*>(bits_.box); break;
    case ValueKind::Map: delete static_cast<Holder<ValueMap>*>(bits_.box); break;
    case ValueKind::Path: delete static_cast<Holder<PathValue>*>(bits_.box); break;
    default: break;
  }
}

}  // namespace polgraph
