// SPDX-License-Identifier: MIT
// The images that a picture of one size is drawn into.
#pragma once

#include "gpu/image.h"

#include <optional>

namespace render {

struct Targets {
    gpu::Image depth;
    gpu::Image picture;
    std::optional<gpu::Image> several;  // colour, where there are several samples a pixel

    Targets(gpu::Device& device, gpu::Extent size, std::uint32_t samples);

    std::uint32_t samples() const { return several ? 4 : 1; }
    /// Where drawing goes.
    const gpu::Image& drawn() const { return several ? *several : picture; }
};

/// The targets of that size, made anew if there are none or others.
Targets& fitting(std::optional<Targets>& targets,
                 gpu::Device& device,
                 gpu::Extent size,
                 std::uint32_t samples);

}  // namespace render
