#include "query/fused/run.h"

#include <algorithm>

#include "graph/blocks.h"
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
  for (std::size_t i = 0; i < wanted.size(); ++i)
    if (wanted[i]) columns.read(i << PropertyColumns::kPieceBits, work);
}

}  // namespace

bool scans_many(const Program& program) {
  return !program.steps.empty() && program.steps.front().kind == Step::Kind::Scan &&
         program.steps.front().members->count() >= kMany;
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
  // Two different sets of columns: each is one thread's.
  const bool both = program.reads_nodes && !lists.empty();
  in_blocks(2, both ? threads_for(image.relationships(), 0) : 1, work, [&](std::size_t block, const Turn& turn) {
    BlockWork mine(turn);
    if (block == 0 && !lists.empty()) read_listed(image.relationship_columns(), lists, image.relationships(), mine);
    if (block == 1 && program.reads_nodes) image.node_columns().read_all(mine);
  });
}

}  // namespace polgraph::fused
