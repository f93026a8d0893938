// Columns: properties of all nodes, or of all relationships, as arrays by id, for statements that read many. They are
// read from one snapshot piece by piece, 4096 ids at a time, when a piece is first worth it; nothing is ever written.
//
//   PropertyColumns columns(snapshot, PropertyColumns::Of::Relationships, bound);
//   const std::size_t amount = columns.column(key);
//   columns.read_all(work);                            // or read(id, work): the piece around one id
//   columns.piece(amount, id)->integers[id % PropertyColumns::kPiece]
//
//   Thread  read*(), make_lower() and column(): one, which may take a second to help; piece() and what it points to:
//   any
//           number while nothing is read. What is read does not depend on how many threads read it.
//   Lives   pieces live as long as the PropertyColumns
//   Throws  reading: Error Corrupt, Error Storage, what `work` throws (then pieces that are not there yet stay away)
//   Cost    read: one seek for four pieces and one step an id, for all columns at once; memory 8 bytes an id for
//           integers, 4 for texts beside the texts, each different one once
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "graph/kept_values.h"
#include "graph/snapshot.h"
#include "graph/texts.h"
#include "graph/work.h"

namespace polgraph {

class PropertyColumns {
 public:
  enum class Of { Nodes, Relationships };
  static constexpr std::uint64_t kPieceBits = 12, kPiece = 1u << kPieceBits;

  // The values of 4096 ids. Which arrays there are says `kind`; an id without the property is null in any of them.
  struct Piece {
    enum class Kind : std::uint8_t { Empty, Integers, Texts, Values };
    Kind kind = Kind::Empty;
    std::vector<std::int64_t> integers;
    std::vector<std::uint64_t> absent;  // Integers: a bit an id; no bits: none is null
    std::vector<std::uint32_t> texts;   // numbers of texts from 1; 0: null
    std::vector<Value> values;          // everything else, or kinds that mix

    bool is_null(std::uint64_t id) const {
      const std::uint64_t at = id % kPiece;
      if (kind == Kind::Integers) return !absent.empty() && (absent[at / 64] >> (at % 64) & 1) != 0;
      if (kind == Kind::Texts) return texts[at] == 0;
      return kind == Kind::Empty || values[at].is_null();
    }
  };

  // Thrown where what is to be read would not fit: then nothing of it is there, and the store must be asked.
  struct Full {};

  PropertyColumns(Snapshot snapshot, Of of, std::uint64_t bound);

  // So many bytes in all, long texts and lists too. Never less than is there.
  void let_grow(std::size_t bytes);

  std::size_t column(KeyId key);  // its number, new or not
  const Piece* piece(std::size_t column, std::uint64_t id) const {
    const auto& pieces = columns_[column].pieces;
    const std::uint64_t at = id >> kPieceBits;
    return at < pieces.size() ? pieces[at].get() : nullptr;
  }
  // All pieces, by number; those that were not read are null. Stays where it is while the Columns live.
  const std::unique_ptr<Piece>* pieces(std::size_t column) const { return columns_[column].pieces.data(); }
  Value value(std::size_t column, const Piece& piece, std::uint64_t id) const;
  std::size_t missing(std::size_t column) const { return columns_[column].missing; }  // pieces that are not there
  std::size_t text_count(std::size_t column) const { return texts(column).size(); }
  Value text(std::size_t column, std::uint32_t number) const { return Value::string(texts(column)[number]); }
  std::optional<std::uint32_t> find_text(std::size_t column, std::string_view text) const;
  // By number of a text: do several ids have it? Of a column that is whole. Cost: once a pass over the
  // column, which asks the thread's Work (go_on.h).
  const std::vector<bool>& repeated(std::size_t column);
  // The different texts of the pieces that are there, by number.
  const TextRun& texts(std::size_t column) const { return columns_[column].texts.run(); }
  // The same, in the same order, in lower case; null: not made, or pieces with more texts were read since.
  const TextRun* lower(std::size_t column) const;
  void make_lower(std::size_t column, Work& work);

  // The pieces that hold `id` of every column that lacks them. These throw Full.
  void read(std::uint64_t id, Work& work);
  void read(std::span<const std::size_t> numbers, Work& work);  // pieces by number, ascending
  void read_all(Work& work);
  void read_column(std::size_t column, Work& work);  // all pieces of one

  // One value, for whoever reads ids here and there: nothing until look-ups in the piece have cost what reading it
  // costs. (Records that the store has at hand are cheap: those that were asked for before, or whose labels were just
  // read.)
  std::optional<Value> find(std::size_t column, std::uint64_t id, Work& work);
  // What find() had not and the store was asked for: null where keep() was not told. It does not count towards reading
  // the piece: it is as cheap.
  const Value* kept(std::size_t column, std::uint64_t id) const {
    return kept_.find(static_cast<std::uint32_t>(column), id);
  }
  void keep(std::size_t column, std::uint64_t id, const Value& value) {
    kept_.keep(static_cast<std::uint32_t>(column), id, value);
  }
  // Pieces that are not there, but are worth it where arrays are made anyway: much was spent on them, or many different
  // ids were asked for.
  std::vector<std::size_t> half_way() const;
  std::size_t piece_bytes() const { return columns_.size() * kPiece * 9; }  // of all columns, without texts

  std::size_t bytes() const { return bytes_ + kept_.bytes(); }

 private:
  struct Asked {
    std::uint64_t ids = 0;    // a bit for each id that was asked for, by its hash
    std::uint32_t times = 0;  // look-ups of what was at hand; one in the store counts as several
  };
  struct Column {
    KeyId key;
    std::vector<std::unique_ptr<Piece>> pieces;
    std::size_t missing;       // of them
    std::vector<Asked> asked;  // by piece, while it is missing
    Texts texts;
    TextRun lower;
    std::vector<bool> repeated;  // by text; of none: not asked for yet
  };
  // What is made of one column out of a block of pieces: texts have numbers of their own.
  struct Part {
    std::vector<std::unique_ptr<Piece>> pieces;  // null: it was there
    Texts texts;
  };
  struct Block {
    std::vector<std::size_t> numbers;  // of pieces
    std::vector<Part> parts;           // by column
  };
  class PieceMaker;
  class BlockReader;
  static std::size_t take_in(Column& column, Part& part, const std::vector<std::size_t>& numbers);
  using Only = std::optional<std::size_t>;  // a column; nothing: all
  bool lacks(std::size_t column, std::size_t number, Only only) const;
  void read(std::span<const std::size_t> numbers, Only only, Work& work);
  void read_round(std::span<const std::size_t> numbers, Only only, std::size_t threads, Work& work);
  std::vector<std::size_t> all_pieces() const;

  Snapshot snapshot_;
  Of of_;
  std::uint64_t bound_;  // ids are below
  std::vector<Column> columns_;
  KeptValues kept_;        // by number of the column
  std::size_t bytes_ = 0;  // of columns
  std::size_t most_bytes_ = SIZE_MAX;
  bool full_ = false;
};

}  // namespace polgraph
