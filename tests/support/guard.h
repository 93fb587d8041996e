// SPDX-License-Identifier: MIT
// A test that runs the program under network_guard.
#pragma once

#include <cstdlib>
#include <string>

namespace test {

enum class Sockets { none, for_display };

/// While this lives, test::program() is the guard before the program that it was (or before
/// another one).
class NetworkGuard {
public:
    explicit NetworkGuard(Sockets allowed, const std::string& guarded);
    NetworkGuard(const NetworkGuard&) = delete;
    ~NetworkGuard();

private:
    std::string before_;  // MESOMAP_PROGRAM; empty: it was not set
};

}  // namespace test
