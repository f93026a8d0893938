// What a fuzz target of a loader asks of it: no crash, no internal error, and rows that are sound.
#pragma once

#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <string>

#include "graph/error.h"
#include "graph/text/utf8.h"
#include "loaders/format.h"

namespace polgraph::fuzz {

class QuietSink final : public GraphSink {
 public:
  void node(NodeRow& row) override {
    require(!row.identity.id.empty(), "a node without an id");
    for (const std::string& label : row.labels) sound(label);
    sound(row.properties);
  }
  void relationship(RelationshipRow& row) override {
    require(!row.type.empty() && !row.start.id.empty() && !row.end.id.empty(), "a relationship without type or ends");
    sound(row.properties);
  }
  void fact(FactRow row) override { sound(row.fact.predicate); }
  void refuse(Place, std::string reason) override { sound(reason); }
  void warn(Place, std::string text) override { sound(text); }
  void file(std::string, std::string) override {}
  void about(std::string, std::string) override {}

 private:
  static void require(bool holds, const char* what) {
    if (holds) return;
    std::cerr << what << '\n';
    std::abort();
  }
  static void sound(const std::string& text) {
    require(!text.empty() && !first_invalid_utf8(text), "an empty text or one that is no UTF-8");
  }
  static void sound(const NamedValues& values) {
    for (const auto& [key, value] : values) {
      sound(key);
      require(!value.is_null(), "a property that is null");
    }
  }
};

inline void load_quietly(const Format& format, const std::filesystem::path& path) {
  QuietSink sink;
  std::string name;
  try {
    format.load(path, LoadRequest{}, sink, name);
  } catch (const Error& error) {
    if (error.kind() != Kind::Internal) return;
    std::cerr << error.message() << '\n';
    std::abort();
  }
}

}  // namespace polgraph::fuzz
