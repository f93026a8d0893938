#include "graph/columns.h"

#include <algorithm>
#include <bit>
#include <functional>

#include "graph/codec.h"
#include "graph/database.h"

namespace polgraph {

namespace {
// Before a piece is read whole: bits of 64, some 53 different ids, about what reading it costs; or so many look-ups in
// all, as those that the store no longer has at hand cost the same each time.
constexpr int kWorthAPiece = 36;
constexpr std::uint32_t kMostTimes = 160;
constexpr std::size_t kTextBytes = 100;  // of a different text beside its letters: value, box, slots of the table
}  // namespace

std::uint32_t TextTable::find(std::string_view text, std::size_t hash, const std::vector<Value>& texts) const {
  const std::size_t mask = slots_.size() - 1;
  for (std::size_t at = hash & mask; slots_[at].number != 0; at = (at + 1) & mask) {
    if (slots_[at].hash == static_cast<std::uint32_t>(hash) && texts[slots_[at].number - 1].as_string() == text)
      return slots_[at].number;
  }
  return 0;
}

void TextTable::put(Slot slot) {
  const std::size_t mask = slots_.size() - 1;
  std::size_t at = slot.hash & mask;
  while (slots_[at].number != 0) at = (at + 1) & mask;
  slots_[at] = slot;
}

void TextTable::add(std::size_t hash, std::uint32_t number) {
  if (2 * ++used_ > slots_.size()) {
    std::vector<Slot> before(4 * slots_.size());
    before.swap(slots_);
    for (const Slot& slot : before)
      if (slot.number != 0) put(slot);
  }
  put({static_cast<std::uint32_t>(hash), number});
}

PropertyColumns::PropertyColumns(Snapshot snapshot, Of of, std::uint64_t bound)
    : snapshot_(std::move(snapshot)), of_(of), bound_(bound) {}

std::size_t PropertyColumns::column(KeyId key) {
  for (std::size_t i = 0; i < columns_.size(); ++i)
    if (columns_[i].key == key) return i;
  const std::size_t pieces = (bound_ + kPiece - 1) >> kPieceBits;
  Column& made = columns_.emplace_back();
  made.key = key;
  made.pieces.resize(pieces);
  made.asked.resize(pieces);
  bytes_ += pieces * (sizeof(void*) + sizeof(Asked));
  return columns_.size() - 1;
}

Value PropertyColumns::value(std::size_t column, const Piece& piece, std::uint64_t id) const {
  if (piece.is_null(id)) return {};
  const std::uint64_t at = id % kPiece;
  switch (piece.kind) {
    case Piece::Kind::Integers: return Value::integer(piece.integers[at]);
    case Piece::Kind::Texts: return text(column, piece.texts[at]);
    default: return piece.values[at];
  }
}

std::optional<std::uint32_t> PropertyColumns::find_text(std::size_t column, std::string_view text) const {
  const Column& of = columns_[column];
  const std::uint32_t number = of.numbers.find(text, std::hash<std::string_view>()(text), of.texts);
  return number == 0 ? std::nullopt : std::optional(number);
}

// Fills in a piece of one column, value by value; its kind is that of the first, until another kind comes.
class PropertyColumns::PieceMaker {
 public:
  PieceMaker(Column& column, std::size_t number) : column_(column), made_(std::make_unique<Piece>()), number_(number) {}

  void add(std::uint64_t at, std::string_view bytes) {
    codec::Reader reader(bytes, "property");
    const auto kind = static_cast<ValueKind>(static_cast<std::uint8_t>(bytes.front()));
    if (kind == ValueKind::Integer && become(Piece::Kind::Integers)) {
      made_->integers[at] = reader.value().as_integer();
      present_[at / 64] |= std::uint64_t{1} << (at % 64);
    } else if (kind == ValueKind::String && become(Piece::Kind::Texts)) {
      reader.byte();
      made_->texts[at] = number_of(reader.text());
    } else {
      mix();
      made_->values[at] = reader.value();
      bytes_ += made_->values[at].heap_bytes();
    }
  }

