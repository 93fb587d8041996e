// SPDX-License-Identifier: MIT
#include "geometry/confine.h"

#include <cerrno>
#include <csignal>
#include <initializer_list>

#include <seccomp.h>
#include <sys/prctl.h>
#include <sys/resource.h>

namespace geometry {
namespace {

bool limit(__rlimit_resource_t what, rlim_t value)
{
    const rlimit both{value, value};
    return ::setrlimit(what, &both) == 0;
}

#ifndef MESOMAP_SANITIZED

/// An allow-list; asking for files gets "permission denied" instead of death, because libraries
/// try.
bool allow_few_system_calls()
{
    const scmp_filter_ctx filter = seccomp_init(SCMP_ACT_KILL_PROCESS);
    if (filter == nullptr) return false;
    bool added = true;
    for (const int call : {SCMP_SYS(read),          SCMP_SYS(write),         SCMP_SYS(lseek),
                           SCMP_SYS(close),         SCMP_SYS(fstat),         SCMP_SYS(newfstatat),
                           SCMP_SYS(mmap),          SCMP_SYS(munmap),        SCMP_SYS(mremap),
                           SCMP_SYS(mprotect),      SCMP_SYS(madvise),       SCMP_SYS(brk),
                           SCMP_SYS(futex),         SCMP_SYS(exit),          SCMP_SYS(exit_group),
                           SCMP_SYS(clock_gettime), SCMP_SYS(getrandom),     SCMP_SYS(rt_sigreturn),
                           SCMP_SYS(rt_sigaction),  SCMP_SYS(rt_sigprocmask)})
        added = added && seccomp_rule_add(filter, SCMP_ACT_ALLOW, call, 0) == 0;
    for (const int call : {SCMP_SYS(openat),
                           SCMP_SYS(open),
                           SCMP_SYS(access),
                           SCMP_SYS(faccessat),
                           SCMP_SYS(readlink),
                           SCMP_SYS(stat)})
        seccomp_rule_add(filter, SCMP_ACT_ERRNO(EACCES), call, 0);  // not on every processor
    const bool loaded = added && seccomp_load(filter) == 0;
    seccomp_release(filter);
    return loaded;
}

#endif

}  // namespace

bool confine_this_process(const Confinement& limits)
{
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    bool done = ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && limit(RLIMIT_CORE, 0) &&
                limit(RLIMIT_CPU, limits.cpu_seconds);
#ifndef MESOMAP_SANITIZED
    done = done && limit(RLIMIT_AS, limits.memory_bytes) && limit(RLIMIT_NPROC, 0) &&
           limit(RLIMIT_FSIZE, limits.output_bytes) && allow_few_system_calls();
#endif
    return done;
}

}  // namespace geometry
