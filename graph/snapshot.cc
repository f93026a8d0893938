#include "graph/snapshot.h"

#include <algorithm>
#include <array>

#include "graph/codec.h"
#include "graph/compare.h"
#include "graph/database.h"
#include "graph/error.h"
#include "graph/evidence_fold.h"
#include "graph/evidence_mirror.h"

namespace polgraph {

using rocks::Family;

// Cursors -----------------------------------------------------------------------------------------------------------

NodeCursor::NodeCursor(std::unique_ptr<rocks::Cursor> cursor) : cursor_(std::move(cursor)) {}
NodeCursor::NodeCursor(NodeCursor&&) noexcept = default;
NodeCursor& NodeCursor::operator=(NodeCursor&&) noexcept = default;
NodeCursor::~NodeCursor() = default;

bool NodeCursor::next() {
  if (!cursor_->next()) return false;
  id_ = NodeId(codec::last_id(cursor_->key()));
  return true;
}

NameTermCursor::NameTermCursor(std::unique_ptr<rocks::Cursor> cursor, std::string end)
    : cursor_(std::move(cursor)), end_(std::move(end)) {}
NameTermCursor::NameTermCursor(NameTermCursor&&) noexcept = default;
NameTermCursor& NameTermCursor::operator=(NameTermCursor&&) noexcept = default;
NameTermCursor::~NameTermCursor() = default;

bool NameTermCursor::next() {
  if (!cursor_->next()) return false;
  term_ = codec::text_term(cursor_->key());
  node_ = NodeId(codec::last_id(cursor_->key()));
  return true;
}

std::size_t NameTermCursor::next_nodes(std::span<NodeId> nodes) {
  std::size_t count = 0;
  while (count < nodes.size()) {
    std::array<std::uint64_t, 64> ids;
    const std::size_t wanted = std::min(ids.size(), nodes.size() - count);
    const std::size_t read = cursor_->next_ids(std::span(ids).first(wanted));
    for (std::size_t i = 0; i < read; ++i) nodes[count + i] = NodeId(ids[i]);
    count += read;
    if (read < wanted) return count;
  }
  if (count > 0) {
    term_ = codec::text_term(cursor_->key());
    node_ = nodes[count - 1];
  }
  return count;
}

void NameTermCursor::skip_to(std::string_view term, NodeId node) {
  std::string begin = codec::text_key(term, node);
  if (!end_.empty()) begin = std::min(begin, end_);
  cursor_->reset({std::move(begin), end_});
}

RelationshipCursor::RelationshipCursor(std::unique_ptr<rocks::Cursor> cursor) : cursor_(std::move(cursor)) {}
RelationshipCursor::RelationshipCursor(RelationshipCursor&&) noexcept = default;
RelationshipCursor& RelationshipCursor::operator=(RelationshipCursor&&) noexcept = default;
RelationshipCursor::~RelationshipCursor() = default;

bool RelationshipCursor::next() {
  if (!cursor_->next()) return false;
  id_ = RelId(codec::last_id(cursor_->key()));
  return true;
}

namespace {

// Keys of another cursor that a test lets through.
class FilteredCursor final : public rocks::Cursor {
 public:
  using Test = std::function<bool(const rocks::Cursor&)>;
  FilteredCursor(std::unique_ptr<rocks::Cursor> cursor, Test test)
      : cursor_(std::move(cursor)), test_(std::move(test)) {}
  bool next() override {
    while (cursor_->next())
      if (test_(*cursor_)) return true;
    return false;
  }
  std::string_view key() const override { return cursor_->key(); }
  std::string_view value() const override { return cursor_->value(); }
  void reset(const rocks::KeyRange& range) override { cursor_->reset(range); }

 private:
  std::unique_ptr<rocks::Cursor> cursor_;
  Test test_;
};

}  // namespace

// A pass over what is committed, or a cursor that sees what the transaction has written.
struct RelationshipRecords::Source {
  std::shared_ptr<rocks::View> view;
  std::unique_ptr<rocks::RecordPass> pass;
  std::unique_ptr<rocks::Cursor> cursor;  // one of the two

