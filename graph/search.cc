#include "graph/search.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <unordered_map>

#include "graph/error.h"
#include "graph/fold.h"
#include "graph/names.h"
#include "graph/nearness.h"

namespace polgraph {

namespace {

constexpr std::size_t kMaxWordsBytes = 4096;
constexpr std::size_t kMaxTermsScanned = 400'000;  // entries of the name index read in search of typing errors
constexpr std::size_t kMostCandidates = 5'000;     // of more nodes that hold the words, those loaded first are ranked
constexpr std::size_t kMostLettersShort = 6;       // longer words are no abbreviation

using Postings = std::vector<NodeId>;  // ascending, unique

// How a hit came about; the order is that of the answer.
enum class Stage { Exact, Part, Words, PartOfId, Abbreviation, LettersOff, MostWords };

struct Candidate {
  NodeId node;
  Stage stage = Stage::Exact;
  NameClass kind = NameClass::Name;  // of the matched name
  std::string matched;
  std::string reason;
  double closeness = 0;  // within the stage, 0 to 1: higher first
  std::size_t letters = 0;
  std::uint64_t degree = 0;  // read only where all else is equal
};

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
  // ---- the name index ----

  Postings postings(std::string_view term) const {
    Postings nodes;
    snapshot_.each_name_term(term, [&](std::string_view found, NodeId node) {
      if (found != term) return false;  // terms come in order: the exact one is first
      nodes.push_back(node);
      return true;
    });
    return sorted(std::move(nodes));
  }
  Postings prefix_postings(std::string_view prefix) const {
    Postings nodes;
    snapshot_.each_name_term(prefix, [&](std::string_view, NodeId node) {
      nodes.push_back(node);
      return true;
    });
    return sorted(std::move(nodes));
  }
  static Postings sorted(Postings nodes) {
    std::sort(nodes.begin(), nodes.end());
    nodes.erase(std::unique(nodes.begin(), nodes.end()), nodes.end());
    return nodes;
  }
  static Postings common(const Postings& a, const Postings& b) {
    Postings both;
    std::set_intersection(a.begin(), a.end(), b.begin(), b.end(), std::back_inserter(both));
    return both;
  }

  // ---- the stages ----

  void find_exact() {
    for (const NodeId node : postings(whole_name_term(words_))) {
      for (const NodeName& name : names_.all(node)) {
        if (fold_name(name.text) != folded_) continue;
        add({node, Stage::Exact, name.kind, name.text, std::string(reason_of(name.kind)), 1, 0});
        break;  // names come best class first
      }
    }
  }

  // All words, the last one perhaps not to its end; where that finds nothing, any of them.
  void find_all_words() {
    Postings nodes = with_all_terms(false);
    if (nodes.empty()) nodes = with_all_terms(true);
    if (nodes.size() > kMostCandidates) nodes.resize(kMostCandidates);
    const bool exact = !candidates_.empty();
    for (const NodeId node : nodes) {
      if (is_known(node)) continue;
      Candidate hit = part_of_name(node, Stage::Words);
      // Ids that begin alike are no answer where one is meant exactly.
      if (hit.kind != NameClass::Id || !exact) add(std::move(hit));
    }
  }
  Postings with_all_terms(bool all_by_prefix) const {
    Postings nodes;
    for (std::size_t i = 0; i < terms_.size(); ++i) {
      const bool by_prefix = all_by_prefix || i + 1 == terms_.size();
      auto next = by_prefix ? prefix_postings(terms_[i]) : postings(terms_[i]);
      nodes = i == 0 ? std::move(next) : common(nodes, next);
      if (nodes.empty()) break;
    }
    return nodes;
  }

