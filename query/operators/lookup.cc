#include "query/operators/lookup.h"

#include <algorithm>
#include <cmath>
#include <unordered_set>

#include "graph/error.h"
#include "graph/text/number.h"
#include "query/explain.h"

namespace polgraph {

namespace {

// What must stop the statement; every other error is one that a condition would have met too, if any row came to it.
bool stops(const Error& error) {
  return error.kind() == Kind::Interrupted || error.kind() == Kind::Limit || error.kind() == Kind::Storage ||
         error.kind() == Kind::Corrupt || error.kind() == Kind::Internal;
}

std::optional<Value> relationship_value(RelId id, const Snapshot& view) {
  const auto found = view.find_relationship(id);
  if (!found) return std::nullopt;
  return Value::relationship(found->id, found->type);
}

}  // namespace

// ---- through an index ----------------------------------------------------------------------------------------------

std::string IndexLookup::name() const {
  if (!spec_.key.empty()) return "NodeByProperty " + spec_.text;
  return (spec_.on_nodes ? "NodeByIndex " : "RelationshipByIndex ") + spec_.text;
}

void IndexLookup::begin(Value* row, Context& context) {
  nodes_.reset();
  relationships_.reset();
  all_of_type_.reset();
  known_.reset();
  at_ = 0;
  bool found = false;
  try {
    found = find_ranges(row, context);
  } catch (const Error& error) {
    if (stops(error)) throw;
  }
  if (found) return;
  ranges_.clear();
  known_.reset();
  open_all(context.view());
}

// The index over all nodes holds a short text whole, so a node that it finds by one has it, and its record need not be
// read to test that again. Once the statement has written, the record decides.
void IndexLookup::note_known(const Value& value, Context& context) {
  constexpr std::size_t kShort = 100;  // bytes: an entry has room for more
  if (spec_.key.empty() || spec_.parts.size() != 1 || !value.is_string() || value.as_string().size() > kShort) return;
  if (const auto key = context.view().find_key(spec_.key)) known_ = KnownProperty{{}, *key, value};
}

// False: the index cannot tell.
bool IndexLookup::find_ranges(Value* row, Context& context) {
  ranges_.clear();
  if (!spec_.key.empty()) {
    const auto key = context.view().find_key(spec_.key);
    if (!key) return true;  // nothing has it
    ranges_.push_back(index_range::whole(key->value));
  } else {
    ranges_.push_back(index_range::whole(spec_.rule));
  }
  for (const LookupPart& part : spec_.parts)
    if (!narrow(part, row, context)) return false;
  std::sort(ranges_.begin(), ranges_.end(), [](const auto& a, const auto& b) { return a.begin < b.begin; });
  ranges_.erase(std::unique(ranges_.begin(), ranges_.end()), ranges_.end());  // equal or apart: 1 and 1.0 in a list
  return true;
}

bool IndexLookup::narrow(const LookupPart& part, Value* row, Context& context) {
  using Sort = LookupPart::Kind;
  const auto each = [&](auto narrowed) { std::erase_if(ranges_, [&](IndexRange& range) { return !narrowed(range); }); };
  if (part.kind == Sort::String) {
    each([](IndexRange& range) { return index_range::starts_with(range, ""); });
    return true;
  }
  if (part.kind == Sort::Range) {
    const Value low = part.low ? part.low->eval(row, context) : Value();
    const Value high = part.high ? part.high->eval(row, context) : Value();
    if ((part.low && low.is_null()) || (part.high && high.is_null())) ranges_.clear();
    each([&](IndexRange& range) {
      return index_range::between(range, part.low ? &low : nullptr, part.high ? &high : nullptr);
    });
    return true;
  }
  const Value value = part.value->eval(row, context);
  if (value.is_null()) {
    ranges_.clear();
    return true;
  }
  if (part.kind == Sort::In) return narrow_to_list(value, context);
  if ((part.kind == Sort::StartsWith || spec_.strings_only) && !value.is_string()) return false;
  if (part.kind == Sort::Equal) note_known(value, context);
  each([&](IndexRange& range) {
    return part.kind == Sort::Equal ? index_range::equal(range, value)
                                    : index_range::starts_with(range, value.as_string());
  });
  return true;
}

bool IndexLookup::narrow_to_list(const Value& list, Context& context) {
  if (!list.is_list()) return false;
  std::vector<IndexRange> narrowed;
  Growth growth(context);
  for (const Value& item : list.as_list()) {
    context.tick();
    if (item.is_null()) continue;
    if (spec_.strings_only && !item.is_string()) return false;
    for (const IndexRange& range : ranges_) {
      IndexRange one = range;
      if (!index_range::equal(one, item)) continue;
      growth.add(sizeof(IndexRange) + one.begin.size() + one.end.size());
      narrowed.push_back(std::move(one));
    }
  }
  ranges_ = std::move(narrowed);
  return true;
}

void IndexLookup::open_all(const Snapshot& view) {
  if (!spec_.on_nodes) {
    if (const auto type = view.find_type(spec_.label)) all_of_type_ = view.relationships_of_type(*type);
  } else if (spec_.label.empty()) {
    nodes_ = view.nodes();
  } else if (const auto label = view.find_label(spec_.label)) {
    nodes_ = view.nodes_with_label(*label);
  }
}

bool IndexLookup::open_next(const Snapshot& view) {
  nodes_.reset();
  relationships_.reset();
  all_of_type_.reset();
  if (at_ == ranges_.size()) return false;
  const IndexRange& range = ranges_[at_++];
  if (!spec_.on_nodes) {
    relationships_ = view.relationships_in_index(range);
  } else if (spec_.key.empty()) {
    nodes_ = view.nodes_in_index(range);
  } else {
    nodes_ = view.nodes_in_property_index(range);
  }
  return true;
}

bool IndexLookup::step(Value* row, Context& context) {
  do {
    if (nodes_ && nodes_->next()) {
      row[spec_.slot] = Value::node(nodes_->id());
      if (known_ && context.has_written()) known_.reset();
      if (known_) known_->entity = EntityId::of(nodes_->id());
      return true;
    }
    while (relationships_ && relationships_->next()) {
      const auto found = relationship_value(relationships_->id(), context.view());
      if (!found) continue;
      row[spec_.slot] = *found;
      return true;
    }
    if (all_of_type_ && all_of_type_->next()) {
      if (const auto found = relationship_value(all_of_type_->id(), context.view())) {
        row[spec_.slot] = *found;
        return true;
      }
    }
    context.tick();
  } while (open_next(context.view()));
  return false;
}

// The conditions behind it say what it looks for.
void IndexLookup::explain(Explanation& to) const {
  for (const LookupPart& part : spec_.parts) {
    for (const Expr* value : {part.value.get(), part.low.get(), part.high.get()})
      if (value != nullptr) to.plans(*value);
  }
  ExpandOperator::explain(to);
  to.rows(to.rows_in() * std::min(spec_.rows, static_cast<double>(to.view().statistics().nodes)));
}

// ---- by number -----------------------------------------------------------------------------------------------------

void NumberLookup::begin(Value* row, Context& context) {
  all_nodes_.reset();
  all_relationships_.reset();
  numbers_.clear();
  at_ = 0;
  bool found = false;
  try {
    found = find_numbers(row, context);
  } catch (const Error& error) {
    if (stops(error)) throw;
  }
  if (found) return;
  numbers_.clear();
  if (spec_.on_nodes) {
    all_nodes_ = context.view().nodes();
  } else {
    all_relationships_ = context.view().relationships();
  }
}

bool NumberLookup::find_numbers(Value* row, Context& context) {
  const Value value = spec_.value->eval(row, context);
  if (value.is_null()) return true;
  if (!spec_.list) {
    take(value);
    return true;
  }
  if (!value.is_list()) return false;
  for (const Value& item : value.as_list()) take(item);
  std::sort(numbers_.begin(), numbers_.end());
  numbers_.erase(std::unique(numbers_.begin(), numbers_.end()), numbers_.end());
  return true;
}

// Another value equals no number, and the condition behind says what it says.
void NumberLookup::take(const Value& wanted) {
  if (spec_.element) {
    if (!wanted.is_string()) return;
    const std::string_view text = wanted.as_string();
    if (!text.starts_with(spec_.on_nodes ? "4:" : "5:")) return;
    const auto number = parse_integer(text.substr(2));
    if (number && *number >= 0) numbers_.push_back(static_cast<std::uint64_t>(*number));
  } else if (wanted.is_integer() && wanted.as_integer() >= 0) {
    numbers_.push_back(static_cast<std::uint64_t>(wanted.as_integer()));
  } else if (wanted.is_float() && wanted.as_float() >= 0 && wanted.as_float() < 0x1p63) {
    numbers_.push_back(static_cast<std::uint64_t>(wanted.as_float()));
  }
}

bool NumberLookup::step(Value* row, Context& context) {
  const Snapshot& view = context.view();
  while (at_ < numbers_.size()) {
    const std::uint64_t number = numbers_[at_++];
    if (spec_.on_nodes) {
      if (!view.exists(NodeId(number))) continue;
      row[spec_.slot] = Value::node(NodeId(number));
      return true;
    }
    const auto found = relationship_value(RelId(number), view);
    if (!found) continue;
    row[spec_.slot] = *found;
    return true;
  }
  if (all_nodes_ && all_nodes_->next()) {
    row[spec_.slot] = Value::node(all_nodes_->id());
    return true;
  }
  while (all_relationships_ && all_relationships_->next()) {
    const auto found = relationship_value(all_relationships_->id(), view);
    if (!found) continue;
    row[spec_.slot] = *found;
    return true;
  }
  return false;
}

void NumberLookup::explain(Explanation& to) const {
  to.plans(*spec_.value);
  ExpandOperator::explain(to);
  to.rows(to.rows_in() * (spec_.list ? 4 : 1));
}

}  // namespace polgraph
