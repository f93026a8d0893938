#include "query/context.h"

namespace polgraph {

Context::Context(const std::string& text, const RunOptions& options, const Snapshot& view, Transaction* transaction,
                 std::size_t width)
    : text_(text), options_(options), view_(view), transaction_(transaction), width_(width) {
  if (options.timeout_s > 0) {
    deadline_ = std::chrono::steady_clock::now() + std::chrono::duration_cast<std::chrono::steady_clock::duration>(
                                                       std::chrono::duration<double>(options.timeout_s));
  }
}

const DateTime& Context::now() {
  if (!now_) now_ = real_now();
  return *now_;
}

DateTime Context::real_now() const {
  if (options_.clock) return options_.clock();
  throw Error(Kind::Argument, "NoClock", "the current time was asked for, but this run was given no clock")
      .hint("set RunOptions::clock");
}

void Context::look() {
  if (options_.cancelled != nullptr && options_.cancelled->load(std::memory_order_relaxed)) {
    throw Error(Kind::Interrupted, "Interrupted", "interrupted");
  }
  if (options_.timeout_s > 0 && std::chrono::steady_clock::now() > deadline_) {
    std::string seconds = std::to_string(options_.timeout_s);
    seconds.erase(seconds.find_last_not_of('0') + 1);
    if (seconds.back() == '.') seconds.pop_back();
    throw Error(Kind::Limit, "Timeout", "the statement ran longer than " + seconds + " s")
        .hint("give it more time with --timeout, or narrow the pattern");
  }
}

void Context::too_much() const {
  throw Error(Kind::Limit, "MemoryLimit",
              "the statement needs more than " + std::to_string(options_.memory_bytes >> 20) + " MiB of memory")
      .hint("allow more with --memory, or ask for less at once");
}

void Context::refuse_deleted(const Value& entity) const {
  const bool gone =
      entity.is_node() ? deleted(entity.as_node()) : entity.is_relationship() && deleted(entity.as_relationship());
  if (!gone) return;
  throw Error(
      Kind::NotFound, "DeletedEntityAccess",
      std::string("this ") + (entity.is_node() ? "node" : "relationship") + " was deleted earlier in the statement")
      .hint("read what is needed before DELETE: WITH n, n.name AS name DELETE n RETURN name");
}

void Context::mark_deleted(NodeId node) {
  anything_deleted_ = true;
  nodes_deleted_.insert(node);
}

void Context::mark_deleted(RelId relationship) {
  anything_deleted_ = true;
  relationships_deleted_.insert(relationship);
}

std::size_t row_bytes(const Value* row, std::size_t width) {
  std::size_t bytes = width * sizeof(Value);
  for (std::size_t i = 0; i < width; ++i) bytes += row[i].heap_bytes();
  return bytes;
}

}  // namespace polgraph
