#include "graph/bulk/large_pages.h"

#include <sys/mman.h>

#include <cstdlib>

namespace polgraph::bulk {

void* take_large_pages(std::size_t bytes) {
  const std::size_t whole = (bytes + kLargePage - 1) / kLargePage * kLargePage;
  void* memory = std::aligned_alloc(kLargePage, whole);
  if (memory == nullptr) throw std::bad_alloc();
  ::madvise(memory, whole, MADV_HUGEPAGE);  // a wish: where it is not granted, pages are small
  return memory;
}

void give_large_pages_back(void* memory) {
  std::free(memory);
}

}  // namespace polgraph::bulk