  // What was written since the pass began counts in a record, too.
  bool at_hand() const { return pass && !view->has_written(Family::Relationships); }
};

RelationshipRecords::RelationshipRecords(std::unique_ptr<Source> source) : source_(std::move(source)) {}
RelationshipRecords::RelationshipRecords(RelationshipRecords&&) noexcept = default;
RelationshipRecords& RelationshipRecords::operator=(RelationshipRecords&&) noexcept = default;
RelationshipRecords::~RelationshipRecords() = default;

bool RelationshipRecords::next() {
  if (source_->pass) {
    if (!source_->pass->next()) return false;
    id_ = RelId(source_->pass->id());
    return true;
  }
  if (!source_->cursor->next()) return false;
  id_ = RelId(codec::last_id(source_->cursor->key()));
  return true;
}

Value RelationshipRecords::property(KeyId key) const {
  if (source_->at_hand()) return codec::decode_relationship_property(source_->pass->record(), key);
  return Snapshot(source_->view).property(id_, key);
}

void RelationshipRecords::remember() const {
  if (source_->at_hand()) source_->view->remember(Family::Relationships, codec::key(id_), source_->pass->record());
}

// One direction after the other, one prefix after the other; one database cursor a direction.
struct StepCursor::Range {
  std::shared_ptr<rocks::View> view;
  Direction direction = Direction::Out;
  std::vector<std::string> prefixes;
  std::unique_ptr<rocks::Cursor> cursor;
  std::size_t position = 0;  // of the prefix being read
  bool outgoing = true;

  explicit Range(std::shared_ptr<rocks::View> from, Direction which, std::vector<std::string> wanted)
      : view(std::move(from)), direction(which), prefixes(std::move(wanted)), outgoing(which != Direction::In) {}

