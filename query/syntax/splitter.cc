#include <algorithm>

#include "graph/error.h"
#include "graph/text/letters.h"
#include "graph/text/utf8.h"
#include "query/syntax/parser.h"

namespace polgraph {

namespace {

constexpr std::string_view kParam = ":param";

bool is_ascii_blank(char letter) {
  return letter == ' ' || (letter >= '\t' && letter <= '\r');
}

// Means nothing within a statement that has begun: most letters are passed here, several at a step.
bool is_plain(char letter) {
  return letter >= ' ' && letter <= '~' && letter != ';' && letter != '/' && letter != '\'' && letter != '"' &&
         letter != '`';
}

}  // namespace

void Splitter::feed(std::string_view more) {
  buffer_ += more;
}

void Splitter::finish() {
  finished_ = true;
}

std::optional<Chunk> Splitter::next() {
  while (scan_ < buffer_.size()) {
    if (at_line_start(':')) {
      const std::size_t end = buffer_.find('\n', scan_);
      if (end == std::string::npos && !finished_) return std::nullopt;
      if (std::optional<Chunk> line = param_line(std::min(end, buffer_.size()))) return line;
    }
    if (state_ == State::Plain && buffer_[scan_] == ';') {
      const std::size_t end = scan_++;
      line_blank_ = false;
      if (begin_) return cut(Chunk::Kind::Statement, end, scan_);
      continue;
    }
    if (!step()) break;
  }
  return rest();
}

// No `;` in sight: nothing yet, or the last statement. A comment without an end is left for the parser to refuse.
std::optional<Chunk> Splitter::rest() {
  if (finished_ && !begin_ && state_ == State::BlockComment) begin_ = comment_;
  if (begin_ && scan_ - *begin_ > kMaxStatementBytes) {
    throw Error(Kind::Limit, "StatementTooLong",
                "a statement has more than " + std::to_string(kMaxStatementBytes) + " bytes");
  }
  if (!finished_ || !begin_) return std::nullopt;
  state_ = State::Plain;
  return cut(Chunk::Kind::Statement, buffer_.size(), buffer_.size());
}

Chunk Splitter::cut(Chunk::Kind kind, std::size_t end, std::size_t next) {
  const std::size_t begin = *begin_;
  while (end > begin && is_ascii_blank(buffer_[end - 1])) --end;
  Chunk chunk{kind, base_ + begin, buffer_.substr(begin, end - begin)};
  scan_ = next;
  begin_.reset();
  if (scan_ * 2 >= buffer_.size()) {  // dropped only when it pays: linear in all
    buffer_.erase(0, scan_);
    base_ += scan_;
    scan_ = 0;
  }
  return chunk;
}

bool Splitter::at_line_start(char letter) const {
  return state_ == State::Plain && !begin_ && line_blank_ && buffer_[scan_] == letter;
}

// Another word than :param or :params begins an (erroneous) statement.
std::optional<Chunk> Splitter::param_line(std::size_t end) {
  const std::string_view line = std::string_view(buffer_).substr(scan_, end - scan_);
  if (!line.starts_with(kParam)) return std::nullopt;
  std::string_view rest = line.substr(kParam.size());
  if (rest.starts_with('s')) rest.remove_prefix(1);
  if (!rest.empty() && !is_ascii_blank(rest[0])) return std::nullopt;
  begin_ = scan_;
  return cut(Chunk::Kind::Parameter, end, end);
}

bool Splitter::step() {
  const char letter = buffer_[scan_];
  const bool last = scan_ + 1 == buffer_.size();
  const auto leave_at = [&](char quote) {
    if (letter == '\\' && quote != '`') {
      if (last && !finished_) return false;
      ++scan_;
    } else if (letter == quote) {
      state_ = State::Plain;
    }
    scan_ = std::min(scan_ + 1, buffer_.size());
    if (state_ != State::Plain)
      while (scan_ < buffer_.size() && is_plain(buffer_[scan_]) && buffer_[scan_] != '\\') ++scan_;
    return true;
  };
  switch (state_) {
    case State::Plain: return step_plain(letter);
    case State::SingleQuote: return leave_at('\'');
    case State::DoubleQuote: return leave_at('"');
    case State::Backtick: return leave_at('`');
    case State::LineComment:
      if (letter == '\n' || letter == '\r')
        state_ = State::Plain;
      else
        ++scan_;
      return true;
    case State::BlockComment:
      if (letter == '*' && last && !finished_) return false;
      if (letter == '*' && !last && buffer_[scan_ + 1] == '/') {
        state_ = State::Plain;
        ++scan_;
      }
      ++scan_;
      return true;
  }
  return true;
}

bool Splitter::step_plain(char letter) {
  const bool last = scan_ + 1 == buffer_.size();
  if (letter == '\n') line_blank_ = true;
  if (is_ascii_blank(letter)) {
    ++scan_;
    return true;
  }
  if (static_cast<unsigned char>(letter) >= 0x80) return step_wide_letter();
  if (letter == '/') {
    if (last && !finished_) return false;
    const char next = last ? '\0' : buffer_[scan_ + 1];
    if (next == '/' || next == '*') {
      state_ = next == '/' ? State::LineComment : State::BlockComment;
      comment_ = scan_;
      line_blank_ = false;
      scan_ += 2;
      return true;
    }
  }
  if (letter == '\'') state_ = State::SingleQuote;
  if (letter == '"') state_ = State::DoubleQuote;
  if (letter == '`') state_ = State::Backtick;
  if (!begin_) begin_ = scan_;
  line_blank_ = false;
  ++scan_;
  if (state_ == State::Plain)
    while (scan_ < buffer_.size() && is_plain(buffer_[scan_])) ++scan_;
  return true;
}

// Unicode has blanks too, and a byte-order mark may begin the input.
bool Splitter::step_wide_letter() {
  if (scan_ + 3 > buffer_.size() && !finished_) return false;
  std::size_t after = scan_;
  const char32_t code_point = decode_utf8(buffer_, after);
  const bool mark = code_point == 0xFEFF && base_ + scan_ == 0;
  if (!mark && !is_blank(code_point)) {
    if (!begin_) begin_ = scan_;
    line_blank_ = false;
  }
  scan_ = after;
  return true;
}

}  // namespace polgraph
