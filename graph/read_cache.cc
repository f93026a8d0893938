#include "graph/read_cache.h"

#include <functional>
#include <optional>
#include <utility>

#include "graph/codec.h"
#include "graph/go_on.h"
#include "graph/kept_names.h"
#include "graph/label_runs.h"

namespace polgraph::rocks {

namespace {

constexpr std::size_t kFewPlaces = 64;    // of a table that has just begun
constexpr std::size_t kPlacesOfList = 4;  // beside each other: with two, a hundred lists have a table of two thousand

std::size_t hash_of(Family family, std::uint64_t id) {
  std::uint64_t mixed = (id + 1) * 0x9E3779B97F4A7C15ull + static_cast<std::uint64_t>(family);
  return static_cast<std::size_t>(mixed ^ (mixed >> 29));
}

std::size_t hash_of(Family family, std::string_view begin, std::string_view end) {
  const std::hash<std::string_view> hash;
  return hash_of(family, hash(begin) * 31 + hash(end));
}

bool is_record(Family family) {
  return family == Family::Nodes || family == Family::Relationships;
}

// Families whose keys say all: their values are empty. Lists of the name index are kept as nodes (kept_names.h).
bool has_keys_only(Family family) {
  switch (family) {
    case Family::Labels:
    case Family::Properties:
    case Family::Out:
    case Family::In:
    case Family::Rules: return true;
    default: return false;
  }
}

}  // namespace

ReadCache::Record& ReadCache::place_of(Family family, std::uint64_t id) {
  const std::size_t at = hash_of(family, id) & (records_.size() - 1);
  Record& first = records_[at];
  Record& second = records_[at ^ 1];
  if (first.family == Family::Meta || (first.family == family && first.id == id)) return first;
  return second.family == Family::Meta || (second.family == family && second.id == id) ? second : first;
}

bool ReadCache::find_record(Family family, std::string_view key, std::string& value) {
  const std::uint64_t id = codec::last_id(key);
  const std::lock_guard guard(mutex_);
  if (records_.empty()) return false;
  const Record& found = place_of(family, id);
  if (found.family != family || found.id != id || !found.is_whole) return false;
  value.assign(found.value);
  return true;
}

bool ReadCache::has_record(Family family, std::string_view key) {
  const std::uint64_t id = codec::last_id(key);
  const std::lock_guard guard(mutex_);
  if (records_.empty()) return false;
  const Record& found = place_of(family, id);
  return found.family == family && found.id == id;
}

bool ReadCache::holds_record(Family family, std::string_view key) {
  const std::uint64_t id = codec::last_id(key);
  const std::lock_guard guard(mutex_);
  if (records_.empty()) return false;
  const Record& found = place_of(family, id);
  return found.family == family && found.id == id && found.is_whole;
}

void ReadCache::keep_record(Family family, std::string_view key, std::string_view value) {
  const std::uint64_t id = codec::last_id(key);
  const std::lock_guard guard(mutex_);
  if (records_.empty()) records_.resize(kFewPlaces);
  Record* place = &place_of(family, id);
  const bool is_taken = place->family != Family::Meta && (place->family != family || place->id != id);
  const bool is_full = records_.size() < kManyRecords || 2 * record_count_ >= records_.size();
  if (is_taken && is_full && records_.size() < kMostRecords) {
    std::vector<Record> before(records_.size() * 2);
    before.swap(records_);
    for (Record& record : before)
      if (record.family != Family::Meta) std::swap(place_of(record.family, record.id), record);
    place = &place_of(family, id);
  }
  if (record_bytes_ + value.size() > kMostRecordBytes) {
    forget_records();
    place = &place_of(family, id);
  }
  if (place->family == Family::Meta) ++record_count_;
  place->family = family;
  place->id = id;
  place->is_whole = value.size() <= kLongestRecord;
  record_bytes_ -= place->value.size();
  record_bytes_ += place->is_whole ? value.size() : 0;
  place->value.assign(place->is_whole ? value : std::string_view());
}

void ReadCache::forget_records() {
  records_ = std::vector<Record>(kFewPlaces);
  record_count_ = record_bytes_ = 0;
}

ReadCache::List& ReadCache::place_of(std::size_t hash, Family family, std::string_view begin, std::string_view end) {
  const std::size_t at = hash & (lists_.size() - 1) & ~(kPlacesOfList - 1);
  for (std::size_t i = at; i < at + kPlacesOfList; ++i)
    if (!lists_[i].keys || lists_[i].is_of(family, begin, end)) return lists_[i];
  return lists_[at];
}

ReadCache::Keys ReadCache::find_keys(Family family, const KeyRange& range) {
  const std::size_t hash = hash_of(family, range.begin, range.end);
  const std::lock_guard guard(mutex_);
  if (lists_.empty()) return nullptr;
  const List& found = place_of(hash, family, range.begin, range.end);
  return found.is_of(family, range.begin, range.end) ? found.keys : nullptr;
}

void ReadCache::keep_keys(Family family, const KeyRange& range, std::string keys) {
  const std::size_t hash = hash_of(family, range.begin, range.end);
  const std::size_t bytes = keys.size() + range.begin.size() + range.end.size();
  auto made = std::make_shared<const std::string>(std::move(keys));
  const std::lock_guard guard(mutex_);
  if (lists_.empty()) lists_.resize(kFewPlaces);
  if (list_bytes_ + bytes > kMostListBytes) {
    for (List& list : lists_) list = {};
    list_bytes_ = 0;
  }
  List* place = &place_of(hash, family, range.begin, range.end);
  if (place->keys && lists_.size() < kMostLists) {
    std::vector<List> before(lists_.size() * 2);
    before.swap(lists_);
    list_bytes_ = 0;
    for (List& list : before) {
      if (!list.keys) continue;
      list_bytes_ += list.keys->size() + list.begin.size() + list.end.size();
      List& moved = place_of(hash_of(list.family, list.begin, list.end), list.family, list.begin, list.end);
      if (moved.keys) list_bytes_ -= moved.keys->size() + moved.begin.size() + moved.end.size();
      std::swap(moved, list);
    }
    place = &place_of(hash, family, range.begin, range.end);
  }
  if (place->keys) list_bytes_ -= place->keys->size() + place->begin.size() + place->end.size();
  *place = {family, range.begin, range.end, std::move(made)};
  list_bytes_ += bytes;
}

namespace {

class CachedReading final : public Reading, public std::enable_shared_from_this<CachedReading> {
 public:
  CachedReading(std::shared_ptr<Reading> base, std::shared_ptr<const Catalog> catalog) : base_(std::move(base)) {
    if (catalog) runs_.emplace(std::move(catalog));
  }
  bool get(Family family, std::string_view key, std::string& value) const override;
  bool has(Family family, std::string_view key) const override {
    if (family == Family::Labels && runs_) {
      if (const auto known = runs_->find(key, *base_)) return *known;
    }
    if (!is_record(family)) return base_->has(family, key);
    if (cache_.has_record(family, key)) return true;
    std::string value;
    return get(family, key, value);
  }
  std::unique_ptr<Cursor> cursor(Family family, const KeyRange& range) const override;
  bool at_hand(Family family, std::string_view key) const override {
    return is_record(family) && cache_.holds_record(family, key);
  }
  void remember(Family family, std::string_view key, std::string_view value) const override {
    if (is_record(family)) cache_.keep_record(family, key, value);
  }
  std::uint64_t bytes_about(Family family, const KeyRange& range) const override {
    return base_->bytes_about(family, range);
  }
  KeptNames* kept_names(Families) const override { return &kept_names_; }
  void verify_checksums() const override { base_->verify_checksums(); }