  bool open_next() {
    if (cursor) ++position;
    if (position == prefixes.size()) {
      if (direction != Direction::Both || !outgoing) return false;
      outgoing = false;
      position = 0;
      cursor.reset();
    }
    if (prefixes.empty()) return false;
    if (cursor)
      cursor->reset(rocks::prefix_range(prefixes[position]));
    else
      cursor = view->cursor(outgoing ? Family::Out : Family::In, prefixes[position]);
    return true;
  }
};

StepCursor::StepCursor(std::unique_ptr<Range> range) : range_(std::move(range)) {}
StepCursor::StepCursor(StepCursor&&) noexcept = default;
StepCursor& StepCursor::operator=(StepCursor&&) noexcept = default;
StepCursor::~StepCursor() = default;

bool StepCursor::next() {
  Range& range = *range_;
  if (!range.cursor && !range.open_next()) return false;
  for (;;) {
    while (!range.cursor->next())
      if (!range.open_next()) {
        range.prefixes.clear();
        range.position = 0;
        return false;
      }
    const codec::Adjacency found = codec::decode_adjacency(range.cursor->key());
    if (range.direction == Direction::Both && !range.outgoing && found.from == found.to) continue;  // came as outgoing
    step_ = {found.type, found.to, found.relationship, range.outgoing};
    return true;
  }
}

// Snapshot ----------------------------------------------------------------------------------------------------------

Snapshot::Snapshot(std::shared_ptr<rocks::View> view) : view_(std::move(view)) {}
Snapshot::Snapshot(const Snapshot&) = default;
Snapshot::Snapshot(Snapshot&&) noexcept = default;
Snapshot& Snapshot::operator=(const Snapshot&) = default;
Snapshot& Snapshot::operator=(Snapshot&&) noexcept = default;
Snapshot::~Snapshot() = default;

void Snapshot::count_accesses() const {
  view_->count_accesses();
}
std::uint64_t Snapshot::accesses() const {
  return view_->accesses();
}
bool Snapshot::counts_accesses() const {
  return view_->counts_accesses();
}

namespace {

template <class IdType>
std::optional<IdType> find_in(const Names& names, std::string_view name) {
  if (const auto number = names.find(name)) return IdType(*number);
  return {};
}

template <class IdType>
const std::string& name_in(const Names& names, IdType id, std::string_view what) {
  if (id.value < names.all().size()) return names.all()[id.value];
  throw Error(Kind::Corrupt, "DamagedStore", "no " + std::string(what) + " has the number " + std::to_string(id.value));
}

std::vector<std::string> all_of(const Names& names) {
  return {names.all().begin(), names.all().end()};
}

}  // namespace

std::optional<LabelId> Snapshot::find_label(std::string_view name) const {
  return find_in<LabelId>(view_->catalog().names->labels, name);
}
std::optional<TypeId> Snapshot::find_type(std::string_view name) const {
  return find_in<TypeId>(view_->catalog().names->types, name);
}
std::optional<KeyId> Snapshot::find_key(std::string_view name) const {
  return find_in<KeyId>(view_->catalog().names->keys, name);
}
const std::string& Snapshot::name(LabelId id) const {
  return name_in(view_->catalog().names->labels, id, "label");
}
const std::string& Snapshot::name(TypeId id) const {
  return name_in(view_->catalog().names->types, id, "relationship type");
}
const std::string& Snapshot::name(KeyId id) const {
  return name_in(view_->catalog().names->keys, id, "property key");
}
std::vector<std::string> Snapshot::labels() const {
  return all_of(view_->catalog().names->labels);
}
std::vector<std::string> Snapshot::types() const {
  return all_of(view_->catalog().names->types);
}
std::vector<std::string> Snapshot::keys() const {
  return all_of(view_->catalog().names->keys);
}

std::optional<Node> Snapshot::find_node(NodeId id) const {
  std::string bytes;
  if (!view_->get(Family::Nodes, codec::key(id), bytes)) return {};
  codec::NodeRecord record = codec::decode_node(bytes);
  return Node{id, std::move(record.labels), std::move(record.properties)};
}

std::optional<Relationship> Snapshot::find_relationship(RelId id) const {
  std::string bytes;
  if (!view_->get(Family::Relationships, codec::key(id), bytes)) return {};
  codec::RelationshipRecord record = codec::decode_relationship(bytes);
  return Relationship{id, record.type, record.start, record.end, std::move(record.properties)};
}

namespace {

// For a record on its way to be decoded: each takes the room of the last one, unless that was long.
std::string& scratch() {
  constexpr std::size_t kLong = 64u << 10;
  thread_local std::string bytes;
  if (bytes.capacity() > kLong) bytes = {};
  return bytes;
}

}  // namespace

std::optional<RelationshipHead> Snapshot::find_ends(RelId id) const {
  std::string& bytes = scratch();
  if (!view_->get(Family::Relationships, codec::key(id), bytes)) return {};
  return codec::decode_ends(bytes);
}

bool Snapshot::exists(NodeId id) const {
  return view_->has(Family::Nodes, codec::key(id));
}
bool Snapshot::exists(RelId id) const {
  return view_->has(Family::Relationships, codec::key(id));
}

Value Snapshot::property(NodeId id, KeyId key) const {
  std::string& bytes = scratch();
  if (!view_->get(Family::Nodes, codec::key(id), bytes)) return Value::null();
  return codec::decode_node_property(bytes, key);
}

Value Snapshot::property(RelId id, KeyId key) const {
  std::string& bytes = scratch();
  if (!view_->get(Family::Relationships, codec::key(id), bytes)) return Value::null();
  return codec::decode_relationship_property(bytes, key);
}

bool Snapshot::has_label(NodeId id, LabelId label) const {
  std::string& bytes = scratch();
  return view_->get(Family::Nodes, codec::key(id), bytes) && codec::decode_has_label(bytes, label);
}

bool Snapshot::is_listed(NodeId id, LabelId label) const {
  return view_->has(Family::Labels, codec::label_key(label, id));
}

std::vector<LabelId> Snapshot::labels(NodeId id) const {
  std::string& bytes = scratch();
  if (!view_->get(Family::Nodes, codec::key(id), bytes)) return {};
  return codec::decode_labels(bytes);
}

NodeCursor Snapshot::nodes() const {
  return NodeCursor(view_->cursor(Family::Nodes));
}

NodeCursor Snapshot::nodes_with_label(LabelId label) const {
  return NodeCursor(view_->cursor(Family::Labels, codec::label_prefix(label)));
}

RelationshipCursor Snapshot::relationships() const {
  return RelationshipCursor(view_->cursor(Family::Relationships));
}

RelationshipRecords Snapshot::relationships_of_type(TypeId type) const {
  auto source = std::make_unique<RelationshipRecords::Source>();
  source->view = view_;
  source->pass =
      view_->relationship_pass([type](std::string_view record) { return codec::decode_type(record) == type; });
  if (!source->pass)
    source->cursor = std::make_unique<FilteredCursor>(
        view_->cursor(Family::Relationships),
        [type](const rocks::Cursor& at) { return codec::decode_type(at.value()) == type; });
  return RelationshipRecords(std::move(source));
}

bool Snapshot::is_indexed(KeyId key) const {
  return view_->catalog().is_indexed(key);
}

NodeCursor Snapshot::nodes_with_property(KeyId key, const Value& value) const {
  if (!codec::is_storable(value))  // no node holds such a value
    return NodeCursor(
        std::make_unique<FilteredCursor>(view_->cursor(Family::Meta), [](const rocks::Cursor&) { return false; }));
  const std::string encoded = codec::index_value(value);
  std::unique_ptr<rocks::Cursor> cursor = view_->cursor(Family::Properties, codec::property_prefix(key, encoded));
  if (!codec::may_be_cut(encoded)) return NodeCursor(std::move(cursor));
  return NodeCursor(
      std::make_unique<FilteredCursor>(std::move(cursor), [view = *this, key, value](const rocks::Cursor& at) {
        return same(view.property(NodeId(codec::last_id(at.key())), key), value);
      }));
}

const Schema& Snapshot::schema() const {
  return *view_->catalog().schema;
}

std::uint64_t Snapshot::index_entries(const SchemaRule& rule) const {
  const auto& entries = view_->catalog().rule_entries;
  const auto found = entries.find(rule.number);
  return found == entries.end() ? 0 : found->second;
}

NodeCursor Snapshot::nodes_in_index(const IndexRange& range) const {
  return NodeCursor(view_->cursor(Family::Rules, rocks::KeyRange{range.begin, range.end}));
}

NodeCursor Snapshot::nodes_in_property_index(const IndexRange& range) const {
  return NodeCursor(view_->cursor(Family::Properties, rocks::KeyRange{range.begin, range.end}));
}

RelationshipCursor Snapshot::relationships_in_index(const IndexRange& range) const {
  return RelationshipCursor(view_->cursor(Family::Rules, rocks::KeyRange{range.begin, range.end}));
}

namespace {

StepCursor walk(std::shared_ptr<rocks::View> view, NodeId node, std::optional<NodeId> neighbour, Direction direction,
                std::span<const TypeId> types) {
  std::vector<TypeId> sorted(types.begin(), types.end());
  std::sort(sorted.begin(), sorted.end());
  sorted.erase(std::unique(sorted.begin(), sorted.end()), sorted.end());
  std::vector<std::string> prefixes;
  for (const TypeId type : sorted) prefixes.push_back(codec::adjacency_prefix(node, type, neighbour));
  if (sorted.empty()) prefixes.push_back(codec::adjacency_prefix(node));
  return StepCursor(std::make_unique<StepCursor::Range>(std::move(view), direction, std::move(prefixes)));
}

}  // namespace

StepCursor Snapshot::steps(NodeId node, Direction direction, std::span<const TypeId> types) const {
  return walk(view_, node, {}, direction, types);
}

// Without types: every type that the store knows, one seek each.
StepCursor Snapshot::steps_to(NodeId node, NodeId neighbour, Direction direction, std::span<const TypeId> types) const {
  std::vector<TypeId> all;
  if (types.empty()) {
    const auto count = static_cast<std::uint32_t>(view_->catalog().names->types.all().size());
    for (std::uint32_t number = 0; number < count; ++number) all.emplace_back(number);
    if (all.empty()) all.emplace_back(0u);
    types = all;
  }
  return walk(view_, node, neighbour, direction, types);
}

std::uint64_t Snapshot::degree(NodeId node, Direction direction, std::span<const TypeId> types) const {
  std::uint64_t count = 0;
  for (StepCursor cursor = steps(node, direction, types); cursor.next();) ++count;
  return count;
}

std::optional<NodeId> Snapshot::find_node(const Identity& identity) const {
  std::string bytes;
  if (!view_->get(Family::Identities, codec::identity_key(identity), bytes)) return {};
  return NodeId(codec::id_of(bytes, "node identity"));
}

// One that was named by what it holds has no entry among the identities: all relationships are looked at.
// Cost: a pass over their records. Who knows the ends looks between them (stating.cc).
std::optional<RelId> Snapshot::find_relationship(const std::string& identity) const {
  if (codec::is_fingerprint(identity)) {
    for (auto at = view_->cursor(Family::Relationships); at->next();) {
      const codec::RelationshipRecord record = codec::decode_relationship(at->value());
      if (record.identity && codec::as_fingerprint(*record.identity) == identity)
        return RelId(codec::id_of(at->key(), "relationship key"));
    }
    return {};
  }
  std::string bytes;
  if (!view_->get(Family::Identities, codec::identity_key(identity), bytes)) return {};
  return RelId(codec::id_of(bytes, "relationship identity"));
}

std::optional<Identity> Snapshot::identity(NodeId id) const {
  std::string bytes;
  if (!view_->get(Family::Nodes, codec::key(id), bytes)) return {};
  return codec::decode_node(bytes).identity;
}

std::optional<std::string> Snapshot::identity(RelId id) const {
  std::string bytes;
  if (!view_->get(Family::Relationships, codec::key(id), bytes)) return {};
  return codec::decode_relationship(bytes).identity;
}

std::vector<Assertion> Snapshot::records(EntityId subject) const {
  std::vector<Assertion> found;
  for (auto cursor = view_->cursor(Family::Evidence, codec::evidence_prefix(subject)); cursor->next();)
    found.push_back(codec::decode_assertion(cursor->value()));
  if (is_mirror(found)) list_facts(found.front(), *view_, subject);
  return found;
}

std::vector<Assertion> Snapshot::assertions(EntityId subject) const {
  return merged(records(subject));
}
std::vector<Statement> Snapshot::statements(EntityId subject) const {
  return spread(subject, records(subject));
}
std::vector<Conflict> Snapshot::conflicts(EntityId subject) const {
  return find_conflicts(subject, records(subject));
}

std::vector<Conflict> Snapshot::conflicts() const {
  std::vector<Conflict> all;
  each_stated([&](EntityId subject, const std::vector<Assertion>& assertions) {
    for (Conflict& conflict : find_conflicts(subject, assertions)) all.push_back(std::move(conflict));
  });
  return all;
}

namespace {

// Records of nodes, then of relationships, asked for in the order of their ids: steps where they lie side by side.
class RecordWalk {
 public:
  explicit RecordWalk(const rocks::View& view) : view_(view) {}

