// SPDX-License-Identifier: MIT
// The little model that all needles share: a bead on the skin and a shaft.
#pragma once

#include <glm/vec3.hpp>

#include <cstdint>
#include <vector>

namespace render {

struct NeedleVertex {
    glm::vec3 place;
    std::uint32_t part;  // shared::dot_part or shared::shaft_part
};

struct NeedleModel {
    std::vector<NeedleVertex> vertices;
    std::vector<std::uint32_t> indices;
};

NeedleModel needle_model();

}  // namespace render
