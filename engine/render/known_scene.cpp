// SPDX-License-Identifier: MIT
#include "render/known_scene.h"

#include "base/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <span>

namespace render {
namespace {

constexpr float near_mm = 10, between_mm = 0, far_mm = -10;  // of the squares
constexpr float near_half_mm = 20, hidden_half_mm = 15, far_half_mm = 40;
constexpr int clearly = 24;  // of 255
constexpr glm::u8vec3 green(70, 160, 70), blue(70, 70, 180);

enum class Face { outside, inside };

/// Of so much to the left and to the right.
void add_square(float half_mm, float z_mm, glm::u8vec3 colour, Face seen, Skin& skin)
{
    // The middle has corners of its own: a zone ends there.
    const auto first = std::uint32_t(skin.positions.size());
    const float height_mm = std::min(half_mm, near_half_mm);
    for (const float y : {-height_mm, height_mm})
        for (const float x : {-half_mm, 0.0f, half_mm})
            skin.positions.emplace_back(x, y, z_mm);
    skin.colours.insert(skin.colours.end(), 6, colour);
    for (const std::uint32_t left : {first, first + 1}) {
        skin.triangles.emplace_back(left, left + 1, left + 4);
        skin.triangles.emplace_back(left, left + 4, left + 3);
        if (seen == Face::outside) continue;
        for (glm::uvec3& triangle : std::span(skin.triangles).last(2))
            std::swap(triangle.x, triangle.y);
    }
}

struct Tint {
    int red, green, blue;
};

/// Of the pixel that shows a place.
Tint tint_at(glm::dvec3 place, const Camera& camera, const Picture& picture)
{
    const glm::dvec2 pixel = camera.pixel_of(place);
    const std::uint8_t* p = picture.at(unsigned(pixel.x), unsigned(pixel.y));
    return {p[0], p[1], p[2]};
}

bool is_green(Tint tint)
{
    return tint.green > std::max(tint.red, tint.blue) + clearly;
}

bool is_blue(Tint tint)
{
    return tint.blue > std::max(tint.red, tint.green) + clearly;
}

bool is_wall(Tint tint)
{
    return std::abs(tint.red - tint.green) < clearly && std::abs(tint.green - tint.blue) < clearly;
}

bool differ(Tint a, Tint b)
{
    return std::abs(a.red - b.red) + std::abs(a.green - b.green) + std::abs(a.blue - b.blue) >
           clearly;
}

}  // namespace

KnownScene::KnownScene()
{
    // The near one first: what is drawn later must not cover it.
    add_square(near_half_mm, near_mm, green, Face::outside, skin);
    add_square(hidden_half_mm, between_mm, blue, Face::inside, skin);
    add_square(far_half_mm, far_mm, blue, Face::outside, skin);
    skin.normals.assign(skin.positions.size(), {0, 0, 1});
    skin.shading.resize(skin.positions.size());
    zones.push_back({.name = "known",
                     .colour = {0.8f, 0.2f, 0.2f, 1},
                     .hatch_deg = 45,
                     .facing = {0, 0, 1},
                     .field = {},
                     .details = {}});
    constexpr float field_steps_per_mm = 256;
    for (const glm::vec3 p : skin.positions)
        zones[0].field.push_back(std::int16_t((p.z == near_mm ? -p.x : 1.0f) * field_steps_per_mm));
    camera = framed(View::front, skin.positions, skin.positions, {3, 3, 54, 34});
}

std::optional<std::string> KnownScene::wrong_in(const Picture& picture) const
{
    const auto at = [&](double x, double y, double z) {
        return tint_at({x, y, z}, camera, picture);
    };
    constexpr double aside = 30, on_near = 12, height = 10, above = 4;
    if (!is_wall(at(0, near_half_mm + above, far_mm))) return "something is seen where nothing is";
    for (const double y : {-height, height}) {
        if (!is_blue(at(-aside, y, far_mm)) || !is_blue(at(aside, y, far_mm)))
            return "skin is missing";
        const Tint bare = at(-on_near, y, near_mm), zoned = at(on_near, y, near_mm);
        if (is_blue(bare)) return "what lies behind is seen";
        if (!differ(bare, zoned)) return "a zone is missing";
        if (!is_green(bare)) return "left and right are exchanged";
        if (zoned.red <= bare.red) return "a zone has another colour";
    }
    return std::nullopt;
}

void draw_known_scene(SceneRenderer& renderer, const std::string& device_name)
{
    const KnownScene scene;
    const Canvas glass(scene.size.width, scene.size.height);
    renderer.show_skin(scene.skin);
    renderer.show_zones(scene.zones);
    renderer.show_overlay(&glass);
    const Picture picture = renderer.picture(scene.camera, scene.size);
    renderer.forget_scene();
    if (const auto wrong = scene.wrong_in(picture))
        throw base::Error(fmt::format("The graphics device \"{}\" draws a picture that is known "
                                      "wrong: {}. Choose another one: `mesomap devices` lists "
                                      "them.",
                                      device_name,
                                      *wrong));
}

}  // namespace render
