// Look-alike names: two entities that may be one, and one entity whose names disagree by a slip. Judged away by SAME_AS
// or DIFFERENT_FROM between the two, and by a deprecated rank or the kind `misspelling` of a name.
//
// What is compared: entities that share a label, by all their names, in the form of graph/audit/name_form.h.
// Identifiers decide before names do: equal ones make one body, different ones two. What is named after what it is
// about (sources, findings, amounts, fields of one policy) repeats names and is left out; so is what stands for many.
//   Cost    a few seeks a node; names sorted; memory for all names
#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "graph/audit/detectors.h"
#include "graph/audit/identifiers.h"
#include "graph/audit/judged.h"
#include "graph/audit/name_form.h"
#include "graph/audit/near_names.h"
#include "graph/audit/reader.h"
#include "graph/audit/slip.h"
#include "graph/audit/spellings.h"
#include "graph/names.h"
#include "graph/search.h"

namespace polgraph {

namespace {

constexpr std::size_t kMostOfOneName = 50;  // entities of one name that are compared with each other

constexpr std::array<std::string_view, 7> kNotCompared{"Source",        "Finding", "Indicator",  "Target",
                                                       "PriorityField", "Budget",  "Transaction"};

struct Bearer {
  NodeId node;
  std::string name;  // as written
  NameForm form;     // without its letters, which the first bearer of a core has
};

class LookAlikes {
 public:
  explicit LookAlikes(const AuditRun& run)
      : run_(run), reader_(run.snapshot), names_(run.snapshot), identifiers_(run.snapshot), judgements_(run) {
    for (const std::string_view label : kNotCompared) {
      if (const auto id = run.snapshot.find_label(label)) not_compared_.push_back(*id);
    }
  }

  void find() {
    for (auto cursor = run_.snapshot.nodes(); cursor.next();) {
      run_.tick();
      take(cursor.id());
    }
    for (const Identifiers::Shared& shared : identifiers_.shared()) tell_shared(shared);
    for (const auto& [core, bearers] : bearers_) tell_equal(bearers);
    tell_near();
  }

 private:
  void take(NodeId node);
  bool is_compared(NodeId node) const;
  bool may_be_one(const Bearer& a, const Bearer& b) const;
  bool owned_apart(NodeId a, NodeId b) const;
  void tell_shared(const Identifiers::Shared& shared);
  void tell_equal(const std::vector<Bearer>& bearers);
  bool tell_numbers(const Bearer& a, const Bearer& b);  // false: it is no finding
  void tell_near();
  void tell_near_pair(const std::vector<Bearer>& a, const std::vector<Bearer>& b);
  bool may_be_slip(const Bearer& a, const Bearer& b) const;
  void tell(Severity severity, const std::vector<const Bearer*>& bearers, const std::string& why);

