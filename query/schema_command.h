// CREATE and DROP of indexes and constraints, as they run.
#pragma once

#include "graph/transaction.h"
#include "query/options.h"
#include "query/syntax/ast.h"

namespace polgraph {

// Throws what Transaction::add_rule and drop_rule throw, unless the command says IF NOT EXISTS or IF EXISTS.
// `tick` is called for each entity that is looked at.
void run_schema_command(const ast::SchemaCommand& command, Transaction& transaction, Counters& counters,
                        const Transaction::Tick& tick);

}  // namespace polgraph
