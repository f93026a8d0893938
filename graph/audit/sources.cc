#include "graph/audit/sources.h"

#include <algorithm>

#include "graph/audit/facts.h"
#include "graph/citation.h"
#include "graph/search.h"

namespace polgraph {

namespace {

constexpr std::size_t kMostWholes = 10;  // parts of parts; ends a circle

}  // namespace

std::vector<NodeId> SourceBook::targets(NodeId node, std::string_view type) const {
  std::vector<NodeId> nodes;
  const auto id = snapshot_->find_type(type);
  if (!id) return nodes;
  for (auto steps = snapshot_->steps(node, Direction::Out, {&*id, 1}); steps.next();)
    nodes.push_back(steps.step().neighbour);
  return nodes;
}

std::optional<Stated> SourceBook::own_date(NodeId source) const {
  std::optional<Stated> latest;
  for (Stated& one : dates_about(Facts(*snapshot_, EntityId::of(source)), {"published", "date", "year"}))
    if (!latest || one.span.last > latest->span.last) latest = std::move(one);
  return latest;
}

std::optional<Stated> SourceBook::document_date(NodeId source) const {
  return own_date(whole_of(source));
}

std::optional<Stated> SourceBook::cited_date(NodeId node) const {
  std::optional<Stated> latest;
  for (const NodeId cited : targets(node, "CITES")) {
    auto date = own_date(cited);
    if (!date) return {};  // one of them might be of any time
    if (!latest || date->span.last > latest->span.last) latest = std::move(date);
  }
  return latest;
}

NodeId SourceBook::whole_of(NodeId source) const {
  NodeId whole = source;
  for (std::size_t i = 0; i < kMostWholes; ++i) {
    const auto wholes = targets(whole, "PART_OF");
    if (wholes.empty()) break;
    whole = wholes.front();
  }
  return whole;
}

const SourceBook::Known& SourceBook::look_up(const std::string& source) {
  const auto [slot, fresh] = known_.try_emplace(source);
  if (!fresh) return slot->second;
  Known& known = slot->second;
  known.document = source;
  const auto node = source_node(*snapshot_, source);
  if (!node) return known;
  known.date = own_date(*node);
  if (auto cited = cited_date(*node); cited && !(known.date && cited->span.before(known.date->span)))
    known.date = std::move(cited);
  const NodeId whole = whole_of(*node);
  if (whole == *node) return known;
  if (!known.date) known.date = own_date(whole);
  const auto identity = snapshot_->identity(whole);
  known.document = identity ? identity->id : Facts(*snapshot_, EntityId::of(whole)).text("id");
  return known;
}

const std::string& SourceBook::document(const std::string& source) {
  return look_up(source).document;
}

std::string SourceBook::title(const std::string& source) const {
  const auto node = source_node(*snapshot_, source);
  if (!node) return source;
  const std::string title = Facts(*snapshot_, EntityId::of(*node)).text("title");
  return title.empty() ? display_name(*snapshot_, *node) : title;
}

const Stated* SourceBook::date_of(const std::string& source) {
  const Known& known = look_up(source);
  return known.date ? &*known.date : nullptr;
}

}  // namespace polgraph
