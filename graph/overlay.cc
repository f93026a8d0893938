#include "graph/overlay.h"

#include <algorithm>
#include <cstring>
#include <type_traits>
#include <utility>

#include "graph/codec.h"
#include "graph/go_on.h"

namespace polgraph::rocks {

namespace {

constexpr std::size_t kEntryBytes = 80;   // of the map, without key and value
constexpr std::size_t kCommitCopies = 2;  // the batch, RocksDB's own table
constexpr std::size_t kCommitBytes = 60;  // around a key and value there

}  // namespace

std::size_t Cursor::next_ids(std::span<std::uint64_t> ids) {
  std::size_t count = 0;
  while (count < ids.size() && next()) ids[count++] = codec::last_id(key());
  return count;
}

KeyRange prefix_range(std::string_view prefix) {
  return {std::string(prefix), codec::prefix_upper_bound(prefix).value_or(std::string())};
}

static_assert(std::is_trivially_destructible_v<Overlay::Entries::value_type>);

Overlay::Overlay() {
  begin();
}

void Overlay::begin() {
  for (Kept& family : families_) std::construct_at(&family.entries, &memory_);
}

std::string_view Overlay::kept(std::string_view bytes) {
  if (bytes.empty()) return {};
  auto* made = static_cast<char*>(memory_.allocate(bytes.size(), 1));
  std::memcpy(made, bytes.data(), bytes.size());
  return {made, bytes.size()};
}

// Most keys are written in rising order: those need no search.
std::optional<std::string_view>& Overlay::entry(Family family, std::string_view key) {
  Entries& entries = families_[static_cast<std::size_t>(family)].entries;
  if (entries.empty() || entries.rbegin()->first < key)
    return entries.emplace_hint(entries.end(), kept(key), std::nullopt)->second;
  const auto at = entries.lower_bound(key);
  if (at != entries.end() && at->first == key) return at->second;
  return entries.emplace_hint(at, kept(key), std::nullopt)->second;
}

// A value that is written again takes the old one's place where it fits.
void Overlay::put(Family family, std::string_view key, std::string_view value) {
  count(key, value.size());
  std::optional<std::string_view>& at = entry(family, key);
  if (at && !value.empty() && value.size() <= at->size()) {
    auto* place = const_cast<char*>(at->data());  // which kept() has made
    std::memmove(place, value.data(), value.size());
    at = std::string_view(place, value.size());
  } else {
    at = kept(value);
  }
}

void Overlay::remove(Family family, std::string_view key) {
  count(key, 0);
  entry(family, key) = std::nullopt;
}

// What is written again counts again.
void Overlay::count(std::string_view key, std::size_t value) {
  bytes_ += kEntryBytes + key.size() + value + kCommitBytes + (key.size() + value) * kCommitCopies;
}

const std::optional<std::string_view>* Overlay::find(Family family, std::string_view key) const {
  const Entries& entries = families_[static_cast<std::size_t>(family)].entries;
  const auto found = entries.find(key);
  return found == entries.end() ? nullptr : &found->second;
}

bool Overlay::empty() const {
  return std::all_of(families_.begin(), families_.end(), [](const Kept& family) { return family.entries.empty(); });
}

void Overlay::clear() {
  bytes_ = 0;
  memory_.release();
  begin();
}

namespace {

// Two sorted sequences as one; where both have a key the overlay's entry counts. Entries are never taken out of the
// map while a transaction lives, so its iterators stay good under new writes.
class MergedCursor final : public Cursor {
 public:
  MergedCursor(const Overlay::Entries& entries, std::unique_ptr<Cursor> base, KeyRange range)
      : entries_(&entries), base_(std::move(base)) {
    begin(std::move(range));
  }

  bool next() override {
    for (;;) {
      go_on();
      step();
      const bool overlay_left = in_overlay();
      if (!overlay_left && !base_left_) return at_end();
      const int order = !overlay_left ? 1 : !base_left_ ? -1 : over_->first.compare(base_->key());
      on_overlay_ = order <= 0;
      on_both_ = order == 0;
      started_ = true;
      if (!on_overlay_ || over_->second) return true;  // else: deleted, pass over it
    }
  }

  std::string_view key() const override { return on_overlay_ ? over_->first : base_->key(); }
  std::string_view value() const override { return on_overlay_ ? *over_->second : base_->value(); }

  void reset(const KeyRange& range) override {
    if (base_) base_->reset(range);
    begin(range);
  }

 private:
  void begin(KeyRange range) {
    range_ = std::move(range);
    over_ = entries_->lower_bound(range_.begin);
    base_left_ = base_ && base_->next();
    started_ = false;
  }

  void step() {
    if (!started_) return;
    if (on_overlay_) ++over_;
    if (!on_overlay_ || on_both_) base_left_ = base_->next();
  }

  bool in_overlay() const { return over_ != entries_->end() && (range_.end.empty() || over_->first < range_.end); }

  bool at_end() {
    started_ = false;
    return false;
  }

  const Overlay::Entries* entries_;
  std::unique_ptr<Cursor> base_;
  KeyRange range_;
  Overlay::Entries::const_iterator over_;
  bool base_left_ = false;
  bool started_ = false;
  bool on_overlay_ = false;
  bool on_both_ = false;
};

}  // namespace

std::unique_ptr<Cursor> overlaid(const Overlay& overlay, Family family, std::unique_ptr<Cursor> base,
                                 const KeyRange& range) {
  return std::make_unique<MergedCursor>(overlay.entries(family), std::move(base), range);
}

}  // namespace polgraph::rocks
