// SPDX-License-Identifier: MIT
#include "render/scene_renderer.h"

#include "base/error.h"
#include "render/scene_pipelines.h"
#include "render/skin_vertex.h"
#include "render/studio.h"
#include "shared/scene.h"
#include "zones/zone_field.h"

#include <glm/geometric.hpp>
#include <glm/trigonometric.hpp>

#include <algorithm>
#include <cmath>

namespace render {
namespace {

constexpr std::uint32_t most_tile_side = 2048;
constexpr float least_mark_px_with_needle = 2;
constexpr std::uint32_t needles_in_a_thicket = 16;  // of which one is drawn
constexpr float needle_radius_mm = 0.15f;           // of a 30 G needle

// In a picture 1200 pixels high.
constexpr float border_px_at_1200 = 3;    // width of a zone's border
constexpr float hatch_px_at_1200 = 1.6f;  // width of its lines
constexpr float least_hatch_step_px = 7;
constexpr float hatch_step_px_at_1200 = 12;  // from line to line, at least

float linear(float srgb)
{
    return srgb <= 0.04045f ? srgb / 12.92f : std::pow((srgb + 0.055f) / 1.055f, 2.4f);
}

glm::vec3 linear(const Colour& colour)
{
    return {linear(colour.red), linear(colour.green), linear(colour.blue)};
}

/// The three images that a picture of one size needs.
struct Targets {
    gpu::Image colour;
    gpu::Image depth;
    gpu::Image picture;
    gpu::Buffer fetched;

    Targets(gpu::Device& device, gpu::Extent size, std::uint32_t samples);
};

Targets::Targets(gpu::Device& device, gpu::Extent size, std::uint32_t samples)
    : colour(device,
             {.name = "scene colour",
              .extent = size,
              .format = colour_format,
              .samples = samples,
              .use = VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT})
    , depth(device,
            {.name = "scene depth",
             .extent = size,
             .format = depth_format,
             .samples = samples,
             .use = VK_IMAGE_USAGE_DEPTH_STENCIL_ATTACHMENT_BIT})
    , picture(device,
              {.name = "picture",
               .extent = size,
               .format = colour_format,
               .samples = 1,
               .use = VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT | VK_IMAGE_USAGE_TRANSFER_SRC_BIT})
    , fetched(device,
              {.name = "fetched picture",
               .bytes = std::size_t(size.width) * size.height * 4,
               .home = gpu::Home::host,
               .use = 0})
{
}

struct IndexedMesh {
    gpu::Buffer vertices;
    gpu::Buffer indices;
    std::uint32_t index_count;
};

struct ZoneLayer {
    gpu::Buffer field;
    gpu::Buffer indices;  // of the triangles that the zone touches
    std::uint32_t index_count;
    glm::vec3 colour;
    glm::vec3 across;  // its hatch
};

struct Needles {
    gpu::Buffer needles;
    std::uint32_t count;
    NeedleStyle style;
};

template <typename Range>
gpu::Buffer vertex_buffer(gpu::Device& device, const Range& values, std::string_view name)
{
    return gpu::buffer_of(device, values, name, VK_BUFFER_USAGE_VERTEX_BUFFER_BIT);
}

template <typename Range>
gpu::Buffer index_buffer(gpu::Device& device, const Range& values, std::string_view name)
{
    return gpu::buffer_of(device, values, name, VK_BUFFER_USAGE_INDEX_BUFFER_BIT);
}

/// Triangles with a corner that the zone's strokes have touched: elsewhere it has no border.
std::vector<glm::uvec3> touched(const std::vector<glm::uvec3>& triangles,
                                const std::vector<std::int16_t>& field)
{
    std::vector<glm::uvec3> some;
    for (const glm::uvec3 t : triangles)
        if (std::min({field[t.x], field[t.y], field[t.z]}) < zones::ZoneField::far_outside)
            some.push_back(t);
    return some;
}

/// Vertices that no stroke has touched hold `far_outside`; drawn as it is, the step would be so
/// steep that samples at a triangle's edge fall across it to the other side. No border lies there,
/// so the farthest distance that a stroke wrote does as well.
std::vector<std::int16_t> without_steps(std::vector<std::int16_t> field)
{
    constexpr std::int16_t untouched = zones::ZoneField::far_outside;
    std::int16_t farthest = 0;
    for (const std::int16_t value : field)
        if (value != untouched) farthest = std::max(farthest, value);
    std::ranges::replace(field, untouched, farthest);
    return field;
}

/// A direction in the camera's axes, of unit length.
glm::vec3 in_world(const Camera& camera, glm::dvec3 v)
{
    return glm::normalize(v.x * camera.right + v.y * camera.up + v.z * camera.toward);
}

/// Across the hatch's lines, in the plane that the zone faces; its x axis is level.
glm::vec3 across_hatch(const SceneZone& zone)
{
    const glm::vec3 up = std::abs(zone.facing.y) < 0.9f ? glm::vec3(0, 1, 0) : glm::vec3(0, 0, -1);
    const glm::vec3 x = glm::normalize(glm::cross(up, zone.facing));
    const glm::vec3 y = glm::cross(zone.facing, x);
    const float angle = glm::radians(zone.hatch_deg);
    return -std::sin(angle) * x + std::cos(angle) * y;
}

/// The least power of two of millimetres that is so many pixels: lines stay where they are while
/// the camera comes nearer, until there is room for twice as many.
float hatch_step_mm(float mm_per_pixel, float scale)
{
    const float step_px = std::max(hatch_step_px_at_1200 * scale, least_hatch_step_px);
    return std::exp2(std::ceil(std::log2(step_px * mm_per_pixel)));
}

}  // namespace

/// What is drawn at once of a picture.
struct SceneRenderer::Tile {
    gpu::Extent whole;
    gpu::Extent size;
    glm::ivec2 origin{0};
};

struct SceneRenderer::Parts {
    explicit Parts(gpu::Device& on)
        : device(on)
        , pipelines(on, on.limits().samples)
        , frame(on, {.name = "frame", .bytes = sizeof(shared::SceneFrame), .home = gpu::Home::host})
    {
    }

