// Private: memory for tables that are looked into all over. Of 4 KiB pages a processor keeps only so many at hand, and
// most look-ups would first have to find theirs; of 2 MiB pages it keeps all.
#pragma once

#include <sys/mman.h>

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <new>

namespace polgraph::bulk {

inline constexpr std::size_t kLargePage = 2u << 20;

// An allocator of the standard library's kind. Where the system has no such pages it gives the usual ones.
template <class T>
struct LargePages {
  using value_type = T;
  LargePages() = default;
  template <class Other>
  LargePages(const LargePages<Other>&) {}

  T* allocate(std::size_t count) {
    const std::size_t bytes = (count * sizeof(T) + kLargePage - 1) / kLargePage * kLargePage;
    if (is_small(count)) return std::allocator<T>().allocate(count);
    void* memory = std::aligned_alloc(kLargePage, bytes);
    if (memory == nullptr) throw std::bad_alloc();
    ::madvise(memory, bytes, MADV_HUGEPAGE);
    return static_cast<T*>(memory);
  }
  void deallocate(T* memory, std::size_t count) {
    if (is_small(count)) return std::allocator<T>().deallocate(memory, count);
    std::free(memory);
  }
  bool operator==(const LargePages&) const = default;

 private:
  static bool is_small(std::size_t count) { return count * sizeof(T) < kLargePage; }
};

// Not touched before it is used.
template <class T>
struct FreeLargePages {
  std::size_t count = 0;
  void operator()(T* memory) const { LargePages<T>().deallocate(memory, count); }
};
template <class T>
using LargeArray = std::unique_ptr<T[], FreeLargePages<T>>;
template <class T>
LargeArray<T> make_large_array(std::size_t count) {
  return LargeArray<T>(LargePages<T>().allocate(count), FreeLargePages<T>{count});
}

}  // namespace polgraph::bulk
