// What a program that embeds polgraph writes first.
#include <iostream>

#include "graph/search.h"
#include "graph/store.h"
#include "graph/transaction.h"

int main() {
  polgraph::Store store = polgraph::Store::memory();
  polgraph::Transaction transaction = store.begin();
  transaction.create_node({"Organization", "Ministry"}, {{"name", polgraph::Value::string("METI")}});
  transaction.commit();

  const polgraph::Snapshot now = store.snapshot();
  std::cout << polgraph::display_name(now, polgraph::resolve(now, "meti")) << '\n';
  return now.statistics().nodes == 1 ? 0 : 1;
}
