#include "tools/signals.h"

#include <unistd.h>

#include <csignal>
#include <cstdint>
#include <ctime>

#include "graph/error.h"

namespace polgraph::cli {

namespace {

std::atomic<bool> stop{false};
std::atomic<int> caught{0};
std::atomic<std::int64_t> stopped_at{0};
static_assert(std::atomic<bool>::is_always_lock_free && std::atomic<int>::is_always_lock_free &&
              std::atomic<std::int64_t>::is_always_lock_free);
constexpr std::int64_t kPatienceMs = 2000;

std::int64_t milliseconds() {
  timespec now = {};
  clock_gettime(CLOCK_MONOTONIC, &now);  // one of the few that a handler may call
  return std::int64_t{now.tv_sec} * 1000 + now.tv_nsec / 1'000'000;
}

extern "C" void on_signal(int number) {
  const std::int64_t now = milliseconds();
  if (caught.load() != 0) {
    if (now - stopped_at.load() > kPatienceMs) _exit(128 + caught.load());
    return;
  }
  stopped_at.store(now);
  caught.store(number);
  stop.store(true);
}

}  // namespace

void handle_signals() {
  struct sigaction ignore = {};
  ignore.sa_handler = SIG_IGN;
  sigaction(SIGPIPE, &ignore, nullptr);
  sigaction(SIGXFSZ, &ignore, nullptr);

  for (const int number : {SIGINT, SIGTERM, SIGHUP}) {
    struct sigaction before = {};
    sigaction(number, nullptr, &before);
    if (before.sa_handler == SIG_IGN) continue;  // nohup, or started in the background: stays so
    struct sigaction action = {};
    action.sa_handler = on_signal;
    sigemptyset(&action.sa_mask);
    sigaction(number, &action, nullptr);  // no SA_RESTART: a read that waits for input comes back
  }
}

const std::atomic<bool>& stop_requested() {
  return stop;
}
int caught_signal() {
  return caught.load();
}

void SignalWork::look() {
  if (stop.load(std::memory_order_relaxed)) throw Error(Kind::Interrupted, "Interrupted", "interrupted");
}

}  // namespace polgraph::cli