  const Reading& base() const { return *base_; }
  ReadCache& cache() const { return cache_; }

 private:
  std::shared_ptr<Reading> base_;
  mutable ReadCache cache_;
  mutable std::optional<LabelRuns> runs_;
  mutable KeptNames kept_names_;
};

// A list of keys out of the cache, or out of the store and then into the cache if it was short and read to its end.
class CachedCursor final : public Cursor {
 public:
  CachedCursor(std::shared_ptr<const CachedReading> reading, Family family, KeyRange range)
      : reading_(std::move(reading)), family_(family), range_(std::move(range)) {}

  bool next() override {
    if (!begun_) begin();
    if (known_) return next_known();
    if (at_end_) return false;
    if (store_->next()) {
      note(store_->key());
      return true;
    }
    at_end_ = true;
    if (noting_) reading_->cache().keep_keys(family_, range_, std::move(noted_));
    return false;
  }
  std::string_view key() const override { return known_ ? key_ : store_->key(); }
  std::string_view value() const override { return {}; }
  void reset(const KeyRange& range) override {
    range_ = range;
    begun_ = false;
  }

 private:
  void begin() {
    begun_ = true;
    at_end_ = false;
    known_ = reading_->cache().find_keys(family_, range_);
    rest_ = known_ ? std::string_view(*known_) : std::string_view();
    if (known_) return;
    noting_ = true;
    noted_.clear();
    if (store_)
      store_->reset(range_);
    else
      store_ = reading_->base().cursor(family_, range_);
  }

