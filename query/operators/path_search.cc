#include "query/operators/path_search.h"

#include <algorithm>
#include <queue>

#include "graph/error.h"
#include "query/operators/repeat.h"

namespace polgraph {

namespace {

constexpr std::uint64_t kCounted = 32;  // repetitions that are told apart where a part has an upper bound
constexpr std::uint64_t kOften = 100;
constexpr std::size_t kBlockBytes = 16;  // around a block of memory
constexpr std::uint64_t kAnyLength = static_cast<std::uint64_t>(-1);

bool holds(const std::vector<ExprPtr>& conditions, Value* row, Context& context) {
  return std::all_of(conditions.begin(), conditions.end(),
                     [&](const ExprPtr& condition) { return is_true(*condition, row, context); });
}

}  // namespace

std::size_t PathSearch::HashKey::operator()(const Key& key) const {
  std::size_t hash = std::hash<NodeId>()(key.node);
  hash = hash * 1'000'003 + key.part;
  return hash * 1'000'003 + key.laps;
}

void PathSearch::charge(std::size_t bytes, Context& context) {
  context.charge(bytes);
  charged_ += bytes;
}

void PathSearch::clear(Context& context) {
  context.release(charged_);
  charged_ = 0;
  states_.clear();
  known_.clear();
  open_.clear();
  stretches_.clear();
  stretches_known_.clear();
  ends_.clear();
  rests_.clear();
  forget_found(context);
  next_end_ = 0;
}

// ---- exploring -----------------------------------------------------------------------------------------------------

// Beyond the cap repetitions lead from a state to one that differs only in its node.
PathSearch::Index PathSearch::laps_cap(Index part) const {
  const SearchPart& here = spec_.parts[part];
  const std::uint64_t cap = !here.unbounded && here.max <= kCounted ? here.max : here.min;
  return static_cast<Index>(std::min<std::uint64_t>(cap, kNone - 1));
}

PathSearch::Index PathSearch::reach(Index part, Index laps, NodeId node, std::uint64_t distance, State::Way way,
                                    Context& context) {
  const auto [found, is_new] = known_.try_emplace(Key{part, laps, node}, static_cast<Index>(states_.size()));
  if (is_new) {
    charge(sizeof(State) + 4 * sizeof(void*) + sizeof(Key), context);
    states_.push_back({part, laps, node, distance, false, {}});
    open_[distance].push_back(found->second);
    if (part == spec_.parts.size()) ends_.push_back(found->second);
  }
  State& state = states_[found->second];
  if (!state.expanded && distance < state.distance) {  // a shorter way, found later
    state.distance = distance;
    open_[distance].push_back(found->second);
  }
  if (way.from != kNone) {
    charge(sizeof(State::Way), context);
    state.ways.push_back(way);
  }
  return found->second;
}

const Stretches& PathSearch::stretches(Value* row, Index part, NodeId node, Index& index, Context& context) {
  const auto [found, is_new] = stretches_known_.try_emplace(Key{part, 0, node}, static_cast<Index>(stretches_.size()));
  index = found->second;
  if (is_new) {
    stretches_.push_back(spec_.parts[part].finder->find(row, node, context));
    charge(stretches_.back().bytes() + sizeof(Stretches) + sizeof(Key), context);
  }
  return stretches_[index];
}

bool PathSearch::fits_position(Value* row, Index position, NodeId node, Context& context) const {
  const SearchPosition& here = spec_.positions[position];
  const bool last = position + 1 == spec_.positions.size();
  if (last && to_ && node != *to_) return false;
  if (here.conditions.empty()) return true;
  for (const std::size_t slot : here.slots) row[slot] = Value::node(node);
  return holds(here.conditions, row, context);
}

void PathSearch::expand(Value* row, Index index, Context& context) {
  states_[index].expanded = true;
  const State state = {
      states_[index].part, states_[index].laps, states_[index].node, states_[index].distance, true, {}};
  if (state.part == spec_.parts.size()) return;
  const SearchPart& part = spec_.parts[state.part];
  const Index cap = laps_cap(state.part);
  if (state.laps >= part.min && fits_position(row, state.part + 1, state.node, context)) {
    reach(state.part + 1, 0, state.node, state.distance, {index, kNone, kNone}, context);
  }
  const bool more = state.distance < longest_ && (state.laps < cap || part.unbounded || part.max > cap);
  if (!more) return;
  Index which = 0;
  const Stretches& found = stretches(row, state.part, state.node, which, context);
  const Index laps = std::min<Index>(state.laps + 1, cap);
  for (Index i = 0; i < found.count; ++i) {
    context.tick();
    const auto first = found.relationships.begin() + static_cast<std::ptrdiff_t>(i * found.length);
    const bool taken = !spec_.taken.empty() &&
                       std::any_of(first, first + static_cast<std::ptrdiff_t>(found.length),
                                   [&](const PathStep& step) { return is_taken(row, spec_.taken, step.first); });
    if (!taken) reach(state.part, laps, found.end(i), state.distance + found.length, {index, which, i}, context);
  }
}

// A relationship comes once, so no path has more of them than there are. That ends the search where a part is to be
// repeated so often; elsewhere the states themselves are few, and nobody need count.
std::uint64_t PathSearch::longest_trail(const Context& context) const {
  const bool often =
      std::any_of(spec_.parts.begin(), spec_.parts.end(), [](const SearchPart& part) { return part.min > kOften; });
  return often ? context.view().counts().relationships : kAnyLength;
}

// Expands all states at most so far away; false: there are none further away.
bool PathSearch::explore(Value* row, std::uint64_t up_to, Context& context) {
  while (!open_.empty() && open_.begin()->first <= up_to) {
    const auto layer = open_.begin();
    if (layer->second.empty()) {
      open_.erase(layer);
      continue;
    }
    const Index state = layer->second.back();
    layer->second.pop_back();
    context.tick();
    if (!states_[state].expanded) expand(row, state, context);
  }
  return !open_.empty();
}

// ---- putting paths together ----------------------------------------------------------------------------------------

// One relationship is used once.
bool PathSearch::keeps_apart(Index rest, const Rest& longer) const {
  if (longer.stretches == kNone) return true;
  const Stretches& added = stretches_[longer.stretches];
  for (Index at = rest; at != kNone; at = rests_[at].next) {
    if (rests_[at].stretches == kNone) continue;
    const Stretches& other = stretches_[rests_[at].stretches];
    for (std::size_t i = 0; i < added.length; ++i) {
      for (std::size_t k = 0; k < other.length; ++k) {
        if (added.relationships[longer.which * added.length + i].first ==
            other.relationships[rests_[at].which * other.length + k].first) {
          return false;
        }
      }
    }
  }
  return true;
}

bool PathSearch::keeps_path_mode(const Rest& longer) const {
  if (spec_.mode == ast::PathPattern::Mode::Trail || longer.stretches == kNone) return true;
  std::vector<NodeId> nodes{states_[longer.state].node};
  for (const Rest* at = &longer; at != nullptr; at = at->next == kNone ? nullptr : &rests_[at->next]) {
    if (at->stretches == kNone) continue;
    const Stretches& added = stretches_[at->stretches];
    for (std::size_t i = 0; i < added.length; ++i) nodes.push_back(added.nodes[at->which * added.length + i]);
  }
  return keeps_mode(nodes, spec_.mode);
}

// The rest with one more way in front of it; empty where no path can have that.
std::optional<PathSearch::Rest> PathSearch::extend(Index rest, const State::Way& way) const {
  const Rest& here = rests_[rest];
  const State &from = states_[way.from], &to = states_[here.state];
  Rest longer{way.from, way.stretches, way.which, rest, here.length, 0};
  if (way.stretches != kNone) {
    longer.length += static_cast<Index>(stretches_[way.stretches].length);
    const bool uncounted = from.laps == to.laps;
    longer.loops = here.loops + (uncounted ? 1 : 0);
    const SearchPart& part = spec_.parts[from.part];
    if (!part.unbounded && longer.loops > part.max - laps_cap(from.part)) return std::nullopt;
    if (!keeps_apart(rest, longer) || !keeps_path_mode(longer)) return std::nullopt;
  }
  return longer;
}

// Does a path of this length come too late?
bool PathSearch::is_full(std::uint64_t length) const {
  if (!wanted_.groups) return found_.size() >= wanted_.count;
  return lengths_ >= wanted_.count && length != last_length_;
}

// The paths to one end with longer_than < length <= up_to, shortest first, as many as are wanted.
void PathSearch::collect(Value* row, Index end, std::uint64_t longer_than, std::uint64_t up_to, Context& context) {
  std::priority_queue<Candidate, std::deque<Candidate>> open;  // not copied when it grows
  const std::size_t before = charged_;
  rests_.assign(1, {end, kNone, kNone, kNone, 0, 0});
  open.push({states_[end].distance, 0});
  while (!open.empty() && open.top().bound <= up_to && !is_full(open.top().bound)) {
    context.tick();
    const Candidate best = open.top();
    open.pop();
    const Rest rest = rests_[best.rest];
    const bool fresh = longer_than == kAnyLength || rest.length > longer_than;
    if (rest.state == 0 && fresh) {
      Path path;
      for (Index at = best.rest; at != kNone; at = rests_[at].next) path.push_back(rests_[at]);
      if (!spec_.conditions.empty()) write(row, path);
      if (holds(spec_.conditions, row, context)) {
        if (lengths_ == 0 || rest.length != last_length_) ++lengths_;
        last_length_ = rest.length;
        path.shrink_to_fit();
        const std::size_t bytes = path.capacity() * sizeof(Rest) + sizeof(Path) + kBlockBytes;
        context.charge(bytes);
        found_bytes_ += bytes;
        found_.push_back(std::move(path));
      }
    }
    for (const State::Way& way : states_[rest.state].ways) {
      context.tick();
      if (!states_[way.from].expanded) continue;
      const auto longer = extend(best.rest, way);
      if (!longer) continue;
      charge(sizeof(Rest) + sizeof(Candidate), context);
      rests_.push_back(*longer);
      open.push({longer->length + states_[way.from].distance, static_cast<Index>(rests_.size() - 1)});
    }
  }
  context.release(charged_ - before);  // what the search for this end alone has held
  charged_ = before;
}

void PathSearch::forget_found(Context& context) {
  context.release(found_bytes_);
  found_bytes_ = 0;
  found_.clear();
  at_ = 0;
  lengths_ = 0;
}

// The paths of the next end that has any. A known end is looked for by and by: the nearest states first.
bool PathSearch::find_end(Value* row, Context& context) {
  forget_found(context);
  if (!to_) {
    explore(row, kAnyLength, context);
    if (next_end_ == ends_.size()) return false;
    collect(row, ends_[next_end_++], kAnyLength, kAnyLength, context);
    return true;
  }
  if (next_end_ > 0) return false;
  ++next_end_;
  std::uint64_t done = kAnyLength;  // lengths up to this have been collected
  bool more = true;
  while (more && !(found_.size() > 0 && is_full(kAnyLength))) {
    const std::uint64_t up_to = open_.begin()->first;
    more = explore(row, up_to, context);
    if (ends_.empty()) continue;
    const std::uint64_t limit = more ? open_.begin()->first - 1 : kAnyLength;
    collect(row, ends_[0], done, limit, context);
    done = limit;
  }
  return true;
}

void PathSearch::start(Value* row, NodeId from, std::optional<NodeId> to, Wanted wanted, Context& context) {
  clear(context);
  wanted_ = wanted;
  to_ = to;
  longest_ = longest_trail(context);
  if (!fits_position(row, 0, from, context)) return;
  reach(0, 0, from, 0, {kNone, kNone, kNone}, context);
}

bool PathSearch::next(Value* row, Context& context) {
  if (states_.empty()) return false;
  while (at_ == found_.size()) {
    if (!find_end(row, context)) return false;
  }
  write(row, found_[at_++]);
  return true;
}

void PathSearch::write(Value* row, const Path& path) const {
  std::vector<std::vector<ValueList>> values(spec_.parts.size());
  for (std::size_t i = 0; i < values.size(); ++i) values[i].resize(spec_.parts[i].slots.size());
  PathValue walked;
  walked.nodes.push_back(states_[0].node);
  const auto arrive = [&](Index position, NodeId node) {
    for (const std::size_t slot : spec_.positions[position].slots) row[slot] = Value::node(node);
  };
  arrive(0, states_[0].node);
  for (const Rest& rest : path) {
    const State& state = states_[rest.state];
    if (rest.next == kNone) break;
    if (rest.stretches == kNone) {
      arrive(state.part + 1, state.node);
      continue;
    }
    const Stretches& found = stretches_[rest.stretches];
    for (std::size_t i = rest.which * found.length; i < (rest.which + 1) * found.length; ++i) {
      walked.relationships.push_back(found.relationships[i]);
      walked.nodes.push_back(found.nodes[i]);
    }
    for (std::size_t i = 0; i < found.width; ++i) {
      values[state.part][i].push_back(found.values[rest.which * found.width + i]);
    }
  }
  for (std::size_t p = 0; p < spec_.parts.size(); ++p) {
    const SearchPart& part = spec_.parts[p];
    for (std::size_t i = 0; i < part.slots.size(); ++i) {
      ValueList& list = values[p][i];
      if (spec_.backwards) std::reverse(list.begin(), list.end());
      row[part.slots[i]] = part.list ? Value::list(std::move(list)) : list.front();
    }
  }
  if (spec_.path == kNoSlot) return;
  if (spec_.backwards) {
    std::reverse(walked.nodes.begin(), walked.nodes.end());
    std::reverse(walked.relationships.begin(), walked.relationships.end());
  }
  row[spec_.path] = Value::path(std::move(walked));
}

void SelectPaths::begin(Value* row, Context& context) {
  search_.clear(context);
  const Value &from = row[from_], &to = row[to_];
  if (from.is_null() || (into_ && to.is_null())) return;
  if (!from.is_node() || (into_ && !to.is_node())) {
    throw Error(Kind::Type, "InvalidArgumentType", "the pattern needs a node here");
  }
  search_.start(row, from.as_node(), into_ ? std::optional(to.as_node()) : std::nullopt, wanted_, context);
}

}  // namespace polgraph
