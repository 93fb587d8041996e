// SPDX-License-Identifier: MIT
#include "render/scene_renderer.h"

#include "base/error.h"
#include "gpu/texture.h"
#include "render/scene_parts.h"
#include "render/targets.h"
#include "shared/scene.h"

#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>

namespace render {
namespace {

constexpr std::uint32_t most_tile_side = 2048;

// Beyond rounding of two sets of triangles that lie in the same planes.
constexpr double least_nearer_mm = 0.02;
// Of a coarser skin's cell: so far the skin may stand out of it.
constexpr double nearer_per_off = 0.5;

/// How much nearer than they are layers are drawn over a skin that is so far off the scan.
float nearer_by(double off_mm)
{
    return float(std::max(nearer_per_off * off_mm, least_nearer_mm));
}

/// Of the square tiles of a large picture; one fits into a buffer when it is fetched.
std::uint32_t tile_side(const gpu::Device& device)
{
    const double fits = std::sqrt(double(device.limits().buffer_bytes) / 4);
    return std::min(most_tile_side, std::uint32_t(std::min(fits, 1e6)));
}

/// The same view in a picture whose pixels are so many times as large.
Camera with_larger_pixels(Camera camera, unsigned pixel)
{
    camera.pixels_per_slope /= pixel;
    camera.axis_px /= double(pixel);
    return camera;
}

gpu::Extent with_larger_pixels(gpu::Extent size, unsigned pixel)
{
    return {(size.width + pixel - 1) / pixel, (size.height + pixel - 1) / pixel};
}

/// All images of a drawing are written anew.
void begin_anew(gpu::Commands& commands, const Targets& targets)
{
    commands.transition(targets.depth,
                        {.to = VK_IMAGE_LAYOUT_DEPTH_ATTACHMENT_OPTIMAL},
                        gpu::depth_writes,
                        gpu::depth_writes);
    commands.transition(targets.picture,
                        {.to = VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL},
                        gpu::transfer_reads,
                        gpu::colour_writes);
    if (targets.several)
        commands.transition(*targets.several,
                            {.to = VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL},
                            gpu::colour_writes,
                            gpu::colour_writes);
}

gpu::Target whole(const Targets& targets)
{
    return {.colour = &targets.drawn(),
            .depth = &targets.depth,
            .resolved = targets.several ? &targets.picture : nullptr};
}

void finish_picture(gpu::Commands& commands, const Targets& targets)
{
    commands.transition(targets.picture,
                        {.from = VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL,
                         .to = VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL},
                        gpu::colour_writes,
                        gpu::transfer_reads);
}

void make_ready_to_copy(gpu::Commands& commands, const Targets& drawn)
{
    commands.transition(drawn.drawn(),
                        {.from = VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL,
                         .to = VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL},
                        gpu::colour_writes,
                        gpu::transfer_reads);
    commands.transition(drawn.depth,
                        {.from = VK_IMAGE_LAYOUT_DEPTH_ATTACHMENT_OPTIMAL,
                         .to = VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL},
                        gpu::depth_writes,
                        gpu::transfer_reads);
}

/// Begins a drawing with what another one left.
void begin_with_copy(gpu::Commands& commands,
                     const Targets& from,
                     const Targets& to,
                     const std::optional<VkRect2D>& part)
{
    // Outside the part, the picture is what it was.
    const VkImageLayout held =
        part ? VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL : VK_IMAGE_LAYOUT_UNDEFINED;
    const auto copy = [&](const gpu::Image& one,
                          const gpu::Image& other,
                          const gpu::Scope& drawn,
                          VkImageLayout layout) {
        const VkImageLayout was = &other == &to.picture ? held : VK_IMAGE_LAYOUT_UNDEFINED;
        commands.transition(other,
                            {.from = was, .to = VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL},
                            drawn,
                            gpu::transfer_writes);
        if (part)
            commands.copy(one, other, *part);
        else
            commands.copy(one, other, 0, 0);
        commands.transition(other,
                            {.from = VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, .to = layout},
                            gpu::transfer_writes,
                            drawn);
    };
    copy(from.drawn(),
         to.drawn(),
         gpu::colour_writes | gpu::transfer_reads,
         VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL);
    copy(from.depth, to.depth, gpu::depth_writes, VK_IMAGE_LAYOUT_DEPTH_ATTACHMENT_OPTIMAL);
    if (to.several)
        commands.transition(to.picture,
                            {.from = held, .to = VK_IMAGE_LAYOUT_COLOR_ATTACHMENT_OPTIMAL},
                            gpu::transfer_reads,
                            gpu::colour_writes);
}

// What a line or an edge reaches beyond its place.
constexpr double smoothed_px = 3;

struct CoarserSkin {
    SkinMesh mesh;
    float nearer_mm;
};

/// The full picture of the skin alone, which stays while what lies on it changes.
struct KeptSkin {
    Camera camera;
    gpu::Extent size;
    SkinProgress progress;
    bool has_layers = false;  // the picture of all shows it, with the layers of then
};

}  // namespace

struct SceneRenderer::Parts : SceneParts {
    explicit Parts(gpu::Device& on)
        : SceneParts(on)
        , pipelines(on, on.limits().samples)
    {
    }

