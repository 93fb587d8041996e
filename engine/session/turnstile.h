// SPDX-License-Identifier: MIT
// One at a time, and whoever waits goes before whoever was just through. A mutex alone promises
// nothing of the kind: who takes it again and again starves the others.
#pragma once

#include <mutex>

namespace session {

class Turnstile {
public:
    /// Waits for its turn, which lasts as long as what it gives.
    [[nodiscard]] std::unique_lock<std::mutex> pass()
    {
        const std::lock_guard waiting(next_);
        return std::unique_lock(through_);
    }

private:
    std::mutex next_, through_;
};

}  // namespace session
