// SPDX-License-Identifier: MIT
#include "cli/interruption.h"

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <utility>

#include <unistd.h>

namespace cli {
namespace {

sigset_t waited_for()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGINT);
    sigaddset(&signals, SIGTERM);
    return signals;
}

/// To the beginning of the line, and everything on it away.
constexpr const char* clear_line = "\r\x1b[K";

bool on_terminal()
{
    return ::isatty(STDERR_FILENO) == 1;
}

}  // namespace

Interruption::Interruption()
{
    const sigset_t signals = waited_for();
    ::pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    waiting_ = std::thread([this] { wait(); });
}

Interruption::~Interruption()
{
    ends_ = true;
    ::pthread_kill(waiting_.native_handle(), SIGINT);  // wakes it
    waiting_.join();
    const sigset_t signals = waited_for();
    ::pthread_sigmask(SIG_UNBLOCK, &signals, nullptr);
}

void Interruption::whole(const std::function<void()>& write)
{
    const std::lock_guard lock(writing_);
    write();
}

void Interruption::wait()
{
    const sigset_t signals = waited_for();
    int signal = 0;
    ::sigwait(&signals, &signal);
    if (ends_) return;
    const std::lock_guard lock(writing_);
    std::fprintf(stderr, "%smesomap: Stopped.\n", on_terminal() ? clear_line : "");
    ::_exit(128 + signal);
}

ProgressLine::ProgressLine(std::string what)
    : what_(std::move(what))
{
}

ProgressLine::~ProgressLine()
{
    if (shown_ >= 0) std::fputs(clear_line, stderr);
}

base::Progress ProgressLine::progress()
{
    if (!on_terminal()) return {};
    return base::Progress([this](float done) {
        show(int(100 * done));
        return true;
    });
}

void ProgressLine::show(std::size_t done, std::size_t of)
{
    if (on_terminal()) show(int(100 * done / std::max<std::size_t>(1, of)));
}

void ProgressLine::show(int percent)
{
    if (std::exchange(shown_, percent) == percent) return;
    std::fprintf(stderr, "\r%s: %d %%", what_.c_str(), percent);
    std::fflush(stderr);
}

}  // namespace cli
