// SPDX-License-Identifier: MIT
// A zone on the device: what its layer over the skin is drawn from.
#pragma once

#include "gpu/buffer.h"
#include "render/patch.h"
#include "render/skin_mesh.h"
#include "render/skin_vertex.h"

#include <glm/vec3.hpp>

#include <cstdint>
#include <optional>

namespace render {

/// sRGB as the screen has it, as light.
glm::vec3 linear(const Colour& colour);

/// One draw of a layer. The buffers belong to others.
struct ZoneDraw {
    const gpu::Buffer* vertices = nullptr;
    const gpu::Buffer* field = nullptr;
    const gpu::Buffer* indices = nullptr;
    std::uint32_t index_count = 0;
    glm::vec3 colour{0};        // linear
    glm::vec3 across{0};        // its hatch
    std::int32_t farthest = 0;  // stands for the field where no stroke has touched it
    bool on_skin = true;        // its vertices are the skin's; else it is drawn a little nearer
};

/// How a layer looks.
struct ZoneLook {
    Colour colour;
    float hatch_deg = 45;  // seen upright and from where it faces
};

/// The layer of a zone on the skin's own vertices.
class SkinZone {
public:
    SkinZone(gpu::Device& device, const SkinMesh& skin, const SceneZone& zone);
    const std::vector<ZoneDraw>& draws() const { return draws_; }

private:
    std::vector<gpu::Buffer> buffers_;  // a field and indices for each draw
    std::vector<ZoneDraw> draws_;
};

/// The layer of a zone that is being painted. Only what changed is uploaded.
class PatchZone {
public:
    /// Both must outlive it.
    PatchZone(gpu::Device& device, const SurfaceSkin& on);

    /// Where it looks other than before.
    Changed follow(Field now);
    ZoneDraw draw(const ZoneLook& look) const;

private:
    bool turns_hatch();

    gpu::Device& device_;
    Patch patch_;
    std::vector<SkinVertex> packed_;  // of the patch
    std::optional<gpu::Buffer> vertices_;
    std::optional<gpu::Buffer> field_;
    std::optional<gpu::Buffer> indices_;
    std::int16_t farthest_ = 0;
    std::optional<glm::vec3> facing_;
};

}  // namespace render
