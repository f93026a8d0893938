// Signals: the first Ctrl-C, TERM or HUP asks the running work to stop, the second ends the program at once.
#pragma once

#include <atomic>

namespace polgraph::cli {

void handle_signals();  // also ignores PIPE and XFSZ: those writes fail with an error instead
const std::atomic<bool>& stop_requested();
int caught_signal();  // 0: none yet

}  // namespace polgraph::cli
