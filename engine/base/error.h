// SPDX-License-Identifier: MIT
// What can go wrong, and how it is said. A practitioner reads an Error; a developer reads a failed
// check().
#pragma once

#include <source_location>
#include <stdexcept>
#include <string>

namespace base {

/// The world failed (file unreadable, device lost, impossible request): one full sentence for the
/// user.
class Error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// The user pressed cancel. Thrown only by Progress::report.
class Cancelled : public std::runtime_error {
public:
    Cancelled()
        : std::runtime_error("Cancelled.")
    {
    }
};

/// Throws std::logic_error if one of our own assumptions is wrong. On in every build.
void check(bool condition,
           const char* what,
           std::source_location where = std::source_location::current());

}  // namespace base
