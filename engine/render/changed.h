// SPDX-License-Identifier: MIT
// Where something on the skin is not as it was in the last picture, so that only there is drawn
// again: a brush changes a hundredth of what is seen.
#pragma once

#include "gpu/image.h"
#include "render/camera.h"
#include "render/scene.h"

#include <glm/vec3.hpp>

#include <span>

namespace render {

/// A box of the scene, in mm; nothing at first.
struct Changed {
    glm::vec3 low{1e30f};
    glm::vec3 high{-1e30f};

    bool nothing() const { return low.x > high.x; }
    /// All that is as near to the place.
    void include(glm::vec3 place, float reach_mm = 0);
    void include(const Changed& other);
};

/// Where needles are that stand in one of the two lists only, whatever their numbers.
Changed changed_needles(std::span<const Needle> before, std::span<const Needle> now);

/// The pixels of a picture of that size that show the box and `margin_px` around it; none where it
/// lies beside the picture.
VkRect2D pixels_of(const Changed& box, const Camera& camera, gpu::Extent size, double margin_px);

}  // namespace render
