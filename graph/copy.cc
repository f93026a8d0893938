#include "graph/copy.h"

#include <memory>

#include "graph/database.h"
#include "graph/error.h"
#include "graph/new_store.h"
#include "graph/store.h"

namespace polgraph {

namespace fs = std::filesystem;
using rocks::Family;

namespace {

constexpr std::uint64_t kKeysBetweenTicks = 4096;
constexpr Family kAll[] = {Family::Meta,       Family::Nodes,    Family::Relationships, Family::Labels,
                           Family::Properties, Family::Text,     Family::Identities,    Family::Out,
                           Family::In,         Family::Evidence, Family::Rules,         Family::Dated};

class Steps {
 public:
  explicit Steps(const CopyTick& tick) : tick_(tick) {}
  void step() {
    if (++steps_ % kKeysBetweenTicks == 0 && tick_) tick_();
  }

 private:
  const CopyTick& tick_;
  std::uint64_t steps_ = 0;
};

std::uint64_t write(const rocks::View& from, rocks::NewStore& to, Steps& steps) {
  std::uint64_t entries = 0;
  for (const Family family : kAll) {
    for (auto at = from.cursor(family); at->next(); steps.step(), ++entries)
      to.table(family).put(family, at->key(), at->value());
  }
  to.commit(std::make_shared<Catalog>(from.catalog()));
  return entries;
}

void compare(const rocks::View& from, const rocks::View& copy, Steps& steps) {
  copy.verify_checksums();
  for (const Family family : kAll) {
    auto other = copy.cursor(family);
    const auto differ = [] {
      return Error(Kind::Storage, "CopyDiffers", "the copy, read again, is not what was written");
    };
    for (auto at = from.cursor(family); at->next(); steps.step())
      if (!other->next() || other->key() != at->key() || other->value() != at->value()) throw differ();
    if (other->next()) throw differ();
  }
}

// Written and held against the original, not yet in its place.
Copied make(const Snapshot& from, rocks::NewStore& to, const CopyTick& tick) {
  Steps steps(tick);
  const Copied copied{write(from.view(), to, steps), from.statistics()};
  const Store copy = Store::open(to.folder(), Store::Mode::Read);
  compare(from.view(), copy.snapshot().view(), steps);
  return copied;
}

// Is there a store, be it damaged? Throws where something else is there.
bool is_store(const fs::path& place) {
  try {
    const auto format = folder::read_format(place);
    return format && format->ready;
  } catch (const Error& error) {
    if (error.kind() == Kind::Corrupt || error.detail() == "NewerFormat") return true;
    throw;
  }
}

}  // namespace

Copied copy_store(const Snapshot& from, const fs::path& place, const CopyTick& tick, const fs::path& like) {
  if (is_store(place))
    throw Error(Kind::Storage, "Exists", place.string() + " is a polgraph database already")
        .hint("name a folder that is missing or empty");
  rocks::NewStore to(place, from.view().catalog().uuid, like);
  const Copied copied = make(from, to, tick);
  to.move_in();
  return copied;
}

Copied replace_store(const Snapshot& from, const fs::path& place, const CopyTick& tick, bool wait) {
  if (!is_store(place)) return copy_store(from, place, tick);
  const std::shared_ptr<void> lock = folder::lock(place, folder::patience(wait));
  rocks::NewStore to(place, from.view().catalog().uuid, place);
  const Copied copied = make(from, to, tick);
  to.change_places(rocks::NewStore::Old::Taken);
  return copied;
}

}  // namespace polgraph
