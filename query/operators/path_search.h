// The search behind SHORTEST k, ANY and shortestPath with conditions: the shortest paths that a path pattern allows
// from one node, for each end apart.
//
// A path pattern is an automaton over its parts: a state is (part, repetitions done, node), and one stretch of a part
// leads to the next. First the states are explored in the order of their distance from the start, each once, with all
// ways into them. Then paths are put together from an end backwards, those first that promise to be shortest: the
// length so far and the distance of the state from the start, which no path can beat. So paths come in the order of
// their length, and one that takes a relationship twice, or that a condition on the whole path refuses, is passed over
// without losing the next.
//
//   Cost    exploring: one look at each relationship for each state of its nodes; putting together: about the length of
//           each path that is found, more only where many paths are passed over
//   Throws  Error Limit "MemoryLimit"
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

#include "query/operators/stretch.h"

namespace polgraph {

// A place between two parts of the path.
struct SearchPosition {
  std::vector<std::size_t> slots;  // of its node; several where written nodes are one
  std::vector<ExprPtr> conditions;
};

struct SearchPart {
  StretchFinderPtr finder;
  std::uint64_t min = 1, max = 1;
  bool unbounded = false;
  bool list = false;               // `slots` take one value a repetition; else the value itself
  std::vector<std::size_t> slots;  // as the finder's values
};

// In the order of the walk; `backwards` means from the end of the pattern to its start.
struct SearchSpec {
  std::vector<SearchPosition> positions;  // one more than parts; the first is where it starts
  std::vector<SearchPart> parts;
  bool backwards = false;
  ast::PathPattern::Mode mode = ast::PathPattern::Mode::Trail;
  std::vector<ExprPtr> conditions;  // on the whole path, all its slots being filled in
  std::vector<std::size_t> taken;   // slots of relationships that may not be used
  std::size_t path = kNoSlot;       // where the path goes, if anyone asks
};

class PathSearch {
 public:
  // How many paths of one end: `count` paths, or all paths of the `count` least lengths.
  struct Wanted {
    std::uint64_t count = 1;
    bool groups = false;
  };

  explicit PathSearch(SearchSpec spec) : spec_(std::move(spec)) {}

  void start(Value* row, NodeId from, std::optional<NodeId> to, Wanted wanted, Context& context);
  // Writes the next path's slots into the row; false: no more. Ends in the order of their distance.
  bool next(Value* row, Context& context);
  void clear(Context& context);  // gives its memory back
  bool started() const { return !states_.empty(); }
  const SearchSpec& spec() const { return spec_; }

 private:
  using Index = std::uint32_t;
  static constexpr Index kNone = static_cast<Index>(-1);

  struct State {
    Index part;
    Index laps;  // repetitions of the part, not counted beyond what tells states apart
    NodeId node;
    std::uint64_t distance = 0;
    bool expanded = false;
    struct Way {
      Index from;              // state
      Index stretches, which;  // kNone: no stretch, the next part begins
    };
    std::vector<Way> ways;  // into it
  };
  // The rest of a path, from a state to its end.
  struct Rest {
    Index state, stretches, which;  // the stretch that leads from `state` to that of `next`
    Index next;
    Index length;
    Index loops;  // repetitions, in the part at hand, that `laps` does not count
  };
  struct Key {
    Index part, laps;
    NodeId node;
    bool operator==(const Key&) const = default;
  };
  struct HashKey {
    std::size_t operator()(const Key& key) const;
  };
  struct Candidate {
    std::uint64_t bound;  // no path with this rest is shorter
    Index rest;
    bool operator<(const Candidate& other) const {
      // A heap's top is its greatest. Among equals the newest: to the start of one path before the next is begun.
      return bound != other.bound ? bound > other.bound : rest < other.rest;
    }
  };
  using Path = std::vector<Rest>;  // from the start on

  Index laps_cap(Index part) const;
  Index reach(Index part, Index laps, NodeId node, std::uint64_t distance, State::Way way, Context& context);
  const Stretches& stretches(Value* row, Index part, NodeId node, Index& index, Context& context);
  bool fits_position(Value* row, Index position, NodeId node, Context& context) const;
  void expand(Value* row, Index state, Context& context);
  std::uint64_t longest_trail(const Context& context) const;
  bool explore(Value* row, std::uint64_t up_to, Context& context);
  void collect(Value* row, Index end, std::uint64_t longer_than, std::uint64_t up_to, Context& context);
  std::optional<Rest> extend(Index rest, const State::Way& way) const;
  bool keeps_apart(Index rest, const Rest& longer) const;
  bool keeps_path_mode(const Rest& longer) const;
  bool is_full(std::uint64_t length) const;
  bool find_end(Value* row, Context& context);
  void forget_found(Context& context);
  void write(Value* row, const Path& path) const;
  void charge(std::size_t bytes, Context& context);

  SearchSpec spec_;
  Wanted wanted_;
  std::optional<NodeId> to_;
  std::uint64_t longest_ = 0;  // no path is longer
  std::deque<State> states_;   // states_[0] is the start
  std::unordered_map<Key, Index, HashKey> known_;
  std::map<std::uint64_t, std::vector<Index>> open_;  // by distance
  std::deque<Stretches> stretches_;
  std::unordered_map<Key, Index, HashKey> stretches_known_;  // laps is 0 there
  std::vector<Index> ends_;
  std::deque<Rest> rests_;  // not copied when it grows
  std::size_t next_end_ = 0, charged_ = 0;
  std::uint64_t lengths_ = 0, last_length_ = 0;  // of the paths of one end: how many different ones
  std::deque<Path> found_;
  std::size_t at_ = 0, found_bytes_ = 0;
};

// Paths with a selector: for each row, and each end of its paths apart, as many as are wanted.
class SelectPaths final : public ExpandOperator {
 public:
  // `to`: the slot of the end, which is given where `into` is true.
  SelectPaths(SearchSpec spec, std::size_t from, std::size_t to, bool into, PathSearch::Wanted wanted, std::string text)
      : search_(std::move(spec)), from_(from), to_(to), into_(into), wanted_(wanted), text_(std::move(text)) {
    long_rows_ = true;
  }
  std::string name() const override { return (into_ ? "SelectPathsInto " : "SelectPaths ") + text_; }
  void explain(Explanation& to) const override;

 protected:
  void begin(Value* row, Context& context) override;
  bool step(Value* row, Context& context) override { return search_.next(row, context); }

 private:
  PathSearch search_;
  std::size_t from_, to_;
  bool into_;
  PathSearch::Wanted wanted_;
  std::string text_;
};

}  // namespace polgraph
