#include <re2/re2.h>

#include <memory>
#include <string>

#include "graph/error.h"
#include "query/eval.h"

namespace polgraph {

namespace {

// The last pattern is kept: a filter asks the same one for every row.
const re2::RE2& compiled(std::string_view pattern) {
  thread_local std::string last;
  thread_local std::unique_ptr<re2::RE2> regex;
  if (!regex || last != pattern) {
    re2::RE2::Options options;
    options.set_log_errors(false);
    options.set_dot_nl(false);
    regex = std::make_unique<re2::RE2>(re2::StringPiece(pattern.data(), pattern.size()), options);
    last = pattern;
  }
  return *regex;
}

}  // namespace

bool regex_matches(std::string_view text, std::string_view pattern) {
  const re2::RE2& regex = compiled(pattern);
  if (!regex.ok()) {
    throw Error(Kind::Argument, "InvalidRegularExpression", "invalid regular expression: " + regex.error())
        .hint("the syntax is RE2's: no back-references, no look-around");
  }
  return re2::RE2::FullMatch(re2::StringPiece(text.data(), text.size()), regex);
}

}  // namespace polgraph
