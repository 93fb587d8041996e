// SPDX-License-Identifier: MIT
// A picture that shaders sample from.
#pragma once

#include "gpu/image.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace gpu {

/// RGBA, rows from the top. Ready to be read by a fragment shader.
Image texture_of(Device& device,
                 std::string_view name,
                 Extent extent,
                 std::span<const std::uint8_t> rgba);

}  // namespace gpu
