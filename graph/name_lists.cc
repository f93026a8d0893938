#include "graph/name_lists.h"

#include <algorithm>
#include <cstdint>
#include <memory>
#include <optional>
#include <utility>

#include "graph/codec.h"
#include "graph/database.h"
#include "graph/fold.h"
#include "graph/kept_names.h"
#include "graph/nearness.h"

namespace polgraph {

using rocks::Families;
using rocks::Family;

namespace {

constexpr std::size_t kMostRaced = 8;   // lists at once: each holds an iterator and what was read of it
constexpr std::size_t kFirstRead = 64;  // entries, before the next list gets its turn
// A seek is as dear as some ten steps.
constexpr std::size_t kStepsOfSeek = 12, kStepsOfSeekInList = 24;
constexpr std::size_t kBytesOfEntry = 3;        // packed, about
constexpr std::size_t kEntriesOfBlock = 1'024;  // likewise: nearer than this lengths are not known
constexpr std::size_t kWorthReading = 8;
constexpr std::size_t kMostEntries = 400'000;  // read in search of typing errors

void make_list(NodeList& nodes) {
  if (!std::is_sorted(nodes.begin(), nodes.end())) std::sort(nodes.begin(), nodes.end());
  nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
}

// The entries behind all of `term`'s. No term has a control character in it.
std::string behind(std::string_view term) {
  return std::string(term) + '\x01';
}

// The first of those from `at` on that is not before `node`, which is mostly near.
NodeList::const_iterator on_to(NodeList::const_iterator at, NodeList::const_iterator end, NodeId node) {
  constexpr std::ptrdiff_t kNear = 8;
  while (end - at > kNear && at[kNear] < node) {
    std::ptrdiff_t far = 2 * kNear;
    while (end - at > far && at[far] < node) far *= 2;
    at = std::lower_bound(at + far / 2, at + std::min(far, end - at), node);
  }
  while (at != end && *at < node) ++at;
  return at;
}

NodeList common(const NodeList& few, const NodeList& many) {
  NodeList both;
  auto at = many.begin();
  for (const NodeId node : few) {
    at = on_to(at, many.end(), node);
    if (at == many.end()) break;
    if (*at == node) both.push_back(node);
  }
  return both;
}

// The nodes of one term: known from an earlier search, or read as far as they are wanted.
class OneList {
 public:
  OneList(const Snapshot& snapshot, AskedTerm asked)
      : snapshot_(&snapshot),
        asked_(asked),
        range_(snapshot.name_range(asked.term, asked.is_begun)),
        kept_(snapshot.view().kept_names(Families().set(static_cast<std::size_t>(Family::Text)))) {
    if (kept_ != nullptr) known_ = kept_->find_list(range_.begin);
    about_ = known_.nodes ? known_.nodes->size() : entries_about(range_);
    within_ = about_;
  }

  bool is_known() const { return known_.nodes != nullptr; }
  std::uint64_t about() const { return about_; }  // entries
  // What among() will take, to be compared with other lists: the entries that lie among `nodes`, of which there are
  // some. Of words begun every term is gone through, from its first node on.
  std::uint64_t dearness(const NodeList& nodes) {
    if (is_known()) return 0;
    if (asked_.is_begun) return 2 * about_;
    within_ = entries_about({range_.begin + codec::key(nodes.front()), range_.begin + codec::key(nodes.back())});
    return within_;
  }

  // On to so many entries in all. True: there are no more.
  bool read(std::size_t entries) {
    while (!is_known() && !at_end_ && read_.size() < entries) step(entries - read_.size());
    return is_known() || at_end_;
  }

  const NodeList& whole() {
    if (!is_known()) {
      read(SIZE_MAX);
      end_with(std::move(read_));
    }
    return *known_.nodes;
  }

  // Those of `nodes` that are here, too. A list in which searches have stepped that part of its length is read whole.
  NodeList among(const NodeList& nodes) {
    if (is_known() || about_ <= kWorthReading * known_.spent) return common(nodes, whole());
    Meeting met(nodes);
    for (const NodeId node : read_) met.meet(node);
    seek_through(met, nodes);
    if (at_end_ && !has_skipped_)
      end_with(std::move(read_));
    else if (kept_ != nullptr)
      kept_->spend(range_.begin, steps_);
    cursor_.reset();
    return met.take();
  }

