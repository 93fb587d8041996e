// SPDX-License-Identifier: MIT
#include "render/needle_model.h"

#include "shared/scene.h"

#include <cmath>
#include <numbers>

namespace render {
namespace {

constexpr unsigned around = 16;  // sides of bead and shaft
constexpr unsigned rings = 6;    // of the upper half of the bead; the lower half lies in the skin

glm::vec3 on_circle(unsigned side)
{
    const double angle = 2 * std::numbers::pi * side / around;
    return {std::cos(angle), std::sin(angle), 0};
}

/// Joins ring after ring of `around` vertices each, starting at vertex `first`.
void join_rings(std::uint32_t first, unsigned count, std::vector<std::uint32_t>& indices)
{
    for (unsigned ring = 0; ring + 1 < count; ++ring)
        for (unsigned side = 0; side < around; ++side) {
            const std::uint32_t a = first + ring * around + side;
            const std::uint32_t b = first + ring * around + (side + 1) % around;
            for (const std::uint32_t corner : {a, b, b + around, a, b + around, a + around})
                indices.push_back(corner);
        }
}

}  // namespace

NeedleModel needle_model()
{
    NeedleModel model;
    for (unsigned ring = 0; ring <= rings; ++ring) {
        const double height = std::numbers::pi / 2 * ring / rings;
        for (unsigned side = 0; side < around; ++side)
            model.vertices.push_back(
                {on_circle(side) * float(std::cos(height)) + glm::vec3(0, 0, std::sin(height)),
                 shared::dot_part});
    }
    join_rings(0, rings + 1, model.indices);
    const auto shaft = static_cast<std::uint32_t>(model.vertices.size());
    for (const float end : {0.0f, 1.0f})
        for (unsigned side = 0; side < around; ++side)
            model.vertices.push_back({on_circle(side) + glm::vec3(0, 0, end), shared::shaft_part});
    join_rings(shaft, 2, model.indices);
    return model;
}

}  // namespace render
