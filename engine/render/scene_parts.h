// SPDX-License-Identifier: MIT
// What is shown, on the device, and how its parts are recorded: first the skin, then the layers on
// it.
#pragma once

#include "gpu/commands.h"
#include "render/camera.h"
#include "render/scene_pipelines.h"
#include "render/scene_renderer.h"
#include "render/skin_mesh.h"
#include "render/zone_layer.h"

#include <glm/vec2.hpp>

#include <optional>
#include <span>
#include <vector>

namespace render {

/// What is drawn at once of a picture.
struct Tile {
    gpu::Extent whole;
    gpu::Extent size;
    glm::ivec2 origin{0};
    unsigned pixel = 1;  // each stands for so many of the screen's in width and height
};

/// How far the skin's recording is: its passes over the skin's parts.
struct SkinProgress {
    unsigned pass = 0;
    std::size_t part = 0;
    std::uint32_t index = 0;
    bool done = false;
};

struct Needles {
    gpu::Buffer needles;
    std::uint32_t count;
    NeedleStyle style;
};

struct SceneParts {
    explicit SceneParts(gpu::Device& on);

    void describe_frame(const Camera& camera, const Tile& tile);

    /// Goes on by at most so many triangles.
    void record_skin(gpu::Commands& commands,
                     const ScenePipelines& pipelines,
                     std::span<const SkinPart> skin_parts,
                     SkinProgress& progress,
                     std::size_t most_triangles = SIZE_MAX) const;

    /// `nearer_mm` is how much nearer than they are layers are drawn that do not lie on the skin's
    /// own triangles.
    void record_layers(gpu::Commands& commands,
                       const ScenePipelines& pipelines,
                       const Camera& camera,
                       const Tile& tile,
                       float nearer_mm) const;

    gpu::Device& device;
    gpu::Buffer frame;
    std::optional<SkinMesh> skin;
    std::vector<SkinZone> zones;  // on the skin's vertices
    std::vector<ZoneDraw> zone_draws;
    std::vector<glm::vec3> zone_colours;  // of the needles' zones
    std::optional<Needles> needles;
    std::optional<gpu::Image> overlay;
    bool studio = true;

private:
    void record_zones(gpu::Commands& commands,
                      const ScenePipelines& pipelines,
                      const Camera& camera,
                      const Tile& tile,
                      float nearer_mm) const;
    void record_needles(gpu::Commands& commands,
                        const ScenePipelines& pipelines,
                        const Camera& camera,
                        const Tile& tile) const;
};

}  // namespace render
