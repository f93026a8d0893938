// Values as bytes: kind, length, payload. Source of the kinds' numbers: graph/value.h.
#include <bit>
#include <string>

#include "graph/codec.h"
#include "graph/error.h"

namespace polgraph::codec {
namespace {

bool is_scalar(const Value& value) {
  return value.is_boolean() || value.is_number() || value.is_string() || value.is_temporal();
}

void append_temporal(Writer& writer, const Value& value) {
  switch (value.kind()) {
    case ValueKind::Date: return writer.signed_varint(value.as_date().day);
    case ValueKind::LocalTime: return writer.signed_varint(value.as_local_time().nanosecond);
    case ValueKind::Time:
      writer.signed_varint(value.as_time().local.nanosecond);
      return writer.signed_varint(value.as_time().offset_s);
    case ValueKind::LocalDateTime:
      writer.signed_varint(value.as_local_date_time().second);
      return writer.signed_varint(value.as_local_date_time().nanosecond);
    case ValueKind::DateTime: {
      const DateTime& moment = value.as_date_time();
      writer.signed_varint(moment.epoch_second);
      writer.signed_varint(moment.nanosecond);
      writer.signed_varint(moment.offset_s);
      return writer.text(moment.zone);
    }
    default: {
      const Duration& span = value.as_duration();
      writer.signed_varint(span.months);
      writer.signed_varint(span.days);
      writer.signed_varint(span.seconds);
      return writer.signed_varint(span.nanosecond);
    }
  }
}

void append_payload(std::string& bytes, const Value& value) {
  Writer writer(bytes);
  switch (value.kind()) {
    case ValueKind::Boolean: return writer.byte(value.as_boolean() ? 1 : 0);
    case ValueKind::Integer: return writer.signed_varint(value.as_integer());
    case ValueKind::Float: return writer.fixed64(std::bit_cast<std::uint64_t>(value.as_float()));
    case ValueKind::List:
      writer.varint(value.as_list().size());
      for (const Value& item : value.as_list()) writer.value(item);
      return;
    default:
      if (!value.is_temporal()) return require_storable(value);
      append_temporal(writer, value);
  }
}

// What graph/temporal.h promises of its parts.
std::int64_t between(Reader& reader, std::int64_t least, std::int64_t most) {
  const std::int64_t number = reader.signed_varint();
  if (number < least || number > most) reader.fail("a part of a date or time is out of range");
  return number;
}

std::int32_t nanosecond(Reader& reader) {
  return static_cast<std::int32_t>(between(reader, 0, kNanosPerSecond - 1));
}
std::int32_t offset(Reader& reader) {
  return static_cast<std::int32_t>(between(reader, -kSecondsPerDay, kSecondsPerDay));
}
LocalTime local_time(Reader& reader) {
  return {between(reader, 0, kNanosPerDay - 1)};
}

std::int64_t day(Reader& reader) {
  return between(reader, kMinDay, kMaxDay);
}

std::int64_t second(Reader& reader) {  // of the clock there or of Greenwich, which may be a day apart
  return between(reader, (kMinDay - 1) * kSecondsPerDay, (kMaxDay + 2) * kSecondsPerDay);
}

Value read_temporal(Reader& reader, ValueKind kind) {
  switch (kind) {
    case ValueKind::Date: return Value::date({day(reader)});
    case ValueKind::LocalTime: return Value::local_time(local_time(reader));
    case ValueKind::Time: {
      const LocalTime local = local_time(reader);
      return Value::time({local, offset(reader)});
    }
    case ValueKind::LocalDateTime: {
      const std::int64_t seconds = second(reader);
      return Value::local_date_time({seconds, nanosecond(reader)});
    }
    case ValueKind::DateTime: {
      DateTime moment;
      moment.epoch_second = second(reader);
      moment.nanosecond = nanosecond(reader);
      moment.offset_s = offset(reader);
      moment.zone = reader.text();
      return Value::date_time(std::move(moment));
    }
    case ValueKind::Duration: {
      Duration span;
      span.months = reader.signed_varint();
      span.days = reader.signed_varint();
      span.seconds = reader.signed_varint();
      span.nanosecond = nanosecond(reader);
      return Value::duration(span);
    }
    default: reader.fail("a value of unknown kind " + std::to_string(static_cast<int>(kind)));
  }
}

}  // namespace

void Writer::value(const Value& value) {
  byte(static_cast<std::uint8_t>(value.kind()));
  if (value.is_string()) return text(value.as_string());
  if (value.is_integer()) {  // the most of a load: its length is one byte, written when it is known
    const std::size_t at = bytes_->size();
    byte(0);
    signed_varint(value.as_integer());
    (*bytes_)[at] = static_cast<char>(bytes_->size() - at - 1);
    return;
  }
  std::string payload;
  append_payload(payload, value);
  text(payload);
}

Value Reader::value() {
  const auto kind = static_cast<ValueKind>(byte());
  return payload(kind, text(), false);
}

Value Reader::payload(ValueKind kind, std::string_view bytes, bool inside_list) {
  if (kind == ValueKind::String) return Value::string(bytes);
  Reader inner(bytes, what_);
  Value value;
  switch (kind) {
    case ValueKind::Boolean: value = Value::boolean(inner.byte() != 0); break;
    case ValueKind::Integer: value = Value::integer(inner.signed_varint()); break;
    case ValueKind::Float: value = Value::floating(std::bit_cast<double>(inner.fixed64())); break;
    case ValueKind::List: value = inside_list ? Value::null() : inner.list(); break;
    default: value = read_temporal(inner, kind);
  }
  if (value.is_null()) fail("a list in a list");
  if (!inner.at_end()) fail("bytes left over in a value");
  return value;
}

Value Reader::list() {
  ValueList items;
  const std::uint64_t length = count();
  items.reserve(length);
  for (std::uint64_t i = 0; i < length; ++i) {
    const auto kind = static_cast<ValueKind>(byte());
    items.push_back(payload(kind, text(), true));
  }
  return Value::list(std::move(items));
}

namespace {

// Why `value` may not be a property; empty if it may.
std::string objection(const Value& value) {
  if (is_scalar(value)) return {};
  if (!value.is_list()) return "a " + std::string(kind_name(value.kind()));
  const Value* first = nullptr;
  for (const Value& item : value.as_list()) {
    if (!is_scalar(item)) return "a list with a " + std::string(kind_name(item.kind())) + " in it";
    if (first == nullptr) first = &item;
    if (item.kind() != first->kind() && !(item.is_number() && first->is_number()))
      return "a list of mixed kinds (" + std::string(kind_name(first->kind())) + " and " +
             std::string(kind_name(item.kind())) + ")";
  }
  return {};
}

}  // namespace

bool is_storable(const Value& value) {
  return objection(value).empty();
}

void require_storable(const Value& value) {
  const std::string why = objection(value);
  if (why.empty()) return;
  throw Error(Kind::Type, "InvalidPropertyType", "a property cannot hold " + why)
      .hint("a property holds a boolean, a number, a string, a date, time or duration, or a list of one of these");
}

std::string value_bytes(const Value& value) {
  std::string bytes;
  Writer(bytes).value(value);
  return bytes;
}

}  // namespace polgraph::codec
