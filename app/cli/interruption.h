// SPDX-License-Identifier: MIT
// Long work at a terminal: how far it is, and Ctrl-C, which ends it at once but never in the middle
// of a file.
#pragma once

#include "base/progress.h"

#include <atomic>
#include <cstddef>
#include <functional>
#include <mutex>
#include <string>
#include <thread>

namespace cli {

/// While this lives, Ctrl-C (and a plain kill) is waited for by a thread of its own and ends the
/// program with one sentence and code 128 + signal, whatever the others are doing. To be made
/// before any other thread is, since threads inherit which signals they leave to others.
class Interruption {
public:
    Interruption();
    ~Interruption();
    Interruption(const Interruption&) = delete;
    Interruption& operator=(const Interruption&) = delete;

    /// Runs `write` to its end, even if Ctrl-C comes meanwhile.
    void whole(const std::function<void()>& write);

private:
    void wait();

    std::mutex writing_;
    std::atomic<bool> ends_ = false;
    std::thread waiting_;  // last: it uses the others
};

/// Tells on the terminal how far the work is, on a line that goes again; silent where stderr is no
/// terminal.
class ProgressLine {
public:
    explicit ProgressLine(std::string what);
    ~ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    base::Progress progress();

    /// The same for work that goes in steps.
    void show(std::size_t done, std::size_t of);

private:
    void show(int percent);

    std::string what_;
    int shown_ = -1;  // percent
};

}  // namespace cli
