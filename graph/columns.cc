#include "graph/columns.h"

#include <algorithm>
#include <atomic>
#include <bit>
#include <cstdint>
#include <numeric>
#include <utility>

#include "graph/blocks.h"
#include "graph/codec.h"
#include "graph/database.h"
#include "graph/error.h"
#include "graph/go_on.h"
#include "graph/text/letter_case.h"

namespace polgraph {

namespace {
// Before a piece is read whole, so much is spent on look-ups in it as reading it costs, in look-ups of what the store
// has at hand: some 53 of others, which unpack a block each.
constexpr std::uint32_t kTimesOfStore = 24;
constexpr std::uint32_t kWorthAPiece = 53 * kTimesOfStore;
constexpr int kHalfTheIds = 22;                 // bits of 64, some 27 different ids
constexpr std::size_t kPiecesOfBlock = 4;       // that one thread reads at once
constexpr std::size_t kTakenAtOnce = 64 << 10;  // bytes of long values
constexpr std::size_t kCopies = 4;          // of what is read, at worst: a block's, the column's, both grown by half
constexpr std::size_t kBlocksOfRound = 64;  // before they are taken in: what they hold is held twice till then
constexpr std::size_t kStepsOfRecord = 32;  // of a few nanoseconds
constexpr std::uint32_t kTextsOfBlock = 8192;
constexpr std::size_t kStepsOfText = 8;
}  // namespace

PropertyColumns::PropertyColumns(Snapshot snapshot, Of of, std::uint64_t bound)
    : snapshot_(std::move(snapshot)), of_(of), bound_(bound) {}

std::size_t PropertyColumns::column(KeyId key) {
  for (std::size_t i = 0; i < columns_.size(); ++i)
    if (columns_[i].key == key) return i;
  const std::size_t pieces = (bound_ + kPiece - 1) >> kPieceBits;
  Column& made = columns_.emplace_back();
  made.key = key;
  made.pieces.resize(pieces);
  made.missing = pieces;
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
  const std::uint32_t number = columns_[column].texts.find(text);
  return number == 0 ? std::nullopt : std::optional(number);
}

// Fills in a piece of one column, value by value; its kind is that of the first, until another kind comes.
class PropertyColumns::PieceMaker {
 public:
  PieceMaker(KeyId key, Part& part, std::size_t place)
      : key_(key), part_(&part), place_(place), made_(std::make_unique<Piece>()) {}

  KeyId key() const { return key_; }

  // How many bytes it takes beside its place.
  std::size_t add(std::uint64_t at, codec::PropertyWalk& found) {
    if (found.kind() == ValueKind::Integer && become(Piece::Kind::Integers)) {
      made_->integers[at] = found.integer();
      present_[at / 64] |= std::uint64_t{1} << (at % 64);
      return 0;
    }
    if (found.kind() == ValueKind::String && become(Piece::Kind::Texts)) {
      made_->texts[at] = part_->texts.add(found.text());
      return found.text().size();
    }
    mix();
    made_->values[at] = found.value();
    return made_->values[at].heap_bytes();
  }

  void finish() {
    if (made_->kind == Piece::Kind::Integers) {
      const bool full = std::all_of(present_.begin(), present_.end(), [](std::uint64_t word) { return ~word == 0; });
      if (!full) {
        made_->absent = std::move(present_);
        for (std::uint64_t& word : made_->absent) word = ~word;
      }
    }
    part_->pieces[place_] = std::move(made_);
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
        values[at] = Value::string(part_->texts.run()[made_->texts[at]]);
      }
    }
    made_->kind = Piece::Kind::Values;
    made_->values = std::move(values);
    made_->integers = {};
    made_->texts = {};
  }

  KeyId key_;
  Part* part_;
  std::size_t place_;
  std::unique_ptr<Piece> made_;
  std::vector<std::uint64_t> present_;
};

// Reads the pieces of one block, of every column that lacks them.
class PropertyColumns::BlockReader {
 public:
  BlockReader(const PropertyColumns& columns, Only only, Block& block, std::atomic<std::int64_t>& room)
      : columns_(columns), only_(only), block_(block), room_(room) {
    block.parts.resize(columns.columns_.size());
    for (Part& part : block.parts) part.pieces.resize(block.numbers.size());
  }

  // Pieces that follow one another lie side by side in the store.
  void run(const Snapshot& snapshot, Work& work) {
    const std::vector<std::size_t>& numbers = block_.numbers;
    for (std::size_t first = 0; first < numbers.size();) {
      std::size_t end = first + 1;
      while (end < numbers.size() && numbers[end] == numbers[end - 1] + 1) ++end;
      read(snapshot, first, end, work);
      first = end;
    }
  }

 private:
  void begin(std::size_t place) {
    makers_.clear();
    for (std::size_t i = 0; i < columns_.columns_.size(); ++i) {
      if (columns_.lacks(i, block_.numbers[place], only_))
        makers_.emplace_back(columns_.columns_[i].key, block_.parts[i], place);
    }
    std::sort(makers_.begin(), makers_.end(),
              [](const PieceMaker& a, const PieceMaker& b) { return a.key() < b.key(); });
  }

