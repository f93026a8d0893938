// Where the system has no more memory, the program says so and ends with status 1, whoever asked for it: RocksDB goes
// on with a null pointer in its caches, takes zstd's "no memory" for a length, and has threads of its own, which no
// catch of ours is above; some of it is asked for before main. What was committed is on disk, and what was not is as
// after a kill.
//
// The linker puts these in the place of the C library's functions, for all that is linked into the program (`--wrap` in
// CMakeLists.txt). Not with sanitizers, which say it in their own way.
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <cstddef>
#include <string_view>

namespace {

// The C library aborts a thread that begins at this moment and gets no memory either; and another thread of ours may be
// refused as well. One says so and ends the process, the others wait for that.
void wait_for_end(int = 0) {
  for (;;) pause();
}

[[noreturn]] void out_of_memory() {
  static std::atomic_flag is_ending;
  if (is_ending.test_and_set()) wait_for_end();
  std::signal(SIGABRT, wait_for_end);
  constexpr std::string_view kMessage = "polgraph: out of memory\n";
  if (write(2, kMessage.data(), kMessage.size()) < 0) _exit(1);
  _exit(1);
}

void* sound(void* memory) {
  if (memory == nullptr) out_of_memory();
  return memory;
}

}  // namespace

extern "C" {

void* __real_malloc(std::size_t size);
void* __real_calloc(std::size_t count, std::size_t size);
void* __real_realloc(void* memory, std::size_t size);
void* __real_aligned_alloc(std::size_t alignment, std::size_t size);
int __real_posix_memalign(void** memory, std::size_t alignment, std::size_t size);

void* __wrap_malloc(std::size_t size) {
  return sound(__real_malloc(size));
}

void* __wrap_calloc(std::size_t count, std::size_t size) {
  return sound(__real_calloc(count, size));
}

void* __wrap_realloc(void* memory, std::size_t size) {
  void* const moved = __real_realloc(memory, size);
  return size == 0 ? moved : sound(moved);
}

void* __wrap_aligned_alloc(std::size_t alignment, std::size_t size) {
  return sound(__real_aligned_alloc(alignment, size));
}

int __wrap_posix_memalign(void** memory, std::size_t alignment, std::size_t size) {
  const int failure = __real_posix_memalign(memory, alignment, size);
  if (failure != 0) out_of_memory();
  return failure;
}

}  // extern "C"