 private:
  // Which of some nodes were met.
  class Meeting {
   public:
    explicit Meeting(const NodeList& nodes)
        : nodes_(nodes), is_here_(nodes.size()), missing_(nodes.size()), at_(nodes.begin()) {}
    bool meet(NodeId node) {
      if (node < last_) at_ = nodes_.begin();  // another term's entries begin
      last_ = node;
      at_ = on_to(at_, nodes_.end(), node);
      if (at_ == nodes_.end() || *at_ != node) return false;
      auto here = is_here_[static_cast<std::size_t>(at_ - nodes_.begin())];
      if (!here) --missing_;
      here = true;
      ++at_;
      return true;
    }
    bool all() const { return missing_ == 0; }
    // The first of them that may come after the one that was met last, if there is one.
    std::optional<NodeId> next() const { return at_ == nodes_.end() ? std::nullopt : std::optional(*at_); }
    NodeList take() const {
      NodeList both;
      for (std::size_t i = 0; i < nodes_.size(); ++i)
        if (is_here_[i]) both.push_back(nodes_[i]);
      return both;
    }

   private:
    const NodeList& nodes_;
    std::vector<bool> is_here_;
    std::size_t missing_;
    NodeList::const_iterator at_;
    NodeId last_;
  };

  // On through what was not read, until all are met: step by step where they lie near one another, else by seeking
  // each.
  void seek_through(Meeting& met, const NodeList& nodes) {
    const std::size_t patience = within_ / nodes.size() < kStepsOfSeekInList ? kStepsOfSeekInList : 1;
    if (!cursor_) {
      open();
      skip_to(asked_.term, nodes.front());
    }
    while (!met.all() && !at_end_) {
      const std::size_t before = read_.size();
      step(patience);
      bool any = false;
      for (std::size_t i = before; i < read_.size(); ++i) any = met.meet(read_[i]) || any;
      if (at_end_ || met.all() || (any && patience > 1)) continue;
      if (const auto next = met.next())
        skip_to(std::string(cursor_->term()), *next);
      else if (asked_.is_begun)
        skip_to(behind(cursor_->term()), NodeId(0));
      else
        return;
    }
  }

  std::uint64_t entries_about(const rocks::KeyRange& range) const {
    return snapshot_->view().bytes_about(Family::Text, range) / kBytesOfEntry;
  }

  void open() {
    cursor_.emplace(asked_.is_begun ? snapshot_->name_terms(asked_.term) : snapshot_->name_term(asked_.term));
  }

  void skip_to(std::string_view term, NodeId node) {
    cursor_->skip_to(term, node);
    has_skipped_ = true;
    steps_ += kStepsOfSeek;
  }

  void step(std::size_t most) {
    constexpr std::size_t kAtOnce = 64;
    if (!cursor_) open();
    const std::size_t wanted = std::min(most, kAtOnce), before = read_.size();
    read_.resize(before + wanted);
    const std::size_t got = cursor_->next_nodes(std::span(read_).subspan(before));
    read_.resize(before + got);
    at_end_ = got < wanted;
    steps_ += wanted;
  }

  void end_with(NodeList nodes) {
    make_list(nodes);
    known_.nodes = std::make_shared<const NodeList>(std::move(nodes));
    if (kept_ != nullptr) kept_->keep_list(range_.begin, known_.nodes);
  }

  const Snapshot* snapshot_;
  AskedTerm asked_;
  rocks::KeyRange range_;
  KeptNames* kept_;        // null: nothing is kept
  KeptNames::List known_;  // nodes: null before they are known
  std::uint64_t about_ = 0, within_ = 0, steps_ = 0;
  std::optional<NameTermCursor> cursor_;  // from the first step on
  NodeList read_;
  bool at_end_ = false, has_skipped_ = false;
};

// The shortest, but for some entries. Those that may be are read in turn, until one has come to its end.
OneList& shortest(std::vector<OneList>& lists) {
  std::uint64_t least = UINT64_MAX;
  for (const OneList& list : lists) least = std::min(least, list.about());
  std::vector<OneList*> raced;
  for (OneList& list : lists)
    if (list.about() <= least + kEntriesOfBlock && raced.size() < kMostRaced) raced.push_back(&list);
  for (std::size_t entries = kFirstRead;; entries *= 2)
    for (OneList* list : raced)
      if (list->read(entries)) return *list;
}

}  // namespace

NodeList nodes_with(const Snapshot& snapshot, AskedTerm term) {
  return OneList(snapshot, term).whole();
}

NodeList nodes_with_all(const Snapshot& snapshot, std::span<const AskedTerm> terms) {
  std::vector<OneList> lists;
  for (const AskedTerm& term : terms) lists.emplace_back(snapshot, term);
  OneList& first = shortest(lists);
  NodeList nodes = first.whole();
  if (nodes.empty()) return nodes;
  std::vector<std::pair<std::uint64_t, OneList*>> others;
  for (OneList& list : lists)
    if (&list != &first) others.emplace_back(list.dearness(nodes), &list);
  std::sort(others.begin(), others.end());
  for (const auto& [dearness, list] : others)
    if (!nodes.empty()) nodes = list->among(nodes);
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
