// SPDX-License-Identifier: MIT
#include "render/changed.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <tuple>
#include <vector>

namespace render {
namespace {

auto looks(const Needle& n)
{
    return std::tuple(n.position.x,
                      n.position.y,
                      n.position.z,
                      n.normal.x,
                      n.normal.y,
                      n.normal.z,
                      n.direction.x,
                      n.direction.y,
                      n.direction.z,
                      n.length_mm,
                      n.inserted_mm,
                      n.zone);
}

std::vector<Needle> sorted(std::span<const Needle> needles)
{
    std::vector<Needle> all(needles.begin(), needles.end());
    std::ranges::sort(all, {}, looks);
    return all;
}

}  // namespace

void Changed::include(glm::vec3 place, float reach_mm)
{
    low = glm::min(low, place - reach_mm);
    high = glm::max(high, place + reach_mm);
}

void Changed::include(const Changed& other)
{
    low = glm::min(low, other.low);
    high = glm::max(high, other.high);
}

Changed changed_needles(std::span<const Needle> before, std::span<const Needle> now)
{
    std::vector<Needle> others;
    std::ranges::set_symmetric_difference(
        sorted(before), sorted(now), std::back_inserter(others), {}, looks, looks);
    Changed changed;
    for (const Needle& needle : others)
        changed.include(needle.position,
                        std::max(needle.length_mm, least_shown_mm) + needle.inserted_mm);
    return changed;
}

VkRect2D pixels_of(const Changed& box, const Camera& camera, gpu::Extent size, double margin_px)
{
    if (box.nothing()) return {};
    glm::dvec2 low(1e30), high(-1e30);
    for (int corner = 0; corner < 8; ++corner) {
        const glm::vec3 place(corner & 1 ? box.high.x : box.low.x,
                              corner & 2 ? box.high.y : box.low.y,
                              corner & 4 ? box.high.z : box.low.z);
        const glm::dvec2 pixel = camera.pixel_of(place);
        low = glm::min(low, pixel);
        high = glm::max(high, pixel);
    }
    const glm::dvec2 most(size.width, size.height);
    low = glm::clamp(glm::floor(low - margin_px), glm::dvec2(0), most);
    high = glm::clamp(glm::ceil(high + margin_px), glm::dvec2(0), most);
    return {{std::int32_t(low.x), std::int32_t(low.y)},
            {std::uint32_t(high.x - low.x), std::uint32_t(high.y - low.y)}};
}

}  // namespace render