  void finish() {
    for (PieceMaker& maker : makers_) maker.finish();
  }

  void read(const Snapshot& snapshot, std::size_t first, std::size_t end, Work& work) {
    const bool nodes = columns_.of_ == Of::Nodes;
    const auto key_of = [&](std::uint64_t id) { return nodes ? codec::key(NodeId(id)) : codec::key(RelId(id)); };
    const std::uint64_t from = block_.numbers[first] << kPieceBits;
    const auto cursor =
        snapshot.view().cursor(nodes ? rocks::Family::Nodes : rocks::Family::Relationships,
                               rocks::KeyRange{key_of(from), key_of(from + ((end - first) << kPieceBits))});
    std::size_t place = first;
    begin(place);
    while (cursor->next()) {
      work.tick();
      const std::uint64_t id = codec::last_id(cursor->key());
      if (id < from || id - from >= (end - first) << kPieceBits)
        throw Error(Kind::Corrupt, "DamagedStore", "a record has a key that does not belong to it");
      for (; (id >> kPieceBits) > block_.numbers[place]; begin(++place)) finish();
      add(id % kPiece, nodes ? codec::walk_node(cursor->value()) : codec::walk_relationship(cursor->value()));
    }
    for (finish(); ++place < end; finish()) begin(place);
  }

  // Both the keys of a record and those that are wanted ascend.
  void add(std::uint64_t at, codec::PropertyWalk walk) {
    auto wanted = makers_.begin();
    while (wanted != makers_.end() && walk.next()) {
      while (wanted != makers_.end() && wanted->key() < walk.key()) ++wanted;
      if (wanted != makers_.end() && wanted->key() == walk.key()) taken_ += wanted++->add(at, walk);
    }
    if (taken_ >= kTakenAtOnce) take_room();
  }

  void take_room() {
    const auto taken = static_cast<std::int64_t>(std::exchange(taken_, 0));
    if (room_.fetch_sub(taken) < taken) throw Full{};
  }

  const PropertyColumns& columns_;
  Only only_;
  Block& block_;
  std::atomic<std::int64_t>& room_;  // for long values, shared by all that read now
  std::size_t taken_ = 0;            // of it, not yet told
  std::vector<PieceMaker> makers_;   // of one piece, ascending by key
};

bool PropertyColumns::lacks(std::size_t column, std::size_t number, Only only) const {
  const auto& pieces = columns_[column].pieces;
  return only.value_or(column) == column && number < pieces.size() && !pieces[number];
}

namespace {

std::size_t heap_bytes(const PropertyColumns::Piece& piece) {
  std::size_t bytes = sizeof(PropertyColumns::Piece) + piece.integers.size() * 8 + piece.texts.size() * 4 +
                      piece.absent.size() * 8 + piece.values.size() * sizeof(Value);
  for (const Value& value : piece.values) bytes += value.heap_bytes();
  return bytes;
}

}  // namespace

// Texts get the column's numbers in the order of ids, whoever read them. How many bytes the column grew by.
std::size_t PropertyColumns::take_in(Column& column, Part& part, const std::vector<std::size_t>& numbers) {
  const std::size_t before = column.texts.bytes();
  std::size_t grown = 0;
  std::vector<std::uint32_t> known(part.texts.run().size() + 1, 0);
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    if (!part.pieces[i]) continue;
    for (std::uint32_t& text : part.pieces[i]->texts) {
      if (text == 0) continue;
      if (known[text] == 0) known[text] = column.texts.add(part.texts.run()[text]);
      text = known[text];
    }
    grown += heap_bytes(*part.pieces[i]);
    column.pieces[numbers[i]] = std::move(part.pieces[i]);
    --column.missing;
  }
  return grown + column.texts.bytes() - before;
}

void PropertyColumns::read(std::span<const std::size_t> numbers, Only only, Work& work) {
  std::vector<std::size_t> missing;
  for (const std::size_t number : numbers)
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      if (!lacks(i, number, only)) continue;
      missing.push_back(number);
      break;
    }
  // A state that counts what is read of it is read by one thread.
  const bool alone = snapshot_.view().counts_accesses();
  const std::size_t threads = alone ? 1 : threads_for(missing.size() * kPiece * kStepsOfRecord, 0);
  constexpr std::size_t kRound = kPiecesOfBlock * kBlocksOfRound;
  for (std::size_t from = 0; from < missing.size(); from += kRound)
    read_round(std::span(missing).subspan(from, std::min(kRound, missing.size() - from)), only, threads, work);
}

