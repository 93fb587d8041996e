// SPDX-License-Identifier: MIT
// The one place where a VkResult becomes a sentence.
#pragma once

#include <vulkan/vulkan_core.h>

#include <string_view>

namespace gpu {

/// Throws base::Error unless `result` is a success. `doing` completes "while ...": "making the
/// buffer 'cells'".
void expect(VkResult result, std::string_view doing);

}  // namespace gpu
