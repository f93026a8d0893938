#include "query/fused/tally_worker.h"

#include <algorithm>
#include <utility>

namespace polgraph::fused {

namespace {

constexpr std::size_t kDistinctBytes = 40;     // of an entry of a hash set
constexpr std::uint32_t kNobody = 0xFFFFFFFF;  // ids are below
constexpr std::size_t kTagBits = 2;

enum Tag : std::uint64_t { kNull = 0, kInteger = 1, kText = 2, kOther = 3 };

}  // namespace

TallyWorker::TallyWorker(const Program& program, Context* context)
    : Worker(program, context),
      key_(program.keys.size() + 1),
      key_ids_(program.keys.size(), kNobody),
      groups_(program.keys.size() + 1, program.measures.size()),
      distinct_(program.measures.size(), NodeSet(0)),
      distinct_in_(program.measures.size()) {
  for (std::size_t i = 0; i < program.measures.size(); ++i)
    if (program.measures[i].kind == Measure::Kind::DistinctNodes && program.keys.empty())
      distinct_[i] = NodeSet(program.image->nodes());
  for (const KeyPart& key : program.keys)
    keyed_.push_back(key.kind == KeyPart::Kind::Property ? source(key.of_node, key.variable, key.column) : Source{});
  for (const Measure& measure : program.measures) {
    const bool reads = measure.kind != Measure::Kind::CountRows && measure.kind != Measure::Kind::DistinctNodes;
    measured_.push_back(reads ? source(measure.of_node, measure.variable, measure.column) : Source{});
  }
  if (program.keys.empty()) groups_.find(key_.data(), 0);
}

std::size_t TallyWorker::bytes() const {
  std::size_t held = Worker::bytes() + groups_.bytes() + first_numbers_.bytes();
  for (const auto& set : distinct_in_) held += set.size() * kDistinctBytes;
  for (const NodeSet& set : distinct_) held += set.bytes();
  return held;
}

void TallyWorker::run(Value* input, std::uint64_t row_number, std::uint64_t given) {
  if (given_ != given) std::fill(key_ids_.begin(), key_ids_.end(), kNobody);
  given_ = given;
  position_ = row_number << 32;
  sequence_ = 0;
  Worker::run(input);
}

// All relationships of a node belong to one group: its numbers are added up where they lie. False: some are null.
bool TallyWorker::found_list(const Step& step, std::uint64_t ways) {
  for (const Source& from : measured_)
    if (from.pieces != nullptr && (from.in_list == nullptr || !from.in_list->absent.empty())) return false;
  const Adjacents& list = *step.along.lists[0];
  const std::uint32_t begin = list.begin(nodes_[step.from]), end = list.end(nodes_[step.from]);
  tick(end - begin + 1);
  if (begin == end) return true;
  find_group();
  const std::uint64_t count = times(ways, end - begin);
  for (std::size_t i = 0; i < program_.measures.size(); ++i) {
    Tally& tally = groups_.tally(last_group_, i);
    tally.count = plus(tally.count, count);
    if (measured_[i].in_list == nullptr) continue;
    Wide sum = 0;
    for (std::uint32_t at = begin; at < end; ++at) sum += measured_[i].in_list->integers[at];
    tally.sum += sum * Wide{ways};
  }
  return true;
}

void TallyWorker::write_key(std::size_t which, std::uint32_t id) {
  const KeyPart& part = program_.keys[which];
  std::uint64_t tag = kOther, word = id;  // a node, a relationship
  if (part.kind == KeyPart::Kind::Given) {
    word = given_;
  } else if (keyed_[which].in_list != nullptr) {
    const auto value = integer(keyed_[which]);
    tag = value ? kInteger : kNull;
    word = static_cast<std::uint64_t>(value.value_or(0));
  } else if (part.kind == KeyPart::Kind::Property) {
    const PropertyColumns::Piece& values = piece(keyed_[which], id);
    const std::uint64_t at = id % PropertyColumns::kPiece;
    if (values.kind == PropertyColumns::Piece::Kind::Values) throw Declined{};  // 1 and 1.0 are one group
    const bool text = values.kind == PropertyColumns::Piece::Kind::Texts;
    tag = values.is_null(id) ? kNull : text ? kText : kInteger;
    word = tag == kNull ? 0 : text ? values.texts[at] : static_cast<std::uint64_t>(values.integers[at]);
  }
  const std::size_t shift = kTagBits * (program_.keys.size() - 1 - which);
  key_[0] = (key_[0] & ~(std::uint64_t{3} << shift)) | tag << shift;
  key_[which + 1] = word;
}

// False: all keys are those of the last row.
bool TallyWorker::write_keys() {
  bool changed = false;
  for (std::size_t i = 0; i < program_.keys.size(); ++i) {
    const KeyPart& part = program_.keys[i];
    const std::uint32_t id = part.kind == KeyPart::Kind::Given ? 0 : id_of(part.of_node, part.variable);
    if (key_ids_[i] == id) continue;
    key_ids_[i] = id;
    write_key(i, id);
    changed = true;
  }
  return changed;
}

void TallyWorker::find_group() {
  if (write_keys() || last_group_ == kNoGroup) {
    const std::size_t before = groups_.size();
    last_group_ = group_of(key_.data(), position_ | std::min<std::uint64_t>(sequence_, 0xFFFFFFFF));
    if (groups_.size() > before) ++sequence_;
  }
}

void TallyWorker::found(std::uint64_t ways) {
  find_group();
  measure(last_group_, ways);
}

// Nodes and texts have numbers of their own. One key is always of one kind, or null.
std::size_t TallyWorker::group_of(const std::uint64_t* key, std::uint64_t first_seen) {
  if (place_ && is_alone(key)) {
    open_ = true;
    return groups_.add_alone(key, first_seen);
  }
  if (program_.keys.size() != 1 || key[0] == kInteger || !scans_) return groups_.find(key, first_seen);
  return groups_.find_dense(key[0] == kNull ? 0 : key[1], key, first_seen);
}

void TallyWorker::let_groups_end(const FirstGroups& first) {
  std::vector<std::optional<std::size_t>> repeated;
  for (const KeyPart& key : program_.keys) {
    PropertyColumns& columns = program_.image->node_columns();
    const bool is_node = key.kind == KeyPart::Kind::Node;
    if (!is_node && columns.missing(key.column) > 0) return;
    if (!is_node) columns.repeated(key.column);
    repeated.push_back(is_node ? std::nullopt : std::optional(key.column));
  }
  place_ = GroupPlace::of(program_, first);
  first_numbers_ = FirstNumbers(first.most);
  repeated_ = std::move(repeated);
}

// Is it the key of one node only?
bool TallyWorker::is_alone(const std::uint64_t* key) const {
  for (std::size_t i = 0; i < repeated_.size(); ++i) {
    if (!repeated_[i]) return true;
    const std::uint64_t tag = key[0] >> (kTagBits * (repeated_.size() - 1 - i)) & 3;
    if (tag == kText && !program_.image->node_columns().repeated(*repeated_[i])[key[i + 1]]) return true;
  }
  return false;
}

void TallyWorker::scanned() {
  if (!std::exchange(open_, false)) return;
  refuse_overflow(program_, groups_, last_group_);
  if (first_numbers_.add((*place_)(groups_, last_group_))) return;
  groups_.drop_last();
  last_group_ = kNoGroup;
}

// The count of a tally holds all ways, so its sum cannot leave 128 bits.
void TallyWorker::add_number(std::size_t which, Tally& tally, std::uint64_t ways) {
  const Source& from = measured_[which];
  const Measure::Kind kind = program_.measures[which].kind;
  if (kind == Measure::Kind::Count && from.in_list == nullptr) {
    const std::uint32_t id = id_of(from.of_node, from.variable);
    if (!piece(from, id).is_null(id)) tally.count = plus(tally.count, ways);
    return;
  }
  const std::optional<std::int64_t> found = integer(from);
  if (!found) return;
  const std::int64_t value = *found;
  const bool first = tally.count == 0;
  tally.count = plus(tally.count, ways);
  if (kind == Measure::Kind::Count) return;
  if (kind == Measure::Kind::Sum || kind == Measure::Kind::Average) {
    tally.sum += ways == 1 ? Wide{value} : Wide{value} * Wide{ways};
  } else if (first || (kind == Measure::Kind::Least ? value < tally.extreme : value > tally.extreme)) {
    tally.extreme = value;
  }
}

void TallyWorker::measure(std::size_t group, std::uint64_t ways) {
  for (std::size_t i = 0; i < program_.measures.size(); ++i) {
    const Measure& measure = program_.measures[i];
    Tally& tally = groups_.tally(group, i);
    switch (measure.kind) {
      case Measure::Kind::CountRows: tally.count = plus(tally.count, ways); break;
      case Measure::Kind::DistinctNodes:
        if (program_.keys.empty()) {
          distinct_[i].add(nodes_[measure.variable]);
        } else {
          distinct_in_[i].insert(std::uint64_t{group} << 32 | nodes_[measure.variable]);
        }
        break;
      default: add_number(i, tally, ways);
    }
  }
}

void TallyWorker::merge(TallyWorker& other) {
  for (std::size_t from = 0; from < other.groups_.size(); ++from) {
    const std::size_t group = group_of(other.groups_.key(from), other.groups_.first_seen(from));
    groups_.first_seen(group) = std::min(groups_.first_seen(group), other.groups_.first_seen(from));
    for (std::size_t i = 0; i < program_.measures.size(); ++i) {
      Tally& tally = groups_.tally(group, i);
      const Tally& more = other.groups_.tally(from, i);
      const bool least = program_.measures[i].kind == Measure::Kind::Least;
      if (more.count > 0 && (tally.count == 0 || (least ? more.extreme < tally.extreme : more.extreme > tally.extreme)))
        tally.extreme = more.extreme;
      tally.count = plus(tally.count, more.count);
      tally.sum += more.sum;
    }
  }
  for (std::size_t i = 0; i < program_.measures.size(); ++i) {
    const auto& words = other.distinct_[i].words();
    for (std::size_t at = 0; at < words.size(); ++at)
      for (std::uint64_t word = words[at]; word != 0; word &= word - 1)
        distinct_[i].add(static_cast<std::uint32_t>(at * 64 + static_cast<std::size_t>(std::countr_zero(word))));
    for (const std::uint64_t entry : other.distinct_in_[i]) {
      const std::size_t group = group_of(other.groups_.key(entry >> 32), 0);
      distinct_in_[i].insert(std::uint64_t{group} << 32 | (entry & 0xFFFFFFFF));
    }
  }
}

void TallyWorker::close() {
  for (std::size_t i = 0; i < program_.measures.size(); ++i) {
    if (program_.measures[i].kind != Measure::Kind::DistinctNodes) continue;
    if (program_.keys.empty()) groups_.tally(0, i).count = distinct_[i].count();
    for (const std::uint64_t entry : distinct_in_[i]) ++groups_.tally(entry >> 32, i).count;
  }
}

}  // namespace polgraph::fused
