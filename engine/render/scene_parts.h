// SPDX-License-Identifier: MIT
// What is shown, on the device, and how its parts are recorded: first the skin, then the layers on
// it.
#pragma once

#include "gpu/commands.h"
#include "render/camera.h"
#include "render/needle_layer.h"
#include "render/scene_pipelines.h"
#include "render/skin_mesh.h"
#include "render/tile.h"
#include "render/zone_layer.h"

#include <optional>
#include <span>
#include <vector>

namespace render {

/// How far the skin's recording is: its passes over the skin's parts.
struct SkinProgress {
    unsigned pass = 0;
    std::size_t part = 0;
    std::size_t cluster = 0;
    bool done = false;
};

struct SceneParts {
    explicit SceneParts(gpu::Device& on);

    void describe_frame(const Camera& camera, const Tile& tile);

    /// Goes on by at most so many triangles, or one cluster.
    void record_skin(gpu::Commands& commands,
                     const ScenePipelines& pipelines,
                     const Sight& sight,
                     std::span<const SkinPart> skin_parts,
                     SkinProgress& progress,
                     std::size_t most_triangles = SIZE_MAX) const;

    /// `nearer_mm` is how much nearer than they are layers are drawn that do not lie on the skin's
    /// own triangles.
    void record_layers(gpu::Commands& commands,
                       const ScenePipelines& pipelines,
                       const Camera& camera,
                       const Tile& tile,
                       float nearer_mm);

    gpu::Device& device;
    gpu::Buffer frame;
    std::optional<SkinMesh> skin;
    std::vector<SkinZone> zones;  // on the skin's vertices
    std::vector<ZoneDraw> zone_draws;
    std::vector<glm::vec3> zone_colours;  // of the needles' zones
    std::optional<NeedleLayer> needles;
    std::optional<gpu::Image> overlay;
    bool studio = true;

private:
    void record_zones(gpu::Commands& commands,
                      const ScenePipelines& pipelines,
                      const Camera& camera,
                      const Tile& tile,
                      float nearer_mm) const;
};

}  // namespace render
