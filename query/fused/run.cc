#include "query/fused/run.h"

#include <algorithm>

#include "query/views.h"

namespace polgraph::fused {

namespace {

constexpr std::uint64_t kMany = 2'000;  // nodes to scan

// The pieces that hold relationships of these lists, or all of them where they lie everywhere.
void read_listed(PropertyColumns& columns, const Lists& lists, std::uint32_t bound, Work& work) {
  std::vector<bool> wanted((std::uint64_t{bound} >> PropertyColumns::kPieceBits) + 1, false);
  for (const Adjacents* list : lists)
    for (const std::uint32_t relationship : list->relationships)
      wanted[relationship >> PropertyColumns::kPieceBits] = true;
  std::vector<std::size_t> pieces;
  for (std::size_t i = 0; i < wanted.size(); ++i)
    if (wanted[i]) pieces.push_back(i);
  columns.read(pieces, work);
}

}  // namespace

bool scans_many(const Program& program) {
  return !program.steps.empty() && program.steps.front().kind == Step::Kind::Scan &&
         program.steps.front().members->count() >= kMany;
}

void read_half_paid(const Program& program, Context& context) {
  StatementWork work(context);
  const auto read = [&](PropertyColumns& columns) {
    const std::vector<std::size_t> pieces = columns.half_way();
    try {
      if (image_may_grow(context, pieces.size() * columns.piece_bytes())) columns.read(pieces, work);
    } catch (const PropertyColumns::Full&) {  // what is not there is asked of the store
    }
  };
  if (program.reads_nodes) read(program.image->node_columns());
  if (!program.reads_relationships.empty()) read(program.image->relationship_columns());
}

void read_columns(const Program& program, Context& context) {
  StatementWork work(context);
  GraphImage& image = *program.image;
  const std::size_t bytes = (program.reads_nodes ? image.bytes_of_column(true) : 0) +
                            (program.reads_relationships.empty() ? 0 : image.bytes_of_column(false));
  if (!image_may_grow(context, bytes)) throw Declined{};
  Lists lists = program.reads_relationships;
  std::sort(lists.begin(), lists.end());
  lists.erase(std::unique(lists.begin(), lists.end()), lists.end());
  try {
    if (!lists.empty()) read_listed(image.relationship_columns(), lists, image.relationships(), work);
    if (program.reads_nodes) image.node_columns().read_all(work);
  } catch (const PropertyColumns::Full&) {
    throw Declined{};
  }
}

}  // namespace polgraph::fused
