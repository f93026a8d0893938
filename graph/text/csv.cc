#include "graph/text/csv.h"

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include <algorithm>
#include <bit>
#include <cstring>
#include <utility>

#include "graph/error.h"
#include "graph/text/number.h"
#include "graph/text/utf8.h"

namespace polgraph {
namespace {

constexpr std::size_t kBufferBytes = 256 * 1024;

unsigned char byte(char c) {
  return static_cast<unsigned char>(c);
}

// A CR that is not followed by LF ends a line too.
std::int64_t lines_of(std::string_view text) {
  std::int64_t lines = std::count(text.begin(), text.end(), '\n');
  for (std::size_t at = 0; (at = text.find('\r', at)) != std::string_view::npos; ++at)
    if (at + 1 == text.size() || text[at + 1] != '\n') ++lines;
  return lines;
}

}  // namespace

CsvReader::CsvReader(Input input, const CsvDialect& dialect) : input_(std::move(input)), dialect_(dialect) {
  buffer_.resize(kBufferBytes);
  special_[byte('\n')] = special_[byte('\r')] = special_[0] = special_[byte(dialect.delimiter)] = true;
  if (dialect.escape != '\0') special_[byte(dialect.escape)] = true;
}

Place CsvReader::place() const {
  return {input_.name(), line_, 1, offset_};
}

void CsvReader::place(Place& place) const {
  place.file = input_.name();
  place.line = line_;
  place.column = 1;
  place.byte_offset = offset_;
}

Place CsvReader::place(std::size_t index) const {
  if (index < starts_.size()) return place_of(begin_ + starts_[index]);
  std::size_t at = end_;
  while (at > begin_ && (buffer_[at - 1] == '\n' || buffer_[at - 1] == '\r')) --at;
  return place_of(at);
}

Place CsvReader::place_of(std::size_t at) const {
  const std::string_view row(buffer_.data() + begin_, at - begin_);
  Place place = place_at(row, row.size(), input_.name());
  place.line += line_ - 1;
  place.byte_offset += offset_;
  return place;
}

void CsvReader::fail(std::string_view detail, const std::string& message, std::size_t at) const {
  throw Error(Kind::Input, detail, message, place_of(at));
}

// Makes room and reads on, keeping the row that is being scanned. False: there is no more.
bool CsvReader::fill() {
  if (at_end_) return false;
  if (begin_ > 0) {
    std::memmove(buffer_.data(), buffer_.data() + begin_, filled_ - begin_);
    filled_ -= begin_;
    begin_ = end_ = 0;
  }
  if (filled_ > dialect_.max_record_bytes) {
    throw Error(Kind::Limit, "LineTooLong",
                "a row is longer than " + to_text(static_cast<std::int64_t>(dialect_.max_record_bytes >> 20)) + " MiB",
                place());
  }
  if (buffer_.size() - filled_ < kBufferBytes / 2)
    buffer_.resize(std::min(buffer_.size() * 2, dialect_.max_record_bytes + kBufferBytes));
  // All of the buffer, so that a long row is scanned anew at each doubling and not for each small piece.
  do {
    const std::size_t got = input_.read(buffer_.data() + filled_, buffer_.size() - filled_);
    filled_ += got;
    at_end_ = got == 0;
  } while (!at_end_ && buffer_.size() - filled_ >= kBufferBytes / 2);
  return true;
}

bool CsvReader::next() {
  while (true) {
    close_record();
    if (begin_ == filled_ && !fill()) return false;
    if (begin_ == filled_) return false;
    Scan result;
    // A row that the buffer cuts off is scanned again from its begin once there is more; the buffer doubles, so the
    // whole cost stays linear.
    while ((result = scan_record()) == Scan::MoreNeeded) fill();
    if (result == Scan::Row) return true;
  }
}

// Steps behind the row that was handed out.
void CsvReader::close_record() {
  if (end_ == begin_) return;
  const std::string_view row = std::string_view(buffer_).substr(begin_, end_ - begin_);
  line_ += one_line_ ? row.back() == '\n' || row.back() == '\r' : lines_of(row);
  offset_ += static_cast<std::int64_t>(row.size());
  begin_ = end_;
}

void CsvReader::add_field(std::size_t begin, std::string_view text, bool quoted) {
  if (text.size() > kMaxFieldBytes) {
    throw Error(Kind::Limit, "FieldTooLong", "a field is longer than 32 MiB", place_of(begin));
  }
  if (fields_.size() == kMaxFields)
    throw Error(Kind::Limit, "TooManyFields", "a row has more than " + std::to_string(kMaxFields) + " fields",
                place_of(begin));
  fields_.push_back({text, quoted});
  starts_.push_back(begin - begin_);
}

bool CsvReader::skip_comment(std::size_t& at) const {
  const auto is_end = [](char c) { return c == '\n' || c == '\r'; };
  const auto end = std::find_if(buffer_.begin() + static_cast<std::ptrdiff_t>(at),
                                buffer_.begin() + static_cast<std::ptrdiff_t>(filled_), is_end);
  at = static_cast<std::size_t>(end - buffer_.begin());
  return at < filled_ || at_end_;
}

CsvReader::Scan CsvReader::scan_record() {
  fields_.clear();
  starts_.clear();
  scratch_.clear();
  scratch_.reserve(filled_ - begin_);  // views into it must stay; unescaped text is never longer than the row
  end_ = begin_;
  one_line_ = true;
  std::size_t at = begin_;
  if (dialect_.comment != '\0' && buffer_[at] == dialect_.comment) {
    if (!skip_comment(at)) return Scan::MoreNeeded;
    return end_of_record(at) == Scan::MoreNeeded ? Scan::MoreNeeded : Scan::Blank;
  }
  while (true) {
    if (dialect_.skip_initial_space) {
      while (at < filled_ && buffer_[at] == ' ') ++at;
    }
    if (at == filled_ && !at_end_) return Scan::MoreNeeded;
    const bool quoted = at < filled_ && dialect_.quote != '\0' && buffer_[at] == dialect_.quote;
    if ((quoted ? scan_quoted(at) : scan_plain(at)) == Scan::MoreNeeded) return Scan::MoreNeeded;
    if (at < filled_ && buffer_[at] == dialect_.delimiter) {
      ++at;
      continue;
    }
    return end_of_record(at);
  }
}

// `at` is on the line end or at the end of the text.
CsvReader::Scan CsvReader::end_of_record(std::size_t at) {
  if (at < filled_ && buffer_[at] == '\r') {
    if (at + 1 == filled_ && !at_end_) return Scan::MoreNeeded;  // is it CR or CRLF?
    at += at + 1 < filled_ && buffer_[at + 1] == '\n' ? 2u : 1u;
  } else if (at < filled_) {
    ++at;
  }
  end_ = at;
  return fields_.size() == 1 && fields_[0].text.empty() && !fields_[0].quoted ? Scan::Blank : Scan::Row;
}

// Sixteen letters at a time where the processor can: fields are short, but most are longer than a few letters.
std::size_t CsvReader::find_special(std::size_t at) const {
#ifdef __SSE2__
  const char escape = dialect_.escape != '\0' ? dialect_.escape : dialect_.delimiter;
  const __m128i delimiters = _mm_set1_epi8(dialect_.delimiter), escapes = _mm_set1_epi8(escape);
  for (; filled_ - at >= 16; at += 16) {
    const __m128i text = _mm_loadu_si128(reinterpret_cast<const __m128i*>(buffer_.data() + at));
    const __m128i ends =
        _mm_or_si128(_mm_cmpeq_epi8(text, _mm_set1_epi8('\n')), _mm_cmpeq_epi8(text, _mm_set1_epi8('\r')));
    const __m128i others = _mm_or_si128(_mm_cmpeq_epi8(text, delimiters), _mm_cmpeq_epi8(text, escapes));
    const __m128i all = _mm_or_si128(_mm_or_si128(ends, others), _mm_cmpeq_epi8(text, _mm_setzero_si128()));
    if (const int found = _mm_movemask_epi8(all); found != 0)
      return at + static_cast<std::size_t>(std::countr_zero(static_cast<unsigned>(found)));
  }
#endif
  while (at < filled_ && !special_[byte(buffer_[at])]) ++at;
  return at;
}

CsvReader::Scan CsvReader::scan_plain(std::size_t& at) {
  const std::size_t begin = at;
  const std::size_t kept = scratch_.size();
  std::size_t run = at;
  bool escaped = false;
  while (true) {
    at = find_special(at);
    if (at == filled_ && !at_end_) return Scan::MoreNeeded;
    if (at == filled_) break;
    const char c = buffer_[at];
    if (c == '\0') fail("NulByte", "NUL byte", at);
    if (c == dialect_.delimiter || c == '\n' || c == '\r') break;
    if (at + 1 == filled_ && !at_end_) return Scan::MoreNeeded;
    escaped = true;
    one_line_ = false;
    scratch_.append(buffer_, run, at - run);
    run = at + 1;  // the escaped letter begins the next run
    at = std::min(at + 2, filled_);
  }
  if (!escaped) {
    add_field(begin, std::string_view(buffer_).substr(begin, at - begin), false);
  } else {
    scratch_.append(buffer_, run, at - run);
    add_field(begin, std::string_view(scratch_).substr(kept), false);
  }
  return Scan::Row;
}

CsvReader::Scan CsvReader::scan_quoted(std::size_t& at) {
  one_line_ = false;
  const std::size_t begin = at++;
  const std::size_t kept = scratch_.size();
  const bool escapes = dialect_.escape != '\0' && dialect_.escape != dialect_.quote;
  std::size_t run = at;
  bool unescaped = false;
  while (true) {
    const auto ends_run = [&](char c) { return c == dialect_.quote || c == '\0' || (escapes && c == dialect_.escape); };
    while (at < filled_ && !ends_run(buffer_[at])) ++at;
    if (at == filled_ && !at_end_) return Scan::MoreNeeded;
    if (at == filled_) fail("UnclosedQuote", "a quoted field begins here and is never closed", begin);
    const char c = buffer_[at];
    if (c == '\0') fail("NulByte", "NUL byte", at);
    if (at + 1 == filled_ && !at_end_) return Scan::MoreNeeded;
    const bool is_quote = c == dialect_.quote;
    const bool doubled = is_quote && dialect_.double_quote && at + 1 < filled_ && buffer_[at + 1] == dialect_.quote;
    if (is_quote && !doubled) break;
    scratch_.append(buffer_, run, at - run);
    unescaped = true;
    run = at + 1;
    at = std::min(at + 2, filled_);
  }
  const std::size_t close = at++;
  if (at < filled_ && buffer_[at] != dialect_.delimiter && buffer_[at] != '\n' && buffer_[at] != '\r') {
    fail("TextAfterQuote", "text follows the closing quote of a field; a quote inside a quoted field must be doubled",
         at);
  }
  if (!unescaped) {
    add_field(begin, std::string_view(buffer_).substr(run, close - run), true);
  } else {
    scratch_.append(buffer_, run, close - run);
    add_field(begin, std::string_view(scratch_).substr(kept), true);
  }
  return Scan::Row;
}

std::string ragged_reason(std::size_t got, std::size_t expected) {
  return to_text(static_cast<std::int64_t>(got)) + (got == 1 ? " field" : " fields") + " where the header has " +
         to_text(static_cast<std::int64_t>(expected));
}

void append_csv_field(std::string& out, std::string_view text, char delimiter) {
  const char risky[] = {delimiter, '"', '\n', '\r'};
  const bool bare = !text.empty() &&
                    text.find_first_of(std::string_view(risky, sizeof risky)) == std::string_view::npos &&
                    text.front() != ' ' && text.back() != ' ';
  if (bare) {
    out.append(text);
    return;
  }
  out += '"';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

}  // namespace polgraph
