// SPDX-License-Identifier: MIT
// Running the program under network_guard.
#pragma once

#include <string>
#include <utility>
#include <vector>

namespace test {

enum class Sockets { none, for_display };

/// What starts `program` under the guard, and the variables of the environment that it reads.
struct Guarded {
    Guarded(Sockets allowed, const std::string& program);

    std::string start;
    std::vector<std::pair<std::string, std::string>> variables;
};

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
