// Temporal values to text, as Cypher's toString() writes them.
#include <cstdlib>

#include "graph/temporal.h"

namespace polgraph {

namespace {

void append_padded(std::string& out, std::int64_t value, std::size_t width) {
  const std::string digits = std::to_string(value);
  if (digits.size() < width) out.append(width - digits.size(), '0');
  out += digits;
}

void append_fraction(std::string& out, std::int64_t nanosecond) {
  if (nanosecond == 0) return;
  out += '.';
  append_padded(out, nanosecond, 9);
  out.erase(out.find_last_not_of('0') + 1);
}

// "-5": a part of a duration with its letter; nothing for 0.
void append_part(std::string& out, std::int64_t value, char letter) {
  if (value == 0) return;
  out += std::to_string(value);
  out += letter;
}

}  // namespace

std::string offset_text(std::int32_t offset_s) {
  if (offset_s == 0) return "Z";
  const std::int32_t size = std::abs(offset_s);
  std::string out = offset_s < 0 ? "-" : "+";
  append_padded(out, size / 3600, 2);
  out += ':';
  append_padded(out, size / 60 % 60, 2);
  if (size % 60 != 0) {
    out += ':';
    append_padded(out, size % 60, 2);
  }
  return out;
}

std::string to_string(Date value) {
  const Civil parts = civil(value);
  std::string out = parts.year < 0 ? "-" : parts.year > 9999 ? "+" : "";
  append_padded(out, std::abs(parts.year), 4);
  out += '-';
  append_padded(out, parts.month, 2);
  out += '-';
  append_padded(out, parts.day, 2);
  return out;
}

std::string to_string(LocalTime value) {
  const std::int64_t seconds = value.nanosecond / kNanosPerSecond;
  const std::int64_t fraction = value.nanosecond % kNanosPerSecond;
  std::string out;
  append_padded(out, seconds / 3600, 2);
  out += ':';
  append_padded(out, seconds / 60 % 60, 2);
  if (seconds % 60 != 0 || fraction != 0) {
    out += ':';
    append_padded(out, seconds % 60, 2);
    append_fraction(out, fraction);
  }
  return out;
}

std::string to_string(const Time& value) {
  return to_string(value.local) + offset_text(value.offset_s);
}

std::string to_string(const LocalDateTime& value) {
  return to_string(value.date()) + "T" + to_string(value.time());
}

std::string to_string(const DateTime& value) {
  std::string out = to_string(value.local()) + offset_text(value.offset_s);
  if (!value.zone.empty()) out += "[" + value.zone + "]";
  return out;
}

std::string to_string(const Duration& value) {
  std::string out = "P";
  append_part(out, value.months / 12, 'Y');
  append_part(out, value.months % 12, 'M');
  append_part(out, value.days, 'D');
  const bool negative = value.seconds < 0;
  // Towards zero, so that every part of a negative span is negative.
  const std::int64_t fraction =
      negative && value.nanosecond > 0 ? kNanosPerSecond - value.nanosecond : value.nanosecond;
  const std::int64_t seconds = negative && value.nanosecond > 0 ? value.seconds + 1 : value.seconds;
  if (seconds != 0 || fraction != 0) {
    out += 'T';
    append_part(out, seconds / 3600, 'H');
    append_part(out, seconds / 60 % 60, 'M');
    if (seconds % 60 != 0 || fraction != 0) {
      if (negative) out += '-';
      out += std::to_string(std::abs(seconds % 60));
      append_fraction(out, fraction);
      out += 'S';
    }
  }
  return out.size() == 1 ? "PT0S" : out;
}

}  // namespace polgraph
