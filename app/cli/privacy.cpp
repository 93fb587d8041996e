// SPDX-License-Identifier: MIT
#include "cli/privacy.h"

#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

namespace cli {

void keep_private()
{
    ::umask(077);
    const rlimit none{0, 0};
    ::setrlimit(RLIMIT_CORE, &none);
    // Dumps that go to a program ignore that limit; they hold only the kinds of memory set here
    // (core(5)). PR_SET_DUMPABLE would do both, but takes /proc/self from ourselves.
    const int filter = ::open("/proc/self/coredump_filter", O_WRONLY | O_CLOEXEC);
    if (filter < 0) return;
    [[maybe_unused]] const ssize_t ignored = ::write(filter, "0", 1);
    ::close(filter);
}

}  // namespace cli
