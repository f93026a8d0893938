#include "tests/metamorphic/check.h"

#include <algorithm>

#include "graph/text/cypher.h"

namespace polgraph::meta {

namespace {

struct Side {
  std::vector<std::string> rows;
  std::vector<Value> first;
  std::optional<Error> error;
  std::string failing;  // the query with the error
};

Side run_all(const std::vector<Run>& queries, Session& session, bool last_only = false) {
  Side side;
  for (const Run& query : queries) {
    Answer answer = session.ask(query);
    if (last_only) side.rows.clear();
    if (answer.error) {
      side.error = answer.error;
      side.failing = query.query;
      return side;
    }
    if (side.rows.empty()) side.first = answer.first;
    side.rows.insert(side.rows.end(), answer.rows.begin(), answer.rows.end());
  }
  return side;
}

std::string listing(const std::vector<std::string>& rows) {
  std::string text;
  for (std::size_t i = 0; i < rows.size() && i < 40; ++i) text += "    " + rows[i] + "\n";
  return text + "    (" + std::to_string(rows.size()) + " rows)\n";
}

// Only the rows that the other side lacks.
std::vector<std::string> without(std::vector<std::string> rows, std::vector<std::string> others) {
  std::sort(rows.begin(), rows.end());
  std::sort(others.begin(), others.end());
  std::vector<std::string> left;
  std::set_difference(rows.begin(), rows.end(), others.begin(), others.end(), std::back_inserter(left));
  return left;
}

Verdict differs(const std::vector<std::string>& left, const std::vector<std::string>& right, bool bags) {
  return {Verdict::Kind::Differs, bags ? "  only left:\n" + listing(without(left, right)) + "  only right:\n" +
                                             listing(without(right, left))
                                       : "  left:\n" + listing(left) + "  right:\n" + listing(right)};
}

std::string error_text(const Error& error) {
  return std::string(tck_type(error.kind())) + " " + error.detail() + ": " + error.message();
}

// An error is no answer: it tells nothing, unless it is one that no query here should meet.
Verdict of_error(const Side& side) {
  const Error& error = *side.error;
  const std::string text = error_text(error) + "\n    in " + side.failing + "\n";
  if (error.kind() == Kind::Internal || error.kind() == Kind::Corrupt) return {Verdict::Kind::Differs, text};
  return {error.phase() == Phase::Compile ? Verdict::Kind::Refused : Verdict::Kind::Unclear, text};
}

Verdict compare(const Case& checked, const Side& left, const Side& right) {
  const Verdict differing = differs(left.rows, right.rows, checked.how == Compare::Bag);
  switch (checked.how) {
    case Compare::Bag:
      return without(left.rows, right.rows).empty() && left.rows.size() == right.rows.size() ? Verdict{} : differing;
    case Compare::Ordered: return left.rows == right.rows ? Verdict{} : differing;
    case Compare::Reversed:
      return std::equal(left.rows.begin(), left.rows.end(), right.rows.rbegin(), right.rows.rend()) ? Verdict{}
                                                                                                    : differing;
    case Compare::Prefix:
      return left.rows.size() <= right.rows.size() &&
                     std::equal(left.rows.begin(), left.rows.end(), right.rows.begin())
                 ? Verdict{}
                 : differing;
    case Compare::Count:
      return left.rows.size() == 1 && left.rows[0] == std::to_string(right.rows.size()) ? Verdict{} : differing;
    case Compare::True:
      for (const std::string& row : left.rows) {
        if (row.find_first_not_of("true |") != std::string::npos || row.find("true") == std::string::npos) {
          return differing;
        }
      }
      return {};
    case Compare::Graph: return {};
  }
  return {};
}

// A statement's counters against what the graph holds before and after it.
std::string wrong_counters(const std::vector<Run>& queries, const Model& model) {
  Session session(model);
  for (const Run& query : queries) {
    const Session::Size before = session.size();
    const Answer answer = session.ask(query);
    if (answer.error) return "";
    const Session::Size after = session.size();
    const auto differ = [](std::uint64_t was, std::uint64_t made, std::uint64_t gone, std::uint64_t is) {
      return was + made != is + gone;
    };
    const Counters& c = answer.counters;
    if (differ(before.nodes, c.nodes_created, c.nodes_deleted, after.nodes)) return "nodes in " + query.query;
    if (differ(before.relationships, c.relationships_created, c.relationships_deleted, after.relationships)) {
      return "relationships in " + query.query;
    }
    if (c.nodes_deleted == 0 && differ(before.labels, c.labels_added, c.labels_removed, after.labels)) {
      return "labels in " + query.query;
    }
  }
  return "";
}

Verdict check_writes(const Case& checked, const Model& model) {
  Session first(model), second(model);
  const Side left = run_all(checked.left, first, true), right = run_all(checked.right, second, true);
  for (const Session* each : {&first, &second}) {
    const std::string complaint = each->complaint();
    if (!complaint.empty()) return {Verdict::Kind::Differs, "  the store is not whole: " + complaint};
  }
  if (checked.errors_expected && !left.error) return {Verdict::Kind::Unclear, "no error in " + left.failing};
  if (!checked.errors_expected && left.error) return of_error(left);
  if (right.error) return of_error(right);
  const auto a = first.dump(), b = second.dump();
  if (a != b) return differs(a, b, true);
  const std::string counters = wrong_counters(checked.left, model);
  if (!counters.empty()) return {Verdict::Kind::Differs, "  counters: " + counters};
  return checked.rows_too ? compare(Case{}, left, right) : Verdict{};
}

}  // namespace

Verdict check(const Case& checked, const Model& model, Session& session) {
  if (checked.how == Compare::Graph) return check_writes(checked, model);
  const Side left = run_all(checked.left, session);
  Side right;
  if (checked.reference) {
    right.rows = checked.reference(model);
  } else {
    right = run_all(checked.right, session);
  }
  if (checked.same_errors && (left.error || right.error)) {
    if (left.error && right.error && left.error->detail() == right.error->detail()) return {};
    const Error& any = left.error ? *left.error : *right.error;
    if (any.kind() == Kind::Limit) return of_error(left.error ? left : right);
    return {Verdict::Kind::Differs, "  left: " + (left.error ? error_text(*left.error) : "no error") +
                                        "\n  right: " + (right.error ? error_text(*right.error) : "no error") + "\n"};
  }
  if (left.error) return of_error(left);
  if (right.error) return of_error(right);
  return compare(checked, left, right);
}

namespace {

bool still(const Case& failing, const Model& model, Verdict::Kind kind) {
  try {
    Session session(model);
    return check(failing, model, session).kind == kind;
  } catch (const Error&) {
    return false;
  }
}

Model without_node(const Model& model, std::size_t gone) {
  Model made = model;
  made.nodes.erase(made.nodes.begin() + static_cast<std::ptrdiff_t>(gone));
  std::erase_if(made.relationships, [&](const auto& each) { return each.from == gone || each.to == gone; });
  for (ModelRelationship& each : made.relationships) {
    if (each.from > gone) --each.from;
    if (each.to > gone) --each.to;
  }
  return made;
}

// Every model with one thing less.
template <class Visit>
bool each_smaller(const Model& model, const Visit& visit) {
  for (std::size_t i = 0; i < model.nodes.size(); ++i) {
    if (visit(without_node(model, i))) return true;
  }
  for (std::size_t i = 0; i < model.relationships.size(); ++i) {
    Model made = model;
    made.relationships.erase(made.relationships.begin() + static_cast<std::ptrdiff_t>(i));
    if (visit(made)) return true;
  }
  const auto each_part = [&](auto member, std::size_t i) {
    for (const auto& [key, value] : (model.*member)[i].properties) {
      Model made = model;
      if (key != "k") (made.*member)[i].properties.erase(key);
      if (key != "k" && visit(made)) return true;
    }
    return false;
  };
  for (std::size_t i = 0; i < model.nodes.size(); ++i) {
    if (each_part(&Model::nodes, i)) return true;
    for (std::size_t j = 0; j < model.nodes[i].labels.size(); ++j) {
      Model made = model;
      made.nodes[i].labels.erase(made.nodes[i].labels.begin() + static_cast<std::ptrdiff_t>(j));
      if (visit(made)) return true;
    }
  }
  for (std::size_t i = 0; i < model.relationships.size(); ++i) {
    if (each_part(&Model::relationships, i)) return true;
  }
  return false;
}

}  // namespace

Model shrink(const Case& failing, Model model, Verdict::Kind kind) {
  while (each_smaller(model, [&](const Model& smaller) {
    if (!still(failing, smaller, kind)) return false;
    Model next = smaller;
    model = std::move(next);
    return true;
  })) {
  }
  return model;
}

std::string reproduction(const Case& failing, const Model& model) {
  std::string text = "  graph:\n    " + create_text(model) + ";\n";
  const auto add = [&](const char* side, const std::vector<Run>& queries) {
    for (const Run& query : queries) {
      text += std::string("  ") + side + (query.rewrites ? "" : " (without rewrites)") +
              (query.arrays ? " (from arrays)" : "") + (query.again ? " (again)" : "") +
              (query.indexed ? " (with indexes)" : "") + ":\n    " + query.query + ";\n";
      for (const auto& [name, value] : query.parameters) text += "      $" + name + " = " + to_cypher(value) + "\n";
    }
  };
  add("left", failing.left);
  add("right", failing.right);
  if (failing.reference) text += "  right: the reference\n";
  return failing.note.empty() ? text : text + "  " + failing.note + "\n";
}

}  // namespace polgraph::meta
