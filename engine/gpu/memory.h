// SPDX-License-Identifier: MIT
// The device's memory: who holds how much of it, and how much there is.
#pragma once

#include "gpu/device.h"

namespace gpu {

/// One allocation, for vkBindBufferMemory and vkFreeMemory.
struct Allocation {
    VkDeviceMemory memory = VK_NULL_HANDLE;
    std::size_t bytes = 0;
    MemoryUse use = MemoryUse::buffers;
};

struct AllocationWish {
    std::string_view name;  // for messages
    std::size_t bytes = 0;
    std::uint32_t type = 0;
    MemoryUse use = MemoryUse::buffers;
    VkMemoryAllocateFlags flags = 0;
};

/// Throws base::Error if the memory is full.
Allocation allocate(Device& device, const AllocationWish& wish);
void free(Device& device, const Allocation& allocation);

}  // namespace gpu
