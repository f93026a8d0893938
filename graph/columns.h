// Columns: properties of all nodes, or of all relationships, as arrays by id, for statements that read many. They are
// read from one snapshot piece by piece, 4096 ids at a time, when a piece is first worth it; nothing is ever written.
//
//   PropertyColumns columns(snapshot, PropertyColumns::Of::Relationships, bound);
//   const std::size_t amount = columns.column(key);
//   columns.read_all(work);                            // or read(id, work): the piece around one id
//   columns.piece(amount, id)->integers[id % PropertyColumns::kPiece]
//
//   Thread  read*() and column(): one; piece() and what it points to: any number while nothing is read
//   Lives   pieces live as long as the PropertyColumns
//   Throws  reading: Error Corrupt, Error Storage, what `work` throws (then the piece is as it was)
//   Cost    read: one seek and one step an id, for all columns at once; memory 8 bytes an id for integers, 4 for texts
//           beside the texts, each different one once
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include "graph/snapshot.h"
#include "graph/work.h"

namespace polgraph {

// Numbers of texts, from 1, by hash: open addressing, half the table is free.
class TextTable {
 public:
  // The number of `text` among `texts`; 0: it is none of them.
  std::uint32_t find(std::string_view text, std::size_t hash, const std::vector<Value>& texts) const;
  void add(std::size_t hash, std::uint32_t number);  // that is not in it
  std::size_t bytes() const { return slots_.size() * sizeof(Slot); }

 private:
  struct Slot {
    std::uint32_t hash = 0, number = 0;
  };
  void put(Slot slot);
  std::vector<Slot> slots_ = std::vector<Slot>(64);
  std::size_t used_ = 0;
};

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

  PropertyColumns(Snapshot snapshot, Of of, std::uint64_t bound);

  std::size_t column(KeyId key);  // its number, new or not
  const Piece* piece(std::size_t column, std::uint64_t id) const {
    const auto& pieces = columns_[column].pieces;
    const std::uint64_t at = id >> kPieceBits;
    return at < pieces.size() ? pieces[at].get() : nullptr;
  }
  // All pieces, by number; those that were not read are null. Stays where it is while the Columns live.
  const std::unique_ptr<Piece>* pieces(std::size_t column) const { return columns_[column].pieces.data(); }
  Value value(std::size_t column, const Piece& piece, std::uint64_t id) const;
  std::size_t text_count(std::size_t column) const { return columns_[column].texts.size(); }
  const Value& text(std::size_t column, std::uint32_t number) const { return columns_[column].texts[number - 1]; }
  std::optional<std::uint32_t> find_text(std::size_t column, std::string_view text) const;

  // The pieces that hold `id` of every column that lacks them.
  void read(std::uint64_t id, Work& work);
  void read_all(Work& work);

  // One value, for whoever reads ids here and there: nothing until so many different ids of the piece were asked for
  // that reading it is worth it. (The same ones again are cheap: the store keeps them at hand.)
  std::optional<Value> find(KeyId key, std::uint64_t id, Work& work);

  std::size_t bytes() const { return bytes_; }

 private:
  struct Asked {
    std::uint64_t ids = 0;  // a bit for each id that was asked for, by its hash
    std::uint32_t times = 0;
  };
  struct Column {
    KeyId key;
    std::vector<std::unique_ptr<Piece>> pieces;
    std::vector<Asked> asked;  // by piece, while it is missing
    std::vector<Value> texts;
    TextTable numbers;  // of `texts`
  };
  class PieceMaker;

  Snapshot snapshot_;
  Of of_;
  std::uint64_t bound_;  // ids are below
  std::vector<Column> columns_;
  std::size_t bytes_ = 0;
};

}  // namespace polgraph
