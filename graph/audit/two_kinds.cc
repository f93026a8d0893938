// A policy that is of one kind by its label and of another by its name or by `kind`: a Measure named "New Robot
// Strategy". Which words mean which kind is taken from the meanings in the vocabulary. Two values of `kind` are a
// `conflict` already and are not told again. Judged away by a deprecated rank of the name, the kind or the label.
//   Cost    a few seeks for each node that is a Policy
#include <algorithm>
#include <array>
#include <map>

#include "graph/audit/detectors.h"
#include "graph/audit/reader.h"
#include "graph/audit/vocabulary.h"
#include "graph/fold.h"
#include "graph/nearness.h"

namespace polgraph {

namespace {

constexpr std::string_view kUmbrella = "Policy";

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  const std::string folded = fold_name(text);
  for (std::size_t from = 0; from < folded.size();) {
    const std::size_t to = std::min(folded.find(' ', from), folded.size());
    if (to > from) words.push_back(folded.substr(from, to - from));
    from = to + 1;
  }
  return words;
}

// "strategy, plan, vision": the last word of each phrase, and the label itself.
std::map<std::string, std::string> labels_by_word() {
  std::map<std::string, std::string> labels;
  for (const Vocabulary::Label& label : vocabulary().labels) {
    if (label.umbrella != kUmbrella) continue;
    labels[fold_name(label.name)] = label.name;
    std::string_view rest = label.meaning;
    while (!rest.empty()) {
      const std::size_t comma = std::min(rest.find(','), rest.size());
      for (const auto words = words_of(rest.substr(0, comma)); !words.empty();) {
        labels.emplace(words.back(), label.name);
        break;
      }
      rest.remove_prefix(std::min(comma + 1, rest.size()));
    }
  }
  labels.emplace("program", "Programme");
  return labels;
}

bool is_number(const std::string& word) {
  return std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// What a name calls its bearer: "New Robot Strategy 2015" and "Strategy for the Digital Industry" say strategy.
std::string head_word(std::string_view name) {
  const LetterList letters = letters_of(fold_name(name));
  if (std::any_of(letters.begin(), letters.end(), is_cjk)) return {};  // the order of words is another
  std::vector<std::string> words = words_of(name);
  constexpr std::array<std::string_view, 5> kLinks{"for", "of", "on", "towards", "to"};
  for (std::size_t i = 1; i < words.size(); ++i) {
    if (std::find(kLinks.begin(), kLinks.end(), words[i]) == kLinks.end()) continue;
    words.resize(i);
  }
  while (!words.empty() && is_number(words.back())) words.pop_back();
  return words.empty() ? std::string() : words.back();
}

struct Called {
  std::string text;   // the name or the kind
  std::string label;  // that it says
  std::string predicate;
  std::vector<Statement> statements;
};

class TwoKinds {
 public:
  explicit TwoKinds(const AuditRun& run) : run_(run), reader_(run.snapshot), labels_(labels_by_word()) {}

  void take(NodeId node) const {
    const std::string label = own_label(node);
    if (label.empty()) return;
    std::vector<Called> called = names_of(node);
    if (run_.snapshot.conflicts(EntityId::of(node)).empty()) add_kind(node, called);
    // What some name agrees with is no other kind: "SIP programme" and "SIP project" of a Programme.
    for (const Called& one : called) {
      if (one.predicate == "name" && one.label == label) return;
    }
    for (const Called& one : called) {
      if (one.label != label) return tell(node, label, one);
    }
  }

 private:
  std::string own_label(NodeId node) const {
    std::string own;
    for (const LabelId id : run_.snapshot.labels(node)) {
      const auto* label = vocabulary().find_label(run_.snapshot.name(id));
      if (!label || label->umbrella != kUmbrella) continue;
      if (!own.empty()) return {};  // of two kinds by its labels: somebody means it
      own = label->name;
    }
    return own;
  }

  void add(std::vector<Called>& called, const std::string& text, std::string predicate, NodeId node) const {
    const auto found = labels_.find(head_word(text));
    if (found == labels_.end()) return;
    called.push_back(
        {text, found->second, predicate,
         predicate == "name" ? reader_.naming(node, text) : reader_.statements(EntityId::of(node), predicate)});
  }
  std::vector<Called> names_of(NodeId node) const {
    std::vector<Called> called;
    add(called, reader_.text(node, "name"), "name", node);
    return called;
  }
  void add_kind(NodeId node, std::vector<Called>& called) const {
    add(called, reader_.text(node, "kind"), "kind", node);
  }

  void tell(NodeId node, const std::string& label, const Called& one) const {
    Finding finding;
    finding.severity = Severity::Medium;
    finding.entity = EntityId::of(node);
    finding.predicate = one.predicate;
    finding.statements = one.statements;
    append(finding.statements, reader_.statements(EntityId::of(node), "label:" + label));
    finding.why = reader_.told(node) + " is a " + label + " by its label and a " + one.label + " by its " +
                  one.predicate + (one.predicate == "name" ? "" : ", `" + one.text + "`");
    tell_unless_judged(run_, std::move(finding));
  }

  const AuditRun& run_;
  AuditReader reader_;
  std::map<std::string, std::string> labels_;
};

void run(const AuditRun& run) {
  const auto policy = run.snapshot.find_label(kUmbrella);
  if (!policy) return;
  const TwoKinds detector(run);
  for (auto cursor = run.snapshot.nodes_with_label(*policy); cursor.next();) {
    run.tick();
    detector.take(cursor.id());
  }
}

}  // namespace

const Detector kTwoKindsDetector{.id = "two-kinds",
                                 .severity = Severity::Medium,
                                 .finds = "a policy of one kind by its label and of another by its name or kind",
                                 .example = "the New Robot Strategy is listed among the measures",
                                 .run = &run};

}  // namespace polgraph
