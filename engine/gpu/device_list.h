// SPDX-License-Identifier: MIT
// The graphics devices of this machine, for people who want to know.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace gpu {

/// In bytes: how much there is, and how much of it this program may use.
struct DeviceMemory {
    std::size_t size = 0;
    std::size_t budget = 0;
};

struct DeviceFacts {
    std::string name;
    std::string kind;   // "discrete GPU", ..., "processor"
    std::string lacks;  // why it cannot be used; empty if it can
    DeviceMemory memory;
    bool tells_budget = false;            // else the budget is all
    std::size_t storage_range_bytes = 0;  // the most that one storage buffer binding can show
};

/// In the order in which they would be taken.
std::vector<DeviceFacts> devices_of_this_machine();

}  // namespace gpu
