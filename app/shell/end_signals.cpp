// SPDX-License-Identifier: MIT
#include "shell/end_signals.h"

#include "base/error.h"

#include <array>
#include <cerrno>
#include <csignal>

#include <fcntl.h>
#include <unistd.h>

namespace shell {
namespace {

constexpr std::array signals{SIGTERM, SIGHUP, SIGINT};
constexpr char came = 's', over = 'o';

// From the handler, which may do little else, to the thread that waits.
int to_thread = -1;

void tell_thread(int)
{
    const int error = errno;
    // A full pipe has told it already.
    [[maybe_unused]] const ssize_t told = ::write(to_thread, &came, 1);
    errno = error;
}

void handle(void (*handler)(int), int flags)
{
    struct sigaction action {};
    action.sa_handler = handler;
    action.sa_flags = flags;
    sigemptyset(&action.sa_mask);
    for (const int signal : signals) {
        struct sigaction before {};
        ::sigaction(signal, nullptr, &before);
        if (before.sa_handler != SIG_IGN)  // as under nohup
            ::sigaction(signal, &action, nullptr);
    }
}

}  // namespace

EndSignals::EndSignals(std::function<void()> close)
{
    std::array<int, 2> pipe{};
    if (::pipe2(pipe.data(), O_CLOEXEC) != 0)
        throw base::Error("The system has no file left for a pipe.");
    to_thread = pipe[1];
    waiting_ = std::thread([from = pipe[0], close = std::move(close)] {
        for (char what = over; ::read(from, &what, 1) == 1 && what == came;)
            close();
        ::close(from);
    });
    handle(tell_thread, SA_RESTART | static_cast<int>(SA_RESETHAND));
}

EndSignals::~EndSignals()
{
    handle(SIG_DFL, 0);
    if (::write(to_thread, &over, 1) == 1) waiting_.join();
    ::close(to_thread);
    to_thread = -1;
}

}  // namespace shell
