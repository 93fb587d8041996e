// SPDX-License-Identifier: MIT
// The end of the desktop's session, a plain kill, Ctrl-C in the terminal: they close the window as
// its cross does, so that the case is finished and no journal is left beside its file.
#pragma once

#include <functional>
#include <thread>

namespace shell {

/// While this lives, the first SIGTERM, SIGHUP or SIGINT calls `close`, on a thread of its own; a
/// second one ends the program at once. There is one at a time.
class EndSignals {
public:
    explicit EndSignals(std::function<void()> close);
    ~EndSignals();
    EndSignals(const EndSignals&) = delete;
    EndSignals& operator=(const EndSignals&) = delete;

private:
    std::thread waiting_;
};

}  // namespace shell
