// SPDX-License-Identifier: MIT
#include "render/skin_picture.h"

#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include <algorithm>
#include <array>
#include <cmath>

namespace render {
namespace {

using geometry::TexturePlaces;

constexpr unsigned finest_linear = 4095;

/// Between sRGB and linear light by tables: pictures have millions of pixels.
struct Transfer {
    std::array<std::uint16_t, 256> linear{};
    std::array<std::uint8_t, finest_linear + 1> srgb{};

    Transfer()
    {
        for (std::size_t i = 0; i < linear.size(); ++i) {
            const double s = double(i) / 255;
            const double light = s <= 0.04045 ? s / 12.92 : std::pow((s + 0.055) / 1.055, 2.4);
            linear[i] = std::uint16_t(std::lround(light * finest_linear));
        }
        for (std::size_t i = 0; i < srgb.size(); ++i) {
            const double light = double(i) / finest_linear;
            const double s =
                light <= 0.0031308 ? 12.92 * light : 1.055 * std::pow(light, 1 / 2.4) - 0.055;
            srgb[i] = std::uint8_t(std::lround(s * 255));
        }
    }
};

const Transfer& transfer()
{
    static const Transfer tables;
    return tables;
}

bool shown(const TexturePlaces& places)
{
    return std::ranges::find(places, geometry::no_place) == places.end();
}

/// Marks the pixels within one of a triangle, by their alpha.
void cover(const TexturePlaces& places, PictureLevel& level)
{
    const glm::vec2 size(level.width, level.height);
    const std::array<glm::vec2, 3> p{places[0] * size, places[1] * size, places[2] * size};
    const glm::vec2 low = glm::floor(glm::min(glm::min(p[0], p[1]), p[2]) - 1.0f);
    const glm::vec2 high = glm::ceil(glm::max(glm::max(p[0], p[1]), p[2]) + 1.0f);
    const auto cross = [](glm::vec2 a, glm::vec2 b) { return a.x * b.y - a.y * b.x; };
    const float turn = cross(p[1] - p[0], p[2] - p[0]) < 0 ? -1.0f : 1.0f;
    const int left = std::max(int(low.x), 0), right = std::min(int(high.x), int(level.width));
    const int top = std::max(int(low.y), 0), bottom = std::min(int(high.y), int(level.height));
    for (int y = top; y < bottom; ++y)
        for (int x = left; x < right; ++x) {
            const glm::vec2 middle(float(x) + 0.5f, float(y) + 0.5f);
            bool inside = true;
            for (std::size_t i = 0; i < 3 && inside; ++i) {
                const glm::vec2 edge = p[(i + 1) % 3] - p[i];
                inside = turn * cross(edge, middle - p[i]) >= -glm::length(edge);
            }
            if (inside) level.pixels[std::size_t(y) * level.width + std::size_t(x)].a = 255;
        }
}

/// The picture, opaque where the skin shows it and clear elsewhere.
PictureLevel whole_level(const geometry::SkinPicture& picture)
{
    const geometry::Texture& texture = *picture.texture;
    PictureLevel level{texture.width, texture.height, texture.pixels};
    const bool all = repeats(picture);
    for (glm::u8vec4& pixel : level.pixels)
        pixel.a = all ? 255 : 0;
    if (all) return level;
    for (const TexturePlaces& places : picture.places)
        if (shown(places)) cover(places, level);
    return level;
}

/// The mean of each four pixels, weighted by how much of them is shown.
PictureLevel halved(const PictureLevel& large)
{
    const Transfer& tables = transfer();
    PictureLevel small{std::max(large.width / 2, 1u), std::max(large.height / 2, 1u), {}};
    small.pixels.resize(std::size_t(small.width) * small.height);
    for (std::uint32_t y = 0; y < small.height; ++y)
        for (std::uint32_t x = 0; x < small.width; ++x) {
            glm::uvec3 sum(0);
            std::uint32_t weight = 0;
            for (const std::uint32_t dy : {0u, 1u})
                for (const std::uint32_t dx : {0u, 1u}) {
                    const std::size_t row = std::min(2 * y + dy, large.height - 1);
                    const glm::u8vec4 one =
                        large.pixels[row * large.width + std::min(2 * x + dx, large.width - 1)];
                    for (int i = 0; i < 3; ++i)
                        sum[i] += std::uint32_t(tables.linear[one[i]]) * one.a;
                    weight += one.a;
                }
            glm::u8vec4& mean = small.pixels[std::size_t(y) * small.width + x];
            mean.a = std::uint8_t((weight + 3) / 4);
            for (int i = 0; i < 3 && weight > 0; ++i)
                mean[i] = tables.srgb[(sum[i] + weight / 2) / weight];
        }
    return small;
}

/// What the skin does not show goes on with the colour of the next smaller copy.
void fill_gaps(const PictureLevel& small, PictureLevel& large)
{
    for (std::uint32_t y = 0; y < large.height; ++y)
        for (std::uint32_t x = 0; x < large.width; ++x) {
            glm::u8vec4& pixel = large.pixels[std::size_t(y) * large.width + x];
            if (pixel.a == 0)
                pixel = small.pixels[std::size_t(std::min(y / 2, small.height - 1)) * small.width +
                                     std::min(x / 2, small.width - 1)];
            pixel.a = 255;
        }
}

bool fits(const PictureLevel& level, const PictureRoom& room)
{
    // The smaller copies take another third.
    const double bytes = double(level.pixels.size()) * sizeof(glm::u8vec4) * 4 / 3;
    return std::max(level.width, level.height) <= room.most_side &&
           bytes <= double(room.most_bytes);
}

}  // namespace

bool repeats(const geometry::SkinPicture& picture)
{
    const auto lies_inside = [](glm::vec2 p) {
        return p.x >= 0 && p.y >= 0 && p.x <= 1 && p.y <= 1;
    };
    return !std::ranges::all_of(picture.places, [&](const TexturePlaces& places) {
        return !shown(places) || std::ranges::all_of(places, lies_inside);
    });
}

std::vector<PictureLevel> levels_of(const geometry::SkinPicture& picture, const PictureRoom& room)
{
    std::vector<PictureLevel> levels{whole_level(picture)};
    while (!fits(levels.front(), room) && levels.front().pixels.size() > 1)
        levels.front() = halved(levels.front());
    while (levels.back().pixels.size() > 1)
        levels.push_back(halved(levels.back()));
    levels.back().pixels.front().a = 255;
    for (std::size_t i = levels.size() - 1; i-- > 0;)
        fill_gaps(levels[i + 1], levels[i]);
    return levels;
}

}  // namespace render
