#include "loaders/documents/lines.h"

#include <algorithm>

#include "graph/text/number.h"

namespace polgraph {

namespace {

constexpr std::uint64_t kStride = 256;

// "#L5", "#L5-L7", "#L5-7", with or without the sign of a fragment.
std::optional<OrdinalRange> read_range(std::string_view locator) {
  if (locator.starts_with('#')) locator.remove_prefix(1);
  if (!locator.starts_with('L')) return std::nullopt;
  locator.remove_prefix(1);
  const std::size_t dash = locator.find('-');
  const auto first = read_ordinal(locator.substr(0, dash));
  if (!first) return std::nullopt;
  if (dash == std::string_view::npos) return OrdinalRange{*first, *first};
  std::string_view behind = locator.substr(dash + 1);
  if (behind.starts_with('L')) behind.remove_prefix(1);
  const auto last = read_ordinal(behind);
  return last ? std::optional(OrdinalRange{*first, *last}) : std::nullopt;
}

}  // namespace

std::string_view stripped(std::string_view text) {
  constexpr std::string_view kLayout = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(kLayout);
  if (begin == std::string_view::npos) return {};
  return text.substr(begin, text.find_last_not_of(kLayout) + 1 - begin);
}

std::optional<std::uint64_t> read_ordinal(std::string_view digits) {
  if (digits.empty() || !std::all_of(digits.begin(), digits.end(), [](char c) { return c >= '0' && c <= '9'; })) {
    return std::nullopt;
  }
  const auto value = parse_integer(digits);
  return value ? static_cast<std::uint64_t>(*value) : std::uint64_t{1} << 63;
}

std::optional<std::string> fault_of(const OrdinalRange& range, std::uint64_t count, std::string_view what) {
  const std::string name(what);
  if (range.first == 0 || range.last == 0) return name + "s are counted from 1";
  if (range.first > range.last) return "the last " + name + " comes before the first";
  if (range.first <= count && (range.last <= count || range.last == kToTheEnd)) return std::nullopt;
  if (count == 1) return "there is 1 " + name;
  return "there are " + with_separators(static_cast<std::int64_t>(count)) + " " + name + "s";
}

DocumentLines::DocumentLines(std::string text)
    : text_(std::move(text)), end_(text_.find('\n') == std::string::npos ? '\r' : '\n') {
  for (std::size_t begin = 0; begin < text_.size(); ++count_) {
    if (count_ % kStride == 0) begins_.push_back(begin);
    const std::size_t end = text_.find(end_, begin);
    begin = end == std::string::npos ? text_.size() : end + 1;
  }
}

std::size_t DocumentLines::begin_of(std::uint64_t line) const {
  if (line > count_) return text_.size();
  std::size_t begin = begins_[(line - 1) / kStride];
  for (std::uint64_t left = (line - 1) % kStride; left > 0; --left) begin = text_.find(end_, begin) + 1;
  return begin;
}

std::optional<Passage> DocumentLines::at(std::string_view locator) const {
  const auto range = read_range(locator);
  if (!range) return std::nullopt;
  if (auto fault = fault_of(*range, count_, "line")) return Passage::missing(std::move(*fault));
  const std::size_t begin = begin_of(range->first);
  return Passage::there({text_.substr(begin, begin_of(range->last + 1) - begin)});
}

}  // namespace polgraph
