#include "tools/citation.h"

#include <algorithm>
#include <ostream>

#include "graph/citation.h"
#include "graph/text/utf8.h"

namespace polgraph::cli {

std::size_t Citations::number(const std::string& source, const std::string& locator) {
  const auto [at, added] = numbers_.try_emplace({source, locator}, listed_.size() + 1);
  if (added) listed_.emplace_back(source, locator);
  return at->second;
}

std::string Citations::mark(const Evidence& evidence) {
  if (evidence.source.empty()) return "";
  return "[" + std::to_string(number(evidence.source, evidence.locator)) + "]";
}

void Citations::add(std::vector<std::size_t>& numbers, const Evidence& evidence) {
  if (evidence.source.empty()) return;
  const std::size_t own = number(evidence.source, evidence.locator);
  const auto place = std::lower_bound(numbers.begin(), numbers.end(), own);
  if (place == numbers.end() || *place != own) numbers.insert(place, own);
}

std::vector<std::pair<std::string, std::string>> Citations::places(EntityId entity) const {
  std::vector<std::pair<std::string, std::string>> found;
  for (const Assertion& assertion : snapshot_->assertions(entity)) {
    const Evidence& evidence = assertion.evidence;
    if (evidence.source.empty() || evidence.rank == Rank::Deprecated) continue;
    const std::pair place(evidence.source, evidence.locator);
    if (std::find(found.begin(), found.end(), place) == found.end()) found.push_back(place);
  }
  return found;
}

std::string Citations::marks(EntityId entity) {
  std::string text;
  for (const auto& [source, locator] : places(entity)) text += "[" + std::to_string(number(source, locator)) + "]";
  return text;
}

std::string Citations::line(std::size_t number) const {
  const auto& [source, locator] = listed_[number - 1];
  return source_text(*snapshot_, source, locator);
}

void Citations::print(std::ostream& out) const {
  if (listed_.empty()) return;
  out << "\nSources\n";
  for (std::size_t i = 1; i <= listed_.size(); ++i) out << "  [" << i << "] " << printable(line(i)) << '\n';
}

}  // namespace polgraph::cli
