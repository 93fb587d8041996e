// SPDX-License-Identifier: MIT
#include "render/canvas.h"

#include <glm/common.hpp>
#include <glm/geometric.hpp>

#include <algorithm>
#include <cmath>
#include <string>

namespace render {
namespace {

std::string utf8_of(char32_t letter)
{
    std::string bytes;
    if (letter < 0x80) return {char(letter)};
    const int more = letter < 0x800 ? 1 : letter < 0x10000 ? 2 : 3;
    constexpr unsigned starts[] = {0, 0xc0, 0xe0, 0xf0};
    bytes += char(starts[more] | letter >> (6 * more));
    for (int i = more - 1; i >= 0; --i)
        bytes += char(0x80 | (letter >> (6 * i) & 0x3f));
    return bytes;
}

}  // namespace

Canvas::Canvas(std::uint32_t width, std::uint32_t height)
    : width_(width)
    , height_(height)
    , rgba_(std::size_t(width) * height * 4)
{
}

void Canvas::blend(int x, int y, const Colour& colour, float coverage)
{
    if (x < 0 || y < 0 || x >= int(width_) || y >= int(height_) || coverage <= 0) return;
    std::uint8_t* pixel = &rgba_[(std::size_t(y) * width_ + std::size_t(x)) * 4];
    const float alpha = colour.opacity * std::min(coverage, 1.0f);
    const float over[4] = {colour.red * alpha, colour.green * alpha, colour.blue * alpha, alpha};
    for (int i = 0; i < 4; ++i)
        pixel[i] = std::uint8_t(
            std::lround(std::min(255.0f, over[i] * 255 + float(pixel[i]) * (1 - alpha))));
}

template <typename Distance>
void Canvas::shape(const Area& box, const Colour& colour, const Distance& distance)
{
    const int left = std::max(0, int(std::floor(box.x)) - 1);
    const int top = std::max(0, int(std::floor(box.y)) - 1);
    const int right = std::min(int(width_), int(std::ceil(box.x + box.width)) + 1);
    const int bottom = std::min(int(height_), int(std::ceil(box.y + box.height)) + 1);
    for (int y = top; y < bottom; ++y)
        for (int x = left; x < right; ++x)
            blend(x, y, colour, 0.5f - distance(glm::vec2(float(x) + 0.5f, float(y) + 0.5f)));
}

void Canvas::rectangle(const Area& area, float corner_radius_px, const Colour& colour)
{
    const glm::vec2 half(area.width / 2, area.height / 2);
    const glm::vec2 centre = glm::vec2(area.x, area.y) + half;
    const float radius = std::min({corner_radius_px, half.x, half.y});
    shape(area, colour, [&](glm::vec2 p) {
        const glm::vec2 beyond = glm::abs(p - centre) - half + radius;
        return glm::length(glm::max(beyond, 0.0f)) + std::min(std::max(beyond.x, beyond.y), 0.0f) -
               radius;
    });
}

void Canvas::disc(glm::vec2 centre, float radius_px, const Colour& colour)
{
    const Area box{centre.x - radius_px, centre.y - radius_px, 2 * radius_px, 2 * radius_px};
    shape(box, colour, [&](glm::vec2 p) { return glm::length(p - centre) - radius_px; });
}

void Canvas::line(glm::vec2 from, glm::vec2 to, float width_px, const Colour& colour)
{
    const glm::vec2 low = glm::min(from, to) - width_px, high = glm::max(from, to) + width_px;
    const glm::vec2 along = to - from;
    const float length2 = std::max(glm::dot(along, along), 1e-6f);
    shape({low.x, low.y, high.x - low.x, high.y - low.y}, colour, [&](glm::vec2 p) {
        const float t = std::clamp(glm::dot(p - from, along) / length2, 0.0f, 1.0f);
        return glm::length(p - from - t * along) - width_px / 2;
    });
}

float Canvas::text_width(std::string_view utf8, const TextStyle& style) const
{
    float width = 0;
    for (const char32_t letter : letters_of(utf8))
        width += font(style.weight).advance(letter, style.size_px);
    return width;
}

template <typename Covered>
void Canvas::write(glm::vec2 pen,
                   std::string_view utf8,
                   const TextStyle& style,
                   const Covered& covered) const
{
    const int baseline = int(std::lround(pen.y));
    for (const char32_t letter : letters_of(utf8)) {
        const float whole = std::floor(pen.x);
        const Glyph glyph = font(style.weight).glyph(letter, style.size_px, pen.x - whole);
        for (int y = 0; y < glyph.height; ++y)
            for (int x = 0; x < glyph.width; ++x)
                covered(int(whole) + glyph.left + x,
                        baseline - glyph.top + y,
                        float(glyph.coverage[std::size_t(y) * std::size_t(glyph.width) +
                                             std::size_t(x)]) /
                            255);
        pen.x += glyph.advance;
    }
}

void Canvas::text(glm::vec2 at, std::string_view utf8, const TextStyle& style, Align align)
{
    if (align != Align::left)
        at.x -= text_width(utf8, style) * (align == Align::centre ? 0.5f : 1.0f);
    write(at, utf8, style, [&](int x, int y, float share) { blend(x, y, style.colour, share); });
}

void Canvas::text_with_halo(
    glm::vec2 at, std::string_view utf8, const TextStyle& style, const Colour& halo, float halo_px)
{
    const float width = text_width(utf8, style);
    const int rim = int(std::ceil(halo_px)) + 2;
    const int columns = int(std::ceil(width)) + 2 * rim;
    const int rows = int(std::ceil(1.5f * style.size_px)) + 2 * rim;
    const int left = int(std::floor(at.x - width / 2)) - rim;
    const int top = int(std::floor(at.y - 1.1f * style.size_px)) - rim;
    std::vector<float> shares(std::size_t(columns) * std::size_t(rows));
    const auto share_at = [&](int x, int y) -> float* {
        const bool lies_inside = x >= 0 && y >= 0 && x < columns && y < rows;
        return lies_inside ? &shares[std::size_t(y) * std::size_t(columns) + std::size_t(x)]
                           : nullptr;
    };
    write(at - glm::vec2(width / 2, 0), utf8, style, [&](int x, int y, float share) {
        if (float* const here = share_at(x - left, y - top)) *here = std::max(*here, share);
    });
    const int reach = int(std::ceil(halo_px));
    for (int y = 0; y < rows; ++y)
        for (int x = 0; x < columns; ++x) {
            float most = 0;
            for (int dy = -reach; dy <= reach; ++dy)
                for (int dx = -reach; dx <= reach; ++dx) {
                    const float off = glm::length(glm::vec2(dx, dy));
                    const float* const there = share_at(x + dx, y + dy);
                    if (there)
                        most =
                            std::max(most, *there * std::clamp(halo_px + 0.5f - off, 0.0f, 1.0f));
                }
            blend(left + x, top + y, halo, most);
        }
    for (int y = 0; y < rows; ++y)
        for (int x = 0; x < columns; ++x)
            blend(left + x, top + y, style.colour, *share_at(x, y));
}

std::string Canvas::shortened(std::string_view utf8, const TextStyle& style, float width_px) const
{
    if (text_width(utf8, style) <= width_px) return std::string(utf8);
    constexpr char32_t ellipsis = U'\u2026';
    float width = font(style.weight).advance(ellipsis, style.size_px);
    std::string kept;
    for (const char32_t letter : letters_of(utf8)) {
        width += font(style.weight).advance(letter, style.size_px);
        if (width > width_px) break;
        kept += utf8_of(letter);
    }
    return kept + utf8_of(ellipsis);
}

}  // namespace render
