// SPDX-License-Identifier: MIT
#include "gpu/memory.h"

#include "gpu/result.h"

#include <fmt/format.h>

namespace gpu {

VkDeviceMemory allocate(const Device& device,
                        std::size_t bytes,
                        std::uint32_t type,
                        std::string_view name,
                        VkMemoryAllocateFlags flags)
{
    VkMemoryAllocateFlagsInfo use{VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_FLAGS_INFO};
    use.flags = flags;
    VkMemoryAllocateInfo create{VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO};
    create.pNext = &use;
    create.allocationSize = bytes;
    create.memoryTypeIndex = type;
    VkDeviceMemory memory = VK_NULL_HANDLE;
    expect(vkAllocateMemory(device.handle(), &create, nullptr, &memory),
           fmt::format("finding {} MB for \"{}\"", (bytes >> 20) + 1, name));
    return memory;
}

}  // namespace gpu