void PropertyColumns::read_round(std::span<const std::size_t> numbers, Only only, std::size_t threads, Work& work) {
  if (full_) throw Full{};
  std::vector<Block> blocks((numbers.size() + kPiecesOfBlock - 1) / kPiecesOfBlock);
  for (std::size_t i = 0; i < numbers.size(); ++i) blocks[i / kPiecesOfBlock].numbers.push_back(numbers[i]);
  const std::size_t left = most_bytes_ - std::min(most_bytes_, bytes_);
  std::atomic<std::int64_t> room = static_cast<std::int64_t>(std::min<std::size_t>(left / kCopies, INT64_MAX));
  try {
    in_blocks(blocks.size(), threads, work, [&](std::size_t number, const Turn& turn) {
      BlockWork mine(turn);
      BlockReader(*this, only, blocks[number], room).run(Snapshot(snapshot_), mine);
    });
  } catch (const Full&) {
    full_ = true;
    throw;
  }
  std::vector<std::size_t> grown(columns_.size());
  in_blocks(columns_.size(), threads, work, [&](std::size_t number, const Turn&) {
    for (Block& block : blocks) grown[number] += take_in(columns_[number], block.parts[number], block.numbers);
  });
  for (const std::size_t bytes : grown) bytes_ += bytes;
}

void PropertyColumns::let_grow(std::size_t bytes) {
  if (bytes > most_bytes_) full_ = false;
  most_bytes_ = bytes;
}

void PropertyColumns::read(std::uint64_t id, Work& work) {
  const std::size_t number = id >> kPieceBits;
  read(std::span(&number, 1), {}, work);
}

void PropertyColumns::read(std::span<const std::size_t> numbers, Work& work) {
  read(numbers, {}, work);
}

std::vector<std::size_t> PropertyColumns::all_pieces() const {
  std::vector<std::size_t> all((bound_ + kPiece - 1) >> kPieceBits);
  std::iota(all.begin(), all.end(), 0);
  return all;
}

void PropertyColumns::read_all(Work& work) {
  read(all_pieces(), {}, work);
}

void PropertyColumns::read_column(std::size_t column, Work& work) {
  read(all_pieces(), column, work);
}

std::vector<std::size_t> PropertyColumns::half_way() const {
  std::vector<std::size_t> found;
  if (full_) return found;
  for (std::size_t piece = 0; piece < (bound_ + kPiece - 1) >> kPieceBits; ++piece) {
    const bool half = std::any_of(columns_.begin(), columns_.end(), [&](const Column& column) {
      const Asked& asked = column.asked[piece];
      return !column.pieces[piece] && (asked.times >= kWorthAPiece / 2 || std::popcount(asked.ids) >= kHalfTheIds);
    });
    if (half) found.push_back(piece);
  }
  return found;
}

std::optional<Value> PropertyColumns::find(std::size_t number, std::uint64_t id, Work& work) {
  if (id >= bound_) return {};
  const Piece* found = piece(number, id);
  if (found == nullptr) {
    Asked& asked = columns_[number].asked[id >> kPieceBits];
    asked.ids |= std::uint64_t{1} << (id * 0x9E3779B97F4A7C15ull >> 58);
    const bool at_hand = of_ == Of::Nodes
                             ? snapshot_.view().at_hand(rocks::Family::Nodes, codec::key(NodeId(id)))
                             : snapshot_.view().at_hand(rocks::Family::Relationships, codec::key(RelId(id)));
    asked.times += at_hand ? 1 : kTimesOfStore;
    if (full_ || asked.times < kWorthAPiece) return {};
    try {
      read(id, work);
    } catch (const Full&) {
      return {};
    }
    found = piece(number, id);
  }
  return value(number, *found, id);
}

const std::vector<bool>& PropertyColumns::repeated(std::size_t column) {
  Column& of = columns_[column];
  if (!of.repeated.empty()) return of.repeated;
  std::vector<bool> met(of.texts.run().size() + 1, false), repeated(met.size(), false);
  for (const auto& piece : of.pieces) {
    go_on_now();
    for (const std::uint32_t text : piece->texts) {
      if (text != 0 && met[text]) repeated[text] = true;  // 0: null
      met[text] = true;
    }
  }
  of.repeated = std::move(repeated);
  bytes_ += of.repeated.size() / 8;
  return of.repeated;
}

const TextRun* PropertyColumns::lower(std::size_t column) const {
  const Column& of = columns_[column];
  return of.lower.size() == of.texts.run().size() ? &of.lower : nullptr;
}

void PropertyColumns::make_lower(std::size_t column, Work& work) {
  Column& of = columns_[column];
  const TextRun& texts = of.texts.run();
  const std::uint32_t first = of.lower.size() + 1, last = texts.size();
  std::vector<TextRun> made((texts.size() - of.lower.size() + kTextsOfBlock - 1) / kTextsOfBlock);
  in_blocks(made.size(), threads_for((last + 1 - first) * kStepsOfText, 0), work,
            [&](std::size_t block, const Turn& turn) {
              const auto begin = static_cast<std::uint32_t>(first + block * kTextsOfBlock);
              const std::uint32_t end = std::min(last + 1, begin + kTextsOfBlock);
              turn.look();
              for (std::uint32_t number = begin; number < end; ++number) made[block].add(to_lower(texts[number]));
            });
  const std::size_t before = of.lower.bytes();
  for (const TextRun& part : made) of.lower.append(part);
  bytes_ += of.lower.bytes() - before;
}

}  // namespace polgraph
