#include "tests/data/loaded.h"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "loaders/load.h"

namespace polgraph::test {

Store load_data_set(const std::string& name) {
  Store store = Store::memory();
  LoadRequest request;
  request.paths = {std::filesystem::path(POLGRAPH_SOURCE_DIR) / "data" / name};
  const LoadReport report = load([&](bool) { return &store; }, request, "2026-01-01T00:00:00Z", {});
  for (const RowNote& note : report.refused) FAIL_CHECK(to_string(note.place) << ": " << note.text);
  REQUIRE(report.committed);
  return store;
}

std::vector<EntityId> every_entity(const Snapshot& graph) {
  std::vector<EntityId> entities;
  for (NodeCursor nodes = graph.nodes(); nodes.next();) entities.push_back(EntityId::of(nodes.id()));
  for (RelationshipCursor all = graph.relationships(); all.next();) entities.push_back(EntityId::of(all.id()));
  return entities;
}

std::string called(const Snapshot& graph, EntityId entity) {
  if (!entity.is_node) return graph.identity(entity.relationship()).value_or("?");
  const auto identity = graph.identity(entity.node());
  return identity ? identity->id : "?";
}

std::string shared_document(const std::string& path) {
  const char* named = std::getenv("POLGRAPH_SHARED");
  const std::filesystem::path shared =
      named != nullptr ? std::filesystem::path(named) : std::filesystem::path(POLGRAPH_SOURCE_DIR).parent_path() / "shared";
  std::ifstream in(shared / path, std::ios::binary);
  std::ostringstream text;
  if (in) text << in.rdbuf();
  return text.str();
}

}  // namespace polgraph::test
