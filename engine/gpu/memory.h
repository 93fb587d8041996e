// SPDX-License-Identifier: MIT
#pragma once

#include "gpu/device.h"

namespace gpu {

/// Allocates memory of type `type`, named for error messages. Throws base::Error.
VkDeviceMemory allocate(const Device& device,
                        std::size_t bytes,
                        std::uint32_t type,
                        std::string_view name,
                        VkMemoryAllocateFlags flags = 0);

}  // namespace gpu
