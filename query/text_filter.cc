#include "query/text_filter.h"

#include <algorithm>

#include "graph/blocks.h"
#include "query/views.h"

namespace polgraph {

namespace {

using Shape = ExprShape::Kind;
using Piece = PropertyColumns::Piece;

// In the time of a row's test: so many bytes are searched, records read, texts made lower.
constexpr std::uint64_t kBytesOfRow = 1024, kRecordsOfRow = 2, kTextsOfRow = 4;
constexpr std::uint32_t kTextsOfBlock = 1u << 14;  // a multiple of 64: blocks share no word of bits
constexpr std::uint64_t kSample = 128;             // texts
constexpr std::size_t kBytesOfStep = 16, kWordsOfPiece = PropertyColumns::kPiece / 64;

bool is_property(const Expr& expr, std::size_t slot) {
  const ExprShape shape = expr.shape();
  return shape.kind == Shape::PropertyOf && shape.left->shape().kind == Shape::Slot && shape.left->shape().slot == slot;
}

const Value* known(const Expr& expr) {
  return expr.constant() != nullptr ? expr.constant() : expr.shape().value;
}

std::optional<TextPart> part_of(ast::BinaryOp op) {
  switch (op) {
    case ast::BinaryOp::StartsWith: return TextPart::Begins;
    case ast::BinaryOp::EndsWith: return TextPart::Ends;
    case ast::BinaryOp::Contains: return TextPart::Contains;
    default: return {};
  }
}

bool compares(ast::BinaryOp op) {
  using Op = ast::BinaryOp;
  return op == Op::Equal || op == Op::NotEqual || op == Op::Less || op == Op::LessEqual || op == Op::Greater ||
         op == Op::GreaterEqual || part_of(op).has_value();
}

}  // namespace

std::optional<TextTest> text_test(const Expr& condition, std::size_t slot, Context& context) {
  const ExprShape shape = condition.shape();
  if (shape.kind != Shape::Binary) return {};
  const auto how = part_of(shape.op);
  const Value* part = known(*shape.right);
  if (!how || part == nullptr || !part->is_string()) return {};
  const bool lower = shape.left->shape().kind == Shape::Lower;
  const Expr& property = lower ? *shape.left->shape().left : *shape.left;
  if (!is_property(property, slot)) return {};
  const auto key = context.view().find_key(property.shape().key);
  if (!key) return {};
  return TextTest{*key, lower, *how, part->as_string()};
}

bool never_fails(const Expr& condition, std::size_t slot) {
  const ExprShape shape = condition.shape();
  if (shape.kind == Shape::HasLabels)
    return shape.left->shape().kind == Shape::Slot && shape.left->shape().slot == slot;
  const auto plain = [&](const Expr& side) { return known(side) != nullptr || is_property(side, slot); };
  return shape.kind == Shape::Binary && compares(shape.op) && plain(*shape.left) && plain(*shape.right);
}

std::optional<std::uint64_t> rows_worth_texts(std::span<const TextTest> tests, std::uint64_t rows, Context& context) {
  PropertyColumns& columns = context.image->node_columns();
  std::uint64_t worth = 0;
  for (std::size_t i = 0; i < tests.size(); ++i) {
    const TextTest& test = tests[i];
    const std::size_t column = columns.column(test.key);
    const bool counted = std::any_of(tests.begin(), tests.begin() + static_cast<std::ptrdiff_t>(i),
                                     [&](const TextTest& other) { return other.key == test.key; });
    if (counted) continue;
    // What is not read yet counts as a text a node; it may be fewer.
    const std::uint64_t missing = columns.missing(column) * PropertyColumns::kPiece;
    const std::uint64_t texts = columns.text_count(column);
    worth += missing / kRecordsOfRow;
    if (test.lower && columns.lower(column) == nullptr) worth += std::max(missing, texts) / kTextsOfRow;
    if (columns.texts(column).bytes() > rows * kBytesOfRow) return {};
  }
  return worth;
}

namespace {

bool read(std::span<const TextTest> tests, Context& context) {
  GraphImage& image = *context.image;
  PropertyColumns& columns = image.node_columns();
  StatementWork work(context);
  for (const TextTest& test : tests) {
    const std::size_t column = columns.column(test.key);
    if (columns.missing(column) > 0 && !image_may_grow(context, image.bytes_of_column(true))) return false;
    try {
      columns.read_column(column, work);
    } catch (const PropertyColumns::Full&) {
      return false;
    }
  }
  for (const TextTest& test : tests) {
    const std::size_t column = columns.column(test.key);
    if (!test.lower || columns.lower(column) != nullptr) continue;
    if (!image_may_grow(context, columns.texts(column).bytes())) return false;
    columns.make_lower(column, work);
  }
  return true;
}

// Numbers of texts, the last included.
struct TextRange {
  std::uint32_t first = 1, last = 0;
  std::uint32_t size() const { return last - first + 1; }
};

// Where the texts of the chosen nodes lie: what one table has brought has numbers side by side.
TextRange texts_of_nodes(std::span<const std::uint64_t> chosen, const std::unique_ptr<Piece>* pieces) {
  std::uint32_t least = ~std::uint32_t{0}, greatest = 0;  // less one: null, number 0, is then the greatest of all
  for (std::size_t word = 0; word < chosen.size(); ++word) {
    const Piece& piece = *pieces[word / kWordsOfPiece];
    if (chosen[word] == 0 || piece.kind != Piece::Kind::Texts) continue;
    const std::uint32_t* texts = piece.texts.data() + word % kWordsOfPiece * 64;
    for (std::size_t bit = 0; bit < 64; ++bit) {
      least = std::min(least, texts[bit] - 1);
      greatest = std::max(greatest, texts[bit]);
    }
  }
  return greatest == 0 ? TextRange{} : TextRange{least + 1, greatest};
}

// Those that let the fewest of some texts through first: what they drop is not looked at again.
std::vector<TextTest> in_order(std::span<const TextTest> tests, TextRange range, const TextRun& plain,
                               const TextRun* lower) {
  std::vector<std::pair<std::size_t, TextTest>> counted;
  for (const TextTest& test : tests) {
    std::size_t count = 0;
    for (std::uint64_t i = 0; tests.size() > 1 && i < kSample; ++i) {
      const auto number = static_cast<std::uint32_t>(range.first + i * range.size() / kSample);
      count += has_part(test.how, (test.lower ? *lower : plain)[number], test.part) ? 1u : 0u;
    }
    counted.emplace_back(count, test);
  }
  std::stable_sort(counted.begin(), counted.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  std::vector<TextTest> ordered;
  for (const auto& [count, test] : counted) ordered.push_back(test);
  return ordered;
}

// Tests of one column: the texts in a range that meet all of them, a bit each by number; null, number 0, meets none.
std::vector<std::uint64_t> texts_of(std::span<const TextTest> tests, TextRange range, const TextRun& plain,
                                    const TextRun* lower, Context& context) {
  std::vector<std::uint64_t> kept(plain.size() / 64 + 1);
  if (range.last < range.first) return kept;
  // Words and blocks are looked at whole.
  std::fill(kept.begin() + range.first / 64, kept.begin() + range.last / 64 + 1, ~std::uint64_t{0});
  kept[0] &= ~std::uint64_t{1};
  const std::size_t before = range.first / kTextsOfBlock, blocks = range.last / kTextsOfBlock + 1 - before;
  const std::vector<TextTest> ordered = in_order(tests, range, plain, lower);
  StatementWork work(context);
  const std::uint64_t bytes = std::uint64_t{plain.bytes()} * range.size() / plain.size();
  in_blocks(blocks, threads_for(bytes / kBytesOfStep, 0), work, [&](std::size_t block, const Turn&) {
    const auto first = static_cast<std::uint32_t>((before + block) * kTextsOfBlock);
    const std::uint32_t last = std::min(first + kTextsOfBlock, plain.size() + 1);
    for (const TextTest& test : ordered)
      (test.lower ? *lower : plain).keep(test.how, test.part, std::max(1u, first), last, kept);
  });
  return kept;
}

bool meets(std::span<const TextTest> tests, const Value& value) {
  return value.is_string() && std::all_of(tests.begin(), tests.end(), [&](const TextTest& test) {
           return has_part(test.how, value.as_string(), test.part);
         });
}

// Takes those out of `chosen` (words of 64 nodes) whose value in this piece does not meet the tests.
void keep_of_piece(const Piece& piece, std::span<const TextTest> tests, const std::vector<std::uint64_t>& texts,
                   std::span<std::uint64_t> chosen) {
  for (std::size_t word = 0; word < chosen.size(); ++word) {
    if (chosen[word] == 0) continue;
    std::uint64_t met = 0;
    const std::size_t first = word * 64;
    if (piece.kind == Piece::Kind::Texts) {
      for (std::size_t bit = 0; bit < 64; ++bit) {
        const std::uint32_t text = piece.texts[first + bit];
        met |= (texts[text / 64] >> (text % 64) & 1) << bit;
      }
    } else if (piece.kind == Piece::Kind::Values) {
      for (std::size_t bit = 0; bit < 64; ++bit)
        met |= std::uint64_t{meets(tests, piece.values[first + bit]) ? 1u : 0u} << bit;
    }
    chosen[word] &= met;
  }
}

// toLower() fails on what is no text, so those pieces are not for us.
bool may_fail(const Piece& piece) {
  return piece.kind == Piece::Kind::Integers || piece.kind == Piece::Kind::Values;
}

bool keep_with(std::span<const TextTest> tests, std::vector<std::uint64_t>& chosen, Context& context) {
  const PropertyColumns& columns = context.image->node_columns();
  const std::size_t column = context.image->node_columns().column(tests.front().key);
  const auto* pieces = columns.pieces(column);
  const std::size_t count = (chosen.size() + kWordsOfPiece - 1) / kWordsOfPiece;
  const bool lower = std::any_of(tests.begin(), tests.end(), [](const TextTest& test) { return test.lower; });
  for (std::size_t i = 0; lower && i < count; ++i)
    if (may_fail(*pieces[i])) return false;
  const TextRange range = texts_of_nodes(chosen, pieces);
  const auto texts = texts_of(tests, range, columns.texts(column), columns.lower(column), context);
  StatementWork work(context);
  in_blocks(count, threads_for(chosen.size() * 64, 0), work, [&](std::size_t i, const Turn&) {
    const std::size_t first = i * kWordsOfPiece;
    keep_of_piece(*pieces[i], tests, texts,
                  std::span(chosen).subspan(first, std::min(kWordsOfPiece, chosen.size() - first)));
  });
  return true;
}

}  // namespace

std::unique_ptr<NodeSet> nodes_with_texts(std::span<const TextTest> tests, const NodeSet* among, Context& context) {
  if (!read(tests, context)) return nullptr;
  std::vector<TextTest> sorted(tests.begin(), tests.end());
  std::stable_sort(sorted.begin(), sorted.end(), [](const TextTest& a, const TextTest& b) { return a.key < b.key; });
  const std::size_t nodes = context.image->nodes();
  context.reserve(nodes / 4);
  std::vector<std::uint64_t> chosen =
      among != nullptr ? among->words() : std::vector<std::uint64_t>((nodes + 63) / 64, ~std::uint64_t{0});
  for (auto first = sorted.begin(); first != sorted.end();) {
    const auto end = std::find_if(first, sorted.end(), [&](const TextTest& test) { return test.key != first->key; });
    if (!keep_with(std::span(first, end), chosen, context)) return nullptr;
    first = end;
  }
  return std::make_unique<NodeSet>(std::move(chosen));
}

std::unique_ptr<NodeSet> nodes_worth_texts(const TextTest& test, std::uint64_t rows, Context& context) {
  std::uint64_t& spent = context.image->spent_on_texts(test.key);
  spent += rows;
  const auto worth = rows_worth_texts(std::span(&test, 1), rows, context);
  const bool now = worth && (spent >= *worth || context.options().adjacency == Adjacency::Arrays);
  return now ? nodes_with_texts(std::span(&test, 1), nullptr, context) : nullptr;
}

}  // namespace polgraph
