#include "graph/check_parallel.h"

#include <optional>
#include <unordered_map>
#include <utility>

#include "graph/codec.h"

namespace polgraph {

namespace {

// None: it has an identity of its own, or its record cannot be read, which was told of.
std::optional<std::string> fingerprint(const rocks::View& view, std::uint64_t relationship) {
  std::optional<std::string> print;
  CheckFindings::quietly([&] {
    std::string bytes;
    if (!view.get(rocks::Family::Relationships, codec::id_bytes(relationship), bytes)) return;
    print = codec::decode_relationship(bytes).identity;
  });
  if (print) print = codec::as_fingerprint(*print);
  if (print && !codec::is_fingerprint(*print)) print.reset();
  return print;
}

}  // namespace

void CheckParallel::add(std::string_view out_key) {
  const std::uint64_t relationship = codec::last_id(out_key);
  const std::string_view ends = out_key.substr(0, out_key.size() - sizeof relationship);
  if (ends != ends_) {
    end();
    ends_ = ends;
  }
  relationships_.push_back(relationship);
}

void CheckParallel::end() {
  const std::vector<std::uint64_t> relationships = std::exchange(relationships_, {});
  if (relationships.size() < 2) return;
  std::unordered_map<std::string, std::uint64_t> known;
  for (const std::uint64_t relationship : relationships) {
    const std::optional<std::string> print = fingerprint(view_, relationship);
    if (!print) continue;
    const auto [first, is_new] = known.emplace(*print, relationship);
    if (!is_new)
      findings_.report(EntityId::of(RelId(relationship)),
                       "it comes from the same row as relationship " + std::to_string(first->second));
  }
}

}  // namespace polgraph
