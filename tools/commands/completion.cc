// completion: a script for the shell, made from the App itself, so that it never lags behind the commands.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <memory>
#include <ostream>

#include "graph/error.h"
#include "tools/commands.h"

namespace polgraph::cli {

namespace {

struct Word {
  std::string text;
  std::string about;  // first line of the description
};

std::string first_line(const std::string& text) {
  return text.substr(0, text.find('\n'));
}

std::vector<Word> subcommands(const CLI::App& app) {
  std::vector<Word> words;
  for (const CLI::App* sub : app.get_subcommands([](const CLI::App*) { return true; })) {
    words.push_back({sub->get_name(), first_line(sub->get_description())});
  }
  return words;
}

std::vector<Word> options(const CLI::App& app) {
  std::vector<Word> words;
  for (const CLI::Option* option : app.get_options()) {
    for (const std::string& name : option->get_snames())
      words.push_back({"-" + name, first_line(option->get_description())});
    for (const std::string& name : option->get_lnames())
      words.push_back({"--" + name, first_line(option->get_description())});
  }
  return words;
}

std::string joined(const std::vector<Word>& words) {
  std::string text;
  for (const Word& word : words) text += (text.empty() ? "" : " ") + word.text;
  return text;
}

// For single-quoted words of a shell script.
std::string quoted(const std::string& text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

std::vector<Word> all_options(const CLI::App& app, const std::string& command) {
  std::vector<Word> words = options(app);
  for (Word& word : options(*app.get_subcommand(command))) {
    const auto same_text = [&word](const Word& other) { return other.text == word.text; };
    if (std::none_of(words.begin(), words.end(), same_text)) words.push_back(std::move(word));
  }
  return words;
}

void bash(const CLI::App& app, std::ostream& out) {
  out << "# bash completion of polgraph; use it with: source <(polgraph completion bash)\n"
         "_polgraph() {\n"
         "  local word=${COMP_WORDS[COMP_CWORD]} command= i\n"
         "  for ((i = 1; i < COMP_CWORD; i++)); do\n"
         "    case ${COMP_WORDS[i]} in\n"
         "      --db) ((i++)) ;;\n"
         "      -*) ;;\n"
         "      *) command=${COMP_WORDS[i]}; break ;;\n"
         "    esac\n"
         "  done\n"
         "  local words="
      << quoted(joined(subcommands(app)) + " " + joined(options(app)))
      << "\n"
         "  case $command in\n";
  for (const Word& command : subcommands(app)) {
    out << "    " << command.text << ") words=" << quoted(joined(all_options(app, command.text))) << " ;;\n";
  }
  out << "  esac\n"
         "  COMPREPLY=()\n"
         "  if [[ -z $command || $word == -* ]]; then mapfile -t COMPREPLY < <(compgen -W \"$words\" -- \"$word\"); "
         "fi\n"
         "}\n"
         "complete -o default -F _polgraph polgraph\n";
}

void zsh(const CLI::App& app, std::ostream& out) {
  const auto described = [](const Word& word) {
    std::string name;
    for (const char c : word.text) name += c == ':' ? std::string("\\:") : std::string(1, c);
    return quoted(name + ":" + word.about);
  };
  out << "#compdef polgraph\n"
         "# zsh completion of polgraph; use it with: source <(polgraph completion zsh)\n"
         "_polgraph() {\n"
         "  local -a offers\n"
         "  local command='' i\n"
         "  for ((i = 2; i < CURRENT; i++)); do\n"
         "    case $words[i] in\n"
         "      --db) ((i++)) ;;\n"
         "      -*) ;;\n"
         "      *) command=$words[i]; break ;;\n"
         "    esac\n"
         "  done\n"
         "  case $command in\n";
  for (const Word& command : subcommands(app)) {
    out << "    " << command.text << ") offers=(";
    for (const Word& word : all_options(app, command.text)) out << "\n      " << described(word);
    out << ") ;;\n";
  }
  out << "    *) offers=(";
  for (const Word& word : subcommands(app)) out << "\n      " << described(word);
  for (const Word& word : options(app)) out << "\n      " << described(word);
  out << ") ;;\n"
         "  esac\n"
         "  _describe polgraph offers\n"
         "  [[ -n $command ]] && _files\n"
         "}\n"
         "compdef _polgraph polgraph\n";
}

void fish(const CLI::App& app, std::ostream& out) {
  const auto fish_quoted = [](const std::string& text) {
    std::string quoted_text = "'";
    for (const char c : text) quoted_text += c == '\'' || c == '\\' ? std::string("\\") + c : std::string(1, c);
    return quoted_text + "'";
  };
  const auto line = [&](const std::string& condition, const Word& word) {
    out << "complete -c polgraph";
    if (!condition.empty()) out << " -n " << fish_quoted(condition);
    if (word.text.starts_with("--"))
      out << " -l " << word.text.substr(2);
    else if (word.text.starts_with("-"))
      out << " -s " << word.text.substr(1);
    else
      out << " -f -a " << word.text;
    out << " -d " << fish_quoted(word.about) << '\n';
  };
  out << "# fish completion of polgraph; use it with: polgraph completion fish | source\n";
  for (const Word& word : options(app)) line("", word);
  for (const Word& word : subcommands(app)) line("__fish_use_subcommand", word);
  for (const Word& command : subcommands(app)) {
    for (const Word& word : options(*app.get_subcommand(command.text))) {
      line("__fish_seen_subcommand_from " + command.text, word);
    }
  }
}

std::function<int(Context&)> add(CLI::App& app) {
  auto shell = std::make_shared<std::string>();
  CLI::App* sub = app.add_subcommand("completion", "print a completion script for bash, zsh or fish");
  sub->add_option("SHELL", *shell, "bash, zsh or fish")->required()->check(CLI::IsMember({"bash", "zsh", "fish"}));
  sub->footer(examples({
      {"source <(polgraph completion bash)", "for this session; put the line into ~/.bashrc to keep it"},
      {"polgraph completion fish > ~/.config/fish/completions/polgraph.fish", "for every session of fish"},
  }));
  return [shell, &app](Context& context) {
    if (*shell == "bash")
      bash(app, context.out);
    else if (*shell == "zsh")
      zsh(app, context.out);
    else
      fish(app, context.out);
    return 0;
  };
}

}  // namespace

const Command kCompletion{"completion", &add};

}  // namespace polgraph::cli