    const ScenePipelines& pipelines_for(std::uint32_t samples);
    std::span<const SkinPart> whole_skin() const
    {
        return skin ? std::span(skin->parts()) : std::span<const SkinPart>();
    }
    void draw_whole(const Targets& into,
                    std::span<const SkinPart> skin_parts,
                    float nearer_mm,
                    const Camera& camera,
                    const Tile& tile);
    /// Where the picture is not what it has to be; nothing for all of it.
    std::optional<VkRect2D> part_to_draw(const std::optional<Changed>& only) const;
    const gpu::Image& enlarged(const gpu::Image& small, gpu::Extent size);
    std::vector<std::uint8_t> fetched(const gpu::Image& image);

    ScenePipelines pipelines;
    std::optional<ScenePipelines> quick_pipelines;  // with one sample a pixel
    float layers_nearer_mm = nearer_by(0);
    NeedleStyle needle_style;
    bool lacks_picture = false;
    std::vector<CoarserSkin> coarser;
    std::optional<Targets> targets;
    std::optional<gpu::Buffer> fetching;
    std::optional<KeptSkin> kept;
    std::optional<Targets> kept_targets;
    std::optional<Targets> quick_targets;
    std::optional<gpu::Image> large;
};

SceneRenderer::SceneRenderer(gpu::Device& device)
    : parts_(std::make_unique<Parts>(device))
{
}

SceneRenderer::SceneRenderer(SceneRenderer&&) noexcept = default;
SceneRenderer::~SceneRenderer() = default;

// What is shown.

void SceneRenderer::show_skin(const Skin& skin, double off_mm)
{
    parts_->layers_nearer_mm = nearer_by(off_mm);
    parts_->zone_draws.clear();
    parts_->zones.clear();
    parts_->skin.emplace(parts_->device, skin);
    parts_->lacks_picture = skin.picture && !parts_->skin->has_picture();
    parts_->coarser.clear();
    parts_->kept.reset();
}

bool SceneRenderer::shows_picture() const
{
    return !parts_->lacks_picture;
}

void SceneRenderer::forget_scene()
{
    parts_->skin.reset();
    parts_->coarser.clear();
    show_layers({});
    parts_->needles.reset();
    parts_->overlay.reset();
    parts_->kept.reset();
}

void SceneRenderer::show_coarser_skins(std::span<const CoarseSkin> skins)
{
    for (const CoarseSkin& one : skins)
        parts_->coarser.push_back({SkinMesh(parts_->device, one.skin), nearer_by(one.cell_mm)});
}

void SceneRenderer::show_zones(std::span<const SceneZone> zones)
{
    base::check(parts_->skin.has_value(), "zones are shown on a skin");
    parts_->zones.clear();
    parts_->zone_draws.clear();
    parts_->zone_colours.clear();
    for (const SceneZone& zone : zones) {
        const SkinZone& layer = parts_->zones.emplace_back(parts_->device, *parts_->skin, zone);
        std::ranges::copy(layer.draws(), std::back_inserter(parts_->zone_draws));
        parts_->zone_colours.push_back(linear(zone.colour));
    }
}

void SceneRenderer::show_layers(std::span<const ZoneDraw> zones)
{
    parts_->zones.clear();
    parts_->zone_draws.assign(zones.begin(), zones.end());
    parts_->zone_colours.clear();
    for (const ZoneDraw& zone : zones)
        parts_->zone_colours.push_back(zone.colour);
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
    parts_->needle_style = style;
    if (!drawn.empty()) parts_->needles.emplace(parts_->device, std::move(drawn), style);
}

void SceneRenderer::show_overlay(const Canvas* overlay)
{
    parts_->overlay.reset();
    if (!overlay) return;
    parts_->overlay.emplace(gpu::texture_of(
        parts_->device, "overlay", {overlay->width(), overlay->height()}, overlay->rgba()));
}

void SceneRenderer::show_background(bool studio)
{
    parts_->studio = studio;
    parts_->kept.reset();
}

// Pictures.

const ScenePipelines& SceneRenderer::Parts::pipelines_for(std::uint32_t samples)
{
    const bool full = samples == device.limits().samples;
    if (!full && !quick_pipelines) quick_pipelines.emplace(device, samples);
    ScenePipelines& wanted = full ? pipelines : *quick_pipelines;
    if (skin && skin->has_picture())
        wanted.make_ready_for_picture(device, samples, skin->repeats_picture());
    return wanted;
}

void SceneRenderer::Parts::draw_whole(const Targets& into,
                                      std::span<const SkinPart> skin_parts,
                                      float nearer_mm,
                                      const Camera& camera,
                                      const Tile& tile)
{
    describe_frame(camera, tile);
    const ScenePipelines& with = pipelines_for(into.samples());
    gpu::Commands commands(device);
    begin_anew(commands, into);
    commands.begin_drawing(whole(into));
    SkinProgress progress;
    record_skin(commands, with, Sight(camera, tile), skin_parts, progress);
    record_layers(commands, with, camera, tile, nearer_mm);
    commands.end_drawing();
    finish_picture(commands, into);
    commands.submit_and_wait();
}

const gpu::Image& SceneRenderer::draw(const Camera& camera, gpu::Extent size)
{
    return draw(camera, Tile{.whole = size, .size = size});
}

const gpu::Image& SceneRenderer::draw(const Camera& camera, const Tile& tile)
{
    gpu::Device& device = parts_->device;
    const Targets& targets = fitting(parts_->targets, device, tile.size, device.limits().samples);
    if (parts_->kept) parts_->kept->has_layers = false;
    parts_->draw_whole(targets, parts_->whole_skin(), parts_->layers_nearer_mm, camera, tile);
    return targets.picture;
}

const gpu::Image&
SceneRenderer::draw_moving(const Camera& camera, gpu::Extent size, const Detail& detail)
{
    base::check(detail.coarseness <= parts_->coarser.size(), "there is a skin so coarse");
    gpu::Device& device = parts_->device;
    const gpu::Extent small = with_larger_pixels(size, detail.pixel);
    const Targets& targets = fitting(
        parts_->quick_targets, device, small, detail.smooth_edges ? device.limits().samples : 1);
    const CoarserSkin* coarser =
        detail.coarseness > 0 ? &parts_->coarser[detail.coarseness - 1] : nullptr;
    parts_->draw_whole(targets,
                       coarser ? std::span(coarser->mesh.parts()) : parts_->whole_skin(),
                       coarser ? coarser->nearer_mm : parts_->layers_nearer_mm,
                       with_larger_pixels(camera, detail.pixel),
                       Tile{.whole = small, .size = small, .pixel = detail.pixel});
    return detail.pixel == 1 ? targets.picture : parts_->enlarged(targets.picture, size);
}

const gpu::Image& SceneRenderer::Parts::enlarged(const gpu::Image& small, gpu::Extent size)
{
    if (!large || large->extent() != size)
        large.emplace(device,
                      gpu::ImageSettings{.name = "enlarged picture",
                                         .extent = size,
                                         .format = colour_format,
                                         .use = VK_IMAGE_USAGE_COLOR_ATTACHMENT_BIT |
                                                VK_IMAGE_USAGE_TRANSFER_SRC_BIT |
                                                VK_IMAGE_USAGE_TRANSFER_DST_BIT});
    gpu::Commands commands(device);
    commands.transition(*large,
                        {.to = VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL},
                        gpu::transfer_reads,
                        gpu::transfer_writes);
    commands.enlarge(small, *large);
    commands.transition(
        *large,
        {.from = VK_IMAGE_LAYOUT_TRANSFER_DST_OPTIMAL, .to = VK_IMAGE_LAYOUT_TRANSFER_SRC_OPTIMAL},
        gpu::transfer_writes,
        gpu::transfer_reads);
    commands.submit_and_wait();
    return *large;
}

bool SceneRenderer::draw_skin(const Camera& camera, gpu::Extent size, std::size_t most_triangles)
{
    std::optional<KeptSkin>& kept = parts_->kept;
    const bool goes_on = kept && kept->size == size && kept->camera == camera;
    if (!goes_on) kept = KeptSkin{camera, size, {}};
    if (kept->progress.done) return true;
    gpu::Device& device = parts_->device;
    const Targets& targets = fitting(parts_->kept_targets, device, size, device.limits().samples);
    parts_->describe_frame(camera, {.whole = size, .size = size});
    gpu::Commands commands(device);
    if (!goes_on) begin_anew(commands, targets);
    commands.begin_drawing({.colour = &targets.drawn(),
                            .depth = &targets.depth,
                            .keeps_colour = goes_on,
                            .keeps_depth = goes_on,
                            .leaves_depth = true});
    parts_->record_skin(commands,
                        parts_->pipelines_for(device.limits().samples),
                        Sight(camera, {.whole = size, .size = size}),
                        parts_->whole_skin(),
                        kept->progress,
                        most_triangles);
    commands.end_drawing();
    if (kept->progress.done) make_ready_to_copy(commands, targets);
    commands.submit_and_wait();
    return kept->progress.done;
}

std::optional<VkRect2D> SceneRenderer::Parts::part_to_draw(const std::optional<Changed>& only) const
{
    if (!only || !kept->has_layers) return std::nullopt;
    const double pixels_per_mm = kept->camera.pixels_per_mm();
    const float mark = mark_mm(needle_style, pixels_per_mm, float(kept->size.height));
    if (is_thicket(mark, pixels_per_mm)) return std::nullopt;  // other needles may stand for all
    return pixels_of(*only, kept->camera, kept->size, 2 * mark * pixels_per_mm + smoothed_px);
}

const gpu::Image& SceneRenderer::draw_layers(const std::optional<Changed>& only)
{
    base::check(parts_->kept && parts_->kept->progress.done, "the skin is drawn before its layers");
    gpu::Device& device = parts_->device;
    const std::optional<VkRect2D> part = parts_->part_to_draw(only);
    if (part && (part->extent.width == 0 || part->extent.height == 0))
        return parts_->targets->picture;
    parts_->kept->has_layers = false;  // should this fail
    const auto& [camera, size, progress, has_layers] = *parts_->kept;
    const Targets& kept = *parts_->kept_targets;
    const Targets& targets = fitting(parts_->targets, device, size, kept.samples());
    const Tile tile{.whole = size, .size = size};
    parts_->describe_frame(camera, tile);
    gpu::Commands commands(device);
    begin_with_copy(commands, kept, targets, part);
    commands.begin_drawing({.colour = &targets.drawn(),
                            .depth = &targets.depth,
                            .resolved = targets.several ? &targets.picture : nullptr,
                            .keeps_colour = true,
                            .keeps_depth = true,
                            .part = part});
    parts_->record_layers(commands, parts_->pipelines, camera, tile, parts_->layers_nearer_mm);
    commands.end_drawing();
    finish_picture(commands, targets);
    commands.submit_and_wait();
    parts_->kept->has_layers = true;
    return targets.picture;
}

void SceneRenderer::forget_full_picture()
{
    parts_->kept.reset();
    parts_->kept_targets.reset();
    parts_->targets.reset();
}

std::vector<std::uint8_t> SceneRenderer::Parts::fetched(const gpu::Image& image)
{
    const std::size_t bytes = std::size_t(image.extent().width) * image.extent().height * 4;
    if (!fetching || fetching->bytes() != bytes) {
        fetching.reset();
        fetching.emplace(
            device,
            gpu::BufferSettings{
                .name = "fetched picture", .bytes = bytes, .home = gpu::Home::host, .use = 0});
    }
    gpu::Commands commands(device);
    commands.copy(image, *fetching);
    commands.submit_and_wait();
    return gpu::read<std::uint8_t>(device, *fetching);
}

Picture SceneRenderer::picture(const Camera& camera, gpu::Extent size)
{
    Picture picture{.width = size.width,
                    .height = size.height,
                    .rgba = std::vector<std::uint8_t>(std::size_t(size.width) * size.height * 4),
                    .has_opacity = !parts_->studio};
    const std::uint32_t side = tile_side(parts_->device);
    for (std::uint32_t y = 0; y < size.height; y += side)
        for (std::uint32_t x = 0; x < size.width; x += side) {
            const gpu::Extent part{std::min(side, size.width - x), std::min(side, size.height - y)};
            const gpu::Image& image =
                draw(camera, Tile{.whole = size, .size = part, .origin = {x, y}});
            picture.paste({part.width, part.height, parts_->fetched(image)}, x, y);
        }
    return picture;
}

}  // namespace render
