#include "tools/messages.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "graph/text/shown.h"
#include "graph/text/utf8.h"

namespace polgraph::cli {

namespace {

constexpr std::string_view kLastWord = "polgraph: ";

// At most `limit` bytes, the middle left out.
std::string within(const std::string& text, std::size_t limit) {
  std::string shown = text;
  for (std::size_t letters = limit; shown.size() > limit; letters = letters * 3 / 4) shown = cut_middle(text, letters);
  return shown;
}

std::string shown(std::string_view line) {
  std::string out;
  while (!line.empty()) {
    const std::size_t blanks = std::min(line.find_first_not_of(' '), line.size());
    out.append(line.substr(0, blanks));
    line.remove_prefix(blanks);
    const std::size_t end = std::min(line.find(' '), line.size());
    out.append(cut_middle(printable(line.substr(0, end)), MessageBuffer::kMaxWord));
    line.remove_prefix(end);
  }
  return within(out, MessageBuffer::kMaxLine - 1);
}

}  // namespace

void MessageBuffer::put(const std::string& text) {
  out_.sputn(text.data(), static_cast<std::streamsize>(text.size()));
}

void MessageBuffer::take_line() {
  const std::string text = shown(std::exchange(line_, {})) + '\n';
  is_last_word_ = is_last_word_ || text.starts_with(kLastWord);
  if (said_ + text.size() > (is_last_word_ ? kMaxBytes - 100 : kMaxBeforeLast)) {
    ++unsaid_;
    return;
  }
  said_ += text.size();
  put(text);
}

void MessageBuffer::end() {
  if (!line_.empty()) take_line();
  if (unsaid_ > 0) put("... and " + std::to_string(unsaid_) + " more lines that are not shown\n");
  out_.pubsync();
  said_ = unsaid_ = 0;
  is_last_word_ = false;
}

MessageBuffer::int_type MessageBuffer::overflow(int_type letter) {
  if (traits_type::eq_int_type(letter, traits_type::eof())) return traits_type::not_eof(letter);
  const char one = traits_type::to_char_type(letter);
  xsputn(&one, 1);
  return letter;
}

std::streamsize MessageBuffer::xsputn(const char* text, std::streamsize size) {
  std::string_view rest(text, static_cast<std::size_t>(size));
  if (line_.empty() && rest.starts_with('\r')) return out_.sputn(text, size);  // progress
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find('\n'), rest.size());
    line_.append(rest.substr(0, end));
    if (end == rest.size()) break;
    take_line();
    rest.remove_prefix(end + 1);
  }
  return size;
}

}  // namespace polgraph::cli
