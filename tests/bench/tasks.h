// The tasks that are measured: by time (parts.cc) and by instructions (ratios.cc), from one list.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace polgraph::bench {

// `prepare` makes what the work needs and gives the work itself, which may be done any number of times and then costs
// the same.
struct Task {
  std::string name;
  std::function<std::function<void()>()> prepare;
};

std::vector<Task> text_tasks();    // names, tables, statements: no graph
std::vector<Task> record_tasks();  // records, values, uncommitted writes
std::vector<Task> graph_tasks();   // views and algorithms
std::vector<Task> query_tasks();   // whole statements and finding, some also in a graph ten times as large (NAME_x10)
std::vector<Task> all_tasks();

// Keeps a result, so that no compiler finds out that nobody wants it.
void keep(std::size_t result);

// What the others are held against: a fixed number of steps, each some arithmetic and a read that depends on it.
void reference_loop();

}  // namespace polgraph::bench