  bool next_known() {
    if (rest_.empty()) return false;
    go_on();
    const auto size =
        static_cast<std::size_t>(static_cast<unsigned char>(rest_[0]) << 8 | static_cast<unsigned char>(rest_[1]));
    key_ = rest_.substr(2, size);
    rest_.remove_prefix(2 + size);
    return true;
  }

  void note(std::string_view key) {
    if (!noting_) return;
    noting_ = key.size() <= 0xFFFF && noted_.size() + key.size() + 2 <= ReadCache::kLongestList;
    if (!noting_) return;
    noted_.push_back(static_cast<char>(key.size() >> 8));
    noted_.push_back(static_cast<char>(key.size() & 0xFF));
    noted_.append(key);
  }

  std::shared_ptr<const CachedReading> reading_;
  Family family_;
  KeyRange range_;
  bool begun_ = false, at_end_ = false, noting_ = false;
  ReadCache::Keys known_;  // null: read from the store
  std::string_view rest_, key_;
  std::unique_ptr<Cursor> store_;  // null until it is needed
  std::string noted_;
};

bool CachedReading::get(Family family, std::string_view key, std::string& value) const {
  if (!is_record(family)) return base_->get(family, key, value);
  if (cache_.find_record(family, key, value)) return true;
  if (!base_->get(family, key, value)) return false;
  cache_.keep_record(family, key, value);
  return true;
}

std::unique_ptr<Cursor> CachedReading::cursor(Family family, const KeyRange& range) const {
  if (!has_keys_only(family)) return base_->cursor(family, range);
  return std::make_unique<CachedCursor>(shared_from_this(), family, range);
}

class ContinuedReading final : public Reading {
 public:
  ContinuedReading(ByFamily families, std::shared_ptr<Reading> now)
      : families_(std::move(families)), now_(std::move(now)) {}
  bool get(Family family, std::string_view key, std::string& value) const override {
    return of(family).get(family, key, value);
  }
  bool has(Family family, std::string_view key) const override { return of(family).has(family, key); }
  std::unique_ptr<Cursor> cursor(Family family, const KeyRange& range) const override {
    return of(family).cursor(family, range);
  }
  bool at_hand(Family family, std::string_view key) const override { return of(family).at_hand(family, key); }
  void remember(Family family, std::string_view key, std::string_view value) const override {
    of(family).remember(family, key, value);
  }
  std::uint64_t bytes_about(Family family, const KeyRange& range) const override {
    return of(family).bytes_about(family, range);
  }
  // Where all of these families are read; if not in one place, then of the state itself.
  KeptNames* kept_names(Families of) const override {
    const Reading* one = nullptr;
    for (std::size_t number = 0; number < kFamilies; ++number) {
      if (!of[number]) continue;
      const Reading* next = families_[number].get();
      if (one != nullptr && next != one) return now_->kept_names(of);
      one = next;
    }
    return (one != nullptr ? *one : *now_).kept_names(of);
  }
  void verify_checksums() const override { now_->verify_checksums(); }

 private:
  const Reading& of(Family family) const { return *families_[static_cast<std::size_t>(family)]; }
  ByFamily families_;
  std::shared_ptr<Reading> now_;
};

}  // namespace

std::shared_ptr<Reading> continued(ByFamily families, std::shared_ptr<Reading> now) {
  return std::make_shared<ContinuedReading>(std::move(families), std::move(now));
}

std::shared_ptr<Reading> cached(std::shared_ptr<Reading> base, std::shared_ptr<const Catalog> catalog) {
  return std::make_shared<CachedReading>(std::move(base), std::move(catalog));
}

}  // namespace polgraph::rocks
