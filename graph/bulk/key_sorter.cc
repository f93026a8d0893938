#include "graph/bulk/key_sorter.h"

#include <algorithm>
#include <boost/sort/spreadsort/integer_sort.hpp>
#include <cstring>
#include <utility>

#include "graph/codec.h"

namespace polgraph::bulk {

namespace {

constexpr std::size_t kHead = 8;
constexpr std::size_t kDeep = 512;
constexpr std::size_t kReadBytes = 256u << 10;
constexpr std::size_t kMostVarintBytes = 10;
constexpr std::size_t kAhead = 16;     // keys lie all over the arena: they are fetched before they are needed
constexpr std::size_t kShortKey = 24;  // room for references is made for keys of this length

// The first eight bytes as a number that sorts as they do; behind the end of the key stand zeros.
std::uint64_t head_of(std::string_view key) {
  std::uint64_t bytes = 0;
  std::memcpy(&bytes, key.data(), std::min(key.size(), kHead));
  return __builtin_bswap64(bytes);
}

}  // namespace

// By eight bytes at a time; keys that agree in them are sorted by what follows, and those that agree in very many (long
// identities may) as a whole: each eight bytes take a frame of the stack.
void sort_keys(std::span<KeyRef> keys, const char* arena, std::size_t depth) {
  if (depth >= kDeep) {
    const auto text = [&](const KeyRef& key) { return std::string_view(arena + key.at, key.length).substr(depth); };
    std::sort(keys.begin(), keys.end(), [&](const KeyRef& a, const KeyRef& b) { return text(a) < text(b); });
    return;
  }
  for (std::size_t i = 0; i < keys.size(); ++i) {
    if (i + kAhead < keys.size()) __builtin_prefetch(arena + keys[i + kAhead].at + depth);
    keys[i].head = head_of(std::string_view(arena + keys[i].at, keys[i].length).substr(depth));
  }
  boost::sort::spreadsort::integer_sort(
      keys.data(), keys.data() + keys.size(), [](const KeyRef& key, unsigned by) { return key.head >> by; },
      [](const KeyRef& a, const KeyRef& b) { return a.head < b.head; });
  for (auto from = keys.begin(); from != keys.end();) {
    const auto to = std::find_if(from, keys.end(), [&](const KeyRef& key) { return key.head != from->head; });
    if (to - from > 1) {
      // Those that end here come first, the shorter before those with zeros at their end.
      const auto longer = std::partition(from, to, [&](const KeyRef& key) { return key.length <= depth + kHead; });
      std::sort(from, longer, [](const KeyRef& a, const KeyRef& b) { return a.length < b.length; });
      if (to - longer > 1) sort_keys({longer, to}, arena, depth + kHead);
    }
    from = to;
  }
}

KeySorter::KeySorter(std::filesystem::path folder, std::size_t memory_bytes)
    : folder_(std::move(folder)),
      capacity_(
          std::clamp<std::size_t>(memory_bytes / 2 * kShortKey / (kShortKey + sizeof(KeyRef)), 1u << 16, 1u << 31)),
      most_keys_(capacity_ / kShortKey) {}

void KeySorter::add(std::string_view key, std::string_view more) {
  const std::size_t size = key.size() + more.size();
  if (filling_.count > 0 && (filling_.used + size > filling_.capacity || filling_.count == most_keys_)) spill();
  Keys& keys = filling_;
  if (!keys.arena || size > keys.capacity) {
    keys.capacity = std::max(capacity_, size);
    keys.arena = make_large_array<char>(keys.capacity);
    if (!keys.refs) keys.refs = make_large_array<KeyRef>(most_keys_);
  }
  std::memcpy(keys.arena.get() + keys.used, key.data(), key.size());
  if (!more.empty()) std::memcpy(keys.arena.get() + keys.used + key.size(), more.data(), more.size());
  keys.refs[keys.count++] = {0, static_cast<std::uint32_t>(keys.used), static_cast<std::uint32_t>(size)};
  keys.used += size;
  ++size_;
}

// Where no thread can be made, await_run() does its work.
void KeySorter::spill() {
  await_run();
  std::swap(filling_, sorting_);
  if (!scratch_) scratch_.emplace(folder_);
  next_run_ = std::async(std::launch::async | std::launch::deferred, [this] { return write_sorted(sorting_); });
}

void KeySorter::await_run() {
  if (next_run_.valid()) runs_.push_back(next_run_.get());
}

KeySorter::Run KeySorter::write_sorted(Keys& keys) {
  sort_keys({keys.refs.get(), keys.count}, keys.arena.get());
  Run run;
  run.offset = scratch_->size();
  std::string buffer;
  codec::Writer writer(buffer);
  std::string_view before;
  for (std::size_t i = 0; i < keys.count; ++i) {
    if (i + kAhead < keys.count) __builtin_prefetch(keys.arena.get() + keys.refs[i + kAhead].at);
    const std::string_view key(keys.arena.get() + keys.refs[i].at, keys.refs[i].length);
    const std::size_t shared = codec::common_prefix(before, key);
    writer.varint(shared);
    writer.text(key.substr(shared));
    before = key;
    if (buffer.size() < kReadBytes) continue;
    scratch_->append(buffer);
    buffer.clear();
  }
  scratch_->append(buffer);
  run.end = scratch_->size();
  keys.used = keys.count = 0;
  return run;
}

void KeySorter::sort() {
  await_run();
  sorting_ = {};
  if (filling_.count > 0) sort_keys({filling_.refs.get(), filling_.count}, filling_.arena.get());
  runs_.emplace_back();  // the one in memory
  for (std::size_t i = 0; i < runs_.size(); ++i)
    if (advance(runs_[i])) heap_.push_back(i);
  for (std::size_t i = heap_.size(); i-- > 0;) sift(i);
}

void KeySorter::Run::set(std::string_view next_key) {
  key = next_key;
  head = head_of(next_key);
}

bool KeySorter::Run::is_before(const Run& other) const {
  return head != other.head ? head < other.head : key < other.key;
}

bool KeySorter::advance_memory() {
  const Keys& keys = filling_;
  if (in_memory_ == keys.count) return false;
  if (in_memory_ + kAhead < keys.count) __builtin_prefetch(keys.arena.get() + keys.refs[in_memory_ + kAhead].at);
  const KeyRef& ref = keys.refs[in_memory_++];
  runs_.back().set({keys.arena.get() + ref.at, ref.length});
  return true;
}

// Reads on; what was not used yet stays.
void KeySorter::refill(Run& run) {
  const std::size_t more = static_cast<std::size_t>(std::min<std::uint64_t>(kReadBytes, run.end - run.offset));
  run.buffer.erase(0, run.used);
  run.used = 0;
  const std::size_t kept = run.buffer.size();
  run.buffer.resize(kept + more);
  scratch_->read(run.offset, run.buffer.data() + kept, more);
  run.offset += more;
}

bool KeySorter::advance(Run& run) {
  if (&run == &runs_.back()) return advance_memory();
  const auto left = [&] { return run.buffer.size() - run.used; };
  while (left() < 2 * kMostVarintBytes && run.offset < run.end) refill(run);
  if (left() == 0) return false;
  codec::Reader head(std::string_view(run.buffer).substr(run.used), "sorted key");
  const std::size_t shared = head.varint(), rest = head.varint();
  run.used += left() - head.rest().size();
  while (left() < rest) refill(run);
  run.bytes.resize(shared);
  run.bytes.append(run.buffer, run.used, rest);
  run.used += rest;
  run.set(run.bytes);
  return true;
}

void KeySorter::sift(std::size_t at) {
  while (true) {
    std::size_t least = at;
    for (std::size_t child = 2 * at + 1; child <= 2 * at + 2 && child < heap_.size(); ++child)
      if (runs_[heap_[child]].is_before(runs_[heap_[least]])) least = child;
    if (least == at) return;
    std::swap(heap_[at], heap_[least]);
    at = least;
  }
}

bool KeySorter::next() {
  if (started_ && !heap_.empty()) {
    if (!advance(runs_[heap_.front()])) {
      heap_.front() = heap_.back();
      heap_.pop_back();
    }
    if (!heap_.empty()) sift(0);
  }
  started_ = true;
  if (heap_.empty()) return false;
  key_ = runs_[heap_.front()].key;
  return true;
}

}  // namespace polgraph::bulk
