// The amounts on a walk, each with its place in the flow. Private to trace.
//
//   Thread  one thread
//   Throws  what reading throws
#pragma once

#include <vector>

#include "graph/trace_money.h"
#include "graph/trace_roles.h"
#include "graph/trace_walk.h"

namespace polgraph {

struct MoneyItem {
  MoneyStage at;
  bool stock = false;
  bool comes_back = false;
  Money money;
  ExactSum amount;
  std::vector<NodeId> from, to;  // along the walk; of a stock: who has it, the budget
  std::vector<TypeId> types;
};

// Counts and sums of what is in no total.
class LeftOutList {
 public:
  MoneyLeftOut& of(MoneyLeftOut::Why why);
  void add(MoneyLeftOut::Why why, bool stock, const Money& money, const ExactSum& amount);
  void add(MoneyLeftOut::Why why, NodeId node);
  std::vector<MoneyLeftOut> take();  // in the order of the reasons

 private:
  std::vector<MoneyLeftOut> all_;
};

// Adds to a sum of the same kind and currency, or begins one; the sums stay in order.
void add_to_sums(std::vector<TraceSum>& sums, bool stock, const Money& money, const ExactSum& amount);

// `received`: the walk is walk_into(), and all of it is of that part.
std::vector<MoneyItem> items_of(const FundingGraph& funding, const MoneyRoles& roles, const MoneyWalk& walk,
                                bool received, LeftOutList& left_out);

}  // namespace polgraph
