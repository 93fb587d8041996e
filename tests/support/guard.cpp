// SPDX-License-Identifier: MIT
#include "guard.h"

namespace test {

NetworkGuard::NetworkGuard(Sockets allowed, const std::string& guarded)
{
    if (const char* before = std::getenv("MESOMAP_PROGRAM")) before_ = before;
    ::setenv("MESOMAP_GUARDED", guarded.c_str(), 1);
    ::setenv("MESOMAP_GUARD", allowed == Sockets::none ? "none" : "display", 1);
    ::setenv("MESOMAP_PROGRAM", MESOMAP_NETWORK_GUARD, 1);
}

NetworkGuard::~NetworkGuard()
{
    if (before_.empty())
        ::unsetenv("MESOMAP_PROGRAM");
    else
        ::setenv("MESOMAP_PROGRAM", before_.c_str(), 1);
}

}  // namespace test
