// SPDX-License-Identifier: MIT
#include "gpu/memory.h"

#include "base/error.h"
#include "gpu/result.h"

#include <fmt/format.h>

#include <algorithm>

namespace gpu {
namespace {

[[noreturn]] void refuse(const Device& device, const AllocationWish& wish)
{
    throw base::Error(fmt::format("The graphics device {} has no memory left for \"{}\", which "
                                  "needs {:.0f} MiB; this program holds {:.0f} MiB of it.",
                                  device.name(),
                                  wish.name,
                                  mebibytes(wish.bytes),
                                  mebibytes(device.memory().held())));
}

}  // namespace

Allocation allocate(Device& device, const AllocationWish& wish)
{
    if (wish.bytes > device.most_memory() - std::min(device.memory().held(), device.most_memory()))
        refuse(device, wish);
    VkMemoryAllocateFlagsInfo use{VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_FLAGS_INFO};
    use.flags = wish.flags;
    VkMemoryAllocateInfo create{VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO};
    create.pNext = &use;
    create.allocationSize = wish.bytes;
    create.memoryTypeIndex = wish.type;
    Allocation made{.bytes = wish.bytes, .use = wish.use};
    const VkResult result = vkAllocateMemory(device.handle(), &create, nullptr, &made.memory);
    if (result == VK_ERROR_OUT_OF_DEVICE_MEMORY || result == VK_ERROR_OUT_OF_HOST_MEMORY)
        refuse(device, wish);
    expect(result, fmt::format("finding memory for \"{}\"", wish.name));
    device.holds(made.use, made.bytes);
    return made;
}

void free(Device& device, const Allocation& allocation)
{
    if (!allocation.memory) return;
    vkFreeMemory(device.handle(), allocation.memory, nullptr);  // also ends a mapping
    device.lets_go(allocation.use, allocation.bytes);
}

}  // namespace gpu
