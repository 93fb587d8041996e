// SPDX-License-Identifier: MIT
#include "render/needle_layer.h"

#include "render/clusters.h"

#include <glm/geometric.hpp>

#include <algorithm>

namespace render {
namespace {

constexpr float least_mark_px_with_needle = 1.9f;   // the least of marks in a window is 2
constexpr std::uint32_t needles_in_a_thicket = 16;  // of which one is drawn
constexpr float needle_radius_mm = 0.15f;           // of a 30 G needle
// The cosine at which a needle that stands out of skin turned away is still seen over its edge.
constexpr float least_facing_of_standing = -0.45f;

gpu::Buffer room_for_two_lists(gpu::Device& device, std::size_t needles)
{
    return {device,
            {.name = "needles that are drawn",
             .bytes = 2 * needles * sizeof(std::uint32_t),
             .home = gpu::Home::host}};
}

}  // namespace

float mark_mm(const NeedleStyle& style, double pixels_per_mm, float picture_height_px)
{
    const auto mm_per_pixel = float(1 / pixels_per_mm);
    const float least_px = std::max(style.least_mark_px * picture_height_px / 1200, 2.0f);
    const float wished_mm = std::max(style.mark_mm, least_px * mm_per_pixel);
    return std::max(std::min(wished_mm, 0.34f * style.spacing_mm), 0.8f * mm_per_pixel);
}

bool is_thicket(float mark_mm, double pixels_per_mm)
{
    return mark_mm * float(pixels_per_mm) < least_mark_px_with_needle;
}

NeedleLayer::NeedleLayer(gpu::Device& device,
                         std::vector<shared::Needle> needles,
                         const NeedleStyle& style)
    : device_(device)
    , needles_(std::move(needles))
    , on_device_(gpu::buffer_of(device, needles_, "needles"))
    , chosen_(room_for_two_lists(device, needles_.size()))
    , style_(style)
{
    for (const shared::Needle& needle : needles_)
        longest_mm_ = std::max(longest_mm_, needle.lengths_mm.x);
}

NeedleLayer::Choice
NeedleLayer::choose(const Camera& camera, const Tile& tile, float mark_mm, std::uint32_t stride)
{
    const Sight sight(camera, tile);
    const float reach_mm = 2 * mark_mm + longest_mm_;
    const glm::vec3 eye = camera.eye;
    std::vector<std::uint32_t> marks, standing;
    for (std::uint32_t i = 0; i < needles_.size(); ++i) {
        const shared::Needle& needle = needles_[i];
        const glm::vec3 to_eye = eye - needle.position;
        const float facing = glm::dot(needle.normal, to_eye);
        const bool may_stand =
            i % stride == 0 && facing > least_facing_of_standing * glm::length(to_eye);
        if ((facing <= 0 && !may_stand) || !sight.reaches(needle.position, reach_mm)) continue;
        if (facing > 0) marks.push_back(i);
        if (may_stand) standing.push_back(i);
    }
    if (!marks.empty()) gpu::write_bytes(device_, chosen_, gpu::bytes_of(marks));
    if (!standing.empty())
        gpu::write_bytes(
            device_, chosen_, gpu::bytes_of(standing), marks.size() * sizeof(std::uint32_t));
    return {std::uint32_t(marks.size()), std::uint32_t(standing.size())};
}

void NeedleLayer::record(gpu::Commands& commands,
                         const ScenePipelines& pipelines,
                         const gpu::Buffer& frame,
                         const Camera& camera,
                         const Tile& tile)
{
    const float height = tile.screen_height();
    const double screen_pixels_per_mm = camera.pixels_per_mm() * tile.pixel;
    const float mark = mark_mm(style_, screen_pixels_per_mm, height);
    const float half_px = 2.0f * height / 1200;
    const float shaft_mm =
        std::min(std::max(needle_radius_mm, half_px / float(screen_pixels_per_mm)), 0.5f * mark);
    const bool thicket = is_thicket(mark, screen_pixels_per_mm);
    const Choice choice = choose(camera, tile, mark, thicket ? needles_in_a_thicket : 1);
    const auto draw = [&](const gpu::DrawPipeline& pipeline,
                          std::uint32_t part,
                          std::uint32_t first,
                          std::uint32_t count) {
        if (count == 0) return;
        commands.bind(pipeline, {frame, on_device_, chosen_});
        commands.push(shared::NeedlePush{mark, shaft_mm, part, first});
        commands.draw(3 * count);
    };
    if (!thicket) draw(pipelines.needle, shared::inserted_part, 0, choice.marks);
    draw(thicket ? pipelines.speck : pipelines.needle, shared::mark_part, 0, choice.marks);
    draw(pipelines.needle, shared::standing_part, choice.marks, choice.standing);
}

}  // namespace render
