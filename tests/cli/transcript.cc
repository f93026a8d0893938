// Runs transcripts of the real program and compares what it prints: standard output, standard error, exit status.
//
//   transcript PROGRAM DATA FILE           compares; exit status 1 and the differences if anything is otherwise
//   transcript --update PROGRAM DATA FILE  writes down what the program prints now, to be read before it is committed
//
// A transcript is a text of commands, run one after another by `sh` in a folder of their own:
//
//   $ polgraph find nobody          a command; goes on on lines that begin with "> "
//   nothing is called ...           standard output
//   ! warning: ...                  standard error
//   ? 1                             exit status, where it is not 0
//
// "{any}" stands for any text within a line. Lines before the first command, and those that begin with "#: ", are
// remarks. In a .md file the transcripts are its ```console blocks. $DATA is the folder of the data sets, which `data`
// in the folder of the commands leads to as well.
#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace fs = std::filesystem;

namespace {

using Lines = std::vector<std::string>;

struct Case {
  std::size_t line = 0;  // of the command in the file, from 1
  std::string command;
  Lines expected;
  std::size_t first = 0;  // lines of the file that hold the expectation: [first, last)
  std::size_t last = 0;
};

Lines read_lines(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) throw std::runtime_error("cannot read " + path.string());
  Lines lines;
  for (std::string line; std::getline(file, line);) lines.push_back(line);
  return lines;
}

bool is_blank(const std::string& line) {
  return line.find_first_not_of(" \t") == std::string::npos;
}

// The commands of lines [begin, end).
void collect(const Lines& lines, std::size_t begin, std::size_t end, std::vector<Case>& cases) {
  for (std::size_t at = begin; at < end;) {
    if (!lines[at].starts_with("$ ")) {
      ++at;
      continue;
    }
    Case one;
    one.line = at + 1;
    one.command = lines[at].substr(2);
    for (++at; at < end && lines[at].starts_with("> "); ++at) one.command += "\n" + lines[at].substr(2);
    one.first = at;
    while (at < end && !lines[at].starts_with("$ ") && !lines[at].starts_with("#: ")) ++at;
    one.last = at;
    while (one.last > one.first && is_blank(lines[one.last - 1])) --one.last;
    one.expected.assign(lines.begin() + static_cast<std::ptrdiff_t>(one.first),
                        lines.begin() + static_cast<std::ptrdiff_t>(one.last));
    cases.push_back(std::move(one));
  }
}

std::vector<Case> parse(const Lines& lines, bool markdown) {
  std::vector<Case> cases;
  if (!markdown) {
    collect(lines, 0, lines.size(), cases);
    return cases;
  }
  for (std::size_t at = 0; at < lines.size(); ++at) {
    if (lines[at] != "```console") continue;
    const std::size_t begin = ++at;
    while (at < lines.size() && lines[at] != "```") ++at;
    collect(lines, begin, at, cases);
  }
  return cases;
}

// What `command` did, in the lines of a transcript.
Lines perform(const std::string& command, const fs::path& folder) {
  const fs::path out = folder.parent_path() / "out", err = folder.parent_path() / "err";
  const pid_t child = fork();
  if (child < 0) throw std::runtime_error("cannot fork");
  if (child == 0) {
    if (chdir(folder.c_str()) != 0) _exit(126);
    const auto redirect = [](const char* path, int flags, int to) {
      const int from = open(path, flags, 0600);
      if (from < 0 || dup2(from, to) != to) _exit(126);
    };
    redirect("/dev/null", O_RDONLY, 0);
    redirect(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 1);
    redirect(err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 2);
    execl("/bin/sh", "sh", "-c", command.c_str(), nullptr);
    _exit(127);
  }
  int status = 0;
  while (waitpid(child, &status, 0) < 0) {
  }
  Lines lines = read_lines(out);
  for (const std::string& line : read_lines(err)) lines.push_back(line.empty() ? "!" : "! " + line);
  const int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  if (code != 0) lines.push_back("? " + std::to_string(code));
  while (!lines.empty() && is_blank(lines.back())) lines.pop_back();
  return lines;
}

