// Private: memory for tables that are looked into all over. Of pages of 4 KiB a processor keeps only so many at hand,
// and most look-ups would first have to find theirs; of pages of 2 MiB it keeps all.
#pragma once

#include <cstddef>
#include <memory>
#include <new>

namespace polgraph::bulk {

inline constexpr std::size_t kLargePage = 2u << 20;

void* take_large_pages(std::size_t bytes);  // not touched before it is used. Throws std::bad_alloc
void give_large_pages_back(void* memory);

// An allocator of the standard library's kind; what is smaller than such a page comes from where all memory does.
template <class T>
struct LargePages {
  using value_type = T;
  LargePages() = default;
  template <class Other>
  LargePages(const LargePages<Other>&) {}

  T* allocate(std::size_t count) {
    return is_small(count) ? std::allocator<T>().allocate(count) : static_cast<T*>(take_large_pages(count * sizeof(T)));
  }
  void deallocate(T* memory, std::size_t count) {
    is_small(count) ? std::allocator<T>().deallocate(memory, count) : give_large_pages_back(memory);
  }
  bool operator==(const LargePages&) const = default;

 private:
  static bool is_small(std::size_t count) { return count * sizeof(T) < kLargePage; }
};

// An array of them, whose parts begin to be when they are written to.
template <class T>
struct GiveBack {
  std::size_t count = 0;
  void operator()(T* memory) const { LargePages<T>().deallocate(memory, count); }
};
template <class T>
using LargeArray = std::unique_ptr<T[], GiveBack<T>>;
template <class T>
LargeArray<T> make_large_array(std::size_t count) {
  return LargeArray<T>(LargePages<T>().allocate(count), GiveBack<T>{count});
}

}  // namespace polgraph::bulk
