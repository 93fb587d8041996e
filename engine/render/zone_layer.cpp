// SPDX-License-Identifier: MIT
#include "render/zone_layer.h"

#include "base/error.h"
#include "zones/zone_field.h"

#include <glm/geometric.hpp>
#include <glm/trigonometric.hpp>

#include <algorithm>
#include <bit>
#include <cmath>
#include <iterator>
#include <utility>

namespace render {
namespace {

constexpr std::int16_t untouched = zones::ZoneField::far_outside;
constexpr float least_alike_facing = 0.966f;  // cosine: 15 degrees

float linear(float srgb)
{
    return srgb <= 0.04045f ? srgb / 12.92f : std::pow((srgb + 0.055f) / 1.055f, 2.4f);
}

/// Triangles with a corner that the zone's strokes have touched: elsewhere it has no border.
std::vector<glm::uvec3> touched(const std::vector<glm::uvec3>& triangles,
                                const std::vector<std::int16_t>& field)
{
    std::vector<glm::uvec3> some;
    for (const glm::uvec3 t : triangles)
        if (std::min({field[t.x], field[t.y], field[t.z]}) < untouched) some.push_back(t);
    return some;
}

/// Vertices that no stroke has touched hold `far_outside`; drawn as it is, the step would be so
/// steep that samples at a triangle's edge fall across it to the other side. No border lies there,
/// so the farthest distance that a stroke wrote does as well.
std::int16_t farthest_touched(const std::vector<std::int16_t>& field)
{
    std::int16_t farthest = 0;
    for (const std::int16_t value : field)
        if (value != untouched) farthest = std::max(farthest, value);
    return farthest;
}

/// Across the hatch's lines, in the plane that the zone faces; its x axis is level.
glm::vec3 across_hatch(glm::vec3 facing, float hatch_deg)
{
    const glm::vec3 up = std::abs(facing.y) < 0.9f ? glm::vec3(0, 1, 0) : glm::vec3(0, 0, -1);
    const glm::vec3 x = glm::normalize(glm::cross(up, facing));
    const glm::vec3 y = glm::cross(facing, x);
    const float angle = glm::radians(hatch_deg);
    return -std::sin(angle) * x + std::cos(angle) * y;
}

/// Uploads values from `first` on; into a larger buffer if they have outgrown theirs.
template <typename T>
void upload(gpu::Device& device,
            std::optional<gpu::Buffer>& buffer,
            std::span<const T> values,
            std::size_t first,
            VkBufferUsageFlags use)
{
    const std::size_t bytes = values.size_bytes();
    if (!buffer || buffer->bytes() < bytes) {
        const std::size_t with_room = std::min(bytes + bytes / 2, device.limits().buffer_bytes);
        buffer.reset();  // first, so that both are never there
        buffer.emplace(
            device,
            gpu::BufferSettings{.name = "zone", .bytes = std::max(bytes, with_room), .use = use});
        first = 0;
    }
    gpu::write_bytes(device, *buffer, gpu::bytes_of(values.subspan(first)), first * sizeof(T));
}

}  // namespace

glm::vec3 linear(const Colour& colour)
{
    return {linear(colour.red), linear(colour.green), linear(colour.blue)};
}

SkinZone::SkinZone(gpu::Device& device, const SkinMesh& skin, const SceneZone& zone)
{
    base::check(zone.field.size() == skin.vertex_count(), "a zone's field fits the skin");
    buffers_.reserve(2 * skin.parts().size());  // draws point into it
    const ZoneDraw all{.colour = linear(zone.colour),
                       .across = across_hatch(zone.facing, zone.hatch_deg),
                       .farthest = farthest_touched(zone.field)};
    for (const SkinPart& part : skin.parts()) {
        std::vector<std::int16_t> field;
        for (const std::uint32_t member : part.members)
            field.push_back(zone.field[member]);
        const auto own = touched(gpu::read<glm::uvec3>(device, part.indices), field);
        ZoneDraw draw = all;
        draw.vertices = &part.vertices;
        draw.field = &buffers_.emplace_back(
            gpu::buffer_of(device, field, zone.name, VK_BUFFER_USAGE_VERTEX_BUFFER_BIT));
        draw.indices = &buffers_.emplace_back(
            gpu::buffer_of(device, own, zone.name, VK_BUFFER_USAGE_INDEX_BUFFER_BIT));
        draw.index_count = static_cast<std::uint32_t>(own.size() * 3);
        draws_.push_back(draw);
    }
}

PatchZone::PatchZone(gpu::Device& device, const SurfaceSkin& on)
    : device_(device)
    , patch_(on)
{
}

Changed PatchZone::follow(Field now)
{
    const auto change = patch_.follow(now);
    if (!change) return {};
    const Skin& skin = patch_.skin();
    packed_.resize(change->first_vertex);
    std::ranges::copy(packed(skin, change->first_vertex), std::back_inserter(packed_));
    upload(device_,
           vertices_,
           std::span<const SkinVertex>(packed_),
           change->first_vertex,
           VK_BUFFER_USAGE_VERTEX_BUFFER_BIT);
    upload(device_,
           field_,
           std::span<const std::int16_t>(patch_.field()),
           change->first_value,
           VK_BUFFER_USAGE_VERTEX_BUFFER_BIT);
    upload(device_,
           indices_,
           std::span<const glm::uvec3>(skin.triangles),
           change->first_triangle,
           VK_BUFFER_USAGE_INDEX_BUFFER_BIT);
    Changed changed = change->where;
    const std::int16_t farthest_before = farthest_;
    // Rounded, so that it seldom changes.
    const auto farthest = std::bit_ceil(std::uint16_t(farthest_touched(patch_.field())));
    farthest_ = std::int16_t(std::min<int>(farthest, untouched));
    if (turns_hatch() || farthest_ != farthest_before)
        for (const glm::vec3 place : skin.positions)
            changed.include(place);
    return changed;
}

/// True if the hatch is another one. It stays until the zone faces elsewhere by far: lines that
/// swim with each move of the brush would draw the eye.
bool PatchZone::turns_hatch()
{
    const glm::vec3 facing = mean_normal_inside(patch_.skin(), patch_.field());
    if (facing_ && glm::dot(*facing_, facing) > least_alike_facing) return false;
    facing_ = facing;
    return true;
}

ZoneDraw PatchZone::draw(const ZoneLook& look) const
{
    const auto at = [](const std::optional<gpu::Buffer>& one) { return one ? &*one : nullptr; };
    return {.vertices = at(vertices_),
            .field = at(field_),
            .indices = at(indices_),
            .index_count = static_cast<std::uint32_t>(patch_.skin().triangles.size() * 3),
            .colour = linear(look.colour),
            .across = across_hatch(facing_.value_or(glm::vec3(0, 0, 1)), look.hatch_deg),
            .farthest = farthest_,
            .on_skin = false};
}

}  // namespace render
