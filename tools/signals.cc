#include "tools/signals.h"

#include <unistd.h>

#include <csignal>

namespace polgraph::cli {

namespace {

std::atomic<bool> stop{false};
std::atomic<int> caught{0};
static_assert(std::atomic<bool>::is_always_lock_free && std::atomic<int>::is_always_lock_free);

extern "C" void on_signal(int number) {
  if (stop.exchange(true)) _exit(128 + number);
  caught.store(number);
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

}  // namespace polgraph::cli
