// SPDX-License-Identifier: MIT
#include "render/scene_pipelines.h"

#include "render/skin_vertex.h"
#include "shared/scene.h"

#include <glm/vec2.hpp>

#include <cstddef>

namespace render {
namespace {

constexpr std::uint32_t whole_vert[] = {
#include "spirv/whole.vert.inc"
};
constexpr std::uint32_t backdrop_frag[] = {
#include "spirv/backdrop.frag.inc"
};
constexpr std::uint32_t skin_vert[] = {
#include "spirv/skin.vert.inc"
};
constexpr std::uint32_t skin_frag[] = {
#include "spirv/skin.frag.inc"
};
constexpr std::uint32_t pictured_vert[] = {
#include "spirv/pictured.vert.inc"
};
constexpr std::uint32_t pictured_frag[] = {
#include "spirv/pictured.frag.inc"
};
constexpr std::uint32_t inside_vert[] = {
#include "spirv/inside.vert.inc"
};
constexpr std::uint32_t inside_frag[] = {
#include "spirv/inside.frag.inc"
};
constexpr std::uint32_t zone_vert[] = {
#include "spirv/zone.vert.inc"
};
constexpr std::uint32_t zone_frag[] = {
#include "spirv/zone.frag.inc"
};
constexpr std::uint32_t needle_vert[] = {
#include "spirv/needle.vert.inc"
};
constexpr std::uint32_t needle_frag[] = {
#include "spirv/needle.frag.inc"
};
constexpr std::uint32_t speck_vert[] = {
#include "spirv/speck.vert.inc"
};
constexpr std::uint32_t speck_frag[] = {
#include "spirv/speck.frag.inc"
};
constexpr std::uint32_t overlay_frag[] = {
#include "spirv/overlay.frag.inc"
};

gpu::VertexStream skin_stream()
{
    return {.stride = sizeof(SkinVertex),
            .rate = VK_VERTEX_INPUT_RATE_VERTEX,
            .attributes = {{VK_FORMAT_R32G32B32_SFLOAT, offsetof(SkinVertex, position)},
                           {VK_FORMAT_R16G16B16A16_SNORM, offsetof(SkinVertex, shape)},
                           {VK_FORMAT_R16G16B16A16_SNORM, offsetof(SkinVertex, sky)},
                           {VK_FORMAT_R8G8B8A8_UNORM, offsetof(SkinVertex, tint)}}};
}

gpu::VertexStream picture_stream()
{
    return {.stride = sizeof(glm::vec2),
            .rate = VK_VERTEX_INPUT_RATE_VERTEX,
            .attributes = {{VK_FORMAT_R32G32_SFLOAT, 0}}};
}

gpu::VertexStream field_stream()
{
    return {.stride = sizeof(std::int16_t),
            .rate = VK_VERTEX_INPUT_RATE_VERTEX,
            .attributes = {{VK_FORMAT_R16_SINT, 0}}};
}

gpu::DrawSettings solid(std::string_view name, gpu::Words vertex, gpu::Words fragment)
{
    gpu::DrawSettings settings{.name = name, .vertex_words = vertex, .fragment_words = fragment};
    settings.buffers = 1;
    settings.colour_format = colour_format;
    settings.depth_format = depth_format;
    return settings;
}

gpu::DrawSettings backdrop_settings()
{
    gpu::DrawSettings settings = solid("backdrop", whole_vert, backdrop_frag);
    settings.tests_depth = settings.writes_depth = false;
    return settings;
}

gpu::DrawSettings skin_settings()
{
    gpu::DrawSettings settings = solid("skin", skin_vert, skin_frag);
    settings.streams = {skin_stream()};
    settings.culls = VK_CULL_MODE_BACK_BIT;
    return settings;
}

gpu::DrawSettings inside_settings()
{
    gpu::DrawSettings settings = solid("inside", inside_vert, inside_frag);
    settings.streams = {skin_stream()};
    settings.streams[0].attributes.resize(1);
    settings.culls = VK_CULL_MODE_FRONT_BIT;
    settings.pushed_back = true;  // slivers that stand on the skin stay below it
    return settings;
}

gpu::DrawSettings seam_settings()
{
    gpu::DrawSettings settings = skin_settings();
    settings.name = "seam";
    settings.pushed_back = true;
    return settings;
}

gpu::DrawSettings pictured_settings(gpu::DrawSettings settings, bool repeats)
{
    settings.vertex_words = pictured_vert;
    settings.fragment_words = pictured_frag;
    settings.streams.push_back(picture_stream());
    settings.textures = 1;
    settings.repeats_textures = repeats;
    return settings;
}

gpu::DrawSettings zone_settings()
{
    gpu::DrawSettings settings = solid("zone", zone_vert, zone_frag);
    settings.streams = {skin_stream(), field_stream()};
    settings.streams[0].attributes.resize(3);  // a zone has its own colour
    settings.push_bytes = sizeof(shared::ZonePush);
    settings.blending = gpu::Blending::over;
    settings.culls = VK_CULL_MODE_BACK_BIT;
    settings.writes_depth = false;
    return settings;
}

gpu::DrawSettings needle_settings()
{
    gpu::DrawSettings settings = solid("needle", needle_vert, needle_frag);
    settings.buffers = 3;
    settings.blending = gpu::Blending::over;
    settings.writes_depth = false;
    settings.push_bytes = sizeof(shared::NeedlePush);
    return settings;
}

gpu::DrawSettings speck_settings()
{
    gpu::DrawSettings settings = solid("speck", speck_vert, speck_frag);
    settings.buffers = 3;
    settings.writes_depth = false;
    settings.push_bytes = sizeof(shared::NeedlePush);
    return settings;
}

gpu::DrawSettings overlay_settings()
{
    gpu::DrawSettings settings = solid("overlay", whole_vert, overlay_frag);
    settings.buffers = 0;
    settings.textures = 1;
    settings.push_bytes = sizeof(shared::OverlayPush);
    settings.blending = gpu::Blending::over_premultiplied;
    settings.tests_depth = settings.writes_depth = false;
    return settings;
}

gpu::DrawSettings with_samples(gpu::DrawSettings settings, std::uint32_t samples)
{
    settings.samples = samples;
    return settings;
}

}  // namespace

ScenePipelines::ScenePipelines(gpu::Device& device, std::uint32_t samples)
    : backdrop(device, with_samples(backdrop_settings(), samples))
    , skin(device, with_samples(skin_settings(), samples))
    , inside(device, with_samples(inside_settings(), samples))
    , seam(device, with_samples(seam_settings(), samples))
    , zone(device, with_samples(zone_settings(), samples))
    , needle(device, with_samples(needle_settings(), samples))
    , speck(device, with_samples(speck_settings(), samples))
    , overlay(device, with_samples(overlay_settings(), samples))
{
}

void ScenePipelines::make_ready_for_picture(gpu::Device& device,
                                            std::uint32_t samples,
                                            bool repeats)
{
    if (picture && picture->repeats == repeats) return;
    const auto pipeline = [&](const gpu::DrawSettings& plain) {
        return gpu::DrawPipeline(device, with_samples(pictured_settings(plain, repeats), samples));
    };
    picture.emplace(
        PicturePipelines{pipeline(skin_settings()), pipeline(seam_settings()), repeats});
}

}  // namespace render
