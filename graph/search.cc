#include "graph/search.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

#include "graph/error.h"
#include "graph/fold.h"
#include "graph/name_lists.h"
#include "graph/names.h"
#include "graph/nearness.h"

namespace polgraph {

namespace {

constexpr std::size_t kMaxWordsBytes = 4096;
constexpr std::size_t kMostCandidates = 5'000;  // of more nodes that hold the words, those loaded first are ranked
constexpr std::size_t kMostLettersShort = 6;    // longer words are no abbreviation

// How a hit came about; the order is that of the answer.
enum class Stage { Exact, Part, Words, PartOfId, Abbreviation, LettersOff, MostWords };

constexpr std::size_t kPreferred = SIZE_MAX;

struct Candidate {
  NodeId node;
  Stage stage = Stage::Exact;
  NameClass kind = NameClass::Name;  // of the matched name
  std::size_t matched = kPreferred;  // which of all names; kPreferred: the property name
  std::size_t letters = 0;           // of the matched name, folded
  double closeness = 0;              // within the stage, 0 to 1: higher first
  std::size_t count = 0;             // of letters that are off, of words that are there
  std::uint64_t degree = 0;          // read only where all else is equal
};

// Are the letters of `squeezed` in a row in `folded`, blanks aside?
bool holds_in_a_row(std::string_view folded, std::string_view squeezed) {
  const auto goes_on = [&](std::size_t at) {
    std::size_t found = 0;
    for (; found < squeezed.size() && at < folded.size(); ++at) {
      if (folded[at] == ' ') continue;
      if (folded[at] != squeezed[found]) return false;
      ++found;
    }
    return found == squeezed.size();
  };
  if (squeezed.empty()) return true;
  for (std::size_t at = folded.find(squeezed.front()); at != folded.npos; at = folded.find(squeezed.front(), at + 1))
    if (goes_on(at)) return true;
  return false;
}

// Does a term of the name begin so?
bool has_term_begun(std::string_view folded, std::string_view term) {
  std::size_t at = folded.find(term);
  if (at == folded.npos) return false;
  if (std::any_of(folded.begin(), folded.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; })) {
    const auto terms = query_terms(folded);
    return std::any_of(terms.begin(), terms.end(), [&](const std::string& t) { return t.starts_with(term); });
  }
  while (at != folded.npos && at > 0 && folded[at - 1] != ' ') at = folded.find(term, at + 1);  // words are terms
  return at != folded.npos;
}

// Abbreviations are made of Han letters; Kana in order occur in any long name.
bool is_han(char32_t letter) {
  return is_cjk(letter) && (letter < 0x3040 || letter > 0x31FF);
}

class Search {
 public:
  Search(const Snapshot& snapshot, std::string_view words)
      : snapshot_(snapshot),
        names_(snapshot),
        folded_(fold_name(words)),
        squeezed_(squeeze(folded_)),
        terms_(query_terms(words)),
        words_(words) {}

  std::vector<Hit> run(std::size_t limit) {
    if (terms_.empty() || limit == 0) return {};
    find_exact();
    find_all_words();
    find_abbreviated();
    if (!has_whole_words()) find_most_words();
    if (candidates_.empty()) find_words_misspelt();
    return ranked(limit);
  }

 private:
  // ---- the stages ----

  void find_exact() {
    for (const NodeId node : nodes_with(snapshot_, {whole_name_term(words_)})) {
      const auto names = names_.folded_all(node);
      const auto same = [&](const FoldedName& name) { return name.text == folded_; };
      const auto found = std::find_if(names.begin(), names.end(), same);  // they come best class first
      if (found == names.end()) continue;
      const auto which = static_cast<std::size_t>(found - names.begin());
      add({node, Stage::Exact, found->kind, which, letter_count(folded_), 1});
    }
  }

