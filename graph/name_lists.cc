#include "graph/name_lists.h"

#include <algorithm>

#include "graph/fold.h"
#include "graph/nearness.h"

namespace polgraph {

namespace {

constexpr std::size_t kMostRaced = 8;   // lists at once: each holds an iterator and what was read of it
constexpr std::size_t kFirstRead = 64;  // entries, before the next list gets its turn
// A seek is as dear as some ten steps. A list that is read to its end is kept for the next search (graph/read_cache.h).
constexpr std::size_t kStepsOfSeek = 12, kStepsOfSeekInList = 24;
constexpr std::size_t kMostEntries = 400'000;  // read in search of typing errors

void make_list(NodeList& nodes) {
  if (!std::is_sorted(nodes.begin(), nodes.end())) std::sort(nodes.begin(), nodes.end());
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
}

// The entries behind all of `term`'s. No term has a control character in it.
std::string behind(std::string_view term) {
  return std::string(term) + '\x01';
}

// The nodes of one term, read as far as they are wanted.
class OneList {
 public:
  OneList(const Snapshot& snapshot, AskedTerm asked)
      : cursor_(asked.is_begun ? snapshot.name_terms(asked.term) : snapshot.name_term(asked.term)) {}

  // On to so many entries in all. True: there are no more.
  bool read(std::size_t entries) {
    while (!at_end_ && read_.size() < entries) {
      if (step()) read_.push_back(cursor_.node());
    }
    return at_end_;
  }

  NodeList take() {
    make_list(read_);
    return std::move(read_);
  }

  // Those of `nodes` that are here, too.
  NodeList among(const NodeList& nodes) {
    std::vector<bool> is_here(nodes.size());
    std::size_t missing = nodes.size(), idle = 0;
    // The first of `nodes` that may come next, after `node`.
    const auto meet = [&](NodeId node) {
      const auto at = std::lower_bound(nodes.begin(), nodes.end(), node);
      if (at == nodes.end() || *at != node) return at;
      auto known = is_here[static_cast<std::size_t>(at - nodes.begin())];
      if (!known) --missing;
      known = true;
      idle = 0;
      return at + 1;
    };
    for (const NodeId node : read_) meet(node);
    while (missing > 0 && step()) {
      const auto next = meet(cursor_.node());
      if (++idle < kStepsOfSeekInList) continue;
      idle = 0;
      if (next == nodes.end())
        cursor_.skip_to(behind(cursor_.term()), NodeId(0));
      else
        cursor_.skip_to(std::string(cursor_.term()), *next);
    }
    NodeList both;
    for (std::size_t i = 0; i < nodes.size(); ++i)
      if (is_here[i]) both.push_back(nodes[i]);
    return both;
  }

 private:
  bool step() {
    if (!at_end_ && !cursor_.next()) at_end_ = true;
    return !at_end_;
  }

  NameTermCursor cursor_;
  NodeList read_;
  bool at_end_ = false;
};

}  // namespace

NodeList nodes_with(const Snapshot& snapshot, AskedTerm term) {
  NodeList nodes;
  for (auto at = term.is_begun ? snapshot.name_terms(term.term) : snapshot.name_term(term.term); at.next();)
    nodes.push_back(at.node());
  make_list(nodes);
  return nodes;
}

NodeList nodes_with_all(const Snapshot& snapshot, std::span<const AskedTerm> terms) {
  const std::span<const AskedTerm> raced = terms.first(std::min(terms.size(), kMostRaced));
  std::vector<OneList> lists;
  for (const AskedTerm& term : raced) lists.emplace_back(snapshot, term);
  // In turn, until one has been read to its end: the shortest but for a few.
  auto shortest = lists.end();
  for (std::size_t entries = kFirstRead; shortest == lists.end(); entries *= 2)
    shortest = std::find_if(lists.begin(), lists.end(), [&](OneList& list) { return list.read(entries); });
  NodeList nodes = shortest->take();
  for (auto list = lists.begin(); list != lists.end() && !nodes.empty(); ++list)
    if (list != shortest) nodes = list->among(nodes);
  for (const AskedTerm& term : terms.subspan(raced.size()))
    if (!nodes.empty()) nodes = OneList(snapshot, term).among(nodes);
  return nodes;
}

namespace {

// Terms near a word, in a pass over those that begin in one way.
class NearTerms {
 public:
  NearTerms(const Snapshot& snapshot, const LetterList& word, std::size_t most)
      : snapshot_(snapshot), near_(word, most) {}

  void scan(std::string_view prefix) {
    auto at = snapshot_.name_terms(prefix);
    std::string term;
    std::optional<std::size_t> distance;
    for (std::size_t idle = 0; read_ < kMostEntries && at.next(); ++read_) {
      if (at.term() != term) {
        term = at.term();
        distance = near_.apart(term);
        if (distance) made_.terms.push_back(term);
      }
      if (distance) {
        made_.found.push_back({at.node(), *distance, made_.terms.size() - 1});
        idle = 0;
      } else if (++idle == kStepsOfSeek) {
        const auto next = near_.next();
        if (!next) return;
        at.skip_to(*next, NodeId(0));
        idle = 0;
      }
    }
  }

  Misspelt take() {
    const auto before = [](const Misspelt::Found& a, const Misspelt::Found& b) {
      return a.node != b.node ? a.node < b.node : a.distance < b.distance;
    };
    const auto same = [](const Misspelt::Found& a, const Misspelt::Found& b) { return a.node == b.node; };
    std::stable_sort(made_.found.begin(), made_.found.end(), before);
    made_.found.erase(std::unique(made_.found.begin(), made_.found.end(), same), made_.found.end());
    return std::move(made_);
  }

 private:
  const Snapshot& snapshot_;
  NearWords near_;
  std::size_t read_ = 0;
  Misspelt made_;
};

}  // namespace

const Misspelt::Found& Misspelt::of(NodeId node) const {
  return *std::lower_bound(found.begin(), found.end(), node,
                           [](const Found& entry, NodeId wanted) { return entry.node < wanted; });
}

Misspelt nodes_near(const Snapshot& snapshot, std::string_view word) {
  const LetterList letters = letters_of(word);
  const std::size_t most = letters.size() < 4 ? 0 : letters.size() < 8 ? 1 : 2;
  if (most == 0 || is_cjk(letters.front())) return {};
  NearTerms terms(snapshot, letters, most);
  const std::string first = utf8_of(letters.front());
  terms.scan(first);
  if (first.size() > 1 || letters.size() < 6) return terms.take();
  for (const char c : std::string_view("abcdefghijklmnopqrstuvwxyz0123456789"))
    if (c != first[0]) terms.scan({&c, 1});
  return terms.take();
}

}  // namespace polgraph
