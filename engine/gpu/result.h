// SPDX-License-Identifier: MIT
// The one place where a VkResult becomes a sentence.
#pragma once

#include "base/error.h"

#include <vulkan/vulkan_core.h>

#include <string_view>

namespace gpu {

/// The device or the window's surface is gone. All that was made from the device is useless; a new
/// device may work.
class Lost : public base::Error {
public:
    using base::Error::Error;
};

/// Throws base::Error unless `result` is a success. `doing` completes "while ...": "making the
/// buffer 'cells'".
void expect(VkResult result, std::string_view doing);

}  // namespace gpu
