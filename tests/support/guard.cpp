// SPDX-License-Identifier: MIT
#include "guard.h"

#include <cstdlib>

namespace test {

Guarded::Guarded(Sockets allowed, const std::string& program)
    : start(MESOMAP_NETWORK_GUARD)
    , variables{{"MESOMAP_GUARDED", program},
                {"MESOMAP_GUARD", allowed == Sockets::none ? "none" : "display"}}
{
}

NetworkGuard::NetworkGuard(Sockets allowed, const std::string& program)
{
    if (const char* before = std::getenv("MESOMAP_PROGRAM")) before_ = before;
    const Guarded guarded(allowed, program);
    for (const auto& [name, value] : guarded.variables)
        ::setenv(name.c_str(), value.c_str(), 1);
    ::setenv("MESOMAP_PROGRAM", guarded.start.c_str(), 1);
}

NetworkGuard::~NetworkGuard()
{
    if (before_.empty())
        ::unsetenv("MESOMAP_PROGRAM");
    else
        ::setenv("MESOMAP_PROGRAM", before_.c_str(), 1);
}

}  // namespace test