  // All words, the last one perhaps not to its end; where that finds nothing, any of them.
  void find_all_words() {
    NodeList nodes = with_all_terms(false);
    if (nodes.empty()) nodes = with_all_terms(true);
    keep_most(nodes);
    const bool exact = !candidates_.empty();
    for (const NodeId node : nodes) {
      if (is_known(node)) continue;
      Candidate hit = part_of_name(node, Stage::Words);
      // Ids that begin alike are no answer where one is meant exactly.
      if (hit.kind != NameClass::Id || !exact) add(std::move(hit));
    }
  }
  NodeList with_all_terms(bool all_begun) const {
    std::vector<AskedTerm> asked;
    for (const std::string& term : terms_) asked.push_back({term, all_begun || &term == &terms_.back()});
    return nodes_with_all(snapshot_, asked);
  }
  static void keep_most(NodeList& nodes) {
    if (nodes.size() > kMostCandidates) nodes.resize(kMostCandidates);
  }

  // 経産省 for 経済産業省: the letters of the query, in order, within one name.
  void find_abbreviated() {
    const auto letters = letters_of(folded_);
    if (letters.size() < 2 || letters.size() > kMostLettersShort ||
        !std::all_of(letters.begin(), letters.end(), is_han)) {
      return;
    }
    std::vector<std::string> begins;
    for (const char32_t letter : letters) begins.push_back(utf8_of(letter));
    std::vector<AskedTerm> asked;
    for (const std::string& begin : begins) asked.push_back({begin, true});
    const NodeList nodes = nodes_with_all(snapshot_, asked);
    for (const NodeId node : nodes) {
      if (is_known(node)) continue;
      std::optional<Candidate> best;
      const auto names = names_.folded_all(node);
      for (std::size_t i = 0; i < names.size(); ++i) {
        if (names[i].kind == NameClass::Id) continue;
        const auto closeness = abbreviates(letters, letters_of(names[i].text));
        if (closeness && (!best || *closeness > best->closeness)) {
          best = Candidate{node, Stage::Abbreviation, names[i].kind, i, letter_count(names[i].text), *closeness};
        }
      }
      if (best) add(std::move(*best));
    }
  }

  // At least half of the words (or letter pairs), rare ones counting more; first those whose whole name is only a
  // letter or two away.
  void find_most_words() {
    if (terms_.size() < 2) return;
    struct Match {
      double weight = 0;
      std::size_t terms = 0;
    };
    std::unordered_map<NodeId, Match> matches;
    double total = 0;
    for (const std::string& term : terms_) {
      const NodeList nodes = nodes_with(snapshot_, {term, term.size() >= 4});  // trial finds trials
      if (nodes.empty()) continue;
      const double weight = 1 / std::log(2.0 + static_cast<double>(nodes.size()));
      total += weight;
      for (const NodeId node : nodes) {
        matches[node].weight += weight;
        ++matches[node].terms;
      }
    }
    for (const auto& [node, match] : matches) {
      if (is_known(node) || 2 * match.weight < total || 2 * match.terms < terms_.size()) continue;
      Candidate hit = part_of_name(node, Stage::MostWords);
      hit.closeness = match.weight / total * static_cast<double>(match.terms) / static_cast<double>(terms_.size());
      hit.count = match.terms;
      judge_whole_name(hit);
      add(std::move(hit));
    }
  }
  void judge_whole_name(Candidate& hit) {
    if (hit.stage == Stage::Part) return;
    const auto letters = letters_of(folded_);
    const std::string_view matched =
        hit.matched == kPreferred ? names_.folded_name(hit.node) : names_.folded_all(hit.node)[hit.matched].text;
    const auto distance = letters_apart(letters, letters_of(matched), letters.size() < 8 ? 1 : 2);
    if (distance) say_letters_off(hit, *distance);
  }
  static void say_letters_off(Candidate& hit, std::size_t distance) {
    hit.stage = Stage::LettersOff;
    hit.count = distance;
    hit.closeness = 1 / (1 + static_cast<double>(distance));
  }

