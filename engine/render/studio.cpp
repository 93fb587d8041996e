// SPDX-License-Identifier: MIT
#include "render/studio.h"

#include <glm/geometric.hpp>

#include <cmath>
#include <numbers>

namespace render {
namespace {

/// A wide, soft light from one side.
struct Panel {
    glm::dvec3 toward;
    double sharpness;  // how quickly it fades with the angle
    glm::dvec3 colour;
};

const std::array panels{
    Panel{glm::normalize(glm::dvec3(-0.5, 0.8, 0.35)), 2.2, {0.62, 0.60, 0.58}},   // above the key
    Panel{glm::normalize(glm::dvec3(0.95, 0.10, 0.40)), 3.0, {0.44, 0.48, 0.54}},  // cool fill
    Panel{glm::normalize(glm::dvec3(0.0, -1.0, 0.25)), 2.0, {0.26, 0.22, 0.19}},   // warm floor
    Panel{glm::normalize(glm::dvec3(0.0, 0.3, -1.0)), 2.0, {0.36, 0.38, 0.42}},    // the wall
};

glm::dvec3 radiance(glm::dvec3 direction)
{
    glm::dvec3 sum(0.12, 0.12, 0.125);
    for (const Panel& panel : panels)
        sum += panel.colour * std::exp(panel.sharpness * (glm::dot(direction, panel.toward) - 1));
    return sum;
}

std::array<double, 9> polynomials(glm::dvec3 d)
{
    return {1,
            d.y,
            d.z,
            d.x,
            d.x * d.y,
            d.y * d.z,
            3 * d.z * d.z - 1,
            d.x * d.z,
            d.x * d.x - d.y * d.y};
}

std::array<glm::vec3, 9> projected()
{
    // Each polynomial's squared norm over the sphere is 4 pi times this, and a matt surface passes
    // on 1, 2/3 and 1/4 of what varies in degree 0, 1 and 2.
    constexpr std::array<double, 9> norms{
        1, 1.0 / 3, 1.0 / 3, 1.0 / 3, 1.0 / 15, 1.0 / 15, 4.0 / 5, 1.0 / 15, 4.0 / 15};
    constexpr int rows = 64, columns = 128;
    std::array<glm::dvec3, 9> sums{};
    for (int row = 0; row < rows; ++row)
        for (int column = 0; column < columns; ++column) {
            const double height = 2 * (row + 0.5) / rows - 1;  // equal areas
            const double flat = std::sqrt(1 - height * height);
            const double angle = 2 * std::numbers::pi * (column + 0.5) / columns;
            const glm::dvec3 d(flat * std::cos(angle), height, flat * std::sin(angle));
            const std::array<double, 9> values = polynomials(d);
            for (std::size_t i = 0; i < sums.size(); ++i)
                sums[i] += values[i] * radiance(d) / double(rows * columns);
        }
    std::array<glm::vec3, 9> sky{};
    for (std::size_t i = 0; i < sums.size(); ++i)
        sky[i] = sums[i] / norms[i] * (i == 0 ? 1.0 : i < 4 ? 2.0 / 3 : 0.25);
    return sky;
}

}  // namespace

const std::array<glm::vec3, 9>& studio_sky()
{
    static const std::array<glm::vec3, 9> sky = projected();
    return sky;
}

}  // namespace render
