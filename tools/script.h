// A text of several statements, cut into pieces that know where in the whole they stand, so that an error in the third
// statement of a file names the line of the file.
//
//   Script script("report.cypher");
//   script.feed(text);
//   script.finish();
//   while (auto piece = script.next()) run(*piece);
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "graph/error.h"
#include "query/syntax/parser.h"

namespace polgraph::cli {

struct Piece {
  Chunk::Kind kind = Chunk::Kind::Statement;
  std::string text;
  Place begin;  // of text, in the whole input
};

class Script {
 public:
  explicit Script(std::string file) { at_.file = std::move(file); }
  void feed(std::string_view more);
  void finish() { splitter_.finish(); }
  std::optional<Piece> next();

 private:
  Splitter splitter_;
  std::string ahead_;      // what was fed
  std::size_t begun_ = 0;  // where at_ is in it
  Place at_{.file = {}, .line = 1, .column = 1, .byte_offset = 0};
};

// `error`, whose place counts in the text of `piece`, with its place in the whole input.
Error placed(const Error& error, const Piece& piece);

}  // namespace polgraph::cli