bool matches(std::string_view pattern, std::string_view text) {
  constexpr std::string_view kAny = "{any}";
  const std::size_t any = pattern.find(kAny);
  if (any == std::string_view::npos) return pattern == text;
  if (text.substr(0, any) != pattern.substr(0, any)) return false;
  const std::string_view rest = pattern.substr(any + kAny.size());
  for (std::size_t from = any; from <= text.size(); ++from) {
    if (matches(rest, text.substr(from))) return true;
  }
  return false;
}

bool same(const Lines& expected, const Lines& got) {
  if (expected.size() != got.size()) return false;
  for (std::size_t i = 0; i < got.size(); ++i) {
    if (!matches(expected[i], got[i])) return false;
  }
  return true;
}

void show(const char* title, const Lines& lines) {
  std::cout << "  " << title << '\n';
  for (const std::string& line : lines) std::cout << "    " << line << '\n';
}

// A folder that is empty, has `data` in it, and goes away.
class Workplace {
 public:
  explicit Workplace(const fs::path& data) {
    std::string name = (fs::temp_directory_path() / "polgraph-cli-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) throw std::runtime_error("cannot make a folder");
    base_ = name;
    fs::create_directory(folder());
    fs::create_directory_symlink(data, folder() / "data");
  }
  Workplace(const Workplace&) = delete;
  Workplace& operator=(const Workplace&) = delete;
  ~Workplace() {
    std::error_code ignored;
    fs::remove_all(base_, ignored);
  }
  fs::path folder() const { return base_ / "here"; }

 private:
  fs::path base_;
};

void set_environment(const fs::path& program, const fs::path& data, const fs::path& home) {
  setenv("PATH", (program.parent_path().string() + ":/usr/local/bin:/usr/bin:/bin").c_str(), 1);
  setenv("DATA", data.c_str(), 1);
  setenv("HOME", home.c_str(), 1);
  setenv("LC_ALL", "C.UTF-8", 1);
  for (const char* name : {"POLGRAPH_DB", "COLUMNS", "NO_COLOR", "TERM"}) unsetenv(name);
}

int run(const fs::path& program, const fs::path& data, const fs::path& file, bool update) {
  Lines lines = read_lines(file);
  const std::vector<Case> cases = parse(lines, file.extension() == ".md");
  if (cases.empty()) throw std::runtime_error("no command in " + file.string());
  const Workplace workplace(data);
  set_environment(program, data, workplace.folder());

  std::size_t failed = 0;
  std::vector<std::pair<const Case*, Lines>> changes;
  for (const Case& one : cases) {
    Lines got = perform(one.command, workplace.folder());
    if (same(one.expected, got)) continue;
    ++failed;
    if (!update) {
      std::cout << file.string() << ":" << one.line << ": $ " << one.command << '\n';
      show("expected", one.expected);
      show("got", got);
    }
    changes.emplace_back(&one, std::move(got));
  }
  if (update && failed > 0) {
    for (auto change = changes.rbegin(); change != changes.rend(); ++change) {
      const auto begin = lines.begin();
      lines.erase(begin + static_cast<std::ptrdiff_t>(change->first->first),
                  begin + static_cast<std::ptrdiff_t>(change->first->last));
      lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(change->first->first), change->second.begin(),
                   change->second.end());
    }
    std::ofstream out(file, std::ios::binary);
    for (const std::string& line : lines) out << line << '\n';
  }
  std::cout << cases.size() << " commands, " << (update ? "rewritten: " : "failed: ") << failed << '\n';
  return failed == 0 || update ? 0 : 1;
}

}  // namespace

int main(int count, char** words) {
  const bool update = count > 1 && std::string_view(words[1]) == "--update";
  const int first = update ? 2 : 1;
  if (count - first != 3) {
    std::cerr << "usage: transcript [--update] PROGRAM DATA FILE\n";
    return 2;
  }
  try {
    return run(fs::canonical(words[first]), fs::canonical(words[first + 1]), fs::absolute(words[first + 2]), update);
  } catch (const std::exception& error) {
    std::cerr << "transcript: " << error.what() << '\n';
    return 1;
  }
}