  // 経産省 for 経済産業省: the letters of the query, in order, within one name.
  void find_abbreviated() {
    const auto letters = letters_of(folded_);
    if (letters.size() < 2 || letters.size() > kMostLettersShort ||
        !std::all_of(letters.begin(), letters.end(), is_han)) {
      return;
    }
    Postings nodes;
    for (std::size_t i = 0; i < letters.size(); ++i) {
      auto next = prefix_postings(utf8_of(letters[i]));
      nodes = i == 0 ? std::move(next) : common(nodes, next);
    }
    for (const NodeId node : nodes) {
      if (is_known(node)) continue;
      std::optional<Candidate> best;
      for (const NodeName& name : names_.all(node)) {
        if (name.kind == NameClass::Id) continue;
        const auto closeness = abbreviates(letters, letters_of(fold_name(name.text)));
        if (closeness && (!best || *closeness > best->closeness)) {
          best = Candidate{node, Stage::Abbreviation, name.kind, name.text, "abbreviation", *closeness, 0};
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
      const Postings nodes = term.size() < 4 ? postings(term) : prefix_postings(term);  // trial finds trials
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
      hit.reason = std::to_string(match.terms) + " of " + std::to_string(terms_.size()) +
                   (is_cjk(letters_of(folded_).front()) ? " letter pairs" : " words");
      judge_whole_name(hit);
      add(std::move(hit));
    }
  }
  void judge_whole_name(Candidate& hit) const {
    const auto letters = letters_of(folded_);
    const auto distance = letters_apart(letters, letters_of(fold_name(hit.matched)), letters.size() < 8 ? 1 : 2);
    if (hit.stage == Stage::Part) {
      hit.reason = part_reason(hit.kind);
    } else if (distance) {
      say_letters_off(hit, *distance);
    }
  }
  static void say_letters_off(Candidate& hit, std::size_t distance) {
    hit.stage = Stage::LettersOff;
    hit.reason = std::to_string(distance) + (distance == 1 ? " letter off" : " letters off");
    hit.closeness = 1 / (1 + static_cast<double>(distance));
  }

  // Each word that is in no name is replaced by those a typing error away.
  void find_words_misspelt() {
    Postings nodes;
    std::map<NodeId, Misspelt> errors;
    for (std::size_t i = 0; i < terms_.size(); ++i) {
      Postings here = i + 1 == terms_.size() ? prefix_postings(terms_[i]) : postings(terms_[i]);
      if (here.empty()) {
        for (const auto& [node, near] : near_postings(terms_[i])) {
          here.push_back(node);
          errors[node].distance += near.distance;
          errors[node].term = near.term;
        }
      }
      nodes = i == 0 ? std::move(here) : common(nodes, here);
      if (nodes.empty()) return;
    }
    for (const NodeId node : nodes) {
      Candidate hit = part_of_name(node, Stage::LettersOff, errors[node].term);
      say_letters_off(hit, errors[node].distance);
      add(std::move(hit));
    }
  }

  struct Misspelt {
    std::size_t distance = 0;
    std::string term;  // as it is in the name
  };

  // Nodes with a term 1 letter from `word`, or 2 from a long one, with the least distance. A wrong first letter is only
  // thought of in longer words of Latin letters.
  std::map<NodeId, Misspelt> near_postings(const std::string& word) const {
    const auto letters = letters_of(word);
    const std::size_t most = letters.size() < 4 ? 0 : letters.size() < 8 ? 1 : 2;
    std::map<NodeId, Misspelt> found;
    if (most == 0 || is_cjk(letters.front())) return found;
    std::size_t scanned = 0;
    const auto scan = [&](const std::string& prefix) {
      std::string term;
      std::optional<std::size_t> distance;
      snapshot_.each_name_term(prefix, [&](std::string_view at, NodeId node) {
        if (at != term) {
          term = at;
          distance = letters_apart(letters, letters_of(at), most);
        }
        if (distance) {
          Misspelt& here = found.try_emplace(node, Misspelt{*distance, term}).first->second;
          if (*distance < here.distance) here = {*distance, term};
        }
        return ++scanned < kMaxTermsScanned;
      });
    };
    const std::string first = utf8_of(letters.front());
    scan(first);
    if (first.size() > 1 || letters.size() < 6) return found;
    for (const char c : std::string_view("abcdefghijklmnopqrstuvwxyz0123456789")) {
      if (c != first[0] && scanned < kMaxTermsScanned) scan(std::string(1, c));
    }
    return found;
  }

  // ---- hits ----

  // A hit on part of a name: the preferred one if it holds the words in a row, else the shortest name that does, else
  // the one that holds most of them and `also`.
  Candidate part_of_name(NodeId node, Stage otherwise, std::string_view also = {}) const {
    Candidate hit{node, otherwise, NameClass::Name, {}, {}, 0, 0};
    if (const std::string name = names_.name(node); squeeze(fold_name(name)).find(squeezed_) != std::string::npos) {
      hit.matched = name;
      hit.stage = Stage::Part;
      hit.reason = part_reason(hit.kind);
      return hit;
    }
    std::size_t most = 0;
    for (const NodeName& name : names_.all(node)) {
      const std::string folded = fold_name(name.text);
      const bool in_a_row = squeeze(folded).find(squeezed_) != std::string::npos;
      const std::size_t held = in_a_row ? terms_.size() + 2 : terms_held(folded, also);
      const std::size_t letters = letters_of(folded).size();
      // Names come before ids in what is shown, then shorter ones.
      const auto plainness = [](NameClass kind, std::size_t length) {
        return std::pair(kind == NameClass::Id, length);
      };
      const bool plainer = hit.matched.empty() || plainness(name.kind, letters) < plainness(hit.kind, hit.letters);
      if (held < most || (held == most && !plainer)) continue;
      most = held;
      hit.matched = name.text;
      hit.kind = name.kind;
      hit.letters = letters;
      if (in_a_row) hit.stage = Stage::Part;
    }
    if (hit.kind == NameClass::Id && otherwise != Stage::MostWords) hit.stage = Stage::PartOfId;
    hit.reason = part_reason(hit.kind);
    return hit;
  }
  static std::string part_reason(NameClass kind) { return "part of the " + std::string(reason_of(kind)); }
  std::size_t terms_held(const std::string& folded, std::string_view also) const {
    const auto terms = query_terms(folded);
    const auto is_held = [&](std::string_view term) {
      return std::any_of(terms.begin(), terms.end(), [&](const std::string& t) { return t.starts_with(term); });
    };
    const std::size_t held = !also.empty() && is_held(also) ? 1 : 0;
    return held + static_cast<std::size_t>(std::count_if(terms_.begin(), terms_.end(), is_held));
  }

  void add(Candidate hit) {
    if (hit.letters == 0) hit.letters = letters_of(fold_name(hit.matched)).size();
    known_.insert(hit.node);
    candidates_.push_back(std::move(hit));
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
    std::stable_sort(candidates_.begin(), candidates_.end(), before);
    rank_equals_by_degree(before, limit);
    std::vector<Hit> hits;
    for (std::size_t i = 0; i < std::min(limit, candidates_.size()); ++i) {
      const Candidate& hit = candidates_[i];
      hits.push_back({hit.node, hit.matched, hit.reason, score(hit)});
    }
    return hits;
  }
  template <class Before>
  void rank_equals_by_degree(const Before& before, std::size_t limit) {
    for (std::size_t i = 0; i < std::min(limit, candidates_.size());) {
      std::size_t end = i + 1;
      while (end < candidates_.size() && !before(candidates_[i], candidates_[end])) ++end;
      if (end - i > 1) {
        for (std::size_t at = i; at < end; ++at) candidates_[at].degree = degree_up_to_limit(candidates_[at].node);
        std::sort(candidates_.begin() + static_cast<std::ptrdiff_t>(i),
                  candidates_.begin() + static_cast<std::ptrdiff_t>(end), [](const Candidate& a, const Candidate& b) {
                    return a.degree != b.degree ? a.degree > b.degree : a.node < b.node;
                  });
      }
      i = end;
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
    const double share = std::min(1.0, static_cast<double>(letters_of(folded_).size()) /
                                           static_cast<double>(std::max<std::size_t>(hit.letters, 1)));
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
  std::set<NodeId> known_;
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
