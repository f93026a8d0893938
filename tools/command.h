// A command of the program: its options, its set-up in the App, what it does. One file a command in tools/commands/,
// one line a command in tools/commands.cc.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <iosfwd>
#include <string>
#include <string_view>
#include <vector>

#include "graph/store.h"
#include "graph/temporal.h"

namespace CLI {
class App;
}

namespace polgraph {
class Error;
}

namespace polgraph::cli {

class MessageBuffer;

// What every command may use of the world: streams, the terminal's facts, the store, the clock, the signal flag.
struct Context {
  Context(std::istream& input, std::ostream& results, std::ostream& errors) : in(input), out(results), err(errors) {}

  std::istream& in;
  std::ostream& out;  // results, nothing else; throws where it cannot write
  std::ostream& err;  // everything else
  bool out_is_terminal = false;
  bool err_is_terminal = false;
  bool colour = false;
  int width = 80;
  std::filesystem::path database;  // --db, else $POLGRAPH_DB, else ./polgraph.db; ":memory:"
  const std::atomic<bool>* cancelled = nullptr;
  MessageBuffer* messages = nullptr;  // behind `err`; null: nothing is bounded (tests)
  bool spreadsheet_safe = false;      // --spreadsheet-safe
  bool wait = false;                  // --wait
  std::string as_of;                  // --as-of: the graph of a day; empty: all of it
  std::string excerpt;  // the source line of a failed statement with a caret under it, for the next report()

  Store open(Store::Mode mode) const;
  bool in_memory() const { return database == ":memory:"; }
  void begin_messages();  // what is said from here on is about something else
  // Should a list of messages end here and tell how many there are yet?
  bool is_full(std::size_t share) const;
  void report(const Error& error);  // message, place, line with caret, hint: on standard error
  std::string now() const;          // ISO 8601, UTC, seconds
  static DateTime clock();          // the same to the nanosecond, for RunOptions::clock
};

struct Command {
  std::string_view name;
  // Adds the subcommand to `app` and returns what runs it; the options live in the returned function's closure.
  // The function returns the exit status (0 done, 1 failed without an exception: for instance nothing found).
  std::function<int(Context&)> (*add)(CLI::App& app);
};

const std::vector<Command>& commands();

}  // namespace polgraph::cli
