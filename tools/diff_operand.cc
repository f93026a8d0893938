#include "tools/diff_operand.h"

#include <algorithm>

#include "graph/error.h"
#include "graph/text/utf8.h"
#include "loaders/load.h"

namespace polgraph::cli {

namespace {

constexpr std::string_view kDatasetPrefix = "dataset:";
constexpr std::size_t kMostNamesShown = 10;

std::string in_ticks(std::string_view text) {
  return "`" + std::string(text) + "`";
}

bool is_spelled_as_path(std::string_view word) {
  return word.starts_with('/') || word.starts_with("./") || word.starts_with("../") || word == "." || word == "..";
}

// There, or there and not to be looked at: then opening it says why.
bool is_path(const std::filesystem::path& path) {
  std::error_code error;
  return std::filesystem::exists(path, error) || error == std::errc::permission_denied;
}

std::vector<std::string> parts_of(const std::string& word) {
  std::vector<std::string> parts;
  for (std::size_t begin = 0, end = 0; end != std::string::npos; begin = end + 1) {
    end = word.find(',', begin);
    parts.push_back(word.substr(begin, end == std::string::npos ? end : end - begin));
  }
  return parts;
}

// The part between commas that is no path; the whole word if it has no commas.
std::string missing_part(const std::string& word) {
  for (const std::string& part : parts_of(word))
    if (!is_path(part)) return part;
  return word;
}

// The paths that `word` names: itself if it is one, however it is spelled, else its parts between commas; none if one
// of them is missing.
std::vector<std::filesystem::path> paths_of(const std::string& word) {
  if (is_path(word)) return {word};
  const std::vector<std::string> parts = parts_of(word);
  if (!std::all_of(parts.begin(), parts.end(), is_path)) return {};
  return {parts.begin(), parts.end()};
}

std::string enumerated(const std::vector<std::string>& names) {
  std::string text;
  for (std::size_t i = 0; i < std::min(names.size(), kMostNamesShown); ++i)
    text += (text.empty() ? "" : ", ") + in_ticks(names[i]);
  if (names.size() > kMostNamesShown) text += " and " + std::to_string(names.size() - kMostNamesShown) + " more";
  return text;
}

}  // namespace

DiffSide DiffOperands::side(const std::string& word) {
  if (word.empty()) throw Error(Kind::Usage, "EmptyOperand", "diff compares two names, got an empty one");
  if (word.starts_with(kDatasetPrefix)) return of_dataset(word.substr(kDatasetPrefix.size()));
  if (is_spelled_as_path(word)) return of_path(word);
  const std::vector<std::string> names = dataset_names();
  const bool is_dataset = std::find(names.begin(), names.end(), word) != names.end();
  const bool is_file = !paths_of(word).empty();
  if (is_dataset && is_file)
    throw Error(Kind::NotFound, "AmbiguousOperand",
                in_ticks(word) + " is a path and a data set of " + context_.database.string())
        .hint("./" + word + " is the path, " + std::string(kDatasetPrefix) + word + " the data set");
  if (is_dataset) return of_dataset(word);
  if (is_file) return of_path(word);
  refuse_unknown(word);
}

const Snapshot* DiffOperands::current() {
  if (!std::exchange(asked_, true)) {
    try {
      stores_.push_back(context_.open(Store::Mode::Read));
      current_ = stores_.back().snapshot();
    } catch (const Error& error) {
      if (error.kind() != Kind::NotFound) throw;
    }
  }
  return current_ ? &*current_ : nullptr;
}

std::vector<std::string> DiffOperands::dataset_names() {
  std::vector<std::string> names;
  if (const Snapshot* graph = current())
    for (const Dataset& dataset : graph->datasets()) names.push_back(dataset.name);
  return names;
}

DiffSide DiffOperands::of_path(const std::string& word) {
  const std::vector<std::filesystem::path> paths = paths_of(word);
  if (paths.empty())
    throw Error(Kind::NotFound, "UnknownOperand", "there is no file or folder " + in_ticks(missing_part(word)));
  if (paths.size() > 1 || !is_path(paths[0] / "FORMAT")) return loaded(paths, word);
  stores_.push_back(Store::open(paths[0], Store::Mode::Read));
  return {stores_.back().snapshot(), {}};
}

DiffSide DiffOperands::of_dataset(const std::string& name) {
  const std::vector<std::string> names = dataset_names();
  if (!current_) context_.open(Store::Mode::Read);  // says that there is none
  if (std::find(names.begin(), names.end(), name) == names.end())
    refuse(context_.database.string() + " has no data set " + in_ticks(name), name);
  return {*current(), name};
}

DiffSide DiffOperands::loaded(const std::vector<std::filesystem::path>& paths, const std::string& word) {
  Store store = Store::memory();
  LoadRequest request;
  request.paths = paths;
  const LoadReport report = load([&store](bool create) { return create ? &store : nullptr; }, request, context_.now(),
                                 [this](const LoadProgress&) {
                                   if (context_.cancelled->load())
                                     throw Error(Kind::Interrupted, "Interrupted", "interrupted");
                                 });
  if (!report.committed)
    throw Error(Kind::Input, "RefusedRows",
                (report.refused_count == 1 ? "1 row" : std::to_string(report.refused_count) + " rows") + " of " +
                    in_ticks(word) + " cannot be loaded, the first: " + report.refused.front().text,
                report.refused.front().place)
        .hint(
            "files that need each other are named together, commas between; `polgraph --db :memory: load` lists all "
            "rows");
  stores_.push_back(std::move(store));
  return {stores_.back().snapshot(), {}};
}

void DiffOperands::refuse_unknown(const std::string& word) {
  if (!paths_of(word.substr(0, word.find(','))).empty()) of_path(word);  // a list of files: says which is missing
  const std::string store = context_.database.string();
  refuse(in_ticks(word) + (current_ ? " is no file, no folder and no data set of " + store
                                    : " is no file and no folder, and there is no store " + store),
         word);
}

void DiffOperands::refuse(const std::string& message, const std::string& name) {
  const std::vector<std::string> names = dataset_names();
  Error error(Kind::NotFound, "UnknownOperand", message);
  if (const auto near = nearest(name, names))
    error.hint("did you mean the data set " + in_ticks(*near) + "?");
  else if (!names.empty())
    error.hint("data sets of " + context_.database.string() + ": " + enumerated(names));
  throw error;
}

}  // namespace polgraph::cli
