#include "tools/script.h"

namespace polgraph::cli {

namespace {

// `inner`, counted from `origin` instead of from the start of its own text.
Place moved(const Place& origin, const Place& inner) {
  Place place = origin;
  place.line += inner.line - 1;
  place.column = inner.line > 1 ? inner.column : origin.column + inner.column - 1;
  place.byte_offset += inner.byte_offset;
  return place;
}

}  // namespace

void Script::feed(std::string_view more) {
  splitter_.feed(more);
  ahead_ += more;
}

std::optional<Piece> Script::next() {
  std::optional<Chunk> chunk = splitter_.next();
  if (!chunk) return std::nullopt;
  const std::size_t skipped = chunk->begin - static_cast<std::size_t>(at_.byte_offset);
  at_ = moved(at_, place_at(std::string_view(ahead_).substr(begun_), skipped));
  begun_ += skipped;
  if (begun_ > ahead_.size() / 2) {  // not at each piece: what comes after would be moved each time
    ahead_.erase(0, begun_);
    begun_ = 0;
  }
  return Piece{chunk->kind, std::move(chunk->text), at_};
}

Error placed(const Error& error, const Piece& piece) {
  if (!error.place() || !error.place()->file.empty()) return error;
  Error moved_error(error.kind(), error.detail(), error.message(), moved(piece.begin, *error.place()));
  moved_error.hint(error.hint()).phase(error.phase());
  return moved_error;
}

}  // namespace polgraph::cli