    void describe_frame(const Camera& camera, const Tile& tile);
    void record(gpu::Commands& commands, const Camera& camera, const Tile& tile);
    void record_zones(gpu::Commands& commands, const Camera& camera, float scale);
    void record_needles(gpu::Commands& commands, const Camera& camera, const Tile& tile);

    gpu::Device& device;
    ScenePipelines pipelines;
    gpu::Buffer frame;
    std::optional<IndexedMesh> skin;
    std::optional<gpu::Buffer> seams;
    std::uint32_t seam_index_count = 0;
    std::vector<glm::uvec3> triangles;  // of the skin, from which a zone picks its own
    std::size_t skin_vertices = 0;
    std::vector<ZoneLayer> zones;
    std::vector<glm::vec3> zone_colours;
    std::optional<Needles> needles;
    std::optional<gpu::Image> overlay;
    bool studio = true;
    std::optional<Targets> targets;
};

float mark_mm(const NeedleStyle& style, const Camera& camera, float picture_height_px)
{
    const auto mm_per_pixel = float(1 / camera.pixels_per_mm());
    const float least_px = std::max(style.least_mark_px * picture_height_px / 1200, 2.0f);
    const float wished_mm = std::max(style.mark_mm, least_px * mm_per_pixel);
    return std::max(std::min(wished_mm, 0.34f * style.spacing_mm), 0.8f * mm_per_pixel);
}

SceneRenderer::SceneRenderer(gpu::Device& device)
    : parts_(std::make_unique<Parts>(device))
{
}

SceneRenderer::~SceneRenderer() = default;

void SceneRenderer::show_skin(const Skin& skin)
{
    parts_->skin = IndexedMesh{vertex_buffer(parts_->device, packed(skin), "skin"),
                               index_buffer(parts_->device, skin.triangles, "skin"),
                               static_cast<std::uint32_t>(skin.triangles.size() * 3)};
    parts_->seams = index_buffer(parts_->device, skin.seams, "seams");
    parts_->seam_index_count = static_cast<std::uint32_t>(skin.seams.size() * 3);
    parts_->triangles = skin.triangles;
    parts_->skin_vertices = skin.positions.size();
    parts_->zones.clear();
}

void SceneRenderer::show_zones(std::span<const SceneZone> zones)
{
    parts_->zones.clear();
    parts_->zone_colours.clear();
    for (const SceneZone& zone : zones) {
        base::check(zone.field.size() == parts_->skin_vertices, "a zone's field fits the skin");
        const std::vector<glm::uvec3> own = touched(parts_->triangles, zone.field);
        parts_->zones.push_back(
            {vertex_buffer(parts_->device, without_steps(zone.field), zone.name),
             index_buffer(parts_->device, own, zone.name),
             static_cast<std::uint32_t>(own.size() * 3),
             linear(zone.colour),
             across_hatch(zone)});
        parts_->zone_colours.push_back(linear(zone.colour));
    }
}

void SceneRenderer::show_needles(std::span<const Needle> needles, const NeedleStyle& style)
{
    std::vector<shared::Needle> drawn;
    for (const Needle& needle : needles) {
        base::check(needle.zone < parts_->zone_colours.size(), "a needle's zone is shown");
        drawn.push_back(
            {needle.position,
             glm::normalize(needle.normal),
             -glm::normalize(needle.direction),
             {std::max(needle.length_mm - needle.inserted_mm, least_shown_mm), needle.inserted_mm},
             parts_->zone_colours[needle.zone]});
    }
    parts_->needles.reset();
    if (drawn.empty()) return;
    parts_->needles = Needles{gpu::buffer_of(parts_->device, drawn, "needles"),
                              static_cast<std::uint32_t>(drawn.size()),
                              style};
}

void SceneRenderer::show_overlay(const Canvas* overlay)
{
    parts_->overlay.reset();
    if (!overlay) return;
    gpu::Device& device = parts_->device;
    const gpu::Buffer staging = gpu::buffer_of(device, overlay->rgba(), "overlay", 0);
    parts_->overlay.emplace(
        device,
        gpu::ImageSettings{.name = "overlay",
                           .extent = {overlay->width(), overlay->height()},
                           .format = colour_format,
                           .samples = 1,
                           .use = VK_IMAGE_USAGE_SAMPLED_BIT | VK_IMAGE_USAGE_TRANSFER_DST_BIT});
    gpu::Commands commands(device);
    commands.transition(*parts_->overlay,
                        {.to = VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL},
                        gpu::nothing,
                        gpu::transfer_writes);
    commands.copy(staging, *parts_->overlay);
    commands.transition(*parts_->overlay,
                        {.from = VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL,
                         .to = VK_IMAGE_LAYOUT_SHADER_READ_ONLY_OPTIMAL},
                        gpu::transfer_writes,
                        gpu::texture_reads);
    commands.submit_and_wait();
}

void SceneRenderer::show_background(bool studio)
{
    parts_->studio = studio;
}

void SceneRenderer::Parts::describe_frame(const Camera& camera, const Tile& tile)
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

void SceneRenderer::Parts::record(gpu::Commands& commands, const Camera& camera, const Tile& tile)
{
    if (studio) {
        commands.bind(pipelines.backdrop, {frame});
        commands.draw(3);
    }
    if (skin) {
        commands.bind(pipelines.skin, {frame});
        commands.vertices({&skin->vertices});
        commands.draw_indexed(skin->indices, skin->index_count);
        commands.bind(pipelines.seam, {frame});
        commands.draw_indexed(*seams, seam_index_count);
        commands.bind(pipelines.inside, {frame});
        commands.draw_indexed(skin->indices, skin->index_count);
        record_zones(commands, camera, float(tile.whole.height) / 1200);
    }
    record_needles(commands, camera, tile);
    if (overlay) {
        base::check(overlay->extent() == tile.whole, "the overlay fits the picture");
        commands.bind(pipelines.overlay, {*overlay});
        commands.push(shared::OverlayPush{tile.origin});
        commands.draw(3);
    }
}

void SceneRenderer::Parts::record_zones(gpu::Commands& commands, const Camera& camera, float scale)
{
    for (const ZoneLayer& zone : zones) {
        if (zone.index_count == 0) continue;
        commands.bind(pipelines.zone, {frame});
        commands.push(
            shared::ZonePush{.colour = zone.colour,
                             .border_px = std::max(border_px_at_1200 * scale, 1.2f),
                             .across = zone.across,
                             .step_mm = hatch_step_mm(float(1 / camera.pixels_per_mm()), scale),
                             .line_px = std::max(hatch_px_at_1200 * scale, 0.8f)});
        commands.vertices({&skin->vertices, &zone.field});
        commands.draw_indexed(zone.indices, zone.index_count);
    }
}

void SceneRenderer::Parts::record_needles(gpu::Commands& commands,
                                          const Camera& camera,
                                          const Tile& tile)
{
    if (!needles) return;
    const auto height = float(tile.whole.height);
    const float mark = mark_mm(needles->style, camera, height);
    const float half_px = 2.0f * height / 1200;
    const float shaft_mm =
        std::min(std::max(needle_radius_mm, half_px / float(camera.pixels_per_mm())), 0.5f * mark);
    commands.bind(pipelines.needle, {frame, needles->needles});
    // Where marks are specks, needles would be a thicket: some show the direction for all.
    const bool thicket = mark * float(camera.pixels_per_mm()) < least_mark_px_with_needle;
    const auto draw = [&](std::uint32_t part, std::uint32_t stride) {
        commands.push(shared::NeedlePush{mark, shaft_mm, part, stride});
        commands.draw((needles->count + stride - 1) / stride * 3);
    };
    if (!thicket) draw(shared::inserted_part, 1);
    draw(shared::mark_part, 1);
    draw(shared::standing_part, thicket ? needles_in_a_thicket : 1);
}

const gpu::Image& SceneRenderer::draw(const Camera& camera, gpu::Extent size)
{
    return draw(camera, Tile{.whole = size, .size = size});
}

const gpu::Image& SceneRenderer::draw(const Camera& camera, const Tile& tile)
{
    gpu::Device& device = parts_->device;
    if (!parts_->targets || parts_->targets->picture.extent() != tile.size) {
        parts_->targets.reset();
        parts_->targets.emplace(device, tile.size, device.limits().samples);
    }
    parts_->describe_frame(camera, tile);
    const Targets& targets = *parts_->targets;
    const bool resolves = device.limits().samples > 1;
    const gpu::Image& picture = targets.picture;

    gpu::Commands commands(device);
    commands.transition(targets.colour,
                        {.to = VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL},
                        gpu::colour_writes,
                        gpu::colour_writes);
    commands.transition(targets.depth,
                        {.to = VK_IMAGE_LAYOUT_DEPTH_ATTACHMENT_OPTIMAL},
                        gpu::depth_writes,
                        gpu::depth_writes);
    commands.transition(picture,
                        {.to = VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL},
                        gpu::transfer_reads,
                        gpu::colour_writes);
    commands.begin_drawing({.colour = resolves ? &targets.colour : &picture,
                            .depth = &targets.depth,
                            .resolved = resolves ? &picture : nullptr});
    parts_->record(commands, camera, tile);
    commands.end_drawing();
    commands.transition(picture,
                        {.from = VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL,
                         .to = VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL},
                        gpu::colour_writes,
                        gpu::transfer_reads);
    commands.submit_and_wait();
    return picture;
}

Picture SceneRenderer::picture(const Camera& camera, gpu::Extent size)
{
    Picture picture{.width = size.width,
                    .height = size.height,
                    .rgba = std::vector<std::uint8_t>(std::size_t(size.width) * size.height * 4),
                    .has_opacity = !parts_->studio};
    for (std::uint32_t y = 0; y < size.height; y += most_tile_side)
        for (std::uint32_t x = 0; x < size.width; x += most_tile_side) {
            const gpu::Extent part{std::min(most_tile_side, size.width - x),
                                   std::min(most_tile_side, size.height - y)};
            const gpu::Image& image =
                draw(camera, Tile{.whole = size, .size = part, .origin = {x, y}});
            gpu::Commands commands(parts_->device);
            commands.copy(image, parts_->targets->fetched);
            commands.submit_and_wait();
            const auto pixels = gpu::read<std::uint8_t>(parts_->device, parts_->targets->fetched);
            picture.paste({part.width, part.height, pixels}, x, y);
        }
    return picture;
}

}  // namespace render
