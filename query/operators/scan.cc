#include <bit>

#include "graph/error.h"
#include "query/operators/match_operators.h"
#include "query/views.h"

namespace polgraph {

bool Types::possible(const Snapshot& view) {
  if (ids.size() == names.size()) return true;  // a name keeps its number
  ids.clear();
  for (const std::string& name : names) {
    if (const auto id = view.find_type(name)) ids.push_back(*id);
  }
  return names.empty() || !ids.empty();
}

bool is_taken(const Value* row, const std::vector<std::size_t>& slots, RelId relationship) {
  for (const std::size_t slot : slots) {
    const Value& other = row[slot];
    if (other.is_relationship() && other.as_relationship() == relationship) return true;
    if (!other.is_list()) continue;
    for (const Value& item : other.as_list()) {
      if (item.is_relationship() && item.as_relationship() == relationship) return true;
    }
  }
  return false;
}

std::string NodeScan::name() const {
  return label_.empty() ? "AllNodes (" + variable_ + ")" : "NodeByLabel (" + variable_ + ":" + label_ + ")";
}

namespace {

// Rows that are tested one by one before anything else is thought of: a LIMIT may be reached with them. (Not where all
// rows are read and the texts are there.)
constexpr std::uint64_t kFirstRows = 128, kMoreRows = 1024;
constexpr std::uint64_t kNodesOfRow = 64;

}  // namespace

void NodeScan::open(Context& context) {
  ExpandOperator::open(context);
  chosen_.reset();
  decide_none();
  find_texts(context);
}

// Conditions on texts, but for those behind one that may fail: it would then fail for other rows.
void NodeScan::find_texts(Context& context) {
  texts_.clear();
  places_.clear();
  tested_ = 0;
  const bool may = context.image != nullptr && !context.writes() && context.image->possible() &&
                   context.options().adjacency != Adjacency::Store;
  for (std::size_t i = 0; may && i < conditions().size(); ++i) {
    const Expr& condition = *conditions()[i].expr;
    if (auto test = text_test(condition, slot_, context)) {
      texts_.push_back(*test);
      places_.push_back(i);
    } else if (!never_fails(condition, slot_)) {
      break;
    }
  }
  if (texts_.empty()) return;
  const Statistics& counts = context.view().counts();
  const auto label = context.view().find_label(label_);
  const auto known = label ? counts.nodes_by_label.find(*label) : counts.nodes_by_label.end();
  rows_ = label_.empty() ? counts.nodes : known == counts.nodes_by_label.end() ? 0 : known->second;
  // A set is made of a bit for each node: not for a few among many.
  const bool dense = rows_ * kNodesOfRow >= counts.nodes;
  const bool now = read_to_the_end_ && dense && rows_worth_texts(texts_, rows_, context) == 0;
  if (now || context.options().adjacency == Adjacency::Arrays) choose(context);
}

// Goes over to a set of nodes, if that is possible.
void NodeScan::choose(Context& context) {
  StatementWork work(context);
  const auto label = context.view().find_label(label_);
  if (label || label_.empty()) {
    const NodeSet& among = label ? context.image->label(*label, work) : context.image->all_nodes(work);
    chosen_ = nodes_with_texts(texts_, &among, context);
  }
  texts_.clear();
  if (chosen_)
    for (const std::size_t place : places_) decide(place);
}

void NodeScan::begin(Value*, Context& context) {
  next_ = 0;
  const Snapshot& view = context.view();
  cursor_.reset();
  if (!label_.empty()) {
    if (const auto label = view.find_label(label_)) cursor_ = view.nodes_with_label(*label);
  } else {
    cursor_ = view.nodes();
  }
}

bool NodeScan::step_chosen(Value* row) {
  const std::vector<std::uint64_t>& words = chosen_->words();
  std::size_t word = next_ / 64;
  if (word >= words.size()) return false;
  std::uint64_t bits = words[word] >> (next_ % 64) << (next_ % 64);
  while (bits == 0) {
    if (++word == words.size()) return false;
    bits = words[word];
  }
  const auto found = static_cast<std::uint32_t>(word * 64 + static_cast<std::size_t>(std::countr_zero(bits)));
  next_ = found + 1;
  row[slot_] = Value::node(NodeId(found));
  return true;
}

bool NodeScan::step(Value* row, Context& context) {
  if (!texts_.empty() && (++tested_ == kFirstRows || tested_ % kMoreRows == 0)) {
    std::uint64_t& spent = context.image->spent_on_texts(texts_.front().key);
    spent += tested_ == kFirstRows ? kFirstRows : kMoreRows;
    const auto worth = rows_worth_texts(texts_, rows_, context);
    if (worth && spent >= *worth) choose(context);
  }
  if (chosen_) return step_chosen(row);
  if (!cursor_ || !cursor_->next()) return false;
  row[slot_] = Value::node(cursor_->id());
  next_ = static_cast<std::uint32_t>(cursor_->id().value) + 1;
  return true;
}

void RelationshipScan::begin(Value*, Context& context) {
  cursor_.reset();
  known_ = context.view().find_type(type_);
  if (known_) cursor_ = context.view().relationships_of_type(*known_);
}

bool RelationshipScan::step(Value* row, Context&) {
  if (!cursor_) return false;
  if (!cursor_->next()) {
    cursor_.reset();
    return false;
  }
  row[slot_] = Value::relationship(cursor_->id(), *known_);
  return true;
}

}  // namespace polgraph