  // Each word that is in no name is replaced by those a typing error away.
  void find_words_misspelt() {
    NodeList nodes;
    std::vector<Misspelt> misspelt;
    for (std::size_t i = 0; i < terms_.size(); ++i) {
      NodeList here = nodes_with(snapshot_, {terms_[i], i + 1 == terms_.size()});
      if (here.empty()) {
        misspelt.push_back(nodes_near(snapshot_, terms_[i]));
        for (const Misspelt::Found& found : misspelt.back().found) here.push_back(found.node);
      }
      nodes = i == 0 ? std::move(here) : common(nodes, here);
      if (nodes.empty()) return;
    }
    keep_most(nodes);
    for (const NodeId node : nodes) {
      std::size_t distance = 0;
      std::string_view as_named;  // the last of the misspelt words
      for (const Misspelt& word : misspelt) {
        const Misspelt::Found& found = word.of(node);
        distance += found.distance;
        as_named = word.terms[found.term];
      }
      Candidate hit = part_of_name(node, Stage::LettersOff, as_named);
      say_letters_off(hit, distance);
      add(std::move(hit));
    }
  }
  static NodeList common(const NodeList& a, const NodeList& b) {
    NodeList both;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
    return both;
  }

  // ---- hits ----

  // A hit on part of a name: the preferred one if it holds the words in a row, else the shortest name that does, else
  // the one that holds most of them and `also`.
  Candidate part_of_name(NodeId node, Stage otherwise, std::string_view also = {}) {
    Candidate hit{node, otherwise};
    const std::string_view preferred = names_.folded_name(node);
    if (holds_in_a_row(preferred, squeezed_)) {
      hit.letters = letter_count(preferred);
      hit.stage = Stage::Part;
      return hit;
    }
    std::size_t most = 0;
    const auto names = names_.folded_all(node);
    for (std::size_t i = 0; i < names.size(); ++i) {
      const FoldedName& name = names[i];
      const bool in_a_row = holds_in_a_row(name.text, squeezed_);
      const std::size_t held = in_a_row ? terms_.size() + 2 : terms_held(name.text, also);
      const std::size_t letters = letter_count(name.text);
      // Names come before ids in what is shown, then shorter ones.
      const auto plainness = [](NameClass kind, std::size_t length) {
        return std::pair(kind == NameClass::Id, length);
      };
      const bool plainer =
          hit.matched == kPreferred || plainness(name.kind, letters) < plainness(hit.kind, hit.letters);
      if (held < most || (held == most && !plainer)) continue;
      most = held;
      hit.matched = i;
      hit.kind = name.kind;
      hit.letters = letters;
      if (in_a_row) hit.stage = Stage::Part;
    }
    if (hit.kind == NameClass::Id && otherwise != Stage::MostWords) hit.stage = Stage::PartOfId;
    return hit;
  }
  std::size_t terms_held(std::string_view folded, std::string_view also) const {
    const std::size_t held = !also.empty() && has_term_begun(folded, also) ? 1 : 0;
    return held + static_cast<std::size_t>(std::count_if(terms_.begin(), terms_.end(), [&](const std::string& term) {
             return has_term_begun(folded, term);
           }));
  }

  void add(Candidate hit) {
    known_.insert(hit.node);
    candidates_.push_back(hit);
  }
  bool is_known(NodeId node) const { return known_.contains(node); }
  bool has_whole_words() const {
    return std::any_of(candidates_.begin(), candidates_.end(),
                       [](const Candidate& hit) { return hit.stage != Stage::Abbreviation; });
  }

