// SPDX-License-Identifier: MIT
#include "render/scene_parts.h"

#include "base/error.h"
#include "render/studio.h"
#include "shared/scene.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace render {
namespace {

// In a picture 1200 pixels high.
constexpr float border_px_at_1200 = 3;    // width of a zone's border
constexpr float hatch_px_at_1200 = 1.6f;  // width of its lines
constexpr float least_hatch_step_px = 7;
constexpr float hatch_step_px_at_1200 = 12;  // from line to line, at least

/// A direction in the camera's axes, of unit length.
glm::vec3 in_world(const Camera& camera, glm::dvec3 v)
{
    return glm::normalize(v.x * camera.right + v.y * camera.up + v.z * camera.toward);
}

/// The least power of two of millimetres that is so many pixels: lines stay where they are while
/// the camera comes nearer, until there is room for twice as many.
float hatch_step_mm(float mm_per_pixel, float scale)
{
    const float step_px = std::max(hatch_step_px_at_1200 * scale, least_hatch_step_px);
    return std::exp2(std::ceil(std::log2(step_px * mm_per_pixel)));
}

/// One way of drawing the skin's triangles, or its seams'.
struct SkinPass {
    const gpu::DrawPipeline& pipeline;
    const gpu::DrawPipeline* pictured;  // for parts with a picture; null: drawn as the others
    Side side;
    gpu::Buffer SkinPart::*indices;
    std::vector<Cluster> SkinPart::*clusters;
};

std::array<SkinPass, 3> passes(const ScenePipelines& pipelines)
{
    const PicturePipelines* picture = pipelines.picture ? &*pipelines.picture : nullptr;
    return {{{pipelines.skin,
              picture ? &picture->skin : nullptr,
              Side::outer,
              &SkinPart::indices,
              &SkinPart::clusters},
             {pipelines.seam,
              picture ? &picture->seam : nullptr,
              Side::outer,
              &SkinPart::seams,
              &SkinPart::seam_clusters},
             {pipelines.inside, nullptr, Side::inner, &SkinPart::indices, &SkinPart::clusters}}};
}

void bind(gpu::Commands& commands,
          const SkinPass& pass,
          const gpu::Buffer& frame,
          const SkinPart& part)
{
    if (pass.pictured && part.picture) {
        commands.bind(*pass.pictured, {frame, *part.picture});
        commands.vertices({&part.vertices, &*part.places});
    } else {
        commands.bind(pass.pipeline, {frame});
        commands.vertices({&part.vertices});
    }
}

struct Run {
    std::uint32_t first = 0;  // triangle
    std::uint32_t count = 0;
};

/// The next clusters in a row that are seen, as many as have so many triangles, but one at least;
/// `next` goes on behind them. Empty at the end.
Run next_run(const std::vector<Cluster>& clusters,
             const Sight& sight,
             Side side,
             std::size_t most_triangles,
             std::size_t& next)
{
    while (next < clusters.size() && !sight.shows(clusters[next], side))
        ++next;
    if (next == clusters.size()) return {};
    Run run{clusters[next].first, 0};
    do {
        run.count += clusters[next++].count;
    } while (next < clusters.size() && run.count + clusters[next].count <= most_triangles &&
             sight.shows(clusters[next], side));
    return run;
}

}  // namespace

SceneParts::SceneParts(gpu::Device& on)
    : device(on)
    , frame(on, {.name = "frame", .bytes = sizeof(shared::SceneFrame), .home = gpu::Home::host})
{
}

void SceneParts::describe_frame(const Camera& camera, const Tile& tile)
{
    Camera shifted = camera;
    shifted.axis_px -= glm::dvec2(tile.origin);
    const auto [width, height] = tile.size;
    shared::SceneFrame now{.clip_from_world = shifted.clip_from_world(width, height),
                           .eye = camera.eye,
                           .right = camera.right,
                           .up = camera.up,
                           .toward = camera.toward,
                           .size_px = {tile.whole.width, tile.whole.height},
                           .origin_px = tile.origin,
                           .mm_per_pixel = float(1 / camera.pixels_per_mm()),
                           .key = in_world(camera, key_toward),
                           .rim = in_world(camera, rim_toward),
                           .sky = {}};
    std::ranges::copy(studio_sky(), now.sky);
    gpu::write_bytes(device, frame, gpu::bytes_of(std::span(&now, 1)));
}

void SceneParts::record_skin(gpu::Commands& commands,
                             const ScenePipelines& pipelines,
                             const Sight& sight,
                             std::span<const SkinPart> skin_parts,
                             SkinProgress& progress,
                             std::size_t most_triangles) const
{
    auto& [pass, part, cluster, done] = progress;
    if (studio && pass == 0 && part == 0 && cluster == 0) {
        commands.bind(pipelines.backdrop, {frame});
        commands.draw(3);
    }
    const auto all = passes(pipelines);
    for (; pass < all.size(); ++pass, part = 0) {
        const auto [indices, clusters] = std::pair(all[pass].indices, all[pass].clusters);
        const Side side = all[pass].side;
        for (; part < skin_parts.size(); ++part, cluster = 0) {
            const SkinPart& one = skin_parts[part];
            bind(commands, all[pass], frame, one);
            while (cluster < (one.*clusters).size()) {
                if (most_triangles == 0) return;
                const Run run = next_run(one.*clusters, sight, side, most_triangles, cluster);
                if (run.count > 0) commands.draw_part(one.*indices, 3 * run.first, 3 * run.count);
                most_triangles -= std::min<std::size_t>(most_triangles, run.count);
            }
        }
    }
    done = true;
}

void SceneParts::record_layers(gpu::Commands& commands,
                               const ScenePipelines& pipelines,
                               const Camera& camera,
                               const Tile& tile,
                               float nearer_mm)
{
    record_zones(commands, pipelines, camera, tile, nearer_mm);
    if (needles) needles->record(commands, pipelines, frame, camera, tile);
    if (!overlay) return;
    base::check(overlay->extent() == tile.whole, "the overlay fits the picture");
    commands.bind(pipelines.overlay, {*overlay});
    commands.push(shared::OverlayPush{tile.origin});
    commands.draw(3);
}

void SceneParts::record_zones(gpu::Commands& commands,
                              const ScenePipelines& pipelines,
                              const Camera& camera,
                              const Tile& tile,
                              float nearer_mm) const
{
    const float scale = tile.screen_height() / 1200;
    const float share = 1 / float(tile.pixel);  // what is so many pixels of the screen, is of ours
    const float mm_per_screen_pixel = share / float(camera.pixels_per_mm());
    for (const ZoneDraw& zone : zone_draws) {
        if (zone.index_count == 0) continue;
        commands.bind(pipelines.zone, {frame});
        commands.push(
            shared::ZonePush{.colour = zone.colour,
                             .border_px = share * std::max(border_px_at_1200 * scale, 1.2f),
                             .across = zone.across,
                             .step_mm = hatch_step_mm(mm_per_screen_pixel, scale),
                             .line_px = share * std::max(hatch_px_at_1200 * scale, 0.8f),
                             .farthest = zone.farthest,
                             .nearer_mm = zone.on_skin ? 0.0f : nearer_mm});
        commands.vertices({zone.vertices, zone.field});
        commands.draw_indexed(*zone.indices, zone.index_count);
    }
}

}  // namespace render
