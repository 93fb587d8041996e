// SPDX-License-Identifier: MIT
// When a case with a passphrase is locked by itself: after some minutes without mouse or key. It is
// told the time, so that a test needs to wait for nothing.
#pragma once

#include <algorithm>
#include <chrono>
#include <optional>

namespace shell {

class IdleLock {
public:
    using Clock = std::chrono::steady_clock;

    /// From now on, or never; what counts begins anew when it is turned on.
    void watch(std::optional<std::chrono::minutes> limit, Clock::time_point now)
    {
        if (limit && !limit_) since_ = now;
        limit_ = limit;
    }
    void saw_input(Clock::time_point now) { since_ = now; }
    bool is_due(Clock::time_point now) const { return limit_ && now - since_ >= *limit_; }
    /// Until it is due; long while it does not watch.
    double due_in_s(Clock::time_point now) const
    {
        if (!limit_) return 3600;
        return std::max(0.0, std::chrono::duration<double>(since_ + *limit_ - now).count());
    }

private:
    std::optional<std::chrono::minutes> limit_;
    Clock::time_point since_;
};

}  // namespace shell
