// SPDX-License-Identifier: MIT
// The nearest place on some triangles of the skin, in double precision that every machine rounds
// alike: for decisions about points, for which geometry/bvh.h is not made.
#pragma once

#include "sampling/skin.h"

#include <glm/vec3.hpp>

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace sampling {

class NearestSkin {
public:
    /// The metric must outlive this.
    NearestSkin(const SkinMetric& skin, std::span<const std::uint32_t> triangles, double within_mm);

    /// The place nearest to a position, if it is within the limit; ties go to the first triangle.
    std::optional<SkinPlace> to(glm::dvec3 position_mm) const;

private:
    struct Filed {
        std::uint32_t cube;  // hash of the cube
        std::uint32_t triangle;
        auto operator<=>(const Filed&) const = default;
    };

    const SkinMetric& skin_;
    double within_mm_;
    double cube_mm_;
    std::vector<Filed> filed_;  // in order of cubes
};

}  // namespace sampling
