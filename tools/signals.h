// Signals: the first Ctrl-C, TERM or HUP asks the running work to stop, which takes two seconds at most and leaves
// nothing half done. One more within that time changes nothing; after it, it ends the program at once.
#pragma once

#include <atomic>

#include "graph/go_on.h"

namespace polgraph::cli {

void handle_signals();  // also ignores PIPE and XFSZ: those writes fail with an error instead
const std::atomic<bool>& stop_requested();
int caught_signal();  // 0: none yet

// What the whole program asks (graph/work.h): was it told to stop? Throws Error Interrupted.
class SignalWork final : public Work {
 public:
  void look() override;
};

}  // namespace polgraph::cli