  std::vector<Hit> ranked(std::size_t limit) {
    const auto before = [](const Candidate& a, const Candidate& b) {
      const auto kind = [](const Candidate& c) { return c.stage == Stage::Exact ? static_cast<int>(c.kind) : 0; };
      return std::tuple(a.stage, kind(a), -a.closeness, a.letters) <
             std::tuple(b.stage, kind(b), -b.closeness, b.letters);
    };
    std::vector<Candidate*> order;
    for (Candidate& candidate : candidates_) order.push_back(&candidate);
    std::stable_sort(order.begin(), order.end(), [&](const auto* a, const auto* b) { return before(*a, *b); });
    rank_equals_by_degree(order, before, limit);
    std::vector<Hit> hits;
    for (std::size_t i = 0; i < std::min(limit, order.size()); ++i) {
      const Candidate& hit = *order[i];
      hits.push_back({hit.node, matched_name(hit), reason(hit), score(hit)});
    }
    return hits;
  }
  std::string matched_name(const Candidate& hit) const {
    return hit.matched == kPreferred ? names_.name(hit.node) : names_.all(hit.node)[hit.matched].text;
  }
  std::string reason(const Candidate& hit) const {
    switch (hit.stage) {
      case Stage::Exact: return std::string(reason_of(hit.kind));
      case Stage::Part:
      case Stage::Words:
      case Stage::PartOfId: return "part of the " + std::string(reason_of(hit.kind));
      case Stage::Abbreviation: return "abbreviation";
      case Stage::LettersOff: return std::to_string(hit.count) + (hit.count == 1 ? " letter off" : " letters off");
      case Stage::MostWords:
        return std::to_string(hit.count) + " of " + std::to_string(terms_.size()) +
               (is_cjk(letters_of(folded_).front()) ? " letter pairs" : " words");
    }
    return {};
  }
  template <class Before>
  void rank_equals_by_degree(std::span<Candidate*> order, const Before& before, std::size_t limit) {
    for (std::size_t i = 0; i < std::min(limit, order.size());) {
      std::size_t end = i + 1;
      while (end < order.size() && !before(*order[i], *order[end])) ++end;
      const auto equals = order.subspan(i, end - i);
      i = end;
      if (equals.size() == 1) continue;
      for (Candidate* candidate : equals) candidate->degree = degree_up_to_limit(candidate->node);
      std::sort(equals.begin(), equals.end(), [](const Candidate* a, const Candidate* b) {
        return a->degree != b->degree ? a->degree > b->degree : a->node < b->node;
      });
    }
  }
  std::uint64_t degree_up_to_limit(NodeId node) const {
    constexpr std::uint64_t kEnough = 1000;
    std::uint64_t degree = 0;
    for (auto steps = snapshot_.steps(node, Direction::Both); degree < kEnough && steps.next();) ++degree;
    return degree;
  }
  // 1 for an exact preferred name; the stages lie in bands one below the other.
  double score(const Candidate& hit) const {
    const double share = std::min(
        1.0, static_cast<double>(letter_count(folded_)) / static_cast<double>(std::max<std::size_t>(hit.letters, 1)));
    switch (hit.stage) {
      case Stage::Exact: return 1 - 0.01 * std::max(0, static_cast<int>(hit.kind) - 1);
      case Stage::Part: return 0.7 + 0.2 * share;
      case Stage::Words: return 0.5 + 0.2 * share;
      case Stage::PartOfId: return 0.5;
      case Stage::Abbreviation: return 0.4 + 0.09 * hit.closeness;
      case Stage::LettersOff: return 0.2 + 0.2 * hit.closeness;
      case Stage::MostWords: return 0.2 * hit.closeness;
    }
    return 0;
  }

  const Snapshot& snapshot_;
  NameReader names_;
  std::string folded_, squeezed_;
  std::vector<std::string> terms_;
  std::string_view words_;
  std::vector<Candidate> candidates_;
  std::unordered_set<NodeId> known_;
};

}  // namespace

std::vector<Hit> search(const Snapshot& snapshot, std::string_view words, std::size_t limit) {
  if (words.size() > kMaxWordsBytes) {
    throw Error(
        Kind::Limit, "SearchTooLong",
        "a search takes at most " + std::to_string(kMaxWordsBytes) + " bytes, got " + std::to_string(words.size()));
  }
  return Search(snapshot, words).run(limit);
}

}  // namespace polgraph
