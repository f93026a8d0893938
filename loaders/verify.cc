#include "loaders/verify.h"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <utility>

#include "graph/error.h"
#include "graph/go_on.h"
#include "graph/text/occurrence.h"
#include "loaders/cited_ids.h"

namespace polgraph {

namespace {

constexpr std::size_t kShownLetters = 60;
constexpr std::size_t kMostNearest = 2000;           // so often the likest piece is looked for; then none is shown
constexpr std::size_t kMostShownBytes = 8000;        // of a passage, looked through for the likest piece
constexpr std::size_t kBytesOfTick = 256;            // of text that is made comparable or searched
constexpr std::size_t kHeldBytes = 64u << 20;        // of passages made comparable
constexpr std::size_t kMostAnchorBytes = 64u << 10;  // of an anchor; a few words are meant

// Places of a document and anchors at them, each looked up once however many statements rest on it.
class PlaceChecks {
 public:
  explicit PlaceChecks(const Document& document) : document_(document) {}

  // What is wrong with this evidence, or nothing. `statement` of the answer is left empty.
  std::optional<Doubt> doubt(const Evidence& evidence) {
    Checked& place = place_of(evidence.locator);
    if (place.is == Passage::Is::Missing) return Doubt{Doubt::Kind::NoPlace, {}, {}, place.why};
    if (place.is == Passage::Is::Unclear) return Doubt{Doubt::Kind::Unchecked, {}, {}, place.why};
    Doubt doubt{Doubt::Kind::NoAnchor, {}, {}, {}};
    for (const std::string& anchor : evidence.anchors) {
      const auto& instead = instead_of(anchor, evidence.locator, place);
      if (!instead) continue;
      if (doubt.anchors.empty()) doubt.found = *instead;
      doubt.anchors.push_back(anchor);
    }
    return doubt.anchors.empty() ? std::nullopt : std::optional(std::move(doubt));
  }

  std::uint64_t places() const { return places_; }
  std::uint64_t anchors() const { return anchors_; }

 private:
  using Pieces = std::vector<std::string>;
  struct Checked {
    Passage::Is is = Passage::Is::There;
    std::string why;
    std::unordered_map<std::string, std::optional<std::string>> anchors;  // nothing: it stands there
  };

  Checked& place_of(const std::string& locator) {
    const auto [at, is_new] = checked_.try_emplace(locator);
    if (is_new) {
      Passage passage = document_.at(locator);
      at->second.is = passage.is;
      at->second.why = std::move(passage.why);
      if (passage.is != Passage::Is::Unclear) ++places_;
      if (passage.is == Passage::Is::There) hold(locator, passage.pieces);
    }
    return at->second;
  }

  const std::optional<std::string>& instead_of(const std::string& anchor, const std::string& locator, Checked& place) {
    const auto [at, is_new] = place.anchors.try_emplace(anchor);
    if (!is_new) return at->second;
    ++anchors_;
    const Pieces& pieces = pieces_at(locator);
    const std::string phrase = comparable(std::string_view(anchor).substr(0, kMostAnchorBytes));
    const bool stands =
        anchor.size() <= kMostAnchorBytes &&
        std::any_of(pieces.begin(), pieces.end(), [&](const std::string& piece) { return occurs(phrase, piece); });
    if (!stands) at->second = shown(phrase, pieces);
    return at->second;
  }

  std::string shown(const std::string& phrase, const Pieces& pieces) {
    std::string all;
    for (const std::string& piece : pieces) {
      if (all.size() > kMostShownBytes) break;
      all += (all.empty() ? "" : " | ") + piece;
    }
    return nearest_piece(nearest_++ < kMostNearest ? phrase : std::string(), all, kShownLetters);
  }

  const Pieces& pieces_at(const std::string& locator) {
    const auto held = held_.find(locator);
    return held != held_.end() ? held->second : hold(locator, document_.at(locator).pieces);
  }

  // Statements about one thing rest on few places, so what was read last is asked for again.
  const Pieces& hold(const std::string& locator, const Pieces& pieces) {
    if (held_bytes_ > kHeldBytes) {
      held_.clear();
      held_bytes_ = 0;
    }
    Pieces made;
    for (const std::string& piece : pieces) {
      go_on(1 + piece.size() / kBytesOfTick);
      made.push_back(comparable(piece));
      held_bytes_ += made.back().size() + sizeof(std::string);
    }
    return held_[locator] = std::move(made);
  }

  const Document& document_;
  std::unordered_map<std::string, Checked> checked_;
  std::unordered_map<std::string, Pieces> held_;
  std::size_t held_bytes_ = 0;
  std::size_t nearest_ = 0;
  std::uint64_t places_ = 0;
  std::uint64_t anchors_ = 0;
};

// All statements of the graph, one assertion at a time.
class Verifier {
 public:
  Verifier(const CitedIds& cited, const Document& document) : cited_(cited), document_(document), checks_(document) {}

  void look_at(EntityId subject, const Assertion& assertion) {
    const Evidence& evidence = assertion.evidence;
    const std::string* sha256 = evidence.source.empty() ? nullptr : cited_.sha256_of(evidence.source);
    if (sha256 == nullptr) return;
    const std::uint64_t count = assertion.facts.size();
    result_.statements += count;
    if (evidence.anchors.empty() && !evidence.locator.empty()) result_.without_anchor += count;
    const auto doubt = *sha256 == cited_.stated_sha256() ? checks_.doubt(evidence) : of_other_rendition(*sha256);
    if (!doubt) return;
    (doubt->kind == Doubt::Kind::Unchecked ? result_.unchecked : result_.failed) += count;
    for (const Fact& fact : assertion.facts) {
      result_.doubts.push_back(*doubt);
      result_.doubts.back().statement = Statement{subject, fact, evidence, {}, false};
    }
  }

  Verification take() {
    result_.places = checks_.places();
    result_.anchors = checks_.anchors();
    result_.stated_sha256 = cited_.stated_sha256();
    result_.sha256 = document_.sha256();
    return std::move(result_);
  }

 private:
  static std::optional<Doubt> of_other_rendition(const std::string& sha256) {
    return Doubt{Doubt::Kind::Unchecked, {}, {}, "its source is another file, with the sha256 " + sha256};
  }

  const CitedIds& cited_;
  const Document& document_;
  PlaceChecks checks_;
  Verification result_;
};

}  // namespace

Verification verify(const Snapshot& snapshot, const std::string& source, const Document& document,
                    const std::function<void()>& tick) {
  const CitedIds cited(snapshot, source);
  Verifier verifier(cited, document);
  snapshot.each_stated([&](EntityId subject, const std::vector<Assertion>& assertions) {
    if (tick) tick();
    for (const Assertion& assertion : assertions) verifier.look_at(subject, assertion);
  });
  Verification result = verifier.take();
  if (result.statements == 0) {
    throw Error(Kind::NotFound, "NotCited", "no statement cites `" + source + "` or a part of it");
  }
  return result;
}

}  // namespace polgraph