  const AuditRun& run_;
  AuditReader reader_;
  NameReader names_;
  Identifiers identifiers_;
  Judgements judgements_;
  std::vector<LabelId> not_compared_;
  std::map<std::string, std::vector<Bearer>> bearers_;  // by core
  std::set<std::pair<NodeId, NodeId>> told_;            // node pairs
};

bool LookAlikes::is_compared(NodeId node) const {
  const auto labels = run_.snapshot.labels(node);
  return std::find_first_of(labels.begin(), labels.end(), not_compared_.begin(), not_compared_.end()) == labels.end();
}

void LookAlikes::take(NodeId node) {
  for (Finding& finding : slips_in_names(reader_, node)) tell_unless_judged(run_, std::move(finding));
  identifiers_.take(node);
  if (!is_compared(node)) return;
  for (const NodeName& name : names_.all(node)) {
    if (name.kind == NameClass::Id || is_placeholder_name(name.text)) continue;
    NameForm form = name_form(name.text);
    if (form.core.empty() || form.anonymous) continue;
    std::vector<Bearer>& bearers = bearers_[form.core];
    if (!bearers.empty() && bearers.back().node == node) continue;
    if (!bearers.empty()) form.letters = {}, form.words = {};
    bearers.push_back({node, name.text, std::move(form)});
  }
}

// Policies and themes of one name under different owners ("international cooperation" of two ministries) are two.
bool LookAlikes::owned_apart(NodeId a, NodeId b) const {
  if (!reader_.has_label(a, "Policy") && !reader_.has_label(a, "Theme")) return false;
  std::set<NodeId> owners;
  bool second = false;
  for (auto steps = run_.snapshot.steps(a, Direction::In); steps.next();) owners.insert(steps.step().neighbour);
  for (auto steps = run_.snapshot.steps(b, Direction::In); steps.next();) {
    if (owners.count(steps.step().neighbour) > 0) return false;
    second = true;
  }
  return second && !owners.empty();
}

bool LookAlikes::may_be_one(const Bearer& a, const Bearer& b) const {
  if (a.node == b.node || told_.count(std::minmax(a.node, b.node)) > 0) return false;
  if (!a.form.legal_form.empty() && !b.form.legal_form.empty() && a.form.legal_form != b.form.legal_form) return false;
  if (!reader_.shares_label(a.node, b.node) || judgements_.judged(a.node, b.node)) return false;
  return !identifiers_.decide(a.node, b.node) && !owned_apart(a.node, b.node);
}

void LookAlikes::tell(Severity severity, const std::vector<const Bearer*>& bearers, const std::string& why) {
  Finding finding;
  finding.severity = severity;
  finding.entity = EntityId::of(bearers.front()->node);
  finding.predicate = "name";
  finding.why = why;
  for (std::size_t i = 0; i < std::min<std::size_t>(bearers.size(), 10); ++i) {
    append(finding.statements, reader_.naming(bearers[i]->node, bearers[i]->name));
  }
  const std::size_t most = std::min(bearers.size(), kMostOfOneName);
  for (std::size_t i = 0; i < most; ++i) {
    for (std::size_t j = i + 1; j < most; ++j) told_.insert(std::minmax(bearers[i]->node, bearers[j]->node));
  }
  tell_unless_judged(run_, std::move(finding));
}

std::string quoted(const Bearer& bearer, const AuditReader& reader) {
  const std::string id = reader.id(bearer.node);
  return "`" + bearer.name + "`" + (id.empty() ? "" : " (" + id + ")");
}

std::string list(const std::vector<const Bearer*>& bearers, const AuditReader& reader) {
  std::string text;
  const std::size_t shown = bearers.size() <= kMostTold + 1 ? bearers.size() : kMostTold;
  for (std::size_t i = 0; i < shown; ++i) {
    if (i > 0) text += i + 1 == bearers.size() ? " and " : ", ";
    text += quoted(*bearers[i], reader);
  }
  return text + (shown < bearers.size() ? " and " + std::to_string(bearers.size() - shown) + " more" : "");
}

bool contains(const Bearer& a, const Bearer& b) {
  return a.form.core.find(b.form.core) != std::string::npos;
}

// Two names with a legal form each, so two bodies and not the departments of one, that have nothing to do with each
// other.
std::vector<const Bearer*> two_strangers(const std::vector<const Bearer*>& bearers) {
  const std::size_t most = std::min(bearers.size(), kMostOfOneName);
  for (std::size_t i = 0; i < most; ++i) {
    for (std::size_t j = i + 1; j < most; ++j) {
      const Bearer &a = *bearers[i], &b = *bearers[j];
      if (a.form.legal_form.empty() || b.form.legal_form.empty() || contains(a, b) || contains(b, a)) continue;
      if (!slip_between(a.form, b.form)) return {&a, &b};
    }
  }
  return {};
}

void LookAlikes::tell_shared(const Identifiers::Shared& shared) {
  std::vector<Bearer> bearers;
  for (const NodeId node : shared.nodes) {
    const std::string name = display_name(run_.snapshot, node);
    bearers.push_back({node, name, name_form(name)});
  }
  std::vector<const Bearer*> doubtful;  // not judged to be the same as, or different from, the first
  for (const Bearer& bearer : bearers) {
    const Bearer& first = bearers.front();
    if (&bearer == &first) continue;
    if (reader_.shares_label(first.node, bearer.node) && !judgements_.judged(first.node, bearer.node))
      doubtful.push_back(&bearer);
  }
  if (doubtful.empty()) return;
  doubtful.insert(doubtful.begin(), &bearers.front());
  const std::string number = " have one " + shared.key + ", " + shared.value;
  const std::string& core = bearers.front().form.core;
  const bool one_name =
      std::all_of(doubtful.begin(), doubtful.end(), [&](const Bearer* one) { return one->form.core == core; });
  if (one_name)
    return tell(Severity::Medium, doubtful, list(doubtful, reader_) + number + " and one name in two spellings");
  if (const auto strangers = two_strangers(doubtful); !strangers.empty())
    return tell(Severity::Medium, strangers,
                list(strangers, reader_) + number + ": spelled otherwise, renamed, or a wrong number");
  tell(Severity::Low, doubtful, list(doubtful, reader_) + number + " and different names");
}

bool LookAlikes::tell_numbers(const Bearer& a, const Bearer& b) {
  const bool one_form = a.form.legal_form == b.form.legal_form && a.form.place == b.form.place;
  if (!one_form || !reader_.shares_label(a.node, b.node) || judgements_.judged(a.node, b.node)) return false;
  const auto [key, first, second] = *identifiers_.differing(a.node, b.node);
  tell(Severity::Low, {&a, &b},
       list({&a, &b}, reader_) + " have one name and different values of " + key + ", " + first + " and " + second);
  return true;
}

// Is 株式会社 before the name of all, or behind it, where they have it?
bool one_place(const std::vector<const Bearer*>& bearers) {
  std::set<FormPlace> places;
  for (const Bearer* one : bearers) {
    if (one->form.place != FormPlace::None) places.insert(one->form.place);
  }
  return places.size() < 2;
}

void LookAlikes::tell_equal(const std::vector<Bearer>& bearers) {
  const std::size_t compared = std::min(bearers.size(), kMostOfOneName);
  std::set<std::size_t> taken;
  bool numbers_told = false;  // of many bodies of one name two are enough
  for (std::size_t i = 0; i < compared; ++i) {
    run_.tick();
    if (taken.count(i) > 0) continue;
    std::vector<const Bearer*> alike{&bearers[i]};
    for (std::size_t j = i + 1; j < compared; ++j) {
      if (taken.count(j) > 0) continue;
      if (!numbers_told && identifiers_.differing(bearers[i].node, bearers[j].node))
        numbers_told = tell_numbers(bearers[i], bearers[j]);
      if (!may_be_one(bearers[i], bearers[j])) continue;
      alike.push_back(&bearers[j]);
      taken.insert(j);
    }
    if (alike.size() < 2) continue;
    tell(one_place(alike) && !reader_.has_label(alike.front()->node, "Policy") ? Severity::Medium : Severity::Low,
         alike,
         list(alike, reader_) +
             (one_place(alike) ? " have one name" : " have one name, the legal form in different places"));
  }
}

// Names of policies are sentences: another kanji makes another policy.
bool LookAlikes::may_be_slip(const Bearer& a, const Bearer& b) const {
  return may_be_one(a, b) && (!reader_.has_label(a.node, "Policy") || is_slip_of_sound(a.form, b.form));
}

void LookAlikes::tell_near_pair(const std::vector<Bearer>& a, const std::vector<Bearer>& b) {
  std::vector<const Bearer*> alike;
  for (std::size_t i = 0; i < std::min(a.size(), kMostOfOneName); ++i) {
    for (std::size_t j = 0; j < std::min(b.size(), kMostOfOneName); ++j) {
      if (!may_be_slip(a[i], b[j])) continue;
      if (alike.empty()) alike.push_back(&a[i]);
      if (alike.front() == &a[i]) alike.push_back(&b[j]);
    }
  }
  if (alike.empty()) return;
  const std::size_t letters = slip_between(a.front().form, b.front().form).value_or(1);
  tell(Severity::Low, alike,
       "the names of " + list(alike, reader_) + " are " + counted(letters, "letter", "letters") + " apart");
}

void LookAlikes::tell_near() {
  std::vector<NameForm> forms;
  std::vector<const std::vector<Bearer>*> bearers;
  for (auto& [core, all] : bearers_) {
    forms.push_back(std::move(all.front().form));
    bearers.push_back(&all);
  }
  const auto pairs = near_names(forms, run_.tick);
  for (std::size_t i = 0; i < forms.size(); ++i) bearers_.at(forms[i].core).front().form = forms[i];
  for (const auto& [a, b] : pairs) {
    tell_near_pair(*bearers[a], *bearers[b]);
  }
}

void run(const AuditRun& run) {
  LookAlikes(run).find();
}

}  // namespace

const Detector kLookAlikeNamesDetector{
    .id = "look-alike-names",
    .severity = Severity::Medium,
    .finds = "entities whose names or identifiers say that they are one, names of one entity that differ by a slip",
    .example = "the portal is `Mirasapo Plus` in the text and `Mirapano plus` in the table",
    .run = &run};

}  // namespace polgraph
