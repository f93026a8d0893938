// A library for LD_PRELOAD: between a program and its files. It counts what the program does to the files beneath one
// folder, and at the n-th operation the process is gone, or the operation fails, once or from then on; or it writes
// down all of them for power_loss.cc; or it counts the threads or the pieces of memory that are asked for, and there is
// no n-th. No file outside the folder is concerned.
//
//   POLGRAPH_FAULTS_FOLDER   the folder; without it nothing is done
//   POLGRAPH_FAULTS_COUNT    a file of eight bytes: how many operations there were
//   POLGRAPH_FAULTS_AT       which one, from 1; none: they are only counted
//   POLGRAPH_FAULTS_HOW      crash, EIO, ENOSPC, EAGAIN, ENOMEM
//   POLGRAPH_FAULTS_FOR      once, good
//   POLGRAPH_FAULTS_OF       changes (the default), reads, threads, memory
//   POLGRAPH_FAULTS_JOURNAL  a file to which changes are appended, see journal.h
#include <dlfcn.h>
#include <fcntl.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <cerrno>
#include <climits>
#include <cstdarg>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <string>
#include <utility>

#include "tests/trust/journal.h"

namespace {

constexpr int kMostFiles = 1024;

enum class Of { Changes, Reads, Threads, Memory };

struct Plan {
  std::string folder;
  std::uint64_t at = 0;
  int failure = 0;  // errno; 0: the process is gone
  bool for_good = false;
  Of of = Of::Changes;
  std::uint64_t* count = nullptr;
  int journal = -1;
};

std::atomic<bool> ours[kMostFiles];  // by descriptor: is the file beneath the folder?

template <class Function>
Function* next(const char* name) {
  return reinterpret_cast<Function*>(dlsym(RTLD_NEXT, name));
}

const char* variable(const char* name) {
  const char* value = std::getenv(name);
  return value != nullptr ? value : "";
}

const Plan& plan() {
  static const Plan made = [] {
    Plan plan;
    plan.folder = variable("POLGRAPH_FAULTS_FOLDER");
    plan.at = std::strtoull(variable("POLGRAPH_FAULTS_AT"), nullptr, 10);
    const std::string how = variable("POLGRAPH_FAULTS_HOW");
    for (const auto& [name, number] :
         {std::pair{"EIO", EIO}, {"ENOSPC", ENOSPC}, {"EAGAIN", EAGAIN}, {"ENOMEM", ENOMEM}})
      if (how == name) plan.failure = number;
    plan.for_good = std::string(variable("POLGRAPH_FAULTS_FOR")) == "good";
    const std::string of = variable("POLGRAPH_FAULTS_OF");
    for (const auto& [name, what] : {std::pair{"reads", Of::Reads}, {"threads", Of::Threads}, {"memory", Of::Memory}})
      if (of == name) plan.of = what;
    static const auto open_file = next<int(const char*, int, ...)>("open");
    if (const std::string file = variable("POLGRAPH_FAULTS_COUNT"); !file.empty()) {
      const int number = open_file(file.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0666);
      if (number >= 0 && ftruncate(number, sizeof(std::uint64_t)) == 0) {
        void* memory = mmap(nullptr, sizeof(std::uint64_t), PROT_READ | PROT_WRITE, MAP_SHARED, number, 0);
        if (memory != MAP_FAILED) plan.count = static_cast<std::uint64_t*>(memory);
      }
    }
    if (const std::string file = variable("POLGRAPH_FAULTS_JOURNAL"); !file.empty())
      plan.journal = open_file(file.c_str(), O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
    return plan;
  }();
  return made;
}

// Memory that is asked for before this, and by the making of the plan itself, is not counted.
bool is_planned = false;
// Nor is what this library asks for itself.
__attribute__((tls_model("initial-exec"))) thread_local bool is_own = false;
struct Own {
  Own() { is_own = true; }
  ~Own() { is_own = false; }
};
__attribute__((constructor)) void make_plan() {
  is_planned = !plan().folder.empty();
}

std::string whole(int folder, const char* path) {
  const Own own;
  if (path[0] == '/') return path;
  if (folder == AT_FDCWD) {
    char here[PATH_MAX];
    return getcwd(here, sizeof here) != nullptr ? std::string(here) + "/" + path : path;
  }
  char name[64], to[PATH_MAX];
  std::snprintf(name, sizeof name, "/proc/self/fd/%d", folder);
  const ssize_t length = readlink(name, to, sizeof to);
  return length > 0 ? std::string(to, static_cast<std::size_t>(length)) + "/" + path : path;
}

bool beneath(const std::string& path) {
  const Plan& now = plan();
  return !now.folder.empty() && path.starts_with(now.folder) &&
         (path.size() == now.folder.size() || path[now.folder.size()] == '/');
}

bool is_ours(int number) {
  return number >= 0 && number < kMostFiles && ours[number];
}

std::mutex journal_mutex;

void write_down(char what, std::uint64_t file, std::uint64_t offset, std::string_view one,
                std::string_view other = {}) {
  if (plan().journal < 0) return;
  const std::string entry = polgraph::test::journal_entry({what, file, offset, std::string(one), std::string(other)});
  static const auto write_file = next<ssize_t(int, const void*, std::size_t)>("write");
  const std::lock_guard guard(journal_mutex);
  if (write_file(plan().journal, entry.data(), entry.size()) != static_cast<ssize_t>(entry.size())) _exit(99);
}

std::uint64_t file_number(int number) {
  struct stat found {};
  return fstat(number, &found) == 0 ? found.st_ino : 0;
}

// True: this operation fails, and errno says how.
bool strikes(Of of) {
  const Plan& now = plan();
  if (of != now.of) return false;
  static std::atomic<std::uint64_t> count{0};
  const std::uint64_t number = ++count;
  if (now.count != nullptr) std::atomic_ref(*now.count).fetch_add(1);
  if (now.at == 0 || number < now.at || (number > now.at && !now.for_good)) return false;
  if (now.failure == 0) _exit(137);
  errno = now.failure;
  return true;
}

bool strikes_memory() {
  return is_planned && !is_own && strikes(Of::Memory);
}

constexpr int kChanging = O_WRONLY | O_RDWR | O_CREAT | O_TRUNC;

int opened(int folder, const char* path, int flags, mode_t mode, const char* name) {
  static const auto open_at = next<int(int, const char*, int, ...)>("openat");
  (void)name;
  const std::string file = whole(folder, path);
  if (!beneath(file)) {
    const int number = open_at(folder, path, flags, mode);
    if (number >= 0 && number < kMostFiles) ours[number] = false;
    return number;
  }
  const bool changes = (flags & (O_CREAT | O_TRUNC)) != 0;
  if (((flags & kChanging) != 0 && strikes(Of::Changes)) || ((flags & kChanging) == 0 && strikes(Of::Reads))) return -1;
  const int number = open_at(folder, path, flags, mode);
  if (number >= 0 && number < kMostFiles) ours[number] = true;
  if (number >= 0 && changes) {
    write_down('C', file_number(number), 0, file);
    if ((flags & O_TRUNC) != 0) write_down('T', file_number(number), 0, "");
  }
  return number;
}

}  // namespace

extern "C" {

int open(const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return opened(AT_FDCWD, path, flags, mode, "open");
}

int open64(const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return opened(AT_FDCWD, path, flags, mode, "open64");
}

int openat(int folder, const char* path, int flags, ...) {
  va_list rest;
  va_start(rest, flags);
  const mode_t mode = (flags & O_CREAT) != 0 ? va_arg(rest, mode_t) : 0;
  va_end(rest);
  return opened(folder, path, flags, mode, "openat");
}

FILE* fopen64(const char* path, const char* mode) {
  static const auto original = next<FILE*(const char*, const char*)>("fopen64");
  const bool is_ours = beneath(whole(AT_FDCWD, path));
  if (is_ours && strikes(std::strcmp(mode, "r") == 0 || std::strcmp(mode, "rb") == 0 ? Of::Reads : Of::Changes))
    return nullptr;
  FILE* stream = original(path, mode);
  const int number = stream != nullptr ? fileno(stream) : -1;
  if (number >= 0 && number < kMostFiles) ours[number] = is_ours;
  return stream;
}

FILE* fopen(const char* path, const char* mode) {
  return fopen64(path, mode);
}

int fclose(FILE* stream) {
  static const auto original = next<int(FILE*)>("fclose");
  if (const int number = fileno(stream); is_ours(number)) ours[number] = false;
  return original(stream);
}

int close(int number) {
  static const auto original = next<int(int)>("close");
  if (is_ours(number)) ours[number] = false;
  return original(number);
}

ssize_t write(int number, const void* bytes, std::size_t size) {
  static const auto original = next<ssize_t(int, const void*, std::size_t)>("write");
  const std::string_view text(static_cast<const char*>(bytes), size);
  if (number == 1) write_down('A', 0, 0, text);  // what the program has acknowledged
  if (!is_ours(number)) return original(number, bytes, size);
  if (strikes(Of::Changes)) return -1;
  const off_t at = (fcntl(number, F_GETFL) & O_APPEND) != 0 ? lseek(number, 0, SEEK_END) : lseek(number, 0, SEEK_CUR);
  const ssize_t done = original(number, bytes, size);
  if (done > 0)
    write_down('W', file_number(number), static_cast<std::uint64_t>(at),
               text.substr(0, static_cast<std::size_t>(done)));
  return done;
}

ssize_t pwrite64(int number, const void* bytes, std::size_t size, off64_t at) {
  static const auto original = next<ssize_t(int, const void*, std::size_t, off64_t)>("pwrite64");
  if (!is_ours(number)) return original(number, bytes, size, at);
  if (strikes(Of::Changes)) return -1;
  const ssize_t done = original(number, bytes, size, at);
  if (done > 0)
    write_down('W', file_number(number), static_cast<std::uint64_t>(at),
               {static_cast<const char*>(bytes), static_cast<std::size_t>(done)});
  return done;
}

ssize_t pwrite(int number, const void* bytes, std::size_t size, off_t at) {
  return pwrite64(number, bytes, size, at);
}

int fsync(int number) {
  static const auto original = next<int(int)>("fsync");
  if (!is_ours(number)) return original(number);
  if (strikes(Of::Changes)) return -1;
  const int done = original(number);
  if (done == 0) write_down('S', file_number(number), 0, whole(number, "."));
  return done;
}

int fdatasync(int number) {
  static const auto original = next<int(int)>("fdatasync");
  if (!is_ours(number)) return original(number);
  if (strikes(Of::Changes)) return -1;
  const int done = original(number);
  if (done == 0) write_down('S', file_number(number), 0, whole(number, "."));
  return done;
}

int ftruncate64(int number, off64_t size) {
  static const auto original = next<int(int, off64_t)>("ftruncate64");
  if (!is_ours(number)) return original(number, size);
  if (strikes(Of::Changes)) return -1;
  const int done = original(number, size);
  if (done == 0) write_down('T', file_number(number), static_cast<std::uint64_t>(size), "");
  return done;
}

int ftruncate(int number, off_t size) {
  return ftruncate64(number, size);
}

int rename(const char* from, const char* to) {
  static const auto original = next<int(const char*, const char*)>("rename");
  const std::string old_name = whole(AT_FDCWD, from), new_name = whole(AT_FDCWD, to);
  if (!beneath(new_name) && !beneath(old_name)) return original(from, to);
  if (strikes(Of::Changes)) return -1;
  const int done = original(from, to);
  if (done == 0) write_down('R', 0, 0, old_name, new_name);
  return done;
}

int renameat2(int from_folder, const char* from, int to_folder, const char* to, unsigned flags) {
  static const auto original = next<int(int, const char*, int, const char*, unsigned)>("renameat2");
  const std::string old_name = whole(from_folder, from), new_name = whole(to_folder, to);
  if (!beneath(new_name) && !beneath(old_name)) return original(from_folder, from, to_folder, to, flags);
  if (strikes(Of::Changes)) return -1;
  const int done = original(from_folder, from, to_folder, to, flags);
  if (done == 0) write_down((flags & RENAME_EXCHANGE) != 0 ? 'X' : 'R', 0, 0, old_name, new_name);
  return done;
}

int link(const char* from, const char* to) {
  static const auto original = next<int(const char*, const char*)>("link");
  const std::string new_name = whole(AT_FDCWD, to);
  if (!beneath(new_name)) return original(from, to);
  if (strikes(Of::Changes)) return -1;
  const int done = original(from, to);
  if (done == 0) write_down('L', 0, 0, whole(AT_FDCWD, from), new_name);
  return done;
}

int unlinkat(int folder, const char* path, int flags) {
  static const auto original = next<int(int, const char*, int)>("unlinkat");
  const std::string file = whole(folder, path);
  if (!beneath(file)) return original(folder, path, flags);
  if (strikes(Of::Changes)) return -1;
  const int done = original(folder, path, flags);
  if (done == 0) write_down('U', 0, 0, file);
  return done;
}

int unlink(const char* path) {
  return unlinkat(AT_FDCWD, path, 0);
}

int rmdir(const char* path) {
  return unlinkat(AT_FDCWD, path, AT_REMOVEDIR);
}

int remove(const char* path) {
  const int done = unlink(path);
  return done != 0 && (errno == EISDIR || errno == EPERM) ? rmdir(path) : done;
}

int mkdir(const char* path, mode_t mode) {
  static const auto original = next<int(const char*, mode_t)>("mkdir");
  const std::string folder = whole(AT_FDCWD, path);
  if (!beneath(folder)) return original(path, mode);
  if (strikes(Of::Changes)) return -1;
  const int done = original(path, mode);
  if (done == 0) write_down('M', 0, 0, folder);
  return done;
}

ssize_t read(int number, void* bytes, std::size_t size) {
  static const auto original = next<ssize_t(int, void*, std::size_t)>("read");
  if (is_ours(number) && strikes(Of::Reads)) return -1;
  return original(number, bytes, size);
}

ssize_t pread64(int number, void* bytes, std::size_t size, off64_t at) {
  static const auto original = next<ssize_t(int, void*, std::size_t, off64_t)>("pread64");
  if (is_ours(number) && strikes(Of::Reads)) return -1;
  return original(number, bytes, size, at);
}

ssize_t pread(int number, void* bytes, std::size_t size, off_t at) {
  return pread64(number, bytes, size, at);
}

// RocksDB reads files from begin to end by the C library's streams, which do not call read() above.
std::size_t fread_unlocked(void* bytes, std::size_t size, std::size_t count, FILE* stream) {
  static const auto original = next<std::size_t(void*, std::size_t, std::size_t, FILE*)>("fread_unlocked");
  if (is_ours(fileno(stream)) && strikes(Of::Reads)) return 0;
  return original(bytes, size, count, stream);
}

int pthread_create(pthread_t* thread, const pthread_attr_t* attributes, void* (*work)(void*), void* argument) {
  static const auto original = next<int(pthread_t*, const pthread_attr_t*, void* (*)(void*), void*)>("pthread_create");
  if (!plan().folder.empty() && strikes(Of::Threads)) return plan().failure;
  return original(thread, attributes, work, argument);
}

void* __libc_malloc(std::size_t size);
void* __libc_calloc(std::size_t count, std::size_t size);
void* __libc_realloc(void* memory, std::size_t size);

void* malloc(std::size_t size) {
  return strikes_memory() ? nullptr : __libc_malloc(size);
}

void* calloc(std::size_t count, std::size_t size) {
  return strikes_memory() ? nullptr : __libc_calloc(count, size);
}

void* realloc(void* memory, std::size_t size) {
  return strikes_memory() ? nullptr : __libc_realloc(memory, size);
}

}  // extern "C"
