// The program: builds the App from the table of commands, runs the one that was asked for, and catches what it throws.
// Exit status: 0 done, 1 the request failed, 2 wrong usage, 128 + n ended by signal n.
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <istream>
#include <system_error>

#include "graph/error.h"
#include "graph/go_on.h"
#include "graph/text/utf8.h"
#include "tools/command.h"
#include "tools/commands.h"
#include "tools/messages.h"
#include "tools/signals.h"
#include "tools/streams.h"
#include "tools/terminal.h"
#include "tools/version.h"

namespace polgraph::cli {

namespace {

constexpr const char* kAbout = R"(polgraph - a knowledge graph of actors, policies, technologies and money.

Loads tables into a folder on disk and answers who funds what, each fact with its source.
)";

std::string footer() {
  return examples({
             {"polgraph load data/ati-japan-2021", "reads a data set into ./polgraph.db"},
             {"polgraph find \"green fund\"", "what is in it by that name, in any spelling"},
             {"polgraph trace METI \"Green Innovation Fund\" :PriorityField",
              "who funds what, with amounts and sources"},
             {"polgraph query \"MATCH (m:Ministry) RETURN m.name\"", "openCypher"},
         }) +
         "\n\n'polgraph COMMAND --help' explains a command.";
}

int status_of(const Error& error) {
  if (error.kind() == Kind::Interrupted && caught_signal() != 0) return 128 + caught_signal();
  return error.kind() == Kind::Usage ? 2 : 1;
}

// Help and version go to standard output; anything else wrong with the words is status 2, and says where help is.
int report_usage(const CLI::App& app, const CLI::ParseError& error, Context& context) {
  const CLI::App* asked = &app;
  while (!asked->get_subcommands().empty()) asked = asked->get_subcommands().front();
  if (dynamic_cast<const CLI::CallForVersion*>(&error) != nullptr) {
    context.out << error.what() << '\n';
  } else if (error.get_exit_code() == 0) {
    context.out << app.help();
  } else {
    const bool no_command = dynamic_cast<const CLI::RequiredError*>(&error) != nullptr && asked == &app;
    context.err << "polgraph: " << (no_command ? "no command given" : printable(error.what())) << '\n';
    const std::string name = asked == &app ? "" : asked->get_name() + " ";
    context.err << "hint: 'polgraph " << name << "--help' shows the options and examples\n";
    return 2;
  }
  context.out.flush();
  return 0;
}

Error no_option(std::string_view name) {
  return Error(Kind::Usage, "UnknownOption",
               "there is no option '" + printable(std::string(name)) + "' before the command")
      .hint("those of a command stand behind it; 'polgraph --help' shows the others");
}

Error no_command(std::string_view word) {
  std::vector<std::string> names;
  for (const Command& command : commands()) names.emplace_back(command.name);
  const auto near = nearest(word, names);
  return Error(Kind::Usage, "UnknownCommand", "there is no command '" + std::string(word) + "'")
      .hint(near ? "did you mean '" + *near + "'?" : "'polgraph --help' lists the commands");
}

// What comes before the command, and the command: CLI11 would say something less helpful.
void check_beginning(const CLI::App& app, int count, char** words) {
  for (int i = 1; i < count; ++i) {
    const std::string_view word = words[i];
    if (!word.starts_with('-')) {
      const auto is_it = [&](const Command& command) { return command.name == word; };
      if (std::none_of(commands().begin(), commands().end(), is_it)) throw no_command(word);
      return;
    }
    const std::string_view name = word.substr(0, word.find('='));
    const CLI::Option* option = app.get_option_no_throw(std::string(name));
    if (option == nullptr) throw no_option(name);
    if (option->get_items_expected_max() > 0 && name == word) ++i;
  }
}

int run(int count, char** words, Context& context) {
  CLI::App app{kAbout, "polgraph"};
  app.footer(footer());
  app.set_version_flag("-V,--version", std::string("polgraph ") + kVersion, "print the version");
  std::string database;
  app.add_option("--db", database,
                 "folder of the graph (else $POLGRAPH_DB, else ./polgraph.db); ':memory:' = throw-away")
      ->type_name("DIR");
  app.add_flag("--wait", context.wait, "wait for the lock of another writer, however long");
  app.add_option("--as-of", context.as_of, "read only what holds at this date: 2021, 2021-04 or 2021-04-01")
      ->type_name("DATE");
  app.add_flag("--spreadsheet-safe", context.spreadsheet_safe,
               "csv and tsv: ' before cells that a spreadsheet would run");
  app.set_help_flag("-h,--help", "print this help");
  app.get_formatter()->column_width(34);
  app.get_formatter()->label("SUBCOMMAND", "COMMAND");
  app.get_formatter()->label("SUBCOMMANDS", "COMMANDS");
  app.get_formatter()->label("Subcommands", "Commands");
  app.require_subcommand(1);
  app.fallthrough();  // so that --db may also follow the command

  check_beginning(app, count, words);
  std::function<int(Context&)> chosen;
  for (const Command& command : commands()) {
    auto action = command.add(app);
    CLI::App* sub = app.get_subcommand(std::string(command.name));
    sub->description(sub->get_description() + "\n");
    sub->final_callback([&chosen, action = std::move(action)] { chosen = action; });
  }

  try {
    app.parse(count, words);
  } catch (const CLI::ParseError& error) {
    return report_usage(app, error, context);
  }
  if (app.count("--as-of") > 0 && context.as_of.empty())
    throw Error(Kind::Usage, "EmptyDate", "--as-of needs a date, got an empty one");
  const char* from_environment = std::getenv("POLGRAPH_DB");
  if (app.count("--db") > 0) {
    if (database.empty()) throw Error(Kind::Usage, "EmptyPath", "--db needs the name of a folder, got an empty one");
    context.database = database;
  } else if (from_environment != nullptr && *from_environment != '\0') {
    context.database = from_environment;
  } else {
    context.database = "polgraph.db";
  }
  const int status = chosen(context);
  context.out.flush();
  return status;
}

// Lends time for last words: whoever does not read them must not hold the program up.
class LastWords final : public Work {
 public:
  void look() override {
    if (Clock::now() > end_) throw Error(Kind::Limit, "Timeout", "nobody reads");
  }

