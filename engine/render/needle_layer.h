// SPDX-License-Identifier: MIT
// The injection points on the device. For each picture the processor chooses those that can be
// seen: half of them face away, and of a picture from near most lie beside it.
#pragma once

#include "gpu/commands.h"
#include "render/camera.h"
#include "render/scene_pipelines.h"
#include "render/scene_renderer.h"
#include "render/tile.h"
#include "shared/scene.h"

#include <span>
#include <vector>

namespace render {

class NeedleLayer {
public:
    /// `needles` is not empty.
    NeedleLayer(gpu::Device& device, std::vector<shared::Needle> needles, const NeedleStyle& style);

    /// No submitted work may still draw this.
    void record(gpu::Commands& commands,
                const ScenePipelines& pipelines,
                const gpu::Buffer& frame,
                const Camera& camera,
                const Tile& tile);

private:
    /// Numbers of needles, one list after the other in `chosen_`.
    struct Choice {
        std::uint32_t marks = 0;     // that face the eye
        std::uint32_t standing = 0;  // that stand out to where they can be seen
    };
    Choice choose(const Camera& camera, const Tile& tile, float mark_mm, std::uint32_t stride);

    gpu::Device& device_;
    std::vector<shared::Needle> needles_;
    gpu::Buffer on_device_;
    gpu::Buffer chosen_;
    NeedleStyle style_;
    float longest_mm_ = 0;  // of what stands out
};

}  // namespace render
