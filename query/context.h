// Context: what a running statement carries along: the view it reads, the transaction it writes, its limits, what it
// did so far. One for each run.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "graph/error.h"
#include "graph/snapshot.h"
#include "graph/transaction.h"
#include "query/options.h"
#include "query/syntax/ast.h"
#include "query/syntax/limits.h"

namespace polgraph {

class GraphImage;
class GraphViews;

// An operator that runs others and may drop what they did: once they have read as much from the store as arrays would
// cost, they stop with ArraysWanted (query/adjacency.h).
struct StartAnew {
  std::uint64_t& spent;  // in steps
  std::uint64_t worth;
  bool too_late = false;  // rows were handed out: it is counted what they cost, and arrays are made in their midst
};

inline constexpr std::uint64_t kStepsOfRecord = 20;  // what reading a record costs, in the same

// What an operator holds of the entity that it has just found.
struct KnownProperty {
  EntityId entity;
  KeyId key;
  Value value;
};
struct AtHand {
  const RelationshipRecords* records = nullptr;  // stands on the relationship
  const KnownProperty* property = nullptr;       // by which an index found it
};

class Context {
 public:
  Context(const std::string& text, const RunOptions& options, Limits& limits, const Snapshot& view,
          Transaction* transaction, std::size_t width)
      : text_(text), options_(options), limits_(limits), view_(view), transaction_(transaction), width_(width) {}

  const Snapshot& view() const { return view_; }
  // Of a writing statement; what it has written so far is charged.
  Transaction& transaction() {
    const std::size_t bytes = transaction_->bytes();
    if (bytes > written_) {
      limits_.charge(bytes - written_);
      written_ = bytes;
    }
    return *transaction_;
  }
  bool writes() const { return transaction_ != nullptr; }
  const RunOptions& options() const { return options_; }
  std::size_t width() const { return width_; }  // slots in a row
  Place place(ast::Span span) const { return place_at(text_, span.begin); }

  // The moment of the statement, the same for all of it; the moment of the call. Throws Error Argument without a clock.
  const DateTime& now();
  DateTime real_now() const;

  Limits& limits() const { return limits_; }
  // To be called for each row and each expansion step. Throws Error Interrupted, Error Limit "Timeout".
  void tick(std::size_t steps = 1) { limits_.tick(steps); }
  void look() { limits_.look(); }  // the same at once
  // Memory that an operator holds on to. Throws Error Limit "MemoryLimit".
  void charge(std::size_t bytes) { limits_.charge(bytes); }
  void release(std::size_t bytes) { limits_.release(bytes); }
  void reserve(std::size_t bytes) { limits_.reserve(bytes); }
  std::size_t held() const { return limits_.held(); }

  // Throws Error NotFound "DeletedEntityAccess" for what this statement has deleted.
  void check_alive(const Value& entity) const {
    if (anything_deleted_) refuse_deleted(entity);
  }
  bool deleted(NodeId node) const { return nodes_deleted_.count(node) != 0; }
  bool deleted(RelId relationship) const { return relationships_deleted_.count(relationship) != 0; }
  void mark_deleted(NodeId node);
  void mark_deleted(RelId relationship);

  Counters counters;
  GraphViews* views = nullptr;  // kept between statements (query/views.h); null: none are
  GraphImage* image = nullptr;  // of the graph that a reading statement sees, likewise
  // Of a writing statement: the graph as it was committed, which is what it sees until it writes. Null: none.
  struct Committed {
    GraphViews& views;
    Snapshot graph;
  };
  void set_committed(const Committed& graph) { committed_ = &graph; }
  const Committed* committed() const { return committed_; }
  bool has_written() const { return transaction_ != nullptr && !transaction_->empty(); }

  // While this lives, conditions on what an operator has just found read it from there.
  class Holding {
   public:
    Holding(Context& context, AtHand hand) : context_(context), before_(context.at_hand_) { context.at_hand_ = hand; }
    ~Holding() { context_.at_hand_ = before_; }
    Holding(const Holding&) = delete;
    Holding& operator=(const Holding&) = delete;

   private:
    Context& context_;
    AtHand before_;
  };
  // Nothing: it is to be looked up.
  std::optional<Value> at_hand(EntityId entity, KeyId key) const {
    const auto& [records, property] = at_hand_;
    if (records != nullptr && !entity.is_node && records->id() == entity.relationship()) return records->property(key);
    if (property != nullptr && property->entity == entity && property->key == key) return property->value;
    return {};
  }
  StartAnew* anew = nullptr;  // of whoever runs and can begin again with arrays

  // While this lives, an operator hands on rows out of those of another; each takes some frames of the stack.
  class Nested {
   public:
    explicit Nested(Context& context) : context_(context) { ++context_.nested_; }
    ~Nested() { --context_.nested_; }
    Nested(const Nested&) = delete;
    Nested& operator=(const Nested&) = delete;

   private:
    Context& context_;
  };
  bool may_nest() const { return nested_ < kMostNested; }

  // A node that was deleted although it had relationships, which the statement may delete yet.
  struct Suspect {
    NodeId node;
    ast::Span span;
    std::string name;  // for the message
  };
  static constexpr std::size_t kMaxSuspects = 100;  // one is enough to refuse the statement; a few may be cleared
  std::vector<Suspect> suspects;

 private:
  void refuse_deleted(const Value& entity) const;

  const std::string& text_;
  const RunOptions& options_;
  Limits& limits_;
  const Snapshot& view_;
  Transaction* transaction_;
  std::size_t width_;
  std::size_t written_ = 0;  // bytes charged for what was written
  std::optional<DateTime> now_;
  bool anything_deleted_ = false;
  std::unordered_set<NodeId> nodes_deleted_;
  std::unordered_set<RelId> relationships_deleted_;
  const Committed* committed_ = nullptr;
  AtHand at_hand_;
  static constexpr std::size_t kMostNested = 64;
  std::size_t nested_ = 0;
};

// The context's `anew`, for a while.
class Anew {
 public:
  Anew(Context& context, StartAnew* now) : context_(context), before_(std::exchange(context.anew, now)) {}
  ~Anew() { context_.anew = before_; }
  Anew(const Anew&) = delete;
  Anew& operator=(const Anew&) = delete;

 private:
  Context& context_;
  StartAnew* before_;
};

// Memory of a value in the making; given back when it is done.
class Growth {
 public:
  explicit Growth(Context& context) : context_(context) {}
  ~Growth() { context_.release(charged_); }
  Growth(const Growth&) = delete;
  Growth& operator=(const Growth&) = delete;
  void add(std::size_t bytes) {
    open_ += bytes;
    if (open_ < kStep) return;
    context_.charge(open_);
    charged_ += open_;
    open_ = 0;
  }

 private:
  static constexpr std::size_t kStep = 1u << 16;
  Context& context_;
  std::size_t open_ = 0, charged_ = 0;
};

// What a row kept by a sort, an aggregate or a buffer costs.
std::size_t row_bytes(const Value* row, std::size_t width);

}  // namespace polgraph