 private:
  using Clock = std::chrono::steady_clock;
  Clock::time_point end_ = Clock::now() + std::chrono::milliseconds(500);
};

// The one catch.
int guarded_run(int count, char** words, Context& context) {
  const auto fail = [&](const Error& error) {
    LastWords last_words;
    const Lent lent(last_words);
    try {
      context.out.flush();  // what was answered before the failure comes before it
    } catch (...) {
    }
    context.report(error);
    return status_of(error);
  };
  try {
    return run(count, words, context);
  } catch (const ReaderGone&) {
    return 0;
  } catch (const Error& error) {
    return fail(error);
  } catch (const std::bad_alloc&) {
    return fail(Error(Kind::Limit, "OutOfMemory", "out of memory"));
  } catch (const std::filesystem::filesystem_error& error) {
    return fail(Error(Kind::Storage, "ReadOrWrite",
                      "looking at " + error.path1().string() + " failed: " + error.code().message()));
  } catch (const std::system_error& error) {
    if (error.code() != std::errc::resource_unavailable_try_again)
      return fail(Error(Kind::Internal, "Unexpected", error.what()));
    return fail(Error(Kind::Limit, "NoThread", "the system allows no further thread")
                    .hint("`ulimit -u` says how many a user may have in all programs"));
  } catch (const std::exception& error) {
    return fail(Error(Kind::Internal, "Unexpected", error.what()));
  }
}

}  // namespace

}  // namespace polgraph::cli

int main(int count, char** words) {
  using namespace polgraph::cli;
  open_standard_streams();
  handle_signals();

  static DescriptorBuffer out_buffer(1, "standard output", DescriptorBuffer::OnError::Throw);
  static DescriptorBuffer err_buffer(2, "standard error", DescriptorBuffer::OnError::Ignore);
  static DescriptorInput in_buffer(0, "standard input");
  static std::istream in(&in_buffer);
  static std::ostream out(&out_buffer);
  static MessageBuffer messages(err_buffer);
  static std::ostream err(&messages);
  in.exceptions(std::ios::badbit);  // rethrow what the buffer threw
  out.exceptions(std::ios::badbit);
  err.setf(std::ios::unitbuf);

  Context context(in, out, err);
  context.out_is_terminal = is_terminal(1);
  context.err_is_terminal = is_terminal(2);
  context.width = terminal_width(1);
  context.colour = wants_colour(context.out_is_terminal);
  context.cancelled = &stop_requested();
  context.messages = &messages;
  SignalWork work;
  const polgraph::Lent lent(work);
  const int status = guarded_run(count, words, context);
  messages.end();
  return status;
}