  void list(Assertion& mirror, EntityId subject) {
    if (!cursor_ || of_nodes_ != subject.is_node) {
      of_nodes_ = subject.is_node;
      cursor_ = view_.cursor(of_nodes_ ? Family::Nodes : Family::Relationships);
      at_ = {};
    }
    const std::string wanted = codec::id_bytes(subject.value);
    while (at_ < wanted && cursor_->next()) at_ = cursor_->key();
    if (at_ != wanted) return list_facts(mirror, view_, subject);  // which says what is wrong
    list_facts(mirror, view_.catalog(), of_nodes_, cursor_->value());
  }

 private:
  const rocks::View& view_;
  std::unique_ptr<rocks::Cursor> cursor_;
  bool of_nodes_ = true;
  std::string at_;
};

}  // namespace

void Snapshot::each_stated(const VisitStated& visit) const {
  each_recorded([&](EntityId subject, const std::vector<Assertion>& records) { visit(subject, merged(records)); });
}

void Snapshot::each_recorded(const VisitStated& visit) const {
  RecordWalk walk(*view_);
  std::vector<Assertion> held;
  EntityId subject;
  const auto tell = [&] {
    if (is_mirror(held)) walk.list(held.front(), subject);
    if (!held.empty()) visit(subject, held);
    held.clear();
  };
  for (auto cursor = view_->cursor(Family::Evidence); cursor->next();) {
    const EntityId next = codec::evidence_subject(cursor->key());
    if (next != subject) tell();
    subject = next;
    held.push_back(codec::decode_assertion(cursor->value()));
  }
  tell();
}

rocks::KeyRange Snapshot::name_range(std::string_view term, bool is_begun) const {
  const std::string_view cut = codec::cut_utf8(term, codec::kMaxWholeNameBytes);
  return is_begun ? rocks::prefix_range(cut) : rocks::prefix_range(codec::text_prefix(cut));
}

NameTermCursor Snapshot::name_term(std::string_view term) const {
  const rocks::KeyRange range = name_range(term, false);
  return {view_->cursor(Family::Text, range), range.end};
}

NameTermCursor Snapshot::name_terms(std::string_view prefix) const {
  const rocks::KeyRange range = name_range(prefix, true);
  return {view_->cursor(Family::Text, range), range.end};
}

Statistics Snapshot::statistics() const {
  return view_->catalog().counts;
}

const Statistics& Snapshot::counts() const& {
  return view_->catalog().counts;
}

std::vector<Dataset> Snapshot::datasets() const {
  std::vector<Dataset> all;
  for (auto cursor = view_->cursor(Family::Meta, kDatasetPrefix); cursor->next();)
    all.push_back(decode_dataset(cursor->value()));
  return all;
}

std::uint64_t Snapshot::graph_version() const {
  return view_->catalog().graph_version;
}

}  // namespace polgraph
