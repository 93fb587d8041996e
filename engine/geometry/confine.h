// SPDX-License-Identifier: MIT
// How a process that reads an untrusted file gives up what it does not need.
#pragma once

#include <cstddef>

namespace geometry {

struct Confinement {
    std::size_t memory_bytes = std::size_t(4) << 30;  // address space
    std::size_t output_bytes = std::size_t(2) << 30;  // the longest file it may write
    unsigned cpu_seconds = 60;
};

/// Limits this process for good: no new privileges, no core file, no other process, memory, time
/// and output bounded, and only the system calls that reading memory and writing to an open
/// descriptor need (everything else kills it). Under sanitizers only the time is bounded, because
/// they need the rest. False if the system cannot do it.
bool confine_this_process(const Confinement& limits);

}  // namespace geometry
