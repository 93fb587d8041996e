// SPDX-License-Identifier: MIT
// Runs a program that may not speak to anybody: the kernel kills it, and each of its children, at
// the first socket. MESOMAP_GUARDED names the program; where MESOMAP_GUARD is "display", sockets
// within this computer (AF_UNIX) are let through, as a window needs one for its display.
#include <cstdio>
#include <cstdlib>
#include <string_view>

#include <seccomp.h>
#include <sys/socket.h>
#include <unistd.h>

namespace {

bool forbid(scmp_filter_ctx filter, bool has_display)
{
    const unsigned kill = SCMP_ACT_KILL_PROCESS;
    bool fine = true;
    for (const int call : {SCMP_SYS(socket), SCMP_SYS(socketpair)})
        fine =
            fine &&
            (has_display ? seccomp_rule_add(filter, kill, call, 1, SCMP_A0(SCMP_CMP_NE, AF_UNIX, 0))
                         : seccomp_rule_add(filter, kill, call, 0)) == 0;
    // It opens sockets past the call above.
    return fine && seccomp_rule_add(filter, kill, SCMP_SYS(io_uring_setup), 0) == 0;
}

}  // namespace

int main(int, char** argv)
{
    const char* program = std::getenv("MESOMAP_GUARDED");
    const char* allowed = std::getenv("MESOMAP_GUARD");
    const scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ALLOW);
    if (program && filter && forbid(filter, allowed && std::string_view(allowed) == "display") &&
        seccomp_load(filter) == 0) {
        argv[0] = const_cast<char*>(program);
        ::execv(program, argv);
    }
    std::perror("network_guard");
    return 127;
}