  std::size_t finish() {
    if (made_->kind == Piece::Kind::Integers) {
      const bool full = std::all_of(present_.begin(), present_.end(), [](std::uint64_t word) { return ~word == 0; });
      if (!full) {
        made_->absent = present_;
        for (std::uint64_t& word : made_->absent) word = ~word;
      }
    }
    bytes_ += sizeof(Piece) + made_->integers.size() * 8 + made_->texts.size() * 4 + made_->absent.size() * 8 +
              made_->values.size() * sizeof(Value);
    column_.pieces[number_] = std::move(made_);
    return bytes_;
  }

 private:
  bool become(Piece::Kind kind) {
    if (made_->kind == Piece::Kind::Empty) {
      made_->kind = kind;
      if (kind == Piece::Kind::Integers) {
        made_->integers.resize(kPiece);
        present_.resize(kPiece / 64);
      } else {
        made_->texts.resize(kPiece);
      }
    }
    return made_->kind == kind;
  }

  void mix() {
    if (made_->kind == Piece::Kind::Values) return;
    std::vector<Value> values(kPiece);
    for (std::uint64_t at = 0; at < kPiece; ++at) {
      if (made_->kind == Piece::Kind::Integers && (present_[at / 64] >> (at % 64) & 1) != 0) {
        values[at] = Value::integer(made_->integers[at]);
      } else if (made_->kind == Piece::Kind::Texts && made_->texts[at] != 0) {
        values[at] = column_.texts[made_->texts[at] - 1];
      }
    }
    made_->kind = Piece::Kind::Values;
    made_->values = std::move(values);
    made_->integers = {};
    made_->texts = {};
  }

  std::uint32_t number_of(std::string_view text) {
    const std::size_t hash = std::hash<std::string_view>()(text);
    if (const std::uint32_t known = column_.numbers.find(text, hash, column_.texts); known != 0) return known;
    column_.texts.push_back(Value::string(text));
    const auto number = static_cast<std::uint32_t>(column_.texts.size());
    column_.numbers.add(hash, number);
    bytes_ += text.size() + kTextBytes;
    return number;
  }

  Column& column_;
  std::unique_ptr<Piece> made_;
  std::size_t number_;
  std::vector<std::uint64_t> present_;
  std::size_t bytes_ = 0;
};

void PropertyColumns::read(std::uint64_t id, Work& work) {
  const std::uint64_t number = id >> kPieceBits, first = number << kPieceBits;
  std::vector<PieceMaker> makers;
  std::vector<KeyId> keys;
  for (Column& column : columns_) {
    if (number >= column.pieces.size() || column.pieces[number]) continue;
    makers.emplace_back(column, number);
    keys.push_back(column.key);
  }
  if (makers.empty()) return;
  const bool nodes = of_ == Of::Nodes;
  const auto key_of = [&](std::uint64_t at) { return nodes ? codec::key(NodeId(at)) : codec::key(RelId(at)); };
  const auto cursor = snapshot_.view().cursor(nodes ? rocks::Family::Nodes : rocks::Family::Relationships,
                                              rocks::KeyRange{key_of(first), key_of(first + kPiece)});
  while (cursor->next()) {
    work.tick();
    const std::uint64_t at = codec::last_id(cursor->key()) % kPiece;
    codec::PropertyWalk walk = nodes ? codec::walk_node(cursor->value()) : codec::walk_relationship(cursor->value());
    while (walk.next()) {
      for (std::size_t i = 0; i < keys.size(); ++i)
        if (keys[i] == walk.key()) makers[i].add(at, walk.value());
    }
  }
  for (PieceMaker& maker : makers) bytes_ += maker.finish();
}

void PropertyColumns::read_all(Work& work) {
  for (std::uint64_t id = 0; id < bound_; id += kPiece) read(id, work);
}

std::optional<Value> PropertyColumns::find(KeyId key, std::uint64_t id, Work& work) {
  if (id >= bound_) return {};
  const std::size_t number = column(key);
  const Piece* found = piece(number, id);
  if (found == nullptr) {
    Asked& asked = columns_[number].asked[id >> kPieceBits];
    asked.ids |= std::uint64_t{1} << (id * 0x9E3779B97F4A7C15ull >> 58);
    if (++asked.times < kMostTimes && std::popcount(asked.ids) < kWorthAPiece) return {};
    read(id, work);
    found = piece(number, id);
  }
  return value(number, *found, id);
}

}  // namespace polgraph
